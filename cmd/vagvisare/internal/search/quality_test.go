package search_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/search"
	"vagvisare/cmd/vagvisare/internal/site"
)

// glossaryPage is where the portal publishes its glossary.
const glossaryPage = "ordlista/"

// portalSite returns the portal that the program carries.
func portalSite(t testing.TB) *site.Site {
	t.Helper()
	source, _ := load.Content(os.DirFS("../../../.."), func(int, int) {})
	s, _ := site.New(source, site.Options{Date: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)})
	return s
}

// portal returns the index of that portal.
func portal(t testing.TB) *search.Index {
	t.Helper()
	s := portalSite(t)
	ix, err := search.Create("", search.Documents(s, glossaryPage, "Ordlista"), s.Glossary)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := ix.Close(); err != nil {
			t.Error(err)
		}
	})
	return ix
}

// A golden is a query with the pages that must be found.
type golden struct {
	query, kind string
	pages       []string
}

func goldens(t testing.TB) []golden {
	t.Helper()
	data, err := os.ReadFile("testdata/queries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var list []golden
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		columns := strings.Split(strings.TrimSpace(line), "\t")
		list = append(list, golden{columns[0], columns[1], strings.Fields(columns[2])})
	}
	return list
}

// TestQuality holds how well the golden queries are answered. Where the ranking changes, testdata/ranks.txt shows
// how: run with -update and read the difference.
func TestQuality(t *testing.T) {
	var reciprocal, recalled float64
	var lines []string
	list := goldens(t)
	for i, hits := range goldenHits(t) {
		g := list[i]
		rank := slices.IndexFunc(hits, func(h *search.Hit) bool { return slices.Contains(g.pages, h.Path) }) + 1
		if rank > 0 {
			reciprocal += 1 / float64(rank)
		}
		if rank > 0 && rank <= 5 {
			recalled++
		}
		first := "-"
		if len(hits) > 0 {
			first = hits[0].Path
		}
		lines = append(lines, fmt.Sprintf("%2d  %-11s  %-44s  %s", rank, g.kind, g.query, first))
	}
	n := float64(len(lines))
	got := fmt.Sprintf("# MRR %.3f, recall@5 %.3f of %.0f queries. Rank of the first right page among ten (0: none), kind, query, first page.\n%s\n",
		reciprocal/n, recalled/n, n, strings.Join(lines, "\n"))
	const file = "testdata/ranks.txt"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("ranks changed (-want +got; -update keeps them):\n%s", diff)
	}
	if reciprocal/n < 0.85 || recalled/n < 0.95 {
		t.Errorf("MRR is %.3f, recall@5 %.3f", reciprocal/n, recalled/n)
	}
}

// TestFound holds that every page of the portal is a right answer to three golden queries at least, and among their
// first ten hits.
func TestFound(t *testing.T) {
	const enough = 3
	s := portalSite(t)
	found := map[string]int{}
	list := goldens(t)
	for i, hits := range goldenHits(t) {
		g := list[i]
		for _, hit := range hits {
			if slices.Contains(g.pages, hit.Path) {
				found[hit.Path]++
			}
		}
		for _, address := range g.pages {
			if s.At(address) == nil && address != glossaryPage {
				t.Errorf("%q wants /%s, which does not exist", g.query, address)
			}
		}
	}
	for _, p := range s.Pages {
		if p != s.Home && found[p.Path] < enough {
			t.Errorf("/%s is found by %d queries", p.Path, found[p.Path])
		}
	}
}

var update = flag.Bool("update", false, "write testdata/ranks.txt")

// goldenHits returns the first ten hits of each golden query.
func goldenHits(t *testing.T) [][]*search.Hit {
	t.Helper()
	hitsOnce.Do(func() {
		ix := portal(t)
		for _, g := range goldens(t) {
			result, err := ix.Search(search.Query{Text: g.query, Limit: 10})
			if err != nil {
				t.Fatal(err)
			}
			hitsOfAll = append(hitsOfAll, result.Hits)
		}
	})
	return hitsOfAll
}

var (
	hitsOnce  sync.Once
	hitsOfAll [][]*search.Hit
)

// TestFolded holds that no golden query loses its page where å, ä and ö are typed as a, a and o.
func TestFolded(t *testing.T) {
	ix := portal(t)
	const each = 6 // of the queries that folding changes
	found := func(query string, pages []string) bool {
		result, err := ix.Search(search.Query{Text: query, Limit: 30})
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(result.Hits, func(h *search.Hit) bool { return slices.Contains(pages, h.Path) })
	}
	n := 0
	for _, g := range goldens(t) {
		folded := search.Fold(g.query)
		if folded == g.query {
			continue
		}
		if n++; n%each == 0 && found(g.query, g.pages) && !found(folded, g.pages) {
			t.Errorf("%s finds %v, but %s does not", g.query, g.pages, folded)
		}
	}
}
