package markdown_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/tools/txtar"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
)

// FuzzConvert holds what is true of every text, however odd.
func FuzzConvert(f *testing.F) {
	for _, source := range sources(f) {
		f.Add(source, false)
		f.Add(source, true)
	}
	f.Fuzz(func(t *testing.T, source string, escapeHTML bool) {
		if !utf8.ValidString(source) || strings.ContainsAny(source, "\r\u00ad") {
			t.Skip("no text as the package load hands it over")
		}
		doc, problems := markdown.New(escapeHTML).Convert([]byte(source), 1)
		again, problemsAgain := markdown.New(escapeHTML).Convert([]byte(source), 1)
		page := render(t, doc)
		if other := render(t, again); other != page || !reflect.DeepEqual(problems, problemsAgain) {
			t.Fatalf("two runs differ:\n%s%v\n%s%v", page, problems, other, problemsAgain)
		}
		elements := checkHTML(t, page)
		checkReferences(t, doc, elements, problems)
		checkPlaces(t, source, doc, problems)
	})
}

// sources are the texts of all archives.
func sources(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range txtar.Parse(data).Files {
			if strings.HasSuffix(f.Name, ".md") {
				list = append(list, string(f.Data))
			}
		}
	}
	return list
}

// The elements and attributes that a text can make; nothing else may come through.
var (
	elementsAllowed = strings.Fields(`a blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr img input
		li ol p pre span strong sub sup table tbody td th thead tr ul`)
	attributesAllowed = strings.Fields("alt aria-labelledby class href id lang role scope src start tabindex type")
	void              = []string{"br", "hr", "img", "input"}
)

// checkHTML holds that every element is closed where it should be, that a browser's
// parser sees the elements that were written and no others, and that nothing can run.
func checkHTML(t *testing.T, page string) (elements []html.Token) {
	t.Helper()
	var open, written []string
	tokens := html.NewTokenizer(strings.NewReader(page))
	for tokens.Next() != html.ErrorToken {
		token := tokens.Token()
		switch token.Type {
		case html.StartTagToken, html.SelfClosingTagToken:
			elements = append(elements, token)
			written = append(written, token.Data)
			if !slices.Contains(elementsAllowed, token.Data) {
				t.Errorf("<%s> comes through in\n%s", token.Data, page)
			}
			for _, a := range token.Attr {
				if !slices.Contains(attributesAllowed, a.Key) {
					t.Errorf("<%s %s=…> comes through in\n%s", token.Data, a.Key, page)
				}
			}
			if !slices.Contains(void, token.Data) {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("</%s> closes %v in\n%s", token.Data, open, page)
			}
			open = open[:len(open)-1]
		case html.CommentToken, html.DoctypeToken:
			t.Errorf("%v comes through in\n%s", token, page)
		}
	}
	if len(open) > 0 {
		t.Fatalf("%v are never closed in\n%s", open, page)
	}
	nodes, err := html.ParseFragment(strings.NewReader(page), &html.Node{Type: html.ElementNode, Data: "article", DataAtom: atom.Article})
	if err != nil {
		t.Fatal(err)
	}
	var parsed []string
	for _, n := range nodes {
		for d := range (&html.Node{FirstChild: n}).Descendants() {
			if d.Type == html.ElementNode {
				parsed = append(parsed, d.Data)
			}
		}
	}
	if !slices.Equal(written, parsed) {
		t.Errorf("a browser reads %v where %v was written:\n%s", parsed, written, page)
	}
	return elements
}

// checkReferences holds that ids stand once, and that what refers to one inside the text finds it.
func checkReferences(t *testing.T, doc *markdown.Document, elements []html.Token, problems []diag.Problem) {
	t.Helper()
	ids := map[string]int{"page:title": 0}
	var wanted []string
	for _, e := range elements {
		for _, a := range e.Attr {
			switch a.Key {
			case "id":
				ids[a.Val]++
			case "aria-labelledby":
				wanted = append(wanted, a.Val)
			}
		}
	}
	if slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Code == diag.DuplicateID }) {
		return // such a page is never published
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("the id %q stands %d times, unsaid", id, n)
		}
	}
	for _, l := range doc.Links {
		if l.Back {
			wanted = append(wanted, strings.TrimPrefix(l.Dest, "#"))
		}
	}
	for _, id := range append(wanted, doc.Anchors()...) {
		if _, ok := ids[id]; !ok {
			t.Errorf("nothing has the id %q", id)
		}
	}
	for _, h := range doc.Headings {
		if !doc.HasAnchor(h.ID) {
			t.Errorf("HasAnchor denies the heading %q", h.ID)
		}
	}
	for _, task := range doc.Tasks {
		if !doc.HasAnchor(task.ID) {
			t.Errorf("HasAnchor denies the task %q", task.ID)
		}
	}
}

