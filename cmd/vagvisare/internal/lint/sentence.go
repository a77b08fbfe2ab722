package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// unfinished are abbreviations behind whose point a sentence goes on, also before a capital
// letter or a number, without their own points.
var unfinished = map[string]bool{
	"adj": true, "alt": true, "avd": true, "bl": true, "bla": true, "ca": true, "dr": true, "dvs": true, "enl": true, "ev": true,
	"ex": true, "exkl": true, "forts": true, "from": true, "inkl": true, "jfr": true, "kap": true, "kl": true, "max": true,
	"min": true, "nr": true, "obs": true, "pga": true, "prop": true, "resp": true, "sk": true, "sid": true, "tel": true,
	"tex": true, "tom": true, "eg": true, "ie": true, "vs": true, "no": true, "mr": true, "ms": true,
}

// sentences parts a text with single spaces into its sentences. A sentence ends at a point, a
// question mark, an exclamation mark or a colon, where the next word begins as a sentence does.
func sentences(text string) []string {
	var list []string
	words := strings.Fields(text)
	from := 0
	for i := range words {
		if i == len(words)-1 || ends(words[i], i == from) && begins(words[i+1]) {
			list = append(list, strings.Join(words[from:i+1], " "))
			from = i + 1
		}
	}
	return list
}

// ends reports whether a sentence may end behind a word. A number or a letter with a point that
// comes first counts an item.
func ends(word string, first bool) bool {
	core := strings.TrimRight(word, "\"'”’»)]")
	last, _ := utf8.DecodeLastRuneInString(core)
	switch last {
	case '?', '!', '…', ':':
		return true
	case '.':
	default:
		return false
	}
	bare := strings.ToLower(strings.ReplaceAll(strings.TrimLeft(core, "(\"'”’«["), ".", ""))
	isNumber := strings.Trim(bare, "0123456789") == ""
	return !unfinished[bare] && utf8.RuneCountInString(bare) != 1 && !(first && isNumber)
}

// begins reports whether a word may begin a sentence.
func begins(word string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "(\"'”’«»[–-"))
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// words returns the words of a sentence: what has a letter or a digit between two spaces.
func words(sentence string) []string {
	var list []string
	for _, field := range strings.Fields(sentence) {
		if strings.IndexFunc(field, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0 {
			list = append(list, field)
		}
	}
	return list
}

// long reports whether a word counts as long in LIX: it has more than six letters.
func long(word string) bool {
	n := 0
	for _, r := range word {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n > 6
}
