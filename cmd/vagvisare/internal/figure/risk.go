package figure

import (
	"strconv"
	"strings"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// A riskDrawing is a risk matrix. Its cells are coloured by class; a line parts the classes.
type riskDrawing struct {
	*matrix
	Cells []riskCell
	Edge  string // path between cells of different classes
	Keys  []key  // the classes, with their limits
}

// A riskCell is the cell of a likelihood and a consequence.
type riskCell struct {
	Class  string
	Box    box
	Letter mark // of the class; X is the start
	Value  mark // X is the end
}

// riskClasses are the classes of risks, from low to high.
var riskClasses = []plan.Class{plan.Low, plan.Middle, plan.High}

func (s *sketch) risks() {
	m := s.plan.Risks(s.figure)
	if len(m.Risks) == 0 {
		return
	}
	name := s.column("rows", "name")
	heads := [2]string{s.head(m.Likelihood, "likelihood"), s.head(m.Consequence, "consequence")}
	s.out.Table.Head = []string{s.head(name, "name"), heads[0], heads[1], s.say("value"), s.say("class")}
	form := matrixForm{columns: m.Likelihood, rows: m.Consequence, titles: heads}
	for _, r := range m.Risks {
		form.places = append(form.places, place{r.Number, r.Likelihood, r.Consequence})
		s.out.Table.Rows = append(s.out.Table.Rows, []Cell{
			headerCell(numbered(r.Number, r.Name)), s.level(m.Likelihood, r.Likelihood), s.level(m.Consequence, r.Consequence),
			numberCell(strconv.Itoa(r.Value)), {Text: s.say(r.Class.String()), Class: r.Class.String()},
		})
	}
	s.out.Description = s.countRisks(m)
	s.drawRisks(m, form)
}

// countRisks says how many risks there are of each class, the gravest first.
func (s *sketch) countRisks(m *plan.RiskMatrix) string {
	all := s.count("risks", len(m.Risks))
	var parts []string
	for _, class := range []plan.Class{plan.High, plan.Middle, plan.Low} {
		switch n := m.Count(class); n {
		case 0:
		case len(m.Risks):
			if n > 1 {
				return sentence(s.say("all", "risks", all, "class", s.say(class.String()+"-many")))
			}
			parts = append(parts, strings.ToLower(s.say(class.String())))
		default:
			parts = append(parts, s.count(class.String()+"-count", n))
		}
	}
	return sentence(s.say("sum", "risks", all, "classes", s.list(parts)))
}

func (s *sketch) drawRisks(m *plan.RiskMatrix, form matrixForm) {
	low, high := m.Likelihood.LevelRange()
	_, highest := m.Consequence.LevelRange()
	letter := 0.0
	for _, class := range riskClasses {
		letter = max(letter, width(s.say(class.String()+"-letter"), smallSize))
	}
	form.foot = lineHeight
	room := max(minCell, (figureWidth-24)/float64(high-low+1))
	raised := 0.0 // how far the letter stands above the value, where there is no room beside it
	if letter+width(strconv.Itoa(high*highest), smallSize)+14 > room {
		raised = lineHeight - 2
	}
	form.foot += raised
	d := &riskDrawing{matrix: s.matrix(form)}
	for row := highest; row >= d.low[1]; row-- {
		for column := low; column <= high; column++ {
			x, y, w, h := d.cell(column, row)
			class := m.ClassOf(column * row).String()
			d.Cells = append(d.Cells, riskCell{
				Class: class, Box: boxOf(x, y, w, h),
				Letter: mark{length(x + 5), length(y + h - 6 - raised), s.say(class + "-letter")},
				Value:  mark{length(x + w - 5), length(y + h - 6), strconv.Itoa(column * row)},
			})
		}
	}
	d.Edge = riskEdge(m, d.matrix)
	var bottom float64
	d.Keys, bottom = s.keys(d.bottom+12, s.limits(m)...)
	s.out.Drawing, s.out.Height = d, int(bottom+2)
}

// riskEdge returns the lines between cells of different classes.
func riskEdge(m *plan.RiskMatrix, grid *matrix) string {
	var p pen
	columns, rows := len(grid.x)-1, len(grid.y)-1
	for row := grid.low[1]; row < grid.low[1]+rows; row++ {
		for column := grid.low[0]; column < grid.low[0]+columns; column++ {
			x, y, w, h := grid.cell(column, row)
			class := m.ClassOf(column * row)
			if column+1 < grid.low[0]+columns && m.ClassOf((column+1)*row) != class {
				p.line(x+w, y, x+w, y+h)
			}
			if row+1 < grid.low[1]+rows && m.ClassOf(column*(row+1)) != class {
				p.line(x, y, x+w, y)
			}
		}
	}
	return p.String()
}

// limits returns the legend: which values each class has. A class that no value can have is
// left out.
func (s *sketch) limits(m *plan.RiskMatrix) []keyText {
	lowColumn, highColumn := m.Likelihood.LevelRange()
	lowRow, highRow := m.Consequence.LevelRange()
	lowest, highest := lowColumn*lowRow, highColumn*highRow
	from := []int{lowest, max(lowest, m.Limits[0]), max(lowest, m.Limits[1])}
	to := []int{min(highest, m.Limits[0]-1), min(highest, m.Limits[1]-1), highest}
	var list []keyText
	for i, class := range riskClasses {
		if from[i] <= to[i] {
			word := class.String()
			list = append(list, keyText{word, s.say(word + "-letter"), s.say(word+"-limits", "values", span(from[i], to[i]))})
		}
	}
	return list
}
