package figure

import (
	"strconv"
	"time"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// A timelineDrawing is bars over a calendar, each with its name and its days above.
type timelineDrawing struct {
	Periods []mark // the calendar's upper line: years, or months; X is the start
	Ticks   []mark // its lower line: months, or days; X is the start
	Grid    string // path at the ticks
	Strong  string // path where a period begins
	Axis    string // path below the calendar
	Bars    []timeBar
}

// A timeBar is an activity. What takes a day only is a diamond.
type timeBar struct {
	Lines   []timeLine
	Bar     box
	Diamond string // path, in place of the bar
}

// A timeLine is a line above a bar: a part of its name, its days, or the one and then the other.
type timeLine struct {
	mark
	Days string
}

const (
	timeBarHeight = 16
	diamondSize   = 9 // from the middle to a corner
)

func (s *sketch) timeline() {
	t := s.plan.Timeline(s.figure)
	if len(t.Bars) == 0 {
		return
	}
	s.out.Table.Head = []string{s.head(s.column("rows", "name"), "name"), s.say("start"), s.say("end"), s.say("days")}
	for _, b := range t.Bars {
		s.out.Table.Rows = append(s.out.Table.Rows, []Cell{
			headerCell(b.Name), textCell(s.day(b.Start)), textCell(s.day(b.End)), numberCell(s.format.Number(plan.Decimal(1000*days(b.Start, b.End) + 1000))),
		})
	}
	word := "sum"
	if t.Start.Equal(t.End) {
		word = "sum-day"
	}
	s.out.Description = sentence(s.say(word, "activities", s.count("activities", len(t.Bars)), "start", s.longDay(t.Start), "end", s.longDay(t.End)))
	s.drawTimeline(t)
}

func (s *sketch) drawTimeline(t *plan.Timeline) {
	c := newCalendar(t.Start, t.End)
	d := &timelineDrawing{}
	top := lineHeight + 6.0
	if c.periods() != nil {
		top += lineHeight
	}
	y := top + 10
	for _, b := range t.Bars {
		bar := timeBar{}
		names, days := s.bold(figureWidth).wrap(b.Name), s.days(b)
		for _, m := range marks(names, 0, y) {
			bar.Lines = append(bar.Lines, timeLine{mark: m})
		}
		if width(names[len(names)-1], textSize*boldness)+8+width(days, smallSize) > figureWidth {
			names = append(names, "")
			bar.Lines = append(bar.Lines, timeLine{mark: marks(names, 0, y)[len(names)-1]})
		}
		bar.Lines[len(bar.Lines)-1].Days = days
		y += float64(len(names))*lineHeight + 3
		start, end := c.at(b.Start), c.at(b.End.AddDate(0, 0, 1))
		if b.Days() == 1 {
			bar.Diamond = diamond(min(max((start+end)/2, diamondSize), figureWidth-diamondSize), y+timeBarHeight/2)
		} else {
			wide := max(4, end-start)
			bar.Bar = boxOf(min(start, figureWidth-wide), y, wide, timeBarHeight)
		}
		y += timeBarHeight + 16
		d.Bars = append(d.Bars, bar)
	}
	s.drawCalendar(d, c, top, y-8)
	s.out.Drawing, s.out.Height = d, int(y-8)
}

// days writes the days of a bar, with what they share told once: "3–17 mars 2027".
func (s *sketch) days(b plan.Bar) string {
	switch {
	case b.Days() == 1:
		return s.day(b.Start)
	case b.Start.Year() != b.End.Year():
		return s.day(b.Start) + "\u2013" + s.day(b.End)
	case b.Start.Month() != b.End.Month():
		return strconv.Itoa(b.Start.Day()) + "\u00a0" + s.month(b.Start.Month()) + "\u2013" + s.day(b.End)
	}
	return strconv.Itoa(b.Start.Day()) + "\u2013" + s.day(b.End)
}

func diamond(x, y float64) string {
	var p pen
	return p.add('M', x, y-diamondSize).add('L', x+diamondSize, y).add('L', x, y+diamondSize).add('L', x-diamondSize, y).add('Z').String()
}

// drawCalendar writes the calendar down to top, and draws lines from there through the bars.
func (s *sketch) drawCalendar(d *timelineDrawing, c *calendar, top, bottom float64) {
	var grid, strong, axis pen
	d.Axis = axis.line(0, top, figureWidth, top).String()
	ticks, upper := map[int64]bool{}, top-lineHeight-4
	for _, at := range c.ticks() {
		ticks[at.Unix()] = true
		x, name := c.at(at), s.tickName(c, at)
		if x > 0 {
			grid.line(x, upper, x, bottom)
		}
		if x+width(name, smallSize) <= figureWidth {
			d.Ticks = append(d.Ticks, mark{length(x + tickInset), length(top - 6 - lineHeight + baseline), name})
		}
	}
	taken := 0.0 // by the name of the last period
	for _, at := range c.periods() {
		x, end := c.at(at), bottom
		if !ticks[at.Unix()] { // the middle of a week, where its day's name would be crossed
			end = upper
		}
		if x > 0 {
			strong.line(x, 2, x, end)
		}
		for _, name := range s.periodNames(c, at) {
			if wide := width(name, smallSize*boldness); x >= taken && x+tickInset+wide <= figureWidth {
				d.Periods = append(d.Periods, mark{length(x + tickInset), baseline, name})
				taken = x + wide + 2*tickInset
				break
			}
		}
	}
	d.Grid, d.Strong = grid.String(), strong.String()
}

// tickInset is how far to the right of a line its name stands.
const tickInset = 4

// tickName writes what begins at a tick: a day, a month or a year.
func (s *sketch) tickName(c *calendar, at time.Time) string {
	switch {
	case c.step.days > 0:
		return strconv.Itoa(at.Day())
	case c.step.months < 12:
		return s.month(at.Month())
	}
	return strconv.Itoa(at.Year())
}

// periodNames writes what begins at a line of the upper kind, a month or a year: the longer
// name first.
func (s *sketch) periodNames(c *calendar, at time.Time) []string {
	year := strconv.Itoa(at.Year())
	if c.step.days == 0 {
		return []string{year}
	}
	return []string{s.month(at.Month()) + "\u00a0" + year, s.month(at.Month())}
}
