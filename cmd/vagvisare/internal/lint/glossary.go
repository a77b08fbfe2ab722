package lint

import (
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

// glossary tells of entries that lead to each other by searched-as: whoever searches for one
// of them is led away from it. Each circle is told once, at its first entry.
func (l *linter) glossary() {
	leads := leads(l.site.Glossary)
	told := map[*site.Term]bool{}
	for _, t := range inFile(l.site.Glossary) {
		circle := circle(t, leads)
		if len(circle) == 0 || slices.ContainsFunc(circle, func(t *site.Term) bool { return told[t] }) {
			continue
		}
		names := make([]string, 0, len(circle)+1)
		for _, t := range circle {
			told[t] = true
			names = append(names, t.Term)
		}
		way := strings.Join(append(names, t.Term), " → ")
		l.problems = append(l.problems, note("content/"+site.GlossaryFile, t.Line, t.Col, diag.SearchLoop, way))
	}
}

// inFile returns terms in the order in which they stand in their file.
func inFile(terms []*site.Term) []*site.Term {
	return slices.SortedStableFunc(slices.Values(terms), func(a, b *site.Term) int { return a.Line - b.Line })
}

// leads returns, for each entry, the other entries that its names are searched-as words of.
func leads(terms []*site.Term) map[*site.Term][]*site.Term {
	named := map[string]*site.Term{}
	for _, t := range terms {
		for _, name := range t.Names() {
			named[strings.ToLower(name)] = t
		}
	}
	leads := map[*site.Term][]*site.Term{}
	for _, t := range inFile(terms) {
		for _, word := range t.SearchedAs {
			if from := named[strings.ToLower(word)]; from != nil && from != t {
				leads[from] = append(leads[from], t)
			}
		}
	}
	return leads
}

// circle returns the shortest way from an entry back to itself, without its end, or nothing.
func circle(start *site.Term, leads map[*site.Term][]*site.Term) []*site.Term {
	before := map[*site.Term]*site.Term{}
	for queue := []*site.Term{start}; len(queue) > 0; queue = queue[1:] {
		for _, next := range leads[queue[0]] {
			if next == start {
				return back(queue[0], start, before)
			}
			if before[next] == nil {
				before[next] = queue[0]
				queue = append(queue, next)
			}
		}
	}
	return nil
}

func back(from, to *site.Term, before map[*site.Term]*site.Term) []*site.Term {
	way := []*site.Term{from}
	for from != to {
		from = before[from]
		way = append(way, from)
	}
	slices.Reverse(way)
	return way
}
