package word

import (
	"slices"
	"strconv"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
)

// maxRows is how many rows of a table are read.
const maxRows = 10_000

// A grid is a table as it stands in a document.
type grid struct {
	rows []gridRow
	all  span
}

type gridRow struct {
	cells []gridCell
	all   span
}

// A gridCell is a cell: where it stands, from which column it begins, and how many it takes.
type gridCell struct {
	span
	column, width int
	continued     bool // it is one with the cell above
}

// grid reads the rows of the table that begins at an event; those of tables within are theirs.
func (f *flow) grid(start int) grid {
	g := grid{all: f.twins(start)}
	for i := start + 1; i < g.all.to; i++ {
		e := &f.events[i]
		if e.kind == tableStart {
			i = e.twin
			continue
		}
		switch e.kind {
		case rowStart:
			g.rows = append(g.rows, gridRow{all: f.twins(i)})
		case cellStart:
			if len(g.rows) > 0 {
				g.rows[len(g.rows)-1].add(f.twins(i), e.node)
			}
			i = f.skipCell(i)
		}
	}
	return g
}

// skipCell returns the last event of a cell, so that a table in it is passed over.
func (f *flow) skipCell(start int) int { return max(start, f.events[start].twin-1) }

func (row *gridRow) add(s span, properties *node) {
	c := gridCell{span: s, width: 1}
	if n, err := strconv.Atoi(properties.child("w:gridSpan").attribute("val")); err == nil && n > 1 && n < maxColumns {
		c.width = n
	}
	if merge := properties.child("w:vMerge"); merge != nil {
		c.continued = merge.attribute("val") != "restart"
	}
	if last := len(row.cells) - 1; last >= 0 {
		c.column = row.cells[last].column + row.cells[last].width
	}
	row.cells = append(row.cells, c)
}

// maxColumns is how many columns a table of Word can have.
const maxColumns = 64

// table reads a field that holds rows.
func (r *planReader) table(name string, f *plan.Field) (plan.Input, bool) {
	start := r.tableOf(name, f)
	if start < 0 {
		return plan.Input{}, false
	}
	g := r.grid(start)
	r.taken = append(r.taken, g.all)
	head := r.headRow(g, name)
	t := &tableReader{planReader: r, field: f, columns: make([]*plan.Field, maxColumns), others: map[int]*other{}}
	if head >= 0 {
		t.readHead(g.rows[head])
	} else {
		copy(t.columns, f.Columns)
	}
	sum := r.sumRow(g, name, f)
	for i, row := range g.rows[head+1:] {
		if i >= maxRows {
			r.plain(r.texts.Lost.Rows, "")
			break
		}
		if head+1+i != sum {
			t.readRow(row, i+1)
		}
	}
	t.reportOthers()
	return t.in, true
}

// tableOf returns where the table of a field begins: the one that its bookmark stands in, or the
// first name of a cell, or, where all are lost, the only one with its head; or -1.
func (r *planReader) tableOf(name string, f *plan.Field) int {
	if s, marked := r.marks[name]; marked && r.events[s.from].table >= 0 {
		return r.events[s.from].table
	}
	first := len(r.events)
	look := func(other string, at int) {
		if isCell(other, name) && r.events[at].table >= 0 {
			first = min(first, at)
		}
	}
	for other, s := range r.marks {
		look(other, s.from)
	}
	for other, starts := range r.controls {
		look(other, starts[0])
	}
	if first < len(r.events) {
		return r.events[first].table
	}
	return r.tableByHead(f)
}

func (r *planReader) tableByHead(f *plan.Field) int {
	found := -1
	labels := columnLabels(f, r.texts)
	taken := covered(len(r.events), r.taken)
	for i := range r.events {
		if r.events[i].kind != tableStart || taken[i] {
			continue
		}
		g := r.grid(i)
		if len(g.rows) == 0 || len(g.rows[0].cells) != len(labels) {
			continue
		}
		same := true
		for k, c := range g.rows[0].cells {
			same = same && r.headText(c.span) == bare(labels[k])
		}
		if same && found >= 0 {
			return -1
		}
		if same {
			found = i
		}
	}
	return found
}

// headText returns the first paragraph of a cell: below it stands help.
func (r *planReader) headText(s span) string {
	for _, p := range r.paragraphs(s) {
		if text := r.line(p); text != "" {
			return text
		}
	}
	return ""
}

// headRow returns the number of the row that names the columns; -1 where there is none.
func (r *planReader) headRow(g grid, name string) int {
	mark, marked := r.marks[name]
	for i, row := range g.rows {
		if marked && row.all.from < mark.from && mark.from < row.all.to {
			return i
		}
	}
	if len(g.rows) > 0 && !r.holdsControls(g.rows[0].all) {
		return 0
	}
	return -1
}

func (r *planReader) holdsControls(s span) bool {
	return slices.ContainsFunc(r.events[s.from:s.to], func(e event) bool { return e.kind == controlStart })
}

// sumRow returns the number of the row with the sums, or -1. Where its bookmark is lost, it is the
// last one, if that says so and nothing can be written in it.
func (r *planReader) sumRow(g grid, name string, f *plan.Field) int {
	mark, marked := r.marks[sumName(name)]
	for i, row := range g.rows {
		if marked && row.all.from < mark.from && mark.from < row.all.to {
			return i
		}
	}
	last := len(g.rows) - 1
	if last < 0 || marked || !hasSum(f) || r.holdsControls(g.rows[last].all) {
		return -1
	}
	total := bare(r.texts.Total)
	if total != "" && slices.ContainsFunc(g.rows[last].cells, func(c gridCell) bool { return r.line(c.span) == total }) {
		return last
	}
	return -1
}

