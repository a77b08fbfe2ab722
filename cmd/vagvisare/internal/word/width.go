package word

import (
	"strings"
	"unicode"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// A measure is how wide a column must be, and would best be.
type measure struct{ least, best int }

// A column of text is no narrower than the first of these, and asks for no more than the second.
const (
	leastText = 22 * cm / 10
	bestText  = 75 * cm / 10
)

// edgeWidth is what the edges of a cell take, and a little more.
const edgeWidth = 216

// tableFont is the size of text in tables.
const tableFont = 190

// textLength returns how long a text is in a table: the letters of Arial are of about four widths,
// in thousandths of the font's size.
func textLength(text string, bold bool) int {
	length := 0
	for _, r := range text {
		switch {
		case strings.ContainsRune("ijlftr.,:;!|'()[] \u00a0-", r):
			length += 310
		case strings.ContainsRune("mwMW@%\u2013", r):
			length += 880
		case unicode.IsUpper(r):
			length += 700
		default:
			length += 560
		}
	}
	if bold {
		length += length / 14
	}
	return length * tableFont / 1000
}

// add makes room for a text: its longest word must fit on a line.
func (m *measure) add(text string, bold bool) {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '/' || r == '\n' }) {
		m.least = max(m.least, min(textLength(word, bold)+edgeWidth, bestText))
	}
	m.best = max(m.best, m.least, min(textLength(text, bold)+edgeWidth, bestText))
}

// addWhole makes room for a text on one line.
func (m *measure) addWhole(text string) { m.add(strings.ReplaceAll(text, " ", "\u00a0"), false) }

// measures returns the measures of a field's table.
func (w *writer) measures(f *plan.Field, v *plan.Value) []measure {
	measures := make([]measure, len(f.Columns))
	upright := uprightHead(f)
	for i, label := range columnLabels(f, &w.doc.Texts) {
		m, c := &measures[i], f.Columns[i]
		if !upright || i == 0 {
			m.add(label, true)
		}
		for _, option := range w.doc.Format.Options(c) {
			m.add(option.Title, false)
		}
		if c.Type == plan.Choices {
			m.least += cellIndent
			m.best += cellIndent
		}
		for r := range rowsOf(v) {
			if cell := v.Rows[r].Cells[i]; cell != nil {
				m.add(w.doc.Format.Value(cell), false)
			}
		}
		w.addKind(m, c, upright && i > 0)
		if c.Sum && v != nil {
			m.add(w.doc.Format.Amount(c, v.Sum(c.ID)), true)
		}
	}
	return measures
}

// addKind makes room for what may come to stand in a column.
func (w *writer) addKind(m *measure, c *plan.Field, upright bool) {
	switch c.Type {
	case plan.Text, plan.Link:
		m.least, m.best = max(m.least, leastText), max(m.best, bestText)
	case plan.Date:
		m.add("2000-00-00", false)
	case plan.Period:
		m.addWhole("2000-00-00 " + cellTo)
	case plan.Money:
		m.add(w.doc.Format.Money(1_000_000_000), false)
	}
	m.addWhole(w.doc.Texts.Cells.of(c.Type))
	if upright {
		m.least, m.best = uprightWidth, uprightWidth
	}
}

func rowsOf(v *plan.Value) int {
	if v == nil {
		return 0
	}
	return len(v.Rows)
}

// manyColumns is how many columns a raci table has before its roles are written upwards.
const (
	manyColumns   = 6
	uprightHeight = 38 * cm / 10
	uprightWidth  = 118 * cm / 100 // for two lines
)

func uprightHead(f *plan.Field) bool { return f.Type == plan.Raci && len(f.Columns) > manyColumns }

// isWide reports whether columns need a lying page.
func isWide(measures []measure) bool {
	least := 0
	for _, m := range measures {
		least += m.least
	}
	return least > textWidth
}

// fit shares a width among columns: what each must have, and the rest by what they would like.
func fit(measures []measure, total int) []int {
	least, wish := 0, 0
	for _, m := range measures {
		least += m.least
		wish += m.best - m.least + 1
	}
	widths := make([]int, len(measures))
	used := 0
	for i, m := range measures {
		if least > total {
			widths[i] = max(1, total*m.least/least)
		} else {
			widths[i] = m.least + (total-least)*(m.best-m.least+1)/wish
		}
		used += widths[i]
	}
	if len(widths) > 0 {
		widths[len(widths)-1] += max(0, total-used)
	}
	return widths
}
