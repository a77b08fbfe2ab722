package load_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/site"
)

const siteYAML = `title: Portalen
organisation: Lindmarka kommun
phases: [{id: planera, title: Planera}]
roles: [{id: chef, title: Chef}, {id: tekniker, title: Tekniker}]
`

// content reads files under content/, with a plain site.yaml unless they hold one.
func content(files map[string]string) (site.Source, []diag.Problem) {
	root := fstest.MapFS{"content/site.yaml": {Data: []byte(siteYAML)}}
	for name, data := range files {
		root["content/"+name] = &fstest.MapFile{Data: []byte(data)}
	}
	return load.Content(root, nil)
}

// page reads one page.
func page(text string) (*site.Page, []string) {
	source, problems := content(map[string]string{"a.md": text})
	told := told(problems)
	if len(source.Pages) == 0 {
		return nil, told
	}
	return source.Pages[0], told
}

// told returns problems as "line:col code", with the file where it is not content/a.md.
func told(problems []diag.Problem) []string {
	var list []string
	for _, p := range diag.Sort(slices.Clone(problems)) {
		at := fmt.Sprintf("%d:%d %s", p.Line, p.Col, p.Code)
		if p.File != "content/a.md" {
			at = p.File + ":" + at
		}
		list = append(list, at)
	}
	return list
}

func html(t *testing.T, p *site.Page) string {
	t.Helper()
	var b bytes.Buffer
	if err := p.Doc.Render(&b, bare{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// bare fills holes with nothing of their own.
type bare struct{}

func (bare) Link(w *bytes.Buffer, _ int, inner []byte) error {
	w.Write(inner)
	return nil
}

func (bare) Place(*bytes.Buffer, int) error { return nil }

func (bare) Task(w *bytes.Buffer, _ int, text, rest []byte) error {
	w.Write(text)
	w.Write(rest)
	return nil
}

// TestPlain holds that a text reads the same whatever program saved it.
func TestPlain(t *testing.T) {
	const text = "---\ntitle: Åtgärder\nsummary: >-\n  Ett\n  två\n---\n\n## Så här\n\nÅäö.\n"
	decomposed := strings.NewReplacer("Å", "A\u030a", "å", "a\u030a", "ä", "a\u0308", "ö", "o\u0308")
	for _, c := range []struct{ name, text string }{
		{"as it is", text},
		{"a byte-order mark", "\ufeff" + text},
		{"Windows", strings.ReplaceAll(text, "\n", "\r\n")},
		{"Windows, with a byte-order mark", "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n")},
		{"an old Mac", strings.ReplaceAll(text, "\n", "\r")},
		{"decomposed letters", decomposed.Replace(text)},
		{"soft hyphens", strings.NewReplacer("Åtgärder", "Åt\u00adgär\u00adder", "Så här", "S\u00adå här").Replace(text)},
		{"no newline at the end", strings.TrimSuffix(text, "\n")},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, told := page(c.text)
			if told != nil {
				t.Fatalf("told %q", told)
			}
			if p.Title != "Åtgärder" || p.Summary != "Ett två" {
				t.Errorf("title %q, summary %q", p.Title, p.Summary)
			}
			if got, want := html(t, p), "<h2 id=\"sa-har\">Så här</h2>\n<p>Åäö.</p>\n"; got != want {
				t.Errorf("got %q, wanted %q", got, want)
			}
		})
	}
}

// TestNotUTF8 holds that the first byte that is no character is found, and shown.
func TestNotUTF8(t *testing.T) {
	for _, c := range []struct {
		name, text   string
		line, column int
		excerpt      string
	}{
		{"at the start", "\xff\xfet", 1, 1, "�t"},
		{"in the header", "---\ntitle: åä\xe5\n---\n", 2, 10, "title: åä�"},
		{"in the text", "---\ntitle: a\n---\nå\xe4ö \xe5", 4, 2, "å�ö �"},
		{"Windows", "---\r\ntitle: a\r\n---\r\n\xe4\r\n", 4, 1, "�"},
		{"after a byte-order mark", "\ufeff\xe4", 1, 1, "�"},
		{"half a character", "---\ntitle: a\n---\n\xc3", 4, 1, "�"},
		{"a surrogate", "ab\xed\xa0\x80", 1, 3, "ab�"},
		{"an old Mac", "---\rtitle: a\r---\r\xe4\r", 4, 1, "�"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := content(map[string]string{"a.md": c.text})
			if len(problems) != 1 {
				t.Fatalf("told %q", told(problems))
			}
			p := problems[0]
			if p.Code != diag.NotUTF8 || p.Line != c.line || p.Col != c.column || strings.TrimSpace(p.Excerpt) != c.excerpt {
				t.Errorf("got %s at %d:%d of %q, wanted %d:%d of %q", p.Code, p.Line, p.Col, p.Excerpt, c.line, c.column, c.excerpt)
			}
		})
	}
}

