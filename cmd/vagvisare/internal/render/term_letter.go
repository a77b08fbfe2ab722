package render

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a letter of a word is, is for search to say: here is the same, in the form that is quick for
// texts in which next to nothing is looked for.

// lowered returns the letter or digit that a text begins with, in lower case; 0 where it begins with something
// else; and the size of that.
func lowered(text string) (letter rune, size int) {
	if text == "" {
		return 0, 0
	}
	switch c := text[0]; {
	case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
		return rune(c), 1
	case 'A' <= c && c <= 'Z':
		return rune(c) + 'a' - 'A', 1
	case c < utf8.RuneSelf:
		return 0, 1
	case isLatin1(text, 0):
		letter = 0xc0 + rune(text[1]-0x80)
		if letter <= 0xde {
			letter += 'a' - 'A'
		}
		return letter, 2
	}
	r, size := utf8.DecodeRuneInString(text)
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
		return 0, size
	}
	return unicode.ToLower(r), size
}

// isLatin1 reports whether one of the letters from À to ÿ stands at an offset: two bytes, the first 0xC3. They are
// every twentieth letter of a Swedish text.
func isLatin1(text string, at int) bool {
	if at+1 >= len(text) || text[at] != 0xc3 {
		return false
	}
	second := text[at+1]
	return 0x80 <= second && second <= 0xbf && second != 0x97 && second != 0xb7 // × and ÷
}

// wordStart returns where the first word from an offset on begins, and wordEnd where the word at an
// offset ends; both the text's end where there is none.
func wordStart(text string, at int) int {
	for at < len(text) {
		c := text[at]
		if wordBytes[c] {
			return at
		}
		if c < utf8.RuneSelf {
			at++
			continue
		}
		letter, size := lowered(text[at:])
		if letter != 0 {
			return at
		}
		at += size
	}
	return at
}

func wordEnd(text string, at int) int {
	for at < len(text) {
		c := text[at]
		if wordBytes[c] {
			at++
			continue
		}
		if c < utf8.RuneSelf {
			return at
		}
		if isLatin1(text, at) {
			at += 2
			continue
		}
		letter, size := lowered(text[at:])
		if letter == 0 && !invisible(text[at:]) {
			return at
		}
		at += size
	}
	return at
}

// wordBytes are the letters and digits of ASCII.
var wordBytes = func() (is [256]bool) {
	for c := range utf8.RuneSelf {
		letter, _ := lowered(string(rune(c)))
		is[c] = letter != 0
	}
	return is
}()

// invisible reports whether a text begins with what may stand inside a word unseen: a soft
// hyphen, or a character without width.
func invisible(text string) bool {
	for _, mark := range [...]string{"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060"} {
		if strings.HasPrefix(text, mark) {
			return true
		}
	}
	return false
}

// begins reports whether a text begins with a word in lower case, itself in whatever case.
func begins(text, word string) bool {
	for i := range min(len(text), len(word)) {
		if c := text[i]; c != word[i] {
			if c < utf8.RuneSelf && (c < 'A' || c > 'Z') {
				return false
			}
			return beginsInCapitals(text, word)
		}
	}
	return len(text) >= len(word)
}

// beginsInCapitals does it letter by letter.
func beginsInCapitals(text, word string) bool {
	for word != "" {
		want, size := utf8.DecodeRuneInString(word)
		got, gotSize := lowered(text)
		switch {
		case got == want:
			word = word[size:]
		case got != 0 || !invisible(text):
			return false
		}
		text = text[gotSize:]
	}
	return true
}

// firstLetters returns the first letters of the word that a text begins with, in lower case; 0 where it
// has no more.
func firstLetters(text string) (first, second, third rune) {
	if len(text) > 2 && wordBytes[text[0]] && wordBytes[text[1]] && wordBytes[text[2]] {
		const lower = 'a' - 'A' // digits have the bit already
		return rune(text[0] | lower), rune(text[1] | lower), rune(text[2] | lower)
	}
	first, size := lowered(text)
	if first == 0 {
		return 0, 0, 0
	}
	text = text[size:]
	if second, size = lowered(text); second == 0 {
		return first, 0, 0
	}
	third, _ = lowered(text[size:])
	return first, second, third
}

// keyOf returns a number below keys that depends on three letters.
func keyOf(first, second, third rune) uint16 { return uint16(first+second*31+third*331) & (keys - 1) }

const keys = 1 << 12
