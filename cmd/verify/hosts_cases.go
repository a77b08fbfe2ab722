package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// moved asks for old addresses. What is asked after the question mark stays.
func (c *crawl) moved() (problems []string) {
	const query = "?a=b&c=%C3%A5"
	ask := func(address, to string) {
		r := c.get(sentPath(address) + query)
		problems = append(problems, headFaults(r, http.StatusMovedPermanently, "", asking)...)
		at, err := url.Parse(r.address)
		if err == nil {
			at, err = at.Parse(r.header.Get("Location"))
		}
		want, _ := url.Parse(c.site.origin + sentPath(c.site.base+to) + query)
		if err != nil || at.Host != want.Host || at.Path != want.Path || at.RawQuery != want.RawQuery {
			problems = append(problems, fmt.Sprintf("%s leads to %q", r.address, r.header.Get("Location")))
		}
	}
	for _, address := range oldAddresses {
		ask(address, newAddress)
	}
	ask("planera", "planera/")
	return problems
}

// missing asks for what there is not. The page that tells so is the site's own, and all it refers to is there.
func (c *crawl) missing() (problems []string) {
	known := map[string]bool{"404.html": true}
	for _, name := range c.files {
		known[name] = true
	}
	page := c.file("404.html")
	for _, address := range []string{
		"finns-inte", "finns/inte/alls/", "finns/inte/alls.html", "planera/index.html/mer", "assets/css/site-0123456789.css", "search/pages/01234567-0.js",
		"index", "404", "gammal/mer/", "%C3%A5/%22%3Cx%3E", "index.html.br/", "manifest",
	} {
		r := c.get(address)
		problems = append(problems, headFaults(r, http.StatusNotFound, "404.html", asking)...)
		problems = append(problems, wrongBody(r, http.StatusNotFound, page)...)
		problems = append(problems, c.dead(r, "404.html", known)...)
	}
	return problems
}

// private asks for what only servers read, and for lists of folders.
func (c *crawl) private() (problems []string) {
	page := c.file("404.html")
	for _, name := range append(hostFiles, ".vagvisare", ".vagvisare/", ".vagvisare/manifest", "./.vagvisare//manifest", "%2Evagvisare/manifest") {
		r := c.get(name)
		problems = append(problems, wrongBody(r, http.StatusNotFound, page)...)
	}
	for _, folder := range []string{"assets/", "assets/css/", "search/"} {
		r := c.get(folder)
		if r.status != http.StatusForbidden && r.status != http.StatusNotFound || bytes.Contains(r.body, []byte("site-")) {
			problems = append(problems, fmt.Sprintf("%s: status %d, %.80q", r.address, r.status, r.body))
		}
	}
	return problems
}

// compressed asks for files that lie compressed beside others, as browsers do that can unpack one kind, all, or none of it.
func (c *crawl) compressed() (problems []string) {
	endings := map[string]string{"br": ".br", "gzip": ".gz"}
	accepts := map[string]string{ // what is accepted, and what is to come of it
		c.encodings[0]: c.encodings[0], "gzip, deflate, br, zstd": c.encodings[0], "br;q=0, gzip;q=0.8": "gzip", "gzip;q=0, br; q=0.0": "",
		"identity": "", "xbr, xgzip": "",
	}
	tried := 0
	for _, name := range c.files {
		if _, err := os.Stat(filepath.Join(c.site.dir, filepath.FromSlash(name)+".br")); err != nil {
			continue
		}
		tried++
		for accept, encoding := range accepts {
			if tried%10 != 0 && accept != c.encodings[0] {
				continue
			}
			r := c.get(sentPath(strings.TrimSuffix(name, "index.html")), "Accept-Encoding", accept)
			problems = append(problems, headFaults(r, http.StatusOK, name, keeping(name))...)
			problems = append(problems, wrongBody(r, http.StatusOK, c.file(name+endings[encoding]))...)
			if got := r.header.Values("Content-Encoding"); strings.Join(got, ",") != encoding || !varies(r.header) || r.header.Get("Content-Language") != "" {
				problems = append(problems, fmt.Sprintf("%s for %q: Content-Encoding is %q, Vary %q", r.address, accept, got, r.header.Values("Vary")))
			}
		}
	}
	r := c.get("index.html.gz", "Accept-Encoding", "gzip") // what is compressed is not compressed again
	problems = append(problems, wrongBody(r, http.StatusOK, c.file("index.html.gz"))...)
	if tried < 100 {
		problems = append(problems, fmt.Sprintf("only %d files lie there compressed", tried))
	}
	return problems
}

// unchanged asks whether pages and files have changed that have not.
func (c *crawl) unchanged() (problems []string) {
	for _, name := range []string{"", "planera/", "search/manifest.js"} {
		for _, accept := range []string{"identity", c.encodings[0]} {
			first := c.get(name, "Accept-Encoding", accept)
			again := c.get(name, "Accept-Encoding", accept, "If-None-Match", first.header.Get("ETag"))
			if first.header.Get("ETag") == "" || again.status != http.StatusNotModified || len(again.body) > 0 {
				problems = append(problems, fmt.Sprintf("%s: ETag %q, then status %d", first.address, first.header.Get("ETag"), again.status))
			}
			problems = append(problems, headFaults(again, http.StatusNotModified, "", asking)...)
		}
	}
	return problems
}
