package site_test

import (
	"fmt"
	"testing"

	"vagvisare/cmd/vagvisare/internal/site"
)

// gloss links a glossary with some pages.
func gloss(terms []*site.Term, pages ...*site.Page) (*site.Site, []string) {
	source := site.Source{Config: config(), Pages: append(sections(), pages...), Files: map[string]*site.File{"a.pdf": {Source: "a.pdf"}}, Glossary: terms}
	source.Unread = map[string]bool{"planera/trasig.md": true}
	for i, t := range terms {
		if t.Line == 0 {
			t.Line, t.Col = 10*(i+1), 3
		}
	}
	s, problems := site.New(source, site.Options{Date: today})
	return s, told(problems)
}

// TestGlossary holds the order of terms, their ids and their letters.
func TestGlossary(t *testing.T) {
	var terms []*site.Term
	for _, name := range []string{"öppet", "zon", "ä-ord", "Ä ord", "24/7", "Ånga", "über", "dataskydd", "DPIA", "dataskydd (GDPR)", "§", "↔", "länk 2", "länk", "Länk."} {
		terms = append(terms, &site.Term{Term: name})
	}
	s, problems := gloss(terms)
	same(t, "problems", []string(nil), problems)
	got := []string{}
	for _, term := range s.Glossary {
		got = append(got, fmt.Sprintf("%s %s #%s", term.Letter, term.Term, term.ID))
	}
	same(t, "glossary", []string{
		"# § #term", "# ↔ #term-2", "# 24/7 #24-7", "D dataskydd #dataskydd", "D dataskydd (GDPR) #dataskydd-gdpr", "D DPIA #dpia",
		"L länk #lank", "L länk 2 #lank-2", "L Länk. #lank-3", "U über #uber", "Z zon #zon", "Å Ånga #anga", "Ä Ä ord #a-ord", "Ä ä-ord #a-ord-2", "Ö öppet #oppet",
	}, got)
	if terms[0].ID != "" {
		t.Error("the source was changed")
	}
	if s, _ := gloss(nil); s.Glossary != nil {
		t.Errorf("no glossary: %v", s.Glossary)
	}
}

// TestNames holds that a name belongs to one entry, in whatever letter case and composition.
func TestNames(t *testing.T) {
	refs := func(line int, names ...string) []site.Ref {
		var list []site.Ref
		for i, name := range names {
			list = append(list, site.Ref{Value: name, Line: line + i, Col: 7})
		}
		return list
	}
	for _, c := range []struct {
		name  string
		terms []*site.Term
		want  []string
	}{
		{"different", []*site.Term{{Term: "a", Short: []string{"b"}, Synonyms: []string{"c"}}, {Term: "d", Short: []string{"e"}}}, nil},
		{"two terms", []*site.Term{{Term: "Åtgärd"}, {Term: "a\u030aTGA\u0308RD"}}, []string{"ordlista.yaml:20:3 taken-name"}},
		{"a term and a synonym", []*site.Term{{Term: "a", Synonyms: []string{"b  c"}}, {Term: "B\u00a0C"}}, []string{"ordlista.yaml:20:3 taken-name"}},
		{"a short form and a synonym", []*site.Term{{Term: "a", Short: []string{"SoL"}}, {Term: "b", Synonyms: []string{"sol"}}}, []string{"ordlista.yaml:20:3 taken-name"}},
		{
			"with places", []*site.Term{
				{Term: "a", Short: []string{"b"}, Line: 1, Col: 3, Refs: refs(1, "a", "b")},
				{Term: "c", Short: []string{"d"}, Synonyms: []string{"b"}, Line: 5, Col: 3, Refs: refs(5, "c", "d", "b")},
			}, []string{"ordlista.yaml:7:7 taken-name"},
		},
		{"the later one, in whatever order they come", []*site.Term{{Term: "a", Line: 9, Col: 3}, {Term: "a", Line: 2, Col: 3}}, []string{"ordlista.yaml:9:3 taken-name"}},
		{
			"twice in an entry", []*site.Term{{Term: "a", Short: []string{"A"}, Line: 1, Col: 3, Refs: refs(1, "a", "A")}},
			[]string{"ordlista.yaml:2:7 duplicate-value"},
		},
		{"searched as two", []*site.Term{{Term: "a", SearchedAs: []string{"x"}}, {Term: "b", SearchedAs: []string{"x", "a"}}}, nil},
		{
			"searched as itself", []*site.Term{{Term: "a", SearchedAs: []string{"x", "A"}, Line: 1, Col: 3, Refs: refs(1, "a", "x", "A")}},
			[]string{"ordlista.yaml:3:7 needless-name"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := gloss(c.terms)
			same(t, "problems", c.want, problems)
		})
	}
}

// TestTermPages holds where a term's page leads, and what is told of one that leads nowhere.
func TestTermPages(t *testing.T) {
	for _, c := range []struct{ ref, page, want string }{
		{"", "", ""},
		{"planera/roller.md", "planera/roller/", ""},
		{"planera/roller.md#vem", "planera/roller/#vem", ""},
		{"_index.md", "", ""},
		{"./planera/../planera/roller.md", "planera/roller/", ""},
		{"planera/rolle.md", "", "ordlista.yaml:7:9 dead-link near planera/roller.md"},
		{"roller.md", "", "ordlista.yaml:7:9 dead-link near planera/roller.md"},
		{"planera/roller/", "", "ordlista.yaml:7:9 dead-link near planera/roller.md"},
		{"planera/roller.md#vme", "planera/roller/", "ordlista.yaml:7:9 dead-anchor near #vem"},
		{"planera/utkast.md", "", "ordlista.yaml:7:9 draft-link"},
		{"planera/framtid.md", "", "ordlista.yaml:7:9 draft-link"},
		{"planera/trasig.md", "", ""},
		{"planera/trasig.md#a", "", ""},
		{"a.pdf", "", "ordlista.yaml:7:9 dead-link"},
		{"https://a.example/", "", "ordlista.yaml:7:9 dead-link"},
		{"#vem", "", "ordlista.yaml:7:9 dead-link"},
		{"#", "", "ordlista.yaml:7:9 dead-link"},
		{"ordlista.yaml", "", "ordlista.yaml:7:9 missing-file"},
		{"/planera/roller.md", "", "ordlista.yaml:7:9 rooted-link near planera/roller.md"},
		{"../x.md", "", "ordlista.yaml:7:9 link-outside"},
		{"%zz", "", "ordlista.yaml:7:9 dead-link"},
	} {
		t.Run(c.ref, func(t *testing.T) {
			future := page("planera/framtid.md", "")
			future.Published = today.AddDate(0, 0, 1)
			s, problems := gloss([]*site.Term{{Term: "a", PageRef: site.Ref{Value: c.ref, Line: 7, Col: 9}}},
				page("planera/roller.md", "## Vem\n"), with(page("planera/utkast.md", ""), func(p *site.Page) { p.Draft = true }), future)
			want := []string{"planera/framtid.md future-page"}
			if c.want != "" {
				want = []string{c.want, want[0]}
			}
			same(t, "problems", want, problems)
			term, got := s.Glossary[0], ""
			if term.Page != nil {
				got = term.Page.Path
			}
			if term.Fragment != "" {
				got += "#" + term.Fragment
			}
			if c.ref == "_index.md" && term.Page != s.Home {
				t.Error("it does not lead home")
			}
			same(t, "page", c.page, got)
		})
	}
}
