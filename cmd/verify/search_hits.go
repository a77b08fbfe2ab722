package main

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"

	"golang.org/x/net/html"

	"vagvisare/cmd/verify/internal/browser"
)

// followHits holds that hits lead to pages, and to places on them, that exist.
func followHits(w *walk) {
	for _, query := range []string{"ansvar", "larm på natten", "checklista", "konsekvensbedömning"} {
		w.open("sok/?q="+escape(query), browser.View{})
		w.until("hits for "+query, `hits().length > 0`)
		var dead []string
		for _, address := range ask[[]string](w, `hits().map(a => a.href)`) {
			if !w.exists(address) {
				dead = append(dead, address)
			}
		}
		w.tally.check(w.String()+": hits lead nowhere", dead...)
	}
	w.click(`.search-hit a[href*="#"]`)
	w.until("a click on a hit leads to its place", `location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1))) && document.querySelector(":target")`)
	w.back()
	w.until("back among the hits", `query() === "konsekvensbedömning" && hits().length > 0`)
}

// exists reports whether an address is that of a page of the portal, and of an element there.
func (w *walk) exists(address string) bool {
	name, fragment, inside := w.site.Resolve(address)
	if !inside || !w.site.Has(name) {
		return false
	}
	id, err := url.PathUnescape(fragment)
	if err != nil {
		return false
	}
	page, err := os.ReadFile(filepath.Join(w.site.Dir, filepath.FromSlash(name)))
	return err == nil && (id == "" || hasID(page, id))
}

func hasID(page []byte, id string) bool {
	for tokens := html.NewTokenizer(bytes.NewReader(page)); ; {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return false
		}
		for _, a := range tokens.Token().Attr {
			if a.Key == "id" && a.Val == id {
				return true
			}
		}
	}
}
