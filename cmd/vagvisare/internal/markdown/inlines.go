package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// inlines returns the text of a block, in which all of it has the marks of base.
func (b *blockReader) inlines(block ast.Node, base Inline) []Inline {
	g := &gatherer{source: b.source}
	g.children(block, base)
	// A footnote may refer to others, and to itself: each is shown once.
	for i := 0; i < len(g.notes); i++ {
		g.add(" [", Inline{})
		g.blocks(b.notes[g.notes[i]])
		for len(g.runs) > 0 && g.runs[len(g.runs)-1].Text == " " {
			g.runs = g.runs[:len(g.runs)-1]
		}
		g.add("]", Inline{})
	}
	return settle(g.runs)
}

// line returns the text of a block that cannot have line breaks.
func (b *blockReader) line(block ast.Node) []Inline { return oneLine(b.inlines(block, Inline{})) }

// oneLine settles runs with spaces for their line breaks.
func oneLine(runs []Inline) []Inline {
	list := slices.Clone(runs)
	for i, r := range list {
		if r.Break {
			list[i] = Inline{Text: " "}
		}
	}
	return settle(list)
}

// A gatherer collects the runs of a text, as they come.
type gatherer struct {
	source []byte
	runs   []Inline
	notes  []int // numbers of the footnotes that are referred to
}

func (g *gatherer) add(text string, marks Inline) {
	if text != "" {
		marks.Text = strings.ReplaceAll(text, "\x00", "\uFFFD") // as literal has it
		g.runs = append(g.runs, marks)
	}
}

func (g *gatherer) children(parent ast.Node, marks Inline) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		g.node(n, marks)
	}
}

func (g *gatherer) node(n ast.Node, marks Inline) {
	switch n := n.(type) {
	case *ast.Text:
		g.add(literal(n.Value(g.source)), marks)
		switch {
		case n.HardLineBreak():
			g.runs = append(g.runs, Inline{Break: true})
		case n.SoftLineBreak():
			g.add(" ", marks)
		}
		return
	case *ast.String:
		g.add(string(n.Value), marks)
		return
	case *ast.Emphasis:
		if n.Level == 1 {
			marks.Italic = true
		} else {
			marks.Bold = true
		}
	case *extast.Strikethrough:
		marks.Strike = true
	case *ast.CodeSpan:
		marks.Code = true
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			g.add(string(c.(*ast.Text).Value(g.source)), marks)
		}
		return
	case *ast.Link:
		marks.Link = literal(n.Destination)
	case *ast.AutoLink:
		if !insideLink(n) {
			marks.Link = autoLinkDest(n, g.source)
		}
		g.add(string(n.Label(g.source)), marks)
		return
	case *ast.Image:
		g.add(plainText(n, g.source), marks)
		return
	case *ast.RawHTML:
		g.add(string(withoutComments(n.Segments.Value(g.source))), marks)
		return
	case *extast.FootnoteLink:
		if !slices.Contains(g.notes, n.Index) {
			g.notes = append(g.notes, n.Index)
		}
		return
	case *extast.FootnoteBacklink:
		return
	}
	g.children(n, marks)
}

// blocks gathers the text of all blocks of a footnote.
func (g *gatherer) blocks(n ast.Node) {
	switch n := n.(type) {
	case *place:
		g.add("[["+n.id+"]]", Inline{})
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		g.add(string(bytes.TrimSpace(n.Lines().Value(g.source))), Inline{Code: true})
	case *ast.HTMLBlock:
		g.add(string(bytes.TrimSpace(withoutComments(blockHTML(n, g.source)))), Inline{})
	default:
		if c := n.FirstChild(); c != nil && c.Type() == ast.TypeInline {
			g.children(n, Inline{})
			break
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if c.Type() == ast.TypeBlock {
				g.blocks(c)
			}
		}
	}
	g.add(" ", Inline{})
}

// settle gives runs the form that Inline describes.
func settle(runs []Inline) []Inline {
	for {
		list := joined(runs)
		if runs = loosened(list); runs == nil {
			return list
		}
	}
}

