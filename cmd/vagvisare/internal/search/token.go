package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Token is a word of a text.
type Token struct {
	Start, End int    // bytes of the text
	Word       string // lower case, composed (Unicode's form C), without soft hyphens
	Stem       string // what inflections share; "" for a stop word
	Hyphen     bool   // joined to the next token by a hyphen
}

// maxLetters is how much of a word is looked at: nobody searches for more.
const maxLetters = 64

// Tokens returns the words of a text: runs of letters and digits. Of "EU:s" it is "eu", since an ending after
// a colon inflects; "2025:400" and "3,5" (as 3.5) are one; "it-stöd" is two, joined by a hyphen; a mail
// address is its parts.
func Tokens(text string) []Token {
	var tokens []Token
	for s := (scanner{text: text}); s.next(); {
		word := string(s.word)
		tokens = append(tokens, Token{s.start, s.end, word, Stem(word), s.hyphen})
	}
	return tokens
}

// A scanner finds words one by one, without allocating.
type scanner struct {
	text string
	at   int

	start, end int
	word       []byte // as in Token
	capitals   bool   // after the first letter
	hyphen     bool
}

// next finds the next word, and reports whether there is one.
func (s *scanner) next() bool {
	for s.at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		if inWord(r) {
			s.read()
			return true
		}
		s.at += size
	}
	return false
}

// read reads the word that begins here.
func (s *scanner) read() {
	s.start, s.word, s.capitals, s.hyphen = s.at, s.word[:0], false, false
	letters, plain := 0, true
	var last rune
	for s.at < len(s.text) {
		if c := s.text[s.at]; 'a' <= c && c <= 'z' && letters < maxLetters { // nearly all
			s.word = append(s.word, c)
			last = rune(c)
			letters++
			s.at++
			continue
		}
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		switch {
		case ignorable(r):
		case inWord(r):
			small := lower(r)
			if letters++; letters <= maxLetters {
				s.word = utf8.AppendRune(s.word, small)
			}
			s.capitals = s.capitals || letters > 1 && small != r
			plain = plain && r < 0x300
			last = r
		case unicode.IsDigit(last) && (r == '.' || r == ',' || r == ':') && digitAt(s.text, s.at+size):
			if r == ',' {
				r = '.'
			}
			s.word = append(s.word, byte(r))
			last = r
		default:
			s.finish(plain)
			return
		}
		s.at += size
	}
	s.finish(plain)
}

// finish ends the word, with what follows on it: an ending after a colon, or a hyphen.
func (s *scanner) finish(plain bool) {
	s.end = s.at
	if !plain {
		s.word = norm.NFC.AppendString(nil, string(s.word))
	}
	rest := s.text[s.at:]
	if ending, ok := strings.CutPrefix(rest, ":"); ok {
		n := 0
		for n < len(ending) && 'a' <= ending[n] && ending[n] <= 'z' {
			n++
		}
		if colonEndings[ending[:n]] && !wordAt(ending, n) {
			s.at += 1 + n
			s.end = s.at
			rest = s.text[s.at:]
		}
	}
	for _, hyphen := range [...]string{"-", "\u2010", "\u2011"} {
		if after, ok := strings.CutPrefix(rest, hyphen); ok && wordAt(after, 0) {
			s.hyphen = true
		}
	}
}

// colonEndings inflect abbreviations: EU:s, VD:n, app:ar.
var colonEndings = set("s n t en et ar er or arna erna na ns ts ens ets arnas ernas")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		m[word] = true
	}
	return m
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// ignorable reports whether a rune inside a word is not part of it: soft hyphen, zero-width space and joiners, byte-order mark.
func ignorable(r rune) bool {
	return r == 0xad || 0x200b <= r && r <= 0x200d || r == 0x2060 || r == 0xfeff
}

func lower(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return unicode.ToLower(r)
}

func digitAt(text string, at int) bool {
	return at < len(text) && '0' <= text[at] && text[at] <= '9'
}

func wordAt(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return at < len(text) && inWord(r)
}
