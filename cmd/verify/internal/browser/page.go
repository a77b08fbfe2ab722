package browser

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"slices"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// A Page is a tab, and the record of what has happened since it was last told to open an
// address.
type Page struct {
	ctx    context.Context
	frame  cdp.FrameID
	record *record
	view   View
}

// A View is how a page is looked at. Everything is still: the reader prefers reduced motion.
type View struct {
	Width    int // in CSS pixels; 0 is 1280
	Height   int // in CSS pixels; 0 is 900
	Dark     bool
	Print    bool // as on paper
	NoScript bool
}

func (v View) String() string {
	text := fmt.Sprintf("%d px", v.width())
	if v.Dark {
		text += ", dark"
	}
	if v.Print {
		text += ", print"
	}
	if v.NoScript {
		text += ", no scripts"
	}
	return text
}

func (v View) width() int64 {
	if v.Width == 0 {
		return 1280
	}
	return int64(v.Width)
}

func (v View) height() int64 {
	if v.Height == 0 {
		return 900
	}
	return int64(v.Height)
}

// Close closes the tab.
func (p *Page) Close() error {
	c := chromedp.FromContext(p.ctx)
	err := p.do("close", func(ctx context.Context) error {
		_, err := chromedp.CallBrowser(ctx, target.CloseTarget, target.CloseTargetParams{TargetID: c.Target.TargetID})
		return err
	})
	if p.ctx.Err() != nil { // the tab was gone before the browser had said so
		err = nil
	}
	// This closes tabs too, but gives a busy machine a few seconds only. What it says of one that is gone is no matter.
	chromedp.Cancel(p.ctx)
	return err
}

// Open opens an address, begins a new record, and returns when the page has loaded and
// nothing more happens. That the server answers with an error is none of Open's: it is in
// the record.
func (p *Page) Open(url string, view View) error {
	return p.do("open "+url, func(ctx context.Context) error {
		loader, err := p.navigate(ctx, url, view)
		if err != nil {
			return err
		}
		return p.loaded(ctx, func(l cdp.LoaderID) bool { return l == loader })
	})
}

// Follow opens the address of a page that sends the reader on to another, and returns when
// that other page has loaded.
func (p *Page) Follow(url string, view View) error {
	return p.do("follow "+url, func(ctx context.Context) error {
		loader, err := p.navigate(ctx, url, view)
		if err != nil {
			return err
		}
		return p.loaded(ctx, func(l cdp.LoaderID) bool { return l != loader })
	})
}

func (p *Page) navigate(ctx context.Context, url string, view View) (cdp.LoaderID, error) {
	if err := p.show(ctx, view); err != nil {
		return "", err
	}
	// By way of an empty page, so that nothing of the last one gets into the record, and so
	// that an anchor of the same page is a page to load too.
	blank, err := chromedp.Call(ctx, page.Navigate, page.NavigateParams{URL: "about:blank"})
	if err != nil {
		return "", err
	}
	if blank.LoaderID != "" {
		if err := p.arrived(ctx, func(l cdp.LoaderID) bool { return l == blank.LoaderID }); err != nil {
			return "", err
		}
	}
	p.record.reset()
	result, err := chromedp.Call(ctx, page.Navigate, page.NavigateParams{URL: url})
	if err == nil && result.ErrorText != "" {
		err = errors.New(result.ErrorText)
	}
	return result.LoaderID, err
}

// show makes a view the page's own.
func (p *Page) show(ctx context.Context, view View) error {
	scheme, media := "light", ""
	if view.Dark {
		scheme = "dark"
	}
	if view.Print {
		media = "print"
	}
	p.view = view
	_, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: view.width(), Height: view.height(), DeviceScaleFactor: 1,
	})
	if err == nil {
		_, err = chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media, Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme},
			{Name: "prefers-reduced-motion", Value: "reduce"},
		}})
	}
	if err == nil {
		_, err = chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: view.NoScript})
	}
	return err
}

