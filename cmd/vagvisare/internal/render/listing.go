package render

import (
	"net/url"
	"slices"

	"vagvisare/cmd/vagvisare/internal/site"
)

// listings returns the views of the pages that the portal makes itself.
func (r *Renderer) listings() []*View {
	var views []*View
	add := func(name string) *View {
		v := r.view(name, r.word(name, "address"), r.word(name, "title"), r.word(name, "summary"))
		views = append(views, v)
		return v
	}
	add("search")
	add("index").Groups = r.letters()
	add("map")
	if len(r.site.Events) > 0 {
		add("changes")
	}
	if len(r.site.Glossary) > 0 {
		add("glossary").Groups = r.glossary()
	}
	if r.site.Accessibility != nil {
		add("statement")
	}
	add("storage")
	if missing := add("404"); r.Base != "" {
		missing.Root = (&url.URL{Path: r.Base}).EscapedPath()
	}
	if len(r.site.Tags) > 0 {
		tags := add("tags")
		for _, t := range r.site.Tags {
			v := r.view("tag", r.address(t), t.Name, "")
			v.Tag, v.Groups = t, r.byPhase(t.Pages)
			v.Crumbs = append(v.Crumbs, Crumb{tags.Title, tags.Path})
			views = append(views, v)
		}
	}
	if len(r.site.Roles) > 0 {
		roles := add("roles")
		for _, role := range r.site.Roles {
			v := r.view("role", r.address(role), role.Title, role.Summary)
			v.Role = role
			v.Crumbs = append(v.Crumbs, Crumb{roles.Title, roles.Path})
			views = append(views, v)
		}
	}
	views = append(views, r.prints()...)
	for _, o := range r.overviews() {
		if page := r.site.At(o.path); page == nil || !page.IsSection() { // a page in its place is told of
			v := r.view(o.layout, o.path, o.title, o.summary)
			o.fill(v)
			views = append(views, v)
		}
	}
	return views
}

// An overview is a listing of documents. It is a page of its own, or, where the site has a
// section at its address, that section's page, with the section's text above the list.
type overview struct {
	layout, path, title, summary string
	fill                         func(*View)
}

func (r *Renderer) overviews() []overview {
	var all []overview
	add := func(name string, pages []*site.Page) {
		if len(pages) > 0 {
			all = append(all, overview{
				layout: name, path: r.word(name, "address"), title: r.word(name, "title"), summary: r.word(name, "summary"),
				fill: func(v *View) { v.Groups = r.byPhase(pages) },
			})
		}
	}
	add("templates", r.site.OfKind(site.Template))
	add("checklists", r.site.OfKind(site.Checklist))
	plans := r.site.OfKind(site.PlanDocument)
	add("plans", plans)
	if examples := r.site.OfKind(site.Example); len(examples) > 0 {
		all = append(all, overview{
			layout: "examples", path: r.word("examples", "address"), title: r.word("examples", "title"), summary: r.word("examples", "summary"),
			fill: func(v *View) { v.Groups = r.byTechnology(examples) },
		})
	}
	for _, t := range r.site.Technologies {
		if len(t.Plans)+len(t.Examples) > 0 {
			all = append(all, overview{
				layout: "technology", path: r.address(t), title: t.Title, summary: t.Summary,
				fill: func(v *View) {
					v.Technology, v.Groups = t, r.byPhase(t.Plans)
					if v.Page == nil && len(plans) > 0 {
						v.Crumbs = append(v.Crumbs, r.crumb("plans"))
					}
				},
			})
		}
	}
	return all
}

// crumb returns the step to a page that the portal makes itself, or to the site's page in its place.
func (r *Renderer) crumb(name string) Crumb {
	crumb := Crumb{r.word(name, "title"), r.word(name, "address")}
	if page := r.site.At(crumb.Path); page != nil {
		crumb.Title = page.Title
	}
	return crumb
}

// word returns a word of the pages that the portal makes itself, or "" where words.json
// has none; the layout that needs it then says so.
func (r *Renderer) word(page, key string) string {
	s, _ := r.layouts.words.Text("pages", page, key)
	return s
}

func (r *Renderer) letters() []Group {
	groups := make([]Group, len(r.site.Index))
	for i, l := range r.site.Index {
		groups[i] = letterGroup("letter-", l.Name)
		groups[i].Pages = l.Pages
	}
	return groups
}

// glossary returns the entries of the glossary by letter. Their ids are slugs, so those of the
// letters have a colon.
func (r *Renderer) glossary() []Group {
	var groups []Group
	for _, t := range r.site.Glossary {
		own := letterGroup("letter:", t.Letter)
		i := slices.IndexFunc(groups, func(g Group) bool { return g.ID == own.ID })
		if i < 0 {
			i = len(groups)
			groups = append(groups, own)
		}
		groups[i].Terms = append(groups[i].Terms, t)
	}
	return groups
}

// letterGroup returns the group of a letter of an index, without what stands in it.
func letterGroup(prefix, name string) Group {
	if name == "#" {
		return Group{ID: prefix + "0-9", Title: "0–9"}
	}
	return Group{ID: prefix + name, Title: name}
}

// byPhase groups pages by phase, in the order of the phases; those of none come last, in
// a group without a title.
func (r *Renderer) byPhase(pages []*site.Page) []Group {
	members := map[*site.Phase][]*site.Page{}
	for _, p := range pages {
		members[p.Phase] = append(members[p.Phase], p)
	}
	var groups []Group
	for _, phase := range r.site.Phases {
		if len(members[phase]) > 0 {
			groups = append(groups, Group{ID: phase.ID, Title: phase.Title, Pages: members[phase]})
		}
	}
	if len(members[nil]) > 0 {
		groups = append(groups, Group{ID: "group:none", Pages: members[nil]})
	}
	return groups
}

// byTechnology groups learning examples by technology, in the order of the technologies; those of
// none come last, in a group without a title.
func (r *Renderer) byTechnology(examples []*site.Page) []Group {
	var groups []Group
	var others []*site.Page
	for _, t := range r.site.Technologies {
		if len(t.Examples) > 0 {
			groups = append(groups, Group{ID: "technology:" + t.ID, Title: t.Title, Pages: t.Examples})
		}
	}
	for _, p := range examples {
		if p.Case == nil || p.Case.Technology == nil {
			others = append(others, p)
		}
	}
	if len(others) > 0 {
		groups = append(groups, Group{ID: "group:none", Pages: others})
	}
	return groups
}

// address returns the published address of what a layout may link to.
func (r *Renderer) address(to any) string {
	switch to := to.(type) {
	case *site.Page:
		return to.Path
	case *site.Phase:
		return to.Page.Path
	case *site.Role:
		return r.word("roles", "address") + to.ID + "/"
	case *site.Technology:
		return r.word("plans", "address") + to.ID + "/"
	case *site.Tag:
		return r.word("tags", "address") + to.Slug + "/"
	case Crumb:
		return to.Path
	case string:
		return to
	}
	panic("render: a layout links to something that has no address")
}

// Listing returns the address and the title of a page that the portal makes itself, such as "glossary".
func (r *Renderer) Listing(name string) (address, title string) {
	return r.word(name, "address"), r.word(name, "title")
}
