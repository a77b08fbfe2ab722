package search_test

import (
	"testing"

	"vagvisare/cmd/vagvisare/internal/search"
	"vagvisare/cmd/vagvisare/internal/site"
)

// TestCase holds that a learning example is found by what it tells in short, also after that has changed.
func TestCase(t *testing.T) {
	source := site.Source{Config: &site.Config{
		Language: "sv", Phases: []*site.Phase{{ID: "planera", Title: "Planera"}}, Technologies: []*site.Technology{{ID: "las", Title: "Digitala lås"}},
	}}
	example := &site.Page{Source: "planera/a.md", Title: "Vad de lärde sig", Summary: "Kort.", Kind: site.Example, Case: &site.Case{
		Municipalities: []string{"Ängsholm"}, TechnologyID: "las", Result: "Färre nycklar.", Lesson: "Prova dörrarna.",
	}}
	source.Pages = []*site.Page{{Source: "_index.md", Title: "Hem"}, {Source: "planera/_index.md", Title: "Planera"}, example}
	s, _ := site.New(source, site.Options{})
	before := search.Documents(s, "ordlista/", "Ordlista")
	ix := indexOf(t, "", before, nil)
	for _, query := range []string{"ängsholm", "digitala lås", "nyckel", "dörrar"} {
		result, err := ix.Search(search.Query{Text: query, Limit: 10})
		if err != nil || len(result.Hits) != 1 || result.Hits[0].Path != "planera/a/" {
			t.Errorf("%s: %v, %v", query, result.Hits, err)
		}
	}
	example.Case = &site.Case{Municipalities: []string{"Björkhamra"}, TechnologyID: "las", Result: "B", Lesson: "C"}
	s, _ = site.New(source, site.Options{})
	after := search.Begin(s, "ordlista/", "Ordlista", before)()
	want := "Kort. Björkhamra · Digitala lås · B · C"
	for _, d := range after {
		if d.Path == "planera/a/" && d.Sections[0].Text != want {
			t.Errorf("got %q, wanted %q", d.Sections[0].Text, want)
		}
	}
}
