package lint

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"
	"unicode"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// sameWords is how many words in a row two pages may not share: enough for it to be no chance.
const sameWords = 12

// A run is sameWords words in a row, by their hash: where they begin on a page.
type run struct {
	hash uint64
	page int // index in Site.Pages
	word int // of the words of the page
}

// repeats tells of texts that stand on two pages: of the longest on each page that comes later, once. Templates are
// left out, since their plans say what they say; so are headings.
func (l *linter) repeats() {
	texts := make([]pageWords, len(l.site.Pages))
	var runs []run
	seed := maphash.MakeSeed()
	for i, p := range l.site.Pages {
		if p.Doc == nil || p.Template != nil {
			continue
		}
		texts[i] = wordsOf(readPage(p))
		runs = append(runs, texts[i].runs(seed, i)...)
	}
	slices.SortFunc(runs, func(a, b run) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.page, b.page), cmp.Compare(a.word, b.word))
	})
	longest := map[int]repeat{}
	for first := 0; first < len(runs); {
		end := first + 1
		for end < len(runs) && runs[end].hash == runs[first].hash {
			end++
		}
		for _, other := range runs[first+1 : end] {
			r, old := shared(texts, runs[first], other), longest[other.page]
			if r.words > old.words || r.words == old.words && r.at < old.at {
				longest[other.page] = r
			}
		}
		first = end
	}
	for i, p := range l.site.Pages {
		if r, found := longest[i]; found {
			l.report(p, 0, 0, diag.RepeatedText, strings.Join(r.opening, " "), r.words, l.site.Pages[r.page].File())
		}
	}
}

// A repeat is a text that another page has too.
type repeat struct {
	opening []string // its first words, as they are written
	at      int      // of the first one, among the words of the page
	words   int
	page    int // that has it first
}

// shared returns how much two pages share from the places of two runs; nothing when they are one page's, when the hash
// deceives, or when the text begins further up.
func shared(texts []pageWords, a, b run) repeat {
	if a.page == b.page || a.word > 0 && b.word > 0 && texts[a.page].same(texts[b.page], a.word-1, b.word-1) {
		return repeat{}
	}
	n := 0
	for texts[a.page].same(texts[b.page], a.word+n, b.word+n) {
		n++
	}
	if n < sameWords {
		return repeat{}
	}
	return repeat{texts[b.page].written[b.word : b.word+sameWords/2], b.word, n, a.page}
}

// pageWords are the words of a page's text, block by block; between two blocks stands "".
type pageWords struct {
	written  []string
	compared []string // letters and digits alone, small
}

func wordsOf(blocks []block) pageWords {
	var w pageWords
	for _, b := range blocks {
		if b.heading() || b.element == "title" {
			continue
		}
		for _, word := range strings.Fields(b.text) {
			if bare := bareWord(word); bare != "" {
				w.written, w.compared = append(w.written, word), append(w.compared, bare)
			}
		}
		w.written, w.compared = append(w.written, ""), append(w.compared, "")
	}
	return w
}

func bareWord(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, word)
}

// runs returns all runs of the page that no block ends in.
func (w pageWords) runs(seed maphash.Seed, page int) []run {
	var list []run
	from := 0 // of the block
	for i, word := range w.compared {
		if word == "" {
			from = i + 1
		} else if start := i + 1 - sameWords; start >= from {
			list = append(list, run{maphash.Comparable(seed, [sameWords]string(w.compared[start:i+1])), page, start})
		}
	}
	return list
}

// same reports whether two pages have the same word at two places.
func (w pageWords) same(other pageWords, i, j int) bool {
	return i < len(w.compared) && j < len(other.compared) && w.compared[i] != "" && w.compared[i] == other.compared[j]
}
