package plan

import (
	"math"
	"math/big"
	"slices"
	"time"
)

// What a figure shows is worked out from the values alone, and is the same for the picture,
// for the table beside it and for the Word file. Rows that lack what a figure needs are left
// out of it.

// rows calls f for each row of the table that a key of the figure names.
func (p *Plan) rows(fig *Figure, key string, f func(v *Value, row int)) {
	if v := p.Values[fig.name(key)]; v != nil {
		for i := range v.Rows {
			f(v, i)
		}
	}
}

// label returns what a cell says in few words: its text, or "" where it is empty.
func label(cell *Value) string {
	if cell == nil {
		return ""
	}
	return cell.Text
}

// A Class is how grave a risk is.
type Class uint8

// The classes of risks, by the limits of their figure.
const (
	Low Class = iota
	Middle
	High
)

// String returns the class's name in layouts: "low", "middle" or "high".
func (c Class) String() string { return [...]string{"low", "middle", "high"}[c] }

// RiskMatrix is what a risk-matrix figure shows.
type RiskMatrix struct {
	Risks       []Risk
	Likelihood  *Field // columns, for their levels
	Consequence *Field
	Limits      [2]int // the first values of the middle and of the high class
}

// A Risk is a row of a risk matrix.
type Risk struct {
	Number                  int // from 1, in the order of the rows
	Name                    string
	Likelihood, Consequence int
	Value                   int // likelihood × consequence
	Class                   Class
}

// ClassOf returns the class of a risk's value.
func (m *RiskMatrix) ClassOf(value int) Class {
	switch {
	case value >= m.Limits[1]:
		return High
	case value >= m.Limits[0]:
		return Middle
	}
	return Low
}

// Count returns how many risks are of a class.
func (m *RiskMatrix) Count(c Class) int {
	n := 0
	for _, r := range m.Risks {
		if r.Class == c {
			n++
		}
	}
	return n
}

// Risks works out a risk matrix.
func (p *Plan) Risks(f *Figure) *RiskMatrix {
	table := p.Template.Field(f.name("rows"))
	m := &RiskMatrix{
		Likelihood: table.Column(f.name("likelihood")), Consequence: table.Column(f.name("consequence")),
		Limits: [2]int{f.Limits[0], f.Limits[1]},
	}
	p.rows(f, "rows", func(v *Value, i int) {
		likelihood, consequence := v.Cell(i, f.name("likelihood")), v.Cell(i, f.name("consequence"))
		if likelihood == nil || consequence == nil {
			return
		}
		value := likelihood.Level * consequence.Level
		m.Risks = append(m.Risks, Risk{
			Number: i + 1, Name: label(v.Cell(i, f.name("name"))),
			Likelihood: likelihood.Level, Consequence: consequence.Level, Value: value, Class: m.ClassOf(value),
		})
	})
	return m
}

// StakeholderMap is what a stakeholder-map figure shows.
type StakeholderMap struct {
	Groups    []Stakeholder
	Influence *Field // columns, for their levels
	Attitude  *Field
}

// A Stakeholder is a group that a change concerns.
type Stakeholder struct {
	Number              int // from 1, in the order of the rows
	Name                string
	Influence, Attitude int
}

// Stakeholders works out a stakeholder map.
func (p *Plan) Stakeholders(f *Figure) *StakeholderMap {
	table := p.Template.Field(f.name("rows"))
	m := &StakeholderMap{Influence: table.Column(f.name("influence")), Attitude: table.Column(f.name("attitude"))}
	p.rows(f, "rows", func(v *Value, i int) {
		influence, attitude := v.Cell(i, f.name("influence")), v.Cell(i, f.name("attitude"))
		if influence != nil && attitude != nil {
			m.Groups = append(m.Groups, Stakeholder{
				Number: i + 1, Name: label(v.Cell(i, f.name("name"))), Influence: influence.Level, Attitude: attitude.Level,
			})
		}
	})
	return m
}

