package browser

import (
	"bytes"
	"context"
	"image"
	"image/png"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Picture returns what is seen in the window.
func (p *Page) Picture() (picture image.Image, err error) {
	err = p.do("take a picture", func(ctx context.Context) error {
		shot, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{})
		if err != nil {
			return err
		}
		picture, err = png.Decode(bytes.NewReader(shot.Data))
		return err
	})
	return picture, err
}

// Show looks at the page that is open in another way. That a page without scripts gets them this
// way, or loses them, it does not notice: they ran, or did not, when it was opened.
func (p *Page) Show(view View) error {
	return p.do("show it otherwise", func(ctx context.Context) error {
		if err := p.show(ctx, view); err != nil {
			return err
		}
		return p.settle(ctx)
	})
}
