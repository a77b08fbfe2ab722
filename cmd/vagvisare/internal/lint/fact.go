package lint

import (
	"slices"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A Carried fact is one that a site must carry, with the pages that say that they do.
type Carried struct {
	Fact  *site.Fact
	Pages []*site.Page // in reading order; none when it is missing
}

// Facts returns the facts of a site in the order of site.yaml, with their pages.
func Facts(s *site.Site) []Carried {
	pages := map[string][]*site.Page{}
	for _, p := range s.Pages {
		for _, id := range slices.Compact(slices.Sorted(slices.Values(p.Facts))) {
			pages[id] = append(pages[id], p)
		}
	}
	list := make([]Carried, len(s.Facts))
	for i, f := range s.Facts {
		list[i] = Carried{f, pages[f.ID]}
	}
	return list
}

// facts tells of facts that no page carries.
func (l *linter) facts() {
	for _, f := range Facts(l.site) {
		if len(f.Pages) == 0 {
			l.problems = append(l.problems, note(siteFile, 0, 0, diag.MissingFact, f.Fact.ID, f.Fact.Text))
		}
	}
}
