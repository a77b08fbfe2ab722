package render

import (
	"fmt"
	"slices"
	"strconv"
	"time"
	"unicode"
	"unicode/utf8"

	"vagvisare/cmd/vagvisare/internal/site"
)

// shownMonths are those whose changes stand open on the page of changes: the build's own and those before it.
const shownMonths = 24

// A Month is what happened to pages in a month.
type Month struct {
	ID    string // for the address, e.g. "m-2026-11"
	Title string // e.g. "November 2026"
	Days  []Day  // the newest first
	View  *View
}

// A Day is what happened to pages on a day.
type Day struct {
	Date   time.Time
	Events []*site.Event
}

// A Year is what happened to pages in a year that is long ago.
type Year struct {
	Title  string // e.g. "2023"
	Months []Month
	Count  int // of events
}

// Months returns what happened to pages in the last 24 months, the newest first.
func (v *View) Months() ([]Month, error) {
	events := v.Site.Events
	return v.months(events[:v.renderer.longAgo(events)])
}

// Years returns what happened before that.
func (v *View) Years() ([]Year, error) {
	events := v.Site.Events
	var years []Year
	for rest := events[v.renderer.longAgo(events):]; len(rest) > 0; {
		year := rest[0].Day.Year()
		end := first(rest, func(e *site.Event) bool { return e.Day.Year() != year })
		months, err := v.months(rest[:end])
		if err != nil {
			return nil, err
		}
		years = append(years, Year{Title: strconv.Itoa(year), Months: months, Count: end})
		rest = rest[end:]
	}
	return years, nil
}

// longAgo returns where in a list of events those begin that are older than what is shown.
func (r *Renderer) longAgo(events []*site.Event) int {
	oldest := time.Date(r.date.Year(), r.date.Month()-shownMonths+1, 1, 0, 0, 0, 0, time.UTC)
	return first(events, func(e *site.Event) bool { return e.Day.Before(oldest) })
}

// months parts events, the newest first, by months and days.
func (v *View) months(events []*site.Event) ([]Month, error) {
	var months []Month
	for _, e := range events {
		id := e.Day.Format("m-2006-01")
		if n := len(months); n == 0 || months[n-1].ID != id {
			title, err := v.renderer.layouts.words.Item(int(e.Day.Month())-1, "months")
			if err != nil {
				return nil, err
			}
			months = append(months, Month{ID: id, Title: fmt.Sprintf("%s %d", capital(title), e.Day.Year()), View: v})
		}
		month := &months[len(months)-1]
		if n := len(month.Days); n == 0 || !month.Days[n-1].Date.Equal(e.Day) {
			month.Days = append(month.Days, Day{Date: e.Day})
		}
		day := &month.Days[len(month.Days)-1]
		day.Events = append(day.Events, e)
	}
	return months, nil
}

// first returns the index of the first event that is so, or how many there are.
func first(events []*site.Event, is func(*site.Event) bool) int {
	if i := slices.IndexFunc(events, is); i >= 0 {
		return i
	}
	return len(events)
}

func capital(s string) string {
	letter, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(letter)) + s[size:]
}