// A Timeline is what a timeline figure shows.
type Timeline struct {
	Bars       []Bar
	Start, End time.Time // of the first and the last day of all bars
}

// A Bar is something that takes time.
type Bar struct {
	Name       string
	Start, End time.Time // both included
}

// Days returns how many days a bar takes.
func (b Bar) Days() int { return int((b.End.Unix()-b.Start.Unix())/(24*60*60)) + 1 }

// Timeline works out a timeline.
func (p *Plan) Timeline(f *Figure) *Timeline {
	t := &Timeline{}
	p.rows(f, "rows", func(v *Value, i int) {
		period := v.Cell(i, f.name("period"))
		if period == nil || period.End.Before(period.Start) {
			return
		}
		first := len(t.Bars) == 0
		if first || period.Start.Before(t.Start) {
			t.Start = period.Start
		}
		if first || period.End.After(t.End) {
			t.End = period.End
		}
		t.Bars = append(t.Bars, Bar{Name: label(v.Cell(i, f.name("name"))), Start: period.Start, End: period.End})
	})
	return t
}

// A Process is what a process figure shows.
type Process struct {
	Before, After []Step
}

// A Step is a step of a process.
type Step struct {
	Name    string
	Who     *Value // nil where it is not told
	Changed bool
}

// Process works out a process, before and after.
func (p *Plan) Process(f *Figure) *Process {
	steps := func(key string) []Step {
		var steps []Step
		p.rows(f, key, func(v *Value, i int) {
			changed := v.Cell(i, f.name("changed"))
			steps = append(steps, Step{
				Name: label(v.Cell(i, f.name("name"))), Who: v.Cell(i, f.name("who")), Changed: changed != nil && changed.Yes,
			})
		})
		return steps
	}
	return &Process{Before: steps("before"), After: steps("after")}
}

// A Classification is what a classification figure shows.
type Classification struct {
	Aspects []*Field // level columns: confidentiality, integrity, availability
	Sets    []InformationSet
	Highest []int // of all sets, for each aspect; the lowest level where no set tells
	Overall int   // the highest of all
}

// An InformationSet is information that needs the same protection.
type InformationSet struct {
	Name    string
	Levels  []*Value // for each aspect, nil where it is not told
	Highest int      // the lowest level of all where none is told
}

// Classification works out the protection that information needs: the highest level decides.
func (p *Plan) Classification(f *Figure) *Classification {
	table := p.Template.Field(f.name("rows"))
	c := &Classification{}
	for _, ref := range f.Of["levels"] {
		aspect := table.Column(ref.Value)
		low, _ := aspect.LevelRange()
		c.Aspects, c.Highest = append(c.Aspects, aspect), append(c.Highest, low)
	}
	lowest := slices.Min(c.Highest)
	p.rows(f, "rows", func(v *Value, i int) {
		set := InformationSet{Name: label(v.Cell(i, f.name("name"))), Highest: lowest}
		for k, aspect := range c.Aspects {
			cell := v.Cell(i, aspect.ID)
			set.Levels = append(set.Levels, cell)
			if cell != nil {
				set.Highest = max(set.Highest, cell.Level)
				c.Highest[k] = max(c.Highest[k], cell.Level)
			}
		}
		c.Sets = append(c.Sets, set)
	})
	c.Overall = slices.Max(c.Highest)
	return c
}

// A Benefit is what a cost–benefit figure shows.
type Benefit struct {
	Years []Year
	Rate  Decimal // of interest, in per cent
	// NetPresentValue is the sum of each year's net, divided by (1 + rate) once for each year,
	// the first included: what the years are worth when they begin. In whole kronor.
	NetPresentValue int64
	// BreakEven is the index in Years of the first year at whose end, and at that of every year
	// after it, no money is outstanding; -1 where there is none.
	BreakEven int
	// Month is the month of that year, 1–12, in which the accumulated net passes zero if the
	// year's net comes evenly; 0 where nothing was outstanding before.
	Month int
}

