// Package build makes a portal of a folder: it is the only package that knows the order
// of the stages. What it makes is a tree, which someone else writes, serves or publishes.
package build

import (
	"errors"
	"io/fs"
	"slices"
	"time"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/render"
	"vagvisare/cmd/vagvisare/internal/search"
	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/cmd/vagvisare/internal/tree"
	"vagvisare/cmd/vagvisare/internal/write"
)

// Options say what to build.
type Options struct {
	Root     fs.FS            // the site's folder, with content/ and perhaps layouts/ and assets/
	Defaults map[string]fs.FS // "layouts" and "assets": what the program brings along
	BaseURL  string           // takes the place of site.yaml's url; "" to leave it
	Drafts   bool             // with drafts and with pages of the future
	Editors  bool             // with what is meant for those who write alone
	Date     time.Time        // the day of the build
	Cache    string           // folder that keeps the search index between builds; "" to keep none
	Observer Observer         // may be nil
}

// An Observer follows a build. It is called from one goroutine at a time, except Progress.
type Observer interface {
	// Stage is called when a stage begins: "read", "layouts", "link", "search".
	Stage(name string)
	// Progress tells how many of a stage's items are done; it is called from many goroutines.
	Progress(done, total int)
}

// A Result is what a build has made.
type Result struct {
	Site     *site.Site     // nil when site.yaml cannot be read
	Tree     *tree.Tree     // nil when a problem is an error
	Problems []diag.Problem // sorted, with excerpts

	// Renderer makes the site's pages; nil where layouts or site.yaml cannot be read.
	Renderer *render.Renderer

	Style string // in a preview, the address of the page that shows the design; "" where there is none

	root   fs.FS // what it was made of
	cache  string
	assets *asset.Assets // in the site's own colour
	at     string        // path at which the site is served from memory; "" for a site that is to be published
	exact  bool          // whether copied files must be what they were when the site was read
}

// NewPage returns a new page's file.
func (r *Result) NewPage(kind site.Kind, s render.Skeleton) ([]byte, error) {
	return render.NewPage(r.root, kind, s)
}

// Language returns the language of the site, or "" when it is not known.
func (r *Result) Language() string {
	if r.Site == nil {
		return ""
	}
	return r.Site.Language
}

// Site builds a site. It goes on past errors as far as it can, so that all problems are told at once.
func Site(opt Options) *Result {
	if opt.Observer == nil {
		opt.Observer = silent{}
	}
	root := layers{upper: opt.Root, lower: opt.Defaults}
	result := &Result{root: root, cache: opt.Cache, exact: true}
	opt.Observer.Stage("read")
	source, problems := load.Content(opt.Root, opt.Observer.Progress)

	opt.Observer.Stage("layouts")
	design := loadDesign(root)

	result.link(opt, source, slices.Concat(problems, design.problems), design)
	if !diag.Failed(result.Problems) {
		opt.Observer.Stage("search")
		result.publish(result.publishSearch)
	}
	return result
}

// A design is what makes pages of a site: its layouts and its assets.
type design struct {
	assets   *asset.Assets
	layouts  *render.Layouts // nil when they cannot be read
	problems []diag.Problem

	branded *branding // the last one; of the goroutine that links
}

func loadDesign(root fs.FS) *design {
	d := &design{}
	var problems []diag.Problem
	d.assets, d.problems = asset.Load(root)
	d.layouts, problems = render.LoadLayouts(root, d.assets)
	d.problems = append(d.problems, problems...)
	return d
}

// link makes a site of what was read, and a renderer for it.
func (r *Result) link(opt Options, source site.Source, problems []diag.Problem, d *design) {
	r.Problems = problems
	if source.Config != nil {
		opt.Observer.Stage("link")
		if opt.BaseURL != "" {
			source.Config.URL = opt.BaseURL
		}
		r.Site, problems = site.New(source, opt.site())
		r.Problems = append(r.Problems, problems...)
		if r.Site.URL == "" && !slices.ContainsFunc(r.Problems, inSiteFile) {
			r.Problems = append(r.Problems, diag.Problem{File: "content/site.yaml", Code: diag.MissingURL, Severity: diag.Note})
		}
	}
	if r.Site != nil && d.layouts != nil {
		r.assets, problems = d.in(r.Site.Brand)
		r.Problems = append(r.Problems, problems...)
		r.Renderer = render.New(r.Site, r.assets, d.layouts, opt.Date)
		r.Renderer.Base = r.base()
	}
	r.settle()
}