// checkPlaces holds that links, places, tasks and their attributes are where they begin,
// and problems inside the text.
func checkPlaces(t *testing.T, source string, doc *markdown.Document, problems []diag.Problem) {
	t.Helper()
	lines := strings.Split(source, "\n")
	rest := func(line, col int) (string, bool) {
		if line < 1 || line > len(lines) || col < 1 || col > utf8.RuneCountInString(lines[line-1])+1 {
			return "", false
		}
		return string([]rune(lines[line-1])[col-1:]), true
	}
	for _, l := range doc.Links {
		if l.Back {
			continue
		}
		text, ok := rest(l.Line, l.Col)
		if !ok || text == "" || !strings.ContainsAny(text[:1], "[!<") {
			t.Errorf("no link begins at %d:%d (%q) of %q", l.Line, l.Col, text, source)
		}
	}
	starts := func(line, col int, what, want string) {
		if text, ok := rest(line, col); !ok || !strings.HasPrefix(text, want) {
			t.Errorf("no %s begins at %d:%d (%q) of %q", what, line, col, text, source)
		}
	}
	for _, p := range doc.Places {
		starts(p.Line, p.Col, "place", "[["+p.ID+"]]")
	}
	for _, task := range doc.Tasks {
		starts(task.Line, task.Col, "task", "[")
		for _, m := range append(task.Roles, task.Phase) {
			if m != (markdown.Mark{}) {
				starts(m.Line, m.Col, "mark", m.Value)
			}
		}
	}
	for _, p := range problems {
		if _, ok := rest(p.Line, p.Col); !ok {
			t.Errorf("there is no place %d:%d (%s) in %q", p.Line, p.Col, p.Code, source)
		}
	}
}

// FuzzRender holds that images stand in holes only, and that each hole is filled once.
func FuzzRender(f *testing.F) {
	for _, source := range sources(f) {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if !utf8.ValidString(source) {
			t.Skip()
		}
		doc, _ := markdown.New(true).Convert([]byte(source), 1)
		var filled []string
		var bare bytes.Buffer
		err := doc.Render(&bare, calls(func(w *bytes.Buffer, call string, inner []byte) error {
			filled = append(filled, call)
			w.Write(inner)
			return nil
		}))
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(filled)
		if n := len(filled); len(slices.Compact(filled)) < n {
			t.Errorf("a hole is filled twice in %q", source)
		}
		for i := range doc.Tasks {
			if !slices.Contains(filled, fmt.Sprintf("task %d", i)) {
				t.Errorf("task %d is not shown in %q", i, source)
			}
		}
		for i := range doc.Places {
			if !slices.Contains(filled, fmt.Sprintf("place %d", i)) {
				t.Errorf("place %d is not shown in %q", i, source)
			}
		}
		if strings.Contains(bare.String(), "<img") {
			t.Errorf("an image stands outside a hole:\n%s", &bare)
		}
	})
}

// FuzzSlug holds the form of slugs.
func FuzzSlug(f *testing.F) {
	for _, s := range []string{"Åtgärder & annat", "L'Hôpital’s", "ÆØß", "--a--", "", "İ", "ẞ", "ǅ", "한글", "e\u0301", "a\u00adb", "٣", "Ⅷ", "㎏", "Ǽ Ǿ", "ᬎ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		slug := markdown.Slug(s)
		if again := markdown.Slug(slug); again != slug {
			t.Errorf("Slug(%q) = %q, and its slug is %q", s, slug, again)
		}
		before := '-'
		for _, r := range slug + "-" {
			switch {
			case r == '-' && before == '-' && slug != "":
				t.Errorf("Slug(%q) = %q has a hyphen too many", s, slug)
			case r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r):
				t.Errorf("Slug(%q) = %q holds %q", s, slug, r)
			case unicode.ToLower(r) != r:
				t.Errorf("Slug(%q) = %q holds the capital %q", s, slug, r)
			}
			before = r
		}
	})
}

func TestSlug(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Åtgärder", "atgarder"},
		{"A\u030atga\u0308rder", "atgarder"}, // decomposed, as macOS names files
		{"ÅÄÖ åäö", "aao-aao"},
		{"Plan för införandet 2026!", "plan-for-inforandet-2026"},
		{"  – Vad är det? –  ", "vad-ar-det"},
		{"a_b.c/d", "a-b-c-d"},
		{"väl\u00adfärd", "valfard"},
		{"Alzheimer’s", "alzheimers"},
		{"Ærø Straße Éclair Łódź", "aero-strasse-eclair-łodz"},
		{"Ǽ Ǿ ǽ ǿ", "ae-o-ae-o"},
		{"Ж 漢字 ᬎ", "ж-漢字-ᬍ"},
		{"10.000 kr", "10-000-kr"},
		{"!?", ""},
		{"", ""},
	} {
		if got := markdown.Slug(c.text); got != c.want {
			t.Errorf("Slug(%q) = %q, wanted %q", c.text, got, c.want)
		}
	}
}