// TestHeader holds where a header begins and ends, and that what comes after keeps its places.
func TestHeader(t *testing.T) {
	for _, c := range []struct {
		name, text  string
		title, body string
		told        []string
	}{
		{"plain", "---\ntitle: a\n---\nText\n", "a", "<p>Text</p>\n", nil},
		{"blank lines first", "\n \n\t\n---\ntitle: a\n---\n# x\n", "a", "<h1 id=\"x\">x</h1>\n", []string{"7:1 heading-one"}},
		{"a fault after blank lines", "\n\n---\ntitle: a\nx: y\n---\nText\n", "a", "<p>Text</p>\n", []string{"5:1 unknown-key"}},
		{"spaces around the rules", "---  \ntitle: a\n---\t \n# x\n", "a", "<h1 id=\"x\">x</h1>\n", []string{"4:1 heading-one"}},
		{"nothing after the header", "---\ntitle: a\n---", "a", "", []string{"3:0 empty-page"}},
		{"only blank lines after the header", "---\ntitle: a\n---\n\n \n", "a", "", []string{"4:0 empty-page"}},
		{"an empty header", "---\n---\nText\n", "", "<p>Text</p>\n", []string{"2:0 missing-key"}},
		{"a header of spaces", "---\n \n---\nText\n", "", "<p>Text</p>\n", []string{"2:0 missing-key"}},
		{"a header of a comment", "---\n# title: a\n---\nText\n", "", "<p>Text</p>\n", []string{"2:0 missing-key"}},
		{
			"a rule in a block scalar", "---\ntitle: |\n  a\n  ---\n  b\n---\n# x\n",
			"a\n---\nb", "<h1 id=\"x\">x</h1>\n", []string{"7:1 heading-one"},
		},
		{
			"rules in a block scalar, with spaces", "---\nsummary: |\n    ---  \n\n    ---\ntitle: a\n---\n# x\n",
			"a", "<h1 id=\"x\">x</h1>\n", []string{"8:1 heading-one"},
		},
		{"an indented rule in the text", "---\ntitle: a\n---\n- b\n\n  ---\n", "a", "<ul>\n<li>\n<p>b</p>\n<hr>\n</li>\n</ul>\n", nil},
		{"a rule in the text", "---\ntitle: a\n---\na\n\n---\n\nb\n", "a", "<p>a</p>\n<hr>\n<p>b</p>\n", nil},
		{"a header in the text", "---\ntitle: a\n---\n---\ntitle: b\n---\n", "a", "<hr>\n<h2 id=\"title-b\">title: b</h2>\n", nil},
		{"dashes in a value", "---\ntitle: a --- b\n---\nText\n", "a --- b", "<p>Text</p>\n", nil},
		{"Windows", "---\r\ntitle: a\r\n---\r\nText\r\n# x\r\n", "a", "<p>Text</p>\n<h1 id=\"x\">x</h1>\n", []string{"5:1 heading-one"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, told := page(c.text)
			if !slices.Equal(told, c.told) {
				t.Errorf("told %q, wanted %q", told, c.told)
			}
			if p == nil {
				t.Fatal("no page")
			}
			if p.Title != c.title {
				t.Errorf("title %q, wanted %q", p.Title, c.title)
			}
			if got := html(t, p); got != c.body {
				t.Errorf("body %q, wanted %q", got, c.body)
			}
		})
	}
}

