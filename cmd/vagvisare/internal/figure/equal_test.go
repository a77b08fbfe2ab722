package figure

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// A figure and its table say the same: the table says what the drawing's struct says, and the
// published drawing has the texts of the struct and no others.

// TestDrawingHasTexts holds that the layout of each type writes all texts of its drawing.
func TestDrawingHasTexts(t *testing.T) {
	for name, s := range all() {
		f := s.draw(t)
		want := textsOf(reflect.ValueOf(f.Drawing))
		got := look(t, publishFigure(t, f)).pieces
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: texts of the drawing (-), of its SVG (+):\n%s", name, diff)
		}
	}
}

// textsOf returns all that a drawing says: the exported strings that are neither paths nor classes.
func textsOf(v reflect.Value) []string {
	var list []string
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return textsOf(v.Elem())
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			list = append(list, textsOf(v.Index(i))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			if field.Name == "Text" || field.Name == "Days" {
				if s := v.Field(i); s.Kind() == reflect.String && s.String() != "" {
					list = append(list, s.String())
					continue
				}
			}
			if field.IsExported() || field.Anonymous {
				list = append(list, textsOf(v.Field(i))...)
			}
		}
	}
	return list
}

// TestDrawingHasShapes holds that the layout of each type draws all shapes of its drawing.
func TestDrawingHasShapes(t *testing.T) {
	for name, s := range all() {
		f := s.draw(t)
		page := publishFigure(t, f)
		shapes := shapesOf(reflect.ValueOf(f.Drawing))
		for _, shape := range shapes {
			if !strings.Contains(page, shape) {
				t.Errorf("%s: lacks %s", name, shape)
			}
		}
		if len(shapes) == 0 {
			t.Errorf("%s: has no shapes", name)
		}
	}
}

// shapesOf returns how the boxes, points and paths of a drawing are written. The legend's are
// left out, since each type of figure shows others of them.
func shapesOf(v reflect.Value) []string {
	var list []string
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return shapesOf(v.Elem())
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			list = append(list, shapesOf(v.Index(i))...)
		}
	case reflect.String:
		if s := v.String(); len(s) > 1 && s[0] == 'M' && (s[1] == '-' || s[1] >= '0' && s[1] <= '9') {
			return []string{` d="` + s + `"`}
		}
	case reflect.Struct:
		at := func(name string) length { return length(v.FieldByName(name).Float()) }
		switch v.Type() {
		case reflect.TypeFor[key]():
			return nil
		case reflect.TypeFor[box]():
			if at("Width") > 0 {
				return []string{fmt.Sprintf(`x="%v" y="%v" width="%v" height="%v"`, at("X"), at("Y"), at("Width"), at("Height"))}
			}
			return nil
		case reflect.TypeFor[point]():
			return []string{fmt.Sprintf(`cx="%v" cy="%v"`, at("X"), at("Y"))}
		}
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() || field.Anonymous {
				list = append(list, shapesOf(v.Field(i))...)
			}
		}
	}
	return list
}

// TestTablePublished holds that the published table is the figure's, cell by cell, and that a
// cell says which column it belongs to.
func TestTablePublished(t *testing.T) {
	for name, s := range all() {
		f := s.draw(t)
		page := publishFigure(t, f)
		start, end := strings.Index(page, "<table>"), strings.Index(page, "</table>")
		want := [][]string{f.Table.Head}
		rows := f.Table.Rows
		if f.Table.Foot != nil {
			rows = append(slices.Clone(rows), f.Table.Foot)
		}
		for _, row := range rows {
			var cells []string
			for i, c := range row {
				if c.Header {
					cells = append(cells, c.Text)
				} else {
					cells = append(cells, f.Table.Head[i]+": "+c.Text)
				}
			}
			want = append(want, cells)
		}
		if diff := cmp.Diff(want, rowsOf(t, page[start:end+len("</table>")])); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// rowsOf returns what stands in the rows of a table, with the label of each cell before it.
func rowsOf(t *testing.T, table string) [][]string {
	t.Helper()
	var rows [][]string
	d := xml.NewDecoder(strings.NewReader(table))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "tr":
				rows = append(rows, nil)
			case "th":
				rows[len(rows)-1] = append(rows[len(rows)-1], "")
			case "td":
				label := slices.IndexFunc(token.Attr, func(a xml.Attr) bool { return a.Name.Local == "data-label" })
				rows[len(rows)-1] = append(rows[len(rows)-1], token.Attr[label].Value+": ")
			}
		case xml.CharData:
			if n := len(rows); n > 0 && len(rows[n-1]) > 0 {
				rows[n-1][len(rows[n-1])-1] += strings.Trim(string(token), " \n\t")
			}
		}
	}
}

