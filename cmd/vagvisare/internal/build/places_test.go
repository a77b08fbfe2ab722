package build_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/write"
)

// plain is a site without any problem, which cases add to or change.
const plain = `
-- content/site.yaml --
title: Portalen
organisation: Lindmarka kommun
url: https://portal.example/vt/
phases:
  - {id: planera, title: Planera}
roles:
  - {id: chef, title: Chef}
-- content/_index.md --
---
title: Hem
---
-- content/planera/_index.md --
---
title: Planera
---
-- content/planera/a.md --
---
title: A
tags: [behov]
---
Text.
`

// sitePlus returns the plain site with other files over it.
func sitePlus(over string) fstest.MapFS {
	site, _ := unpack(txtar.Parse([]byte(plain)))
	change(site, over)
	return site
}

// change puts other files over those of a site; "NAME -" removes one.
func change(site fstest.MapFS, over string) {
	more, _ := unpack(txtar.Parse([]byte(over)))
	for name, f := range more {
		if name, gone := strings.CutSuffix(name, " -"); gone {
			delete(site, name)
			continue
		}
		site[name] = f
	}
}

// TestPlaces holds where problems are told that take several stages to find, and that one
// fault gives no others. A wanted problem is "place code", or a place where any code will do.
func TestPlaces(t *testing.T) {
	alias := func(address string) string {
		return "-- content/planera/a.md --\n---\ntitle: A\ntags: [behov]\naliases: [\"" + address + "\"]\n---\nText.\n"
	}
	for _, c := range []struct {
		name, over string
		want       []string
	}{
		{"nothing", "", nil},

		// Old addresses are told at their line, whoever has the address.
		{"an alias of the index", alias("a-o/"), []string{"content/planera/a.md:4:11"}},
		{"an alias of the error page", alias("404.html"), []string{"content/planera/a.md:4:11"}},
		{"an alias of a topic", alias("amnen/behov"), []string{"content/planera/a.md:4:11"}},
		{"an alias of a role", alias("/roller/chef/"), []string{"content/planera/a.md:4:11"}},
		{"an alias of the feed", alias("feed.xml"), []string{"content/planera/a.md:4:11"}},
		{"an alias that differs from a page in case", alias("PLANERA/"), []string{"content/planera/a.md:4:11"}},

		// site.yaml.
		{"a phase's id", "-- content/site.yaml --\ntitle: P\norganisation: L\nurl: https://portal.example/\nphases:\n  - {id: Planera, title: Planera}\n", []string{"content/site.yaml:5:10 bad-id"}},
		{"no phases", "-- content/site.yaml --\ntitle: P\norganisation: L\nurl: https://portal.example/\n", []string{"content/site.yaml:1 missing-key"}},
		{"a site.yaml that is no YAML", "-- content/site.yaml --\nurl: https://portal.example/\ntitle: P: L\n", []string{"content/site.yaml:2:9 bad-yaml"}},

		// Layouts.
		{"a layout that cannot be parsed", "-- layouts/page.html --\nå\n{{if}}\n", []string{"layouts/page.html:2 template"}},
		{"a layout after Swedish letters", "-- layouts/page.html --\nåäö {{.Titel}}\n", []string{"layouts/page.html:1:7 template"}},
		{"a fragment", "-- layouts/partials/menu.html --\n<!-- x -->\n\n {{.Site.Titel}}\n", []string{"layouts/partials/menu.html:3:9 template"}},
		{"words with an address that leads out", "-- layouts/words.json --\n" + strings.Replace(words(t), `"a-o/"`, `"/../a-o/"`, 1), []string{"layouts/words.json"}},
		{"words that lack an address", "-- layouts/words.json --\n{\"pages\": {}}\n", []string{"layouts/words.json"}},
		{"a layout that is told, with the site's leave", `
-- content/site.yaml --
title: P
organisation: L
url: https://portal.example/
phases: [{id: planera, title: Planera}]
problems: {template: note}
-- layouts/page.html --
{{if}}
`, []string{"content/site.yaml:5:12 always-error", "layouts/page.html:1 template"}},
		{"an asset that is told, with the site's leave", `
-- content/site.yaml --
title: P
organisation: L
url: https://portal.example/
phases: [{id: planera, title: Planera}]
problems: {bad-asset: note}
-- assets/js/a.js --
let = = 1
`, []string{"assets/js/a.js:1:7 bad-asset", "content/site.yaml:5:12 always-error"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			defer func() {
				if v := recover(); v != nil {
					t.Errorf("panic: %v", v)
				}
			}()
			_, problems := compile(t, build.Options{Root: sitePlus(c.over)})
			var told []string
			for _, p := range problems {
				told = append(told, fmt.Sprintf("%s %s", p.Place(), p.Code))
			}
			same := func(told, want string) bool { return told == want || strings.HasPrefix(told, want+" ") }
			if !slices.EqualFunc(told, c.want, same) {
				t.Errorf("told %q, wanted %q", told, c.want)
			}
		})
	}
}

