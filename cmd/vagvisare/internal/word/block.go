package word

import (
	"strconv"

	"vagvisare/cmd/vagvisare/internal/markdown"
)

// Styles of styles.xml.
const (
	styleTitle        = "Title"
	styleSubtitle     = "Subtitle"
	styleOrganisation = "Organisation"
	styleItem         = "ListParagraph"
	styleTask         = "Task"
	styleTaskText     = "TaskText"
	styleQuote        = "Quote"
	styleCode         = "Code"
	styleRule         = "Rule"
	styleBox          = "Box"
	styleBoxTitle     = "BoxTitle"
	styleBoxItem      = "BoxItem"
	styleCaption      = "Caption"
	styleNote         = "Note"
	styleLabel        = "FieldLabel"
	styleHelp         = "FieldHelp"
	styleValue        = "FieldValue"
	styleChoice       = "FieldChoice"
	styleBlank        = "FieldBlank"
	styleEdge         = "FieldEdge"
	styleCell         = "TableText"
	styleCellHead     = "TableHead"
	styleCellHelp     = "TableHelp"
	styleGap          = "Gap"
	styleHeader       = "Header"
	styleFooter       = "Footer"
	styleTable        = "PlanTable"
	styleHead         = "HeadTable"
	styleGrid         = "DataTable"
	styleLink         = "Hyperlink"
	styleCodeText     = "CodeText"
	stylePrompt       = "PlaceholderText"
	styleRequired     = "RequiredMark"
)

// boxIndent is how far the text of a fact box stands from the left.
const boxIndent = 284

// maxHeading is the deepest style of headings.
const maxHeading = 4

// A place is where blocks are written.
type place struct {
	links linker
	style string     // of paragraphs
	depth int        // of lists, from 0
	first *paragraph // what the first paragraph of an item looks like; nil once it is written
	text  *Text      // that it belongs to
}

func (w *writer) blocks(list []markdown.Block, at place) {
	for i := range list {
		w.block(&list[i], &at)
	}
}

func (w *writer) block(b *markdown.Block, at *place) {
	if at.first != nil && b.Kind != markdown.ParagraphBlock {
		w.next(at, func() {}) // an item that begins with something else still has its sign
	}
	switch b.Kind {
	case markdown.HeadingBlock:
		style := "Heading" + strconv.Itoa(min(max(b.Level-1, 1), maxHeading))
		w.paragraph(paragraph{style: style}, func() {
			w.mark(headingName(b.Name), func() { w.inlines(b.Inlines, at.links) })
		})
	case markdown.ParagraphBlock:
		w.next(at, func() { w.inlines(b.Inlines, at.links) })
	case markdown.ListBlock:
		w.listBlock(b, *at)
	case markdown.TableBlock:
		w.table(b, *at)
	case markdown.BoxBlock:
		w.box(b, *at)
	case markdown.QuoteBlock:
		inner := *at
		inner.style = styleQuote
		w.blocks(b.Blocks, inner)
	case markdown.CodeBlock:
		w.paragraph(paragraph{style: styleCode}, func() { w.inlines(b.Inlines, at.links) })
	case markdown.RuleBlock:
		w.paragraph(paragraph{style: styleRule}, func() {})
	case markdown.PlaceBlock:
		if at.text.Place != nil {
			for _, part := range at.text.Place(b.Name) {
				w.part(part)
			}
		}
	}
}

// item returns what a paragraph of a list looks like. In a box its sign stands where the box's
// text does: the bar at the left of a paragraph is drawn where that begins.
func (at *place) item(level int) paragraph {
	switch at.style {
	case styleBox:
		return paragraph{style: styleBoxItem, indent: boxIndent + itemHang + itemIndent*level, hang: itemHang}
	case styleTaskText:
		return paragraph{style: styleTaskText}
	}
	return paragraph{style: styleItem} // where it stands, its numbering says
}

// next writes the next paragraph of a place.
func (w *writer) next(at *place, content func()) {
	p := paragraph{style: at.style}
	if at.depth > 0 {
		if p = at.item(at.depth - 1); p.indent == 0 {
			p.indent = itemIndent * at.depth
		}
		p.hang = 0
	}
	if at.first != nil {
		p, at.first = *at.first, nil
	}
	w.paragraph(p, content)
}

func (w *writer) listBlock(b *markdown.Block, at place) {
	level := min(at.depth, maxLevel)
	number := 0
	for i := range b.Blocks {
		item := &b.Blocks[i]
		inner := at
		inner.depth = level + 1
		if item.Task >= 0 {
			w.task(item, inner)
			continue
		}
		if number == 0 {
			number = w.list(b, level)
		}
		first := at.item(level)
		first.list, first.level = number, level
		inner.first = &first
		w.blocks(item.Blocks, inner)
		if len(item.Blocks) == 0 {
			w.next(&inner, func() {})
		}
	}
}

// task writes an item with a box to tick in front of its text.
func (w *writer) task(item *markdown.Block, at place) {
	text, rest := item.Blocks[0].Inlines, item.Blocks[1:]
	p := paragraph{style: styleTask, indent: itemIndent * at.depth, hang: itemIndent, keep: len(rest) > 0}
	w.paragraph(p, func() {
		w.checkBox(bookmarkOf("t_", item.Name), plainText(text), item.Checked)
		w.run("\t", format{})
		w.inlines(text, at.links)
	})
	at.style = styleTaskText
	w.blocks(rest, at)
}

// box writes a fact box: paragraphs with a bar at their left, the first of which names it.
func (w *writer) box(b *markdown.Block, at place) {
	title := w.doc.Texts.Boxes[b.Name]
	if b.Title != "" {
		title += ": " + b.Title
	}
	w.line(paragraph{style: styleBoxTitle, keep: true, indent: boxIndent}, title)
	at.style = styleBox
	w.blocks(b.Blocks, at)
	w.line(paragraph{style: styleGap}, "")
}
