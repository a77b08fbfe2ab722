package figure

import (
	"math"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// A chart is the drawing of a cost–benefit figure in the making.
type chart struct {
	*sketch
	years *plan.Benefit
	hours bool // whether time is counted
	out   *benefitDrawing

	unit  float64 // kronor in a unit of the axis
	scale scale
	left  float64 // of the first year
	band  float64 // width of a year
}

// units are what amounts are counted in, and how much the greatest of them must be less than.
var units = []struct {
	word      string
	size, max float64 // in kronor
}{
	{"unit-1", 1, 1e4}, {"unit-thousand", 1e3, 1e7}, {"unit-million", 1e6, 1e10}, {"unit-billion", 1e9, math.Inf(1)},
}

const (
	plotHeight = 260
	valueRoom  = lineHeight // for the values of bars, outside the axis's ends
	evenHeight = lineHeight + 6
)

func (c *chart) draw() {
	c.axis(c.measure())
	c.bars()
	c.line()
	bottom := c.scale.start + valueRoom
	c.yearNames(bottom)
	var entries []keyText
	if c.hours {
		entries = append(entries, keyText{"gain", "", c.say("key-benefits")}, keyText{"hours", "", c.say("key-hours")})
	} else {
		entries = append(entries, keyText{"gain", "", c.say("key-gain")})
	}
	last := len(c.years.Years) - 1
	total := c.say("key-line", "value", c.short(c.years.Years[last].Accumulated), "year", c.yearName(c.years, last))
	entries = append(entries, keyText{"cost", "", c.say("key-costs")}, keyText{"line", "", total})
	var end float64
	c.out.Keys, end = c.keys(bottom+lineHeight+16, entries...)
	c.sketch.out.Drawing, c.sketch.out.Height = c.out, int(end+2)
}

// measure chooses the unit, and returns the least and the greatest amount in it.
func (c *chart) measure() (low, high float64) {
	for _, y := range c.years.Years {
		for _, d := range []plan.Decimal{y.Gain(), -y.Costs, y.Accumulated} {
			low, high = min(low, kronor(d)), max(high, kronor(d))
		}
	}
	unit := units[0]
	for _, u := range units {
		if unit = u; max(high, -low) < u.max {
			break
		}
	}
	c.unit = unit.size
	c.out.Unit = mark{0, baseline, c.say(unit.word)}
	return low / c.unit, high / c.unit
}

// axis places the axis, with its round values, and the years along it.
func (c *chart) axis(low, high float64) {
	values := rounds(low, high, 6)
	top := lineHeight + 6.0
	if c.years.Month > 0 {
		top += evenHeight + 6
	}
	c.scale = scale{low: values[0], high: values[len(values)-1], start: top + valueRoom + plotHeight, size: -plotHeight}
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = c.format.Number(plan.Decimal(math.Round(v * 1000)))
		c.left = max(c.left, width(names[i], smallSize)+8)
	}
	var grid, zero pen
	for i, v := range values {
		y := c.scale.at(v)
		c.out.Ticks = append(c.out.Ticks, mark{length(c.left - 8), length(y + middle), names[i]})
		if v != 0 {
			grid.line(c.left, y, figureWidth, y)
		}
	}
	zero.line(c.left, c.scale.at(0), figureWidth, c.scale.at(0))
	c.out.Grid, c.out.Zero = grid.String(), zero.String()
	c.band = (figureWidth - c.left) / float64(len(c.years.Years))
}

func kronor(d plan.Decimal) float64 { return float64(d) / 1000 }

// short writes an amount in the axis's unit: whole, or with a decimal where that says much.
func (c *chart) short(d plan.Decimal) string {
	value := kronor(d) / c.unit
	if math.Abs(value) >= 100 || c.unit == 1 || c.unit == 1e3 {
		return c.format.Number(plan.Decimal(math.Round(value) * 1000))
	}
	return c.format.Number(plan.Decimal(math.Round(value*10) * 100))
}

// stacked reports whether the worth of time can stand on the benefit in money.
func (c *chart) stacked(y plan.Year) bool { return c.hours && y.Benefits >= 0 && y.HoursWorth >= 0 }