// TestNoHeader holds what is said of files that have no header, or only half of one, and
// that links to them are no further problem.
func TestNoHeader(t *testing.T) {
	for _, c := range []struct {
		name, text string
		told       []string
	}{
		{"an empty file", "", []string{"0:0 no-front-matter"}},
		{"text", "Text\n---\ntitle: a\n---\n", []string{"0:0 no-front-matter"}},
		{"four dashes", "----\ntitle: a\n----\n", []string{"0:0 no-front-matter"}},
		{"dashes and text", "--- title: a\n---\n", []string{"0:0 no-front-matter"}},
		{"TOML", "+++\ntitle = 'a'\n+++\n", []string{"0:0 no-front-matter"}},
		{"no end", "---\ntitle: a\n\nText\n", []string{"1:0 unterminated-front-matter"}},
		{"an end with one dash too many", "---\ntitle: a\n----\nText\n", []string{"1:0 unterminated-front-matter"}},
		{"an end that is indented only", "---\ntitle: |\n  a\n  ---\n", []string{"1:0 unterminated-front-matter"}},
		{"no end, after blank lines", "\n\n---\ntitle: a\n", []string{"3:0 unterminated-front-matter"}},
		{"an end of another kind", "---\ntitle: a\n...\nText\n", []string{"1:0 unterminated-front-matter"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			source, problems := content(map[string]string{"a.md": c.text})
			if told := told(problems); !slices.Equal(told, c.told) {
				t.Errorf("told %q, wanted %q", told, c.told)
			}
			if len(source.Pages) > 0 || !source.Unread["a.md"] {
				t.Errorf("got %d pages, unread %v", len(source.Pages), source.Unread)
			}
		})
	}
}

// TestIndentedStart holds that a header whose first rule is indented is not said to lack its end.
func TestIndentedStart(t *testing.T) {
	if _, told := page("  ---\ntitle: a\n---\nText\n"); slices.Contains(told, "1:0 unterminated-front-matter") {
		t.Errorf("told %q", told)
	}
}

// TestYAML holds that a fault of syntax is told at its place, and nothing on top of it.
func TestYAML(t *testing.T) {
	for _, c := range []struct {
		name, header string
		told         []string
	}{
		{"a colon in a value", "title: Åtgärder: så\n", []string{"2:16 bad-yaml"}},
		{"an at sign", "title: a\nowner: @b\n", []string{"3:8 bad-yaml"}},
		{"a tab", "title: a\ntags:\n\t- b\n", []string{"4:1 bad-yaml"}},
		{"an indent", "title: a\n  summary: b\n", []string{"3:10 bad-yaml"}},
		{"an unknown anchor", "title: *viktigt\n", []string{"2:8 bad-yaml"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, told := page("---\n" + c.header + "---\nText\n"); !slices.Equal(told, c.told) {
				t.Errorf("told %q, wanted %q", told, c.told)
			}
		})
	}
	for _, c := range []struct{ name, header, line string }{
		// Where exactly the reader stops is the library's matter; the line is not.
		{"a quotation mark that is not closed", "title: \"a\nsummary: b\n", "2:"},
		{"text after a quotation mark", "summary: b\ntitle: \"a\" b\n", "3:"},
		{"a bracket that is not closed", "summary: b\ntags: [a, b\n", "3:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, told := page("---\n" + c.header + "---\nText\n")
			if len(told) != 1 || !strings.HasPrefix(told[0], c.line) || !strings.HasSuffix(told[0], " bad-yaml") {
				t.Errorf("told %q, wanted one on line %s", told, c.line)
			}
		})
	}
	t.Run("a second document", func(t *testing.T) {
		if _, told := page("---\ntitle: a\n...\nsummary: b\n---\nText\n"); len(told) != 1 || !strings.HasSuffix(told[0], " bad-yaml") {
			t.Errorf("told %q, wanted one bad-yaml", told)
		}
	})
	t.Run("a second document in site.yaml", func(t *testing.T) {
		_, problems := content(map[string]string{"site.yaml": siteYAML + "---\ntitle: b\n"})
		if told := told(problems); len(told) != 1 || !strings.HasSuffix(told[0], " bad-yaml") {
			t.Errorf("told %q, wanted one bad-yaml", told)
		}
	})
}

