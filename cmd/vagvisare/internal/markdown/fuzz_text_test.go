package markdown_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
)

// FuzzText holds that Text loses nothing of what Blocks gives, that it gives one form
// only, and that nothing in it is wrong but what was wrong before.
func FuzzText(f *testing.F) {
	for _, source := range sources(f) {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if !utf8.ValidString(source) || strings.ContainsAny(source, "\r\u00ad") {
			t.Skip("no text as the package load hands it over")
		}
		checkText(t, source)
	})
}

func checkText(t *testing.T, source string) {
	t.Helper()
	c := markdown.New(false)
	blocks := c.Blocks([]byte(source))
	checkBlocks(t, blocks)
	doc, _ := c.Convert([]byte(source), 1)
	checkNames(t, doc, source, blocks)
	text := markdown.Text(blocks)
	_, problems := c.Convert([]byte(text), 1)
	for _, p := range problems {
		switch p.Code {
		case diag.TooDeep:
			return // lists that stood below one another stand beside one another
		case diag.RawHTML, diag.UnclosedComment, diag.UnclosedBox, diag.StrayBoxEnd, diag.UnusedFootnote,
			diag.UndefinedFootnote, diag.BrokenLinkSyntax, diag.UnknownAttribute, diag.BadTaskAttribute, diag.BadID:
			t.Errorf("%q\nbecomes %q\nwith the problem %v", source, text, p)
		}
	}
	checkProse(t, source, blocks)
	if again := c.Blocks([]byte(text)); !reflect.DeepEqual(again, blocks) {
		t.Errorf("%q\nbecomes %q\nwanted (-), got (+):\n%s", source, text, cmp.Diff(blocks, again))
	}
}

// checkNames holds that blocks have the ids and numbers that Convert gives.
func checkNames(t *testing.T, doc *markdown.Document, source string, blocks []markdown.Block) {
	t.Helper()
	for _, b := range blocks {
		switch {
		case b.Kind == markdown.HeadingBlock:
			if !slices.ContainsFunc(doc.Headings, func(h markdown.Heading) bool { return h.ID == b.Name && h.Level == b.Level }) {
				t.Errorf("no heading of %q has the id %q", source, b.Name)
			}
		case b.Kind == markdown.ItemBlock && b.Task >= 0 && (b.Task >= len(doc.Tasks) || doc.Tasks[b.Task].ID != b.Name):
			t.Errorf("task %d of %q has another id than %q", b.Task, source, b.Name)
		}
		checkNames(t, doc, source, b.Blocks)
	}
}

// checkProse holds that a field holds paragraphs and lists, or that something is told.
func checkProse(t *testing.T, source string, blocks []markdown.Block) {
	t.Helper()
	doc, problems := markdown.New(true).Prose([]byte(source), 1)
	if slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Code == diag.ProseBlock || p.Code == diag.TooDeep }) {
		return
	}
	if len(doc.Headings)+len(doc.Tasks)+len(doc.Places) > 0 || slices.ContainsFunc(doc.Links, func(l markdown.Link) bool { return l.Image || l.Back }) {
		t.Errorf("the field %q holds more than prose, unsaid", source)
	}
	var check func(blocks []markdown.Block)
	check = func(blocks []markdown.Block) {
		for _, b := range blocks {
			switch b.Kind {
			case markdown.ParagraphBlock, markdown.ListBlock, markdown.ItemBlock:
				check(b.Blocks)
			case markdown.CodeBlock:
				if !strings.Contains(source, "<") { // HTML
					t.Errorf("the field %q holds code, unsaid", source)
				}
			default:
				t.Errorf("the field %q holds a block of kind %d, unsaid", source, b.Kind)
			}
		}
	}
	check(blocks)
}

// checkBlocks holds what Block and Inline say of themselves.
func checkBlocks(t *testing.T, blocks []markdown.Block) {
	t.Helper()
	for _, b := range blocks {
		if b.Kind == 0 {
			t.Errorf("a block has no kind: %v", b)
		}
		if b.Kind == markdown.ParagraphBlock && len(b.Blocks) > 0 || b.Kind == markdown.ListBlock && len(b.Blocks) == 0 {
			t.Errorf("a block holds what it should not: %v", b)
		}
		checkBlocks(t, b.Blocks)
		if b.Kind == markdown.CodeBlock {
			continue
		}
		before := markdown.Inline{Break: true}
		for _, run := range append(b.Inlines[:len(b.Inlines):len(b.Inlines)], markdown.Inline{Break: true}) {
			marks, marksBefore := run, before
			marks.Text, marksBefore.Text = "", ""
			switch {
			case run.Break && run != (markdown.Inline{Break: true}), !run.Break && run.Text == "",
				!run.Break && marks == marksBefore, strings.Contains(run.Text, "\n"),
				before.Break && run.Text != strings.TrimLeftFunc(run.Text, unicode.IsSpace),
				run.Break && before.Text != strings.TrimRightFunc(before.Text, unicode.IsSpace):
				t.Errorf("%+v may not follow %+v", run, before)
			}
			before = run
		}
	}
}
