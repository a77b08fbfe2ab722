package main

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"

	"vagvisare/cmd/verify/internal/browser"
)

// A route is what a reader may do. A walk along it holds what the search promises.
type route struct {
	name string
	take func(*walk)
}

// routes are those of readers for whom all is as it should be.
func routes() []route {
	return []route{
		{"search from a page's header", fromHeader},
		{"search from a narrow page's header", fromNarrowHeader},
		{"type on the page of the search", typeQuery},
		{"go back and forth", goBack},
		{"narrow a search down", filterHits},
		{"see more hits", seeMore},
		{"follow hits", followHits},
		{"misspell", misspell},
		{"find nothing", findNothing},
		{"turn the key off", turnKeyOff},
		{"search without scripts", withoutScripts},
	}
}

// checkSearch searches the portal as readers do.
func checkSearch(s *session, t *tally) {
	if err := runSearch(s, t); err != nil {
		t.fail("%v", err)
	}
	slices.Sort(t.messages) // done in parallel, told in order
}

func runSearch(s *session, t *tally) error {
	script, err := axeScript(s)
	if err != nil {
		return err
	}
	errands, err := searchErrands(s, &audit{tally: t, axe: script})
	if err != nil {
		return err
	}
	return s.browse(func(b *browser.Browser) error { return runErrands(s.ctx, b, t, errands) })
}

// An errand is a walk to be made.
type errand struct {
	from way
	route
}

// searchErrands lists the walks, those first that take long.
func searchErrands(s *session, a *audit) ([]errand, error) {
	p, err := s.portal()
	if err != nil {
		return nil, err
	}
	ways, err := waysTo(s, p.public())
	if err != nil {
		return nil, err
	}
	errands := []errand{{ways[0], route{"answer as the program does", compareAnswers(s, p)}}}
	faulty, err := faultErrands(s, p.public())
	if err != nil {
		return nil, err
	}
	errands = append(errands, faulty...)
	for _, from := range ways {
		for _, route := range routes() {
			errands = append(errands, errand{from, route})
		}
	}
	looks, err := lookErrands(s, a, ways[0], p.public())
	return append(errands, looks...), err
}

// runErrands makes walks, in a few tabs that know nothing of each other. It stops at the first
// error of the browser or the machine.
func runErrands(ctx context.Context, b *browser.Browser, t *tally, errands []errand) error {
	queue := make(chan errand, len(errands))
	for _, e := range errands {
		queue <- e
	}
	close(queue)
	// Readers wait most of their time, for what the page puts off until nobody types.
	errs := make([]error, 2*max(2, runtime.NumCPU()))
	var readers sync.WaitGroup
	for i := range errs {
		readers.Go(func() { errs[i] = read(ctx, b, t, queue) })
	}
	readers.Wait()
	return errors.Join(errs...)
}

func read(ctx context.Context, b *browser.Browser, t *tally, queue <-chan errand) error {
	page, err := b.NewPrivatePage()
	if err != nil {
		return err
	}
	for e := range queue {
		if err := ctx.Err(); err != nil {
			return err
		}
		e.run(page, t)
	}
	return page.Close()
}

func (e errand) run(page *browser.Page, t *tally) {
	w := &walk{way: e.from, name: e.name, tally: t, page: page}
	e.take(w)
	w.end()
}
