package render

import (
	"errors"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/brand"
	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A View is what a layout is given: one page, seen from where it stands. Its exported
// fields and methods are what layouts may use.
type View struct {
	Site   *site.Site
	Page   *site.Page // nil on a page that the portal makes itself
	Layout string     // name of the layout, e.g. "page"
	Path   string     // published address, e.g. "planera/roller/"
	Root   string     // from here to the home page: "./", "../", "../../" …

	Title   string
	Summary string
	Crumbs  []Crumb // from the home page down to the page above this one
	Body    template.HTML
	Phase   *site.Phase // nil outside the phases
	Folder  *site.Page  // that a page for printing holds, where it is outside the phases; nil on all others
	Groups  []Group     // what a listing lists

	Current bool // in Each: whether the entry is for the page that is being made

	Role *site.Role // on a role's page
	Tag  *site.Tag  // on a topic's page

	Technology *site.Technology // on a technology's page

	renderer *Renderer
	terms    *termLinker    // of the page that is being made; nil where there is no glossary
	old      *site.Redirect // on a page that leads from an old address to Page
}

// A Crumb is a step of the trail that leads to a page.
type Crumb struct {
	Title string
	Path  string
}

// A Group is a part of a listing.
type Group struct {
	ID    string // for the address: "b", "planera"
	Title string
	Pages []*site.Page
	Terms []*site.Term // on the glossary's page
}

// Link returns the address of a page or of a published path, relative to this page. It takes a
// *site.Page, *site.Phase, *site.Role, *site.Tag, *site.Technology, Crumb or string.
func (v *View) Link(to any) template.URL {
	path := v.renderer.address(to)
	if path == "" {
		return template.URL(v.Root)
	}
	return template.URL(strings.TrimPrefix(v.Root, "./") + path)
}

// Asset returns the address of a file of assets/, such as "css/site.css", relative to this page.
func (v *View) Asset(name string) (template.URL, error) {
	path, err := v.renderer.assets.Path(name)
	return template.URL(strings.TrimPrefix(v.Root, "./") + path), err
}

// Colour returns the colour that plays a role, such as "surface", in the scheme "light" or "dark".
func (v *View) Colour(scheme, role string) (string, error) {
	palette := v.renderer.palette
	colour, ok := map[string]brand.Scheme{"light": palette.Light, "dark": palette.Dark}[scheme][role]
	if !ok {
		return "", fmt.Errorf("there is no colour %q in the scheme %q", role, scheme)
	}
	return colour.String(), nil
}

// Address returns the absolute address of this page, or "" when the portal's own is not known.
func (v *View) Address() string {
	if v.Site.URL == "" {
		return ""
	}
	return v.Site.URL + v.Path
}

// HasSearch reports whether the page has the search in its middle, and needs none in its masthead.
func (v *View) HasSearch() bool {
	return v.Layout == "search" || v.Layout == "home" || v.Layout == styleLayout
}

// Kinds returns the kinds of pages that the site has besides its home page.
func (v *View) Kinds() []site.Kind {
	kinds := append(slices.Clone(site.Kinds), site.Section)
	return slices.DeleteFunc(kinds, func(k site.Kind) bool { return len(v.Site.OfKind(k)) == 0 })
}

// Contents returns the headings of the second level.
func (v *View) Contents() []markdown.Heading {
	if v.Page == nil || v.Page.Doc == nil {
		return nil
	}
	var headings []markdown.Heading
	for _, h := range v.Page.Doc.Headings {
		if h.Level == 2 {
			headings = append(headings, h)
		}
	}
	return headings
}

// Minutes returns how long the page takes to read, at 200 words a minute; at least one.
func (v *View) Minutes() int {
	if v.Page == nil || v.Page.Doc == nil {
		return 1
	}
	return max(1, (v.Page.Doc.Words+100)/200)
}

// Overdue reports whether the page should have been reviewed before the day of the build.
func (v *View) Overdue() bool {
	return v.Page != nil && !v.Page.Review.IsZero() && v.Page.Review.Before(v.renderer.date)
}

// Window returns the pages of the phase around this one: all, or some of them where
// they are very many, so that a page's size does not grow with the portal's.
func (v *View) Window() []*site.Page {
	const window = 24
	if v.Phase == nil {
		return nil
	}
	pages := v.Phase.Pages
	if len(pages) <= window {
		return pages
	}
	start := max(0, min(v.Position()-1-window/2, len(pages)-window))
	return pages[start : start+window]
}

// Position returns the page's number among the pages of its phase, from 1; 0 for the
// phase's own page.
func (v *View) Position() int { return v.renderer.position[v.Page] }

// Fragment returns what a partial makes of the site, the phase and the page's depth alone.
// It is rendered once for all pages that share these: menus and footers are the same on
// thousands of pages.
func (v *View) Fragment(name string) (template.HTML, error) {
	return v.renderer.fragments.get(fragmentKey{name: name, root: v.Root, phase: v.Phase}, v)
}

// Each returns what a partial makes of each of some pages, roles or topics, one after
// another. The partial's dot has Page, Role or Tag set, and Current where that is the page
// being made; what it makes may depend on these and the page's depth alone, since it is
// rendered once and then used again: the same entry stands in lists on thousands of pages.
func (v *View) Each(name string, items any) (template.HTML, error) {
	var b strings.Builder
	each := func(key fragmentKey) error {
		key.name, key.root = name, v.Root
		entry, err := v.renderer.fragments.get(key, v)
		b.WriteString(string(entry))
		return err
	}
	var err error
	switch items := items.(type) {
	case []*site.Page:
		for _, page := range items {
			err = errors.Join(err, each(fragmentKey{page: page, current: page == v.Page}))
		}
	case []*site.Role:
		for _, role := range items {
			err = errors.Join(err, each(fragmentKey{role: role, current: role == v.Role}))
		}
	case []*site.Tag:
		for _, tag := range items {
			err = errors.Join(err, each(fragmentKey{tag: tag, current: tag == v.Tag}))
		}
	default:
		err = fmt.Errorf("a list of %T has no entries to show", items)
	}
	return template.HTML(b.String()), err
}
