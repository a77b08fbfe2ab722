// Package markdown turns the portal's Markdown into HTML with holes.
//
// A page is parsed once, when it is read, although what its links lead to is known only
// when all pages have been read. So the HTML that Convert makes has a hole (a slot)
// wherever a link, an image, a task or a place for a field stands, and Document.Render
// fills the holes later. The source and the syntax tree are not kept.
//
// What is understood: CommonMark, GFM tables, strikethrough and task lists, footnotes,
// definition lists, ids on headings, fact boxes, a film's length on a link, cards for documents and films,
// passages in other languages, levels and attributes of tasks, and places. HTML is never passed through. The package owns goldmark.
//
// What is not published as HTML goes another way: Converter.Blocks gives a text as a tree of
// blocks, and Text writes such a tree as Markdown.
package markdown

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// A Document is a page's text, converted. It is read-only.
type Document struct {
	Links    []Link    // in the order in which they stand
	Headings []Heading // likewise, as all that follow
	Tasks    []Task
	Places   []Place
	Words    int // about how many words a reader meets

	html    []byte
	slots   []slot
	anchors []string // few: a list is smaller than a set
}

// A Heading is a heading of the text.
type Heading struct {
	Level    int    // 2 to 6 (1 is the page's own title, and a problem here)
	ID       string // unique in the document
	Text     string // without markup
	Language string // that it is written in, where that is not the page's; else ""
}

// Empty reports whether the document shows nothing.
func (d *Document) Empty() bool {
	inTag := false
	for _, r := range string(d.html) {
		switch {
		case r == '<':
			inTag = true
		case r == '>':
			inTag = false
		case !inTag && !unicode.IsSpace(r):
			return false
		}
	}
	return len(d.Links)+len(d.Tasks)+len(d.Places) == 0
}

// HasAnchor reports whether the document has an element with the id.
func (d *Document) HasAnchor(id string) bool { return slices.Contains(d.anchors, id) }

// Anchors returns the ids that a link may lead to.
func (d *Document) Anchors() []string { return slices.Clone(d.anchors) }

// A Converter converts Markdown. It may be used from several goroutines.
type Converter struct {
	markdown   goldmark.Markdown
	escapeHTML bool
}

// New returns a converter. With escapeHTML, HTML in the text is shown as it was typed;
// without, it is a problem.
func New(escapeHTML bool) *Converter {
	return &Converter{escapeHTML: escapeHTML, markdown: goldmark.New(
		goldmark.WithExtensions(
			extension.Table, extension.Strikethrough, taskList{},
			footnotes{}, extension.DefinitionList,
		),
		goldmark.WithParserOptions(
			parser.WithHeadingAttribute(),
			parser.WithBlockParsers(util.Prioritized(boxParser{}, 750), util.Prioritized(placeParser{}, 760)),
			parser.WithInlineParsers(util.Prioritized(passageParser{}, 90)), // before footnotes and links
		),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(
			util.Prioritized(nodeRenderer{}, 100),
		)),
	)}
}

// Convert converts a text, and returns it with the problems that stand in it. The text
// must be valid UTF-8 with lines that end in \n. firstLine is the number of the text's
// first line in its file; the problems lack only the file's name.
func (c *Converter) Convert(source []byte, firstLine int) (*Document, []diag.Problem) {
	in := c.newInspection(source, firstLine)
	root, notes := c.parse(in)
	in.inspect(root)
	in.footnotes(definitions(notes))
	return c.document(in, root), in.problems
}

// parse returns the syntax tree of the text that is to be inspected. Of a text that is
// nested too deeply it tells, and takes it for empty: the time that parsing takes grows
// with the square of the depth.
func (c *Converter) parse(in *inspection) (ast.Node, parser.Context) {
	if line := in.tooDeep(); line >= 0 {
		in.report(in.lines[line], diag.TooDeep)
		in.source = nil
	}
	notes := parser.NewContext()
	return c.markdown.Parser().Parse(text.NewReader(in.source), parser.WithContext(notes)), notes
}

// document renders a tree that has been inspected.
func (c *Converter) document(in *inspection, root ast.Node) *Document {
	out := &output{doc: in.doc, links: in.links, heading: "page:title", cards: in.findCards(root)}
	out.html = make([]byte, 0, len(in.source)*3/2)
	if err := c.markdown.Renderer().Render(out, in.source, root); err != nil {
		panic("markdown: rendering to memory failed: " + err.Error())
	}
	in.doc.html = bytes.Clone(out.html)
	in.doc.slots = slices.Clip(out.slots)
	in.doc.anchors = slices.Sorted(maps.Keys(in.anchors))
	// About a word for each space and each line: near enough to tell how long it takes to read.
	in.doc.Words = bytes.Count(in.source, []byte(" ")) + len(in.lines)
	return in.doc
}

// plainText returns the text under a node, without markup.
func plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(literal(n.Value(source)))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				b.Write(c.(*ast.Text).Value(source))
			}
			return ast.WalkSkipChildren, nil
		case *ast.AutoLink:
			b.Write(n.Label(source))
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}
