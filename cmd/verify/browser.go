package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"vagvisare/cmd/verify/internal/browser"
)

// A look is what is done with one page, opened in one way.
type look struct {
	site *browser.Site
	way  string
	page string
	view browser.View
	axe  bool
	then []browser.View // in which it is examined too, without being loaded again
}

func (l look) String() string { return fmt.Sprintf("%s %s (%v)", l.way, l.page, l.view) }

// An audit is the browser's step under way.
type audit struct {
	ctx   context.Context
	tally *tally
	axe   string // the script
	every bool   // whether every page is examined in every state, and nothing else is done

	mu     sync.Mutex
	visits map[*browser.Site][]*browser.Visit
	models []sample // all pages that are opened as they are
}

func checkBrowser(s *session, t *tally) { audited(s, t, false) }

// checkStates examines every page in every state, which takes twice as long as all else.
func checkStates(s *session, t *tally) { audited(s, t, true) }

func audited(s *session, t *tally, every bool) {
	if err := runBrowser(s, t, every); err != nil {
		t.fail("%v", err)
	}
	slices.Sort(t.messages) // done in parallel, told in order
}

func runBrowser(s *session, t *tally, every bool) error {
	script, err := axeScript(s)
	if err != nil {
		return err
	}
	p, err := s.portal()
	if err != nil {
		return err
	}
	a := &audit{ctx: s.ctx, tally: t, axe: script, every: every, visits: map[*browser.Site][]*browser.Visit{}}
	return s.browse(func(b *browser.Browser) error { return a.all(s, b, p.public()) })
}

func axeScript(s *session) (string, error) {
	modules, err := s.modules()
	if err != nil {
		return "", err
	}
	script, err := os.ReadFile(filepath.Join(modules, "axe-core", "axe.min.js"))
	return string(script), err
}

// all opens all pages that the portal makes and some of those that somebody has written, and samples of all layouts in every
// manner: below a folder and from disk too. All that pages refer to is relative, and the step site holds that it is there.
func (a *audit) all(s *session, b *browser.Browser, dir string) error {
	host, err := browser.Serve(s.ctx, dir, "/")
	if err != nil {
		return err
	}
	below, err := browser.Serve(s.ctx, dir, "/a/b/")
	if err != nil {
		return err
	}
	disk, err := browser.Files(dir)
	if err != nil {
		return err
	}
	unscripted, err := browser.Serve(s.ctx, dir, "/", withoutScripting(dir))
	if err != nil {
		return err
	}
	pages, err := host.Pages()
	if err != nil {
		return err
	}
	if a.every {
		return a.states(b, host, unscripted, pages)
	}
	var looks []look
	written := 0
	for _, page := range pages {
		if isWritten(page) {
			written++
			if written%opened != 0 {
				continue
			}
		}
		looks = append(looks, look{host, "/", page, browser.View{}, isWritten(page) && written%(3*opened) == 0, nil})
	}
	if err := parallel(b, looks, a.open); err != nil {
		return err
	}
	if err := a.documents(b, host, pages); err != nil {
		return err
	}
	if err := a.samples(b, host, below, unscripted, disk); err != nil {
		return err
	}
	for way, site := range map[string]*browser.Site{"/": host, "/a/b/": below, "file://": disk} {
		a.tally.check(way+" has dead links", site.DeadLinks(a.visits[site])...)
	}
	return nil
}

// opened is of how many pages that somebody has written one is opened. Every third one of these is examined by axe, and all
// samples. The step states opens and examines all: that takes too long for every run.
const opened = 3

// isWritten reports whether somebody has written a page, which the portal did not make itself of others.
func isWritten(page string) bool {
	source := strings.TrimSuffix(page, "/index.html")
	for _, name := range []string{source + ".md", source + "/_index.md"} {
		if _, err := os.Stat(filepath.Join("content", filepath.FromSlash(name))); err == nil {
			return true
		}
	}
	return false
}

// states examines every page wide and narrow, in light and dark, with its scripts and without.
func (a *audit) states(b *browser.Browser, host, unscripted *browser.Site, pages []string) error {
	var looks []look
	for _, page := range pages {
		looks = append(looks,
			look{host, "/", page, browser.View{}, true, restyled},
			look{unscripted, "/", page, browser.View{NoScript: true}, false, unscriptedViews})
	}
	return parallel(b, looks, a.open)
}

// documents looks at one page of each kind that has a Word file beside it, as it is on paper,
// and holds that its PDF has its structure: ISO 32000-1, 14.7 and 14.8. Pages of a kind share
// their layout.
func (a *audit) documents(b *browser.Browser, host *browser.Site, pages []string) error {
	var looks []look
	kinds := map[string]bool{}
	for _, page := range pages {
		kind, _, _ := strings.Cut(page, "/")
		if kinds[kind] || !host.Has(path.Dir(page)+"/"+path.Base(path.Dir(page))+".docx") {
			continue
		}
		kinds[kind] = true
		looks = append(looks, look{host, "/", page, browser.View{Print: true}, true, nil})
	}
	if len(looks) == 0 {
		a.tally.fail("no page has a Word file beside it")
	}
	return parallel(b, looks, a.print)
}

// print holds that a page's PDF says what its parts are, and in which language.
func (a *audit) print(p *browser.Page, l look) error {
	visit, err := l.site.Visit(p, l.page, l.view)
	if err != nil {
		return err
	}
	a.tally.check(l.String(), visit.Problems...)
	if err := a.examine(p, l); err != nil {
		return err
	}
	pdf, err := p.PDF()
	if err != nil {
		return err
	}
	marks := []string{"/StructTreeRoot", "/Marked true", "/Lang (sv", "/S /H1"}
	tables, err := browser.Eval[bool](p, `[...document.querySelectorAll("main th")].some(e => e.checkVisibility())`)
	if err != nil {
		return err
	}
	if tables {
		marks = append(marks, "/S /TH")
	}
	var problems []string
	for _, mark := range marks {
		if !bytes.Contains(pdf, []byte(mark)) {
			problems = append(problems, "it lacks "+mark)
		}
	}
	a.tally.check(l.String()+": its PDF has no structure", problems...)
	return nil
}

