package render

import (
	"slices"

	"vagvisare/cmd/vagvisare/internal/site"
)

// Step returns the step of the phase that the page is shown in: the first that it belongs to; nil for none.
func (v *View) Step() *site.Step {
	if v.Page == nil {
		return nil
	}
	for _, step := range v.Page.Steps {
		if step.Phase == v.Phase {
			return step
		}
	}
	return nil
}

// OtherSteps returns the steps that the page belongs to besides Step.
func (v *View) OtherSteps() []*site.Step {
	if v.Page == nil {
		return nil
	}
	own := v.Step()
	return slices.DeleteFunc(slices.Clone(v.Page.Steps), func(step *site.Step) bool { return step == own })
}

// Companions returns what is to be filled in, ticked and learnt from in the page's step, but for the page itself.
func (v *View) Companions() []*site.Page {
	step := v.Step()
	if step == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(step.Pages), func(p *site.Page) bool {
		return p == v.Page || p.Kind != site.Template && p.Kind != site.Checklist && p.Kind != site.Example
	})
}

// Related returns the pages that are akin to the page, but for those that Companions returns already.
func (v *View) Related() []*site.Page {
	companions := v.Companions()
	return slices.DeleteFunc(slices.Clone(v.Page.SeeAlso), func(p *site.Page) bool { return slices.Contains(companions, p) })
}

// Loose returns the pages, templates and checklists of the phase that belong to none of its steps.
func (v *View) Loose() []*site.Page {
	inStep := func(p *site.Page) bool {
		return slices.ContainsFunc(p.Steps, func(step *site.Step) bool { return step.Phase == v.Phase })
	}
	return slices.DeleteFunc(slices.Concat(v.Phase.Pages, v.Phase.Templates, v.Phase.Checklists), inStep)
}
