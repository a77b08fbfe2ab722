package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// Blocks returns a text as a tree. The text is as for Convert, whose ids and numbers of
// tasks it has. A text that is nested too deeply gives nothing, as there.
//
// What the tree cannot hold becomes something near to it: an image its alternative text, a
// footnote its text in brackets at the end of the block that refers to it, a definition
// list bold terms with paragraphs below, HTML its source (code, where it is a block of its
// own). Comments, titles of links, lengths of films, links without text, and empty
// paragraphs are left out.
func (c *Converter) Blocks(source []byte) []Block {
	in := c.newInspection(source, 1)
	root, _ := c.parse(in)
	in.inspect(root)
	b := &blockReader{in: in, source: in.source, notes: map[int]ast.Node{}}
	if list := root.LastChild(); list != nil && list.Kind() == extast.KindFootnoteList {
		for n := list.FirstChild(); n != nil; n = n.NextSibling() {
			b.notes[n.(*extast.Footnote).Index] = n
		}
	}
	return b.children(root)
}

// A blockReader makes blocks of a syntax tree that has been inspected.
type blockReader struct {
	in     *inspection
	source []byte
	notes  map[int]ast.Node // footnotes by their number
}

func (b *blockReader) children(parent ast.Node) []Block {
	var list []Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		list = append(list, b.block(n)...)
	}
	return list
}

// block returns what a node becomes: mostly one block, or none.
func (b *blockReader) block(n ast.Node) []Block {
	switch n := n.(type) {
	case *ast.Heading:
		id, _ := headingID(n)
		return []Block{{Kind: HeadingBlock, Level: n.Level, Name: id, Inlines: b.line(n)}}
	case *ast.Paragraph, *ast.TextBlock:
		return paragraph(b.inlines(n, Inline{}))
	case *ast.List:
		list := Block{Kind: ListBlock, Ordered: n.IsOrdered(), Blocks: b.children(n)}
		if list.Ordered {
			list.Start = n.Start
		}
		return []Block{list}
	case *ast.ListItem:
		return []Block{b.item(n)}
	case *ast.Blockquote:
		return []Block{{Kind: QuoteBlock, Blocks: b.children(n)}}
	case *box:
		return []Block{{Kind: BoxBlock, Name: n.kind, Title: n.title, Blocks: b.children(n)}}
	case *place:
		return []Block{{Kind: PlaceBlock, Name: n.id}}
	case *ast.ThematicBreak:
		return []Block{{Kind: RuleBlock}}
	case *ast.CodeBlock:
		return []Block{code("", n.Lines().Value(b.source))}
	case *ast.FencedCodeBlock:
		language, _, _ := strings.Cut(string(n.Language(b.source)), "\t")
		return []Block{code(language, n.Lines().Value(b.source))}
	case *ast.HTMLBlock:
		if raw := bytes.TrimSpace(withoutComments(blockHTML(n, b.source))); len(raw) > 0 {
			return []Block{code("", raw)}
		}
	case *extast.Table:
		return []Block{b.table(n)}
	case *extast.DefinitionTerm:
		return paragraph(b.inlines(n, Inline{Bold: true}))
	case *extast.DefinitionList, *extast.DefinitionDescription:
		return b.children(n)
	}
	return nil
}

func paragraph(inlines []Inline) []Block {
	if inlines == nil {
		return nil
	}
	return []Block{{Kind: ParagraphBlock, Inlines: inlines}}
}

func (b *blockReader) item(n ast.Node) Block {
	item := Block{Kind: ItemBlock, Task: -1, Blocks: b.children(n)}
	box := boxOf(n)
	if box == nil {
		return item
	}
	t := &b.in.doc.Tasks[box.index]
	item.Task, item.Name, item.Checked, item.Demand, item.Phase = box.index, t.ID, t.Checked, t.Level, t.Phase.Value
	for _, role := range t.Roles {
		item.Roles = append(item.Roles, role.Value)
	}
	if b.inlines(n.FirstChild(), Inline{}) == nil {
		item.Blocks = append([]Block{{Kind: ParagraphBlock}}, item.Blocks...)
	}
	return item
}

func (b *blockReader) table(n *extast.Table) Block {
	table := Block{Kind: TableBlock}
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		row := Block{Kind: RowBlock, Header: r.Kind() == extast.KindTableHeader}
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			cell := Block{Kind: CellBlock, Inlines: b.line(c)}
			// A cell that the row leaves out has no alignment of its own.
			if align := n.Alignments[len(row.Blocks)]; align != extast.AlignNone {
				cell.Align = align.String()
			}
			row.Blocks = append(row.Blocks, cell)
		}
		table.Blocks = append(table.Blocks, row)
	}
	return table
}

// code settles what does not show, and what differs with where the code stands: blank
// lines at the end, space on blank lines, and tabs that lines begin with.
func code(language string, text []byte) Block {
	lines := strings.Split(string(text), "\n")
	for i, line := range lines {
		rest := strings.TrimLeft(line, " \t")
		lines[i] = strings.ReplaceAll(line[:len(line)-len(rest)], "\t", "    ") + rest
		if util.IsBlank([]byte(rest)) {
			lines[i] = ""
		}
	}
	block := Block{Kind: CodeBlock, Name: language}
	if joined := strings.TrimRight(strings.Join(lines, "\n"), "\n"); joined != "" {
		block.Inlines = []Inline{{Text: joined}}
	}
	return block
}
