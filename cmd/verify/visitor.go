package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// A visitor reads the portal while it is being published: page after page, with all that they are made of, and the search.
type visitor struct {
	publication *publication
	client      *http.Client
	random      *rand.Rand
}

func newVisitor(p *publication) *visitor {
	return &visitor{publication: p, client: &http.Client{}, random: rand.New(rand.NewPCG(rand.Uint64(), 0))}
}

// pace is how long a visitor rests between pages.
const pace = 30 * time.Millisecond

// read reads until it is told to stop. From each page it follows one of the links there.
func (v *visitor) read(ctx context.Context) {
	at := v.publication.host.Base
	for ctx.Err() == nil {
		links, problems := v.visit(ctx, at)
		if v.random.IntN(8) == 0 {
			problems = append(problems, v.searchFiles(ctx)...)
		}
		if ctx.Err() != nil {
			return
		}
		v.publication.tally.check("a visitor of "+at, problems...)
		v.publication.visits.Add(1)
		time.Sleep(pace) // what is published needs the processor too
		if at = v.publication.host.Base; len(links) > 0 {
			at = links[v.random.IntN(len(links))]
		}
	}
}

// A document is what a page refers to.
type document struct {
	edition string   // what it says of itself
	moved   string   // where it sends the reader; or ""
	parts   []string // that a browser loads with it
	links   []string // to other pages
}

// visit loads a page with all its parts, and returns its links.
func (v *visitor) visit(ctx context.Context, address string) (links, problems []string) {
	data, err := v.get(ctx, address)
	if err != nil {
		return nil, []string{err.Error()}
	}
	page := readDocument(address, data)
	for _, part := range page.parts {
		data, err := v.get(ctx, part)
		if err != nil {
			problems = append(problems, err.Error())
		} else if other := editionOf(part, data); other != "" && other != page.edition && page.moved == "" {
			problems = append(problems, fmt.Sprintf("%s is of edition %s, the page of %s", part, other, page.edition))
		}
	}
	if page.moved != "" {
		return []string{page.moved}, problems
	}
	if page.edition == "" {
		problems = append(problems, "it does not say of which edition it is")
	}
	return page.links, problems
}

func (v *visitor) get(ctx context.Context, address string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	response, err := v.client.Do(request)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(response.Body)
	err = errors.Join(err, response.Body.Close())
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", address, response.Status)
	}
	return data, err
}

var (
	editionMark  = regexp.MustCompile(`--edition: ?(x\d+)|<title>edition (x\d+)</title>`)
	editionNamed = regexp.MustCompile(`Särtrycket är (x\d+)\.`)
)

// editionOf returns what a part of a page says of its edition; "" when it is the same in all of them.
func editionOf(name string, data []byte) string {
	if ending := path.Ext(name); ending != ".css" && ending != ".svg" {
		return ""
	}
	if match := editionMark.FindSubmatch(data); match != nil {
		return string(match[1]) + string(match[2])
	}
	return ""
}

func readDocument(address string, data []byte) document {
	var d document
	if match := editionNamed.FindSubmatch(data); match != nil {
		d.edition = string(match[1])
	}
	base, err := url.Parse(address)
	if err != nil {
		return d
	}
	for tokens := html.NewTokenizer(bytes.NewReader(data)); ; {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return d
		}
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			d.add(base, tokens.Token())
		}
	}
}

// add notes what an element refers to, inside the portal.
func (d *document) add(base *url.URL, token html.Token) {
	attributes := map[string]string{}
	for _, a := range token.Attr {
		attributes[a.Key] = a.Val
	}
	switch {
	case token.Data == "meta" && attributes["http-equiv"] == "refresh":
		_, to, _ := strings.Cut(attributes["content"], "url=")
		d.moved = inside(base, to)
	case token.Data == "a" && strings.HasSuffix(inside(base, attributes["href"]), "/"):
		d.links = append(d.links, inside(base, attributes["href"]))
	case token.Data == "link" && attributes["rel"] != "canonical" && attributes["rel"] != "alternate":
		d.need(inside(base, attributes["href"]))
	case attributes["src"] != "":
		d.need(inside(base, attributes["src"]))
	}
}

func (d *document) need(address string) {
	if address != "" {
		d.parts = append(d.parts, address)
	}
}

// inside completes a reference, without fragment and query; "" for one that leads elsewhere.
func inside(base *url.URL, reference string) string {
	target, err := base.Parse(reference)
	if reference == "" || err != nil || target.Host != base.Host || target.Scheme != base.Scheme {
		return ""
	}
	target.Fragment, target.RawFragment, target.RawQuery = "", "", ""
	return target.String()
}
