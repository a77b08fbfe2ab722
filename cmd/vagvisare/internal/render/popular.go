package render

import (
	"cmp"
	"slices"

	"vagvisare/cmd/vagvisare/internal/site"
)

// Popular returns the n templates that are used most: of which the portal has most plans, then those that most
// pages link to. How often they are looked at is not known, since nothing is counted.
func (v *View) Popular(n int) []*site.Page {
	templates := v.Site.OfKind(site.Template)
	slices.SortStableFunc(templates, func(a, b *site.Page) int {
		return cmp.Or(cmp.Compare(len(v.renderer.filled[b]), len(v.renderer.filled[a])), cmp.Compare(len(b.Backlinks), len(a.Backlinks)))
	})
	return templates[:min(n, len(templates))]
}