// TestTableSaysTheSame holds that drawing and table say the same of everything.
func TestTableSaysTheSame(t *testing.T) {
	for name, s := range all() {
		t.Run(name, func(t *testing.T) {
			f := s.draw(t)
			var drawn, told []string
			switch d := f.Drawing.(type) {
			case *riskDrawing:
				drawn, told = d.facts(), riskFacts(f.Table)
			case *stakeholderDrawing:
				drawn, told = d.facts(), stakeholderFacts(f.Table)
			case *benefitDrawing:
				drawn, told = d.facts(), benefitFacts(d, f.Table)
			case *raciDrawing:
				drawn, told = d.facts(), raciFacts(f.Table)
			case *timelineDrawing:
				drawn, told = d.facts(), timelineFacts(f.Table)
			case *processDrawing:
				drawn, told = d.facts(), processFacts(f.Table)
			case *classificationDrawing:
				drawn, told = d.facts(), classificationFacts(f.Table)
			default:
				t.Fatalf("%T is not looked at", d)
			}
			if diff := cmp.Diff(told, drawn); diff != "" || len(told) == 0 {
				t.Errorf("the table (-), the drawing (+):\n%s", diff)
			}
		})
	}
}

// join returns the lines of a text as one, without what wrapping changes.
func join(lines []mark) string {
	var b strings.Builder
	for _, m := range lines {
		b.WriteString(letter(m.Text))
	}
	return b.String()
}

// byNumber sorts facts that begin with a number.
func byNumber(facts []string) []string {
	number := func(s string) int {
		head, _, _ := strings.Cut(s, " ")
		n, _ := strconv.Atoi(head)
		return n
	}
	slices.SortFunc(facts, func(a, b string) int { return number(a) - number(b) })
	return facts
}

// in reports whether the middle of a dot lies in a cell.
func (d dot) in(x, y, width, height float64) bool {
	middleX, middleY := float64(d.Box.X+d.Box.Width/2), float64(d.Box.Y+d.Box.Height/2)
	return middleX > x && middleX < x+width && middleY > y && middleY < y+height
}

// nearest returns the mark that is nearest to a place, by a measure of how far away it is.
func nearest(list []mark, away func(mark) length) mark {
	best := list[0]
	for _, m := range list {
		if math.Abs(float64(away(m))) < math.Abs(float64(away(best))) {
			best = m
		}
	}
	return best
}

func (d *riskDrawing) facts() []string {
	var list []string
	for _, dot := range d.Dots {
		for _, c := range d.Cells {
			if dot.in(float64(c.Box.X), float64(c.Box.Y), float64(c.Box.Width), float64(c.Box.Height)) {
				column := nearest(d.Columns, func(m mark) length { return m.X - c.Box.X - c.Box.Width/2 })
				row := nearest(d.Rows, func(m mark) length { return m.Y - c.Box.Y - c.Box.Height/2 })
				list = append(list, fmt.Sprintf("%s has %s and %s, worth %s: %s, %s", dot.Number.Text, column.Text, row.Text, c.Value.Text, c.Class, c.Letter.Text))
			}
		}
	}
	return byNumber(list)
}

