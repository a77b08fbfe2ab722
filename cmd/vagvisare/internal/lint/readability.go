package lint

import (
	"cmp"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

const (
	usualLIX      = 50  // where difficult prose begins, by Björnsson's own scale
	enough        = 100 // words that LIX needs to say something
	usualSentence = 35  // words of the longest sentence that is worth no note
	noticeable    = 25  // words of a sentence that Readability lists
)

// Readability tells how hard a page's text is to read. Counted are paragraphs, items and
// quotations; not headings, tables and code, which are no sentences.
type Readability struct {
	Words, Sentences int
	LIX              int        // 0 for a page without words
	Most             int        // words of the longest sentence
	Longest          []Sentence // at most three, the longest first, only those over 25 words
}

// A Sentence is one of a page's sentences.
type Sentence struct {
	Text    string
	Words   int
	Section string // id of the heading that it stands under, or ""
}

// Limit returns the LIX above which a site wants a text to be made easier.
func Limit(s *site.Site) int { return cmp.Or(s.LIX, usualLIX) }

// Read returns how hard a page's text is to read. LIX is C. H. Björnsson's (Läsbarhet, 1968):
// words for each sentence, and how many in a hundred words have more than six letters,
// added and rounded. Below 30 is very easy, 40 to 50 is what newspapers write, above 60 is
// hard. A block of text ends a sentence whatever stands at its end, so that items of a list
// count one by one.
func Read(p *site.Page) Readability { return readability(sentencesOf(readPage(p))) }

func readability(all []Sentence) Readability {
	r := Readability{Sentences: len(all)}
	longWords := 0
	for _, s := range all {
		r.Words += s.Words
		r.Most = max(r.Most, s.Words)
		for _, word := range words(s.Text) {
			if long(word) {
				longWords++
			}
		}
	}
	if r.Words > 0 {
		r.LIX = lix(r.Words, r.Sentences, longWords)
	}
	all = slices.SortedStableFunc(slices.Values(all), func(a, b Sentence) int { return cmp.Compare(b.Words, a.Words) })
	for _, s := range all[:min(3, len(all))] {
		if s.Words > noticeable {
			r.Longest = append(r.Longest, s)
		}
	}
	return r
}

// lix is words/sentences + 100·long/words, rounded half up, in whole numbers: the same on every processor.
func lix(words, sentences, long int) int {
	over, under := words*words+100*long*sentences, words*sentences
	return (2*over + under) / (2 * under)
}

// sentencesOf returns the sentences of all prose.
func sentencesOf(blocks []block) []Sentence {
	var all []Sentence
	for _, b := range blocks {
		if !b.prose() {
			continue
		}
		for _, s := range sentences(b.text) {
			if n := len(words(s)); n > 0 {
				all = append(all, Sentence{Text: s, Words: n, Section: b.section})
			}
		}
	}
	return all
}

// language tells of sentences that are too long, and of a text that is hard as a whole.
func (l *linter) language(p *site.Page, blocks []block) {
	all := sentencesOf(blocks)
	longest := cmp.Or(l.site.Sentence, usualSentence)
	for _, s := range all {
		if s.Words > longest {
			l.report(p, 0, 0, diag.LongSentence, opening(s.Text), s.Words, longest)
		}
	}
	limit := Limit(l.site)
	if r := readability(all); r.Words >= enough && r.LIX > limit {
		l.report(p, 0, 0, diag.HardText, r.LIX, limit)
	}
}

// opening returns a sentence's first words, by which it can be found.
func opening(sentence string) string {
	const few = 6
	fields := strings.Fields(sentence)
	return strings.Join(fields[:min(few, len(fields))], " ")
}
