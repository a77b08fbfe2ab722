package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"vagvisare/cmd/verify/internal/browser"
)

// A cost is what one query cost its reader.
type cost struct {
	requests int
	bytes    map[string]int64 // that came over the network, by kind of file
	time     time.Duration    // from the last key to the hits
}

// A manner is how somebody who has not been on the portal before comes to search.
type manner struct {
	name  string
	kinds []string // of queries
	page  string   // that is open
	write func(w *walk, query string)
	send  []string // the last keys
}

func manners() []manner {
	paste := func(w *walk, query string) {
		w.tap("form[role=search] input")
		w.until("the search has come", `"Vagvisare" in globalThis`)
		w.settle()
		w.paste(query)
	}
	return []manner{
		{"on sok/", []string{oneWord, twoWords, threeWords, misspelt}, "sok/", paste, []string{"Enter"}},
		{"typed on sok/", []string{oneWord}, "sok/", typeSlowly, nil},
		{"from the header", []string{oneWord, twoWords, threeWords}, "", paste, []string{"Enter"}},
	}
}

// typeSlowly types as people do, so that the page has time to suggest and to search between
// letters.
func typeSlowly(w *walk, query string) {
	const pace = 200 * time.Millisecond
	w.tap("form[role=search] input")
	for _, letter := range query {
		time.Sleep(pace)
		w.hurry(string(letter))
	}
}

// A meter measures what searches cost.
type meter struct {
	browser *browser.Browser
	host    way
	queries map[string][]string // by kind
}

// measure prints what a search costs readers of the site in a folder, which is built anew: a
// host sends it compressed, and the browser has nothing of it; and how long an editor waits
// after a save. The figures are of this machine, and of one reader at a time.
func measure(s *session, dir string, out io.Writer) error {
	public := filepath.Join(s.dir, "measured")
	if err := buildFor(s, dir, public, out); err != nil {
		return err
	}
	queries, err := siteQueries(public)
	if err != nil {
		return err
	}
	site, err := browser.Serve(s.ctx, public, "/", browser.Compressed)
	if err != nil {
		return err
	}
	return s.browse(func(b *browser.Browser) error {
		saved, err := measureSaves(s, b, dir)
		if err != nil {
			return err
		}
		m := &meter{b, way{"/", site}, queries}
		return m.print(out, saved)
	})
}

func (m *meter) print(out io.Writer, saved *table) error {
	costs, parts, err := m.firstQueries()
	if err != nil {
		return err
	}
	again, err := m.again()
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "Medians, and maxima in brackets.")
	for _, t := range []*table{costs, parts, again, saved} {
		fmt.Fprintln(out)
		if err := t.print(out); err != nil {
			return err
		}
	}
	return nil
}

// firstQueries returns what the first query costs in each manner, and of which files its bytes are.
func (m *meter) firstQueries() (costs, parts *table, err error) {
	costs = newTable("first query", "requests", "ms", "kB")
	parts = newTable("its kB", fileKinds...)
	for _, manner := range manners() {
		for _, kind := range manner.kinds {
			for _, query := range m.queries[kind] {
				c, err := m.firstQuery(manner, query)
				if err != nil {
					return nil, nil, err
				}
				row := manner.name + ", " + kind
				costs.add(row, query, float64(c.requests), float64(c.time.Milliseconds()), c.kB(fileKinds...))
				var kB []float64
				for _, file := range fileKinds {
					kB = append(kB, c.kB(file))
				}
				parts.add(row, query, kB...)
			}
		}
	}
	return costs, parts, nil
}

func buildFor(s *session, dir, public string, out io.Writer) error {
	program, err := s.program()
	if err != nil {
		return err
	}
	printed, err := s.command(nil, program, "build", "--source", dir, "--output", public, "--json")
	if err != nil {
		return err
	}
	var report struct{ Pages int }
	if err := json.Unmarshal(printed, &report); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d pages\n", dir, report.Pages)
	return nil
}

// firstQuery searches once, as somebody who was never here.
func (m *meter) firstQuery(how manner, query string) (cost, error) {
	page, err := m.browser.NewPrivatePage()
	if err != nil {
		return cost{}, err
	}
	w := &walk{way: m.host, name: how.name + ": " + query, tally: &tally{}, page: page}
	w.open(how.page, browser.View{})
	before := len(page.Requests())
	how.write(w, query)
	started := time.Now()
	w.press(how.send...)
	w.until("an answer", quote(`query() === %q && (hits().length > 0 || part("none"))`, query))
	c := cost{time: time.Since(started), bytes: map[string]int64{}}
	w.settle()
	if w.err != nil {
		return c, fmt.Errorf("%v: %w", w, w.err)
	}
	for _, q := range page.Requests()[before:] {
		if q.Bytes > 0 {
			name, _, _ := m.host.site.Resolve(q.URL)
			c.requests++
			c.bytes[fileKind(name)] += q.Bytes
		}
	}
	return c, page.Close()
}

// fileKinds are the kinds of files that a search loads.
var fileKinds = []string{"manifest", "pages", "words", "script", "the rest", "terms"}

func fileKind(name string) string {
	for _, kind := range fileKinds {
		if strings.HasPrefix(name, "search/"+kind) {
			return kind
		}
	}
	if strings.HasPrefix(name, "assets/js/search-") {
		return "script"
	}
	return "the rest"
}

func (c cost) kB(kinds ...string) float64 {
	var sum int64
	for _, kind := range kinds {
		sum += c.bytes[kind]
	}
	return float64(sum) / 1000
}

// again measures the script alone, when it has all files that a query needs.
func (m *meter) again() (*table, error) {
	page, err := m.browser.NewPage()
	if err != nil {
		return nil, err
	}
	defer page.Close()
	w := &walk{way: m.host, name: "again", tally: &tally{}, page: page}
	w.open("sok/", browser.View{})
	t := newTable("again", "ms of script")
	for _, kind := range []string{oneWord, twoWords, threeWords, misspelt} {
		for _, query := range m.queries[kind] {
			times := ask[[]float64](w, quote(`(async () => {
				const index = await (globalThis.measured ??= Vagvisare.search.open(document.querySelector("[data-base]").dataset.base));
				const times = [];
				for (let i = 0; i < 52; i++) {
					const started = performance.now();
					await index.search(%q);
					times.push(performance.now() - started);
				}
				return times.slice(1);
			})()`, query))
			if w.err != nil {
				return nil, fmt.Errorf("%v: %w", w, w.err)
			}
			t.add(kind, query, median(times))
		}
	}
	return t, nil
}
