package search

import (
	"slices"

	"vagvisare/cmd/vagvisare/internal/site"
)

// A concept is what all names of a glossary's entry mean. In the index it is a term of its own, beside
// the words: so a text that says DPIA is found by konsekvensbedömning, however many words either name has.
type concept struct {
	Key   string   `json:"key"`   // its term: "#" and the entry's id
	Names []string `json:"names"` // the entry's term first, then its short forms and synonyms
	Leads []string `json:"leads"` // everyday words that lead to it, in queries only
	short map[string]bool
}

func concepts(glossary []*site.Term) []*concept {
	var all []*concept
	for _, t := range glossary {
		c := &concept{Key: "#" + t.ID, Names: t.Names(), Leads: t.SearchedAs, short: map[string]bool{}}
		for _, short := range t.Short {
			c.short[short] = true
		}
		all = append(all, c)
	}
	return all
}

// A naming is one name of a concept, as the words that it is recognised by.
type naming struct {
	words   []string // stems; stop words as they are
	spelt   string   // of a short form, which is recognised in a text only as it is spelt
	concept *concept
}

// A recognizer finds names in a sequence of words.
type recognizer map[string][]naming // by first word

// newRecognizer returns a recognizer of names, and in queries also of what leads to them,
// also where both are typed without marks.
func newRecognizer(concepts []*concept, queries bool) recognizer {
	r := recognizer{}
	for _, c := range concepts {
		if queries {
			for _, name := range slices.Concat(c.Names, c.Leads) {
				r.add(name, "", c)
				r.add(Fold(name), "", c)
			}
			continue
		}
		for _, name := range c.Names {
			spelt := ""
			if c.short[name] {
				spelt = name
			}
			r.add(name, spelt, c)
		}
	}
	return r
}

func (r recognizer) add(name, spelt string, c *concept) {
	var words []string
	for _, t := range Tokens(name) {
		words = append(words, t.key())
	}
	if len(words) > 0 && !slices.ContainsFunc(r[words[0]], func(n naming) bool { return n.concept == c && n.spelt == spelt && slices.Equal(n.words, words) }) {
		r[words[0]] = append(r[words[0]], naming{words, spelt, c})
	}
}

// key is what a token is compared by where stop words count.
func (t Token) key() string {
	if t.Stem == "" {
		return t.Word
	}
	return t.Stem
}

// A recognition is a concept found in a sequence of words.
type recognition struct {
	start, end int // of the words
	concept    *concept
}

// find finds concepts in n words; key and spelling tell of each. Of names that overlap the first and longest is taken; names that several
// concepts share lead to all of these.
func (r recognizer) find(n int, key, spelling func(i int) string) []recognition {
	var found []recognition
	for i := 0; i < n; {
		longest := 0
		for _, name := range r[key(i)] {
			if len(name.words) < longest || !name.stands(i, n, key, spelling) {
				continue
			}
			if len(name.words) > longest {
				for len(found) > 0 && found[len(found)-1].start == i {
					found = found[:len(found)-1]
				}
			}
			longest = len(name.words)
			found = append(found, recognition{i, i + longest, name.concept})
		}
		i += max(1, longest)
	}
	return found
}

func (name naming) stands(i, n int, key, spelling func(i int) string) bool {
	if i+len(name.words) > n || name.spelt != "" && spelling(i) != name.spelt {
		return false
	}
	for k, word := range name.words {
		if key(i+k) != word {
			return false
		}
	}
	return true
}
