// Package render makes pages: it fills layouts with a site.
//
// A Renderer puts into a tree one function for each page. The functions share nothing
// that changes but a cache of fragments, so they may run in parallel and in any order.
package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/brand"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/cmd/vagvisare/internal/tree"
)

// A Renderer makes the pages of one site with one set of layouts.
type Renderer struct {
	// Base is the path at which the portal stands, with a slash at both ends, so that 404.html can be shown at any address below
	// it; "" where that is not known, and 404.html refers relatively, as all other pages do.
	Base string

	site      *site.Site
	assets    *asset.Assets
	layouts   *Layouts
	date      time.Time
	format    plan.Format
	fragments fragments
	wordFiles map[*site.Page]*wordFile
	kept      atomic.Int64                // bytes of Word files in memory
	position  map[*site.Page]int          // number among the pages of the phase
	filled    map[*site.Page][]*site.Page // plans by their template
	terms     *termIndex                  // nil where there is no glossary
	palette   brand.Palette
}

// New returns a renderer. date is the day of the build.
func New(s *site.Site, assets *asset.Assets, layouts *Layouts, date time.Time) *Renderer {
	r := &Renderer{site: s, assets: assets, layouts: layouts, date: date, position: map[*site.Page]int{}, filled: map[*site.Page][]*site.Page{}}
	for _, phase := range s.Phases {
		for i, p := range phase.Pages {
			r.position[p] = i + 1
		}
	}
	for _, p := range s.OfKind(site.PlanDocument) {
		r.filled[p.Plan.Template] = append(r.filled[p.Plan.Template], p)
	}
	r.wordFiles = map[*site.Page]*wordFile{}
	for _, p := range s.Pages {
		if p.Kind.HasWord() {
			r.wordFiles[p] = &wordFile{}
		}
	}
	r.terms = newTermIndex(s.Glossary)
	r.format = r.loadFormat()
	r.palette = brand.For(s.Brand.Colour)
	return r
}

// Forget lets go of what was made of a page, which has changed since. Nobody may use the renderer meanwhile.
func (r *Renderer) Forget(p *site.Page) {
	r.fragments.cache.Clear()
	if f := r.wordFiles[p]; f != nil {
		r.kept.Add(-int64(len(f.data)))
		r.wordFiles[p] = &wordFile{}
	}
}

// Publish puts all pages into a tree, and what goes with them for machines.
func (r *Renderer) Publish(t *tree.Tree) []diag.Problem {
	p := &publisher{renderer: r, tree: t}
	overviews := map[string]overview{}
	for _, o := range r.overviews() {
		overviews[o.path] = o
	}
	for _, page := range r.site.Pages {
		v := r.page(page)
		if o, ok := overviews[page.Path]; ok && page.IsSection() {
			v.Layout = o.layout
			o.fill(v)
		}
		p.word(page)
		p.view(v)
	}
	for _, v := range r.listings() {
		p.view(v)
	}
	p.machines()
	p.installable()
	for _, redirect := range r.site.Redirects {
		p.view(r.redirect(redirect))
	}
	return p.problems
}

type publisher struct {
	renderer *Renderer
	tree     *tree.Tree
	problems []diag.Problem
}

// view puts the page that a view shows into the tree.
func (p *publisher) view(v *View) {
	name := v.Path
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	p.file(name, v.old, func() ([]byte, error) { return p.renderer.render(v) })
}

// file puts a file into the tree. Where the path is taken, whoever wrote it in content/ is
// told: in an old address, or in the name of a page, since pages come first.
func (p *publisher) file(name string, old *site.Redirect, file tree.File) {
	err := p.tree.Add(name, file)
	if err == nil {
		return
	}
	if !errors.Is(err, tree.ErrTaken) {
		panic("render: " + err.Error())
	}
	address := strings.TrimSuffix(name, "index.html")
	problem := diag.Problem{File: "content", Code: diag.TakenAddress, Args: []any{"/" + address}}
	if page := p.renderer.site.At(address); old != nil {
		problem.Code, problem.File, problem.Line, problem.Col = diag.TakenAlias, old.To.File(), old.Line, old.Col
	} else if page != nil {
		problem.File = page.File()
	}
	p.problems = append(p.problems, problem)
}

