// Package check looks at a site as it will be published.
//
// What an editor can get wrong is found when the site is linked; this is the second look,
// at the bytes: whatever a layout wrote is checked here, by nothing but the tree.
package check

import (
	"bytes"
	"errors"
	"io"
	"net/url"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/net/html"
	"golang.org/x/sync/errgroup"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/tree"
)

// Output checks every page of a tree: references, ids, and what a strict content security
// policy would block. base is the path at which the site stands, so that the page for missing ones may refer from there; "" where
// that is not known. The error joins those of files that could not be made. progress may be nil.
func Output(t *tree.Tree, base string, progress func(done, total int)) ([]diag.Problem, error) {
	var paths []string
	for _, name := range t.Paths() {
		if path.Ext(name) == ".html" {
			paths = append(paths, name)
		}
	}
	pages := make([]*page, len(paths))
	errs := make([]error, len(paths))
	var done atomic.Int64
	parallel(len(paths), func(i int) {
		data, err := t.ReadFile(paths[i])
		if errs[i] = err; err == nil {
			pages[i] = read(paths[i], data)
		}
		if n := done.Add(1); progress != nil {
			progress(int(n), len(paths))
		}
	})
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	byPath := map[string]*page{}
	for _, p := range pages {
		byPath[p.path] = p
	}
	var problems []diag.Problem
	for _, p := range pages {
		problems = append(problems, p.problems...)
		for _, ref := range p.refs {
			if !found(t, byPath, p.path, base, ref) {
				problems = append(problems, diag.Problem{File: "public/" + p.path, Code: diag.DeadReference, Args: []any{ref}})
			}
		}
	}
	return diag.Sort(problems), nil
}

func parallel(n int, do func(i int)) {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		group.Go(func() error { do(i); return nil })
	}
	group.Wait()
}

// found reports whether a relative reference leads to a file, and to an element of it.
func found(t *tree.Tree, pages map[string]*page, from, base, ref string) bool {
	u, err := url.Parse(ref)
	if err != nil {
		return false
	}
	name := from
	if u.Path != "" {
		name = path.Join(path.Dir(from), u.Path)
		if strings.HasPrefix(u.Path, "/") {
			rest, below := strings.CutPrefix(u.Path, base)
			if from != "404.html" || base == "" || !below {
				return false // would not work below a folder of a host
			}
			name = path.Clean(rest)
		}
		if strings.HasSuffix(u.Path, "/") || path.Base(u.Path) == "." || path.Base(u.Path) == ".." {
			name = path.Join(name, "index.html")
		}
	}
	if !t.Has(name) {
		return false
	}
	to := pages[name]
	return u.Fragment == "" || to != nil && to.ids[u.Fragment]
}

// A page is what the check remembers of an HTML file.
type page struct {
	path     string
	ids      map[string]bool
	refs     []string // to this site, each once
	problems []diag.Problem
}

func read(name string, data []byte) *page {
	p := &page{path: name, ids: map[string]bool{}}
	tokens := html.NewTokenizer(bytes.NewReader(data))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			if err := tokens.Err(); err != io.EOF {
				p.report(diag.Unreadable, err)
			}
			slices.Sort(p.refs)
			p.refs = slices.Compact(p.refs)
			return p
		case html.StartTagToken, html.SelfClosingTagToken:
			p.element(tokens)
		}
	}
}

func (p *page) report(code diag.Code, args ...any) {
	p.problems = append(p.problems, diag.Problem{File: "public/" + p.path, Code: code, Args: args})
}

func (p *page) element(tokens *html.Tokenizer) {
	name, more := tokens.TagName()
	tag := string(name)
	attributes := map[string]string{}
	for more {
		var key, value []byte
		key, value, more = tokens.TagAttr()
		attributes[string(key)] = string(value)
		if string(key) == "style" || bytes.HasPrefix(key, []byte("on")) {
			p.report(diag.InlineCode, string(key)+"=")
		}
	}
	if id, ok := attributes["id"]; ok {
		if p.ids[id] {
			p.report(diag.RepeatedID, id)
		}
		p.ids[id] = true
	}
	if _, ok := attributes["src"]; tag == "style" || tag == "script" && !ok {
		p.report(diag.InlineCode, "<"+tag+">")
	}
	for _, candidate := range strings.Split(attributes["srcset"], ",") {
		if address, _, _ := strings.Cut(strings.TrimSpace(candidate), " "); address != "" {
			p.reference(address, true)
		}
	}
	for _, key := range []string{"href", "src", "action"} {
		if value, ok := attributes[key]; ok {
			p.reference(value, key == "src" || tag == "link" && loads(attributes["rel"]))
		}
	}
}

// loads reports whether a link element of a kind makes the browser fetch what it names.
func loads(rel string) bool {
	return rel != "canonical" && rel != "alternate"
}

func (p *page) reference(value string, loaded bool) {
	u, err := url.Parse(value)
	if err != nil || u.Scheme == "" && u.Host == "" {
		p.refs = append(p.refs, value)
		return
	}
	switch {
	case strings.EqualFold(u.Scheme, "javascript"):
		p.report(diag.InlineCode, "javascript:")
	case u.Host != "" && loaded:
		p.report(diag.ExternalResource, value)
	}
}
