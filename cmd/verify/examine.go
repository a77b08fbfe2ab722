package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path"
	"path/filepath"

	"vagvisare/cmd/verify/internal/browser"
)

// tags are the rules of axe that apply: WCAG 2.2 A and AA, which hold all of the 2.1 that the
// law asks for by way of EN 301 549, and what is good practice besides.
var tags = browser.Rules{
	Type: "tag", Values: []string{"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"},
}

// colours are those rules that a page may break in the dark and keep in the light.
var colours = browser.Rules{Type: "rule", Values: []string{"color-contrast", "link-in-text-block"}}

// restyled are the looks of a page beside that with which it is opened.
var restyled = []browser.View{{Dark: true}, {Width: narrow, Dark: true}, {Width: narrow}}

// sampled is restyled for every run, without the views that differ in one respect alone.
var sampled = []browser.View{{Width: narrow, Dark: true}}

// unscriptedViews are all looks of a page that has come without its scripts. To be examined it must
// be allowed to run some, those of axe.
var unscriptedViews = []browser.View{{Width: narrow}, {Width: narrow, Dark: true}, {Dark: true}, {}}

// restyle examines a page in other views.
func (a *audit) restyle(p *browser.Page, l look) error {
	for _, l.view = range l.then {
		if err := p.Show(l.view); err != nil {
			return err
		}
		if err := a.examine(p, l); err != nil {
			return err
		}
		if l.view.Width != narrow {
			continue
		}
		if err := a.fits(p, l); err != nil {
			return err
		}
	}
	return nil
}

// withoutScripting lets a host's style sheets go out as a browser without scripts reads them,
// since axe must be allowed to run in that browser.
func withoutScripting(dir string) func(http.Handler) http.Handler {
	return func(files http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if path.Ext(r.URL.Path) != ".css" {
				files.ServeHTTP(w, r)
				return
			}
			css, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path.Clean(r.URL.Path))))
			if err != nil {
				http.Error(w, err.Error(), http.StatusNotFound)
				return
			}
			css = bytes.ReplaceAll(css, []byte("(scripting:enabled)"), []byte("(width<0)"))
			css = bytes.ReplaceAll(css, []byte("(scripting:none)"), []byte("(width>=0)"))
			w.Header().Set("Content-Type", "text/css; charset=utf-8")
			w.Write(css)
		})
	}
}

// examine examines a page as it is shown. What is shown in the dark is shown in the light too, and only colours differ.
func (a *audit) examine(p *browser.Page, l look) error {
	rules := tags
	if l.view.Dark {
		rules = colours
	}
	violations, err := p.Axe(a.axe, rules)
	if err != nil {
		return err
	}
	var lines []string
	for _, v := range violations {
		lines = append(lines, fmt.Sprintf("%s (%s): %s", v.Rule, v.Impact, v.Help))
		for _, node := range v.Nodes {
			lines = append(lines, "  "+node)
		}
	}
	a.tally.check(l.String()+" breaks rules for accessibility", lines...)
	return nil
}
