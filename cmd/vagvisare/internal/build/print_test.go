package build_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"vagvisare/assets"
	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/check"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/layouts"
)

// designed builds a site with the program's own layouts.
func designed(t testing.TB, root fs.FS) *build.Result {
	t.Helper()
	result := build.Site(build.Options{
		Root: root, Defaults: map[string]fs.FS{"layouts": layouts.FS, "assets": assets.FS}, Date: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
	})
	if diag.Failed(result.Problems) {
		t.Fatalf("told %v", result.Problems)
	}
	return result
}

// long returns a site with a phase of so many pages, and one with a single page.
func long(pages int) fstest.MapFS {
	root := fstest.MapFS{"content/site.yaml": {Data: []byte(
		"title: Portalen\norganisation: Lindmarka\nurl: https://portal.example/\nphases:\n  - {id: planera, title: Planera}\n  - {id: infora, title: Införa}\n")}}
	root["content/_index.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Hem\n---\n")}
	text := "---\ntitle: Sida %d\n---\n## Först\n\nSe [nästa](sida-%d.md#dar) och noten[^1].\n\n### Sedan {#dar}\n\n- [ ] Punkt\n\n[^1]: Not.\n"
	for i := range pages {
		root[fmt.Sprintf("content/planera/sida-%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, text, i, (i+1)%pages)}
	}
	root["content/infora/sida-0.md"] = &fstest.MapFile{Data: fmt.Appendf(nil, text, 0, 0)}
	return root
}

// TestPrinted holds that pages for printing pass the check of all that is published, are outlined without gaps, and are not found
// by programs that gather pages.
func TestPrinted(t *testing.T) {
	for name, result := range map[string]*build.Result{"twenty pages": designed(t, long(20)), "the program's own site": portal(t, nil)} {
		problems, err := check.Output(result.Tree, "", nil)
		if err != nil || len(problems) > 0 {
			t.Fatalf("%s: told %v, error %v", name, problems, err)
		}
		addresses := []string{"skriv-ut/"}
		for _, phase := range result.Site.Phases {
			addresses = append(addresses, phase.Page.Path+"skriv-ut/")
		}
		for _, p := range result.Site.Home.Children {
			if _, err := result.Tree.ReadFile(p.Path + "skriv-ut/index.html"); err == nil && p.Phase == nil {
				addresses = append(addresses, p.Path+"skriv-ut/")
			}
		}
		if name == "the program's own site" && !slices.Contains(addresses, "checklistor/skriv-ut/") {
			t.Errorf("%s has no page for printing all checklists: %v", name, addresses)
		}
		for _, address := range addresses {
			data, err := result.Tree.ReadFile(address + "index.html")
			if err != nil {
				t.Fatal(err)
			}
			if fault := outline(data); fault != "" {
				t.Errorf("%s, %s: %s", name, address, fault)
			}
			for _, want := range []string{`<meta name="robots" content="noindex">`, `<link rel="canonical" href="` + result.Site.URL + address + `">`} {
				if !bytes.Contains(data, []byte(want)) {
					t.Errorf("%s, %s lacks %s", name, address, want)
				}
			}
		}
		if data, err := result.Tree.ReadFile("sitemap.xml"); err != nil || bytes.Contains(data, []byte("skriv-ut/")) {
			t.Errorf("%s: sitemap.xml names pages for printing (error %v)", name, err)
		}
	}
}

// outline returns what is wrong with the order of a page's headings, or "".
func outline(data []byte) string {
	above, first := 0, 0
	tokens := html.NewTokenizer(bytes.NewReader(data))
	for tokens.Next() != html.ErrorToken {
		token := tokens.Token()
		if token.Type != html.StartTagToken || len(token.Data) != 2 || token.Data[0] != 'h' || token.Data[1] < '1' || token.Data[1] > '6' {
			continue
		}
		level := int(token.Data[1] - '0')
		if level == 1 {
			first++
		}
		if level > above+1 {
			return fmt.Sprintf("a heading of level %d after one of level %d", level, above)
		}
		above = level
	}
	if first != 1 {
		return fmt.Sprintf("%d headings of the first level", first)
	}
	return ""
}

// TestPrintedLimit holds that a page for printing holds 300 pages, and with one more none; what is too long as a whole may still be
// printed phase by phase.
func TestPrintedLimit(t *testing.T) {
	for pages, want := range map[int][2]int{299: {299, 300}, 300: {300, 0}, 301: {0, 0}} {
		result := designed(t, long(pages))
		for i, name := range []string{"planera/skriv-ut/index.html", "skriv-ut/index.html"} {
			data, err := result.Tree.ReadFile(name)
			if got := bytes.Count(data, []byte("<article")); got != want[i] || err != nil {
				t.Errorf("of %d pages, %s holds %d (error %v), wanted %d", pages, name, got, err, want[i])
			}
		}
		if pages != 301 { // where both are lists of links
			continue
		}
		if problems, err := check.Output(result.Tree, "", nil); err != nil || len(problems) > 0 {
			t.Errorf("told %v, error %v", problems, err)
		}
	}
}
