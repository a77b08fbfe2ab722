package browser

import (
	"context"
	_ "embed"
	"fmt"
	"net/http"
	"path"
	"slices"
	"sync"

	"github.com/chromedp/cdproto/animation"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

//go:embed shift.js
var shift string

// Shifts returns what has moved since the page was first drawn, or since OpenLate let its scripts
// through, one line for each element: what Cumulative Layout Shift adds up. What moves by less than
// three pixels is not counted.
func (p *Page) Shifts() ([]string, error) { return Eval[[]string](p, shift) }

// A Gate holds back files of a site, as a slow network does, until it is opened.
type Gate struct {
	names []string
	open  chan struct{}
	once  sync.Once
}

// NewGate returns a gate that is shut for files of these names, wherever they lie.
func NewGate(names ...string) *Gate { return &Gate{names: names, open: make(chan struct{})} }

// Open lets them through.
func (g *Gate) Open() { g.once.Do(func() { close(g.open) }) }

// Hold goes around a handler of files. Nothing that it sends may be kept.
func (g *Gate) Hold(files http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		if slices.Contains(g.names, path.Base(r.URL.Path)) {
			select {
			case <-g.open:
			case <-r.Context().Done():
				return
			}
		}
		files.ServeHTTP(w, r)
	})
}

// OpenLate is Open for a page whose deferred scripts a gate holds back: it is drawn whole without
// them, then they come.
func (p *Page) OpenLate(url string, view View, gate *Gate) error {
	defer gate.Open()
	return p.do("open "+url, func(ctx context.Context) error {
		// What waits for scripts may tire of it. A busy machine must not decide that.
		if err := pace(ctx, 0); err != nil {
			return err
		}
		loader, err := p.navigate(ctx, url, view)
		if err != nil {
			return err
		}
		if err := p.Wait(`document.readyState === "interactive" && performance.getEntriesByType("paint").length > 0`); err != nil {
			return fmt.Errorf("before its scripts came it was not drawn: %w", err)
		}
		if _, err := Eval[any](p, drawn+`.then(() => { globalThis.vagvisareFrom = performance.now() })`); err != nil {
			return err
		}
		gate.Open()
		if err := p.loaded(ctx, func(l cdp.LoaderID) bool { return l == loader }); err != nil {
			return err
		}
		return pace(ctx, 1)
	})
}

// pace tells animations, also those of pages to come, how fast time goes: 0 is not at all.
func pace(ctx context.Context, rate float64) error {
	_, err := chromedp.Call(ctx, animation.SetPlaybackRate, animation.SetPlaybackRateParams{PlaybackRate: rate})
	return err
}
