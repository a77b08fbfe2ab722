package browser

import (
	"context"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// SlowPhone makes the page's network as slow as 4G is in the country (1.6 Mbit/s, 150 ms), and
// its processor four times slower than the machine's: what Lighthouse takes for a phone.
func (p *Page) SlowPhone() error {
	return p.do("slow down", func(ctx context.Context) error {
		const bytesPerSecond = 1_600_000 / 8
		_, err := chromedp.Call(ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{
				{Latency: 150, DownloadThroughput: bytesPerSecond, UploadThroughput: bytesPerSecond},
			},
		})
		if err == nil {
			_, err = chromedp.Call(ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4})
		}
		return err
	})
}

// Times are milliseconds from when the page was asked for until it was first drawn, and until it
// could be used: when its scripts had run.
type Times struct{ Drawn, Usable float64 }

// Times returns the times of a page that has loaded.
func (p *Page) Times() (Times, error) {
	return Eval[Times](p, `({
		Drawn: performance.getEntriesByName("first-contentful-paint")[0].startTime,
		Usable: performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
	})`)
}