// page returns the view of a page of the site.
func (r *Renderer) page(page *site.Page) *View {
	v := r.view("page", page.Path, page.Title, page.Summary)
	v.Page, v.Phase = page, page.Phase
	v.Crumbs = v.Crumbs[:0]
	for _, above := range page.Trail() {
		v.Crumbs = append(v.Crumbs, Crumb{above.Title, above.Path})
	}
	if r.layouts.small.has(string(page.Kind)) {
		v.Layout = string(page.Kind)
	}
	return v
}

// view returns the view of a page that lies below the home page.
func (r *Renderer) view(layout, path, title, summary string) *View {
	v := &View{Site: r.site, Layout: layout, Path: path, Title: title, Summary: summary, renderer: r}
	v.Root = "./"
	if depth := strings.Count(path, "/"); depth > 0 {
		v.Root = strings.Repeat("../", depth)
	}
	v.Crumbs = []Crumb{{r.site.Home.Title, ""}}
	return v
}

func (r *Renderer) redirect(redirect site.Redirect) *View {
	at := redirect.From
	if strings.HasSuffix(at, "/index.html") {
		at = strings.TrimSuffix(at, "index.html")
	}
	v := r.view("redirect", at, redirect.To.Title, "")
	v.Page, v.old = redirect.To, &redirect
	return v
}

// render makes a page. An error is a diag.Problem in a layout.
func (r *Renderer) render(v *View) ([]byte, error) {
	data, err := r.execute(v, r.layouts.small)
	if err == nil {
		return data, nil
	}
	if _, again := r.execute(v, r.layouts.written); again != nil {
		err = again
	}
	return nil, r.layouts.problem(err, v.Layout)
}

func (r *Renderer) execute(v *View, layouts *set) ([]byte, error) {
	if !layouts.has(v.Layout) {
		return nil, diag.Problem{File: "layouts/" + v.Layout + ".html", Code: diag.Unreadable, Args: []any{"no such layout"}}
	}
	filled := *v // a view stays and may be shown twice at once; a body is large
	if v.Page != nil && v.old == nil {
		filled.terms = r.termLinks(v)
	}
	if v.Page != nil && v.Page.Doc != nil && v.old == nil {
		body, err := r.body(&filled, layouts)
		if err != nil {
			return nil, err
		}
		filled.Body = body
	}
	buffer := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buffer)
	buffer.Reset()
	name := baseLayout
	if bare[v.Layout] {
		name = "main"
	}
	if err := layouts.layout(v.Layout).ExecuteTemplate(buffer, name, &filled); err != nil {
		return nil, err
	}
	return bytes.Clone(buffer.Bytes()), nil
}

// partial returns what a partial makes of something.
func partial(layouts *set, name string, of any) (template.HTML, error) {
	var b bytes.Buffer
	err := layouts.partials().ExecuteTemplate(&b, name, of)
	return template.HTML(b.String()), err
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// fragments are pieces of HTML that many pages share.
type fragments struct{ cache sync.Map }

// A fragmentKey is all that a fragment may depend on, besides the site.
type fragmentKey struct {
	name, root string
	phase      *site.Phase
	page       *site.Page
	role       *site.Role
	tag        *site.Tag
	current    bool
}

// get returns a fragment, made if need be. Two goroutines may both make it: the same.
func (f *fragments) get(key fragmentKey, v *View) (template.HTML, error) {
	if made, ok := f.cache.Load(key); ok {
		return made.(template.HTML), nil
	}
	partial := v.renderer.layouts.small.partials().Lookup(key.name)
	if partial == nil {
		return "", fmt.Errorf("there is no layouts/partials/%s.html", key.name)
	}
	shared := &View{
		Site: v.Site, Root: key.root, Phase: key.phase, Page: key.page, Role: key.role, Tag: key.tag,
		Current: key.current, renderer: v.renderer,
	}
	var b bytes.Buffer
	if err := partial.Execute(&b, shared); err != nil {
		if again := v.renderer.layouts.written.partials().ExecuteTemplate(&b, key.name, shared); again != nil {
			err = again
		}
		return "", v.renderer.layouts.problem(err, key.name)
	}
	made := template.HTML(b.String())
	f.cache.Store(key, made)
	return made, nil
}
