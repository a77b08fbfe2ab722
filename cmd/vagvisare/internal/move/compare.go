package move

import (
	"fmt"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

// compare holds that everything in a site leads where it led before a move.
func (r *renaming) compare(before, after *site.Site) error {
	pages := map[string]*site.Page{}
	for _, p := range after.Pages {
		pages[p.Source] = p
	}
	for _, p := range before.Pages {
		moved := pages[r.of(p.Source)]
		switch {
		case strings.HasSuffix(p.Source, "/"): // a folder without a page, which may be empty now
		case moved == nil:
			return fmt.Errorf("nothing is moved: %s would be no page", r.of(p.Source))
		default:
			if was, is := leads(p, r.of), leads(moved, unmoved); !slices.Equal(was, is) {
				return fmt.Errorf("nothing is moved: links of %s would lead elsewhere: %s", p.File(), firstDifference(was, is))
			}
		}
	}
	for i, term := range before.Glossary {
		if i < len(after.Glossary) && fileOf(term.Page, r.of) != fileOf(after.Glossary[i].Page, unmoved) {
			return fmt.Errorf("nothing is moved: the entry %q of the glossary would lead elsewhere", term.Term)
		}
	}
	return nil
}

// fresh returns the problems that there will be, and were not.
func (r *renaming) fresh(old, now []diag.Problem) []diag.Problem {
	type key struct {
		file string
		code diag.Code
	}
	count := map[key]int{}
	for _, p := range old {
		name := strings.TrimPrefix(p.File, "content/")
		if name != p.File {
			name = "content/" + r.of(name)
		}
		count[key{name, p.Code}]++
	}
	var fresh []diag.Problem
	for _, p := range now {
		k := key{p.File, p.Code}
		if count[k]--; count[k] < 0 {
			fresh = append(fresh, p)
		}
	}
	return fresh
}

// unmoved is what becomes of the paths of a site that has been moved.
func unmoved(source string) string { return source }

// leads tells where everything leads that a page refers to; of gives files their new names.
func leads(p *site.Page, of func(string) string) []string {
	var all []string
	for _, t := range p.AllTargets() {
		switch {
		case t.Page != nil:
			all = append(all, fmt.Sprintf("%s#%s %v", fileOf(t.Page, of), t.Fragment, t.Word))
		case t.File != nil:
			all = append(all, of(t.File.Source))
		default:
			all = append(all, t.URL)
		}
	}
	if len(p.Related) > 0 {
		for _, related := range p.SeeAlso {
			all = append(all, fileOf(related, of))
		}
	}
	if p.Phase != nil && p == p.Phase.Page {
		for _, step := range p.Phase.Steps {
			for _, page := range step.Pages {
				all = append(all, fileOf(page, of))
			}
		}
	}
	if p.Plan != nil {
		all = append(all, fileOf(p.Plan.Template, of))
	}
	return all
}

// fileOf returns the file of a page; of no page, nothing.
func fileOf(p *site.Page, of func(string) string) string {
	if p == nil {
		return ""
	}
	return of(p.Source)
}

func firstDifference(was, is []string) string {
	for i := range was {
		if i >= len(is) || was[i] != is[i] {
			return was[i]
		}
	}
	return strings.Join(is, ", ")
}
