package main

import (
	"context"

	"vagvisare/cmd/verify/internal/browser"
)

// lookAtStyle examines the page that shows the design, with all that it is made of: in light and dark, wide and narrow. Only
// previews have it.
func lookAtStyle(s *session, b *browser.Browser, a *audit) error {
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	_, site, page, err := served(ctx, s, b, "style")
	if err != nil {
		return err
	}
	w := &walk{way: way{"serve", site}, name: "the page that shows the design", tally: a.tally, page: page}
	w.allowed = []string{"404"} // the editor's bar, which has nothing to tell of a page without a file
	for _, view := range []browser.View{{}, {Dark: true}, {Width: narrow}, {Width: narrow, Dark: true}} {
		w.open("stil/", view)
		w.settle()
		w.holds("it shows the design", `text("h1") === "Stil" && texts(".style-part").length > 10`)
		w.holds("no id stands twice", `(ids => ids.length === new Set(ids).size)([...document.querySelectorAll("[id]")].map(e => e.id))`)
		w.do(func() error { return a.fits(page, look{site, "serve", "stil/", view, true, nil}) })
		w.look()
		w.opened = false // since the preview's own part of the page breaks the policy while it is examined
		w.do(func() error { return a.examine(page, look{site, "serve", "stil/", view, true, nil}) })
	}
	w.end()
	return page.Close()
}
