package search_test

import (
	"flag"
	"os"
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
