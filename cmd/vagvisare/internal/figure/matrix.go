package figure

import (
	"strconv"
	"strings"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// A matrix is a field of levels by levels with numbered dots in it: what a risk matrix and a
// stakeholder map have in common. The highest level of the vertical axis is on top.
type matrix struct {
	Titles  []mark // of the axes; X is the start
	Columns []mark // levels along the bottom; X is the middle
	Rows    []mark // levels along the side; X is the middle
	Dots    []dot

	x, y   []float64 // edges of columns from the left, of rows from the top
	low    [2]int    // lowest level of columns and rows
	bottom float64   // where the matrix ends, titles included
}

// A dot is a number in a disc, or in a pill if it is long.
type dot struct {
	Box    box
	Radius length
	Number mark // X is the middle
}

// A place is where a dot stands: a level of each axis.
type place struct{ number, column, row int }

// A matrixForm says what a matrix is to be made of.
type matrixForm struct {
	columns, rows *plan.Field
	titles        [2]string // of columns and rows
	places        []place
	foot          float64 // room left free in the bottom of each cell
	head, tail    float64 // room left free above the first row's dots, and below those of the last
}

const (
	dotSize = 26
	dotGap  = 3
	minCell = 38 // as wide as a column must be
)

// matrix places a matrix from the top of the drawing. Rows are as high as the dots in them need.
func (s *sketch) matrix(form matrixForm) *matrix {
	m := &matrix{}
	var high [2]int
	m.low[0], high[0] = form.columns.LevelRange()
	m.low[1], high[1] = form.rows.LevelRange()
	titles := s.small(figureWidth).wrap(s.axis("axis-up", form.titles[1], form.rows))
	m.Titles = marks(titles, 0, 0)

	columns := high[0] - m.low[0] + 1
	left := max(24, width(strconv.Itoa(high[1]), smallSize)+10)
	wide := max(minCell, (figureWidth-left)/float64(columns))
	for i := range columns + 1 {
		m.x = append(m.x, left+float64(i)*wide)
	}
	s.out.Width = max(s.out.Width, int(m.x[columns]+.5))
	m.fill(form, high[1], float64(len(titles))*lineHeight+6)

	for i := range columns {
		m.Columns = append(m.Columns, mark{length(m.x[i] + wide/2), length(m.bottom + 4 + baseline), strconv.Itoa(m.low[0] + i)})
	}
	m.bottom += 4 + lineHeight
	titles = s.small(figureWidth - left).wrap(s.axis("axis-right", form.titles[0], form.columns))
	m.Titles = append(m.Titles, marks(titles, left, m.bottom)...)
	m.bottom += float64(len(titles)) * lineHeight
	return m
}

// fill places the rows and their dots.
func (m *matrix) fill(form matrixForm, high int, top float64) {
	cells, longest := map[[2]int][]place{}, 0
	for _, p := range form.places {
		at := [2]int{p.column, p.row}
		cells[at] = append(cells[at], p)
		longest = max(longest, p.number)
	}
	wide := m.x[1] - m.x[0]
	size := max(dotSize, width(strconv.Itoa(longest), smallSize*boldness)+7)
	perLine := max(1, int((wide-4+dotGap)/(size+dotGap)))
	for row := high; row >= m.low[1]; row-- {
		m.y = append(m.y, top)
		lines := 1 // of dots, in the fullest cell
		for column := m.low[0]; column < m.low[0]+len(m.x)-1; column++ {
			lines = max(lines, (len(cells[[2]int{column, row}])+perLine-1)/perLine)
		}
		head, foot := 0.0, form.foot
		if row == high {
			head = form.head
		}
		if row == m.low[1] {
			foot += form.tail
		}
		dots := float64(lines)*(dotSize+dotGap) - dotGap
		tall := max(56, head+foot+dots+12)
		for column := m.low[0]; column < m.low[0]+len(m.x)-1; column++ {
			x := m.x[column-m.low[0]]
			m.dots(cells[[2]int{column, row}], perLine, size, boxOf(x, top+head, wide, tall-head-foot))
		}
		m.Rows = append(m.Rows, mark{length(m.x[0] / 2), length(top + tall/2 + middle), strconv.Itoa(row)})
		top += tall
	}
	m.y = append(m.y, top)
	m.bottom = top
}

// dots places the dots of a cell in lines, each in the middle of the cell's free room.
func (m *matrix) dots(places []place, perLine int, size float64, room box) {
	lines := (len(places) + perLine - 1) / perLine
	y := float64(room.Y) + (float64(room.Height)-float64(lines)*(dotSize+dotGap)+dotGap)/2
	for len(places) > 0 {
		line := places[:min(perLine, len(places))]
		places = places[len(line):]
		x := float64(room.X) + (float64(room.Width)-float64(len(line))*(size+dotGap)+dotGap)/2
		for _, p := range line {
			m.Dots = append(m.Dots, dot{
				Box: boxOf(x, y, size, dotSize), Radius: dotSize / 2,
				Number: mark{length(x + size/2), length(y + dotSize/2 + middle), strconv.Itoa(p.number)},
			})
			x += size + dotGap
		}
		y += dotSize + dotGap
	}
}

// cell returns where the cell of two levels is.
func (m *matrix) cell(column, row int) (x, y, width, height float64) {
	i, j := column-m.low[0], len(m.y)-2-(row-m.low[1])
	return m.x[i], m.y[j], m.x[i+1] - m.x[i], m.y[j+1] - m.y[j]
}

// axis writes the title of an axis, with the names of its ends where levels have names.
func (s *sketch) axis(word, title string, levels *plan.Field) string {
	low, high := levels.LevelRange()
	if levels.LevelName(low) == "" {
		return s.common(word, "label", title)
	}
	end := func(n int) string { // stays on a line
		return strings.ReplaceAll(strconv.Itoa(n)+" "+levels.LevelName(n), " ", "\u00a0")
	}
	return s.common(word+"-named", "label", title, "low", end(low), "high", end(high))
}

// level makes the cell of a table for a level. Its number stays with its name.
func (s *sketch) level(levels *plan.Field, n int) Cell {
	return Cell{Text: strings.ReplaceAll(s.format.Level(levels, n), " (", "\u00a0("), Number: len(levels.Levels) == 0}
}
