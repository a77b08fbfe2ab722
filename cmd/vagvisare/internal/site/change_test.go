package site_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

func on(s string) time.Time {
	day, err := time.Parse(time.DateOnly, s)
	if err != nil && s != "" {
		panic(err)
	}
	return day
}

// changed returns a page with its days and what it says of its changes, each as "day text".
func changed(source, published, updated string, changes ...string) *site.Page {
	p := &site.Page{Source: source, Title: source, Kind: site.Guidance, Published: on(published), Updated: on(updated)}
	for i, change := range changes {
		day, text, _ := strings.Cut(change, " ")
		p.Changes = append(p.Changes, site.Change{Day: on(day), Text: text, Line: i + 1, Col: 1})
	}
	return p
}

// TestEvents holds what is told of pages, in which order: one event for a page and a day.
func TestEvents(t *testing.T) {
	for name, c := range map[string]struct {
		pages []*site.Page
		want  string
	}{
		"published":                 {[]*site.Page{changed("a.md", "2026-01-02", "")}, "2026-01-02 a.md new\n"},
		"no day at all":             {[]*site.Page{changed("a.md", "", "")}, ""},
		"changed":                   {[]*site.Page{changed("a.md", "2026-01-02", "2026-03-01")}, "2026-03-01 a.md\n2026-01-02 a.md new\n"},
		"changed the same day":      {[]*site.Page{changed("a.md", "2026-01-02", "2026-01-02")}, "2026-01-02 a.md new\n"},
		"in words":                  {[]*site.Page{changed("a.md", "2026-01-02", "2026-03-01", "2026-03-01 X.")}, "2026-03-01 a.md X.\n2026-01-02 a.md new\n"},
		"two things on a day":       {[]*site.Page{changed("a.md", "", "", "2026-03-01 X.", "2026-03-01 Y.")}, "2026-03-01 a.md X.Y.\n"},
		"new, in words":             {[]*site.Page{changed("a.md", "2026-01-02", "", "2026-01-02 X.")}, "2026-01-02 a.md new X.\n"},
		"any order":                 {[]*site.Page{changed("a.md", "", "", "2026-03-01 X.", "2026-04-01 Y.", "2026-02-01 Z.")}, "2026-04-01 a.md Y.\n2026-03-01 a.md X.\n2026-02-01 a.md Z.\n"},
		"in words first":            {[]*site.Page{changed("a.md", "2026-01-02", ""), changed("b.md", "", "", "2026-01-02 X.")}, "2026-01-02 b.md X.\n2026-01-02 a.md new\n"},
		"the newest first":          {[]*site.Page{changed("a.md", "2026-01-02", ""), changed("b.md", "2026-02-02", "")}, "2026-02-02 b.md new\n2026-01-02 a.md new\n"},
		"a folder says nothing":     {[]*site.Page{changed("b/_index.md", "2026-01-02", "2026-03-01")}, ""},
		"a folder that says":        {[]*site.Page{changed("b/_index.md", "2026-01-02", "2026-03-01", "2026-03-01 X.")}, "2026-03-01 b/_index.md X.\n"},
		"days to come are not told": {[]*site.Page{changed("a.md", "2026-01-02", "2027-01-01", "2026-12-01 X.")}, "2026-01-02 a.md new\n"},
	} {
		s, _ := site.New(site.Source{Config: &site.Config{Language: "sv"}, Pages: c.pages}, site.Options{Date: on("2026-11-21")})
		var got strings.Builder
		for _, e := range s.Events {
			line := fmt.Sprint(e.Day.Format(time.DateOnly), " ", e.Page.Source)
			if e.New {
				line += " new"
			}
			if len(e.Texts) > 0 {
				line += " " + strings.Join(e.Texts, "")
			}
			got.WriteString(line + "\n")
		}
		if diff := cmp.Diff(c.want, got.String()); diff != "" {
			t.Errorf("%s: wanted (-), got (+):\n%s", name, diff)
		}
	}
}

// TestFutureChange holds that a change of a day to come is told of and waits, but in drafts.
func TestFutureChange(t *testing.T) {
	source := site.Source{Config: &site.Config{Language: "sv"}, Pages: []*site.Page{changed("a.md", "2026-01-02", "", "2026-12-01 X.", "2026-03-01 Y.")}}
	s, problems := site.New(source, site.Options{Date: on("2026-11-21")})
	told := 0
	for _, p := range problems {
		if p.Code == diag.FutureChange && p.Line == 1 && p.Severity == diag.Note {
			told++
		}
	}
	p := s.Of("a.md")
	if told != 1 || len(p.Changes) != 1 || !p.Updated.Equal(on("2026-03-01")) || p.Latest() != "Y." {
		t.Errorf("told %d times; %v changed %v", told, p.Changes, p.Updated)
	}
	s, _ = site.New(source, site.Options{Date: on("2026-11-21"), Drafts: true})
	if p := s.Of("a.md"); len(p.Changes) != 2 || p.Latest() != "X." || !p.Changed().Equal(on("2026-12-01")) {
		t.Errorf("with drafts: %v changed %v", p.Changes, p.Updated)
	}
	if len(source.Pages[0].Changes) != 2 || source.Pages[0].Changes[0].Text != "X." {
		t.Errorf("the source has changed: %v", source.Pages[0].Changes)
	}
}
