package search_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/search"
	"vagvisare/cmd/vagvisare/internal/site"
)

func indexOf(t *testing.T, dir string, documents []*search.Document, glossary []*site.Term) *search.Index {
	t.Helper()
	ix, err := search.Load(dir, documents, glossary)
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

// files returns what an index is published as.
func files(t *testing.T, ix *search.Index) map[string]string {
	t.Helper()
	list, err := ix.Compile()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range list {
		data, err := f.Make()
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := all[f.Name]; twice {
			t.Errorf("%s is published twice", f.Name)
		}
		all[f.Name] = string(data)
	}
	return all
}

// changed returns the names that are new, gone or have other contents.
func changed(before, after map[string]string) []string {
	names := map[string]bool{}
	for name, text := range after {
		if before[name] != text {
			names[name] = true
		}
	}
	for name := range before {
		if _, still := after[name]; !still {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// TestSameFiles holds that the same texts give the same files, from memory or disk, although bleve
// numbers documents differently each time.
func TestSameFiles(t *testing.T) {
	pages, glossary := documents(t, *corpus)
	dir := t.TempDir()
	first := files(t, indexOf(t, dir, pages, glossary))
	for _, dir := range []string{"", dir} {
		if names := changed(first, files(t, indexOf(t, dir, pages, glossary))); len(names) > 0 {
			t.Errorf("%q: %v differ", dir, names)
		}
	}
}

// TestEdit holds that an edit of one page leaves nearly all files as they were.
func TestEdit(t *testing.T) {
	pages, glossary := documents(t, *corpus)
	before := files(t, indexOf(t, "", pages, glossary))
	edited := *pages[40]
	edited.Sections = slices.Clone(edited.Sections)
	edited.Sections[0].Text += " Ett trygghetslarm och en kamera till."
	pages[40] = &edited
	names := changed(before, files(t, indexOf(t, "", pages, glossary)))
	count := map[string]int{}
	for _, name := range names {
		count[strings.Split(name, "/")[1]]++
	}
	if count["pages"] > 80 || count["terms"] > 16 || count["words"] > 8 || len(names) > len(before)/2 {
		t.Errorf("%d of %d files changed: %v", len(names), len(before), count)
	}
	if count["pages"] == 0 || count["manifest.js"] != 1 {
		t.Errorf("the edit does not show: %v", names)
	}
}

func TestStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache", "search")
	page := &search.Document{Path: "a/", Title: "Larm", Sections: []search.Section{{Text: "Ett larm."}}}
	kept := func() []string {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return names
	}
	one := func(want string) {
		t.Helper()
		ix, err := search.Load(dir, []*search.Document{page}, nil)
		if err != nil {
			t.Fatal(err)
		}
		result, err := ix.Search(search.Query{Text: want, Limit: 1})
		if err != nil || len(result.Hits) != 1 {
			t.Errorf("%s: %d hits, %v", want, len(result.Hits), err)
		}
		if err := ix.Close(); err != nil {
			t.Fatal(err)
		}
	}
	one("larm")
	first := kept()
	one("larm")
	if diff := cmp.Diff(first, kept()); diff != "" || len(first) != 1 {
		t.Errorf("the index was not used again: %v, then %v", first, kept())
	}
	if err := os.RemoveAll(filepath.Join(dir, first[0], "store")); err != nil {
		t.Fatal(err)
	}
	one("larm") // a damaged index is made anew
	edited := *page
	edited.Title, page = "Lås", &edited
	one("lås")
	if second := kept(); len(second) != 1 || second[0] == first[0] {
		t.Errorf("the old index is kept: %v, then %v", first, second)
	}
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	dir = blocked // where no folder can be, the index is in memory
	one("lås")
}

// TestStoreTogether holds that programs which keep indexes in one folder at the same time, of different texts and of the
// same, do not get in each other's way.
func TestStoreTogether(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			page := &search.Document{Path: "a/", Title: fmt.Sprintf("Larm%d", i%3), Sections: []search.Section{{Text: "Ett larm."}}}
			ix, err := search.Load(dir, []*search.Document{page}, nil)
			if err != nil {
				t.Error(err)
				return
			}
			defer ix.Close()
			if result, err := ix.Search(search.Query{Text: "larm", Limit: 1}); err != nil || len(result.Hits) != 1 {
				t.Errorf("%d hits, %v", len(result.Hits), err)
			}
		})
	}
	all.Wait()
}

// TestOddPages holds that pages of every kind are indexed, and that what is shown of them is whole.
func TestOddPages(t *testing.T) {
	pages := []*search.Document{
		{Path: "a/", Title: "Tom"},
		{Path: "b/", Title: "Långt", Sections: []search.Section{{Text: strings.Repeat("ö", 50_000)}}},
		{Path: "c/", Title: "Kod", Sections: []search.Section{{Text: "if (a < b) { return `x` && y }"}}},
		{Path: "d/", Title: "Sönder", Sections: []search.Section{{Text: "Sönderdelat larm på natten"}}},
		{Path: "e/", Title: "", Sections: []search.Section{{Text: "🙂🙂🙂"}}},
		{Path: "f/", Title: "Och så att", Keywords: []string{""}, Sections: []search.Section{{ID: "x", Title: "", Text: ""}}},
		{Path: "g/", Title: "Många", Sections: []search.Section{{Text: strings.Repeat("Kort text om åtgärder. ", 2000)}}},
	}
	slices.SortFunc(pages, func(a, b *search.Document) int { return strings.Compare(a.Path, b.Path) })
	ix := indexOf(t, "", pages, nil)
	for query, want := range map[string]string{
		"tom": "a/", strings.Repeat("ö", 50_000): "b/", "return": "c/", "sönder": "d/", "sonderdelat": "d/", "och så att": "f/", "åtgärd": "g/", "åtgarder": "g/", "kod larm": "c/",
	} {
		result, err := ix.Search(search.Query{Text: query, Limit: 10})
		if err != nil || len(result.Hits) == 0 || result.Hits[0].Path != want {
			t.Errorf("%.20q: %v, want %s first; %v", query, result.Hits, want, err)
		}
		for _, hit := range result.Hits {
			for _, piece := range hit.Excerpt {
				if !utf8.ValidString(piece.Text) {
					t.Errorf("%.20q: the excerpt of %s is no UTF-8: %q", query, hit.Path, piece.Text)
				}
			}
		}
	}
	for _, query := range []string{"", " ", "\"", "\"\"", "🙂", "مرحبا", "<script>alert(1)</script>", "(a+)+$", ".*", "\x00\xff", strings.Repeat("larm ", 2000), strings.Repeat("x", 10_000)} {
		if _, err := ix.Search(search.Query{Text: query, Limit: 10}); err != nil {
			t.Errorf("%.20q: %v", query, err)
		}
	}
	files(t, ix)
}

func TestNoPages(t *testing.T) {
	ix := indexOf(t, "", nil, nil)
	result, err := ix.Search(search.Query{Text: "larm", Limit: 10})
	if err != nil || result.Total != 0 {
		t.Errorf("%d hits, %v", result.Total, err)
	}
	files(t, ix)
}
