package render_test

import (
	"errors"
	"fmt"
	"html"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/brand"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/render"
	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/cmd/vagvisare/internal/tree"
)

var today = time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)

const words = `{
	"storage": [],
	"pages": {
		"index": {"address": "a-o/", "title": "A–Ö", "summary": "Alla"}, "tags": {"address": "amnen/", "title": "Ämnen", "summary": ""},
		"roles": {"address": "roller/", "title": "Roller", "summary": ""}, "map": {"address": "karta/", "title": "Karta", "summary": ""},
		"statement": {"address": "tillganglighet/", "title": "Tillgänglighet", "summary": ""}, "storage": {"address": "lagring/", "title": "Lagring", "summary": ""}, "print": {"address": "skriv-ut/", "title": "Skriv ut", "summary": "Allt", "phase": "Skriv ut {phase}"}, "search": {"address": "sok/", "title": "Sök", "summary": ""}, "glossary": {"address": "ordlista/", "title": "Ordlista", "summary": ""},
		"changes": {"address": "andringar/", "title": "Ändringar", "summary": ""},
		"404": {"address": "404.html", "title": "Saknas", "summary": ""}, "plans": {"address": "planer/", "title": "Planer", "summary": ""},
		"templates": {"address": "mallar/", "title": "Mallar", "summary": ""}, "examples": {"address": "exempel/", "title": "Exempel", "summary": ""}, "checklists": {"address": "checklistor/", "title": "Checklistor", "summary": ""}
	},
	"months": ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"],
	"files": {"docx": "Word"}, "units": ["byte", "kB", "MB", "GB"], "decimal": ",", "a": {"b": {"c": "djupt"}}
}`

// layouts are the fewest that make every page, with others over them.
func layouts(over map[string]string) fs.FS {
	root := fstest.MapFS{}
	all := map[string]string{
		"words.json": words, "base.html": `{{template "main" .}}`, "redirect.html": `{{.Link .Page}}`,
		"partials/link.html":  `<a href="{{.URL}}" class="{{.Kind}}"{{with .Title}} title="{{.}}"{{end}}>{{.Inner}}</a>{{with .Video}}({{.}}){{end}}`,
		"partials/card.html":  `<b>{{.Kind}} {{.Ext}} {{.Video}} {{.Host}} {{.Film}} {{.Captions}}</b>{{template "link" .}}`,
		"partials/task.html":  `<input type="checkbox" id="task:{{.ID}}"><label for="task:{{.ID}}">{{.Text}}</label>{{.Rest}}`,
		"partials/image.html": `<img src="{{.URL}}" alt="{{.Alt}}" title="{{.Title}}" width="{{.Width}}" height="{{.Height}}">`,
	}
	for _, name := range []string{"page", "statement", "storage", "section", "home", "index", "map", "404", "tags", "tag", "roles", "role", "plans", "templates", "checklists", "examples", "technology", "search", "glossary", "changes", "print"} {
		all[name+".html"] = `{{.Body}}`
	}
	maps.Copy(all, over)
	for name, data := range all {
		root["layouts/"+name] = &fstest.MapFile{Data: []byte(data)}
	}
	return root
}

func page(source, text string) *site.Page {
	doc, _ := markdown.New(false).Convert([]byte(text), 1)
	return &site.Page{Source: source, Title: strings.TrimSuffix(source, ".md"), Kind: site.Guidance, Doc: doc}
}

// fewAssets returns the fewest assets that pages are made with.
var fewAssets = sync.OnceValues(func() (*asset.Assets, []diag.Problem) {
	return withIcons(fstest.MapFS{
		"assets/css/a.css": {Data: []byte("a{}")}, "assets/icons/pil.svg": {Data: []byte("<svg></svg>")},
	})
})

// withIcons returns the assets of a site, with icons in the portal's own colour.
func withIcons(root fs.FS) (*asset.Assets, []diag.Problem) {
	assets, problems := asset.Load(root)
	drawn, err := render.WithIcons(assets, brand.For(""))
	if err != nil {
		problems = append(problems, diag.Problem{File: "assets", Code: diag.BadAsset, Args: []any{err}})
	}
	return drawn, problems
}

func config() *site.Config {
	return &site.Config{
		Title: "Portalen", Organisation: "Lindmarka", Language: "sv", URL: "https://portal.example/vt/",
		Phases: []*site.Phase{{ID: "planera", Title: "Planera"}, {ID: "infora", Title: "Införa"}}, Roles: []*site.Role{{ID: "chef", Title: "Chef"}},
	}
}

