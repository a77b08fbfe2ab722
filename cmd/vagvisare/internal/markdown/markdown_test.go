package markdown_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"html"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"vagvisare/cmd/vagvisare/internal/markdown"
)

var update = flag.Bool("update", false, "rewrite the wanted files in testdata")

// TestConvert converts each text of testdata, archived by construct. For X.md stands what
// comes of it: X.html with every hole filled by a filler, X.err with its problems, and, where
// the archive has one, X.doc with what a Document tells beside its HTML, X.blocks with its
// blocks, and X.text with what these are as text. What CommonMark says of a construct is
// goldmark's to test.
func TestConvert(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { golden(t, file) })
	}
}

func golden(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	got := &txtar.Archive{Comment: archive.Comment}
	add := func(name, data string) { got.Files = append(got.Files, txtar.File{Name: name, Data: []byte(data)}) }
	for _, f := range archive.Files {
		name, isSource := strings.CutSuffix(f.Name, ".md")
		if !isSource {
			continue
		}
		converter := markdown.New(strings.HasPrefix(path.Base(name), "escape"))
		doc, problems := converter.Convert(f.Data, 1)
		add(f.Name, string(f.Data))
		add(name+".html", render(t, doc))
		var told strings.Builder
		for _, p := range problems {
			fmt.Fprintf(&told, "%d:%d %s %q", p.Line, p.Col, p.Code, p.Args)
			if p.Near != "" {
				fmt.Fprintf(&told, " near %q", p.Near)
			}
			told.WriteByte('\n')
		}
		if told.Len() > 0 {
			add(name+".err", told.String())
		}
		if _, ok := want[name+".doc"]; ok {
			add(name+".doc", describe(doc))
		}
		blocks := converter.Blocks(f.Data)
		if _, ok := want[name+".blocks"]; ok {
			add(name+".blocks", outline(blocks, ""))
		}
		if _, ok := want[name+".text"]; ok {
			add(name+".text", markdown.Text(blocks))
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	have := map[string]string{}
	for _, f := range got.Files {
		have[f.Name] = string(f.Data)
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
}

// describe writes what a Document tells beside its HTML.
func describe(doc *markdown.Document) string {
	var b strings.Builder
	for _, h := range doc.Headings {
		fmt.Fprintf(&b, "h%d #%s %q\n", h.Level, h.ID, h.Text)
	}
	for _, l := range doc.Links {
		fmt.Fprintf(&b, "%d:%d %q", l.Line, l.Col, l.Dest)
		if l.Title != "" {
			fmt.Fprintf(&b, " title %q", l.Title)
		}
		if l.Image {
			fmt.Fprintf(&b, " image %q", l.Alt)
		}
		if l.Video != "" {
			fmt.Fprintf(&b, " video %q", l.Video)
		}
		b.WriteByte('\n')
	}
	for _, p := range doc.Places {
		fmt.Fprintf(&b, "%d:%d place %q under %d\n", p.Line, p.Col, p.ID, p.Heading)
	}
	for _, t := range doc.Tasks {
		fmt.Fprintf(&b, "%d:%d task #%s %q under %d", t.Line, t.Col, t.ID, t.Text, t.Heading)
		if t.Level != "" {
			fmt.Fprintf(&b, " %s", t.Level)
		}
		if t.Checked {
			b.WriteString(" checked")
		}
		if t.Link >= 0 {
			fmt.Fprintf(&b, " link %q", doc.Links[t.Link].Dest)
		}
		for _, m := range t.Roles {
			fmt.Fprintf(&b, " role %d:%d %q", m.Line, m.Col, m.Value)
		}
		if m := t.Phase; m.Line > 0 {
			fmt.Fprintf(&b, " phase %d:%d %q", m.Line, m.Col, m.Value)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "anchors %s\n", strings.Join(doc.Anchors(), " "))
	return b.String()
}

var kindNames = map[markdown.BlockKind]string{
	markdown.HeadingBlock: "heading", markdown.ParagraphBlock: "paragraph", markdown.ListBlock: "list",
	markdown.ItemBlock: "item", markdown.TableBlock: "table", markdown.RowBlock: "row", markdown.CellBlock: "cell",
	markdown.BoxBlock: "box", markdown.QuoteBlock: "quote", markdown.CodeBlock: "code", markdown.RuleBlock: "rule",
	markdown.PlaceBlock: "place",
}

// outline writes blocks with a line for each, below what holds it.
func outline(blocks []markdown.Block, indent string) string {
	var w strings.Builder
	for _, b := range blocks {
		w.WriteString(indent + kindNames[b.Kind])
		say := func(name string, value any) {
			if s := fmt.Sprint(value); s != "" && s != "0" && s != "false" && s != "[]" {
				fmt.Fprintf(&w, " %s=%s", name, s)
			}
		}
		say("level", b.Level)
		say("name", b.Name)
		say("title", b.Title)
		say("ordered", b.Ordered)
		say("start", b.Start)
		if b.Kind == markdown.ItemBlock && b.Task >= 0 {
			fmt.Fprintf(&w, " task=%d", b.Task)
		}
		say("checked", b.Checked)
		say("demand", b.Demand)
		say("roles", b.Roles)
		say("phase", b.Phase)
		say("header", b.Header)
		say("align", b.Align)
		for _, run := range b.Inlines {
			w.WriteString(" " + outlineRun(run))
		}
		w.WriteString("\n" + outline(b.Blocks, indent+"  "))
	}
	return w.String()
}

func outlineRun(run markdown.Inline) string {
	if run.Break {
		return "break"
	}
	marks := ""
	for _, m := range []struct {
		is   bool
		sign string
	}{{run.Bold, "b"}, {run.Italic, "i"}, {run.Code, "c"}, {run.Strike, "s"}, {run.Link != "", "<" + run.Link + ">"}} {
		if m.is {
			marks += m.sign
		}
	}
	return fmt.Sprintf("%s%q", marks, run.Text)
}

// render renders a document with the fixed filler.
func render(t testing.TB, doc *markdown.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := doc.Render(&b, filler{doc}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A filler fills holes in a plain way that shows what it was given.
type filler struct{ doc *markdown.Document }

func (f filler) Link(w *bytes.Buffer, i int, inner []byte) error {
	l := f.doc.Links[i]
	dest := html.EscapeString(l.Dest)
	switch {
	case l.Image:
		fmt.Fprintf(w, `<img src="%s" alt="%s">`, dest, html.EscapeString(l.Alt))
	case l.Back:
		fmt.Fprintf(w, `<a href="%s" class="back">%s</a>`, dest, inner)
	default:
		fmt.Fprintf(w, `<a href="%s">%s</a>`, dest, inner)
	}
	return nil
}

func (f filler) Place(w *bytes.Buffer, i int) error {
	fmt.Fprintf(w, `<div class="place">%s</div>`, html.EscapeString(f.doc.Places[i].ID))
	return nil
}

func (f filler) Task(w *bytes.Buffer, i int, text, rest []byte) error {
	fmt.Fprintf(w, `<input type="checkbox"> <span>%s</span>`, text)
	if len(rest) > 0 {
		fmt.Fprintf(w, "\n<div class=\"rest\">\n%s</div>", rest)
	}
	return nil
}

// calls is a filler that tells in words what it is called with.
type calls func(w *bytes.Buffer, call string, inner []byte) error

func (c calls) Link(w *bytes.Buffer, i int, inner []byte) error {
	return c(w, fmt.Sprintf("link %d", i), inner)
}

func (c calls) Place(w *bytes.Buffer, i int) error { return c(w, fmt.Sprintf("place %d", i), nil) }

func (c calls) Task(w *bytes.Buffer, i int, text, rest []byte) error {
	return c(w, fmt.Sprintf("task %d", i), slices.Concat(text, []byte(" / "), rest))
}

func convert(source string) (*markdown.Document, []string) {
	doc, problems := markdown.New(false).Convert([]byte(source), 1)
	var told []string
	for _, p := range problems {
		told = append(told, fmt.Sprintf("%d:%d %s", p.Line, p.Col, p.Code))
	}
	return doc, told
}

// TestFirstLine holds that places count from the line that the text starts on.
func TestFirstLine(t *testing.T) {
	doc, problems := markdown.New(false).Convert([]byte("Text\n\n# Åäö\n\nÅäö [länk](x.md)\n"), 8)
	if len(problems) != 1 || problems[0].Line != 10 || problems[0].Col != 1 {
		t.Errorf("the heading's problem is at %v, wanted 10:1", problems)
	}
	if l := doc.Links[0]; l.Line != 12 || l.Col != 5 {
		t.Errorf("the link is at %d:%d, wanted 12:5", l.Line, l.Col)
	}
	if problems[0].File != "" {
		t.Errorf("the problem names a file, %q, which the package cannot know", problems[0].File)
	}
}

// TestRenderError holds that Render stops at the first error of a filler, and tells it.
func TestRenderError(t *testing.T) {
	doc, _ := convert("[a](1) [b](2) [c](3)\n")
	var asked []string
	broken := errors.New("broken")
	err := doc.Render(&bytes.Buffer{}, calls(func(_ *bytes.Buffer, call string, _ []byte) error {
		if asked = append(asked, call); call == "link 1" {
			return broken
		}
		return nil
	}))
	if !errors.Is(err, broken) || !slices.Equal(asked, []string{"link 0", "link 1"}) {
		t.Errorf("Render called %q and answered %v, wanted two calls and the error", asked, err)
	}
}

// TestRenderInner holds what a filler is handed: HTML with holes already filled, nil for
// an image, and bytes that are its own.
func TestRenderInner(t *testing.T) {
	doc, _ := convert("[a *b* ![c](2)](1) ![d](3) [](4)\n\n- [ ] e [f](5)\n\n  [[g]]\n  - [x] h\n")
	var got []string
	var kept [][]byte
	var b bytes.Buffer
	err := doc.Render(&b, calls(func(w *bytes.Buffer, call string, inner []byte) error {
		got = append(got, fmt.Sprintf("%s: %v %s", call, inner == nil, inner))
		kept = append(kept, inner)
		w.WriteString("XXXXXXXXXXXXXXXXXXXXXX")
		return nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	const x = "XXXXXXXXXXXXXXXXXXXXXX"
	want := []string{
		"link 1: true ", "link 0: false a <em>b</em> " + x, "link 2: true ", "link 3: false ",
		"link 4: false f", "place 0: true ", "task 1: false h / ",
		"task 0: false e " + x + " / " + x + "\n<ul>\n<li class=\"task\" id=\"h\">" + x + "</li>\n</ul>\n",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
	for i, inner := range kept {
		if !strings.HasSuffix(got[i], " "+string(inner)) {
			t.Errorf("what %s had been given was overwritten later, by %q", got[i], inner)
		}
	}
}

// TestRenderTask holds that a task by itself is what stands inside its <li>.
func TestRenderTask(t *testing.T) {
	doc, _ := convert(page + "- [ ] a [b](c)\n  - [x] d\n\n    [[e]]\n  - f\n- [ ] g\n")
	whole := render(t, doc)
	for i, task := range doc.Tasks {
		var b bytes.Buffer
		if err := doc.RenderTask(&b, i, filler{doc}); err != nil {
			t.Fatal(err)
		}
		if li := fmt.Sprintf("<li class=\"task\" id=\"%s\">%s</li>\n", task.ID, &b); !strings.Contains(whole, li) {
			t.Errorf("task %d is\n%swhich does not stand in\n%s", i, li, whole)
		}
	}
}

// TestParallel converts and renders one text in many goroutines. Run with -race.
func TestParallel(t *testing.T) {
	source := []byte("## Å\n\n- [ ] [a](b.md)[^1]\n\n::: tips\n| a |\n| - |\n:::\n\n[^1]: x\n")
	converter := markdown.New(false)
	shared, _ := converter.Convert(source, 1)
	want := render(t, shared)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			doc, _ := converter.Convert(source, 1)
			if got := render(t, doc); got != want {
				t.Errorf("wanted %q, got %q", want, got)
			}
			if got := render(t, shared); got != want {
				t.Errorf("wanted %q, got %q", want, got)
			}
		})
	}
	group.Wait()
}

// TestWords holds that the number of words is about what a reader would count.
func TestWords(t *testing.T) {
	sentence := "Undersköterskan läser planen, frågar den boende och skriver ner svaret.\n\n"
	for _, n := range []int{1, 10, 400} {
		doc, _ := convert(strings.Repeat(sentence, n))
		if low, high := 9*n, 11*n+1; doc.Words < low || doc.Words > high {
			t.Errorf("a text of %d words has %d, wanted %d to %d", 10*n, doc.Words, low, high)
		}
	}
}

func TestHasAnchor(t *testing.T) {
	doc, _ := convert("## Så här\n\nNot[^1][^1].\n\n[^1]: x\n")
	want := []string{"fn:1", "fnref1:1", "fnref:1", "sa-har"}
	if got := doc.Anchors(); !slices.Equal(got, want) {
		t.Errorf("Anchors: got %q, wanted %q", got, want)
	}
	for _, id := range want {
		if !doc.HasAnchor(id) {
			t.Errorf("HasAnchor(%q) is false", id)
		}
	}
	if doc.HasAnchor("Så här") || doc.HasAnchor("") {
		t.Error("HasAnchor is true of what is no id")
	}
}

// TestProblems holds cases where something could pass unsaid, or be told that is no
// mistake. Each wants problems as "line:col code", or "line:col" where any code will do.
func TestProblems(t *testing.T) {
	for _, c := range []struct {
		name, source string
		want         []string
	}{
		{"a link shown as code", "Skriv `[text](adress med blanksteg)`.\n", nil},
		{"a link in double backticks", "Skriv ``[t](a b)``.\n", nil},
		{"escaped brackets", "Skriv \\[text\\](adress).\n", nil},
		{"an escaped footnote", "Skriv \\[^1].\n", nil},
		{"a footnote shown as code", "Skriv `[^1]`.\n", nil},
		{"a link in a code block", "~~~\n[t](a b) [^1] <b>\n~~~\n", nil},
		{"a link whose text starts with a caret", "Se [^upp](upp.md).\n", nil},
		{"a comment that is never closed", "Text.\n\n<!-- glömd\n\n## Resten\n\nMer.\n", []string{"3:1"}},
		{"a comment that is never closed, in a line", "Text <!-- glömd\n\nMer.\n", nil},
		{"colons that are marked", "*:::*\n", nil},
		{"colons in a table", "| ::: |\n| - |\n", nil},
		{"a colon in a heading's id", "## A {#task:1}\n", []string{"1:1"}},
		{"the id of a box on a heading", "## A {#box:1}\n\n::: tips\n:::\n", []string{"1:1"}},
		{"the id of a footnote on a heading", "## A {#fn:1}\n\nx[^1]\n\n[^1]: y\n", []string{"1:1"}},
		{"the id of the page's title on a heading", "## A {#page:title}\n", []string{"1:1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, told := convert(c.source)
			same := func(told, want string) bool { return told == want || strings.HasPrefix(told, want+" ") }
			if !slices.EqualFunc(told, c.want, same) {
				t.Errorf("%q: told %q, wanted %q", c.source, told, c.want)
			}
		})
	}
}

// TestHTML holds cases of HTML that a browser would not read as it was meant.
func TestHTML(t *testing.T) {
	for _, c := range []struct{ name, source, has, hasNot string }{
		{"a link named x is no task", "- [X](https://x.example)\n", `<li><a href="https://x.example">X</a></li>`, "checkbox"},
		{"a task needs a space", "- [x]text\n", "<li>[x]text</li>", "checkbox"},
		{"a heading is no task", "- ## [ ] Rubrik\n", "<h2", "checkbox"},
		{"a task in a heading's line", "- [ ] Rubrik {#a}\n  ---\n", `<h2 id="a">`, "checkbox"},
		{"no link within a link", "[se <https://x.example> nu](c.md)\n", `href="c.md"`, `<a href="https://x.example">`},
		{"no footnote within a link", "[planen[^1]](b.md)\n\n[^1]: Not.\n", `href="b.md"`, `role="doc-noteref"`},
		{"no way back to nowhere from an image's footnote", "![a[^1]](b.svg)\n\n[^1]: Not.\n", "<img", `href="#fnref:1"`},
		{"no way back to nowhere from an unused footnote", "Text.\n\n[^1]: Ett[^2].\n\n[^2]: Två.\n", "Text", `href="#fnref:1"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, _ := convert(c.source)
			got := render(t, doc)
			if !strings.Contains(got, c.has) || strings.Contains(got, c.hasNot) {
				t.Errorf("%q: wanted %s and no %s, got\n%s", c.source, c.has, c.hasNot, got)
			}
		})
	}
}

// TestHeadingText holds that an escaped sign begins no entity, as in the HTML.
func TestHeadingText(t *testing.T) {
	doc, _ := convert("## \\&amp; &amp;lt; \\\\&lt;\n")
	if got, want := doc.Headings[0].Text, `&amp; &lt; \<`; got != want {
		t.Errorf("got %q, wanted %q", got, want)
	}
}

// TestLinkText holds that entities and escapes in an address and a title mean what they
// mean elsewhere in Markdown: addresses are often copied out of HTML.
func TestLinkText(t *testing.T) {
	doc, _ := convert(`[a](https://a.example/?b=1&amp;c=2) [a](a\_b.md) [a](b.md "x &amp; \"y\"")` + "\n")
	var got []string
	for _, l := range doc.Links {
		got = append(got, l.Dest+l.Title)
	}
	if want := []string{"https://a.example/?b=1&c=2", "a_b.md", `b.mdx & "y"`}; !slices.Equal(got, want) {
		t.Errorf("got %q, wanted %q", got, want)
	}
}