func riskFacts(g Grid) []string {
	var list []string
	for _, row := range g.Rows {
		number, _, _ := strings.Cut(row[0].Text, ".")
		list = append(list, fmt.Sprintf("%s has %s and %s, worth %s: %s, %.1s", number,
			inBrackets(row[1].Text), inBrackets(row[2].Text), row[3].Text, row[4].Class, row[4].Text))
	}
	return list
}

func (d *stakeholderDrawing) facts() []string {
	var list []string
	for _, dot := range d.Dots {
		for row := 1; row <= 5; row++ {
			for column := 1; column <= 5; column++ {
				if dot.in(d.cell(column, row)) {
					list = append(list, fmt.Sprintf("%s has %d and %d%s", dot.Number.Text, row, column, d.advice(dot)))
				}
			}
		}
	}
	return byNumber(list)
}

// advice returns what the quarter says in which a dot is.
func (d *stakeholderDrawing) advice(at dot) string {
	x, y := at.Box.X+at.Box.Width/2, at.Box.Y+at.Box.Height/2
	center, middle := d.Frame.X+d.Frame.Width/2, length(halfway(d.y))
	if math.Abs(float64(x-center)) < 3 || middle > length(d.y[2]) && middle < length(d.y[3]) && y > length(d.y[2]) && y < length(d.y[3]) {
		return ""
	}
	hints := d.Hints
	if x > center {
		hints = d.EndHints
	}
	var lines []mark
	for _, hint := range hints {
		if (hint.Y < middle) == (y < middle) {
			lines = append(lines, hint)
		}
	}
	return ": " + join(lines)
}

func stakeholderFacts(g Grid) []string {
	var list []string
	for _, row := range g.Rows {
		number, _, _ := strings.Cut(row[0].Text, ".")
		fact := fmt.Sprintf("%s has %s and %s", number, inBrackets(row[1].Text), inBrackets(row[2].Text))
		if row[3].Text != "" {
			fact += ": " + letter(row[3].Text)
		}
		list = append(list, fact)
	}
	return list
}

// inBrackets returns the number of a level, which stands in brackets after its name.
func inBrackets(s string) string {
	if _, number, named := strings.Cut(s, "("); named {
		s = strings.TrimSuffix(number, ")")
	}
	return s
}

func (d *benefitDrawing) facts() []string {
	var list []string
	for _, m := range d.Years {
		list = append(list, m.Text)
	}
	for _, m := range d.Values {
		list = append(list, m.Text)
	}
	return append(list, join(d.Keys[len(d.Keys)-1].Lines))
}

// benefitFacts returns what a chart says: the years, what bars are worth, what it adds up to.
// A chart with many years names only some, and leaves out what bars are worth.
func benefitFacts(d *benefitDrawing, g Grid) []string {
	var list []string
	every := 1
	if len(d.Years) > 1 && d.Years[1].Text != g.Rows[1][0].Text {
		every = slices.IndexFunc(g.Rows, func(row []Cell) bool { return row[0].Text == d.Years[1].Text })
	}
	for i := 0; i < len(g.Rows) && len(list) < len(d.Years); i += every {
		list = append(list, g.Rows[i][0].Text)
	}
	gain := 2
	if len(g.Head) > 5 {
		gain = 5
	}
	if d.Values != nil {
		for _, row := range g.Rows {
			list = append(list, inUnit(d, row[gain].Text), inUnit(d, row[1].Text))
		}
	}
	last := g.Rows[len(g.Rows)-1]
	return append(list, letter("Samlat netto: "+inUnit(d, last[len(last)-1].Text)+" efter "+strings.ToLower(last[0].Text)))
}

// inUnit writes an amount of the table as the chart does.
func inUnit(d *benefitDrawing, amount string) string {
	value, _ := strconv.ParseFloat(strings.NewReplacer("\u00a0", "", "\u2212", "-", ",", ".").Replace(amount), 64)
	switch d.Unit.Text {
	case "Tusen kronor":
		value /= 1e3
	case "Miljoner kronor":
		value /= 1e6
	case "Miljarder kronor":
		value /= 1e9
	}
	if strings.HasPrefix(d.Unit.Text, "Mil") && math.Abs(value) < 100 {
		return swedish.Number(plan.Decimal(math.Round(value*10) * 100))
	}
	return swedish.Number(plan.Decimal(math.Round(value) * 1000))
}

