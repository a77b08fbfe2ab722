package browser

import (
	"context"
	"errors"
	"fmt"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/chromedp"
)

// Wait returns when a JavaScript expression is true, on whatever page the tab then shows. An
// expression that throws is not true.
func (p *Page) Wait(condition string) error {
	return p.do("wait", func(ctx context.Context) error {
		promise := fmt.Sprintf(`new Promise(done => (function look() {
			try { if (%s) return done(); } catch {}
			setTimeout(look, 15); // to draw the page each time would take the whole processor
		})())`, condition)
		for {
			p.record.mu.Lock()
			changed := p.record.changed
			p.record.mu.Unlock()
			_, err := chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void](promise, chromedp.EvalAwaitPromise))
			if _, left := errors.AsType[*cdproto.Error](err); !left {
				return err
			}
			// The page was left before it was true there. Something happens before the next one can be asked.
			select {
			case <-changed:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	})
}
