package search

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/swedish"
)

//go:embed lists/stop.txt
var stopText string

//go:embed lists/stems.txt
var stemsText string

var (
	stopWords  = set(words(stopText))
	givenStems = pairs(stemsText)
)

// words returns the text of a list without its comments.
func words(list string) string {
	var b strings.Builder
	for line := range strings.Lines(list) {
		line, _, _ = strings.Cut(line, "#")
		b.WriteString(strings.TrimSpace(line) + " ")
	}
	return b.String()
}

// pairs reads a list of words, each with its stem.
func pairs(list string) map[string]string {
	m := map[string]string{}
	fields := strings.Fields(words(list))
	for i := 0; i+1 < len(fields); i += 2 {
		m[fields[i]] = fields[i+1]
	}
	return m
}

// Stem returns what the inflections of a word, in lower case, have in common, or "" for a stop word. It is the Swedish stemmer of
// Snowball and some rules for what that leaves (larmet, skolan, digitalt, upphandling), in turn until nothing
// changes, so that the stem of a stem is itself.
//
// See https://snowballstem.org/algorithms/swedish/stemmer.html and, for the -et that it
// leaves, https://github.com/snowballstem/snowball/issues/47.
func Stem(word string) string {
	if stopWords[word] {
		return ""
	}
	if stem, ok := givenStems[word]; ok {
		return stem
	}
	return stemOf(word)
}

func stemOf(word string) string {
	for range 8 {
		stem := shorten(snowball(word))
		if stem == word {
			break
		}
		word = stem
	}
	return word
}

func snowball(word string) string {
	env := snowballstem.NewEnv(word)
	swedish.Stem(env)
	return env.Current()
}

// An ending is cut off a word that keeps at least a number of letters.
type ending struct {
	suffix, instead string
	keep            int
}

// endings are tried in order; the first that fits is replaced.
var endings = []ending{
	{"ning", "n", 3},
	{"ing", "", 4},
	{"eln", "el", 3},
	{"et", "", 3},
	{"an", "", 3},
	{"alt", "al", 3},
	{"ilt", "il", 3},
	{"mm", "m", 2},
	{"nn", "n", 4},
}

// shorten cuts off what Snowball leaves of a word: definite forms, neuters, nouns made of verbs.
func shorten(word string) string {
	for _, e := range endings {
		if rest, ok := strings.CutSuffix(word, e.suffix); ok && utf8.RuneCountInString(rest) >= e.keep && hasVowel(rest) {
			return rest + e.instead
		}
	}
	n := len(word)
	if n < 4 {
		return word
	}
	before, last := word[n-2], word[n-1]
	letters := utf8.RuneCountInString(word)
	switch {
	case last == 'n' && letters >= 5 && strings.IndexByte("dtklpsmgrv", before) >= 0: // styrn(ing), samordn(a)
		return word[:n-1]
	case last == 'r' && letters >= 4 && strings.IndexByte("tdkgpv", before) >= 0: // registr(et), as register
		return word[:n-1]
	case last == 'l' && before == 'e' && letters >= 5 && !vowelBefore(word[:n-2]): // nyckel, as nyckl(ar)
		return word[:n-2] + "l"
	}
	return word
}

// vowels are those of the Swedish alphabet and its kin.
const vowels = "aeiouy\u00e5\u00e4\u00f6\u00e9"

func hasVowel(word string) bool { return strings.ContainsAny(word, vowels) }

func vowelBefore(word string) bool {
	r, _ := utf8.DecodeLastRuneInString(word)
	return strings.ContainsRune(vowels, r)
}
