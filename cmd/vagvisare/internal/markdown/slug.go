package markdown

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Slug turns a text into the form that addresses and ids have: lower case, accents gone
// (å ä ö become a a o), and every run of other characters than letters and digits one
// hyphen, none at the ends. A text without letters and digits gives "".
func Slug(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		plain := letters(r)
		if plain == "" {
			continue
		}
		if plain == " " {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteString(plain)
	}
	return b.String()
}

const ascii = "abcdefghijklmnopqrstuvwxyz0123456789"

// letters returns what a slug has for a character: letters and digits, "" for what is a
// part of the word but not of the slug, or a space for what stands between words.
func letters(r rune) string {
	switch {
	case r >= 'A' && r <= 'Z':
		return ascii[r-'A' : r-'A'+1]
	case r >= 'a' && r <= 'z':
		return ascii[r-'a' : r-'a'+1]
	case r >= '0' && r <= '9':
		return ascii[26+r-'0' : 26+r-'0'+1]
	case r == '’' || r == '\'' || r == '\u00AD' || unicode.Is(unicode.M, r):
		return "" // an apostrophe, a soft hyphen or an accent
	case !unicode.IsLetter(r) && !unicode.IsDigit(r):
		return " "
	}
	switch r = unicode.ToLower(r); r {
	case 'å', 'ä', 'à', 'á':
		return "a"
	case 'ö', 'ø':
		return "o"
	case 'é', 'è':
		return "e"
	case 'æ':
		return "ae"
	case 'ß':
		return "ss"
	}
	var b strings.Builder
	for _, part := range norm.NFD.String(string(r)) {
		switch {
		case unicode.Is(unicode.M, part):
		case part == r:
			b.WriteRune(part)
		default:
			b.WriteString(letters(part))
		}
	}
	return b.String()
}
