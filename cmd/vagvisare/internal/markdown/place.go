package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A Place is a line that holds nothing but [[id]]: where a template's field stands. It
// becomes a slot in the HTML, for Filler.Place.
type Place struct {
	ID      string // as written: whether there is such a field is for others to find out
	Heading int    // index in Document.Headings of the heading it stands under; -1 before the first
	Line    int    // 1-based, in the page's file
	Col     int    // 1-based, in characters
}

// A place is the block of such a line.
type place struct {
	ast.BaseBlock
	id    string
	index int // in Document.Places
}

var kindPlace = ast.NewNodeKind("Place")

func (*place) Kind() ast.NodeKind              { return kindPlace }
func (p *place) Dump(source []byte, level int) { ast.DumpHelper(p, source, level, nil, nil) }

type placeParser struct{}

func (placeParser) Trigger() []byte                             { return []byte{'['} }
func (placeParser) CanInterruptParagraph() bool                 { return true }
func (placeParser) CanAcceptIndentedLine() bool                 { return false }
func (placeParser) Close(ast.Node, text.Reader, parser.Context) {}

func (placeParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	id, ok := placeID(line)
	if !ok {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &place{id: id}, parser.NoChildren
}

func (placeParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }

// placeID returns what stands between the brackets of a line that holds nothing else. The
// form of an id is not asked for: [[Syfte]] is meant as a place too, and must be told of.
func placeID(line []byte) (string, bool) {
	rest, opened := bytes.CutPrefix(bytes.TrimSpace(line), []byte("[["))
	id, closed := bytes.CutSuffix(rest, []byte("]]"))
	return string(id), opened && closed && len(bytes.TrimSpace(id)) > 0 && !bytes.ContainsAny(id, "[]")
}

func (in *inspection) place(n *place) {
	line, col := in.position(n.Pos())
	n.index = len(in.doc.Places)
	in.doc.Places = append(in.doc.Places, Place{ID: n.id, Heading: len(in.headings) - 1, Line: line, Col: col})
}

func renderPlace(o *output, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		o.slot(placeSlot, n.(*place).index)
		o.print("\n")
	}
	return ast.WalkContinue
}