// bars draws what each year gives, and beside it what it costs.
func (c *chart) bars() {
	wide := min(40, c.band*.4)
	var values []mark
	widest := 0.0
	label := func(end plan.Decimal, x float64, text string, below bool) {
		y := c.at(end) - 6
		if below {
			y = c.at(end) + lineHeight - 4
		}
		widest = max(widest, width(text, smallSize))
		values = append(values, mark{length(x), length(y), text})
	}
	crowded := false
	for i, y := range c.years.Years {
		middle := c.left + (float64(i)+.5)*c.band
		if c.stacked(y) {
			c.bar("gain", middle-wide-1, wide, 0, y.Benefits)
			c.bar("hours", middle-wide-1, wide, y.Benefits, y.Gain())
		} else {
			c.bar("gain", middle-wide-1, wide, 0, y.Gain())
		}
		c.bar("cost", middle+1, wide, 0, -y.Costs)
		label(y.Gain(), middle-wide/2-1, c.short(y.Gain()), y.Gain() < 0)
		label(-y.Costs, middle+wide/2+1, c.short(y.Costs), y.Costs >= 0)
		crowded = crowded || y.Gain() < 0 || y.Costs < 0
	}
	room := c.band - 4
	if crowded {
		room = c.band/2 - 4
	}
	if widest <= room {
		c.out.Values = values
	}
}

func (c *chart) at(d plan.Decimal) float64 { return c.scale.at(kronor(d) / c.unit) }

func (c *chart) bar(class string, x, wide float64, from, to plan.Decimal) {
	top, bottom := c.at(max(from, to)), c.at(min(from, to))
	if top == bottom {
		return
	}
	b := bar{Class: class, Box: boxOf(x, top, wide, bottom-top)}
	if class == "cost" {
		b.Hatch = hatch(x, top, wide, bottom-top)
	}
	c.out.Bars = append(c.out.Bars, b)
}

// line draws the accumulated net from the beginning of the first year, when it is zero, with
// a point at the end of each, and marks where it passes zero for good.
func (c *chart) line() {
	var p pen
	p.add('M', c.left, c.scale.at(0))
	var before plan.Decimal
	for i, y := range c.years.Years {
		x := c.left + float64(i+1)*c.band
		if i == len(c.years.Years)-1 {
			x -= 5 // room for the point
		}
		p.add('L', x, c.at(y.Accumulated))
		c.out.Points = append(c.out.Points, point{length(x), length(c.at(y.Accumulated))})
		if i == c.years.BreakEven && c.years.Month > 0 {
			start := c.left + float64(i)*c.band
			c.mark(start + (x-start)*float64(-before)/float64(y.Accumulated-before))
		}
		before = y.Accumulated
	}
	c.out.Line = p.String()
}

// mark marks break-even.
func (c *chart) mark(x float64) {
	text := c.even(c.years)
	wide := width(text, smallSize*boldness) + 16
	left := min(max(0, x-wide/2), figureWidth-wide)
	const top = lineHeight + 6
	var stem pen
	c.out.Even = &breakEven{
		Stem: stem.line(x, top+evenHeight, x, c.scale.at(0)).String(), Point: point{length(x), length(c.scale.at(0))},
		Label: boxOf(left, top, wide, evenHeight), Text: mark{length(left + wide/2), length(top + evenHeight/2 + middle), text},
	}
}

// yearNames writes the years below the chart; only some where there are many.
func (c *chart) yearNames(top float64) {
	widest := 0.0
	for i := range c.years.Years {
		widest = max(widest, width(sentence(c.yearName(c.years, i)), smallSize))
	}
	every := int(math.Ceil((widest + 6) / c.band))
	for i := range c.years.Years {
		x := c.left + (float64(i)+.5)*c.band
		if i%every == 0 && x+widest/2 <= figureWidth {
			c.out.Years = append(c.out.Years, mark{length(x), length(top + baseline), sentence(c.yearName(c.years, i))})
		}
	}
}
