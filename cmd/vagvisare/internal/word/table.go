package word

import (
	"slices"
	"strconv"

	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
)

// A tableLook says what a table looks like, and what it is called for those who do not see it.
type tableLook struct {
	style              string
	title, description string
	named              bool // its rows are named by their first cell, and there is no head
}

// startTable opens a table as wide as the columns together (17.4.37).
func (w *writer) startTable(l tableLook, widths []int) {
	total := 0
	for _, width := range widths {
		total += width
	}
	w.start("w:tbl")
	w.start("w:tblPr")
	w.empty("w:tblStyle", "w:val", l.style)
	w.empty("w:tblW", "w:w", strconv.Itoa(total), "w:type", "dxa")
	w.empty("w:tblLayout", "w:type", "fixed")
	bits, row, column := "0420", "1", "0" // 17.4.55
	if l.named {
		bits, row, column = "0480", "0", "1"
	}
	w.empty("w:tblLook", "w:val", bits, "w:firstRow", row, "w:lastRow", "0", "w:firstColumn", column, "w:lastColumn", "0", "w:noHBand", "0", "w:noVBand", "1")
	if l.title != "" {
		w.empty("w:tblCaption", "w:val", l.title)
	}
	if l.description != "" {
		w.empty("w:tblDescription", "w:val", l.description)
	}
	w.end()
	w.start("w:tblGrid")
	for _, width := range widths {
		w.empty("w:gridCol", "w:w", strconv.Itoa(width))
	}
	w.end()
}

// endTable closes a table, and keeps it apart from what follows: Word joins two tables that touch.
func (w *writer) endTable() {
	w.end()
	w.line(paragraph{style: styleGap}, "")
}

// row writes a row that is not split between pages (17.4.79). A head is repeated on each page;
// height is the least one, or 0.
func (w *writer) row(head bool, height int, cells func()) {
	w.start("w:tr")
	w.start("w:trPr")
	w.empty("w:cantSplit")
	if height > 0 {
		w.empty("w:trHeight", "w:val", strconv.Itoa(height), "w:hRule", "atLeast")
	}
	if head {
		w.empty("w:tblHeader")
	}
	w.end()
	cells()
	w.end()
}

// A tableCell is what a cell looks like.
type tableCell struct {
	width   int
	span    int
	fill    string // colour, or ""
	upright bool   // text runs upwards
}

// cell writes a cell of which content writes the paragraphs (17.4.66).
func (w *writer) cell(c tableCell, content func()) {
	w.start("w:tc")
	w.start("w:tcPr")
	w.empty("w:tcW", "w:w", strconv.Itoa(c.width), "w:type", "dxa")
	if c.span > 1 {
		w.empty("w:gridSpan", "w:val", strconv.Itoa(c.span))
	}
	if c.fill != "" {
		w.empty("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", c.fill)
	}
	if c.upright {
		w.empty("w:textDirection", "w:val", "btLr")
		w.empty("w:vAlign", "w:val", "center")
	}
	w.end()
	content()
	w.end()
}

// table writes a table of running text.
func (w *writer) table(b *markdown.Block, at place) {
	columns := len(b.Blocks[0].Blocks)
	measures := make([]measure, columns)
	for i := range b.Blocks {
		for k, cell := range b.Blocks[i].Blocks {
			measures[k].add(plainText(cell.Inlines), i == 0)
		}
	}
	widths := fit(measures, w.width())
	w.startTable(tableLook{style: styleGrid}, widths)
	for i := range b.Blocks {
		cells := b.Blocks[i].Blocks
		w.row(i == 0, 0, func() {
			for k := range columns {
				w.cell(tableCell{width: widths[k]}, func() {
					p := paragraph{style: styleCell, wide: true}
					if i == 0 {
						p.style = styleCellHead
					}
					if cells[k].Align != "left" { // as all is that is not told
						p.align = cells[k].Align
					}
					w.paragraph(p, func() { w.inlines(cells[k].Inlines, at.links) })
				})
			}
		})
	}
	w.endTable()
}

