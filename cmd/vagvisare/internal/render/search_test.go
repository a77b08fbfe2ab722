package render_test

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/render"
	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/cmd/vagvisare/internal/tree"
)

// portal renders pages by the program's own layouts.
func portal(t *testing.T, pages ...*site.Page) *tree.Tree {
	t.Helper()
	return portalOf(t, config(), pages...)
}

// portalOf renders pages of a site with a configuration of its own by the program's own layouts.
func portalOf(t *testing.T, c *site.Config, pages ...*site.Page) *tree.Tree {
	t.Helper()
	root := os.DirFS("../../../..")
	s, _ := site.New(site.Source{Config: c, Pages: append(pages, page("_index.md", ""), page("planera/_index.md", ""), page("infora/_index.md", ""))}, site.Options{Date: today})
	assets, problems := portalAssets()
	layouts, more := render.LoadLayouts(root, assets)
	if problems = append(problems, more...); len(problems) > 0 {
		t.Fatalf("told %v", problems)
	}
	out := &tree.Tree{}
	if problems := render.New(s, assets, layouts, today).Publish(out); len(problems) > 0 {
		t.Fatalf("told %v", problems)
	}
	return out
}

// portalAssets returns the program's own assets.
var portalAssets = sync.OnceValues(func() (*asset.Assets, []diag.Problem) { return withIcons(os.DirFS("../../../..")) })

func text(t *testing.T, out *tree.Tree, name string) string {
	t.Helper()
	data, err := out.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestSearchForms holds that each page has one form to search with, which leads to the page of
// the search, and that only that page loads the script by itself.
func TestSearchForms(t *testing.T) {
	out := portal(t, page("planera/a.md", ""))
	for name, want := range map[string][]string{
		"index.html":           {`action="sok/"`, `data-base="search/"`, `data-script="assets/js/search-`},
		"404.html":             {`action="sok/"`, `data-base="search/"`, `data-script="assets/js/search-`},
		"planera/a/index.html": {`action="../../sok/"`, `data-base="../../search/"`, `data-script="../../assets/js/search-`},
		"sok/index.html":       {`id="search:form"`, `data-base="../search/"`, `<script src="../assets/js/search-`, `<noscript>`, `data-root="../"`},
	} {
		got := text(t, out, name)
		for _, part := range want {
			if !strings.Contains(got, part) {
				t.Errorf("%s lacks %s", name, part)
			}
		}
		for _, part := range []string{`role="search"`, `name="q"`, `for="search:query"`} {
			if n := strings.Count(got, part); n != 1 {
				t.Errorf("%s has %d of %s", name, n, part)
			}
		}
		if name != "sok/index.html" && loadsSearch.MatchString(got) {
			t.Errorf("%s loads the search by itself", name)
		}
	}
}

var loadsSearch = regexp.MustCompile(`<script[^>]*js/search-`)

// TestSearchFilters holds that a search can be narrowed down by what the site has, and nothing else.
func TestSearchFilters(t *testing.T) {
	example := page("planera/b.md", "")
	example.Kind = site.Example
	got := text(t, portal(t, page("planera/a.md", ""), example), "sok/index.html")
	var values []string
	for _, match := range regexp.MustCompile(`name="(fas|typ|roll)" value(?:="([^"]*)")? form="search:form"`).FindAllStringSubmatch(got, -1) {
		values = append(values, match[1]+"="+match[2])
	}
	want := []string{"fas=", "fas=planera", "fas=infora", "typ=", "typ=guidance", "typ=example", "typ=section", "roll=", "roll=chef"}
	if !slices.Equal(values, want) {
		t.Errorf("got %q, wanted %q", values, want)
	}
}

// TestSearchParts holds that the page has every part and every text that its scripts ask for by name.
func TestSearchParts(t *testing.T) {
	got := text(t, portal(t), "sok/index.html")
	// What a result tells stands in the page as a text to fill in.
	for _, name := range []string{"corrected", "missing", "also", "suggestion", "near"} {
		if !regexp.MustCompile(`data-search="` + name + `" data-text="[^"]*\{ord\}`).MatchString(got) {
			t.Errorf("the page has no text for %s", name)
		}
	}
	for _, name := range []string{"help", "none", "Missing", "Damaged", "Outdated"} {
		if !regexp.MustCompile(`data-search="` + name + `" hidden`).MatchString(got) {
			t.Errorf("the page has no hidden message %s", name)
		}
	}
	root := os.DirFS("../../../../assets/js")
	scripts, err := fs.Glob(root, "search/[89]*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	var source strings.Builder
	for _, name := range append(scripts, "search-field.js") {
		data, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(data)
	}
	for expression, form := range map[string]string{
		`(?:part|copy)\("(\w+)"\)`:   `data-search="%"`,
		`\[data-search="(\w+)"\]`:    `data-search="%"`,
		`inside\(element, "(\w+)"\)`: `class="search-hit__%"`,
	} {
		names := regexp.MustCompile(expression).FindAllStringSubmatch(source.String(), -1)
		if len(names) == 0 {
			t.Errorf("the scripts ask for nothing by %s", expression)
		}
		for _, name := range names {
			if part := strings.Replace(form, "%", name[1], 1); name[1] != "mail" && !strings.Contains(got, part) {
				t.Errorf("the page lacks %s", part)
			}
		}
	}
}
