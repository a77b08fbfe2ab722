package render

import (
	"slices"

	"vagvisare/cmd/vagvisare/internal/site"
)

// A RolePart is what a role has to do with in one phase.
type RolePart struct {
	ID    string      // for the address
	Phase *site.Phase // nil for what belongs to no phase

	Read   []*site.Page
	Do     []RoleList
	FillIn []*site.Page // templates
}

// A RoleList is a checklist, with those of its items that a role answers for.
type RoleList struct {
	Page  *site.Page
	Items []*site.Item // none where the list is written for the role, and names others for all of its items
}

// Tasks returns how many items the role answers for.
func (p RolePart) Tasks() int {
	n := 0
	for _, list := range p.Do {
		n += len(list.Items)
	}
	return n
}

// RoleParts returns what the role of the page has to do with, by phase; what belongs to none comes last, and
// phases with nothing for the role are left out.
func (v *View) RoleParts() []RolePart {
	parts := map[*site.Phase]*RolePart{}
	part := func(phase *site.Phase) *RolePart {
		if parts[phase] == nil {
			parts[phase] = &RolePart{ID: "group:none", Phase: phase}
			if phase != nil {
				parts[phase].ID = phase.ID
			}
		}
		return parts[phase]
	}
	listed := map[*site.Page]bool{}
	for _, item := range v.renderer.itemsOf(v.Role) {
		to := part(item.Phase)
		listed[item.Page] = true
		if n := len(to.Do); n == 0 || to.Do[n-1].Page != item.Page {
			to.Do = append(to.Do, RoleList{Page: item.Page})
		}
		list := &to.Do[len(to.Do)-1]
		list.Items = append(list.Items, item)
	}
	for _, p := range v.Role.Pages {
		switch to := part(p.Phase); {
		case p.Kind == site.Template:
			to.FillIn = append(to.FillIn, p)
		case p.Kind != site.Checklist:
			to.Read = append(to.Read, p)
		case !listed[p]:
			to.Do = append(to.Do, RoleList{Page: p})
		}
	}
	var all []RolePart
	for _, phase := range append(slices.Clone(v.Site.Phases), nil) {
		if p := parts[phase]; p != nil && len(p.Read)+len(p.Do)+len(p.FillIn) > 0 {
			all = append(all, *p)
		}
	}
	return all
}

// itemsOf returns the items that a role answers for, each once and where it is worded, in reading order.
func (r *Renderer) itemsOf(role *site.Role) []*site.Item {
	mine := map[*site.Item]bool{}
	for _, p := range r.site.Pages {
		for _, item := range p.Items {
			if answersFor(role, item) {
				mine[item.Origin] = true
			}
		}
	}
	var items []*site.Item
	for _, p := range r.site.Pages {
		for _, item := range p.Items {
			if mine[item] {
				items = append(items, item)
			}
		}
	}
	return items
}

// answersFor reports whether a role answers for an item: it is named there, or nobody is and the checklist is written
// for the role. A role's own checklist also gathers items of others that it has a part in.
func answersFor(role *site.Role, item *site.Item) bool {
	if len(item.Task.Roles) > 0 { // also where it names only roles that are not there
		return slices.Contains(item.Roles, role)
	}
	if item.Page.Kind != site.Checklist || item.Origin != item && len(item.Page.Roles) != 1 {
		return false // where the item comes from it says who answers for it
	}
	return slices.Contains(item.Page.Roles, role)
}