// publish renders a site of the given pages, besides those of the folders, into a tree.
func publish(t testing.TB, over map[string]string, pages ...*site.Page) (*tree.Tree, []diag.Problem) {
	t.Helper()
	source := site.Source{
		Config: config(), Pages: append([]*site.Page{page("_index.md", ""), page("planera/_index.md", ""), page("infora/_index.md", "")}, pages...),
		Files: map[string]*site.File{"planera/Plan.docx": {Source: "planera/Plan.docx", Hash: strings.Repeat("0", 64), Size: 77_400}},
	}
	for _, name := range []string{"planera/bild.png", "planera/utan.png"} {
		source.Files[name] = &site.File{Source: name, Hash: strings.Repeat("1", 64)}
	}
	source.Files["planera/bild.png"].Width, source.Files["planera/bild.png"].Height = 3, 2
	s, _ := site.New(source, site.Options{Date: today})
	assets, problems := fewAssets()
	loaded, more := render.LoadLayouts(layouts(over), assets)
	if problems = append(problems, more...); diag.Failed(problems) {
		return nil, problems
	}
	out := &tree.Tree{}
	return out, append(problems, render.New(s, assets, loaded, today).Publish(out)...)
}

// read returns a published file.
func read(t testing.TB, over map[string]string, name string, pages ...*site.Page) (string, error) {
	t.Helper()
	out, problems := publish(t, over, pages...)
	if len(problems) > 0 {
		t.Fatalf("told %v", problems)
	}
	data, err := out.ReadFile(name)
	return string(data), err
}

// TestFunctions holds what layouts' functions and a view's methods give.
func TestFunctions(t *testing.T) {
	for _, c := range []struct{ layout, want string }{
		{`{{size 77400}}`, "77\u00a0kB"},
		{`{{size 1234567}}`, "1,2\u00a0MB"},
		{`{{date .Page.Published}}`, "3 februari 2026"},
		{`{{date .Page.Updated}}`, "31 december 2026"},
		{`{{isodate .Page.Published}}`, "2026-02-03"},
		{`{{filetype "docx"}} {{filetype "xyz"}}`, "Word XYZ"},
		{`{{lower "ÅÄÖ"}}`, "åäö"},
		{`{{words "a" "b" "c"}}`, "djupt"},
		{`{{icon "pil"}}`, "<svg/>"},
		{`<a {{mailto "a@b.example" ""}}>`, `<a href="mailto:a@b.example">`},
		{`<a {{mailto "a@b.example" "Hej & å + du"}}>`, `<a href="mailto:a@b.example?subject=Hej%20%26%20%C3%A5%20%2B%20du">`},
		{`<a {{mailto "a+b@c.example" "Hej du"}}>`, `<a href="mailto:a%2Bb@c.example?subject=Hej%20du">`},
		{`{{.Address}}`, "https://portal.example/vt/planera/a/"},
		{`{{.Root}} {{.Path}} {{.Layout}} {{.Title}}`, "../../ planera/a/ page planera/a"},
		{`{{.Link ""}} {{.Link .Page}} {{.Link .Phase}} {{.Link (index .Site.Roles 0)}} {{.Link (index .Site.Tags 0)}} {{.Link "x.css"}} {{.Link (index .Crumbs 1)}}`,
			"../../ ../../planera/a/ ../../planera/ ../../roller/chef/ ../../amnen/oppet/ ../../x.css ../../planera/"},
		{`{{range .Crumbs}}{{.Title}}={{.Path}} {{end}}`, "_index= planera/_index=planera/ "},
		{`{{range .Contents}}{{.ID}} {{end}}{{.Minutes}} {{.Position}} {{len .Window}} {{.Overdue}}`, "ett tva 1 1 1 true"},
		{`{{range .Site.Recent 3}}{{.Path}}{{end}}`, "planera/a/"},
		{`<p title="{{.Page.Owner}}">{{.Page.Owner}}</p>`, `<p title="&lt;b&gt;">&lt;b&gt;</p>`},
	} {
		t.Run(c.layout, func(t *testing.T) {
			p := page("planera/a.md", "## Ett\n\n### Inte\n\n## Två\n")
			p.Published, p.Updated = time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)
			p.Review, p.Owner, p.Tags = today.AddDate(0, 0, -1), "<b>", []string{"Öppet"}
			got, err := read(t, map[string]string{"page.html": c.layout}, "planera/a/index.html", p)
			if err != nil {
				t.Fatal(err)
			}
			// A mail link is written in numbers, and compared as what they mean.
			if strings.HasPrefix(c.want, "<a ") {
				if strings.Contains(got, "@") || strings.Contains(got, "mailto") {
					t.Errorf("the address can be read in %s", got)
				}
				got = html.UnescapeString(got)
			}
			if got != c.want {
				t.Errorf("got %q, wanted %q", got, c.want)
			}
		})
	}
}