// narrow is the width at which no page may need to be scrolled sideways: WCAG 2.2, 1.4.10.
const narrow = 320

// samples looks more closely at pages that have all blocks: wide and light, and narrow and dark, since colours do not change
// with the width.
func (a *audit) samples(b *browser.Browser, host, below, unscripted, disk *browser.Site) error {
	var looks, clicks, late, walks []look
	for _, page := range cover(a.models) {
		looks = append(looks,
			look{host, "/", page, browser.View{}, true, sampled},
			look{unscripted, "/", page, browser.View{Width: narrow, NoScript: true}, false, unscriptedViews[:1]},
			look{below, "/a/b/", page, browser.View{}, false, nil})
		clicks = append(clicks, look{disk, "file://", page, browser.View{}, false, nil})
		late = append(late, look{host, "/", page, browser.View{Width: narrow}, false, nil}, look{host, "/", page, browser.View{}, false, nil})
		walks = append(walks, look{host, "/", page, browser.View{}, false, nil})
	}
	if err := parallel(b, looks, a.open); err != nil {
		return err
	}
	if err := parallel(b, clicks, a.click); err != nil {
		return err
	}
	if err := parallel(b, late, a.still); err != nil {
		return err
	}
	return parallel(b, walks, a.tab)
}

// open opens a page, looks for all that can be wrong with it, and notes what it refers to.
func (a *audit) open(p *browser.Page, l look) error {
	visit, err := l.site.Visit(p, l.page, l.view)
	if err != nil {
		return err
	}
	a.tally.check(l.String(), visit.Problems...)
	a.note(l, visit)
	if visit.Moved {
		return nil
	}
	if l.way == "/" && !l.view.NoScript && l.then == nil {
		if err := a.noteBlocks(p, l); err != nil {
			return err
		}
	}
	if l.axe {
		if err := a.examine(p, l); err != nil {
			return err
		}
	}
	return errors.Join(a.fitsNarrow(p, l), a.restyle(p, l))
}

// fitsNarrow holds that a page fits a narrow window, also when it was opened in a wide one.
func (a *audit) fitsNarrow(p *browser.Page, l look) error {
	plain := l.way == "/" && l.view.Width == 0 && l.then == nil
	if !plain && l.view.Width != narrow {
		return nil
	}
	l.view.Width = narrow
	if err := p.Show(l.view); err != nil {
		return err
	}
	return a.fits(p, l)
}

// fits holds that a page is no wider than its window.
func (a *audit) fits(p *browser.Page, l look) error {
	lines, err := p.Overflow()
	if err == nil {
		a.tally.check(l.String()+" has to be scrolled sideways", lines...)
	}
	return err
}

// note keeps a visit for when all have been made. Closer looks at the same page add nothing.
func (a *audit) note(l look, visit *browser.Visit) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !slices.ContainsFunc(a.visits[l.site], func(v *browser.Visit) bool { return v.Page == l.page }) {
		a.visits[l.site] = append(a.visits[l.site], visit)
	}
}

// noteBlocks keeps what a page is made of for when all have been opened.
func (a *audit) noteBlocks(p *browser.Page, l look) error {
	blocks, err := browser.Eval[[]string](p, `[...new Set([...document.querySelectorAll("main > *, main > * > *")].map(e => e.className))]`)
	if err != nil {
		return err
	}
	info, err := os.Stat(filepath.Join(l.site.Dir, filepath.FromSlash(l.page)))
	if err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.models = append(a.models, sample{l.page, info.Size(), blocks})
	return nil
}

// click opens a page, and clicks on a link to a folder where there is no server to make it a page.
func (a *audit) click(p *browser.Page, l look) error {
	if err := a.open(p, l); err != nil {
		return err
	}
	if err := p.Click(`main a[href$="/"]`); err != nil {
		a.tally.fail("%v: %v", l, err)
		return nil
	}
	address, err := p.Address()
	if err != nil {
		return err
	}
	var problems []string
	if name, _, inside := l.site.Resolve(address); !inside || !l.site.Has(name) || strings.HasSuffix(address, "/") {
		problems = append(problems, "it leads to "+address)
	}
	for _, m := range p.Console() {
		problems = append(problems, m.String())
	}
	a.tally.check(fmt.Sprintf("%v: a click on a link to a folder", l), problems...)
	return nil
}

// parallel does something with each look, in a few tabs. It stops at the first error.
func parallel(b *browser.Browser, looks []look, do func(*browser.Page, look) error) error {
	queue := make(chan look, len(looks))
	for _, l := range looks {
		queue <- l
	}
	close(queue)
	tabs := min(max(2, runtime.NumCPU()), 8, len(looks))
	errs := make(chan error, tabs)
	for range tabs {
		go func() {
			errs <- inTab(b, queue, do)
		}()
	}
	var first error
	for range tabs {
		if err := <-errs; err != nil && first == nil {
			first = err
		}
	}
	return first
}

func inTab(b *browser.Browser, queue <-chan look, do func(*browser.Page, look) error) error {
	p, err := b.NewPage()
	if err != nil {
		return err
	}
	defer p.Close()
	for l := range queue {
		if err := do(p, l); err != nil {
			return fmt.Errorf("%v: %w", l, err)
		}
	}
	return nil
}
