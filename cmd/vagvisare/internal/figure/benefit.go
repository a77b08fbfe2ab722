package figure

import (
	"strconv"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// A benefitDrawing is cost and benefit year by year: bars for each year, and a line for what
// they add up to.
type benefitDrawing struct {
	Unit   mark   // what the values are in; X is the start
	Grid   string // path at the round values
	Ticks  []mark // those values; X is the end
	Zero   string // path at zero
	Bars   []bar
	Values []mark // of bars; X is the middle
	Line   string // path of the accumulated net
	Points []point
	Years  []mark // X is the middle
	Even   *breakEven
	Keys   []key
}

// A bar is the amount of a year. Its Class is what kind it is: "gain", "hours" or "cost".
type bar struct {
	Class string
	Box   box
	Hatch string // path that fills it; only of costs
}

// A breakEven marks where the money is back.
type breakEven struct {
	Stem  string // path from the label to the line
	Point point
	Label box
	Text  mark // X is the middle
}

func (s *sketch) benefit() {
	b := s.plan.Benefit(s.figure)
	if !s.hasAmounts() || len(b.Years) == 0 {
		return
	}
	hours := len(s.figure.Of["hours"]) > 0
	s.benefitTable(b, hours)
	s.out.Description = s.payback(b)
	if s.plan.Values[s.figureRef("rate")] != nil {
		s.out.Description += " " + s.say("present", "amount", s.format.Kronor(b.NetPresentValue), "rate", s.format.Number(b.Rate))
	}
	c := &chart{sketch: s, years: b, hours: hours, out: &benefitDrawing{}}
	c.draw()
}

// hasAmounts reports whether any table that the figure is made of has a row.
func (s *sketch) hasAmounts() bool {
	for _, key := range []string{"costs", "benefits", "hours"} {
		for _, ref := range s.figure.Of[key] {
			if v := s.plan.Values[ref.Value]; v != nil && len(v.Rows) > 0 {
				return true
			}
		}
	}
	return false
}

func (s *sketch) figureRef(key string) string {
	if refs := s.figure.Of[key]; len(refs) > 0 {
		return refs[0].Value
	}
	return ""
}

// yearName writes a year: "2027", or "år 1" where it is not told which is the first.
func (s *sketch) yearName(b *plan.Benefit, i int) string {
	if s.plan.Values[s.figureRef("first-year")] == nil {
		return s.say("year-number", "n", strconv.Itoa(i+1))
	}
	return strconv.Itoa(b.Years[i].Year)
}

// payback says when the money is back.
func (s *sketch) payback(b *plan.Benefit) string {
	first, last := s.yearName(b, 0), s.yearName(b, len(b.Years)-1)
	switch {
	case b.BreakEven < 0 && len(b.Years) == 1:
		return s.say("never-one", "first", first)
	case b.BreakEven < 0:
		return s.say("never", "first", first, "last", last)
	case b.Month == 0:
		return s.say("at-once", "first", first)
	}
	return s.say("back", "month", s.longMonth(b), "year", s.yearName(b, b.BreakEven))
}

func (s *sketch) longMonth(b *plan.Benefit) string {
	name, err := s.words.Item(b.Month-1, "months")
	if err != nil && s.err == nil {
		s.err = err
	}
	return name
}

func (s *sketch) benefitTable(b *plan.Benefit, hours bool) {
	t := &s.out.Table
	row := func(name string, y plan.Year, accumulated string) []Cell {
		cells := []Cell{headerCell(name), s.amount(y.Costs), s.amount(y.Benefits)}
		if hours {
			cells = append(cells, s.amount(y.Hours), s.amount(y.HoursWorth), s.amount(y.Gain()))
		}
		return append(cells, s.amount(y.Net), numberCell(accumulated))
	}
	word := func(key string) string {
		return s.say(key, "currency", s.format.Currency, "hours", s.format.Hours)
	}
	t.Head = []string{word("year"), word("costs"), word("benefits")}
	if hours {
		t.Head = append(t.Head, word("hours"), word("worth"), word("gain"))
	}
	t.Head = append(t.Head, word("net"), word("accumulated"))
	var sum plan.Year
	for i, y := range b.Years {
		t.Rows = append(t.Rows, row(sentence(s.yearName(b, i)), y, s.format.Number(y.Accumulated)))
		sum.Costs += y.Costs
		sum.Benefits += y.Benefits
		sum.Hours += y.Hours
		sum.HoursWorth += y.HoursWorth
		sum.Net += y.Net
	}
	t.Foot = row(s.say("sum"), sum, "")
}

// amount makes the cell of a table for a number; its unit stands in the head.
func (s *sketch) amount(d plan.Decimal) Cell { return numberCell(s.format.Number(d)) }

// even writes the month of break-even with its year.
func (s *sketch) even(b *plan.Benefit) string {
	return s.say("even", "month", s.longMonth(b), "year", s.yearName(b, b.BreakEven))
}
