package markdown

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// entityForm is the form of what may stand for a character: &#228; &#xE4; &auml;
var entityForm = regexp.MustCompile(`^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z0-9]+);`)

// literal returns what a text of the source means: without backslash escapes and entities.
// Both are looked for at once, so that an escaped & begins no entity.
func literal(s []byte) string {
	if !bytes.ContainsAny(s, "\\&\x00") {
		return string(s)
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			i++
			out = append(out, s[i])
		case s[i] == '&':
			entity := entityForm.Find(s[i:])
			if len(entity) == 0 {
				entity = s[i : i+1]
			}
			out = append(out, util.ResolveEntityNames(util.ResolveNumericReferences(entity))...)
			i += len(entity) - 1
		case s[i] == 0: // as CommonMark has it
			out = utf8.AppendRune(out, utf8.RuneError)
		default:
			out = append(out, s[i])
		}
	}
	return string(out)
}
