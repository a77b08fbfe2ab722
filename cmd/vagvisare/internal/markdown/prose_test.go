package markdown_test

import (
	"fmt"
	"slices"
	"testing"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
)

// TestProse holds what the text of a field cannot hold, and where that is told.
func TestProse(t *testing.T) {
	for _, c := range []struct {
		name, source string
		want         []string
	}{
		{"what it can hold", "Text **a** *b* ~~c~~ `d`\\\n[e](f.md) <https://a.example> <!-- g -->\n\n- h\n\n  1. i\n\nj\n", nil},
		{"signs that mean nothing", "#a, a | b, \\![c](d.md), \\[[e]], a > b, 1-2, ^f\n", nil},
		{"a heading", "a\n\n## b\n", []string{"3:1 #"}},
		{"a heading of the first level", "# a\n", []string{"1:1 #"}},
		{"an underlined heading", "a\n\nb\n===\n", []string{"3:1 #"}},
		{"a table", "a\n\n| b |\n| - |\n", []string{"3:1 |"}},
		{"a table at the end of a paragraph", "å\n| b |\n| - |\n", []string{"2:1 |"}},
		{"a table in a list", "- a\n\n  | b |\n  | - |\n", []string{"3:3 |"}},
		{"an image", "Å ![a](b.png)\n", []string{"1:3 !["}},
		{"a box", "a\n::: tips\nb\n:::\n", []string{"2:1 :::"}},
		{"a box that is wrong in other ways", "::: a\nb\n", []string{"1:1 :::"}},
		{"a place", "a\n[[b]]\n", []string{"2:1 [["}},
		{"a task", "- a\n- [ ] b\n", []string{"2:3 [ ]"}},
		{"a quotation", "a\n\n > b\n", []string{"3:2 >"}},
		{"a rule", "a\n\n***\n", []string{"3:1 ---"}},
		{"a code block", "a\n\n~~~\nb\n~~~\n", []string{"3:1 ```"}},
		{"an indented code block", "a\n\n    b\n", []string{"3:5 ```"}},
		{"a footnote", "a[^1]\n\n[^1]: b\n", []string{"1:2 [^", "3:1 [^"}},
		{"a footnote that nothing refers to", "a\n\n[^1]: b\n", []string{"3:1 [^"}},
		{"a definition list", "a\n: b\n: c\n\nd\n\n: e\n", []string{"2:1 :", "7:1 :"}},
		{"one in another", "> # a\n", []string{"1:1 >", "1:3 #"}},
		{"what is wrong everywhere", "<b>\n\n[a](b c)\n", []string{"1:1 raw-html", "3:3 broken-link-syntax"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := markdown.New(false).Prose([]byte(c.source), 1)
			var told []string
			for _, p := range problems {
				what := any(p.Code)
				if p.Code == diag.ProseBlock {
					what = p.Args[0]
				}
				told = append(told, fmt.Sprintf("%d:%d %v", p.Line, p.Col, what))
			}
			if !slices.Equal(told, c.want) {
				t.Errorf("%q: told %q, wanted %q", c.source, told, c.want)
			}
		})
	}
}

// TestProseConverts holds that Prose gives what Convert does, counting from the first line.
func TestProseConverts(t *testing.T) {
	doc, problems := markdown.New(false).Prose([]byte("Se **[planen](plan.md)**.\n\n> a\n"), 7)
	if len(doc.Links) != 1 || doc.Links[0].Line != 7 || len(problems) != 1 || problems[0].Line != 9 {
		t.Errorf("links %v, problems %v", doc.Links, problems)
	}
	if got, want := render(t, doc), "<p>Se <strong><a href=\"plan.md\">planen</a></strong>.</p>\n<blockquote>\n<p>a</p>\n</blockquote>\n"; got != want {
		t.Errorf("got %s, wanted %s", got, want)
	}
}