// TestRedirectForms holds that what stands at an old address leads from there to the page.
func TestRedirectForms(t *testing.T) {
	for alias, want := range map[string]string{
		"gammal/": "gammal/index.html ../planera/a/", "gammal/x.html": "gammal/x.html ../planera/a/",
		"gammal.htm": "gammal.htm planera/a/", "a/b/c.htm": "a/b/c.htm ../../planera/a/", "x.html": "x.html planera/a/",
		"gammal-index.html": "gammal-index.html planera/a/", "gammal/index.html": "gammal/index.html ../planera/a/",
	} {
		site := sitePlus("-- content/planera/a.md --\n---\ntitle: A\naliases: [" + alias + "]\n---\nText.\n")
		files, problems := compile(t, build.Options{Root: site})
		path, target, _ := strings.Cut(want, " ")
		if len(problems) > 0 || !bytes.Contains(files[path], []byte(`url=`+target+`"`)) {
			t.Errorf("%s: told %v; %s is %s", alias, problems, path, files[path])
		}
	}
}

// TestDraftsStayHidden looks for the canary of testdata/drafts.txtar, and for the addresses of
// its pages, in every file that is published and in its path; and, so that the test can fail, finds it when drafts are shown.
func TestDraftsStayHidden(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/drafts.txtar")
	if err != nil {
		t.Fatal(err)
	}
	site, _ := unpack(archive)
	find := func(files map[string][]byte) (found []string) {
		for name, data := range files {
			text := strings.ToLower(name + string(data))
			if strings.Contains(text, "kanarie") || strings.Contains(text, "planera/utkast") || strings.Contains(text, "planera/framtid") {
				found = append(found, name)
			}
		}
		slices.Sort(found)
		return found
	}
	files, _ := compile(t, build.Options{Root: site})
	if found := find(files); len(files) == 0 || len(found) > 0 {
		t.Errorf("of %d files, the canary sings in %q", len(files), found)
	}
	files, problems := compile(t, build.Options{Root: site, Drafts: true})
	found := find(files)
	for _, name := range []string{
		"planera/utkast/index.html", "planera/framtid/index.html", "gomd/index.html", "amnen/kanariefagel/index.html", "kanariefagel/index.html",
		"sitemap.xml", "feed.xml", "a-o/index.html", "webbkarta/index.html", "roller/chef/index.html", "planera/index.html", "index.html",
	} {
		if !slices.Contains(found, name) {
			t.Errorf("with drafts, the canary is not in %s but in %q; told %v", name, found, problems)
		}
	}
	if !slices.ContainsFunc(found, func(name string) bool { return strings.HasPrefix(name, "assets/files/kanariefagel-") }) {
		t.Errorf("with drafts, a file that only a draft links to is not published: %q", found)
	}
}

// TestEditorsPages holds that what is meant for editors alone is published only when it is asked for, that links to it
// from elsewhere are told either way, and that all links of its own lead somewhere.
func TestEditorsPages(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/bad-editors.txtar")
	if err != nil {
		t.Fatal(err)
	}
	root, _ := unpack(archive)
	links := func(editors bool) (n int) {
		_, problems := compile(t, build.Options{Root: root, Editors: editors})
		for _, p := range problems {
			if p.Code == diag.EditorsLink {
				n++
			} else if p.Code == diag.DeadLink {
				t.Errorf("with editors %v: %v", editors, p)
			}
		}
		return n
	}
	if without, with := links(false), links(true); without != 5 || with != 5 {
		t.Errorf("told of %d links without, and %d with what is meant for editors", without, with)
	}
	delete(root, "content/planera/plan.md")
	root["content/_index.md"].Data = []byte("---\ntitle: Hem\n---\nText.\n")
	for _, editors := range []bool{false, true} {
		files, problems := compile(t, build.Options{Root: root, Editors: editors})
		if diag.Failed(problems) {
			t.Fatalf("with editors %v: %v", editors, problems)
		}
		for _, name := range []string{"redaktion/index.html", "redaktion/rad/index.html", "planera/dold/index.html"} {
			if _, published := files[name]; published != editors {
				t.Errorf("with editors %v, %s is published: %v", editors, name, published)
			}
		}
		inside := slices.ContainsFunc(slices.Sorted(maps.Keys(files)), func(name string) bool {
			return bytes.Contains(files[name], []byte("redaktion")) || bytes.Contains(files[name], []byte("dold"))
		})
		if inside != editors {
			t.Errorf("with editors %v, a published file tells of them: %v", editors, inside)
		}
	}
}

