package build

import (
	"io/fs"
	"slices"
	"strings"
	"sync"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/search"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A Live is a site that follows its files, and is read from memory. What is read is always the last state of the
// files in which nothing was wrong, or until there is one, what can be shown all the same.
//
// An edit shows in two steps. Update reads what has changed and puts it into the site as it is linked, which takes
// milliseconds; Relink then links the whole anew, as a build does. Both may run at the same time, and
// while others read.
type Live struct {
	opt  Options
	root fs.FS

	input   sync.Mutex // guards what follows
	content *load.Folder
	design  *design
	edited  []*site.Page // since the newest linking began

	linking sync.Mutex // one at a time

	output sync.RWMutex // guards what follows
	good   *Result      // the last one without errors; nil until there is one
	newest *Result      // without a tree where anything is wrong
	asked  []string     // files that were asked for last
}

// NewLive reads a site. It always succeeds: where something is wrong, Problems tells it.
func NewLive(opt Options) *Live {
	if opt.Observer == nil {
		opt.Observer = silent{}
	}
	l := &Live{opt: opt, root: layers{upper: opt.Root, lower: opt.Defaults}}
	var group sync.WaitGroup
	group.Go(func() { l.design = loadDesign(l.root) })
	opt.Observer.Stage("read")
	l.content = load.Read(opt.Root, opt.Observer.Progress)
	group.Wait()
	l.Relink()
	return l
}

// Update reads again what has changed: files, given by their names from the site's root. It returns the pages that
// are shown anew already, and whether anything has changed at all, so that the site must be linked again.
func (l *Live) Update(names []string) (shown []*site.Page, changed bool) {
	l.input.Lock()
	defer l.input.Unlock()
	edit := l.content.Update(names)
	if slices.ContainsFunc(names, ofDesign) {
		l.design = loadDesign(l.root)
		edit.Other = true
	}
	l.edited = append(l.edited, edit.Pages...)
	l.output.Lock()
	defer l.output.Unlock()
	if l.good != nil && !l.good.failed(edit.Problems) {
		shown = l.good.replace(l.opt, edit.Pages)
	}
	return shown, edit.Other || len(edit.Pages) > 0 || len(edit.Problems) > 0
}

// ofDesign reports whether a file is of the layouts or the assets.
func ofDesign(name string) bool {
	top, _, _ := strings.Cut(name, "/")
	return top == "layouts" || top == "assets"
}

// Relink links the whole site anew, and lets it be read if nothing is wrong.
func (l *Live) Relink() {
	l.linking.Lock()
	defer l.linking.Unlock()
	l.input.Lock()
	source, problems := l.content.Source()
	design := l.design
	l.edited = nil
	l.input.Unlock()

	result := &Result{root: l.root, cache: l.opt.Cache, at: "/"}
	result.link(l.opt, source, slices.Concat(problems, design.problems), design)
	if !diag.Failed(result.Problems) {
		result.publish(func() error { return nil })
		result.publishStyle()
		result.try(l.recent())
	}

	l.input.Lock()
	defer l.input.Unlock()
	l.output.Lock()
	defer l.output.Unlock()
	l.newest = result
	if result.Tree != nil {
		result.replace(l.opt, l.edited)
		l.good = result
	}
	if l.good == nil && result.showable() {
		// Somebody who begins with a dead link somewhere must not see nothing at all.
		first := *result
		first.Problems = nil
		first.publish(func() error { return nil })
		first.publishStyle()
		first.Problems = result.Problems
		if first.Tree != nil {
			l.good = &first
		}
	}
}

// publishStyle adds the page that shows the design, which only previews have.
func (r *Result) publishStyle() {
	if r.Tree == nil {
		return
	}
	address, problems := r.Renderer.PublishStyle(r.Tree)
	r.Style, r.Problems = address, append(r.Problems, problems...)
	r.settle()
}

// showable reports whether pages can be made in spite of all that is wrong.
func (r *Result) showable() bool {
	return r.Renderer != nil && !slices.ContainsFunc(r.Problems, func(p diag.Problem) bool { return p.Severity == diag.Error && !p.Code.Lowerable() })
}

// replace shows pages as they are now, and returns those that could be shown.
func (r *Result) replace(opt Options, pages []*site.Page) []*site.Page {
	var shown []*site.Page
	for _, page := range pages {
		if r.Site.Replace(page, opt.site(), r.failed) {
			own := r.Site.Of(page.Source)
			r.Renderer.Forget(own)
			shown = append(shown, own)
		}
	}
	return shown
}

// failed reports whether one of some problems keeps the site from being published.
func (r *Result) failed(problems []diag.Problem) bool {
	return slices.ContainsFunc(problems, func(p diag.Problem) bool {
		if severity, own := r.Site.Problems[p.Code]; own {
			return severity == diag.Error
		}
		return p.Severity == diag.Error
	})
}

// try makes some files, since what is wrong in a layout may show only then.
func (r *Result) try(names []string) {
	for _, name := range names {
		if r.Tree == nil || !r.Tree.Has(name) {
			continue
		}
		if _, err := r.Tree.ReadFile(name); err != nil {
			problems, _ := r.Failures(err, "")
			r.Problems = diag.Sort(append(r.Problems, problems...))
			if diag.Failed(problems) {
				r.Tree = nil
			}
		}
	}
}

// maxAsked is how many files are tried before a site is shown.
const maxAsked = 8

func (l *Live) recent() []string {
	l.output.RLock()
	defer l.output.RUnlock()
	return append([]string{"index.html"}, l.asked...)
}

// ReadFile makes a published file of the site. The error is fs.ErrNotExist where there is none, or no site; a diag.Problem where a
// layout is wrong.
func (l *Live) ReadFile(name string) ([]byte, error) {
	l.output.RLock()
	defer l.output.RUnlock()
	if l.good == nil || !l.good.Tree.Has(name) {
		return nil, fs.ErrNotExist
	}
	return l.good.Tree.ReadFile(name)
}

// Has reports whether the site has a published file.
func (l *Live) Has(name string) bool {
	l.output.RLock()
	defer l.output.RUnlock()
	return l.good != nil && l.good.Tree.Has(name)
}

// Asked notes that somebody looks at a file, so that it is tried before the site is next shown.
func (l *Live) Asked(name string) {
	l.output.Lock()
	defer l.output.Unlock()
	if l.good == nil || !l.good.Tree.Has(name) {
		return
	}
	l.asked = slices.DeleteFunc(l.asked, func(other string) bool { return other == name })
	l.asked = append(l.asked, name)
	l.asked = l.asked[max(0, len(l.asked)-maxAsked):]
}

// Good calls a function with the site that is read, unless there has been none without errors. It does not change while the
// function runs.
func (l *Live) Good(do func(good *Result)) {
	l.output.RLock()
	defer l.output.RUnlock()
	if l.good != nil {
		do(l.good)
	}
}

// Newest returns what came of the newest linking. It must be used for its problems only, since updates change its pages.
func (l *Live) Newest() *Result {
	l.output.RLock()
	defer l.output.RUnlock()
	return l.newest
}

// Fail notes what was wrong when a file was made.
func (l *Live) Fail(err error) {
	l.output.Lock()
	defer l.output.Unlock()
	failed := *l.newest
	failed.Problems, failed.Tree = slices.Clone(failed.Problems), nil
	problems, _ := failed.Failures(err, "")
	failed.Problems = diag.Sort(append(failed.Problems, problems...))
	l.newest = &failed
}

// Documents returns what can be found by search in the site that is read, and its glossary; nil where there is no site. Before is what
// it returned last.
func (l *Live) Documents(before []*search.Document) ([]*search.Document, []*site.Term) {
	l.output.RLock()
	good := l.good
	if good == nil {
		l.output.RUnlock()
		return nil, nil
	}
	address, title := good.Renderer.Listing("glossary")
	read := search.Begin(good.Site, address, title, before)
	l.output.RUnlock() // so that a save need not wait for all texts to be read
	return read(), good.Site.Glossary
}
