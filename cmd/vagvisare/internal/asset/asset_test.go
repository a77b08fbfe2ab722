package asset_test

import (
	"errors"
	"html/template"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/tree"
)

// load loads files under assets/.
func load(files map[string]string) (*asset.Assets, []diag.Problem) {
	root := fstest.MapFS{}
	for name, data := range files {
		root["assets/"+name] = &fstest.MapFile{Data: []byte(data)}
	}
	return asset.Load(root)
}

// published returns what assets publish, by path.
func published(t *testing.T, a *asset.Assets) map[string]string {
	t.Helper()
	var out tree.Tree
	if err := a.Publish(&out); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, name := range out.Paths() {
		data, err := out.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(data)
	}
	return files
}

var hash = regexp.MustCompile(`-[0-9a-f]{10}(\.|$)`)

// TestLoad holds what becomes of each file: joined, minified, published, or an icon.
func TestLoad(t *testing.T) {
	a, problems := load(map[string]string{
		"css/b.css": "b { margin : 0px }", "css/a.css": "/* å */ a { color : #ff0000 }\n", "css/print/p.css": "p { margin : 0px }",
		"js/b.js": "const second = 'å';", "js/a.js": "// x\nconst first = 1\n", "icons/pil.svg": "<svg> <path d=\"M0 0 L1 1\"/> </svg>",
		"fonts/a.woff2": "\x00\xff", "bild.svg": "<svg> <g/> </svg>", "robots": "x", "assets.go": "package assets", ".DS_Store": "x", "tom.css": "",
	})
	if problems != nil {
		t.Fatalf("told %v", problems)
	}
	got := map[string]string{}
	for name, data := range published(t, a) {
		if !hash.MatchString(name) {
			t.Errorf("%s has no hash", name)
		}
		got[hash.ReplaceAllString(name, "$1")] = data
	}
	want := map[string]string{
		"assets/css/site.css": "a{color:red}\nb{margin:0}\n", "assets/css/print.css": "p{margin:0}\n",
		"assets/js/site.js": "const first=1;\nconst second='å';\n", "assets/fonts/a.woff2": "\x00\xff", "assets/bild.svg": "<svg><g/></svg>",
		"assets/robots": "x", "assets/tom.css": "",
	}
	for name := range want {
		want[name] = strings.ReplaceAll(want[name], "'", `"`)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
	if svg, err := a.Icon("pil"); err != nil || svg != `<svg><path d="M0 0 1 1"/></svg>` {
		t.Errorf("the icon is %q, %v", svg, err)
	}
	if _, err := a.Icon("saknas"); err == nil || !strings.Contains(err.Error(), "assets/icons/saknas.svg") {
		t.Errorf("a missing icon: %v", err)
	}
	if path, err := a.Path("css/site.css"); err != nil || !strings.HasPrefix(path, "assets/css/site-") {
		t.Errorf("the path is %q, %v", path, err)
	}
	for _, name := range []string{"css/a.css", "icons/pil.svg", "saknas.txt", ""} {
		if path, err := a.Path(name); err == nil {
			t.Errorf("%q has the path %q", name, path)
		}
	}
}

// TestFolder holds that the scripts of a folder become one of their own, in the order of their
// names, and that the minified files do not run into each other.
func TestFolder(t *testing.T) {
	a, problems := load(map[string]string{
		"js/a.js": "const site = 1", "js/sök/20-b.js": "(function () { second() })()", "js/sök/10-a.js": "(function () { first() })()",
		"js/sök/LÄSMIG.md": "# Ordningen", "js/sök/data/ord.js": "ord", "js/annat/a.js": "annat()", "css/print/p.css": "p{margin:0}",
	})
	if problems != nil {
		t.Fatalf("told %v", problems)
	}
	got := map[string]string{}
	for name, data := range published(t, a) {
		got[hash.ReplaceAllString(name, "$1")] = data
	}
	want := map[string]string{
		"assets/js/site.js": "const site=1;\n", "assets/js/sök.js": "(function(){first()})();\n(function(){second()})();\n", "assets/js/annat.js": "annat();\n",
		"assets/js/sök/data/ord.js": "ord", "assets/css/print.css": "p{margin:0}\n",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
	if path, err := a.Path("js/sök.js"); err != nil || !strings.HasPrefix(path, "assets/js/sök-") {
		t.Errorf("the path is %q, %v", path, err)
	}
	if path, err := a.Path("js/sök/10-a.js"); err == nil {
		t.Errorf("a joined file has the path %q", path)
	}
}

// TestHash holds that a name changes when, and only when, what is published changes.
func TestHash(t *testing.T) {
	paths := func(files map[string]string) []string {
		a, problems := load(files)
		if problems != nil {
			t.Fatalf("told %v", problems)
		}
		var list []string
		for name := range published(t, a) {
			list = append(list, name)
		}
		slices.Sort(list)
		return list
	}
	base := map[string]string{"css/a.css": "a{color:red}", "css/b.css": "b{margin:0}", "x.txt": "x", "y.txt": "y", "icons/i.svg": "<svg/>"}
	first := paths(base)
	if again := paths(base); !slices.Equal(first, again) {
		t.Errorf("two runs differ: %q, %q", first, again)
	}
	for _, c := range []struct {
		name, file, data string
		changed          int
	}{
		{"a remark in CSS", "css/a.css", "/* ny */ a { color: red }", 0},
		{"an icon", "icons/i.svg", "<svg><g/></svg>", 0},
		{"one stylesheet", "css/b.css", "b{margin:1px}", 1},
		{"a text", "x.txt", "z", 1},
	} {
		files := map[string]string{}
		for name, data := range base {
			files[name] = data
		}
		files[c.file] = c.data
		changed := 0
		for _, name := range paths(files) {
			if !slices.Contains(first, name) {
				changed++
			}
		}
		if changed != c.changed {
			t.Errorf("%s: %d names changed, wanted %d", c.name, changed, c.changed)
		}
	}
	a, _ := load(base)
	var out tree.Tree
	if err := a.Publish(&out); err != nil || !slices.IsSorted(out.Paths()) {
		t.Errorf("published as %q, %v", out.Paths(), err)
	}
	// Of two files the name comes from the contents alone, not from the order or the place.
	if a, b := paths(map[string]string{"x.txt": "x"}), paths(map[string]string{"x.txt": "x", "a.txt": "a"}); b[1] != a[0] {
		t.Errorf("%q changed with another file: %q", a, b)
	}
}

// TestMinifyError holds that a fault in a file is told where it stands, and that the file
// is published as it is where the site makes a note of that.
func TestMinifyError(t *testing.T) {
	for _, c := range []struct {
		name, data string
		line, col  int
	}{
		{"js/a.js", "let a = 1;\n  let = = 2;\n", 2, 9},
		{"js/å.js", "const å = = 1;\n", 1, 11},
		{"x/y.js", "// å\n\nf(]\n", 3, 3},
	} {
		a, problems := load(map[string]string{c.name: c.data})
		if len(problems) != 1 {
			t.Errorf("%s: told %v", c.name, problems)
			continue
		}
		p := problems[0]
		if p.File != "assets/"+c.name || p.Code != diag.BadAsset || p.Line != c.line || p.Col != c.col {
			t.Errorf("%s: got %v at %s, wanted %d:%d", c.name, p.Code, p.Place(), c.line, c.col)
		}
		if text := p.Text("sv"); strings.Contains(text, "\n") || strings.Contains(text, "line") {
			t.Errorf("%s: the text %q repeats the place", c.name, text)
		}
		for _, data := range published(t, a) {
			if !strings.HasPrefix(data, strings.TrimSpace(c.data)) {
				t.Errorf("%s: published %q", c.name, data)
			}
		}
	}
}

// TestOnlyOwn holds that what editors and tools leave behind is not published, and that
// css/ and js/ join their own kind of files only.
func TestOnlyOwn(t *testing.T) {
	a, problems := load(map[string]string{
		"css/a.css": "a{color:red}", "css/a.css~": "gammal{}", "css/.a.css.swp": "vim", "css/LÄSMIG.md": "# Stilar", "js/a.js": "f()", "js/a.js.tmp": "halv",
		".git/config": "hemligt", "x.txt~": "gammal", "Thumbs.db": "x",
	})
	if problems != nil {
		t.Errorf("told %v", problems)
	}
	for name, data := range published(t, a) {
		for _, bad := range []string{"gammal", "vim", "halv", "hemligt", "# Stilar"} {
			if strings.Contains(data, bad) {
				t.Errorf("%s holds %q", name, bad)
			}
		}
		if strings.Contains(name, "Thumbs") {
			t.Errorf("%s is published", name)
		}
	}
}

// TestUnreadable holds that a folder that cannot be read is a problem, not a panic.
func TestUnreadable(t *testing.T) {
	a, problems := asset.Load(fstest.MapFS{})
	if len(problems) != 1 || problems[0].Code != diag.Unreadable || a == nil {
		t.Errorf("told %v", problems)
	}
	_, problems = asset.Load(broken{fstest.MapFS{"assets/a.txt": {}}})
	if len(problems) != 1 || problems[0].Code != diag.Unreadable {
		t.Errorf("told %v", problems)
	}
}

type broken struct{ fstest.MapFS }

func (b broken) ReadFile(name string) ([]byte, error) { return nil, fs.ErrPermission }

// TestTaken holds that Publish tells when a path is taken.
func TestTaken(t *testing.T) {
	a, _ := load(map[string]string{"x.txt": "x"})
	var out tree.Tree
	if err := a.Publish(&out); err != nil {
		t.Fatal(err)
	}
	if err := a.Publish(&out); !errors.Is(err, tree.ErrTaken) {
		t.Errorf("got %v", err)
	}
}

// TestTemplate holds that a minified template parses and does what the template as it was
// written does, wherever its actions stand.
func TestTemplate(t *testing.T) {
	functions := template.FuncMap{"attr": func() template.HTMLAttr { return `data-x="y"` }}
	for _, source := range []string{
		`<p   class="{{.Class}}"  >  {{.Text}}  </p>`,
		`<a href="{{.URL}}"{{if .On}} class="on"{{end}}>x</a>`,
		`<a {{attr}} href='{{.URL}}'>x</a>`,
		`<input type="checkbox" {{if .On}}checked{{end}} value="{{.Text}}">`,
		`<p class="a {{if .On}}b{{else}}c{{end}} d">x</p>`,
		`<ul>{{range .List}}  <li>{{.}}</li>  {{else}}<li>inget</li>{{end}}</ul>`,
		`<title>{{.Text}} – {{.Class}}</title>`,
		"{{- /* en kommentar */ -}}\n<p>{{- .Text -}}</p>",
		`<p title="{{printf "%s \"x\"" .Text}}">x</p>`,
		"<p title=\"{{printf `a>b` }}\">x</p>",
		`<svg viewBox="0 0 2 2"><path d="M0 0 L{{.N}} 2"/></svg>`,
		`<!doctype html><html lang="sv"><head><meta charset="utf-8"><link rel="stylesheet" href="{{.URL}}"></head><body></body></html>`,
		`<td></td><td>{{.Text}}</td>`,
		`{{with .Text}}<p>{{.}}</p>{{end}}<p></p>`,
		`{{define "x"}}<b>{{.}}</b>{{end}}{{template "x" .Text}}`,
		`{{$x := "<p>"}}<p>{{$x}}</p>`,
		`<pre>  {{.Text}}

  x</pre>`,
		`<script src="{{.URL}}" defer></script>`,
		`<img src="{{.URL}}" alt="{{if not .On}}x{{end}}">`,
		`<form method="get"><button type="submit">x</button></form>`,
	} {
		small, err := asset.Template([]byte(source))
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		execute := func(source string) string {
			parsed, err := template.New("").Funcs(functions).Parse(source)
			if err != nil {
				t.Errorf("%s: %v", source, err)
				return ""
			}
			var b strings.Builder
			data := map[string]any{
				"Class": "k l", "Text": `<å & "ö">`, "URL": "a b?c&d", "On": true, "List": []string{"x", "y"}, "N": 7,
			}
			if err := parsed.Execute(&b, data); err != nil {
				t.Errorf("%s: %v", source, err)
			}
			return b.String()
		}
		want, got := squeeze(execute(source)), squeeze(execute(string(small)))
		if got != want {
			t.Errorf("%s\nbecame %s\nwhich gives %s\nnot         %s", source, small, got, want)
		}
		if strings.Contains(source, "   ") && len(small) >= len(source) {
			t.Errorf("%s did not become smaller", source)
		}
	}
}

var spaces = regexp.MustCompile(`\s+`)

// squeeze makes pages equal that a browser shows alike.
func squeeze(page string) string {
	page = spaces.ReplaceAllString(page, " ")
	for _, tight := range []string{">", "<"} {
		page = strings.ReplaceAll(strings.ReplaceAll(page, " "+tight, tight), tight+" ", tight)
	}
	return strings.ReplaceAll(page, "'", `"`)
}

// TestPublishFile holds that a file is left out and published by itself, as is asked for, and that parts can be
// read as they are joined.
func TestPublishFile(t *testing.T) {
	a, problems := load(map[string]string{"css/a.css": "a { color: red }", "css/style/b.css": "b { margin: 0 }"})
	if problems != nil {
		t.Fatalf("told %v", problems)
	}
	rest := &tree.Tree{}
	if err := a.Publish(rest, "css/style.css"); err != nil || rest.Len() != 1 || !strings.HasPrefix(rest.Paths()[0], "assets/css/site-") {
		t.Errorf("the rest is published as %v, error %v", rest.Paths(), err)
	}
	out := &tree.Tree{}
	if err := a.PublishFile(out, "css/style.css"); err != nil || out.Len() != 1 || !strings.HasPrefix(out.Paths()[0], "assets/css/style-") {
		t.Errorf("published as %v, error %v", out.Paths(), err)
	}
	for name, want := range map[string]string{"css/a.css": "a{color:red}", "css/style/b.css": "b{margin:0}", "css/style.css": "", "nej.css": ""} {
		if got := string(a.Part(name)); got != want {
			t.Errorf("the part %s is %q", name, got)
		}
	}
	none, _ := load(map[string]string{"css/a.css": "a{}"})
	if err := none.PublishFile(out, "css/style.css"); err == nil {
		t.Error("a style sheet that is not there is published")
	}
}
