package render

import (
	"errors"
	"html/template"
	"io/fs"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/figure"
	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/cmd/vagvisare/internal/tree"
)

// StyleSheet is that of the page that shows the design, which only previews have.
const StyleSheet = "css/style.css"

const (
	styleLayout = "style"            // of the page that shows the design
	styleText   = "layouts/style.md" // its text: everything that Markdown can become
)

// PublishStyle puts the page that shows the design into the tree of a preview, and returns its address: "" where the layouts
// have no such page, or the site has one of its own at the address. Nobody may read the site meanwhile.
func (r *Renderer) PublishStyle(t *tree.Tree) (address string, problems []diag.Problem) {
	address = r.word(styleLayout, "address")
	if !r.layouts.small.has(styleLayout) || !fs.ValidPath(strings.TrimSuffix(address, "/")) {
		return "", nil
	}
	page, problems := r.stylePage(address)
	v := r.view(styleLayout, address, page.Title, page.Summary)
	v.Page = page
	err := t.Add(address+"index.html", func() ([]byte, error) { return r.render(v) })
	if err != nil { // taken
		return "", nil
	}
	if err := r.assets.PublishFile(t, StyleSheet); err != nil {
		problems = append(problems, diag.Problem{File: "assets/css/style", Code: diag.Unreadable, Args: []any{err}})
	}
	return address, problems
}

// stylePage returns a page of the layouts' own text, linked as if it lay in content/.
func (r *Renderer) stylePage(address string) (*site.Page, []diag.Problem) {
	doc, problems := markdown.New(false).Convert(r.layouts.style, 1)
	page := &site.Page{
		Source: "style.md", Kind: site.Plain, Path: address, Doc: doc,
		Title: r.word(styleLayout, "title"), Summary: r.word(styleLayout, "summary"),
	}
	problems = append(problems, r.site.Guest(page)...)
	for i := range problems {
		// No reader will see it, and it must not keep editors from seeing their own texts.
		problems[i].File, problems[i].Severity = styleText, diag.Note
	}
	return page, problems
}

// A Style is what the page that shows the design shows besides its text. Views are of pages of the site, seen from there, on
// which components stand; they are nil where the site has no such page.
type Style struct {
	View *View // of the page itself

	Colours, Sizes, Spaces, Others []Token
	Pairs                          []ColourPair

	Reading, Steps, Checklist, Template, Plan, Example *View
	Related, Backlinks, Owned                          *View
	Notices                                            *View // of a draft whose review is overdue

	Fields []FieldView // of Template, one of each kind
	Facts  []FieldView // of Plan, with short values
	Table  *FieldView  // of Plan, with rows; nil where it has none

	Figures []*figure.Figure // one of each type
	Term    template.HTML    // of the glossary, as it stands in a text; "" where there is none
	File    *LinkView        // to a file of the site; nil where it has none
	Image   ImageView
}

// Style returns what the page that shows the design shows.
func (v *View) Style() (*Style, error) {
	s := &Style{
		View:      v,
		Reading:   v.first(func(p *site.Page) bool { return p.Kind == site.Guidance && p.Phase != nil && len(p.Steps) > 0 }),
		Steps:     v.first(func(p *site.Page) bool { return p.Phase != nil && p.Phase.Page == p && len(p.Phase.Steps) > 0 }),
		Checklist: v.first(func(p *site.Page) bool { return p.Kind == site.Checklist && len(p.Items) > 0 }),
		Template:  v.first(func(p *site.Page) bool { return p.Template != nil }),
		Plan:      v.first(func(p *site.Page) bool { return p.Plan != nil && p.Plan.Plan != nil }),
		Example:   v.first(func(p *site.Page) bool { return p.Case != nil }),
		Related:   v.first(func(p *site.Page) bool { return len(p.SeeAlso) > 0 }),
		Backlinks: v.first(func(p *site.Page) bool { return len(p.Backlinks) > 0 }),
		Owned:     v.first(func(p *site.Page) bool { return p.Owner != "" && !p.Updated.IsZero() && !p.Review.IsZero() }),
	}
	if s.Reading == nil {
		s.Reading = v.first(func(p *site.Page) bool { return p.Kind == site.Guidance && p.Phase != nil })
	}
	late := *v.Page
	late.Draft, late.Review = true, v.renderer.date.AddDate(0, 0, -1)
	s.Notices = v.Of(&late)
	v.renderer.tokens(s)
	return s, errors.Join(s.links(v), s.plans(v))
}

// Of returns the view of another page, as it is seen from this one.
func (v *View) Of(page *site.Page) *View {
	other := v.renderer.page(page)
	other.Root = v.Root
	return other
}

// first returns the view of the first page that is such a one, or nil.
func (v *View) first(is func(*site.Page) bool) *View {
	for _, p := range v.Site.Pages {
		if is(p) {
			return v.Of(p)
		}
	}
	return nil
}

// links finds what links and images lead to.
func (s *Style) links(v *View) error {
	if len(v.Site.Glossary) > 0 {
		term := template.HTML(template.HTMLEscapeString(v.Site.Glossary[0].Term))
		s.Term = v.renderer.termLinks(v).link(term)
	}
	for _, f := range v.Site.Files {
		if f != v.Site.Logo && f.Width == 0 {
			link := fileView(v, site.Target{File: f})
			link.Inner = template.HTML(template.HTMLEscapeString(f.Source))
			s.File = &link
			break
		}
	}
	logo, err := v.Asset("images/logo.svg")
	s.Image = ImageView{URL: logo, Width: 34, Height: 44}
	return err
}

// plans finds fields and figures that can stand on one page, each id once.
func (s *Style) plans(v *View) error {
	taken := map[string]bool{}
	if s.Plan != nil {
		if err := s.values(taken); err != nil {
			return err
		}
	}
	if s.Template != nil {
		kinds := map[plan.Type]bool{}
		for _, f := range s.Template.Page.Template.Fields {
			if !kinds[f.Type] && !taken[f.ID] {
				kinds[f.Type], taken[f.ID] = true, true
				s.Fields = append(s.Fields, FieldView{Field: f, Level: 3, View: s.Template})
			}
		}
	}
	return s.figures(v)
}

// values takes the first short values of the plan, and its first table.
func (s *Style) values(taken map[string]bool) error {
	sections, err := s.Plan.Sections()
	for _, section := range sections {
		for _, entry := range section.Entries {
			switch f := entry.Field; {
			case entry.Facts != nil && s.Facts == nil:
				s.Facts = entry.Facts
				for _, fact := range s.Facts {
					taken[fact.ID] = true
				}
			case f != nil && f.Type == plan.Table && f.Value != nil && s.Table == nil:
				f.Level = 3
				s.Table, taken[f.ID] = f, true
			}
		}
	}
	return err
}

// figures draws the first figure of each type that the site's plans have.
func (s *Style) figures(v *View) error {
	types, ids := map[string]bool{}, map[string]bool{}
	for _, p := range v.Site.OfKind(site.PlanDocument) {
		if p.Plan.Plan == nil {
			continue
		}
		for i := range p.Plan.Plan.Template.Figures {
			f := p.Plan.Plan.Template.Figures[i]
			if types[string(f.Type)] || ids[f.ID] {
				continue
			}
			drawn, err := v.renderer.figure(p.Plan.Plan, f)
			if err != nil {
				return err
			}
			types[string(f.Type)], ids[f.ID] = true, true
			s.Figures = append(s.Figures, drawn)
		}
	}
	return nil
}
