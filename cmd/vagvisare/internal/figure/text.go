package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sizes of drawings, in units. Drawings are figureWidth wide, so that they can be read on a
// phone of 320 pixels without scrolling; only a matrix of nine levels or more is wider.
const (
	figureWidth = 360
	textSize    = 16
	smallSize   = 15
	lineHeight  = 20
	// A line of text stands on its baseline: this much below the top of its line, and below
	// the middle of what it is centred in.
	baseline = 15
	middle   = 5.5
)

// advance returns how wide a character is, in parts of the font's size. Which font a reader
// has is not known, so these are near the widest of the usual ones.
func advance(r rune) float64 {
	switch {
	case unicode.Is(unicode.Mn, r) || r == '\u200d':
		return 0
	case strings.ContainsRune("ijlI.,:;'|! \u00a0", r):
		return .3
	case strings.ContainsRune("frt()[]{}/-\"", r):
		return .4
	case strings.ContainsRune("cksvxyz", r):
		return .53
	case strings.ContainsRune("ae", r) || r > 0x7f && unicode.IsLower(r):
		return .565
	case strings.ContainsRune("mwMW@%\u2026\u2014", r):
		return .93
	case unicode.IsDigit(r):
		return .58
	case unicode.IsUpper(r):
		return .71
	case r < 0x2e80:
		return .615
	}
	return 1.1 // Chinese, emoji
}

// width estimates how wide a line of text is; rather too wide than too narrow.
func width(s string, size float64) float64 {
	sum := 0.0
	for _, r := range s {
		sum += advance(r)
	}
	return sum * size
}

// boldness is how much wider bold letters are.
const boldness = 1.07

// A wrapper breaks text into lines.
type wrapper struct {
	size   float64 // of the font; times boldness for bold text
	width  float64 // of a line
	vowels string  // a word that must be broken is broken before a consonant that one of these follows
}

// wrap breaks a text between words, after hyphens and slashes, and inside words that are
// longer than a line. It returns at least one line.
func (w wrapper) wrap(s string) []string {
	line := ""
	var lines []string
	for _, word := range pieces(s) {
		if line != "" && width(line+strings.TrimRight(word, " "), w.size) > w.width {
			lines, line = append(lines, strings.TrimRight(line, " ")), ""
		}
		for {
			head, tail := w.split(word)
			if tail == "" {
				break
			}
			lines, word = append(lines, head), tail
		}
		line += word
	}
	return append(lines, strings.TrimRight(line, " "))
}

// pieces cuts a text at the places where a line may end. Spaces stay with the word before.
func pieces(s string) []string {
	var list []string
	start := 0
	for i, r := range s {
		next := i + utf8.RuneLen(r)
		ends := r == ' ' || strings.ContainsRune("-/\u2013", r) && i > start && next < len(s) && s[next] != ' '
		if ends {
			list = append(list, s[start:next])
			start = next
		}
	}
	return append(list, s[start:])
}

// split cuts a word that is longer than a line: what fits, with a hyphen, and the rest. The
// rest is "" for a word that fits.
func (w wrapper) split(word string) (head, tail string) {
	runes := []rune(word)
	if width(strings.TrimRight(word, " "), w.size) <= w.width || len(runes) < 2 {
		return word, ""
	}
	fits, sum := 1, width("-", w.size)+width(string(runes[0]), w.size)
	for fits < len(runes)-1 && sum+width(string(runes[fits]), w.size) <= w.width {
		sum += width(string(runes[fits]), w.size)
		fits++
	}
	cut := w.syllable(runes, fits)
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) }
	if !letter(runes[cut-1]) || !letter(runes[cut]) {
		return string(runes[:cut]), string(runes[cut:])
	}
	return string(runes[:cut]) + "-", string(runes[cut:])
}

// syllable returns the last place at or before a limit where a word may be broken: before a
// consonant that a vowel follows, with at least three letters on each side. Where there is
// none, it is the limit, or the nearest place before it that does not part a mark from its letter.
func (w wrapper) syllable(word []rune, limit int) int {
	vowel := func(r rune) bool { return strings.ContainsRune(w.vowels, unicode.ToLower(r)) }
	for i := limit; i >= max(3, limit/2); i-- {
		if i+2 < len(word) && unicode.IsLetter(word[i]) && !vowel(word[i]) && vowel(word[i+1]) && unicode.IsLetter(word[i-1]) {
			return i
		}
	}
	for i := limit; i > 1; i-- {
		if advance(word[i]) > 0 && word[i-1] != '\u200d' {
			return i
		}
	}
	return limit
}

// small, plain and bold return wrappers for text of the sizes that drawings use.
func (s *sketch) small(width float64) wrapper { return s.wrapper(smallSize, width) }
func (s *sketch) plain(width float64) wrapper { return s.wrapper(textSize, width) }
func (s *sketch) bold(width float64) wrapper  { return s.wrapper(textSize*boldness, width) }

func (s *sketch) wrapper(size, width float64) wrapper {
	return wrapper{size: size, width: width, vowels: s.common("vowels")}
}
