package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"vagvisare/cmd/verify/internal/browser"
	"vagvisare/cmd/verify/internal/tool"
)

// checkLighthouse holds that Lighthouse has nothing to say about one page of each kind, seen on
// a phone over slow 4G, from a host that compresses.
func checkLighthouse(s *session, t *tally) {
	if err := runLighthouse(s, t); err != nil {
		t.fail("%v", err)
	}
}

// A lighthouse is where Lighthouse and what it needs stand.
type lighthouse struct {
	session              *session
	node, script, chrome string
}

func newLighthouse(s *session) (*lighthouse, error) {
	modules, err := tool.Modules(s.ctx, os.Stderr, packages+"/lighthouse")
	if err != nil {
		return nil, err
	}
	node, err := tool.Node(s.ctx, os.Stderr, "node")
	if err != nil {
		return nil, err
	}
	chrome, err := s.chromium()
	return &lighthouse{s, node, filepath.Join(modules, "lighthouse", "cli", "index.js"), chrome}, err
}

func runLighthouse(s *session, t *tally) error {
	l, err := newLighthouse(s)
	if err != nil {
		return err
	}
	p, err := s.portal()
	if err != nil {
		return err
	}
	site, err := browser.Serve(s.ctx, p.public(), "/", browser.Compressed, kept)
	if err != nil {
		return err
	}
	for _, kind := range kinds() {
		r, err := l.median(way{"/", site}.address(kind.page), kind.name)
		if err != nil {
			return err
		}
		t.note("%-10s %s", kind.name, r.scores())
		if kind.page == searchPage {
			delete(r.Categories, "performance")
		}
		t.check(kind.name+" ("+kind.page+") is not perfect", r.flaws()...)
	}
	return nil
}

// kept lets a host say what hosts that are set up well do: files that are named after their
// contents never change, and all else is asked for again.
func kept(files http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-cache")
		if strings.Contains(r.URL.Path, "/assets/") {
			w.Header().Set("Cache-Control", "max-age=31536000, immutable")
		}
		files.ServeHTTP(w, r)
	})
}

// median returns the first report when its score for performance is full, else the middle one of
// three: other work of the machine slows pages down. The other categories are the same each time.
func (l *lighthouse) median(address, name string) (*lighthouseReport, error) {
	var reports []*lighthouseReport
	for range 3 {
		r, err := l.report(address, name)
		if err != nil || r.performance() == 1 && len(reports) == 0 {
			return r, err
		}
		reports = append(reports, r)
	}
	slices.SortFunc(reports, func(a, b *lighthouseReport) int { return cmp.Compare(a.performance(), b.performance()) })
	return reports[1], nil
}

// report has Lighthouse look at a page, in a Chromium of its own.
func (l *lighthouse) report(address, name string) (*lighthouseReport, error) {
	out := filepath.Join(l.session.dir, "lighthouse "+name+".json")
	flags := "--headless=new --no-sandbox --disable-gpu --disable-component-update --no-pings"
	_, failed := l.session.command([]string{"CHROME_PATH=" + l.chrome}, l.node, l.script, address,
		"--quiet", "--output=json", "--output-path="+out, "--no-enable-error-reporting", "--chrome-flags="+flags)
	data, err := os.ReadFile(out)
	if err != nil {
		return nil, errors.Join(failed, err)
	}
	var r lighthouseReport
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, fmt.Errorf("read what Lighthouse says of %s: %w", name, err)
	}
	if r.RuntimeError.Message != "" {
		return nil, fmt.Errorf("look at %s with Lighthouse: %s", name, r.RuntimeError.Message)
	}
	return &r, failed
}
