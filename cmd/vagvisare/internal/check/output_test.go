package check_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/check"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/tree"
)

// output checks pages, by path, beside a stylesheet, a picture and another page.
func output(t *testing.T, pages map[string]string) []string {
	t.Helper()
	var out tree.Tree
	all := map[string]string{
		"css/a b.css": "a{}", "bild.png": "x", "index.html": `<p id="hem">`, "planera/index.html": `<h2 id="på-djupet">x</h2><h3 id="a b">y</h3>`,
		"404.html": "x", "x/y/z/index.html": "",
	}
	for name, data := range pages {
		all[name] = data
	}
	for name, data := range all {
		if err := out.Add(name, func() ([]byte, error) { return []byte(data), nil }); err != nil {
			t.Fatal(err)
		}
	}
	problems, err := check.Output(&out, "/åt/sidan/", nil)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, p := range problems {
		if p.Severity != diag.Error || p.Line != 0 {
			t.Errorf("%+v", p)
		}
		told = append(told, fmt.Sprintf("%s %s %v", strings.TrimPrefix(p.Place(), "public/"), p.Code, p.Args))
	}
	return told
}

// TestOutput holds what is wrong, and what is not, on a page two folders down.
func TestOutput(t *testing.T) {
	for _, c := range []struct {
		name, page string
		want       []string // code and arguments
	}{
		{"nothing", "", nil},
		{"a clean page", `<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>x</title>
			<link rel="stylesheet" href="../../css/a%20b.css"><link rel="icon" href="../../bild.png"><script src="../../css/a%20b.css" defer></script></head>
			<body><a href="../../">x</a><a href="../../planera/">x</a><a href="../../index.html">x</a><a href="../../planera/#p%c3%a5-djupet">x</a>
			<a href="../../planera/index.html#a%20b">x</a><a href="../../404.html">x</a><a href="#egen">x</a><p id="egen">x</p><a href="./">x</a><a href="">x</a><a href="../..">x</a>
			<img src="../../bild.png" alt=""><a href="../../bild.png">x</a><a href="../../planera/?a=b#på-djupet">x</a><a href="..#">x</a>
			<a href="https://a.example/">x</a><a href="mailto:a@b.example">x</a><a href="tel:112">x</a><a href="//a.example">x</a>
			<form action="../../planera/"></form><p class="on" data-on="x" title="style=">x</p></body></html>`, []string{"dead-reference [..#]"}},
		{"a dead page", `<a href="../saknas/">x</a><a href="../saknas/">x</a>`, []string{"dead-reference [../saknas/]"}},
		{"a dead file", `<img src="bild.png" alt="">`, []string{"dead-reference [bild.png]"}},
		{"a folder without a page", `<a href="../../css/">x</a>`, []string{"dead-reference [../../css/]"}},
		{"a folder without its slash", `<a href="../../planera">x</a>`, []string{"dead-reference [../../planera]"}},
		{"a dead anchor", `<a href="#saknas">x</a>`, []string{"dead-reference [#saknas]"}},
		{"a dead anchor of another page", `<a href="../../planera/#hem">x</a>`, []string{"dead-reference [../../planera/#hem]"}},
		{"an anchor of a file", `<a href="../../bild.png#x">x</a>`, []string{"dead-reference [../../bild.png#x]"}},
		{"above the portal", `<a href="../../../x/">x</a>`, []string{"dead-reference [../../../x/]"}},
		{"from the root", `<a href="/planera/">x</a>`, []string{"dead-reference [/planera/]"}},
		{"from the root, to what is below", `<a href="/z/">x</a>`, []string{"dead-reference [/z/]"}},
		{"no address", `<a href="%zz">x</a>`, []string{"dead-reference [%zz]"}},
		{"a dead script", `<script src="x.js"></script>`, []string{"dead-reference [x.js]"}},
		{"a dead stylesheet", `<link rel="stylesheet" href="x.css">`, []string{"dead-reference [x.css]"}},
		{"a dead form", `<form action="../x/"></form>`, []string{"dead-reference [../x/]"}},

		{"a style attribute", `<p style="color:red">x</p>`, []string{"inline-code [style=]"}},
		{"a handler", `<p ONCLICK="x()">x</p>`, []string{"inline-code [onclick=]"}},
		{"a style element", `<style>p{}</style>`, []string{"inline-code [<style>]"}},
		{"an inline script", `<script>x()</script>`, []string{"inline-code [<script>]"}},
		{"a script address", `<a href="javascript:x()">x</a>`, []string{"inline-code [javascript:]"}},
		{"tags inside a script", `<script src="../../bild.png"><p style="x"></script>`, nil},
		{"tags inside a comment", `<!-- <p style="x"> <a href="x"> -->`, nil},
		{"tags inside a text area", `<textarea><p style="x"></textarea>`, nil},

		{"an image from elsewhere", `<img src="https://a.example/b.png" alt="">`, []string{"external-resource [https://a.example/b.png]"}},
		{"a script from elsewhere", `<script src="//a.example/b.js"></script>`, []string{"external-resource [//a.example/b.js]"}},
		{"a stylesheet from elsewhere", `<link rel="stylesheet" href="https://a.example/b.css">`, []string{"external-resource [https://a.example/b.css]"}},
		{"a stylesheet from elsewhere, with a slash", `<link rel="stylesheet" href="https://a.example/css/">`, []string{"external-resource [https://a.example/css/]"}},
		{"a frame from elsewhere", `<iframe src="https://a.example/"></iframe>`, []string{"external-resource [https://a.example/]"}},
		{"the page's own address", `<link rel="canonical" href="https://portal.example/x/">`, nil},
		{"the feed", `<link rel="alternate" href="https://portal.example/feed.xml">`, nil},
		{"an image of several sizes from elsewhere", `<img src="../../bild.png" srcset="../../bild.png 1x, https://a.example/b.png 2x" alt="">`, []string{"external-resource [https://a.example/b.png]"}},

		{"an id twice", `<p id="a"><p id="a"><p id="b"><p id="A">`, []string{"repeated-id [a]"}},
		{"two ids, one thrice", `<p id="a"><p id="b"><p id="a"><p id="b"><p id="a">`, []string{"repeated-id [a]", "repeated-id [b]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var want []string
			for _, w := range c.want {
				want = append(want, "x/y/index.html "+w)
			}
			if diff := cmp.Diff(want, output(t, map[string]string{"x/y/index.html": c.page})); diff != "" {
				t.Errorf("wanted (-), got (+):\n%s", diff)
			}
		})
	}
}