// TestMinutes holds the time that a page takes to read.
func TestMinutes(t *testing.T) {
	for words, want := range map[int]string{0: "1", 100: "1", 350: "2", 1000: "5"} {
		p := page("planera/a.md", "")
		p.Doc.Words = words
		if got, err := read(t, map[string]string{"page.html": `{{.Minutes}}`}, "planera/a/index.html", p); got != want || err != nil {
			t.Errorf("%d words: got %s, %v; wanted %s", words, got, err, want)
		}
	}
}

// TestOverdue holds that a page is overdue from the day after its review was due.
func TestOverdue(t *testing.T) {
	for days, want := range map[int]string{-1: "true", 0: "false", 1: "false"} {
		p := page("planera/a.md", "")
		p.Review = today.AddDate(0, 0, days)
		if got, _ := read(t, map[string]string{"page.html": `{{.Overdue}}`}, "planera/a/index.html", p); got != want {
			t.Errorf("%d days: got %s, wanted %s", days, got, want)
		}
	}
}

// TestWindow holds which pages of a phase are shown beside one of them.
func TestWindow(t *testing.T) {
	for _, c := range []struct {
		pages int
		name  string
		want  string
	}{
		{24, "00", "00-23 at 1"}, {24, "23", "00-23 at 24"}, {60, "00", "00-23 at 1"}, {60, "11", "00-23 at 12"}, {60, "30", "18-41 at 31"},
		{60, "59", "36-59 at 60"}, {60, "", "00-23 at 0"},
	} {
		var pages []*site.Page
		for i := range c.pages {
			pages = append(pages, page(fmt.Sprintf("planera/%02d.md", i), ""))
		}
		layout := `{{$s := .Window}}{{if $s}}{{(index $s 0).Source}}-{{with index $s (len (slice "                       "))}}{{.Source}}{{end}} at {{.Position}}{{end}}`
		got, err := read(t, map[string]string{"page.html": layout, "section.html": layout}, strings.TrimSuffix("planera/"+c.name, "/")+"/index.html", pages...)
		got = strings.NewReplacer("planera/", "", ".md", "").Replace(got)
		if err != nil || got != c.want {
			t.Errorf("%d pages, at %q: got %q, %v; wanted %q", c.pages, c.name, got, err, c.want)
		}
	}
}

// TestBody holds what layouts are given for links and images.
func TestBody(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"[x](b.md)", `<a href="../../planera/b/" class="page">x</a>`},
		{"[x](b.md#rubrik \"T & <t>\")", `<a href="../../planera/b/#rubrik" class="page" title="T &amp; &lt;t&gt;">x</a>`},
		{"[x](../_index.md)", `<a href="../../" class="page">x</a>`},
		{"[x](a.md)", `<a href="../../planera/a/" class="page">x</a>`},
		{"- [x](Plan.docx)", "<ul class=\"cards\">\n<li class=\"card\"><b>file docx   false </b><a href=\"../../assets/files/plan-0000000000.docx\" class=\"file\">x</a></li>\n</ul>"},
		{"- [x](https://www.a.example/b){video=\"4 min\"}", "<ul class=\"cards\">\n<li class=\"card\"><b>video  4 min a.example false </b><a href=\"https://www.a.example/b\" class=\"video\">x</a>(4 min)</li>\n</ul>"},
		{"Se [*x* `<b>`](Plan.docx)", `Se <a href="../../assets/files/plan-0000000000.docx" class="file"><em>x</em> <code>&lt;b&gt;</code></a>`},
		{"[x](https://a.example/?a=b&c=\"d\")", `<a href="https://a.example/?a=b&amp;c=%22d%22" class="external">x</a>`},
		{"[x](mailto:a@b.example)", `<a href="mailto:a@b.example" class="mail">x</a>`},
		{"Se [x](https://a.example){video=\"1 å 2\"}", `Se <a href="https://a.example" class="video">x</a>(1 å 2)`},
		{"![å \"&lt;x&gt;\"](bild.png 'T')", `<img src="../../assets/files/bild-1111111111.png" alt="å &#34;&lt;x&gt;&#34;" title="T" width="3" height="2">`},
		{"![x](utan.png)", `<img src="../../assets/files/utan-1111111111.png" alt="x" title="" width="0" height="0">`},
		{"[![x](bild.png)](b.md)", `<a href="../../planera/b/" class="page"><img src="../../assets/files/bild-1111111111.png" alt="x" title="" width="3" height="2"></a>`},
		{"[*x*](saknas.md)", `<em>x</em>`},
	} {
		got, err := read(t, nil, "planera/a/index.html", page("planera/a.md", c.text+"\n"), page("planera/b.md", "## Rubrik\n"))
		got = strings.TrimSpace(strings.NewReplacer("<p>", "", "</p>", "").Replace(got))
		if err != nil || got != c.want {
			t.Errorf("%s:\ngot    %s, %v\nwanted %s", c.text, got, err, c.want)
		}
	}
}

