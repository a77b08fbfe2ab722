package markdown

import (
	"bytes"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// An inspection goes once through a syntax tree, between parsing and rendering: it gives
// headings their ids, numbers the links, and finds what is wrong.
type inspection struct {
	source     []byte
	firstLine  int
	lines      []int // where each line starts
	escapeHTML bool
	prose      bool // the text is that of a field
	doc        *Document
	links      map[ast.Node]int // index in doc.Links
	anchors    map[string]bool  // ids given so far
	repeated   map[string]int   // how often a slug has been taken
	headings   []*ast.Heading
	tasks      []*taskBox
	problems   []diag.Problem
}

func (c *Converter) newInspection(source []byte, firstLine int) *inspection {
	return &inspection{
		source: source, firstLine: firstLine, lines: lineStarts(source),
		doc: &Document{}, escapeHTML: c.escapeHTML,
		links: map[ast.Node]int{}, anchors: map[string]bool{}, repeated: map[string]int{},
	}
}

func lineStarts(source []byte) []int {
	starts := make([]int, 1, 1+bytes.Count(source, []byte("\n")))
	for at := 0; ; {
		i := bytes.IndexByte(source[at:], '\n')
		if i < 0 {
			return starts
		}
		at += i + 1
		starts = append(starts, at)
	}
}

// position returns the line and column in the file of a byte offset in the text.
func (in *inspection) position(offset int) (line, col int) {
	offset = max(0, min(offset, len(in.source)))
	i := sort.SearchInts(in.lines, offset+1) - 1
	return in.firstLine + i, utf8.RuneCount(in.source[in.lines[i]:offset]) + 1
}

// maxDepth is how many quotations and lists a line may stand in.
const maxDepth = 50

// tooDeep returns the index of the first line that opens more than maxDepth quotations and
// lists, or -1.
func (in *inspection) tooDeep() int {
	for i, start := range in.lines {
		line, _, _ := bytes.Cut(in.source[start:], []byte("\n"))
		rest := bytes.TrimLeft(line, "> \t-+*")
		if marks := line[:len(line)-len(rest)]; len(marks) > maxDepth && depth(marks) > maxDepth && !isRule(line) {
			return i
		}
	}
	return -1
}

// depth counts the signs that may each open a quotation or a list: > and what has a space behind it.
func depth(marks []byte) int {
	n := bytes.Count(marks, []byte(">"))
	for _, mark := range []string{"- ", "+ ", "* ", "-\t", "+\t", "*\t"} {
		n += bytes.Count(marks, []byte(mark))
	}
	return n
}

// isRule reports whether a line is made of one kind of sign, as a rule across the page is.
func isRule(line []byte) bool {
	signs := bytes.ReplaceAll(bytes.ReplaceAll(line, []byte(" "), nil), []byte("\t"), nil)
	return signs[0] != '>' && bytes.Count(signs, signs[:1]) == len(signs)
}

func (in *inspection) report(offset int, code diag.Code, args ...any) *diag.Problem {
	line, col := in.position(offset)
	in.problems = append(in.problems, diag.Problem{Line: line, Col: col, Code: code, Args: args})
	return &in.problems[len(in.problems)-1]
}

func (in *inspection) inspect(root ast.Node) {
	ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			in.node(n)
		}
		return ast.WalkContinue, nil
	})
	// Ids that are written go before those that are made, so that none of these displaces one.
	in.readHeadings()
	in.readTasks()
	in.nameHeadings()
	in.nameTasks()
}

func (in *inspection) node(n ast.Node) {
	foreign := in.prose && in.foreign(n)
	switch n := n.(type) {
	case *ast.Heading:
		in.heading(n)
	case *ast.Link:
		in.link(n, Link{Dest: literal(n.Destination), Title: literal(n.Title)})
	case *ast.Image:
		in.link(n, Link{Dest: literal(n.Destination), Title: literal(n.Title), Image: true, Alt: plainText(n, in.source)})
	case *ast.AutoLink:
		if insideLink(n) {
			return // shown as text
		}
		in.link(n, Link{Dest: autoLinkDest(n, in.source)})
	case *ast.HTMLBlock:
		in.rawHTML(blockHTML(n, in.source), n.Pos())
	case *ast.RawHTML:
		in.rawHTML(n.Segments.Value(in.source), n.Pos())
	case *extast.FootnoteLink:
		if n.Parent().Kind() != ast.KindImage { // there it is a part of the alternative text
			in.anchors[footnoteAnchor("fnref", n.Index, n.RefIndex)] = true
		}
	case *extast.FootnoteBacklink:
		if ref := footnoteAnchor("fnref", n.Index, n.RefIndex); in.anchors[ref] {
			in.links[n] = len(in.doc.Links)
			in.doc.Links = append(in.doc.Links, Link{Dest: "#" + ref, Back: true})
		}
	case *ast.Text:
		in.leftover(n)
	case *box:
		if !foreign { // that is told, and enough
			in.box(n)
		}
	case *place:
		in.place(n)
	case *passage:
		in.language(n.language, n.at)
	case *taskBox:
		in.task(n)
	}
}

func blockHTML(n *ast.HTMLBlock, source []byte) []byte {
	raw := n.Lines().Value(source)
	if n.HasClosure() {
		raw = append(raw[:len(raw):len(raw)], n.ClosureLine.Value(source)...)
	}
	return raw
}

// rawHTML reports HTML unless it is shown as text. A comment is a note among editors: it
// is allowed, and left out of what is published.
func (in *inspection) rawHTML(raw []byte, offset int) {
	if open := bytes.LastIndex(raw, []byte("<!--")); open >= 0 && !bytes.Contains(raw[open:], []byte("-->")) {
		in.report(offset, diag.UnclosedComment)
		return
	}
	rest := withoutComments(raw)
	if in.escapeHTML || len(bytes.TrimSpace(rest)) == 0 {
		return
	}
	tag, _, _ := strings.Cut(strings.TrimSpace(string(rest)), "\n")
	if end := strings.IndexByte(tag, '>'); end >= 0 {
		tag = tag[:end+1]
	}
	in.report(offset, diag.RawHTML, tag)
}

func withoutComments(raw []byte) []byte {
	before, after, found := bytes.Cut(raw, []byte("<!--"))
	if !found {
		return raw
	}
	_, after, _ = bytes.Cut(after, []byte("-->"))
	return append(before[:len(before):len(before)], withoutComments(after)...)
}

func (in *inspection) box(b *box) {
	if !boxKinds[b.kind] {
		p := in.report(b.Pos(), diag.UnknownBox, b.kind)
		p.Near = diag.Nearest(b.kind, sortedBoxKinds)
	}
	if !b.closed {
		in.report(b.Pos(), diag.UnclosedBox, b.kind)
	}
}