// A tableReader reads the rows of one table.
type tableReader struct {
	*planReader
	field   *plan.Field
	columns []*plan.Field // what stands in each column of the table; nil for what is none of the field
	others  map[int]*other
	above   []plan.Pair // of the row before
	in      plan.Input
}

// An other is a column that the field does not have.
type other struct {
	label string
	texts []string
}

// readHead finds what stands in each column: by the heads that are labels, then by their order.
func (t *tableReader) readHead(row gridRow) {
	labels := columnLabels(t.field, t.texts)
	placed := make([]bool, len(labels))
	var rest []gridCell
	for _, c := range row.cells {
		text := t.headText(c.span)
		i := slices.IndexFunc(labels, func(label string) bool { return bare(label) == text })
		if i < 0 || placed[i] || c.column >= maxColumns {
			rest = append(rest, c)
			continue
		}
		placed[i] = true
		t.columns[c.column] = t.field.Columns[i]
	}
	for _, c := range rest {
		order := slices.IndexFunc(row.cells, func(o gridCell) bool { return o.span == c.span })
		switch {
		case c.column >= maxColumns:
		case order < len(placed) && !placed[order] && len(row.cells) == len(labels):
			placed[order] = true
			t.columns[c.column] = t.field.Columns[order]
		default:
			t.others[c.column] = &other{label: t.headText(c.span)}
		}
	}
	for i, found := range placed {
		if !found {
			t.report(diag.WordMissingField, t.field.Label+": "+labels[i])
		}
	}
}

func (t *tableReader) readRow(row gridRow, number int) {
	in := plan.Input{Kind: plan.Mapping}
	label := t.label
	t.label += ", " + t.texts.Row + " " + strconv.Itoa(number)
	for _, c := range row.cells {
		t.readCell(&in, c)
	}
	t.label = label
	t.above = in.Pairs
	if len(in.Pairs) > 0 {
		t.in.Kind = plan.List
		t.in.Items = append(t.in.Items, in)
	}
}

func (t *tableReader) readCell(in *plan.Input, c gridCell) {
	if c.column >= maxColumns {
		return
	}
	column := t.columns[c.column]
	if column == nil {
		t.readOther(c)
		return
	}
	value := t.cell(column, c)
	if c.continued {
		i := slices.IndexFunc(t.above, func(p plan.Pair) bool { return p.Key == column.ID })
		if i >= 0 && value.Empty() {
			value = t.above[i].Value // what is written once for more rows holds for each
		}
	}
	if !value.Empty() {
		in.Pairs = append(in.Pairs, plan.Pair{Key: column.ID, Value: value})
	}
}

// cell reads a cell of a column. A table in it is not taken.
func (t *tableReader) cell(f *plan.Field, c gridCell) plan.Input {
	s := c.span
	for i := s.from; i < s.to; i++ {
		if t.events[i].kind == tableStart {
			t.plain(t.texts.Lost.Table, t.line(t.twins(i)))
			s = span{s.from, i}
		}
	}
	switch f.Type {
	case plan.Choices:
		t.losses(s)
		return t.cellChoices(f, s)
	case plan.Period:
		t.losses(s)
		return t.cellPeriod(s)
	}
	return t.single(slot{field: f, cell: true, raci: t.field.Type == plan.Raci}, s)
}

// cellPeriod reads two days: those of two controls, or as they are written.
func (t *tableReader) cellPeriod(s span) plan.Input {
	var days []span
	for i := s.from; i < s.to; i++ {
		if t.events[i].kind == controlStart && t.events[i].node.child("w:date") != nil {
			days = append(days, t.twins(i))
		}
	}
	prompts := &t.texts.Cells
	if len(days) == 2 && isDash(t.lineBeside(s, days)) {
		var texts [2]string
		for i, prompt := range []string{prompts.Start, prompts.End} {
			if texts[i] = t.emptied(days[i], prompt); texts[i] != "" {
				texts[i] = t.day(days[i], texts[i])
			}
		}
		return plan.PeriodOf(texts[0], texts[1])
	}
	text := t.emptied(s, prompts.Start)
	if isDash(strings.TrimSuffix(strings.TrimPrefix(text, prompts.Start), prompts.End)) {
		return plan.Input{}
	}
	return t.format.Input(&plan.Field{Type: plan.Period}, text)
}

// lineBeside returns the text of a span that stands in none of some others.
func (f *flow) lineBeside(s span, others []span) string {
	skip := covered(len(f.events), others)
	var b strings.Builder
	for i := s.from; i < s.to; i++ {
		if f.events[i].kind == textEvent && !skip[i] {
			b.WriteString(f.events[i].text)
		}
	}
	return oneLine(b.String())
}

func (t *tableReader) readOther(c gridCell) {
	text := t.emptied(c.span, t.texts.Cells.Text)
	if text == "" {
		return
	}
	o := t.others[c.column]
	if o == nil {
		o = &other{label: strconv.Itoa(c.column + 1)}
		t.others[c.column] = o
	}
	o.texts = append(o.texts, text)
}

// reportOthers tells of columns that the field does not have, where something stands in them.
func (t *tableReader) reportOthers() {
	for i := range maxColumns {
		if o := t.others[i]; o != nil && len(o.texts) > 0 {
			t.report(diag.WordUnknownField, t.field.Label+": "+o.label, excerpt(strings.Join(o.texts, " | ")))
		}
	}
}
