package site_test

import (
	"fmt"
	"testing"

	"vagvisare/cmd/vagvisare/internal/site"
)

// named makes a step of pages that a file names.
func named(title string, files ...string) *site.Step {
	step := &site.Step{Title: title}
	for i, file := range files {
		step.Refs = append(step.Refs, site.Ref{Value: file, Line: i + 1, Col: 1})
	}
	return step
}

// memberships tells which steps pages belong to.
func memberships(p *site.Page) []string {
	list := []string{}
	for _, step := range p.Steps {
		list = append(list, fmt.Sprintf("%s %d %s", step.Phase.ID, step.Number, step.Title))
	}
	return list
}

// chained returns the pages that Next leads to, from one on.
func chained(p *site.Page) []string {
	list := []string{}
	for ; p != nil; p = p.Next {
		list = append(list, p.Path)
	}
	return list
}

func TestSteps(t *testing.T) {
	pages := append(sections(), page("planera/a.md", ""), page("planera/b.md", ""), page("planera/c.md", ""), page("planera/d.md", ""),
		page("infora/e.md", ""), page("mallar/_index.md", ""), with(page("mallar/m.md", ""), func(p *site.Page) { p.PhaseID = "planera" }))
	pages[1].Outline = []*site.Step{named("Ett", "c.md", "../mallar/m.md", "a.md", "c.md"), named("Två", "a.md", "d.md")}
	pages[2].Outline = []*site.Step{named("Tre", "../planera/a.md")}
	s, problems := link(pages)
	same(t, "problems", []string(nil), problems)

	planera := s.Phases[0]
	same(t, "first step", []string{"planera/c/", "mallar/m/", "planera/a/"}, paths(planera.Steps[0].Pages))
	same(t, "in several", []string{"planera 1 Ett", "planera 2 Två", "infora 1 Tre"}, memberships(s.At("planera/a/")))
	same(t, "in one", []string{"planera 1 Ett"}, memberships(s.At("mallar/m/")))
	same(t, "in none", []string{}, memberships(s.At("planera/b/")))
	same(t, "reading order", []string{"planera/c/", "mallar/m/", "planera/a/", "planera/d/", "planera/b/"}, paths(planera.Pages))
	same(t, "next", []string{"planera/", "planera/c/", "planera/a/", "planera/d/", "planera/b/"}, chained(s.At("planera/")))
	same(t, "next without order", []string{"infora/", "infora/e/"}, chained(s.At("infora/")))
	if last := s.At("planera/b/"); last.Prev != s.At("planera/d/") || s.At("planera/c/").Prev != s.At("planera/") {
		t.Error("the way back is another than the way there")
	}

	again, _ := link(pages)
	if len(again.Phases[0].Steps) != 2 || len(again.At("planera/a/").Steps) != 3 {
		t.Error("linked again, the same source gives other steps")
	}
}

func TestStepsWrong(t *testing.T) {
	pages := append(sections(), page("planera/a.md", ""))
	pages[0].Outline = []*site.Step{named("Ingen"), named("Ett", "planera/a.md")}
	pages[1].Outline = []*site.Step{named("Ett", "b.md", "a.md")}
	pages[3].Outline = []*site.Step{named("Ett")}
	s, problems := link(pages)
	same(t, "problems", []string{"_index.md:1:1 steps-elsewhere", "planera/_index.md:1:1 dead-link near a.md", "planera/a.md steps-elsewhere"}, problems)
	same(t, "the rest", []string{"planera/a/"}, paths(s.Phases[0].Steps[0].Pages))
	if len(s.At("").Steps)+len(s.At("planera/a/").Steps) != 1 {
		t.Error("steps that stand elsewhere have pages")
	}
}
