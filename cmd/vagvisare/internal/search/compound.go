package search

import (
	_ "embed"
	"strings"
	"unicode/utf8"
)

//go:embed lists/parts.txt
var partsText string

//go:embed lists/whole.txt
var wholeText string

var (
	commonParts = set(words(partsText)) // parts of compounds that a site need not use alone
	wholeWords  = set(words(wholeText)) // that are no compounds, and endings that are no parts
)

// A splitter takes compounds apart: "trygghetslarm" into "trygghet" and "larm". It splits a word only
// where known words cover all of it, so that "malarmast" holds no "larm".
type splitter struct {
	forms map[string]bool // words in lower case
	stems map[string]int  // theirs, with the number of words
}

func newSplitter() *splitter {
	s := &splitter{map[string]bool{}, map[string]int{}}
	for part := range commonParts {
		s.add(part)
	}
	return s
}

// add makes a word known, and reports whether it was not, and can be a part.
func (s *splitter) add(word string) bool {
	letters := utf8.RuneCountInString(word)
	if letters < 3 || letters == 3 && !commonParts[word] || wholeWords["-"+word] || s.forms[word] {
		return false
	}
	s.forms[word] = true
	s.stems[Stem(word)]++
	return true
}

// remove makes a word unknown, and reports whether it was known, and not common.
func (s *splitter) remove(word string) bool {
	if !s.forms[word] || commonParts[word] {
		return false
	}
	delete(s.forms, word)
	s.stems[Stem(word)]--
	return true
}

// shortest is the length of the shortest word that is split, in letters.
const shortest = 6

// split returns the known words that cover a word, fewest first and then with the longest beginning, or nil where there are none
// but the word itself.
func (s *splitter) split(word string) []string {
	if utf8.RuneCountInString(word) < shortest || wholeWords[word] {
		return nil
	}
	for parts := 2; parts <= 4; parts++ {
		if cut := s.cover(word, parts); cut != nil {
			return cut
		}
	}
	return nil
}

// cover covers a word with a number of known words.
func (s *splitter) cover(word string, parts int) []string {
	if parts == 1 {
		if s.isTail(word) {
			return []string{word}
		}
		return nil
	}
	for i := len(word) - 3; i >= 3; i-- {
		if !utf8.RuneStart(word[i]) {
			continue
		}
		head := s.head(word[:i], word[i:])
		if head == "" {
			continue
		}
		if rest := s.cover(word[i:], parts-1); rest != nil {
			return append([]string{head}, rest...)
		}
	}
	return nil
}

// head returns the known word that begins a compound as the given letters: itself, with a linking s, or with
// its last vowel changed or gone (skol-, kyrko-, gatu-), or with one letter less of three (nattillsyn); or "".
func (s *splitter) head(letters, rest string) string {
	if s.forms[letters] && !stopWords[letters] {
		return letters
	}
	for _, base := range heads(letters, rest) {
		if s.forms[base] && !stopWords[base] {
			return base
		}
	}
	return ""
}

// heads returns the words that the beginning of a compound may stand for, given the rest.
func heads(letters, rest string) []string {
	all := make([]string, 0, 4)
	if last := letters[len(letters)-1:]; strings.HasPrefix(rest, last) {
		all = append(all, letters+last)
	}
	if base, ok := strings.CutSuffix(letters, "s"); ok {
		all = append(all, base)
	}
	if utf8.RuneCountInString(letters) >= 4 {
		all = append(all, letters+"a")
		if last := letters[len(letters)-1]; last == 'e' || last == 'o' || last == 'u' {
			all = append(all, letters[:len(letters)-1]+"a")
		}
	}
	return all
}

// isTail reports whether letters can end a compound: a known word, or an inflection of one.
func (s *splitter) isTail(letters string) bool {
	if s.forms[letters] {
		return true
	}
	return utf8.RuneCountInString(letters) >= 4 && !wholeWords["-"+letters] && s.stems[Stem(letters)] > 0
}

// parts returns the stems of a compound's parts, and of theirs.
func (s *splitter) parts(covers []string) []string {
	var stems []string
	for _, part := range covers {
		if stem := Stem(part); stem != "" {
			stems = append(stems, stem)
		}
		stems = append(stems, s.parts(s.split(part))...)
	}
	return stems
}
