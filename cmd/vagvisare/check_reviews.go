package main

import (
	"cmp"
	"encoding/csv"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/lint"
	"vagvisare/cmd/vagvisare/internal/site"
)

// reviewFormats write the days of review of a site's pages, as seen on a day, in a language.
var reviewFormats = map[string]listing{
	"ics": writeCalendar,
	"csv": writeReviews,
}

// reviewed returns the pages with a day of review, by that day.
func reviewed(s *site.Site) []*site.Page {
	pages := slices.DeleteFunc(slices.Clone(s.Pages), func(p *site.Page) bool { return p.Review.IsZero() })
	slices.SortFunc(pages, func(a, b *site.Page) int {
		return cmp.Or(a.Review.Compare(b.Review), cmp.Compare(a.Source, b.Source))
	})
	return pages
}

// writeReviews writes RFC 4180: a line for each page. Days are those that are left, less than 0
// when the review is overdue; the address is from the site's root where its own is not known.
func writeReviews(w io.Writer, s *site.Site, day time.Time, _ string) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	rows := [][]string{{"file", "title", "owner", "review", "days", "address"}}
	for _, p := range reviewed(s) {
		days := strconv.Itoa(lint.Days(day, p.Review))
		rows = append(rows, []string{p.File(), p.Title, p.Owner, p.Review.Format(time.DateOnly), days, s.URL + p.Path})
	}
	return out.WriteAll(rows)
}

// writeCalendar writes an iCalendar (RFC 5545) with a whole-day event for each page, and a
// reminder two weeks before. The same site and day give the same bytes, and an event keeps its
// UID when its day changes, so that a calendar which reads it again moves the event.
func writeCalendar(w io.Writer, s *site.Site, day time.Time, lang string) error {
	c := calendar{}
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//vagvisare//check//"+strings.ToUpper(s.Language))
	c.line("CALSCALE", "GREGORIAN")
	c.line("METHOD", "PUBLISH")
	c.text("X-WR-CALNAME", s.Title)
	for _, p := range reviewed(s) {
		c.event(s, p, day, lang)
	}
	c.line("END", "VCALENDAR")
	_, err := io.WriteString(w, c.String())
	return err
}

const (
	icsDay      = "20060102"
	icsInstant  = "20060102T150405Z"
	icsReminder = "-P14D"
)

// A calendar is the lines of an iCalendar.
type calendar struct{ strings.Builder }

func (c *calendar) event(s *site.Site, p *site.Page, day time.Time, lang string) {
	summary := diag.Problem{Code: diag.ReviewEvent, Args: []any{p.Title}}.Text(lang)
	c.line("BEGIN", "VEVENT")
	c.text("UID", "review/"+p.Path+"@"+host(s))
	c.line("DTSTAMP", day.UTC().Format(icsInstant))
	c.line("DTSTART;VALUE=DATE", p.Review.Format(icsDay))
	c.line("DTEND;VALUE=DATE", p.Review.AddDate(0, 0, 1).Format(icsDay))
	c.text("SUMMARY", summary)
	if p.Owner != "" {
		c.text("DESCRIPTION", p.Owner+"\n"+p.File())
	} else {
		c.text("DESCRIPTION", p.File())
	}
	if s.URL != "" {
		c.line("URL", s.URL+p.Path)
	}
	c.line("TRANSP", "TRANSPARENT") // nobody is busy all that day
	c.line("BEGIN", "VALARM")
	c.line("ACTION", "DISPLAY")
	c.text("DESCRIPTION", summary)
	c.line("TRIGGER", icsReminder)
	c.line("END", "VALARM")
	c.line("END", "VEVENT")
}

// host returns the name that makes UIDs the site's own.
func host(s *site.Site) string {
	if u, err := url.Parse(s.URL); err == nil && u.Hostname() != "" {
		return u.Hostname()
	}
	return "vagvisare"
}

// text writes a property whose value is text, in which some signs are escaped.
func (c *calendar) text(name, value string) {
	c.line(name, strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(value))
}

// line writes a line, folded so that none has more than 75 octets: what goes on begins with a
// space, and no character is cut in two.
func (c *calendar) line(name, value string) {
	const most = 75
	rest := name + ":" + value
	for room := most; len(rest) > room; room = most - 1 {
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		c.WriteString(rest[:cut] + "\r\n ")
		rest = rest[cut:]
	}
	c.WriteString(rest + "\r\n")
}
