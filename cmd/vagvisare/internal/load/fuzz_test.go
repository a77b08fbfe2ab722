package load_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// FuzzHeader holds what is true of every file: reading it never panics, says the same
// twice, tells problems at places that the file has, and loses no page unsaid.
func FuzzHeader(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: Åtgärder\nsummary: |\n  a\n  ---\n  b\ntags: [a, b]\nroles: [chef]\npublished: 2026-01-01\nweight: 1\ndraft: true\n---\n## Text\n",
		"\n\n---\ntitle: a\n---\n", "---\n---\n", "---", "---\n", "---\r\ntitle: a\r\n---\r\nText\r\n", "\ufeff---\rtitle: a\r---\rText\r",
		"---\ntitle: &a [*a]\n---\n", "---\n? [a]\n: b\n---\n", "---\ntitle: a\n...\nb: c\n---\n", "---\n<<: {title: a}\n---\n",
		"---\ntitle: !!binary aGVq\nkind: !x y\n---\n", "---\ntitle: \"a\\x00b\\e[2J\"\n---\n", "---\n- a\n---\n", "---\nå\n---\n", "---\n\ttitle: a\n---\n",
		"---\ntitle: a\n ---\nb: c\n---\n", "--- \n\u00a0---\n---\n", "---\ntitle: \x00---\n---\n", "---\n'a': b\n\"title\": >\n a\n---\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		source, problems := content(map[string]string{"a.md": text})
		again, problemsAgain := content(map[string]string{"a.md": text})
		if !reflect.DeepEqual(problems, problemsAgain) || len(source.Pages) != len(again.Pages) {
			t.Errorf("two runs differ: %v, %v", problems, problemsAgain)
		}
		if len(source.Pages) == 0 && !diag.Failed(problems) {
			t.Error("a page is lost, unsaid")
		}
		if len(source.Pages) == 1 && source.Pages[0].Title == "" && !diag.Failed(problems) {
			t.Error("a page has no title, unsaid")
		}
		plain := strings.TrimPrefix(text, "\ufeff")
		plain = strings.ReplaceAll(strings.ReplaceAll(plain, "\r\n", "\n"), "\r", "\n")
		lines := strings.Split(plain, "\n")
		for _, p := range problems {
			// Soft hyphens and decomposed letters make the plain text shorter, never longer.
			if p.Line < 0 || p.Line > len(lines) || p.Col < 0 || p.Line == 0 && p.Col > 0 {
				t.Errorf("%s is at %d:%d of %d lines", p.Code, p.Line, p.Col, len(lines))
			} else if p.Line > 0 && p.Col > utf8.RuneCountInString(lines[p.Line-1])+1 {
				t.Errorf("%s is at %d:%d of %q", p.Code, p.Line, p.Col, lines[p.Line-1])
			}
		}
	})
}
