package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
)

func TestSiteQueries(t *testing.T) {
	files := map[string]string{"search/manifest.js": packed(t, "manifest", `{"analysis":{"stop":["inte","eller"]}}`)}
	for i := range 40 {
		p := map[string]any{"title": fmt.Sprintf("Larmet inte i trygghetsboende nummer %c", 'a'+i%3), "sections": [][3]string{{"", "Rubrik", "Informationssäkerhet ja"}}}
		if i < 12 {
			p["sections"] = [][3]string{{"id", "", "kameran"}}
		}
		if i == 0 {
			p["title"] = "Unikt"
		}
		data, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		files[fmt.Sprintf("search/pages/%02d-0.js", i)] = fmt.Sprintf("Vagvisare.search.put(%q,%s)\n", "pages/", data)
	}
	got, err := siteQueries(site(t, files))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{
		oneWord:    {"larmet", "nummer", "trygghetsboende", "informationssäkerhet", "rubrik", "kameran"},
		twoWords:   slices.Repeat([]string{"larmet trygghetsboende"}, 8),
		threeWords: slices.Repeat([]string{"larmet trygghetsboende nummer"}, 8),
		misspelt:   {"trygghetsboende"},
	}
	for _, kind := range []string{oneWord, twoWords, threeWords} {
		if !slices.Equal(got[kind], want[kind]) {
			t.Errorf("%s: %q, want %q", kind, got[kind], want[kind])
		}
	}
	if want := []string{"infromationssäkerhet"}; !slices.Equal(got[misspelt], want) {
		t.Errorf("misspelt: %q, want %q", got[misspelt], want) // of the others two equal letters would change places
	}
	if _, err := siteQueries(site(t, map[string]string{"search/manifest.js": files["search/manifest.js"]})); err == nil {
		t.Error("a site without pages has queries")
	}
}

func TestFileKind(t *testing.T) {
	for name, want := range map[string]string{
		"search/manifest.js": "manifest", "search/terms/0a.js": "terms", "search/pages/0a-1.js": "pages",
		"assets/js/search-0a.js": "script", "assets/js/site-0a.js": "the rest", "sok/index.html": "the rest", "search/filters/a.js": "the rest",
	} {
		if got := fileKind(name); got != want {
			t.Errorf("%s is of the kind %s, want %s", name, got, want)
		}
	}
}

func TestTable(t *testing.T) {
	table := newTable("what", "kB", "ms")
	for i, v := range []float64{3, 1, 1000, 2} {
		table.add("all", string(rune('a'+i)), 7, v)
		if i == 0 {
			table.add("one of them", "x", 100, 0.25)
		}
	}
	var out bytes.Buffer
	if err := table.print(&out); err != nil {
		t.Fatal(err)
	}
	want := `what          queries   kB          ms           most for
all           4         7.0 (7.0)   2.5 (1000)   c
one of them   1         100 (100)   0.2 (0.2)    x
`
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}