// TestDeadImage holds that an image that is not there, with the site's leave, becomes the
// text that stands for it: an empty address would make browsers load the page again.
func TestDeadImage(t *testing.T) {
	got, err := read(t, nil, "planera/a/index.html", page("planera/a.md", "![En &lt;karta&gt;](saknas.png)\n"))
	if err != nil || strings.Contains(got, "<img") || !strings.Contains(got, "En &lt;karta&gt;") {
		t.Errorf("got %s, %v", got, err)
	}
}

// TestScheme holds that a link that runs code never comes through, whatever a site makes
// notes of.
func TestScheme(t *testing.T) {
	got, err := read(t, nil, "planera/a/index.html", page("planera/a.md", "[x](javascript:alert(1)) [y](data:text/html,x) [z](vbscript:x)\n"))
	for _, bad := range []string{"javascript:", "data:", "vbscript:"} {
		if strings.Contains(got, bad) {
			t.Errorf("%s comes through: %s, %v", bad, got, err)
		}
	}
}

// TestErrors holds that an error in a layout has the place in the file as it was written,
// in characters: base, main, partial, the partials of links, and fragments.
func TestErrors(t *testing.T) {
	for _, c := range []struct {
		name  string
		over  map[string]string
		place string
		text  string
	}{
		{"main", map[string]string{"page.html": "<!-- x\n-->\n  <p   class=\"a\">{{.Titel}}</p>"}, "layouts/page.html:3:20", "Titel"},
		{"main, after Swedish letters", map[string]string{"page.html": "<p>åäö</p>\n<p>åäö {{.Titel}}</p>"}, "layouts/page.html:2:10", "Titel"},
		{"base", map[string]string{"base.html": "<!-- x\n-->\n\n  {{.Titel}}{{template \"main\" .}}"}, "layouts/base.html:4:5", "Titel"},
		{"a partial", map[string]string{"page.html": "\n{{template \"x\" .}}", "partials/x.html": "<!-- x -->\n\n <b>{{.Titel}}</b>"}, "layouts/partials/x.html:3:7", "Titel"},
		{"link", map[string]string{"partials/link.html": "<!-- x -->\n\n {{.Adress}}"}, "layouts/partials/link.html:3:4", "Adress"},
		{"image", map[string]string{"partials/image.html": "\n\n {{.Adress}}"}, "layouts/partials/image.html:3:4", "Adress"},
		{"a fragment", map[string]string{"page.html": "{{.Fragment \"x\"}}", "partials/x.html": "<!-- x -->\n\n <b>{{.Site.Titel}}</b>"}, "layouts/partials/x.html:3:12", "Titel"},
		{"each", map[string]string{"page.html": "{{.Each \"x\" .Site.Pages}}", "partials/x.html": "<!-- x -->\n\n <b>{{.Page.Titel}}</b>"}, "layouts/partials/x.html:3:12", "Titel"},
		{"a function", map[string]string{"page.html": "\n <p>{{words \"saknas\"}}"}, "layouts/page.html:2:7", "saknas"},
		{"an asset", map[string]string{"page.html": "\n <p>{{.Asset \"x.css\"}}"}, "layouts/page.html:2:7", "x.css"},
		{"a link to nothing", map[string]string{"page.html": "\n{{.Link .Page.Parent.Parent.Parent}}"}, "layouts/page.html:2:3", "Link"},
		{"a link to a number", map[string]string{"page.html": "\n{{.Link 7}}"}, "layouts/page.html:2:3", "Link"},
		{"no such partial", map[string]string{"page.html": "\n  {{template \"x\" .}}"}, "layouts/page.html:2:14", `"x"`},
		{"HTML that a template cannot stand in", map[string]string{"page.html": "\n<a href=\"{{if .Page}}\"{{end}}>"}, "layouts/page.html:2:15", "branches"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, problems := publish(t, c.over, page("planera/a.md", "[x](_index.md) ![y](bild.png)\n"))
			var problem diag.Problem
			if len(problems) > 0 {
				problem = problems[0]
			} else if _, err := out.ReadFile("planera/a/index.html"); !errors.As(err, &problem) {
				t.Fatalf("got %v", err)
			}
			if problem.Place() != c.place || !strings.Contains(problem.Text("sv"), c.text) {
				t.Errorf("got %s: %s; wanted %s", problem.Place(), problem.Text("sv"), c.place)
			}
			if strings.Contains(problem.Text("sv"), "template: ") {
				t.Errorf("the text %q holds a place of its own", problem.Text("sv"))
			}
		})
	}
}

