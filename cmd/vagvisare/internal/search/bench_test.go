package search_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/search"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A benchmark may be given another site than the portal that the program carries: go test -bench . -corpus DIR.
var corpus = flag.String("corpus", "../../../..", "measure with the site in `DIR`")

// documents returns what can be found in a site.
func documents(t testing.TB, dir string) ([]*search.Document, []*site.Term) {
	t.Helper()
	source, _ := load.Content(os.DirFS(dir), func(int, int) {})
	s, _ := site.New(source, site.Options{Date: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)})
	return search.Documents(s, "ordlista/", "Ordlista"), s.Glossary
}

// BenchmarkCreate indexes a site, as a build does whose texts have changed.
func BenchmarkCreate(b *testing.B) {
	pages, glossary := documents(b, *corpus)
	for b.Loop() {
		ix, err := search.Load(b.TempDir(), pages, glossary)
		if err != nil {
			b.Fatal(err)
		}
		if err := ix.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCompile makes the browser's files of an index.
func BenchmarkCompile(b *testing.B) {
	pages, glossary := documents(b, *corpus)
	ix, err := search.Create("", pages, glossary)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := ix.Compile(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkUpdate puts an edit of one page, with a word that is new to the site, into the live index.
func BenchmarkUpdate(b *testing.B) {
	pages, glossary := documents(b, *corpus)
	live, _ := liveOf(b, "", pages, glossary)
	page := len(pages) / 2
	original := *pages[page]
	n := 0
	for b.Loop() {
		n++
		edited := original
		edited.Sections = append(slices.Clone(original.Sections), search.Section{Text: fmt.Sprintf("larmv%cggsk%cra", 'a'+n%26, 'a'+n/26%26)})
		pages = slices.Clone(pages)
		pages[page] = &edited
		if err := live.Update(pages, glossary); err != nil {
			b.Fatal(err)
		}
	}
}