// publish puts everything into the tree, in the order in which it is to be published: what pages need
// before the pages. There is no tree where anything is wrong.
func (r *Result) publish(search func() error) {
	r.Problems = append(r.Problems, r.assemble(search)...)
	r.settle()
	if diag.Failed(r.Problems) {
		r.Tree = nil
	}
}

func (opt Options) site() site.Options {
	return site.Options{Date: opt.Date, Drafts: opt.Drafts, Editors: opt.Editors}
}

// inSiteFile reports whether a problem keeps site.yaml from being understood.
func inSiteFile(p diag.Problem) bool {
	return p.File == "content/site.yaml" && p.Severity == diag.Error
}

func (r *Result) assemble(search func() error) []diag.Problem {
	r.Tree = &tree.Tree{}
	err := r.assets.Publish(r.Tree, render.StyleSheet)
	for _, f := range r.Site.Files {
		from := r.root
		if r.exact {
			from = exact{r.root, f.Hash}
		}
		err = errors.Join(err, r.Tree.Copy(f.Path(), from, f.Name))
	}
	if err != nil {
		return []diag.Problem{{File: "assets", Code: diag.Unreadable, Args: []any{err}}}
	}
	if err := search(); err != nil {
		return []diag.Problem{{File: ".vagvisare", Code: diag.Unreadable, Args: []any{err}}}
	}
	return append(r.Renderer.Publish(r.Tree), r.publishHosts()...)
}

// publishSearch puts the files into the tree that the portal is searched by.
func (r *Result) publishSearch() error {
	documents := r.documents()
	index, err := search.Load(r.cache, documents, r.Site.Glossary)
	if err != nil {
		return err
	}
	files, err := index.Compile()
	for _, f := range files {
		err = errors.Join(err, r.Tree.Add(f.Name, f.Make))
	}
	return errors.Join(err, index.Close())
}

// Index returns the site's search index, to be closed by the caller. The build must have succeeded.
func (r *Result) Index() (*search.Index, error) {
	return search.Load(r.cache, r.documents(), r.Site.Glossary)
}

// settle gives problems the severities that the site has chosen, their order and their excerpts.
func (r *Result) settle() {
	if r.Site != nil {
		for i, p := range r.Problems {
			if severity, ok := r.Site.Problems[p.Code]; ok {
				r.Problems[i].Severity = severity
			}
		}
	}
	r.Problems = diag.Sort(r.Problems)
	load.Excerpts(r.root, r.Problems)
}

// Failures parts an error that came of reading the tree: problems in layouts, and files in
// the output folder that are not ours, from failures of the machine. output is the folder's
// name for the places of problems.
func (r *Result) Failures(err error, output string) ([]diag.Problem, error) {
	var problems []diag.Problem
	var rest error
	for _, err := range flatten(err) {
		var problem diag.Problem
		var foreign *write.ForeignError
		var more *write.MoreError
		switch {
		case errors.As(err, &problem):
			problems = append(problems, problem)
		case errors.As(err, &foreign):
			for _, name := range foreign.Paths {
				problems = append(problems, diag.Problem{File: output + "/" + name, Code: diag.ForeignFile})
			}
		case errors.As(err, &more) && len(problems) > 0:
			// What has failed has been told often enough.
		default:
			rest = errors.Join(rest, err)
		}
	}
	problems = diag.Sort(problems)
	load.Excerpts(r.root, problems)
	return problems, rest
}

func flatten(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, err := range joined.Unwrap() {
			all = append(all, flatten(err)...)
		}
		return all
	}
	if err == nil {
		return nil
	}
	return []error{err}
}

type silent struct{}

func (silent) Stage(string)      {}
func (silent) Progress(int, int) {}

// documents returns what can be found by search.
func (r *Result) documents() []*search.Document {
	address, title := r.Renderer.Listing("glossary")
	return search.Documents(r.Site, address, title)
}