// TestBrokenSite holds that what pages say of phases and roles is not held against a
// site.yaml that could not be read.
func TestBrokenSite(t *testing.T) {
	const text = "---\ntitle: a\nphase: planera\nroles: [chef]\n---\nText\n"
	for _, c := range []struct{ name, site, want string }{
		{"syntax", "title: a: b\n" + siteYAML, "content/site.yaml:1:9 bad-yaml"},
		{"phases of the wrong shape", "title: a\norganisation: b\nphases: {id: planera}\nroles: chef\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := content(map[string]string{"site.yaml": c.site, "a.md": text})
			for _, told := range told(problems) {
				if strings.Contains(told, "unknown-") {
					t.Errorf("told %q, which follows from the fault in site.yaml", told)
				}
			}
			if c.want != "" && !slices.Contains(told(problems), c.want) {
				t.Errorf("told %q, wanted %s", told(problems), c.want)
			}
		})
	}
}

// TestBomb holds that a header that multiplies itself ends soon, and with a problem.
func TestBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString("---\ntitle: a\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := range 30 {
		fmt.Fprintf(&b, "a%d: &a%d [*a%d, *a%[3]d, *a%[3]d, *a%[3]d, *a%[3]d, *a%[3]d, *a%[3]d, *a%[3]d]\n", i+1, i+1, i)
	}
	b.WriteString("tags: *a30\ntitle2: *a30\n---\nText\n")
	done := make(chan []string, 1)
	go func() {
		_, told := page(b.String())
		done <- told
	}()
	select {
	case told := <-done:
		if len(told) == 0 {
			t.Error("nothing is said")
		}
	case <-time.After(2 * time.Minute):
		t.Fatal("it does not end")
	}
}

// TestCycle holds that a value that holds itself ends too.
func TestCycle(t *testing.T) {
	for _, header := range []string{
		"title: a\ntags: &a [*a]\n", "title: a\ntags: &a\n  - b\n  - *a\n", "? &a [*a]\n: b\ntitle: a\n", "title: &a {b: *a}\n",
	} {
		if _, told := page("---\n" + header + "---\nText\n"); len(told) == 0 {
			t.Errorf("%q: nothing is said", header)
		}
	}
}

// TestFields holds what each key of a header becomes.
func TestFields(t *testing.T) {
	p, told := page(`---
title: " Åtgärder "
summary: 2026
kind: checklist
phase: planera
roles: [tekniker, chef]
tags: [a, 1.10, yes]
keywords:
  - "a: b"
owner: Enheten
published: 2026-01-02
updated: "2026-03-04"
review: 2027-01-01
draft: true
weight: -5
aliases: [gammal/]
related:
  - b.md
facts: [12, 7]
---
`)
	if told != nil {
		t.Fatalf("told %q", told)
	}
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	want := &site.Page{
		Source: "a.md", Title: "Åtgärder", Summary: "2026", Kind: site.Checklist, PhaseID: "planera",
		RoleIDs: []string{"tekniker", "chef"}, Tags: []string{"a", "1.10", "yes"}, Keywords: []string{"a: b"}, Owner: "Enheten",
		Published: day(2026, 1, 2), Updated: day(2026, 3, 4), Review: day(2027, 1, 1), Draft: true, Weight: -5,
		Aliases: []site.Ref{{Value: "gammal/", Line: 16, Col: 11}}, Related: []site.Ref{{Value: "b.md", Line: 18, Col: 5}},
		Facts: []string{"12", "7"},
	}
	p.Doc = nil
	if diff := cmp.Diff(want, p, cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".key" }, cmp.Ignore())); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
}

