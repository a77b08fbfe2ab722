package render

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"vagvisare/cmd/vagvisare/internal/search"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A termIndex finds the names of the glossary in texts. Every word of every page is looked up, so
// first by its first letters and by how the inflections of names begin; only what passes is stemmed,
// and remembered.
type termIndex struct {
	terms []*site.Term
	heads [][]*termHead // the first list is empty
	list  [keys]uint16  // which list of heads, by keyOf the first three letters of their roots; of shorter roots the first
	known sync.Pool     // of memories: each goroutine has its own
}

// A memory holds tokens by words as they stand in texts.
type memory map[string]search.Token

// A termHead is a word that names begin with.
type termHead struct {
	termWord
	names []*termName
	words int // of the longest name
	parts int // between space, of the name with most
}

// A termName is a name of a term.
type termName struct {
	term  int // index in terms
	words []termWord
}

// A termWord is a word of a name.
type termWord struct {
	word, stem string
	root       string // how all its inflections begin
	as         string // how it must be written, or begin; "" where the letter case is of no matter
	gap        string // what stands between it and the word before, without space
}

// newTermIndex returns an index of a glossary; nil for one without entries.
func newTermIndex(terms []*site.Term) *termIndex {
	if len(terms) == 0 {
		return nil
	}
	x := &termIndex{terms: terms, heads: [][]*termHead{nil}}
	x.known.New = func() any { return memory{} }
	for i, t := range terms {
		for n, name := range t.Names() {
			if words := termWords(name, n > 0 && n <= len(t.Short)); len(words) > 0 {
				h := x.head(words[0])
				h.names = append(h.names, &termName{i, words})
				h.words = max(h.words, len(words))
				h.parts = max(h.parts, len(strings.Fields(name)))
			}
		}
	}
	return x
}

// head returns the head of names that begin with a word, made if need be.
func (x *termIndex) head(w termWord) *termHead {
	first, second, third := firstLetters(w.root)
	if third == 0 {
		second = 0
	}
	list := &x.list[keyOf(first, second, third)]
	if *list == 0 {
		*list = uint16(len(x.heads))
		x.heads = append(x.heads, nil)
	}
	for _, h := range x.heads[*list] {
		if h.inflects(w.word, w.stem) && h.root == w.root {
			return h
		}
	}
	h := &termHead{termWord: termWord{word: w.word, stem: w.stem, root: w.root}}
	x.heads[*list] = append(x.heads[*list], h)
	return h
}

// termWords returns the words of a name. Those of a short form must be written as they stand, so
// that SoL is not sol; so must those with capitals inside.
func termWords(name string, short bool) []termWord {
	tokens := search.Tokens(name)
	words := make([]termWord, len(tokens))
	for i, token := range tokens {
		words[i] = termWord{word: token.Word, stem: token.Stem, root: rootOf(token)}
		written := name[token.Start:token.End]
		_, first := utf8.DecodeRuneInString(written)
		if short || strings.ContainsFunc(written[first:], unicode.IsUpper) {
			words[i].as = written
		}
		if i > 0 {
			words[i].gap = gapOf(name[tokens[i-1].End:token.Start])
		}
	}
	return words
}

// rootOf returns how all inflections of a word begin: as the word does but for its last two letters, and as
// its stem does but for its last (nyckel, nyckl-ar).
func rootOf(token search.Token) string {
	if token.Stem == "" { // a word that does not inflect
		return token.Word
	}
	stem := token.Stem
	if utf8.RuneCountInString(stem) >= 4 {
		stem = without(stem, 1)
	}
	letters := 2
	if strings.HasSuffix(token.Word, "are") {
		letters = 1 // since the verb has all but two
	}
	if word := without(token.Word, letters); len(word) > len(stem) {
		return word
	}
	return stem
}

// without returns a word without its last letters.
func without(word string, letters int) string {
	for range letters {
		_, size := utf8.DecodeLastRuneInString(word)
		word = word[:len(word)-size]
	}
	return word
}

// maxEnding is by how many bytes an inflection may be longer than its root; a longer word is a compound.
const maxEnding = 8

// inflects reports whether a word, with its stem, is an inflection of w. Words may share a stem and yet be
// others of their kin: one does not look for upphandling to know what an upphandlare is.
func (w *termWord) inflects(word, stem string) bool {
	if stem == "" {
		return word == w.word
	}
	if stem != w.stem || !strings.HasPrefix(word, w.root) || len(word) > len(w.root)+maxEnding {
		return false
	}
	same := len(w.root)
	for same < min(len(word), len(w.word)) && word[same] == w.word[same] {
		same++
	}
	ending := word[same:]
	return !strings.Contains(ending, "ing") && !strings.HasPrefix(ending, "era") && !strings.HasPrefix(ending, "are")
}

// gapOf returns what stands between two words, apart from space: all hyphens are one.
func gapOf(between string) string {
	if between == " " {
		return ""
	}
	return strings.TrimSpace(hyphens.Replace(between))
}

var hyphens = strings.NewReplacer("\u2010", "-", "\u2011", "-")
