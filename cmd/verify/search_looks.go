package main

import (
	"strings"

	"vagvisare/cmd/verify/internal/browser"
)

// A scene is something that the search may show, and how a reader comes there.
type scene struct {
	name   string
	broken bool // whether files are missing
	show   func(*walk, browser.View)
}

func scenes() []scene {
	return []scene{
		{"hits, and filters to choose", false, func(w *walk, view browser.View) {
			w.open("sok/?q="+escape("larm på natten")+"&fas=planera", view)
			w.until("hits", `hits().length > 0 && part("chips")`)
			w.tap("details summary")
			w.until("numbers", `count("checklist") >= 0`)
		}},
		{"hits for something else", false, func(w *walk, view browser.View) {
			w.open("sok/?q="+escape("trygetslarm snorkel"), view)
			w.until("notes", `hits().length > 0 && part("corrected") && part("missing")`)
		}},
		{"suggestions in the header", false, func(w *walk, view browser.View) {
			w.open("planera/", view)
			w.press("/")
			w.write("tr")
			w.until("suggestions", `suggestions().length > 1`)
			w.press("ArrowDown")
			w.until("one of them chosen", `chosen()`)
		}},
		{"suggestions on the page of the search", false, func(w *walk, view browser.View) {
			w.open("sok/", view)
			w.press("/")
			w.write("tr")
			w.until("suggestions", `suggestions().length > 1 && part("count")`)
		}},
		{"no hits, for a very long word", false, func(w *walk, view browser.View) {
			w.open("sok/?q="+strings.Repeat("qx", 700)+"&fas=planera", view)
			w.until("no hits", `part("none") && part("wider")`)
		}},
		{"an error", true, func(w *walk, view browser.View) {
			w.allowed = []string{"search/manifest.js"}
			w.open("sok/?q=larm", view)
			w.until("the error", `errors().length === 1`)
		}},
	}
}

// lookAt examines a scene in the light and in the dark, wide and narrow.
func lookAt(a *audit, shown scene) func(*walk) {
	return func(w *walk) {
		for _, view := range []browser.View{{}, {Dark: true}, {Width: narrow}, {Width: narrow, Dark: true}} {
			shown.show(w, view)
			w.do(func() error { return a.examine(w.page, look{w.site, w.way.name, shown.name, view, true, nil}) })
			if view.Width == narrow {
				w.do(func() error { return a.fits(w.page, look{w.site, w.way.name, shown.name, view, true, nil}) })
			}
		}
	}
}

// lookErrands are a look at each scene; at errors in a duplicate in which one is made.
func lookErrands(s *session, a *audit, whole way, public string) ([]errand, error) {
	d, err := newDuplicate(s, public, "without manifest")
	if err != nil {
		return nil, err
	}
	if err := d.remove("search/manifest.js"); err != nil {
		return nil, err
	}
	broken, err := forgetfulHost(s, d.dir)
	var errands []errand
	for _, shown := range scenes() {
		from := whole
		if shown.broken {
			from = broken
		}
		errands = append(errands, errand{from, route{"look at " + shown.name, lookAt(a, shown)}})
	}
	return errands, err
}