// loaded returns when a document that is asked for has loaded, and nothing more happens.
func (p *Page) loaded(ctx context.Context, wanted func(cdp.LoaderID) bool) error {
	if err := p.arrived(ctx, wanted); err != nil {
		return err
	}
	return p.settle(ctx)
}

// arrived returns when a document that is asked for has loaded in the outermost frame.
func (p *Page) arrived(ctx context.Context, wanted func(cdp.LoaderID) bool) error {
	return p.record.wait(ctx, func() bool {
		return slices.ContainsFunc(p.record.loads, func(l load) bool { return l.frame == p.frame && wanted(l.loader) })
	})
}

// drawn resolves when the page has been drawn, and what was put off until then is done.
const drawn = `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))`

// Settle returns when nothing more happens, after something else than Open made the page do it.
func (p *Page) Settle() error { return p.do("settle", p.settle) }

// settle returns when scripts have had their turn and no request is under way. Since what a
// response brings may give scripts a new turn, both must hold at once.
func (p *Page) settle(ctx context.Context) error {
	for {
		if !p.view.NoScript {
			if _, err := chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void](drawn, chromedp.EvalAwaitPromise)); err != nil {
				return err
			}
		}
		p.record.mu.Lock()
		quiet := p.record.quiet()
		p.record.mu.Unlock()
		if quiet {
			return nil
		}
		if err := p.record.wait(ctx, p.record.quiet); err != nil {
			return err
		}
	}
}

// do does something within the time that it may take.
func (p *Page) do(what string, f func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := f(ctx); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// Console returns what a developer would have seen since the page was opened.
func (p *Page) Console() []Message {
	p.record.mu.Lock()
	defer p.record.mu.Unlock()
	return slices.Clone(p.record.messages)
}

// Requests returns the requests made since the page was opened, its own first.
func (p *Page) Requests() []Request {
	p.record.mu.Lock()
	defer p.record.mu.Unlock()
	var requests []Request
	for _, q := range p.record.requests {
		requests = append(requests, *q)
	}
	return requests
}

// Eval returns the value of a JavaScript expression, or what it promises, as a T. No
// content security policy applies to it.
func Eval[T any](p *Page, expression string) (value T, err error) {
	err = p.do("evaluate", func(ctx context.Context) error {
		value, err = chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
		return err
	})
	return value, err
}

// Address returns the address that the page has now, fragment included.
func (p *Page) Address() (string, error) { return Eval[string](p, "location.href") }

// Click clicks with the mouse on the first visible element that a selector finds, and
// returns when the document that this leads to has loaded.
func (p *Page) Click(selector string) error {
	return p.do("click on "+selector, func(ctx context.Context) error {
		p.record.mu.Lock()
		before := slices.Clone(p.record.loads)
		p.record.mu.Unlock()
		if err := p.tap(ctx, selector); err != nil {
			return err
		}
		return p.loaded(ctx, func(l cdp.LoaderID) bool {
			return !slices.Contains(before, load{p.frame, l})
		})
	})
}

// Tap clicks like Click, on what leads to no document. What it does lead to is for Wait.
func (p *Page) Tap(selector string) error {
	return p.do("click on "+selector, func(ctx context.Context) error { return p.tap(ctx, selector) })
}

func (p *Page) tap(ctx context.Context, selector string) error {
	at, err := chromedp.Run(ctx, chromedp.Evaluate[[]float64](fmt.Sprintf(`(() => {
		const element = [...document.querySelectorAll(%q)].find(e => e.checkVisibility({visibilityProperty: true}));
		if (!element) return null;
		element.scrollIntoView({block: "center", behavior: "instant"});
		const [box] = element.getClientRects();
		return [box.x + box.width / 2, box.y + box.height / 2];
	})()`, selector)))
	if err != nil {
		return err
	}
	if len(at) != 2 {
		return errors.New("there is no such element to be seen")
	}
	return chromedp.Do(ctx, chromedp.MouseClickXY(at[0], at[1]))
}
