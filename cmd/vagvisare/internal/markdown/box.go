package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A box is a fact box:
//
//	::: lag Det här säger lagen
//	Text i Markdown.
//	:::
//
// A line of as many colons, or more, closes it, so a box of four colons may hold one of three.
type box struct {
	ast.BaseBlock
	kind   string
	title  string
	colons int
	closed bool
}

var kindBox = ast.NewNodeKind("Box")

// boxKinds is the fixed set: more kinds would each mean less.
var (
	boxKinds       = map[string]bool{"exempel": true, "lag": true, "notis": true, "tips": true, "viktigt": true}
	sortedBoxKinds = []string{"exempel", "lag", "notis", "tips", "viktigt"}
)

func (*box) Kind() ast.NodeKind              { return kindBox }
func (b *box) Dump(source []byte, level int) { ast.DumpHelper(b, source, level, nil, nil) }

type boxParser struct{}

func (boxParser) Trigger() []byte                             { return []byte{':'} }
func (boxParser) CanInterruptParagraph() bool                 { return true }
func (boxParser) CanAcceptIndentedLine() bool                 { return false }
func (boxParser) Close(ast.Node, text.Reader, parser.Context) {}

func (boxParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	colons, rest := cutColons(line)
	if colons < 3 || rest == "" {
		return nil, parser.NoChildren
	}
	kind, title, _ := strings.Cut(rest, " ")
	reader.AdvanceToEOL()
	return &box{kind: strings.ToLower(kind), title: strings.TrimSpace(title), colons: colons}, parser.HasChildren
}

func (boxParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	b := node.(*box)
	line, _ := reader.PeekLine()
	if colons, rest := cutColons(line); colons >= b.colons && rest == "" && !inCode(pc) {
		b.closed = true
		reader.AdvanceToEOL()
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

// inCode reports whether the line stands in a code block, which may show a box.
func inCode(pc parser.Context) bool {
	opened := pc.OpenedBlocks()
	return len(opened) > 0 && opened[len(opened)-1].Node.Kind() == ast.KindFencedCodeBlock
}

// cutColons returns how many colons a line starts with, after at most three spaces, and
// the rest without surrounding space.
func cutColons(line []byte) (int, string) {
	trimmed := bytes.TrimLeft(line, " ")
	if len(line)-len(trimmed) > 3 {
		return 0, ""
	}
	rest := bytes.TrimLeft(trimmed, ":")
	return len(trimmed) - len(rest), string(bytes.TrimSpace(rest))
}
