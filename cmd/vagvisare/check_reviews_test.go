package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/site"
)

// TestReviews holds what spreadsheets and calendars are given, to the last sign.
func TestReviews(t *testing.T) {
	date := func(s string) time.Time {
		day, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return day
	}
	s := &site.Site{
		Config: &site.Config{Title: "Portal; en", Language: "sv", URL: "https://portal.example/a/"},
		Pages: []*site.Page{
			{Source: "b.md", Path: "b/", Title: "B", Owner: "Enheten", Review: date("2027-03-01")},
			{Source: "never.md", Path: "never/", Title: "Never"},
			{Source: "a.md", Path: "a/", Title: "A", Review: date("2027-03-01")},
			{
				Source: "c.md", Path: "c/", Owner: "En, två\ntre", Review: date("2026-12-31"),
				Title: `"Å"; ett \ och ` + strings.Repeat("ååå ååå ", 8) + "slut",
			},
		},
	}
	for format, want := range map[string]string{
		"csv": `file,title,owner,review,days,address
content/c.md,"""Å""; ett \ och ååå ååå ååå ååå ååå ååå ååå ååå ååå ååå ååå ååå ååå ååå ååå ååå slut","En, två
tre",2026-12-31,-1,https://portal.example/a/c/
content/a.md,A,,2027-03-01,59,https://portal.example/a/a/
content/b.md,B,Enheten,2027-03-01,59,https://portal.example/a/b/
`,
		"ics": `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//vagvisare//check//SV
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Portal\; en
BEGIN:VEVENT
UID:review/c/@portal.example
DTSTAMP:20270101T000000Z
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270101
SUMMARY:Granska ”"Å"\; ett \\ och ååå ååå ååå ååå ååå å
 åå ååå ååå ååå ååå ååå ååå ååå ååå ååå ååå
  slut”
DESCRIPTION:En\, två\ntre\ncontent/c.md
URL:https://portal.example/a/c/
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Granska ”"Å"\; ett \\ och ååå ååå ååå ååå ååå
  ååå ååå ååå ååå ååå ååå ååå ååå ååå ååå å
 åå slut”
TRIGGER:-P14D
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:review/a/@portal.example
DTSTAMP:20270101T000000Z
DTSTART;VALUE=DATE:20270301
DTEND;VALUE=DATE:20270302
SUMMARY:Granska ”A”
DESCRIPTION:content/a.md
URL:https://portal.example/a/a/
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Granska ”A”
TRIGGER:-P14D
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:review/b/@portal.example
DTSTAMP:20270101T000000Z
DTSTART;VALUE=DATE:20270301
DTEND;VALUE=DATE:20270302
SUMMARY:Granska ”B”
DESCRIPTION:Enheten\ncontent/b.md
URL:https://portal.example/a/b/
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Granska ”B”
TRIGGER:-P14D
END:VALARM
END:VEVENT
END:VCALENDAR
`,
	} {
		var w bytes.Buffer
		if err := reviewFormats[format](&w, s, date("2027-01-01"), "sv"); err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(w.String(), "\n")
		for _, line := range lines[:len(lines)-1] {
			if !strings.HasSuffix(line, "\r\n") {
				t.Errorf("%s: a line ends without a carriage return: %q", format, line)
			}
			if format == "ics" && len(line) > 75+len("\r\n") {
				t.Errorf("a line of %d octets: %q", len(line)-len("\r\n"), line)
			}
		}
		if diff := cmp.Diff(want, strings.ReplaceAll(w.String(), "\r\n", "\n")); diff != "" {
			t.Errorf("%s: wanted (-), got (+):\n%s", format, diff)
		}
	}
}