// A Year is a year of a cost–benefit figure. Amounts are in kronor.
type Year struct {
	Year        int
	Costs       Decimal
	Benefits    Decimal // in money alone
	Hours       Decimal // freed
	HoursWorth  Decimal // at the hourly rate
	Net         Decimal // benefits and the worth of hours, less costs
	Accumulated Decimal // net of this year and of those before
}

// Gain returns all benefit of the year: in money, and the worth of hours.
func (y Year) Gain() Decimal { return y.Benefits + y.HoursWorth }

// Benefit works out cost and benefit over the years.
func (p *Plan) Benefit(f *Figure) *Benefit {
	b := &Benefit{BreakEven: -1}
	sums := func(key string) []Decimal {
		var sums []Decimal
		for _, ref := range f.Of[key] {
			for i, column := range p.Template.years(key, ref.Value) {
				if i == len(sums) {
					sums = append(sums, 0)
				}
				if v := p.Values[ref.Value]; v != nil {
					sums[i] += v.Sum(column.ID)
				}
			}
		}
		return sums
	}
	costs, benefits, hours := sums("costs"), sums("benefits"), sums("hours")
	at := func(list []Decimal, i int) Decimal {
		if i < len(list) {
			return list[i]
		}
		return 0
	}
	b.Rate = p.number(f.name("rate"))
	hourly, first := p.number(f.name("hourly-rate")), int(p.number(f.name("first-year")).Whole())
	var accumulated Decimal
	for i := range costs {
		y := Year{Year: first + i, Costs: costs[i], Benefits: at(benefits, i), Hours: at(hours, i)}
		y.HoursWorth = times(y.Hours, hourly)
		y.Net = y.Gain() - y.Costs
		accumulated += y.Net
		y.Accumulated = accumulated
		b.Years = append(b.Years, y)
	}
	b.NetPresentValue = presentValue(b.Years, b.Rate)
	b.breakEven()
	return b
}

func (p *Plan) number(id string) Decimal {
	if v := p.Values[id]; v != nil {
		return v.Number
	}
	return 0
}

// times multiplies two numbers, rounded to the nearest thousandth.
func times(a, b Decimal) Decimal {
	product := new(big.Int).Mul(big.NewInt(int64(a)), big.NewInt(int64(b)))
	return Decimal(round(new(big.Rat).SetFrac(product, big.NewInt(1000))))
}

// presentValue discounts in rationals: exact, and so the same on every machine.
func presentValue(years []Year, rate Decimal) int64 {
	factor := new(big.Rat).SetFrac64(100_000+int64(rate), 100_000)
	if factor.Sign() <= 0 {
		return 0
	}
	discount, sum := big.NewRat(1, 1), new(big.Rat)
	for _, y := range years {
		discount.Mul(discount, factor)
		sum.Add(sum, new(big.Rat).Quo(new(big.Rat).SetFrac64(int64(y.Net), 1000), discount))
	}
	return round(sum)
}

// round returns the nearest whole number, halves away from zero.
func round(r *big.Rat) int64 {
	half := big.NewRat(int64(r.Sign()), 2)
	sum := half.Add(half, r)
	whole := new(big.Int).Quo(sum.Num(), sum.Denom())
	if !whole.IsInt64() { // more money than there is
		return int64(r.Sign()) * math.MaxInt64
	}
	return whole.Int64()
}

func (b *Benefit) breakEven() {
	for i, y := range slices.Backward(b.Years) {
		if y.Accumulated < 0 {
			break
		}
		b.BreakEven = i
	}
	if b.BreakEven < 1 {
		return
	}
	before, net := b.Years[b.BreakEven-1].Accumulated, b.Years[b.BreakEven].Net
	if before < 0 && net > 0 {
		// The first month by whose end the year's part of the net covers what is outstanding.
		b.Month = int(min(12, max(1, (-before*12+net-1)/net)))
	}
}
