package main

import (
	"cmp"
	"slices"
)

// A sample is a page that is looked at more closely, for all that are made of the same blocks.
type sample struct {
	page   string
	size   int64    // of its file, in bytes
	blocks []string // that show its layout
}

// cover chooses pages that together have every block which any page has: again and again the one with most blocks that are
// still to be seen, the smallest of these, and the first by name. Which pages it chooses does not depend on their order.
func cover(pages []sample) []string {
	unseen := map[string]bool{}
	for _, p := range pages {
		for _, block := range p.blocks {
			unseen[block] = true
		}
	}
	news := func(p sample) (count int) {
		for _, block := range p.blocks {
			if unseen[block] {
				count++
			}
		}
		return count
	}
	var chosen []string
	for len(unseen) > 0 {
		best := slices.MinFunc(pages, func(a, b sample) int {
			return cmp.Or(cmp.Compare(news(b), news(a)), cmp.Compare(a.size, b.size), cmp.Compare(a.page, b.page))
		})
		chosen = append(chosen, best.page)
		for _, block := range best.blocks {
			delete(unseen, block)
		}
	}
	return chosen
}
