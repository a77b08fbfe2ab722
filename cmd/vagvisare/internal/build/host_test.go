package build_test

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"vagvisare/assets"
	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/check"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/headers"
	"vagvisare/layouts"
)

// hosted returns a small site with further lines of site.yaml.
func hosted(lines ...string) fstest.MapFS {
	root := long(2)
	config := root["content/site.yaml"]
	config.Data = append(config.Data, strings.Join(lines, "\n")+"\n"...)
	return root
}

// TestHashed holds that the files of the search that the manifest names are taken for named after their contents, and it is not.
func TestHashed(t *testing.T) {
	folders := map[string]bool{}
	for _, name := range designed(t, hosted()).Tree.Paths() {
		folder, rest, _ := strings.Cut(name, "/")
		if folder != "search" {
			continue
		}
		if kept := headers.IsHashed(name); kept != (name != "search/manifest.js") {
			t.Errorf("IsHashed(%q) is %v", name, kept)
		}
		kind, _, _ := strings.Cut(rest, "/")
		folders[kind] = true
	}
	for _, kind := range []string{"manifest.js", "filters", "pages", "terms", "words"} {
		if !folders[kind] {
			t.Errorf("there is no search/%s", kind)
		}
	}
}

var references = regexp.MustCompile(`(?:href|src|action)="?([^"> ]*)`)

// TestMissingPage holds that the page for missing ones refers from where the portal stands, when that is known, and that all it
// refers to is there; and that the preview, which stands elsewhere, shows it too.
func TestMissingPage(t *testing.T) {
	for _, c := range []struct {
		lines    []string
		flag     string
		base     string
		sent     string // in references
		previews string
	}{
		{nil, "https://portal.example/a/b/", "", "", ""},
		{[]string{"hosts: [nginx]"}, "", "/", "/", "/"},
		{[]string{"hosts: [apache]"}, "https://portal.example/a/b/", "/a/b/", "/a/b/", "/"},
		{[]string{"hosts: [iis, pages]"}, "https://portal.example/v%C3%A4g/x%20y/", "/väg/x y/", "/v%C3%A4g/x%20y/", "/"},
	} {
		opt := build.Options{Root: hosted(c.lines...), Defaults: map[string]fs.FS{"layouts": layouts.FS, "assets": assets.FS}, BaseURL: c.flag}
		result := build.Site(opt)
		if result.Tree == nil || result.Renderer.Base != c.base {
			t.Fatalf("%q at %q: base %q, want %q; told %v", c.lines, c.flag, result.Renderer.Base, c.base, result.Problems)
		}
		if problems, err := check.Output(result.Tree, c.base, nil); err != nil || len(problems) > 0 {
			t.Errorf("%q at %q: check tells %v, error %v", c.lines, c.flag, problems, err)
		}
		if c.base != "" {
			page := contents(t, result.Tree, "404.html")
			for _, ref := range references.FindAllStringSubmatch(string(page), -1) {
				if value := ref[1]; !strings.HasPrefix(value, c.sent) && !strings.HasPrefix(value, "http") && !strings.HasPrefix(value, "#") {
					t.Errorf("%q at %q: 404.html refers to %s", c.lines, c.flag, value)
				}
			}
		}
		build.NewLive(opt).Good(func(good *build.Result) {
			if good.Renderer.Base != c.previews {
				t.Errorf("%q at %q: the preview's base is %q, want %q", c.lines, c.flag, good.Renderer.Base, c.previews)
			}
		})
	}
}

func TestManyRedirects(t *testing.T) {
	for n, want := range map[int][]diag.Code{2000: nil, 2001: {diag.ManyRedirects}} {
		root := hosted("hosts: [pages, nginx]")
		var aliases strings.Builder
		for i := range n {
			fmt.Fprintf(&aliases, "  - gammal-%d\n", i)
		}
		root["content/_index.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Hem\naliases:\n" + aliases.String() + "---\n")}
		result := designed(t, root)
		var codes []diag.Code
		for _, p := range result.Problems {
			if p.Code == diag.ManyRedirects {
				codes = append(codes, p.Code)
			}
		}
		if !slices.Equal(codes, want) {
			t.Errorf("with %d old addresses it tells %v", n, result.Problems)
		}
		if lines := strings.Count(string(contents(t, result.Tree, "_redirects")), " 301\n"); lines != n {
			t.Errorf("with %d old addresses, %d redirects", n, lines)
		}
	}
}