func plainText(list []markdown.Inline) string {
	text := ""
	for _, in := range list {
		text += in.Text
	}
	return text
}

// leastRows is how many rows a table without values has, at least.
const leastRows = 3

// fieldTable writes a field that holds rows. Its head carries the field's bookmark; the rows
// are found by where they stand.
func (w *writer) fieldTable(f *plan.Field, v *plan.Value) {
	name := fieldName(f.ID)
	columns, labels := f.Columns, columnLabels(f, &w.doc.Texts)
	widths := fit(w.measures(f, v), w.width())
	upright := uprightHead(f)
	w.startTable(tableLook{style: styleTable, title: f.Label, description: f.Help}, widths)
	height := 0
	if upright {
		height = uprightHeight
	}
	w.row(true, height, func() {
		for i, c := range columns {
			w.cell(tableCell{width: widths[i], upright: upright && i > 0}, func() {
				p := paragraph{style: styleCellHead, align: alignment(f, c), wide: true, keep: true}
				w.paragraph(p, func() {
					if i == 0 {
						w.mark(name, func() { w.run(labels[i], format{}) })
					} else {
						w.run(labels[i], format{})
					}
				})
				if w.doc.Blank && c.Help != "" {
					w.line(paragraph{style: styleCellHelp, align: p.align, wide: true, keep: true}, c.Help)
				}
			})
		}
	})
	rows := max(f.MinRows, leastRows)
	if v != nil {
		rows = len(v.Rows)
	}
	for r := range rows {
		w.row(false, 0, func() {
			for i, c := range columns {
				s := slot{name: cellName(name, r, i), label: labels[i], field: c, cell: true, raci: f.Type == plan.Raci}
				if v != nil {
					s.value = v.Rows[r].Cells[i]
				}
				w.cell(tableCell{width: widths[i]}, func() {
					w.slot(s, paragraph{style: styleCell, align: alignment(f, c), wide: true})
				})
			}
		})
	}
	if v != nil {
		w.totals(v, widths)
	}
	w.endTable()
}

// alignment returns how a column of a field's table is aligned: numbers stand below each other.
func alignment(f, column *plan.Field) string {
	switch {
	case column.Type.Numeric():
		return "right"
	case f.Type == plan.Raci && column.Type == plan.Choice && uprightHead(f):
		return "center"
	}
	return ""
}

// columnLabels returns what stands in the head of a field's table.
func columnLabels(f *plan.Field, texts *Texts) []string {
	labels := make([]string, len(f.Columns))
	for i, c := range f.Columns {
		labels[i] = c.Label
		if f.Type == plan.Raci && c.ID == plan.ActivityColumn {
			labels[i] = texts.Activity
		}
	}
	return labels
}

func hasSum(f *plan.Field) bool {
	return slices.ContainsFunc(f.Columns, func(c *plan.Field) bool { return c.Sum })
}

// totals writes the sums of the columns that have one. The row has a bookmark, so that it is
// not taken for one of the values.
func (w *writer) totals(v *plan.Value, widths []int) {
	texts := make([]string, len(v.Field.Columns))
	label := slices.IndexFunc(v.Field.Columns, func(c *plan.Field) bool { return !c.Sum })
	if label < 0 || !hasSum(v.Field) {
		return // the row could not say what it is
	}
	texts[label] = w.doc.Texts.Total
	for i, c := range v.Field.Columns {
		if c.Sum {
			texts[i] = w.doc.Format.Amount(c, v.Sum(c.ID))
		}
	}
	w.row(false, 0, func() {
		for i, c := range v.Field.Columns {
			w.cell(tableCell{width: widths[i], fill: fillTotal}, func() {
				w.paragraph(paragraph{style: styleCell, align: alignment(v.Field, c), wide: true}, func() {
					run := func() { w.run(texts[i], format{bold: true}) }
					if i == 0 {
						w.mark(sumName(fieldName(v.Field.ID)), run)
					} else {
						run()
					}
				})
			})
		}
	})
}