// TestConfig holds what each key of site.yaml becomes, and what is so without it.
func TestConfig(t *testing.T) {
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	source, problems := content(map[string]string{"site.yaml": `title: Portalen
organisation: Lindmarka kommun
description: En vägledning
language: en
url: http://portal.example/vt
publisher: Enheten
contact: {function: Enheten, email: a@b.example, phone: "0910-1"}
phases:
  - {id: planera-2, title: Planera, question: Vad?}
roles:
  - &chef {id: chef, title: Chef, summary: Leder}
html: escape
owners: [{name: Inköp, email: a+b@c.example, phone: 1}]
edit: https://git.example/edit?file={path}
accessibility:
  conformance: partial
  standard: WCAG 2.2
  assessed: 2026-11-01
  updated: 2026-11-02
  method: external
  tests: Så här.
  deficiencies:
    - {what: Kartan., why: noncompliance, until: 2027-01-01, instead: Ring.}
    - {what: Arkivet., why: burden, because: Stort.}
  report: {email: a@b.example, phone: 2, url: "https://b.example/fel?a=1"}
problems: {dead-link: note, missing-url: error}
`})
	if problems != nil {
		t.Fatalf("told %q", told(problems))
	}
	want := &site.Config{
		Title: "Portalen", Organisation: "Lindmarka kommun", Description: "En vägledning", Language: "en",
		URL: "http://portal.example/vt/", Publisher: "Enheten",
		Contact: site.Contact{Function: "Enheten", Email: "a@b.example", Phone: "0910-1"},
		Phases:  []*site.Phase{{ID: "planera-2", Title: "Planera", Question: "Vad?"}},
		Roles:   []*site.Role{{ID: "chef", Title: "Chef", Summary: "Leder"}},
		Owners:  []*site.Owner{{Name: "Inköp", Email: "a+b@c.example", Phone: "1"}}, Edit: "https://git.example/edit?file={path}",
		Accessibility: &site.Statement{
			Conformance: site.Partial, Standard: "WCAG 2.2", Assessed: day(2026, 11, 1), Updated: day(2026, 11, 2), Method: site.External, Tests: "Så här.",
			Deficiencies: []*site.Deficiency{
				{What: "Kartan.", Why: site.Noncompliance, Until: day(2027, 1, 1), Instead: "Ring."}, {What: "Arkivet.", Why: site.Burden, Because: "Stort."},
			},
			Report: site.Report{Email: "a@b.example", Phone: "2", URL: "https://b.example/fel?a=1"},
		},
		EscapeHTML: true, Problems: map[diag.Code]diag.Severity{diag.DeadLink: diag.Note, diag.MissingURL: diag.Error},
	}
	if diff := cmp.Diff(want, source.Config); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
	source, _ = content(nil)
	if c := source.Config; c.Language != "sv" || c.EscapeHTML || c.URL != "" || c.Problems != nil {
		t.Errorf("without keys: %+v", c)
	}
}

func TestBaseURL(t *testing.T) {
	for s, want := range map[string]string{
		"https://a.example":         "https://a.example/",
		"https://a.example/":        "https://a.example/",
		"http://a.example:8080/b/c": "http://a.example:8080/b/c/",
		"https://a.example/b/":      "https://a.example/b/",
		"https://a.example/å":       "https://a.example/%C3%A5/",
		"a.example":                 "",
		"//a.example/":              "",
		"/b/":                       "",
		"":                          "",
		"ftp://a.example/":          "",
		"https:///b":                "",
		"https://a.example/?b":      "",
		"https://a.example/#b":      "",
		"https://a.example/%zz":     "",
		"mailto:a@b.example":        "",
		"https://a.example/b?c=d#e": "",
		"https://a.example/\u007f":  "",
	} {
		got, err := load.BaseURL(s)
		if got != want || (err == nil) != (want != "") || err != nil && !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("BaseURL(%q) = %q, %v; wanted %q", s, got, err, want)
		}
	}
}

// TestSaid holds faults that could pass unsaid, or be told in the wrong place.
func TestSaid(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		told  []string
	}{
		{
			"a code that stands twice under problems",
			map[string]string{"site.yaml": siteYAML + "problems:\n  dead-link: note\n  dead-link: error\n"},
			[]string{"content/site.yaml:7:3 duplicate-key"},
		},
		{
			"a code that must stay an error",
			map[string]string{"site.yaml": siteYAML + "problems:\n  dead-link: note\n  bad-scheme: note\n  template: error\n"},
			[]string{"content/site.yaml:7:3 always-error"},
		},
		{
			"kind on the page of a folder, told at the key",
			map[string]string{"_index.md": "---\ntitle: a\nkind: page\n---\nText\n"},
			[]string{"content/_index.md:3:1 unknown-key"},
		},
		{
			"two roles without an id",
			map[string]string{"site.yaml": "title: a\norganisation: b\nphases: []\nroles:\n  - title: c\n  - title: d\n"},
			[]string{"content/site.yaml:5:0 missing-key", "content/site.yaml:6:0 missing-key"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := content(c.files)
			if told := told(problems); !slices.Equal(told, c.told) {
				t.Errorf("told %q, wanted %q", told, c.told)
			}
		})
	}
}

