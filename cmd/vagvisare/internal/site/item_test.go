package site_test

import (
	"fmt"
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

func checklist(source, text string) *site.Page {
	return with(page(source, text), func(p *site.Page) { p.Kind = site.Checklist })
}

// linkLists links checklists, and returns what is told but for folders without a page.
func linkLists(pages ...*site.Page) (*site.Site, []string) {
	s, problems := site.New(site.Source{Config: config(), Pages: append(sections(), pages...)}, site.Options{Date: today})
	var rest []diag.Problem
	for _, p := range problems {
		if p.Code != diag.MissingSection {
			rest = append(rest, p)
		}
	}
	return s, told(rest)
}

// TestItems holds what an item gets of its page and of the site.
func TestItems(t *testing.T) {
	list := checklist("planera/a.md", "- [ ] Före {#fore}\n\n## Ett\n\n- [x] **SKA** A {#a roles=\"tekniker chef\"}\n  - [ ] BÖR Under {phase=infora}\n- [ ] Text\n\n## Inget\n\nText.\n\n## Två\n\n1. [ ] **KAN** B\n2. Ingen punkt\n")
	s, problems := linkLists(list, checklist("om/b.md", "- [ ] Utan fas\n"), page("planera/c.md", "- [ ] I en vägledning\n"), page("planera/d.md", "Text.\n"))
	same(t, "problems", []string(nil), problems)
	p := s.At("planera/a/")
	var got []string
	for i, item := range p.Items {
		roles := ""
		for _, r := range item.Roles {
			roles += " " + r.ID
		}
		got = append(got, fmt.Sprintf("%s %s %s%s", item.ID, item.Level, item.Phase.ID, roles))
		if item.Index != i || item.Page != p || item.Origin != item {
			t.Errorf("item %d is %+v", i, item)
		}
	}
	same(t, "items", []string{"fore  planera", "a must planera tekniker chef", "under should infora", "text  planera", "b may planera"}, got)
	same(t, "count", "1 1 1 2", fmt.Sprint(p.Count("must"), p.Count("should"), p.Count("may"), p.Count("")))
	var groups []string
	for _, g := range p.ItemGroups() {
		title := "–"
		if g.Heading != nil {
			title = g.Heading.Text
		}
		groups = append(groups, fmt.Sprintf("%s %d %d", title, len(g.Items), g.Count("must")))
	}
	same(t, "groups", []string{"– 1 0", "Ett 3 1", "Två 1 0"}, groups)
	if s.At("om/b/").Items[0].Phase != nil || len(s.At("planera/c/").Items) != 1 || s.At("planera/d/").Items != nil || s.At("planera/d/").ItemGroups() != nil {
		t.Error("items of other pages are wrong")
	}
}

// TestUnknownInItems holds where roles and phases that are not are told of.
func TestUnknownInItems(t *testing.T) {
	_, problems := linkLists(checklist("planera/a.md", "- [ ] Å {roles=\"chef chefen\"\n  phase=\"planer\"}\n- [ ] B {roles=vd}\n"))
	same(t, "problems", []string{"planera/a.md:1:22 unknown-role near chef", "planera/a.md:2:10 unknown-phase near planera", "planera/a.md:3:16 unknown-role"}, problems)

	c := config()
	c.Roles = nil
	_, told := site.New(site.Source{Config: c, Pages: append(sections(), checklist("planera/a.md", "- [ ] A {roles=chef}\n"))}, site.Options{Date: today})
	if len(told) != 1 || told[0].Hint("en") != "The roles are: –." {
		t.Errorf("without roles, told %v", told)
	}

	draft := with(checklist("planera/a.md", "- [ ] A {roles=vd}\n- [ ] [x](#x) {#x}\n- [ ] [y](y.md)\n"), func(p *site.Page) { p.Draft = true })
	_, told = site.New(site.Source{Config: config(), Pages: append(sections(), draft)}, site.Options{Date: today, Drafts: true})
	for _, p := range told {
		if p.Severity != diag.Note {
			t.Errorf("of a draft, %v is an error", p)
		}
	}
	if len(told) != 3 {
		t.Errorf("of a draft, told %v", told)
	}
}

// TestReuse holds which items stand for another one, and for which.
func TestReuse(t *testing.T) {
	other := checklist("infora/b.md", "## Rubrik\n\n- [ ] **SKA** Mål {#mal}\n- [ ] [Vidare](../planera/a.md#slut) {#vidare}\n")
	guidance := page("planera/c.md", "- [ ] Punkt {#punkt}\n")
	for _, c := range []struct{ text, want, told string }{
		{"[Mål](../infora/b.md#mal)", "infora/b/ mal", ""},
		{"[Mål](../infora/b.md#mal) <!-- lånad -->", "infora/b/ mal", ""},
		{"**[Mål](../infora/b.md#mal)**", "", ""},
		{"**SKA** [Mål](../infora/b.md#mal)", "infora/b/ mal", ""},
		{"Läs [mål](../infora/b.md#mal)", "", ""},
		{"[Mål](../infora/b.md#mal) och [mer](../infora/b.md#mal)", "", ""},
		{"[Vidare](../infora/b.md#vidare)", "planera/a/ slut", ""},
		{"[Slut](#slut)", "planera/a/ slut", ""},
		{"[Listan](../infora/b.md)", "", ""},
		{"[Rubriken](../infora/b.md#rubrik)", "", ""},
		{"[Vägledning](c.md#punkt)", "", ""},
		{"[Ute](https://a.example/#mal)", "", ""},
		{"![Bild](../infora/b.md#mal)", "", "planera/a.md:1:7 bad-image"},
		{"[Inget](../infora/b.md#finns-inte)", "", "planera/a.md:1:7 dead-anchor"},
		{"[Inget](x.md#mal)", "", "planera/a.md:1:7 dead-link"},
		{"[Jag](#jag) {#jag}", "", "planera/a.md:1:3 item-loop"},
	} {
		a := checklist("planera/a.md", "- [ ] "+c.text+"\n- [ ] BÖR Slut {#slut}\n")
		s, problems := linkLists(a, other, guidance)
		for i, p := range problems {
			problems[i], _, _ = strings.Cut(p, " near")
		}
		same(t, c.text, c.told, strings.Join(problems, "; "))
		item, got := s.At("planera/a/").Items[0], ""
		if item.Origin != item {
			got = item.Origin.Page.Path + " " + item.Origin.ID
		}
		same(t, c.text, c.want, got)
		if c.want == "infora/b/ mal" && s.At("planera/a/").Count("must") != 1 {
			t.Errorf("%s: a borrowed item is not counted", c.text)
		}
	}
}

// TestReuseInCircles holds that a circle is told of at each item that leads into it, and that each
// then stands for itself.
func TestReuseInCircles(t *testing.T) {
	s, problems := linkLists(
		checklist("planera/a.md", "- [ ] [B](b.md#b) {#a}\n- [ ] Rätt {#ratt}\n"), checklist("planera/b.md", "- [ ] [C](c.md#c) {#b}\n"),
		checklist("planera/c.md", "- [ ] [A](a.md#a) {#c}\n"), checklist("planera/d.md", "- [ ] [A](a.md#a)\n- [ ] [Rätt](a.md#ratt)\n"))
	same(t, "problems", []string{
		"planera/a.md:1:3 item-loop", "planera/b.md:1:3 item-loop", "planera/c.md:1:3 item-loop", "planera/d.md:1:3 item-loop",
	}, problems)
	for _, address := range []string{"planera/a/", "planera/b/", "planera/c/", "planera/d/"} {
		if item := s.At(address).Items[0]; item.Origin != item {
			t.Errorf("%s: an item in a circle stands for %s", address, item.Origin.ID)
		}
	}
	if s.At("planera/d/").Items[1].Origin != s.At("planera/a/").Items[1] {
		t.Error("an item beside the circle is not found")
	}
}
