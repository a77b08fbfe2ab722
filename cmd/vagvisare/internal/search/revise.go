package search

import (
	"slices"
	"strings"
)

// A revision is what an index must be told when a corpus has taken other documents.
type revision struct {
	before []int    // number that each document had before; none where it is new or says something else
	stale  []int    // numbers of documents whose terms may be others
	gone   []string // paths of documents that are no more
	read   []int32  // numbers of words that have been counted or forgotten
}

// revise gives a corpus other documents and names. All that is known of words is then as if these had been read alone.
func (c *corpus) revise(documents []*Document, names recognizer) *revision {
	r := c.exchange(documents)
	changed := c.vocabulary.revise(r.read, c.names, names)
	c.names = names
	for i := range documents {
		if r.before[i] == none || changed.touch(c.vocabulary, c.texts[i]) {
			r.stale = append(r.stale, i)
		}
	}
	return r
}

// exchange reads the documents that differ from those before, and forgets what these said.
func (c *corpus) exchange(documents []*Document) *revision {
	r := &revision{before: make([]int, len(documents))}
	texts := make([]readText, len(documents))
	forget := func(j int) {
		r.note(c.vocabulary.document(c.documents[j], -1))
	}
	j := 0
	for i, d := range documents {
		for ; j < len(c.documents) && c.documents[j].Path < d.Path; j++ {
			r.gone = append(r.gone, c.documents[j].Path)
			forget(j)
		}
		r.before[i] = none
		if j < len(c.documents) && c.documents[j].Path == d.Path {
			if c.documents[j].equal(d) {
				r.before[i], texts[i] = j, c.texts[j]
			} else {
				forget(j)
			}
			j++
		}
		if r.before[i] == none {
			texts[i] = c.vocabulary.document(d, 1)
			r.note(texts[i])
		}
	}
	for ; j < len(c.documents); j++ {
		r.gone = append(r.gone, c.documents[j].Path)
		forget(j)
	}
	slices.Sort(r.read)
	r.read = slices.Compact(r.read)
	c.documents, c.texts = documents, texts
	return r
}

// note remembers the words of a text.
func (r *revision) note(t readText) {
	for _, numbers := range t.parts() {
		for _, n := range numbers {
			switch {
			case n >= 0:
				r.read = append(r.read, n)
			case n > -suspensionBase:
				r.read = append(r.read, -1-n)
			}
		}
	}
}

func (t readText) parts() [4]wordNumbers {
	return [...]wordNumbers{t.title, t.keywords, t.headings, t.body}
}

// equal reports whether two documents say the same.
func (d *Document) equal(other *Document) bool {
	return d == other || d.Path == other.Path && d.Title == other.Title && d.Kind == other.Kind && d.Phase == other.Phase &&
		slices.Equal(d.Roles, other.Roles) && slices.Equal(d.Keywords, other.Keywords) && slices.Equal(d.Names, other.Names) &&
		slices.Equal(d.Sections, other.Sections)
}

// changes are the words and suspensions that count as other terms than before, by their numbers.
type changes struct {
	any                bool
	words, suspensions []bool
}

// touch reports whether a text has any of them.
func (c *changes) touch(v *vocabulary, t readText) bool {
	if !c.any {
		return false
	}
	for _, numbers := range t.parts() {
		for _, n := range numbers {
			if n <= -suspensionBase {
				if n = -suspensionBase - n; c.suspensions[n] {
					return true
				}
				if n = v.wholes[n]; n == none {
					continue
				}
			} else if n < 0 {
				n = -1 - n
			}
			if c.words[n] {
				return true
			}
		}
	}
	return false
}

// revise brings what is known of words in line with what has been read: words that are new or not used any
// more, how these split others, and names. It returns what has changed of words that were used before too.
func (v *vocabulary) revise(read []int32, before, names recognizer) *changes {
	c := &changes{words: make([]bool, len(v.words)), suspensions: make([]bool, len(v.suspended))}
	came, parts := v.turnover(read)
	for n := range came {
		w := v.words[n]
		v.analyseWord(w)
		w.names = len(names[w.key()]) > 0
	}
	if len(parts) > 0 {
		for n, w := range v.words {
			if w.used && parts.in(w.text) && !came[int32(n)] && v.reanalyse(w) {
				c.words[n], c.any = true, true
			}
		}
	}
	if !names.equal(before) {
		v.rename(before, names, c)
	}
	for n, s := range v.suspended {
		whole := v.whole(s)
		if n == len(v.wholes) {
			v.wholes = append(v.wholes, whole)
		} else if v.wholes[n] != whole {
			v.wholes[n] = whole
			c.suspensions[n], c.any = true, true
		}
	}
	return c
}

// turnover finds the words among some that are used for the first time, or again; and what words begin with that now split
// others, or do no more.
func (v *vocabulary) turnover(read []int32) (came map[int32]bool, parts beginnings) {
	came = map[int32]bool{}
	for _, n := range read {
		w := v.words[n]
		switch {
		case w.count > 0 && !w.used:
			came[n] = true
			if v.use(w) {
				parts.add(w)
			}
		case w.count == 0 && w.used:
			w.used = false
			if w.splits() && v.splitter.remove(w.text) {
				parts.add(w)
			}
		}
	}
	return came, parts
}

// reanalyse finds anew what a word is made of, and reports whether that is something else than before.
func (v *vocabulary) reanalyse(w *word) bool {
	old := *w
	v.analyseWord(w)
	return !slices.Equal(w.covers, old.covers) || !slices.Equal(w.parts, old.parts) || !slices.Equal(w.folded, old.folded)
}

// rename finds the words that other names begin with than before.
func (v *vocabulary) rename(before, names recognizer, c *changes) {
	for n, w := range v.words {
		key := w.key()
		w.names = len(names[key]) > 0
		if w.used && !slices.EqualFunc(before[key], names[key], naming.equal) {
			c.words[n], c.any = true, true
		}
	}
}

func (r recognizer) equal(other recognizer) bool {
	if len(r) != len(other) {
		return false
	}
	for key, names := range r {
		if !slices.EqualFunc(names, other[key], naming.equal) {
			return false
		}
	}
	return true
}

func (name naming) equal(other naming) bool {
	return slices.Equal(name.words, other.words) && name.spelt == other.spelt && name.concept.Key == other.concept.Key
}

// beginnings are the first three letters of words. To split all words anew for each new one would take half a second; but
// wherever a compound has a word, or what shares its stem, as a part, it has the first three letters of that word: what
// links parts only changes or follows their ends, a stem has the first three letters of its word, and words that are not
// common parts have at least four.
type beginnings []string

func (b *beginnings) add(w *word) {
	if start := firstRunes(w.text, 3); !slices.Contains(*b, start) {
		*b = append(*b, start)
	}
}

// in reports whether a word has one of the beginnings somewhere, and may be long enough to be a compound.
func (b beginnings) in(word string) bool {
	return len(word) >= shortest &&
		slices.ContainsFunc(b, func(start string) bool { return strings.Contains(word, start) })
}

// revised returns a lexicon in which some words are as they are now.
func (l lexicon) revised(words []*word) lexicon {
	gone := map[string]bool{}
	for _, w := range words {
		gone[w.text] = true
	}
	list := make(lexicon, 0, len(l)+len(words))
	fresh := newLexicon(words)
	for _, f := range l {
		if gone[f.Word] {
			continue
		}
		for len(fresh) > 0 && compareForms(fresh[0], f) < 0 {
			list, fresh = append(list, fresh[0]), fresh[1:]
		}
		list = append(list, f)
	}
	return append(list, fresh...)
}
