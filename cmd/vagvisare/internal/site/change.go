package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// A Change is what a page says of a change of its own.
type Change struct {
	Day       time.Time
	Text      string // one sentence
	Line, Col int    // of the day, in the page's file
}

// An Event is a day on which a page was published or changed.
type Event struct {
	Page  *Page
	Day   time.Time
	New   bool     // published that day
	Texts []string // what was changed, where the page says so
}

// Latest returns what was changed when the page was changed last, or "" where the page does not say.
func (p *Page) Latest() string {
	var texts []string
	for _, change := range p.Changes {
		if change.Day.Equal(p.Changed()) {
			texts = append(texts, change.Text)
		}
	}
	return strings.Join(texts, " ")
}

// tellChanges puts a page's changes in order, the newest first, and leaves out those of days to come. The
// last one also tells when the page was changed, so that nobody has to write it twice.
func (s *Site) tellChanges(p *Page, opt Options) {
	p.Changes = slices.Clone(p.Changes)
	slices.SortStableFunc(p.Changes, func(a, b Change) int { return b.Day.Compare(a.Day) })
	p.Changes = slices.DeleteFunc(p.Changes, func(change Change) bool {
		if !opt.comes(change.Day) {
			return false
		}
		s.report(p, change.Line, change.Col, diag.FutureChange, change.Day.Format(time.DateOnly)).Severity = diag.Note
		return true
	})
	if len(p.Changes) > 0 && p.Changes[0].Day.After(p.Updated) {
		p.Updated = p.Changes[0].Day
	}
}

// comes reports whether a day is after that of the build.
func (opt Options) comes(day time.Time) bool {
	return !opt.Drafts && !opt.Date.IsZero() && day.After(opt.Date)
}

// tellEvents lists what has happened to pages: the newest first, and of one day first what is told in
// words, then in reading order.
func (s *Site) tellEvents(opt Options) {
	for _, p := range s.Pages {
		s.Events = append(s.Events, p.events(opt)...)
	}
	slices.SortStableFunc(s.Events, func(a, b *Event) int {
		return cmp.Or(b.Day.Compare(a.Day), cmp.Compare(min(1, len(b.Texts)), min(1, len(a.Texts))))
	})
}

// events returns what has happened to a page. A folder's page is there only where it says what was changed: its text
// is an introduction to what is listed by itself.
func (p *Page) events(opt Options) []*Event {
	var events []*Event
	of := func(day time.Time) *Event {
		for _, e := range events {
			if e.Day.Equal(day) {
				return e
			}
		}
		events = append(events, &Event{Page: p, Day: day, New: day.Equal(p.Published)})
		return events[len(events)-1]
	}
	for _, change := range p.Changes {
		e := of(change.Day)
		e.Texts = append(e.Texts, change.Text)
	}
	if p.IsSection() {
		return events
	}
	for _, day := range []time.Time{p.Updated, p.Published} {
		if !day.IsZero() && !opt.comes(day) {
			of(day)
		}
	}
	return events
}
