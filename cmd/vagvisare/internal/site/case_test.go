package site_test

import (
	"testing"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

func caseOf(technology, result string) *site.Page {
	return &site.Page{Source: "planera/a.md", Title: "A", Kind: site.Example, Case: &site.Case{
		Municipalities: []string{"Ängsholm", "Björkhamra"}, TechnologyID: technology, Period: "2026", Result: result, Lesson: "Lärdom",
	}}
}

// TestCases holds that examples and technologies find each other, that the source stays as it was, and what
// an edit shows at once.
func TestCases(t *testing.T) {
	source := site.Source{
		Config: &site.Config{
			Language: "sv", Phases: []*site.Phase{{ID: "planera", Title: "Planera"}},
			Technologies: []*site.Technology{{ID: "las", Title: "Lås"}, {ID: "larm", Title: "Larm"}},
		},
		Pages: []*site.Page{{Source: "_index.md", Title: "Hem"}, {Source: "planera/_index.md", Title: "Planera"}, caseOf("las", "Före")},
	}
	for range 2 { // the same source may be linked again
		s, problems := site.New(source, site.Options{})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		p := s.Of("planera/a.md")
		if got, want := p.Case.Text(), "Ängsholm · Björkhamra · Lås · 2026 · Före · Lärdom"; got != want {
			t.Errorf("got %q, wanted %q", got, want)
		}
		if las := s.Technologies[0]; p.Case.Technology != las || len(las.Examples) != 1 || las.Examples[0] != p || len(s.Technologies[1].Examples) != 0 {
			t.Errorf("the technology of the example is %v", p.Case.Technology)
		}
	}
	if source.Pages[2].Case.Technology != nil {
		t.Error("the source has been changed")
	}
	s, _ := site.New(source, site.Options{})
	if !s.Replace(caseOf("las", "Efter"), site.Options{}, diag.Failed) {
		t.Fatal("an edit is not shown")
	}
	if p := s.Technologies[0].Examples[0]; p.Case.Result != "Efter" || p.Case.Technology != s.Technologies[0] {
		t.Errorf("after an edit: %+v", p.Case)
	}
	if s.Replace(caseOf("larm", "Efter"), site.Options{}, diag.Failed) {
		t.Error("an example of another technology is shown before it is listed there")
	}
}

// TestUnknownTechnology holds that an example of no known technology is a page all the same.
func TestUnknownTechnology(t *testing.T) {
	s, _ := site.New(site.Source{
		Config: &site.Config{Language: "sv", Phases: []*site.Phase{{ID: "planera", Title: "Planera"}}},
		Pages:  []*site.Page{{Source: "_index.md", Title: "Hem"}, {Source: "planera/_index.md", Title: "Planera"}, caseOf("las", "R")},
	}, site.Options{})
	if p := s.Of("planera/a.md"); p.Case.Technology != nil || p.Case.Text() != "Ängsholm · Björkhamra · 2026 · R · Lärdom" {
		t.Errorf("got %+v", p.Case)
	}
}
