package search

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// compareForms orders forms by their foldings, and then by themselves.
func compareForms(a, b Form) int {
	return cmp.Or(cmp.Compare(a.folded, b.folded), cmp.Compare(a.Word, b.Word))
}

// A lexicon finds forms. The browser's has the same, in files by first letter.
type lexicon []Form

// starting returns the forms whose folding starts with a folded prefix.
func (l lexicon) starting(folded string) []Form {
	from := sort.Search(len(l), func(i int) bool { return l[i].folded >= folded })
	to := from + sort.Search(len(l)-from, func(i int) bool { return !strings.HasPrefix(l[from+i].folded, folded) })
	return l[from:to]
}

// completions returns the forms that begin with what has been typed, the most common first, at most limit. Marks count
// only where something with marks has been typed.
func (l lexicon) completions(typed string, limit int) []Form {
	var found []Form
	for _, f := range l.starting(Fold(typed)) {
		if plain(typed) || strings.HasPrefix(f.Word, typed) {
			found = append(found, f)
		}
	}
	slices.SortStableFunc(found, func(a, b Form) int { return cmp.Or(cmp.Compare(b.Pages, a.Pages), cmp.Compare(a.Word, b.Word)) })
	return found[:min(limit, len(found))]
}

// form returns the form that is a word; a word without marks also means those that have them. The word itself is preferred.
func (l lexicon) form(word string) (Form, bool) {
	var found Form
	ok := false
	folded := Fold(word)
	for _, f := range l.starting(folded) {
		if f.folded != folded {
			break
		}
		if f.Word == word {
			return f, true
		}
		if plain(word) && (!ok || f.Pages > found.Pages) {
			found, ok = f, true
		}
	}
	return found, ok
}

// inflected returns the most common form that a word is an inflection of, or that is one of it.
func (l lexicon) inflected(word string) (Form, bool) {
	var found Form
	ok := false
	stem := stemOf(word)
	for _, f := range l.starting(Fold(stem)) {
		if s := stemOf(f.Word); (s == stem || plain(word) && Fold(s) == stem) && (!ok || f.Pages > found.Pages) {
			found, ok = f, true
		}
	}
	return found, ok
}

// nearest returns the form that was probably meant by a word: one error away, or two in a long
// word; of several the nearest, then the most common. Errors in the first letter are
// found only where it has changed places with the second, or been left out.
func (l lexicon) nearest(word string) (Form, bool) {
	folded := []rune(Fold(word))
	allowed := 0
	switch n := len(folded); {
	case n >= 9:
		allowed = 2
	case n >= 4:
		allowed = 1
	}
	var found Form
	best := allowed + 1
	for i, first := range folded[:min(2, len(folded))] {
		if i == 1 && first == folded[0] {
			break
		}
		for _, f := range l.starting(string(first)) {
			if n := utf8.RuneCountInString(f.Word); n < len(folded)-allowed || n > len(folded)+allowed {
				continue
			}
			d := distance(folded, []rune(f.folded))
			if d == 0 || d > allowed {
				continue
			}
			if d < best || d == best && (f.Pages > found.Pages || f.Pages == found.Pages && f.Word < found.Word) {
				found, best = f, d
			}
		}
	}
	return found, best <= allowed
}

// distance returns how many errors part two words: letters too many, missing, wrong, or two neighbours that have
// changed places (optimal string alignment).
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
