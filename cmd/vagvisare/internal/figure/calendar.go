package figure

import "time"

// A calendar turns days into places along an axis that is figureWidth long.
type calendar struct {
	start, end time.Time // the first day, and the one after the last
	step       calendarStep
}

// A calendarStep is the time between two ticks, and how much room their names need. Only one
// of days and months is set.
type calendarStep struct {
	days, months int
	room         float64
}

// calendarSteps are days, weeks, months, quarters and half-years. Longer ones are years.
var calendarSteps = []calendarStep{{days: 1, room: 26}, {days: 2, room: 26}, {days: 7, room: 26}, {months: 1, room: 42}, {months: 3, room: 42}, {months: 6, room: 42}}

// newCalendar returns a calendar from a day to a day, both included, with the shortest step
// whose names have room. It begins and ends at ticks.
func newCalendar(first, last time.Time) *calendar {
	after := last.AddDate(0, 0, 1)
	try := func(step calendarStep) *calendar {
		c := &calendar{start: step.floor(first), step: step}
		for c.end = c.start; c.end.Before(after); {
			c.end = step.next(c.end)
		}
		return c
	}
	for _, step := range calendarSteps {
		// A step that is far too short is not worth the time of trying.
		if days(first, after)*step.room > 2*figureWidth*float64(max(step.days, 28*step.months)) {
			continue
		}
		if c := try(step); c.fits() {
			return c
		}
	}
	for years := 1; ; years = longer(years) {
		if c := try(calendarStep{months: 12 * years, room: 46}); c.fits() {
			return c
		}
	}
}

// longer returns what comes after a number of years: 1, 2, 5, 10, 20, 50 and so on.
func longer(years int) int {
	first := years
	for first >= 10 {
		first /= 10
	}
	if first == 2 {
		return years / 2 * 5
	}
	return years * 2
}

// fits reports whether the names of all ticks have room.
func (c *calendar) fits() bool {
	return figureWidth/float64(len(c.ticks())) >= c.step.room || len(c.ticks()) == 1
}

// floor returns the last tick that is not after a day. Weeks begin on Mondays.
func (s calendarStep) floor(day time.Time) time.Time {
	switch {
	case s.days == 7:
		return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
	case s.days > 0:
		return day
	}
	month := day.Year()*12 + int(day.Month()) - 1
	return time.Date(0, time.Month(month-month%s.months+1), 1, 0, 0, 0, 0, time.UTC)
}

func (s calendarStep) next(day time.Time) time.Time { return day.AddDate(0, s.months, s.days) }

// ticks returns the days at which a step begins.
func (c *calendar) ticks() []time.Time {
	var list []time.Time
	for day := c.start; day.Before(c.end); day = c.step.next(day) {
		list = append(list, day)
	}
	return list
}

// periods returns the days at which a month begins where ticks are days, and those at which a
// year begins where they are months; the first day of the calendar is always one. Where ticks
// are years there are none.
func (c *calendar) periods() []time.Time {
	months := 12
	switch {
	case c.step.days > 0:
		months = 1
	case c.step.months >= 12:
		return nil
	}
	period := calendarStep{months: months}
	list := []time.Time{c.start}
	for day := period.next(period.floor(c.start)); day.Before(c.end); day = period.next(day) {
		list = append(list, day)
	}
	return list
}

// at returns the place of a day's beginning.
func (c *calendar) at(day time.Time) float64 {
	return days(c.start, day) / days(c.start, c.end) * figureWidth
}

// days returns how many days there are from one to another, however far apart.
func days(from, to time.Time) float64 { return float64(to.Unix()-from.Unix()) / (24 * 60 * 60) }
