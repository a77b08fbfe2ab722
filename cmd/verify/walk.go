package main

import (
	_ "embed"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"vagvisare/cmd/verify/internal/browser"
)

// A way is how a portal is opened.
type way struct {
	name string // "/", "/a/b/" or "file://"
	site *browser.Site
}

// onDisk is the way to open a portal without a host.
const onDisk = "file://"

// waysTo are all ways to open the portal in a folder.
func waysTo(s *session, dir string) ([]way, error) {
	host, err := plainHost(s, dir)
	if err != nil {
		return nil, err
	}
	below, err := browser.Serve(s.ctx, dir, "/a/b/")
	if err != nil {
		return nil, err
	}
	disk, err := fromDisk(s, dir)
	return []way{host, {"/a/b/", below}, disk}, err
}

// plainHost says nothing about how long its files may be kept, forgetfulHost that they may not.
func plainHost(s *session, dir string) (way, error) {
	site, err := browser.Serve(s.ctx, dir, "/")
	return way{"/", site}, err
}

func forgetfulHost(s *session, dir string) (way, error) {
	site, err := browser.Serve(s.ctx, dir, "/", forgotten)
	return way{"/", site}, err
}

func fromDisk(_ *session, dir string) (way, error) {
	site, err := browser.Files(dir)
	return way{onDisk, site}, err
}

// A walk is what one reader does in the portal. Each step follows from the last one, so after
// one that fails nothing more is done.
type walk struct {
	way
	name    string
	tally   *tally
	page    *browser.Page
	opened  bool
	allowed []string // names of files of which something may be wrong, since it is made so
	err     error
}

func (w *walk) String() string { return w.way.name + " " + w.name }

// quote writes values into an expression: texts by %q, numbers by %d.
func quote(expression string, values ...any) string { return fmt.Sprintf(expression, values...) }

// escape writes a query as it stands in an address.
func escape(query string) string { return url.QueryEscape(query) }

//go:embed seen.js
var seen string

// see makes an expression of what seen.js tells a whole one.
func see(expression string) string {
	return strings.Replace(strings.TrimRight(seen, ";\n"), "return state();", "return ("+expression+");", 1)
}

// do does a step, unless an earlier one has failed.
func (w *walk) do(step func() error) {
	if w.err == nil {
		w.err = step()
	}
}

// address returns the address of a page of the portal, given by its folder and a query, such
// as "sok/?q=larm".
func (w way) address(page string) string {
	folder, query, asks := strings.Cut(page, "?")
	address := w.site.URL(folder + "index.html")
	if asks {
		address += "?" + query
	}
	return address
}

// open opens a page of the portal.
func (w *walk) open(page string, view browser.View) {
	w.do(func() error {
		if w.opened {
			w.look()
		}
		err := w.page.Open(w.address(page), view)
		w.opened = err == nil
		return err
	})
}

// at is the condition that the reader has come to a page of the portal.
func (w *walk) at(page string) string { return fmt.Sprintf("location.href === %q", w.address(page)) }

func (w *walk) press(keys ...string) { w.do(func() error { return w.page.Press(keys...) }) }
func (w *walk) write(text string)    { w.do(func() error { return w.page.Type(text) }); w.rest() }
func (w *walk) hurry(text string)    { w.do(func() error { return w.page.Type(text) }) }
func (w *walk) paste(text string)    { w.do(func() error { return w.page.Paste(text) }) }
func (w *walk) tap(selector string)  { w.do(func() error { return w.page.Tap(selector) }) }
func (w *walk) click(link string)    { w.do(func() error { return w.page.Click(link) }) }
func (w *walk) settle()              { w.do(w.page.Settle) }

// run runs a script, as a reader's tools would.
func (w *walk) run(script string) {
	w.do(func() error {
		_, err := browser.Eval[any](w.page, see(script))
		return err
	})
}

// back and forth go through the history, and reload loads the page again. They return before
// the page is left.
func (w *walk) back()   { w.run(`void setTimeout(() => history.back())`) }
func (w *walk) forth()  { w.run(`void setTimeout(() => history.forward())`) }
func (w *walk) reload() { w.run(`void setTimeout(() => location.reload())`) }

// pause is what a reader thinks for, between words: longer than the page waits for more.
func (w *walk) pause() { w.run(`new Promise(done => setTimeout(done, 500))`) }

// rest waits until the page has answered to all that was typed, and nothing takes the place of what it shows: its timers
// come in their order, however late.
func (w *walk) rest() {
	w.run(`new Promise(done => setTimeout(done, 260))`)
	w.settle()
}

// until waits for what must come true: a check. Condition is an expression of what is seen.
func (w *walk) until(what, condition string) {
	w.do(func() error {
		err := w.page.Wait(see(condition))
		if err == nil {
			w.tally.pass()
			return nil
		}
		return fmt.Errorf("it did not come to this: %s\n  %s\n%s\n  %w", what, condition, w.state(), err)
	})
}

// check checks what the walk itself can tell.
func (w *walk) check(what string, holds bool) {
	w.do(func() error {
		if !holds {
			w.tally.fail("%v: this is not so: %s", w, what)
			return nil
		}
		w.tally.pass()
		return nil
	})
}

// holds checks what must be true now.
func (w *walk) holds(what, condition string) {
	w.do(func() error {
		true, err := browser.Eval[bool](w.page, see("Boolean("+condition+")"))
		if err != nil {
			return err
		}
		if !true {
			w.tally.fail("%v: this is not so: %s\n  %s\n%s", w, what, condition, w.state())
			return nil
		}
		w.tally.pass()
		return nil
	})
}

// state tells what is seen, for an error.
func (w *walk) state() string {
	state, err := browser.Eval[map[string]any](w.page, seen)
	if err != nil {
		return "  what was seen then cannot be told: " + err.Error()
	}
	lines := []string{"  what was seen:"}
	for _, name := range slices.Sorted(maps.Keys(state)) {
		lines = append(lines, fmt.Sprintf("    %s: %v", name, state[name]))
	}
	return strings.Join(lines, "\n")
}

// ask returns the value of an expression of what is seen.
func ask[T any](w *walk, expression string) (value T) {
	w.do(func() (err error) {
		value, err = browser.Eval[T](w.page, see(expression))
		return err
	})
	return value
}

// asked returns those of the names that begin the path of a file that the page has asked for.
func (w *walk) asked(names ...string) []string {
	var found []string
	for _, q := range w.page.Requests() {
		name, _, _ := w.site.Resolve(q.URL)
		for _, begin := range names {
			if strings.HasPrefix(name, begin) && !slices.Contains(found, begin) {
				found = append(found, begin)
			}
		}
	}
	return found
}

// look checks that nothing went wrong unsaid since the page was opened.
func (w *walk) look() {
	w.tally.check(w.String(), slices.DeleteFunc(w.site.Problems(w.page), func(problem string) bool {
		return slices.ContainsFunc(w.allowed, func(name string) bool { return strings.Contains(problem, name) })
	})...)
}

// end ends the walk.
func (w *walk) end() {
	if w.opened {
		w.look()
	}
	if w.err != nil {
		w.tally.fail("%v: the rest was not tried: %v", w, w.err)
	}
}