// TestSyntax holds that every layout that cannot be parsed is told, with its place.
func TestSyntax(t *testing.T) {
	_, problems := publish(t, map[string]string{
		"page.html": "å\n{{.Title", "map.html": "{{if}}", "base.html": "\n\n{{saknas}}", "partials/x.html": "\n{{end}}", "words.json": words,
	})
	var got []string
	for _, p := range diag.Sort(problems) {
		got = append(got, fmt.Sprintf("%s %s", p.Place(), p.Code))
	}
	want := []string{
		"layouts/base.html:3 template", "layouts/map.html:1 template", "layouts/page.html:2 template", "layouts/partials/x.html:2 template",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
	for name, data := range map[string]string{"no JSON": "{", "no object": "[]", "an empty file": ""} {
		_, problems := publish(t, map[string]string{"words.json": data})
		if len(problems) != 1 || problems[0].File != "layouts/words.json" {
			t.Errorf("%s: told %v", name, problems)
		}
	}
}

// TestKinds holds that a kind with a layout of its own is shown by it.
func TestKinds(t *testing.T) {
	over := map[string]string{"page.html": "page", "checklist.html": "checklist", "example.html": "example", "home.html": "home", "section.html": "section"}
	for kind, want := range map[site.Kind]string{site.Guidance: "page", site.Checklist: "checklist", site.Example: "example", site.Plain: "page"} {
		p := page("planera/a.md", "")
		p.Kind = kind
		if got, err := read(t, over, "planera/a/index.html", p); got != want || err != nil {
			t.Errorf("%s: got %s, %v; wanted %s", kind, got, err, want)
		}
	}
	for name, want := range map[string]string{"index.html": "home", "planera/index.html": "section"} {
		if got, err := read(t, over, name); got != want || err != nil {
			t.Errorf("%s: got %s, %v; wanted %s", name, got, err, want)
		}
	}
}

// TestFragment holds what fragments and entries are told of the page they stand on.
func TestFragment(t *testing.T) {
	over := map[string]string{
		"partials/x.html": `[{{.Root}} {{with .Phase}}{{.ID}}{{end}} {{.Title}}{{with .Page}}page{{end}}]`,
		"page.html":       `{{.Fragment "x"}}{{.Fragment "x"}}`, "home.html": `{{.Fragment "x"}}`, "section.html": `{{.Fragment "x"}}`,
		"partials/entry.html": `({{.Page.Path}} {{.Link .Page}}{{if .Current}} här{{end}})`, "role.html": `{{.Each "entry" .Role.Pages}}`,
		"map.html": `{{.Each "entry" .Site.Pages}}`,
	}
	a, b := page("planera/a.md", ""), page("infora/b.md", "")
	a.RoleIDs, b.RoleIDs = []string{"chef"}, []string{"chef"}
	for name, want := range map[string]string{
		"index.html": "[./  ]", "planera/index.html": "[../ planera ]", "planera/a/index.html": "[../../ planera ][../../ planera ]",
		"infora/b/index.html": "[../../ infora ][../../ infora ]", "roller/chef/index.html": "(planera/a/ ../../planera/a/)(infora/b/ ../../infora/b/)",
		"karta/index.html": "( ../)(planera/ ../planera/)(planera/a/ ../planera/a/)(infora/ ../infora/)(infora/b/ ../infora/b/)",
	} {
		if got, err := read(t, over, name, a, b); got != want || err != nil {
			t.Errorf("%s: got %s, %v; wanted %s", name, got, err, want)
		}
	}
	over["page.html"] = `{{.Each "entry" .Site.Pages}}`
	got, err := read(t, over, "planera/a/index.html", a, b)
	if want := "(planera/a/ ../../planera/a/ här)"; err != nil || strings.Count(got, "här") != 1 || !strings.Contains(got, want) {
		t.Errorf("got %s, %v; wanted one %s", got, err, want)
	}
	if _, err := read(t, map[string]string{"page.html": `{{.Fragment "saknas"}}`}, "planera/a/index.html", a); err == nil || !strings.Contains(err.Error(), "layouts/partials/saknas.html") {
		t.Errorf("got %v", err)
	}
}

// TestFragmentOnce holds that a fragment is made once for all pages that share it, also
// when they are made at the same time: the second page with a large one costs little.
func TestFragmentOnce(t *testing.T) {
	over := map[string]string{
		"page.html": `{{.Fragment "x"}}`, "partials/x.html": `{{range .Site.Pages}}{{range $.Site.Pages}}{{.Title}}{{end}}{{end}}`,
	}
	var pages []*site.Page
	for i := range 20 {
		pages = append(pages, page(fmt.Sprintf("planera/%d.md", i), ""))
	}
	out, problems := publish(t, over, pages...)
	if problems != nil {
		t.Fatalf("told %v", problems)
	}
	var group sync.WaitGroup
	results := make([]string, len(pages))
	for i := range pages {
		group.Go(func() {
			data, err := out.ReadFile(fmt.Sprintf("planera/%d/index.html", i))
			if results[i] = string(data); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if len(slices.Compact(results)) != 1 || results[0] == "" {
		t.Errorf("%d different menus", len(results))
	}
	if again := testing.AllocsPerRun(5, func() { out.ReadFile("planera/1/index.html") }); again > 300 {
		t.Errorf("a page with a fragment that is made already takes %.0f allocations", again)
	}
}

// TestSame holds that a page may be asked for again and again, in parallel and in any
// order, and is the same each time.
func TestSame(t *testing.T) {
	pages := []*site.Page{page("planera/a.md", "[x](b.md) ![y](bild.png)\n"), page("planera/b.md", "Text\n")}
	over := map[string]string{"base.html": `<title>{{.Title}}</title>{{template "main" .}}{{.Fragment "x"}}`, "partials/x.html": `{{.Root}}`}
	one, _ := publish(t, over, pages...)
	two, _ := publish(t, over, pages...)
	paths := one.Paths()
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i := range paths {
				a, err := one.ReadFile(paths[i])
				b, err2 := two.ReadFile(paths[len(paths)-1-i])
				c, err3 := one.ReadFile(paths[len(paths)-1-i])
				if err != nil || err2 != nil || err3 != nil || string(b) != string(c) || len(a) == 0 && strings.HasSuffix(paths[i], ".html") {
					t.Errorf("%s differs: %v %v %v", paths[i], err, err2, err3)
				}
			}
		})
	}
	group.Wait()
	if other := two.Paths(); !slices.Equal(paths, other) {
		t.Errorf("the order differs: %q, %q", paths, other)
	}
}

// TestMachines holds the files for programs; feeds have tests of their own.
func TestMachines(t *testing.T) {
	p := page("planera/a.md", "")
	p.Title, p.Summary, p.Published = `A & "b" <c>`, "Å", today
	for name, want := range map[string][]string{
		"robots.txt":  {"User-agent: *\nAllow: /\nSitemap: https://portal.example/vt/sitemap.xml\n"},
		"sitemap.xml": {"<loc>https://portal.example/vt/</loc>", "<loc>https://portal.example/vt/planera/a/</loc><lastmod>2026-11-21</lastmod>"},
	} {
		got, err := read(t, nil, name, p)
		for _, part := range want {
			if err != nil || !strings.Contains(got, part) {
				t.Errorf("%s lacks %s: %s, %v", name, part, got, err)
			}
		}
	}
}

// TestTaken holds that a page whose address the portal needs is told of by its own file.
func TestTaken(t *testing.T) {
	_, problems := publish(t, nil, page("a-o.md", ""), page("planera/a.md", ""))
	if len(problems) != 1 || problems[0].Place() != "content/a-o.md" || problems[0].Code != diag.TakenAddress {
		t.Errorf("told %v", problems)
	}
}
