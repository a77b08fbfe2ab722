package lint

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// Locate finds where in its file a problem of this package stands, if the model did not know,
// and sets line and column. It looks for what the problem quotes, whatever marks of Markdown
// stand between the words, and leaves the problem as it is when that cannot be found.
func Locate(text []byte, p *diag.Problem) {
	if p.Line > 1 {
		return
	}
	pattern := ""
	switch p.Code {
	case diag.ReviewOverdue, diag.ReviewSoon:
		pattern = `(?m)^()review:`
	case diag.OldLaw:
		pattern = `(?m)^()law:`
	case diag.MissingFact:
		pattern = `(?m)^facts:(?s:.*?)()id: *["']?` + regexp.QuoteMeta(p.Args[0].(string)) + `\b`
	case diag.OldStatement:
		pattern = `(?s)(?:^|\n)accessibility:.*?\n? +()updated:`
	case diag.LateDeficiency:
		pattern = `()` + apart(p.Args[0])
	case diag.HeadingSkip:
		pattern = `(?m)^[ >]*()#{3,6}[^\p{L}\p{N}\n]+` + apart(p.Args[0])
	case diag.LongSentence, diag.RepeatedText:
		pattern = `()` + apart(p.Args[0])
	case diag.UnexplainedShort:
		pattern = `(?:^|[^\p{L}\p{N}])()` + regexp.QuoteMeta(p.Args[0].(string)) + `(?:$|[^\p{L}\p{N}])`
	default:
		return
	}
	if at := regexp.MustCompile(pattern).FindSubmatchIndex(text); at != nil {
		p.Line, p.Col = diag.Position(text, at[2])
	}
}

// apart returns a pattern for words with anything but words between them.
func apart(quoted any) string {
	words := strings.FieldsFunc(quoted.(string), func(r rune) bool { return r < utf8.RuneSelf && !isWordByte(byte(r)) })
	for i, word := range words {
		words[i] = regexp.QuoteMeta(word)
	}
	// The target of a link may stand between two words: [the words](target) go on.
	return strings.Join(words, `(?:[^\p{L}\p{N}]|\]\([^)\n]*\))+?`)
}

func isWordByte(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
