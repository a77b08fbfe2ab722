package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// Prose converts the text of a plan's field as Convert does, and reports all that a field
// cannot hold: it holds paragraphs, lists, marked text, links and line breaks. Columns
// count from where the lines of source start.
func (c *Converter) Prose(source []byte, firstLine int) (*Document, []diag.Problem) {
	in := c.newInspection(source, firstLine)
	in.prose = true
	root, notes := c.parse(in)
	in.inspect(root)
	for _, d := range definitions(notes) {
		in.report(d.pos, diag.ProseBlock, "[^")
	}
	return c.document(in, root), in.problems
}

// foreign reports a node that no field can hold, by the sign that makes it, and whether it
// is one.
func (in *inspection) foreign(n ast.Node) bool {
	sign := ""
	at := n.Pos()
	switch n := n.(type) {
	case *ast.Heading:
		sign = "#"
	case *extast.Table:
		sign, at = "|", in.tableStart(n)
	case *ast.Image:
		sign = "!["
	case *box:
		sign = ":::"
	case *place:
		sign = "[["
	case *taskBox:
		sign = "[ ]"
	case *ast.Blockquote:
		sign = ">"
	case *ast.ThematicBreak:
		sign = "---"
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		sign = "```"
	case *extast.FootnoteLink:
		sign = "[^"
	case *extast.DefinitionDescription:
		if n.PreviousSibling().Kind() == extast.KindDefinitionTerm {
			sign = ":"
		}
	}
	if sign != "" {
		in.report(at, diag.ProseBlock, sign)
	}
	return sign != ""
}

// tableStart returns where the header of a table starts: the table's own position is that
// of the paragraph which the table may end.
func (in *inspection) tableStart(n *extast.Table) int {
	at := n.FirstChild().FirstChild().Pos()
	for at > 0 && in.source[at-1] == '|' {
		at--
	}
	return at
}