// TestSameTwice builds every site of testdata again and again: same input, same bytes,
// same problems in the same order.
func TestSameTwice(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		site, _ := unpack(archive)
		files, problems := compile(t, build.Options{Root: site})
		again, problemsAgain := compile(t, build.Options{Root: site})
		if !reflect.DeepEqual(files, again) {
			t.Errorf("%s: two builds differ", name)
		}
		if a, b := told(t, problems), told(t, problemsAgain); !bytes.Equal(a, b) {
			t.Errorf("%s: two builds tell\n%s\n%s", name, a, b)
		}
	}
}

// TestTreeOrError holds that a build gives a tree, or an error that tells why not.
func TestTreeOrError(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		site, _ := unpack(archive)
		result := build.Site(build.Options{Root: site, Defaults: defaults(t)})
		if failed := diag.Failed(result.Problems); failed != (result.Tree == nil) {
			t.Errorf("%s: failed is %v, and the tree %v", name, failed, result.Tree)
		}
	}
}

// TestBaseURL holds that the address given takes the place of the site's, and that the
// site is not changed by it.
func TestBaseURL(t *testing.T) {
	site := sitePlus("")
	for address, want := range map[string]string{"https://annan.example/": "https://annan.example/planera/", "": "https://portal.example/vt/planera/"} {
		files, problems := compile(t, build.Options{Root: site, BaseURL: address})
		if len(problems) > 0 || !bytes.Contains(files["sitemap.xml"], []byte("<loc>"+want+"</loc>")) {
			t.Errorf("%q: told %v; %s", address, problems, files["sitemap.xml"])
		}
	}
}

// TestFailures holds how an error from reading a tree is parted.
func TestFailures(t *testing.T) {
	root := fstest.MapFS{"layouts/a.html": {Data: []byte("{{.X}}\n{{.Y}}\n")}}
	layout := func(line int) error {
		return fmt.Errorf("make %d: %w", line, diag.Problem{File: "layouts/a.html", Line: line, Col: 3, Code: diag.Template, Args: []any{"x"}})
	}
	full := errors.New("no space left")
	foreign := fmt.Errorf("write public: %w", &write.ForeignError{Paths: []string{"index.html", "a/b"}})
	result := build.Site(build.Options{Root: root, Defaults: defaults(t)})
	for _, c := range []struct {
		name string
		err  error
		want []string
		rest bool
	}{
		{"nothing", nil, nil, false},
		{"the machine", full, nil, true},
		{"a layout", layout(2), []string{"layouts/a.html:2:3 template {{.Y}}"}, false},
		{"foreign files", foreign, []string{"public/a/b foreign-file ", "public/index.html foreign-file "}, false},
		{
			"all at once", errors.Join(layout(2), errors.Join(foreign, full), layout(1), layout(2)),
			[]string{"layouts/a.html:1:3 template {{.X}}", "layouts/a.html:2:3 template {{.Y}}", "public/a/b foreign-file ", "public/index.html foreign-file "}, true,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			problems, rest := result.Failures(c.err, "public")
			var told []string
			for _, p := range problems {
				told = append(told, fmt.Sprintf("%s %s %s", p.Place(), p.Code, p.Excerpt))
			}
			if !slices.Equal(told, c.want) {
				t.Errorf("told %q, wanted %q", told, c.want)
			}
			if errors.Is(rest, full) != c.rest {
				t.Errorf("the rest is %v", rest)
			}
		})
	}
}

// TestStages holds what an observer hears.
func TestStages(t *testing.T) {
	var heard watcher
	build.Site(build.Options{Root: sitePlus(""), Defaults: defaults(t), Observer: &heard})
	if want := []string{"read", "layouts", "link", "search"}; !slices.Equal(heard.stages, want) {
		t.Errorf("heard %q, wanted %q", heard.stages, want)
	}
	if result := build.Site(build.Options{Root: fstest.MapFS{}, Defaults: map[string]fs.FS{}}); result.Tree != nil || result.Site != nil || result.Language() != "" {
		t.Errorf("of nothing came %+v", result)
	}
}

type watcher struct{ stages []string }

func (w *watcher) Stage(name string) { w.stages = append(w.stages, name) }
func (w *watcher) Progress(_, _ int) {}

// words returns the words.json of the layouts for golden sites.
func words(t *testing.T) string {
	t.Helper()
	data, err := fs.ReadFile(defaults(t)["layouts"], "words.json")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