// loosened takes the marks from spaces that stand right inside of where one is opened or
// closed, and returns nil where there is none. They are left by marks that overlap.
func loosened(list []Inline) []Inline {
	var runs []Inline
	loose := false
	between := signs(piecesOf(list, writing{}), writing{}, "*")
	for i, run := range list {
		word := strings.TrimFunc(run.Text, unicode.IsSpace)
		start := strings.Index(run.Text, word)
		before, after := run.Text[:start], run.Text[start+len(word):]
		if before != "" && slices.ContainsFunc(between[i], func(s sign) bool { return !s.closes }) {
			runs = append(runs, Inline{Text: before})
			run.Text, loose = run.Text[len(before):], true
		}
		if after != "" && slices.ContainsFunc(between[i+1], func(s sign) bool { return s.closes }) {
			run.Text, loose = strings.TrimSuffix(run.Text, after), true
			runs = append(runs, run, Inline{Text: after})
			continue
		}
		runs = append(runs, run)
	}
	if !loose {
		return nil
	}
	return runs
}

// joined splits runs into words and spaces, and joins them again by their marks.
func joined(runs []Inline) []Inline {
	var list []Inline
	space := Inline{} // between the last of list and what comes; its marks are those of all of it
	for _, run := range runs {
		if run.Break {
			if len(list) > 0 {
				list = append(list, run)
			}
			space = Inline{}
			continue
		}
		for text := run.Text; text != ""; {
			piece, blank := run, false
			piece.Text, blank = leadingPiece(text)
			text = text[len(piece.Text):]
			if blank {
				space = joinSpace(space, piece)
				continue
			}
			list = appendWord(list, space, piece)
			space = Inline{}
		}
	}
	for len(list) > 0 && list[len(list)-1].Break {
		list = list[:len(list)-1]
	}
	return list
}

// leadingPiece returns the word or the white space that a text begins with.
func leadingPiece(text string) (piece string, blank bool) {
	first, _ := utf8.DecodeRuneInString(text)
	blank = unicode.IsSpace(first)
	if end := strings.IndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) != blank }); end >= 0 {
		return text[:end], blank
	}
	return text, blank
}

func joinSpace(a, b Inline) Inline {
	if a.Text == "" {
		return b
	}
	joined := common(a, b)
	joined.Text = a.Text + b.Text
	return joined
}

// appendWord appends a word to settled runs, with the space before it.
func appendWord(list []Inline, space, word Inline) []Inline {
	if len(list) == 0 || list[len(list)-1].Break {
		return append(list, word)
	}
	if space.Text != "" {
		before := list[len(list)-1]
		marks := common(common(space, before), word)
		// Within code, space is a part of it; at its ends it could not be written.
		marks.Code = marks.Code && sameMarks(before, word)
		marks.Text = oneSpace(space.Text)
		list = appendRun(list, marks)
	}
	return appendRun(list, word)
}

func appendRun(list []Inline, run Inline) []Inline {
	if last := len(list) - 1; last >= 0 && sameMarks(list[last], run) {
		list[last].Text += run.Text
		return list
	}
	return append(list, run)
}

// sameMarks reports whether two runs differ in nothing but their text.
func sameMarks(a, b Inline) bool {
	a.Text, b.Text = "", ""
	return a == b
}

// common returns the marks that two runs share.
func common(a, b Inline) Inline {
	m := Inline{
		Bold: a.Bold && b.Bold, Italic: a.Italic && b.Italic,
		Code: a.Code && b.Code, Strike: a.Strike && b.Strike,
	}
	if a.Link == b.Link {
		m.Link = a.Link
	}
	return m
}

// oneSpace makes one space of each run of spaces, tabs and ends of lines.
func oneSpace(s string) string {
	var b strings.Builder
	before := rune(0)
	for _, r := range s {
		if strings.ContainsRune("\t\n\v\f\r\u0085\u2028\u2029", r) {
			r = ' '
		}
		if r != ' ' || before != ' ' {
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}