// TestWalk holds which files are looked at, and as what.
func TestWalk(t *testing.T) {
	const text = "---\ntitle: a\n---\nText\n"
	source, problems := content(map[string]string{
		"a.md": text, "b/c.md": text, "B.MD": text, "bild.png": "x", "b/d.PDF": "x", "content.go": "package content", "LÄSMIG": "x",
		".dold.md": text, ".git/x.md": text, "~$a.docx": "x", "#a.md#": text, "a.md~": text, "a.tmp": "x", ".a.md.swp": "x", "a.swp": "x",
		"4913": "x", "Thumbs.db": "x", "desktop.ini": "x", "b/.DS_Store": "x", "b/site.yaml": "x",
	})
	if problems != nil {
		t.Errorf("told %q", told(problems))
	}
	var pages, files []string
	for _, p := range source.Pages {
		pages = append(pages, p.Source)
	}
	for name, f := range source.Files {
		files = append(files, name)
		if f.Source != name || f.Name != "content/"+name || f.Err != nil {
			t.Errorf("%s: %+v", name, f)
		}
	}
	slices.Sort(files)
	if want := []string{"B.MD", "a.md", "b/c.md"}; !slices.Equal(pages, want) {
		t.Errorf("pages %q, wanted %q", pages, want)
	}
	if want := []string{"LÄSMIG", "b/d.PDF", "b/site.yaml", "bild.png"}; !slices.Equal(files, want) {
		t.Errorf("files %q, wanted %q", files, want)
	}
}

// TestNames holds that names with decomposed letters, as macOS gives them, are compared
// composed, and that problems in such a file still show the line.
func TestNames(t *testing.T) {
	root := fstest.MapFS{
		"content/site.yaml":           {Data: []byte(siteYAML)},
		"content/a\u030a.md":          {Data: []byte("---\ntitle: a\n---\n# Rubrik\n")},
		"content/bild-o\u0308.md.png": {Data: []byte("x")},
	}
	root["content/so\u00adft.pdf"] = &fstest.MapFile{}
	source, problems := load.Content(root, nil)
	if f := source.Files["soft.pdf"]; f == nil || f.Name != "content/so\u00adft.pdf" {
		t.Errorf("the file with a soft hyphen is %+v", f)
	}
	if source.Pages[0].Source != "å.md" {
		t.Errorf("the page is %q", source.Pages[0].Source)
	}
	if f := source.Files["bild-ö.md.png"]; f == nil || f.Name != "content/bild-o\u0308.md.png" {
		t.Errorf("the file is %+v", f)
	}
	load.Excerpts(root, problems)
	if len(problems) != 1 || problems[0].File != "content/å.md" || problems[0].Excerpt != "# Rubrik" {
		t.Errorf("told %+v", problems)
	}
}

func TestExcerpts(t *testing.T) {
	root := fstest.MapFS{
		"a": {Data: []byte("\ufeffett\r\ntva\u030a\r\n")}, "latin1": {Data: []byte("\xe5\n")},
	}
	problems := []diag.Problem{
		{File: "a", Line: 1}, {File: "a", Line: 2}, {File: "a", Line: 3}, {File: "a"}, {File: "b", Line: 1},
		{File: "a", Line: 2, Excerpt: "redan"}, {File: "latin1", Line: 1},
	}
	load.Excerpts(root, problems)
	var got []string
	for _, p := range problems {
		got = append(got, p.Excerpt)
	}
	if want := []string{"ett", "två", "", "", "", "redan", ""}; !slices.Equal(got, want) {
		t.Errorf("got %q, wanted %q", got, want)
	}
}

