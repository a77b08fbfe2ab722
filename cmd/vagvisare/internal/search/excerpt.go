package search

import (
	"slices"
	"strings"
)

// A Piece is a part of an excerpt.
type Piece struct {
	Text string
	Mark bool // a whole word that was looked for
}

// excerptWords is about how many words an excerpt has.
const excerptWords = 32

// A sighting is a word of a text that is looked for.
type sighting struct {
	token int
	words uint32
}

// A look is what excerpts are searched for: the terms of a plan, with the names of its concepts that are one word.
type look []planTerm

func newLook(p *queryPlan, concepts []*concept) look {
	var l look
	for _, term := range p.terms {
		if term.exact {
			continue
		}
		l = append(l, term)
		if i := slices.IndexFunc(concepts, func(c *concept) bool { return c.Key == term.key }); i >= 0 {
			for _, name := range concepts[i].Names {
				if tokens := Tokens(name); len(tokens) == 1 && tokens[0].Stem != "" {
					l = append(l, planTerm{key: tokens[0].Stem, words: term.words})
				}
			}
		}
	}
	return l
}

// excerpt returns the section of a document that has most words of the query, and the part of its text
// that has most of them, with the words marked.
func excerpt(d *Document, l look) (int, []Piece) {
	best, most := 0, -1
	for i, s := range d.Sections {
		var words uint32
		seen := sight(Tokens(s.Text), l)
		for _, at := range seen {
			words |= at.words
		}
		value := 100 * matched(words)
		for _, at := range sight(Tokens(s.Title), l) {
			if words&at.words != at.words {
				value += 100
			}
			words |= at.words
			value += 50
		}
		if value += min(len(seen), 20); value > most {
			best, most = i, value
		}
	}
	if len(d.Sections) == 0 {
		return 0, nil
	}
	return best, cut(d.Sections[best].Text, l)
}

// sight finds the words of a text that are looked for.
func sight(tokens []Token, l look) []sighting {
	var seen []sighting
	for i, t := range tokens {
		if words := l.meaning(t); words != 0 {
			seen = append(seen, sighting{i, words})
		}
	}
	return seen
}

// meaning returns the words of the query that a word of a text stands for: by its stem, by the stem without
// marks, or as a compound that begins or ends with a term.
func (l look) meaning(t Token) uint32 {
	if t.Stem == "" {
		return 0
	}
	var words uint32
	folded := Fold(t.Stem)
	for _, term := range l {
		switch {
		case t.Stem == term.key || folded == term.key,
			len(term.key) >= 4 && (strings.HasPrefix(t.Stem, term.key) || strings.HasSuffix(t.Stem, term.key)),
			len(term.key) >= 4 && (strings.HasPrefix(folded, term.key) || strings.HasSuffix(folded, term.key)):
			words |= term.words
		}
	}
	return words
}

// cut returns the part of a text that has most words of the query.
func cut(text string, l look) []Piece {
	tokens := Tokens(text)
	if len(tokens) == 0 {
		return nil
	}
	seen := sight(tokens, l)
	start, most := 0, 0
	for i, first := range seen {
		var words uint32
		n := 0
		for _, at := range seen[i:] {
			if at.token >= first.token+excerptWords-6 {
				break
			}
			words |= at.words
			n++
		}
		if value := 10*matched(words) + min(n, 9); value > most {
			start, most = max(0, first.token-6), value
		}
	}
	end := min(len(tokens), start+excerptWords)
	start = max(0, min(start, end-excerptWords))
	from, to := tokens[start].Start, tokens[end-1].End
	if start == 0 {
		from = 0
	}
	if end == len(tokens) {
		to = len(text)
	}
	return pieces(text, from, to, tokens, seen)
}

// pieces cuts a part of a text where marks begin and end, with an ellipsis where the text goes on.
func pieces(text string, from, to int, tokens []Token, seen []sighting) []Piece {
	var list []Piece
	at := from
	put := func(text string, mark bool) {
		if text != "" {
			list = append(list, Piece{text, mark})
		}
	}
	before, after := "", ""
	if from > 0 {
		before = "… "
	}
	if to < len(text) {
		after = " …"
	}
	for _, s := range seen {
		t := tokens[s.token]
		if t.Start < from || t.End > to {
			continue
		}
		put(before+text[at:t.Start], false)
		before = ""
		put(text[t.Start:t.End], true)
		at = t.End
	}
	put(before+text[at:to]+after, false)
	return list
}
