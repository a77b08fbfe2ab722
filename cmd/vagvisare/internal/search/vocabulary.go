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
	pages  int  // that use it
	last   int  // the last page that did
	used   bool // as of the last analysis
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

// A vocabulary is all words of a portal. They are numbered in the order in which they were met, and keep their numbers
// when no page uses them any more (revise.go).
type vocabulary struct {
	numbers     map[string]int32
	words       []*word
	terms       [][]byte // stems and foldings
	termNumbers map[string]int32
	splitter    *splitter
	suspended   []suspension
	suspending  map[suspension]int32 // their numbers
	wholes      []int32              // numbers of the words that suspensions make, or none

	page   int         // the number of pages that have been read or forgotten
	times  int         // what a word on the page counts: 1, or -1 where it is forgotten
	buffer wordNumbers // of the page's body
}

// none is the number of no word.
const none = -1

func newVocabulary() *vocabulary {
	return &vocabulary{
		numbers: map[string]int32{}, termNumbers: map[string]int32{}, suspending: map[suspension]int32{}, splitter: newSplitter(),
	}
}

// A suspension is a word whose end stands in a later one: in "risk- och konsekvensbedömning" there
// is a riskbedömning.
type suspension struct{ head, tail int32 }

// wordNumbers are the words of a text, by their numbers. A negative number is of a word that others make besides: below
// -suspensionBase of a suspension, otherwise of the word that a hyphen joins.
type wordNumbers []int32

const suspensionBase = 1 << 30

// document reads a document, so that each of its words counts a number of times: 1, or -1 to forget what was read before.
func (v *vocabulary) document(d *Document, times int) readText {
	v.page++
	v.times = times
	t := readText{title: v.read(d.Title, nil)}
	for _, keyword := range d.Keywords {
		t.keywords = v.read(keyword, t.keywords)
	}
	body := v.buffer[:0]
	for _, s := range d.Sections {
		t.headings = v.read(s.Title, t.headings)
		body = v.read(s.Text, body)
	}
	t.body = append(make(wordNumbers, 0, len(body)), body...)
	v.buffer = body
	return t
}

// read adds a text's words to some numbers.
func (v *vocabulary) read(text string, numbers wordNumbers) wordNumbers {
	joined := ""
	head, since := int32(-1), 0 // of a suspension, and how many words ago
	for s := (scanner{text: text}); s.next(); since++ {
		spelling := ""
		if s.capitals {
			spelling = s.text[s.start:s.end]
		}
		number := v.number(s.word, spelling)
		numbers = append(numbers, number)
		if joined != "" {
			numbers = append(numbers, -1-v.number([]byte(joined+string(s.word)), ""))
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
		if number = v.wholes[-suspensionBase-number]; number == none {
			return nil, true
		}
		return v.words[number], true
	case number < 0:
		return v.words[-1-number], true
	}
	return v.words[number], false
}

// whole returns the number of the word that a suspension makes, if the portal uses it elsewhere.
func (v *vocabulary) whole(s suspension) int32 {
	head, tail := v.words[s.head], v.words[s.tail]
	if len(tail.covers) == 0 {
		return none
	}
	last := tail.covers[len(tail.covers)-1]
	for _, link := range [...]string{"", "s"} {
		if n, ok := v.numbers[head.text+link+last]; ok && v.words[n].count > 0 {
			return n
		}
	}
	return none
}

// number returns the number of a word that a page uses, and counts it; spelling is "" where it is common.
func (v *vocabulary) number(text []byte, spelling string) int32 {
	n, known := v.numbers[string(text)]
	if !known {
		n = int32(len(v.words))
		v.numbers[string(text)] = n
		v.words = append(v.words, &word{text: string(text)})
	}
	w := v.words[n]
	w.count += v.times
	if w.last != v.page {
		w.last = v.page
		w.pages += v.times
	}
	if spelling != "" {
		if w.spelt == nil {
			w.spelt = map[string]int{}
		}
		spelling = norm.NFC.String(spelling)
		if w.spelt[spelling] += v.times; w.spelt[spelling] == 0 {
			delete(w.spelt, spelling)
		}
	}
	return n
}

// analyse finds the stem, the foldings and the parts of every word.
func (v *vocabulary) analyse(names recognizer) {
	for _, w := range v.words {
		v.use(w)
		w.names = len(names[w.key()]) > 0
	}
	for _, w := range v.words {
		v.analyseWord(w)
	}
	for _, s := range v.suspended {
		v.wholes = append(v.wholes, v.whole(s))
	}
}

// use makes a word known to the splitter, and reports whether that may split other words than before.
func (v *vocabulary) use(w *word) bool {
	w.used = true
	w.stem = Stem(w.text)
	return w.splits() && v.splitter.add(w.text)
}

// splits reports whether a word can be a part of others.
func (w *word) splits() bool { return w.stem != "" && !strings.ContainsFunc(w.text, unicode.IsDigit) }

// analyseWord finds what a word is made of, with all words known.
func (v *vocabulary) analyseWord(w *word) {
	w.covers, w.parts, w.folded = nil, nil, nil
	if w.stem == "" {
		return
	}
	w.term = v.termNumber(w.stem)
	folded := foldings(w.text, w.stem)
	w.covers = v.splitter.split(w.text)
	for _, stem := range v.splitter.parts(w.covers) {
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
