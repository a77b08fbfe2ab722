package word

// Colours of the documents, from assets/css/colours.css. Text on each of the fills below keeps a
// contrast of at least 4.5:1, which a test holds.
const (
	colourInk  = "142224"
	colourMark = "046871"
	fillTotal  = "E9F6F8"
)

// fills are the grounds of cells, by their class.
var fills = map[string]string{
	"low":    "D9F0DF",
	"middle": "FFE9B8",
	"high":   "F8CFCB",
	"mark":   "D2ECEF",
}

// figure writes a figure as a table, with its label above and its description for those who do
// not see it.
func (w *writer) figure(f *Figure) {
	columns := f.columns()
	if columns == 0 {
		return
	}
	if f.Label != "" {
		w.line(paragraph{style: styleCaption, keep: true}, f.Label)
	}
	widths := fit(f.measures(columns), w.width())
	w.startTable(tableLook{style: styleGrid, title: f.Label, description: f.Description}, widths)
	if len(f.Head) > 0 {
		head := make([]Cell, columns)
		for i, text := range f.Head {
			head[i].Text = text
		}
		w.figureRow(head, widths, true, f)
	}
	for _, row := range f.Rows {
		for spanOf(row) < columns { // each row has all columns, as the grid says
			row = append(row[:len(row):len(row)], Cell{})
		}
		w.figureRow(row, widths, false, f)
	}
	w.endTable()
}

func (w *writer) figureRow(row []Cell, widths []int, head bool, f *Figure) {
	upright, height := f.upright(), 0
	if upright && head {
		height = uprightHeight
	}
	w.row(head, height, func() {
		at := 0
		for _, c := range row {
			cell := tableCell{span: max(c.Span, 1), fill: fills[c.Class], upright: upright && head && at > 0}
			for _, width := range widths[at:min(at+cell.span, len(widths))] {
				cell.width += width
			}
			p := paragraph{style: styleCell, wide: true}
			if head {
				p.style = styleCellHead
			}
			switch {
			case upright && at > 0:
				p.align = "center"
			case c.Number || head && f.numeric(at):
				p.align = "right"
			}
			w.cell(cell, func() {
				w.paragraph(p, func() { w.run(c.Text, format{bold: !head && (c.Header || c.Class != "")}) })
			})
			at += cell.span
		}
	})
}

// numeric reports whether a column holds numbers, so that its head stands above them.
func (f *Figure) numeric(column int) bool {
	for _, row := range f.Rows {
		if column < len(row) && row[column].Number {
			return true
		}
	}
	return false
}

// upright reports whether the heads of a figure run upwards: where there are many, and nothing below
// but a letter or two.
func (f *Figure) upright() bool {
	for _, row := range f.Rows {
		for i, c := range row {
			if i > 0 && len([]rune(c.Text)) > 2 {
				return false
			}
		}
	}
	return len(f.Head) > manyColumns
}

func (f *Figure) measures(columns int) []measure {
	measures := make([]measure, columns)
	for i, text := range f.Head {
		if i > 0 && f.upright() {
			measures[i] = measure{uprightWidth, uprightWidth}
		} else {
			measures[i].add(text, true)
		}
	}
	for _, row := range f.Rows {
		at := 0
		for _, c := range row {
			if span := max(c.Span, 1); span == 1 {
				measures[at].add(c.Text, c.Header || c.Class != "")
			}
			at += max(c.Span, 1)
		}
	}
	return measures
}

func (f *Figure) columns() int {
	columns := len(f.Head)
	for _, row := range f.Rows {
		columns = max(columns, spanOf(row))
	}
	return columns
}

// spanOf returns how many columns a row takes.
func spanOf(row []Cell) int {
	n := 0
	for _, c := range row {
		n += max(c.Span, 1)
	}
	return n
}
