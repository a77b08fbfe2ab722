package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// footnotes is goldmark's extension, with a block parser that remembers every definition:
// goldmark drops a footnote that nothing refers to, and nothing may be lost unsaid.
type footnotes struct{}

func (footnotes) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithBlockParsers(util.Prioritized(footnoteParser{extension.NewFootnoteBlockParser()}, 999)),
		parser.WithInlineParsers(util.Prioritized(extension.NewFootnoteParser(), 101)),
		parser.WithASTTransformers(util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
	)
	m.Renderer().AddOptions(renderer.WithNodeRenderers(
		util.Prioritized(extension.NewFootnoteHTMLRenderer(), 500),
	))
}

var definitionsKey = parser.NewContextKey()

type definition struct {
	note *extast.Footnote
	pos  int
}

func definitions(pc parser.Context) []definition {
	list, _ := pc.Get(definitionsKey).([]definition)
	return list
}

type footnoteParser struct{ parser.BlockParser }

func (p footnoteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, segment := reader.PeekLine()
	n, state := p.BlockParser.Open(parent, reader, pc)
	if note, ok := n.(*extast.Footnote); ok {
		pc.Set(definitionsKey, append(definitions(pc), definition{note, segment.Start}))
	}
	return n, state
}

// footnotes reports definitions that nothing refers to.
func (in *inspection) footnotes(defined []definition) {
	for _, d := range defined {
		if d.note.Index < 0 {
			in.report(d.pos, diag.UnusedFootnote, string(d.note.Ref))
		} else {
			in.anchors[footnoteAnchor("fn", d.note.Index, 0)] = true
		}
	}
}

// leftover reports what was meant as a link or a footnote but is not one, and would
// otherwise be published as bare brackets.
func (in *inspection) leftover(t *ast.Text) {
	if t.Parent().Kind() == ast.KindCodeSpan {
		return
	}
	value := t.Segment.Value(in.source)
	if i := bytes.Index(value, []byte("](")); i == 0 || i > 0 && value[i-1] != '\\' {
		in.report(t.Segment.Start+i, diag.BrokenLinkSyntax)
	}
	if len(value) >= 3 && len(bytes.Trim(value, ":")) == 0 && t.PreviousSibling() == nil && isParagraph(t.Parent()) {
		in.report(t.Segment.Start, diag.StrayBoxEnd)
	}
	// The bracket that opens a footnote is a text of its own, before this one.
	start := t.Segment.Start
	if start == 0 || in.source[start-1] != '[' || !bytes.HasPrefix(value, []byte("^")) || t.Parent().Kind() == ast.KindLink {
		return
	}
	ref, _, closed := bytes.Cut(in.source[start+1:], []byte("]"))
	if closed && len(ref) > 0 && !bytes.ContainsAny(ref, " \t\n") {
		in.report(start-1, diag.UndefinedFootnote, string(ref))
	}
}

func isParagraph(n ast.Node) bool {
	return n.Kind() == ast.KindParagraph || n.Kind() == ast.KindTextBlock
}

// footnoteAnchor is the id that goldmark's renderer gives: fn:1, fnref:1, fnref1:1 …
func footnoteAnchor(prefix string, index, ref int) string {
	if ref > 0 {
		prefix += strconv.Itoa(ref)
	}
	return prefix + ":" + strconv.Itoa(index)
}
