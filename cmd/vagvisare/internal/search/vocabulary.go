package search

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A word is one that a portal uses, in one inflection.
type word struct {
	text   string         // lower case
	spelt  map[string]int // how often it is spelt in an uncommon way: DPIA, SoL
	count  int
	pages  int // that use it
	last   int // the last page that did
	stem   string
	covers []string // the words that it is made of
	names  bool     // whether names of the glossary begin with it

	term   int32   // number of the stem among the terms
	folded []int32 // of foldings of the stem, and of the parts, that differ from these
	parts  []int32 // of the stems of what it is made of
}

// shown returns the word as it is most often written.
func (w *word) shown() string {
	for spelt, n := range w.spelt {
		if 2*n > w.count {
			return spelt
		}
	}
	return w.text
}

// A vocabulary is all words of a portal. They are numbered in the order in which they were met.
type vocabulary struct {
	numbers     map[string]int32
	words       []*word
	terms       [][]byte // stems and foldings
	termNumbers map[string]int32
	suspended   []suspension
	suspending  map[suspension]int32 // their numbers
}

// A suspension is a word whose end stands in a later one: in "risk- och konsekvensbedömning" there
// is a riskbedömning.
type suspension struct{ head, tail int32 }

// wordNumbers are the words of a text, by their numbers. A negative number is of a word that others make besides: below
// -suspensionBase of a suspension, otherwise of the word that a hyphen joins.
type wordNumbers []int32

const suspensionBase = 1 << 30

// read adds a text's words for a page to some numbers.
func (v *vocabulary) read(text string, page int, numbers wordNumbers) wordNumbers {
	joined := ""
	head, since := int32(-1), 0 // of a suspension, and how many words ago
	for s := (scanner{text: text}); s.next(); since++ {
		spelling := ""
		if s.capitals {
			spelling = s.text[s.start:s.end]
		}
		number := v.number(s.word, spelling, page)
		numbers = append(numbers, number)
		if joined != "" {
			numbers = append(numbers, -1-v.number([]byte(joined+string(s.word)), "", page))
		}
		joined = ""
		if s.hyphen {
			joined = string(s.word)
		}
		if head >= 0 && since == 2 {
			numbers = append(numbers, -suspensionBase-v.suspend(suspension{head, number}))
		}
		if rest := s.text[s.at:]; strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "\u2011 ") {
			head, since = number, 0
		} else if since >= 2 {
			head = -1
		}
	}
	return numbers
}

// suspend returns the number of a suspension.
func (v *vocabulary) suspend(s suspension) int32 {
	n, known := v.suspending[s]
	if !known {
		n = int32(len(v.suspended))
		v.suspending[s] = n
		v.suspended = append(v.suspended, s)
	}
	return n
}

// word returns the word with a number, or nil where a suspension makes none, and whether it only is there besides.
func (v *vocabulary) word(number int32) (w *word, besides bool) {
	switch {
	case number <= -suspensionBase:
		return v.whole(v.suspended[-suspensionBase-number]), true
	case number < 0:
		return v.words[-1-number], true
	}
	return v.words[number], false
}

// whole returns the word that a suspension makes, if the portal uses it elsewhere.
func (v *vocabulary) whole(s suspension) *word {
	head, tail := v.words[s.head], v.words[s.tail]
	if len(tail.covers) == 0 {
		return nil
	}
	last := tail.covers[len(tail.covers)-1]
	for _, link := range [...]string{"", "s"} {
		if n, ok := v.numbers[head.text+link+last]; ok {
			return v.words[n]
		}
	}
	return nil
}

// number returns the number of a word that a page uses; spelling is "" where it is common.
func (v *vocabulary) number(text []byte, spelling string, page int) int32 {
	n, known := v.numbers[string(text)]
	if !known {
		n = int32(len(v.words))
		v.numbers[string(text)] = n
		v.words = append(v.words, &word{text: string(text), last: -1})
	}
	w := v.words[n]
	w.count++
	if w.last != page {
		w.last = page
		w.pages++
	}
	if spelling != "" {
		if w.spelt == nil {
			w.spelt = map[string]int{}
		}
		w.spelt[norm.NFC.String(spelling)]++
	}
	return n
}

// analyse finds the stem, the foldings and the parts of every word.
func (v *vocabulary) analyse(names recognizer) {
	parts := newSplitter()
	for _, w := range v.words {
		w.stem = Stem(w.text)
		if w.stem != "" && !strings.ContainsFunc(w.text, unicode.IsDigit) {
			parts.add(w.text)
		}
		w.names = len(names[w.key()]) > 0
	}
	for _, w := range v.words {
		if w.stem == "" {
			continue
		}
		w.term = v.termNumber(w.stem)
		folded := foldings(w.text, w.stem)
		w.covers = parts.split(w.text)
		for _, stem := range parts.parts(w.covers) {
			if stem != w.stem {
				w.parts = appendNew(w.parts, v.termNumber(stem))
				if !plain(stem) {
					folded = append(folded, Fold(stem))
				}
			}
		}
		for _, stem := range folded {
			w.folded = appendNew(w.folded, v.termNumber(stem))
		}
	}
}

func appendNew(list []int32, n int32) []int32 {
	if slices.Contains(list, n) {
		return list
	}
	return append(list, n)
}

// termNumber returns the number of a term.
func (v *vocabulary) termNumber(term string) int32 {
	n, known := v.termNumbers[term]
	if !known {
		n = int32(len(v.terms))
		v.termNumbers[term] = n
		v.terms = append(v.terms, []byte(term))
	}
	return n
}

func (w *word) key() string {
	if w.stem == "" {
		return w.text
	}
	return w.stem
}

// foldings returns what someone may type for a word who lacks å, ä and ö: the stem without
// marks, and the stem of the word without marks.
func foldings(text, stem string) []string {
	if plain(text) {
		return nil
	}
	list := []string{Fold(stem)}
	if other := Stem(Fold(text)); other != "" && other != list[0] {
		list = append(list, other)
	}
	return list
}