// TestSize holds the limit of a text, also where a file system does not tell its size.
func TestSize(t *testing.T) {
	const limit = 4e6
	head := "---\ntitle: a\n---\n"
	for _, c := range []struct {
		name string
		size int
		told []string
	}{
		{"at the limit", limit, nil},
		{"over the limit", limit + 1, []string{"0:0 too-large"}},
	} {
		text := head + strings.Repeat("a ", limit)
		root := fstest.MapFS{
			"content/site.yaml": {Data: []byte(siteYAML)}, "content/a.md": {Data: []byte(text[:c.size])},
		}
		for name, root := range map[string]fs.FS{"told": root, "untold": silentFS{root}} {
			_, problems := load.Content(root, nil)
			if told := told(problems); !slices.Equal(told, c.told) {
				t.Errorf("%s, size %s: told %q, wanted %q", c.name, name, told, c.told)
			}
		}
	}
}

// A silentFS is a file system whose files hide their size.
type silentFS struct{ fs.FS }

func (s silentFS) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	if dir, ok := f.(fs.ReadDirFile); ok {
		return dir, err
	}
	return silentFile{f}, err
}

type silentFile struct{ fs.File }

func (f silentFile) Stat() (fs.FileInfo, error) {
	info, err := f.File.Stat()
	return silentInfo{info}, err
}

type silentInfo struct{ fs.FileInfo }

func (silentInfo) Size() int64 { return 0 }

// TestImages holds the measures of images.
func TestImages(t *testing.T) {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" `
	files := map[string]string{
		"a.png":  "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x03\x00\x00\x00\x02\x08\x02\x00\x00\x00\x12\x16\xf1\x4d",
		"a.gif":  "GIF89a\x04\x00\x05\x00\x00\x00\x00",
		"b.png":  "no image",
		"a.svg":  svg + `width="10" height="20px" viewBox="0 0 1 1"></svg>`,
		"b.svg":  `<?xml version="1.0"?><!-- x -->` + svg + `viewBox="0,0 30.4 40.6"/>`,
		"c.svg":  svg + `width="100%" height="50mm" viewBox="0 0 7 8"/>`,
		"d.svg":  svg + `viewBox="0 0 x"/>`,
		"e.svg":  svg + `width="-1" height="1e9"/>`,
		"f.svg":  "no image",
		"g.SVG":  svg + `width="1" height="2"/>`,
		"a.webp": "RIFF",
	}
	source, _ := content(files)
	got := map[string][2]int{}
	for name, f := range source.Files {
		if got[name] = [2]int{f.Width, f.Height}; f.Size != int64(len(files[name])) || len(f.Hash) != 64 {
			t.Errorf("%s: size %d, hash %q", name, f.Size, f.Hash)
		}
	}
	want := map[string][2]int{
		"a.png": {3, 2}, "a.gif": {4, 5}, "b.png": {}, "a.svg": {10, 20}, "b.svg": {30, 41}, "c.svg": {7, 8}, "d.svg": {},
		"e.svg": {}, "f.svg": {}, "g.SVG": {1, 2}, "a.webp": {},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
}

// TestSymlinks holds what becomes of symbolic links in a real folder, read as the program
// reads it: those that stay inside count as files, those that leave are refused.
func TestSymlinks(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(dir, "utanför.txt")
	site := filepath.Join(dir, "site")
	for name, data := range map[string]string{
		outside: "hemligt", filepath.Join(site, "content/site.yaml"): siteYAML,
		filepath.Join(site, "content/a/b.md"):  "---\ntitle: a\n---\nText\n",
		filepath.Join(site, "content/a/c.txt"): "x",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range map[string]string{
		"relativ.txt": "../../utanför.txt", "absolut.txt": outside, "mapp": "a", "borta.md": "finns-inte.md",
		"inne.txt": "a/c.txt", "inne.md": "a/b.md", "rundgång": "rundgång", "mapp-ute": "..",
	} {
		if err := os.Symlink(target, filepath.Join(site, "content", name)); err != nil {
			t.Skip(err)
		}
	}
	root, err := os.OpenRoot(site)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	source, problems := load.Content(root.FS(), nil)
	want := []string{
		"content/absolut.txt:0:0 linked-outside", "content/borta.md:0:0 unreadable", "content/mapp:0:0 linked-folder",
		"content/mapp-ute:0:0 linked-folder", "content/relativ.txt:0:0 linked-outside",
	}
	got := slices.DeleteFunc(told(problems), func(s string) bool { return strings.Contains(s, "rundgång") })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
	if len(got) == len(problems) {
		t.Error("nothing is said of a link that leads to itself")
	}
	if source.Files["inne.txt"] == nil || source.Files["absolut.txt"] != nil || source.Files["relativ.txt"] != nil || len(source.Pages) != 2 {
		t.Errorf("files %v, %d pages", source.Files, len(source.Pages))
	}
}

// TestUnreadable holds that files that cannot be read are told by name, and that the
// others are read all the same.
func TestUnreadable(t *testing.T) {
	root := brokenFS{fstest.MapFS{
		"content/site.yaml":      {Data: []byte(siteYAML)},
		"content/a.md":           {Data: []byte("---\ntitle: a\n---\nText\n")},
		"content/broken.md":      {Data: []byte("---\ntitle: a\n---\nText\n")},
		"content/broken.pdf":     {Data: []byte("x")},
		"content/mapp/broken":    {Data: []byte("x")},
		"content/broken/x.md":    {Data: []byte("x")},
		"content/halvbroken.md":  {Data: []byte("---\ntitle: a\n---\nText\n")},
		"content/halvbroken.pdf": {Data: []byte("x")},
	}}
	source, problems := load.Content(root, nil)
	want := []string{
		"content/broken:0:0 unreadable", "content/broken.md:0:0 unreadable", "content/halvbroken.md:0:0 unreadable",
	}
	if diff := cmp.Diff(want, told(problems)); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
	for _, p := range problems {
		if len(p.Args) != 1 || fmt.Sprint(p.Args[0]) != "input/output error" {
			t.Errorf("%s: the reason is %v", p.File, p.Args)
		}
	}
	for _, name := range []string{"broken.pdf", "halvbroken.pdf"} {
		if f := source.Files[name]; f == nil || f.Err == nil {
			t.Errorf("%s: %+v", name, f)
		}
	}
	if len(source.Pages) != 1 || !source.Unread["broken.md"] || !source.Unread["halvbroken.md"] {
		t.Errorf("%d pages, unread %v", len(source.Pages), source.Unread)
	}
}

// A brokenFS fails to open what is called broken, and to read what is half so.
type brokenFS struct{ fs.FS }

var errBroken = errors.New("input/output error")

func (b brokenFS) Open(name string) (fs.File, error) {
	base := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	if base == "broken" && name != "content/mapp/broken" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errBroken}
	}
	f, err := b.FS.Open(name)
	if base == "halvbroken" && err == nil {
		return brokenFile{f}, nil
	}
	return f, err
}