// TestSorted holds that problems come sorted by page, each once, whatever the order in
// which the pages were made.
func TestSorted(t *testing.T) {
	pages := map[string]string{}
	var want []string
	for i := range 30 {
		name := fmt.Sprintf("%02d.html", i)
		pages[name] = `<a href="x"></a><p style="">`
		want = append(want, name+" dead-reference [x]", name+" inline-code [style=]")
	}
	for range 3 {
		if diff := cmp.Diff(want, output(t, pages)); diff != "" {
			t.Errorf("wanted (-), got (+):\n%s", diff)
		}
	}
}

// TestErrors holds that pages that cannot be made are told together, and progress of all.
func TestErrors(t *testing.T) {
	var out tree.Tree
	broken := errors.New("broken")
	var made atomic.Int64
	for i := range 10 {
		out.Add(fmt.Sprintf("%d.html", i), func() ([]byte, error) {
			if made.Add(1); i%2 == 0 {
				return nil, diag.Problem{File: fmt.Sprintf("layouts/%d.html", i), Code: diag.Template}
			}
			return []byte("x"), nil
		})
	}
	out.Add("x.css", func() ([]byte, error) { return nil, broken })
	var done atomic.Int64
	var last []int
	progress := make(chan [2]int, 100)
	problems, err := check.Output(&out, "", func(n, total int) { done.Add(1); progress <- [2]int{n, total} })
	close(progress)
	for p := range progress {
		if last = append(last, p[0]); p[1] != 10 {
			t.Errorf("of %d", p[1])
		}
	}
	slices.Sort(last)
	if len(last) != 10 || last[0] != 1 || last[9] != 10 {
		t.Errorf("progress %v", last)
	}
	if len(problems) > 0 || made.Load() != 10 || errors.Is(err, broken) {
		t.Errorf("told %v, made %d: %v", problems, made.Load(), err)
	}
	for i := 0; i < 10; i += 2 {
		if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("layouts/%d.html", i)) {
			t.Errorf("layout %d is not in %v", i, err)
		}
	}
}

// TestBase holds that the page for missing ones, and no other, may refer from where the site stands.
func TestBase(t *testing.T) {
	const refs = `<a href="/%C3%A5t/sidan/">x</a><a href="/%C3%A5t/sidan/planera/#a%20b">x</a><img src="/%C3%A5t/sidan/bild.png" alt="">`
	for page, want := range map[string][]string{
		refs:                                         nil,
		`<a href="/%C3%A5t/sidan/saknas/">x</a>`:     {"dead-reference [/%C3%A5t/sidan/saknas/]"},
		`<a href="/%C3%A5t/sidan">x</a>`:             {"dead-reference [/%C3%A5t/sidan]"},
		`<a href="/%C3%A5t/sidan/planera">x</a>`:     {"dead-reference [/%C3%A5t/sidan/planera]"},
		`<a href="/%C3%A5t/sidan/../bild.png">x</a>`: {"dead-reference [/%C3%A5t/sidan/../bild.png]"},
		`<a href="/planera/">x</a>`:                  {"dead-reference [/planera/]"},
	} {
		got := output(t, map[string]string{"404.html": page})
		for i := range want {
			want[i] = "404.html " + want[i]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", page, diff)
		}
	}
	if got := output(t, map[string]string{"x/index.html": refs}); len(got) != 3 {
		t.Errorf("another page may refer from where the site stands: told %q", got)
	}
}
