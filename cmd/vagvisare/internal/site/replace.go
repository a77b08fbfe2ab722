package site

import (
	"slices"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
)

// Replace shows what a page's file says now, at once, in a site that stays linked as it is: what the page itself
// shows is new, what other pages show of its place, topics and links is as before until the site is
// linked again. Nobody may read the site meanwhile.
//
// It returns false, and changes nothing, where the page cannot be shown by itself: it is not there, it is of another kind
// or a template, or what is now wrong with it, found by failed among the problems, must keep it from being shown.
func (s *Site) Replace(page *Page, opt Options, failed func([]diag.Problem) bool) bool {
	old := s.bySource[page.Source]
	if old == nil || page.Template != nil || old.Template != nil || !opt.shows(page) || !sameKind(page, old) {
		return false
	}
	told := len(s.problems)
	now := s.relinked(page, old, opt)
	found := slices.Clone(s.problems[told:])
	s.problems = s.problems[:told]
	if failed(found) {
		return false
	}
	*old = *now
	for i, t := range old.Targets {
		if t.Page == now {
			old.Targets[i].Page = old
		}
	}
	for _, item := range old.Items {
		item.Page = old
	}
	return true
}

func sameKind(page, old *Page) bool {
	if page.Editors != old.Editors {
		return false
	}
	if page.Kind == PlanDocument {
		return old.Plan != nil && page.Plan != nil && page.Plan.TemplateRef.Value == old.Plan.TemplateRef.Value &&
			page.Plan.TechnologyID == old.Plan.TechnologyID
	}
	if page.Case != nil && old.Case != nil && page.Case.TechnologyID != old.Case.TechnologyID {
		return false
	}
	return page.Kind == old.Kind || old.IsSection() && IsIndex(page.Source)
}

// relinked returns what a page will be, linked from its place.
func (s *Site) relinked(page, old *Page, opt Options) *Page {
	now := *old
	now.Title, now.Summary, now.Keywords, now.Owner = page.Title, page.Summary, page.Keywords, page.Owner
	now.Published, now.Updated, now.Review, now.Draft = page.Published, page.Updated, page.Review, page.Draft
	now.Law, now.Facts, now.Version, now.Doc, now.Text = page.Law, page.Facts, page.Version, page.Doc, page.Text
	now.Changes = page.Changes
	s.tellChanges(&now, opt)
	s.linkText(&now)
	if old.Plan != nil {
		s.refill(&now, page, old)
	}
	if old.Case != nil {
		own := *page.Case
		own.Technology = old.Case.Technology
		now.Case = &own
	}
	return &now
}

// linkText finds what the links and items of a page's own text lead to.
func (s *Site) linkText(p *Page) {
	p.Targets, p.Items = s.targets(p, p.Doc), nil
	if p.Doc != nil {
		for i := range p.Doc.Tasks {
			p.Items = append(p.Items, s.item(p, i))
		}
	}
	for _, item := range p.Items {
		s.reuse(item)
	}
}

// refill reads the values of a plan anew.
func (s *Site) refill(now, page, old *Page) {
	own := *page.Plan
	own.Template, own.Technology = old.Plan.Template, old.Plan.Technology
	now.Plan = &own
	s.readPlan(now, markdown.New(s.EscapeHTML))
	for v, to := range own.Links {
		if to.Page == now {
			own.Links[v] = Target{Page: old, Fragment: to.Fragment}
		}
	}
	for _, prose := range own.Prose {
		for i, to := range prose.Targets {
			if to.Page == now {
				prose.Targets[i].Page = old
			}
		}
	}
}