type brokenFile struct{ fs.File }

func (brokenFile) Read([]byte) (int, error) { return 0, errBroken }

// TestProgress holds that progress is told of every text, once.
func TestProgress(t *testing.T) {
	root := fstest.MapFS{"content/site.yaml": {Data: []byte(siteYAML)}, "content/x.pdf": {}}
	for i := range 50 {
		root[fmt.Sprintf("content/%d.md", i)] = &fstest.MapFile{Data: []byte("---\ntitle: a\n---\nText\n")}
	}
	var calls, sum atomic.Int64
	load.Content(root, func(done, total int) {
		calls.Add(1)
		sum.Add(int64(done))
		if total != 50 {
			t.Errorf("of %d", total)
		}
	})
	if calls.Load() != 50 || sum.Load() != 50*51/2 {
		t.Errorf("%d calls, sum %d", calls.Load(), sum.Load())
	}
}

// TestOrder holds that pages and problems come in the order of the names, however the
// reading went.
func TestOrder(t *testing.T) {
	files := map[string]string{}
	for i := range 40 {
		files[fmt.Sprintf("%02d.md", i)] = "---\ntitle: a\nx: y\n---\n# z\n"
	}
	source, problems := content(files)
	again, problemsAgain := content(files)
	if diff := cmp.Diff(problems, problemsAgain); diff != "" {
		t.Errorf("two runs differ:\n%s", diff)
	}
	for i := range source.Pages {
		if want := fmt.Sprintf("%02d.md", i); source.Pages[i].Source != want || again.Pages[i].Source != want {
			t.Errorf("page %d is %s", i, source.Pages[i].Source)
		}
	}
}
