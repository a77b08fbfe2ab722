package preview

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestRenderBar(t *testing.T) {
	page := bar{
		File: "content/planera/roller.md", Edit: "vscode://file/srv/roller.md:1:1", Title: "Roller <1>", Draft: true, Future: "1 mars 2027",
		Review: "1 maj 2026", Overdue: true, LIX: 54, LIXHigh: true, Words: 612,
		Longest:     []sentenceView{{Text: "En & annan.", Words: 41, Href: "/planera/roller/#vem"}},
		Unexplained: []string{"DPIA"}, Facts: []string{"F1"}, Backlinks: []linkView{{"Start", "/"}}, Style: "/stil/",
		Problems: []problemView{{Severity: "note", File: "content/planera/roller.md", Line: 7, Text: "Meningen är lång", Edit: "vscode://file/srv/roller.md:7:1"}},
	}
	tests := []struct {
		name       string
		bar        bar
		want, lack []string
	}{
		{"all", page, []string{
			`href="vscode://file/srv/roller.md:1:1"`, ">content/planera/roller.md<", "Roller &lt;1&gt;", "Utkast", "Publiceras 1 mars 2027",
			"Skulle ha granskats 1 maj 2026", "LIX 54, svårläst", "612 ord", "1 sak att se över<", `href="/planera/roller/#vem"`, "En &amp; annan.",
			"DPIA", "F1", `<a href="/">Start</a>`, `<a href="/stil/"`, "rad 7<", "vscode://file/srv/roller.md:7:1",
		}, []string{"tecken", "Inga.", "ZgotmplZ", "data-error"}},
		{"little", bar{File: "content/a.md", Review: "1 maj 2027", Words: 3}, []string{"content/a.md", "Granskas 1 maj 2027", "3 ord", "Inga."},
			[]string{"<a ", "LIX", "Utkast", "Publiceras", "se över", "meningarna", "Förkortningar", "Fakta", "bar__warn"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := renderBar(&test.bar)
			expect(t, got, err, test.want, test.lack)
		})
	}
}

func TestRenderProblems(t *testing.T) {
	wrong := problemView{
		Severity: "error", File: "content/a.md", Line: 7, Col: 3, Text: `Länken "b.md" leder ingenstans`, Excerpt: "\tse [b](b.md) <b>",
		Hint: "Menade du c.md?", Edit: "vscode://file/srv/a.md:7:3",
	}
	note := problemView{Severity: "note", File: "content/b.md", Text: "Sidan saknar ägare"}
	tests := []struct {
		name       string
		problems   []problemView
		want, lack []string
	}{
		{"an error", []problemView{wrong}, []string{
			"1 fel", `data-error="content/a.md: Länken &#34;b.md&#34; leder ingenstans"`, "content/a.md, rad 7, tecken 3", "\tse [b](b.md) &lt;b&gt;",
			"Menade du c.md?", `href="vscode://file/srv/a.md:7:3"`,
		}, []string{"<details", "anmärkning", "ZgotmplZ"}},
		{"both", []problemView{note, wrong, wrong, note}, []string{"2 fel", "<details", "2 anmärkningar", ">content/b.md<"}, nil},
		{"a note", []problemView{note}, []string{"1 anmärkning<", "Sidan saknar ägare"}, []string{"fel", "rad", "<pre", "hint", "data-error"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := renderProblems(test.problems)
			expect(t, got, err, test.want, test.lack)
		})
	}
}

// expect holds what is said, what is not, and that each element is closed.
func expect(t *testing.T, got []byte, err error, want, lack []string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range want {
		if !bytes.Contains(got, []byte(text)) {
			t.Errorf("it does not say %s", text)
		}
	}
	for _, text := range lack {
		if bytes.Contains(got, []byte(text)) {
			t.Errorf("it says %s", text)
		}
	}
	var open []string
	for z := html.NewTokenizer(bytes.NewReader(got)); z.Next() != html.ErrorToken; {
		switch token := z.Token(); token.Type {
		case html.StartTagToken:
			open = append(open, token.Data)
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("</%s> closes none of %q", token.Data, open)
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Errorf("%q are not closed", open)
	}
	if t.Failed() {
		t.Logf("%s", got)
	}
}

// TestScript holds that the script is one function, in which what is used first stands first.
func TestScript(t *testing.T) {
	got, err := script()
	if err != nil {
		t.Fatal(err)
	}
	text := string(got)
	if !strings.HasPrefix(text, "(() => {\n\"use strict\";\n") || !strings.HasSuffix(text, "})();\n") {
		t.Errorf("the script is no function of its own")
	}
	at := -1
	for _, part := range []string{"function pair(", "class Mirror ", "function inPlace(", "class Page ", "class Line ", "class PreviewElement ", "new Preview()"} {
		next := strings.Index(text, part)
		if next <= at {
			t.Errorf("%q stands at %d, after %d", part, next, at)
		}
		at = next
	}
	if css, err := style(); err != nil || !strings.Contains(string(css), ":host") {
		t.Errorf("the style sheet is %d bytes, error %v", len(css), err)
	}
}
