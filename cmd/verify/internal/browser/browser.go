// Package browser opens pages in a headless Chromium, and tells what a reader would not see.
//
// The one idea: a Page writes down everything that happens from the moment it is told to
// open an address: requests, what the console says, what a policy blocks. Open returns when
// nothing more happens, so what is asked afterwards has one answer. A Site adds what only
// shows when all pages have been seen, such as a link that leads nowhere.
//
// The package owns chromedp. The browser that it starts reaches no host but this one.
package browser

import (
	"context"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// patience is how long one thing that a browser is told to do may take. It is meant for a
// machine that has much else to do; what is fine takes a fraction of a second.
const patience = 3 * time.Minute

// A Browser is a running Chromium with an empty profile.
type Browser struct {
	ctx     context.Context
	release context.CancelFunc // returns when the process has ended and its profile is gone
}

// Start starts the Chromium at a path. It runs until it is closed or ctx ends.
func Start(ctx context.Context, program string) (*Browser, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.WSURLReadTimeout(patience),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("no-pings", true),
		// A glide from one place to another stops half-way where several windows share a busy machine.
		chromedp.Flag("disable-smooth-scrolling", true),
		// Whatever tries to leave the machine fails at once, and so is seen.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)
	ctx, release := chromedp.NewExecAllocator(ctx, options...)
	ctx, cancel := chromedp.NewContext(ctx)
	// The first call binds the browser's life to its context, so that must not have a deadline.
	slow := time.AfterFunc(patience, cancel)
	defer slow.Stop()
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		release()
		return nil, fmt.Errorf("start %s: %w", program, err)
	}
	return &Browser{ctx, release}, nil
}

// Close ends the browser and removes its profile.
func (b *Browser) Close() error {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer b.release()
	defer cancel()
	return chromedp.Cancel(ctx)
}

// NewPage opens an empty tab. Pages of one browser may be used at the same time, but each
// by one goroutine only.
func (b *Browser) NewPage() (*Page, error) { return b.newPage() }

// NewPrivatePage opens an empty tab that shares nothing with others: what it has loaded or
// kept is known to it alone, and forgotten when it is closed.
func (b *Browser) NewPrivatePage() (*Page, error) { return b.newPage(chromedp.WithNewBrowserContext()) }

func (b *Browser) newPage(options ...chromedp.ContextOption) (*Page, error) {
	p := &Page{record: newRecord()}
	ctx, cancel := chromedp.NewContext(b.ctx, append(options, chromedp.WithListener(p.record.event))...)
	p.ctx = ctx
	p.record.dialog = func() {
		// A dialog stops the page. When that goes wrong, the page's next step says so.
		chromedp.Call(ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
	}
	_, err := chromedp.Call(ctx, audits.Enable, cdp.Empty{})
	if err == nil {
		// Only one tab of a window has focus, but each page must think that it has.
		_, err = chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	}
	if err != nil {
		cancel()
		return nil, fmt.Errorf("open a tab: %w", err)
	}
	// A tab and its outermost frame have the same name.
	p.frame = cdp.FrameID(chromedp.FromContext(ctx).Target.TargetID)
	return p, nil
}