func (d *raciDrawing) facts() []string {
	roles := make([]string, len(d.Roles))
	for _, role := range d.Roles {
		n, _ := strconv.Atoi(role.Number.Text)
		roles[n-1] = join(role.Name)
	}
	list := []string{strings.Join(roles, "|")}
	for _, a := range d.Activities {
		fact := join(a.Name)
		for _, tile := range a.Tiles {
			fact += "|" + tile.Letter.Text
		}
		list = append(list, fact)
	}
	return list
}

func raciFacts(g Grid) []string {
	list := []string{letter(strings.Join(g.Head[1:], "|"))}
	for _, row := range g.Rows {
		fact := letter(row[0].Text)
		for _, cell := range row[1:] {
			fact += "|" + cell.Text
		}
		list = append(list, fact)
	}
	return list
}

func (d *timelineDrawing) facts() []string {
	var list []string
	for _, b := range d.Bars {
		fact := ""
		for _, line := range b.Lines {
			fact += letter(line.Text)
			if line.Days != "" {
				fact += ": " + line.Days
			}
		}
		list = append(list, fact)
	}
	return list
}

func timelineFacts(g Grid) []string {
	var list []string
	for _, row := range g.Rows {
		start, end := strings.Split(row[1].Text, "\u00a0"), strings.Split(row[2].Text, "\u00a0")
		days := row[2].Text
		if row[1].Text != row[2].Text {
			for len(start) > 0 && start[len(start)-1] == end[len(start)-1] && len(start) > 1 {
				start = start[:len(start)-1]
			}
			days = strings.Join(start, "\u00a0") + "\u2013" + days
		}
		list = append(list, letter(row[0].Text)+": "+days)
	}
	return list
}

func (d *processDrawing) facts() []string {
	var list []string
	for _, s := range d.Steps {
		head := d.Heads[0]
		if s.Box.X > processWidth {
			head = d.Heads[1]
		}
		fact := join(head) + ": " + join(s.Name) + "|" + join(s.Who) + "|"
		if (s.Sign != nil) != (s.Class == "changed") {
			fact += "?"
		}
		if s.Sign != nil {
			fact += s.Sign.Text
		}
		list = append(list, fact)
	}
	return list
}

func processFacts(g Grid) []string {
	var list []string
	for _, row := range g.Rows {
		row = append(slices.Clone(row), Cell{}, Cell{}) // columns that may be missing
		list = append(list, letter(row[1].Text)+": "+letter(row[0].Text)+"|"+letter(row[2].Text)+"|"+row[3].Text)
	}
	return list
}

func (d *classificationDrawing) facts() []string {
	var list []string
	for _, set := range append(d.Sets, d.Highest) {
		fact := join(set.Name)
		for i, segment := range set.Segments {
			filled := 0
			for _, step := range segment.Steps {
				if step.Filled {
					filled++
				}
			}
			letters, level, _ := strings.Cut(segment.Text.Text, "\u00a0")
			named := strings.HasPrefix(join(d.Aspects[i].Lines), letters) || letters == strconv.Itoa(i+1)
			if !named || d.Aspects[i].Letter.Text != letters {
				fact += "?"
			}
			if n, err := strconv.Atoi(level); err == nil && n != filled {
				fact += "?"
			}
			fact += "|" + strings.TrimSuffix(level, "\u2013")
			if segment.Class == "highest" && set.Name[0].Text != "Högsta nivå" {
				fact += "!"
			}
		}
		list = append(list, fact)
	}
	return list
}

func classificationFacts(g Grid) []string {
	var list []string
	for _, row := range append(g.Rows, g.Foot) {
		fact := letter(row[0].Text)
		for _, cell := range row[1:] {
			fact += "|" + inBrackets(cell.Text)
			if cell.Class == "highest" {
				fact += "!"
			}
		}
		list = append(list, fact)
	}
	return list
}
