package main

import (
	"bytes"
	"context"
	"os"
	"path"
	"path/filepath"
	"slices"

	"golang.org/x/net/html"

	"vagvisare/cmd/verify/internal/browser"
)

// still holds that nothing on a page moves when its scripts come, however late that is. Before those
// that are not deferred nothing is drawn, so these are not held back.
func (a *audit) still(p *browser.Page, l look) error {
	source, err := os.ReadFile(filepath.Join(l.site.Dir, filepath.FromSlash(l.page)))
	if err != nil {
		return err
	}
	gate := browser.NewGate(deferred(source)...)
	ctx, stop := context.WithCancel(a.ctx)
	defer stop()
	site, err := browser.Serve(ctx, l.site.Dir, "/", gate.Hold)
	if err != nil {
		return err
	}
	if err := p.OpenLate(site.URL(l.page), l.view, gate); err != nil {
		return err
	}
	moved, err := p.Shifts()
	if err == nil {
		a.tally.check(l.String()+": when its scripts come, things move", moved...)
	}
	return err
}

// deferred returns the names of the scripts that a page can be drawn without.
func deferred(source []byte) (names []string) {
	for tokens := html.NewTokenizer(bytes.NewReader(source)); ; {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return names
		}
		token := tokens.Token()
		if kind != html.StartTagToken || token.Data != "script" || !slices.ContainsFunc(token.Attr, isDefer) {
			continue
		}
		for _, a := range token.Attr {
			if a.Key == "src" {
				names = append(names, path.Base(a.Val))
			}
		}
	}
}

func isDefer(a html.Attribute) bool { return a.Key == "defer" || a.Key == "async" }
