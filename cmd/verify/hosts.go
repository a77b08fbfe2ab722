package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"vagvisare/cmd/verify/internal/browser"
)

// movedPage is put into the portal. Its old addresses hold what means something to one server or another.
const movedPage = `---
title: Flyttad
summary: En sida som har flyttat många gånger.
kind: page
owner: Digitaliseringsenheten
published: 2026-11-21
aliases:
  - gammal
  - start.htm
  - Gamla sidor/ÅÄÖ åäö.html
  - "a+b 100%25/(x).[y]{3}^z"
  - "$uri/${PATH}/it's; &co=1,~"
---
Text.
`

// oldAddresses are those of movedPage, decoded, in all forms that a browser may ask for.
var oldAddresses = []string{
	"gammal/", "gammal", "gammal/index.html", "start.htm", "Gamla sidor/ÅÄÖ åäö.html",
	"a+b 100%25/(x).[y]{3}^z/", "a+b 100%25/(x).[y]{3}^z", "$uri/${PATH}/it's; &co=1,~/", "$uri/${PATH}/it's; &co=1,~/index.html",
}

// newAddress is that of movedPage.
const newAddress = "flyttad/"

// bases are the paths at which the portal is tried: at the top of a host, and below it, where each server reads some sign in its own way.
var bases = []string{"/", "/a/b å+(1)/"}

func checkHosts(s *session, t *tally) {
	if err := runHosts(s, t); err != nil {
		t.fail("%v", err)
	}
}

func runHosts(s *session, t *tally) error {
	sites, err := hostedSites(s)
	if err != nil {
		return err
	}
	servers, err := startServers(s, sites)
	defer func() {
		for _, server := range servers {
			server.stop()
		}
	}()
	if err != nil {
		return err
	}
	for _, server := range servers {
		for _, site := range server.sites {
			c := &crawl{tally: t, site: site, encodings: server.encodings, bare: server.bare}
			c.all()
		}
	}
	return s.browse(func(b *browser.Browser) error { return readHosts(t, b, servers[0].sites) })
}

// A hostedSite is a build of the portal for a base, and, once it is served, where.
type hostedSite struct {
	name   string // of the server and the base
	dir    string
	base   string // decoded
	origin string // such as "http://127.0.0.1:8080"
}

// hostedSites builds the portal for all kinds of hosts, once for each base, compressed.
func hostedSites(s *session) ([]hostedSite, error) {
	program, err := s.program()
	if err != nil {
		return nil, err
	}
	source := filepath.Join(s.dir, "hosted")
	if err := plainCopy().copy("content", filepath.Join(source, "content")); err != nil {
		return nil, err
	}
	config := filepath.Join(source, "content", "site.yaml")
	data, err := os.ReadFile(config)
	data = append(bytes.TrimRight(data, "\n"), "\nhosts: [nginx, apache, iis, pages]\n"...)
	err = errors.Join(err, os.WriteFile(config, data, 0o666), os.WriteFile(filepath.Join(source, "content", "flyttad.md"), []byte(movedPage), 0o666))
	if err != nil {
		return nil, err
	}
	var sites []hostedSite
	for i, base := range bases {
		site := hostedSite{dir: filepath.Join(s.dir, fmt.Sprintf("hosted-%d", i)), base: base}
		address := "https://portal.example" + sentPath(base)
		_, err := s.command(nil, program, "build", "--source", source, "--output", site.dir, "--base-url", address, "--date", "2026-11-22", "--compress", "--quiet")
		if err != nil {
			return nil, err
		}
		sites = append(sites, site)
	}
	return sites, nil
}

// readHosts reads some pages as a reader does, with the policy that the server sends: nothing may be refused.
func readHosts(t *tally, b *browser.Browser, sites []hostedSite) error {
	page, err := b.NewPage()
	if err != nil {
		return err
	}
	for _, hosted := range sites {
		site, err := browser.Files(hosted.dir)
		if err != nil {
			return err
		}
		site.Base = hosted.origin + sentPath(hosted.base)
		for _, name := range []string{"", "planera/", "checklistor/forvalta-start/", "planer/digitala-las/nyttokalkyl/", "skriv-ut/", newAddress} {
			if err := page.Open(site.Base+name, browser.View{}); err != nil {
				return err
			}
			t.check(hosted.name+" /"+name, site.Problems(page)...)
		}
		w := &walk{way: way{hosted.name, site}, name: "search", tally: t, page: page}
		w.open("sok/?q=larm", browser.View{})
		w.until("hits", `hits().length === 10`)
		w.end()
		if err := errors.Join(readMoved(t, site, page, hosted.name), readMissing(t, site, page, hosted.name)); err != nil {
			return err
		}
	}
	return nil
}

// readMoved opens an old address: the browser comes to the same place on the page where it is now.
func readMoved(t *tally, site *browser.Site, page *browser.Page, name string) error {
	const place = "?a=b#page:main"
	if err := page.Open(site.Base+"gammal/"+place, browser.View{}); err != nil {
		return err
	}
	address, err := page.Address()
	problems := site.Problems(page)
	if want := site.Base + newAddress + place; address != want {
		problems = append(problems, "it leads to "+address+", not to "+want)
	}
	t.check(name+": an old address", problems...)
	return err
}

// readMissing opens an address that there is not, deep down: the page that tells so must look as all others do.
func readMissing(t *tally, site *browser.Site, page *browser.Page, name string) error {
	address := site.Base + "finns/inte/alls/"
	if err := page.Open(address, browser.View{}); err != nil {
		return err
	}
	var problems []string
	for _, q := range page.Requests() {
		if q.URL != address && (q.Status != 200 || q.Failure != "") {
			problems = append(problems, fmt.Sprintf("%s: %d %s", q.URL, q.Status, q.Failure))
		}
	}
	styled, err := browser.Eval[bool](page, `document.styleSheets.length > 0 && document.images.length > 0 && [...document.images].every(i => i.naturalWidth > 0)`)
	if !styled {
		problems = append(problems, "it is shown without style or pictures")
	}
	t.check(name+": a missing page", problems...)
	return err
}
