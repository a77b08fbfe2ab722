package site

import (
	"cmp"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
)

// An Item is something to tick: a task of a text, with what it names.
type Item struct {
	*markdown.Task
	Index  int // in Page.Doc.Tasks
	Page   *Page
	Roles  []*Role
	Phase  *Phase // when it is due: its own phase, else that of the page; nil where none is known
	Origin *Item  // the item itself, or the item of another checklist that is shown in its place
}

// items makes the items of all pages.
func (s *Site) items() {
	for _, p := range s.Pages {
		if p.Doc == nil || len(p.Doc.Tasks) == 0 {
			continue
		}
		p.Items = make([]*Item, len(p.Doc.Tasks))
		for i := range p.Doc.Tasks {
			p.Items[i] = s.item(p, i)
		}
	}
	for _, p := range s.Pages {
		for _, item := range p.Items {
			s.reuse(item)
		}
	}
}

func (s *Site) item(p *Page, i int) *Item {
	task := &p.Doc.Tasks[i]
	item := &Item{Task: task, Index: i, Page: p, Phase: p.Phase}
	item.Origin = item
	for _, mark := range task.Roles {
		if role := s.roles[mark.Value]; role != nil {
			item.Roles = append(item.Roles, role)
			continue
		}
		s.unknown(p, mark, diag.UnknownRole, roleIDs(s.Roles))
	}
	if task.Phase.Value != "" {
		if item.Phase = s.phases[task.Phase.Value]; item.Phase == nil {
			s.unknown(p, task.Phase, diag.UnknownPhase, phaseIDs(s.Phases))
		}
	}
	return item
}

func (s *Site) unknown(p *Page, mark markdown.Mark, code diag.Code, ids []string) {
	s.report(p, mark.Line, mark.Col, code, mark.Value, cmp.Or(strings.Join(ids, ", "), "–")).Near = diag.Nearest(mark.Value, ids)
}

// reuse finds the item that a mere link to an item stands for. That item may be such a link
// in its turn, but not in a circle.
func (s *Site) reuse(item *Item) {
	seen := map[*Item]bool{}
	for at := item; ; {
		next := s.linked(at)
		switch {
		case next == nil:
			item.Origin = at
			return
		case seen[next] || next == item:
			dest := item.Page.Doc.Links[item.Link].Dest
			s.report(item.Page, item.Line, item.Col, diag.ItemLoop, dest)
			return
		}
		seen[next] = true
		at = next
	}
}

// linked returns the item that an item is nothing but a link to, or nil.
func (s *Site) linked(item *Item) *Item {
	if item.Link < 0 {
		return nil
	}
	to := item.Page.Targets[item.Link]
	if to.Page == nil || to.Page.Kind != Checklist || to.Fragment == "" {
		return nil
	}
	for _, other := range to.Page.Items {
		if other.ID == to.Fragment {
			return other
		}
	}
	return nil
}

// Count returns how many items of a page have a level: "must", "should" or "may".
func (p *Page) Count(level string) int { return countItems(p.Items, level) }

func countItems(items []*Item, level string) int {
	n := 0
	for _, item := range items {
		if item.Origin.Level == level {
			n++
		}
	}
	return n
}

// An ItemGroup is the part of a checklist that stands under one heading.
type ItemGroup struct {
	Heading *markdown.Heading // nil for items before the first
	Items   []*Item
}

// Count returns how many items of the group have a level.
func (g ItemGroup) Count(level string) int { return countItems(g.Items, level) }

// ItemGroups returns the items of a page under the headings that they stand under.
func (p *Page) ItemGroups() []ItemGroup {
	var groups []ItemGroup
	last := -2
	for _, item := range p.Items {
		if item.Task.Heading != last {
			last = item.Task.Heading
			group := ItemGroup{}
			if last >= 0 {
				group.Heading = &p.Doc.Headings[last]
			}
			groups = append(groups, group)
		}
		group := &groups[len(groups)-1]
		group.Items = append(group.Items, item)
	}
	return groups
}

func roleIDs(roles []*Role) []string {
	ids := make([]string, len(roles))
	for i, r := range roles {
		ids[i] = r.ID
	}
	return ids
}

func phaseIDs(phases []*Phase) []string {
	ids := make([]string, len(phases))
	for i, p := range phases {
		ids[i] = p.ID
	}
	return ids
}
