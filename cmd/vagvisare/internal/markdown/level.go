package markdown

import (
	"strings"

	"github.com/yuin/goldmark/util"
)

// levels are the words that a task may begin with.
var levels = []struct{ word, level string }{
	{"SKA", "must"}, {"BÖR", "should"}, {"KAN", "may"},
	{"MUST", "must"}, {"SHOULD", "should"}, {"MAY", "may"},
}

// levelOf returns the level that a text begins with and the length of its word, or "". The
// word is bold, or in capitals, and has a space behind it.
func levelOf(text []byte) (level string, length int) {
	for _, mark := range []string{"", "**", "__"} {
		for _, l := range levels {
			n := len(mark) + len(l.word) + len(mark)
			if len(text) <= n || !util.IsSpace(text[n]) {
				continue
			}
			written := string(text[:n])
			if wanted := mark + l.word + mark; written == wanted || mark != "" && strings.EqualFold(written, wanted) {
				return l.level, n
			}
		}
	}
	return "", 0
}
