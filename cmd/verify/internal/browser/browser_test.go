package browser_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vagvisare/cmd/verify/internal/browser"
	"vagvisare/cmd/verify/internal/tool"
)

// A page of the test's site is made of a head and a body, so that only its mistake is wrong
// with it.
func document(head, body string) string {
	return `<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Prov</title>
<link rel="icon" href="icon.svg"><link rel="stylesheet" href="site.css">` + head + `</head><body><main>
<h1 id="top-of-all">Prov</h1>` + body + `</main></body></html>`
}

// site has one good page, and one for each mistake.
func site(t *testing.T) string {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"site.css": "body { margin: 1rem } .wide { width: 40rem } .pale { color: #999 } .scrolls { overflow-x: auto } " +
			".bare { outline: none } .away { position: absolute; left: -9000px } .over, .lid { position: fixed; inset: 50% 0 0 } .lid { background: #fff } " +
			".waits { animation: wait 1ms } @keyframes wait { from, to { position: absolute; visibility: hidden } }",
		"jumps.js":  "const box = document.createElement('div'); box.style.height = '90px'; document.querySelector('h1').after(box);",
		"tires.js":  "document.querySelector('.waits').remove(); document.querySelector('h1').append(' med skript');",
		"good.js":   "document.querySelector('h1').append(' med skript');",
		"loud.js":   "console.warn('Se upp: %s', 7, {a: 1});",
		"thrown.js": "setTimeout(() => { throw new Error('gone wrong') });",
		"late.js":   "fetch('good.js').then(r => r.text()).then(() => requestAnimationFrame(() => console.log('sent')));",
		"asks.js":   "alert('Hej');",
		"folder.js": "if (location.protocol === 'file:') addEventListener('click', e => { e.target.pathname += 'index.html' }, true);",
		"keys.js": `const field = document.querySelector("input"), out = document.querySelector("p");
			field.addEventListener("keydown", e => { out.append(e.key + " "); if (e.key === "x") e.preventDefault() });
			field.addEventListener("input", () => setTimeout(() => { out.dataset.text = field.value }, 50));
			field.addEventListener("focus", () => out.append("focus "));`,
		"large.js": "// " + strings.Repeat("x", 100_000),
		"file.pdf": "%PDF",
		"icon.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`,

		"folder/index.html": strings.NewReplacer("site.css", "../site.css", "icon.svg", "../icon.svg").Replace(document("", `<p id="å">Mapp</p>`)),
		"moved.html":        `<!doctype html><title>Flyttad</title><link rel="icon" href="icon.svg"><meta http-equiv="refresh" content="0; url=good.html">`,
		"astray.html":       `<!doctype html><title>Flyttad</title><meta http-equiv="refresh" content="0; url=none/">`,
		"good.html": document(`<script src="good.js" defer></script>`,
			`<p class="scrolls"><a class="wide" href="folder/#%C3%A5">Mapp</a> <a href="#top-of-all">Upp</a> <a href="#">Upp</a>
			<a href="file.pdf#page=2">Fil</a> <a href="mailto:a@b.example">Brev</a> <a href="https://other.example/">Ute</a></p>`),
		"folders.html":  document(`<script src="folder.js" defer></script>`, `<p><a href="folder/" hidden>Osedd</a> <a href="folder/">Mapp</a></p>`),
		"keys.html":     document(`<script src="keys.js" defer></script>`, `<form action="good.html"><label>Sök <input name="q"></label></form><p></p>`),
		"large.html":    document(`<script src="large.js"></script>`, ""),
		"loud.html":     document(`<script src="loud.js"></script>`, ""),
		"thrown.html":   document(`<script src="thrown.js"></script>`, ""),
		"late.html":     document(`<script src="late.js"></script>`, ""),
		"asks.html":     document(`<script src="asks.js"></script>`, ""),
		"inline.html":   document(`<script>document.title = "x"</script>`, ""),
		"styled.html":   document("", `<p style="color: red">Text</p>`),
		"handler.html":  document("", `<img alt="" src="none.png" onerror="alert(1)">`),
		"missing.html":  document(`<script src="none.js"></script>`, ""),
		"external.html": document("", `<img alt="" src="http://other.example/x.png">`),
		"absolute.html": document("", `<img alt="" src="/file.png">`),
		"deadlink.html": document("", `<p><a class="here" href="folder/none.html">Bort</a></p>`),
		"deadfolder.html": document("", `<p><a href="./none/">Bort</a> <a href="/out/">Ut</a>
			<a href="javascript:void(0)">Skript</a></p>`),
		"deadanchor.html": document("", `<p><a href="folder/#none">Bort</a></p>`),
		"wide.html":       document("", `<div id="box"><p class="wide">Brett</p></div>`),
		"noscript.html":   document("", `<noscript><p class="wide">Brett</p></noscript>`),
		"jumps.html":      document(`<script src="jumps.js" defer></script>`, `<p id="below">Text</p>`),
		"tires.html":      document(`<script src="tires.js" defer></script>`, `<p class="waits">Visas om skriptet dröjer</p><p id="below">Text</p>`),
		"stops.html": document("", `<p><a href="good.html">Syns</a> <a href="good.html" class="bare">Syns inte</a>
			<a href="good.html" class="away">Borta</a></p><p class="over"><a href="good.html">Under</a></p><div class="lid"></div>`),
		"pale.html": document("", `<p class="pale">Blekt</p><img src="icon.svg">`),
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// All subtests share one browser, which takes longer to start than they take to run.
func TestBrowser(t *testing.T) {
	chromium, err := tool.FindChromium()
	if err != nil {
		t.Fatal(err)
	}
	b, err := browser.Start(t.Context(), chromium)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}()
	p, err := b.NewPage()
	if err != nil {
		t.Fatal(err)
	}
	dir := site(t)
	ways := map[string]*browser.Site{}
	for name, open := range map[string]func() (*browser.Site, error){
		"root":   func() (*browser.Site, error) { return browser.Serve(t.Context(), dir, "/") },
		"folder": func() (*browser.Site, error) { return browser.Serve(t.Context(), dir, "/a/b/") },
		"files":  func() (*browser.Site, error) { return browser.Files(dir) },
	} {
		if ways[name], err = open(); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("visit", func(t *testing.T) { testVisit(t, p, ways) })
	t.Run("links", func(t *testing.T) { testLinks(t, p, ways) })
	t.Run("click", func(t *testing.T) { testClick(t, p, ways["files"]) })
	t.Run("overflow", func(t *testing.T) { testOverflow(t, p, ways["root"]) })
	t.Run("axe", func(t *testing.T) { testAxe(t, p, ways["root"]) })
	t.Run("shifts", func(t *testing.T) { testShifts(t, p, dir) })
	t.Run("stops", func(t *testing.T) { testStops(t, p, ways["root"]) })
	t.Run("times", func(t *testing.T) { testTimes(t, b, ways["root"]) })
	t.Run("show", func(t *testing.T) { testShow(t, p, ways["root"]) })
	t.Run("scripts", func(t *testing.T) { testScripts(t, p, ways["root"]) })
	t.Run("keys", func(t *testing.T) { testKeys(t, b, p, ways["root"]) })
	t.Run("bytes", func(t *testing.T) { testBytes(t, b, dir) })
	t.Run("two pages", func(t *testing.T) { testTwoPages(t, b, p, ways["root"]) })
	t.Run("no such host", func(t *testing.T) {
		if err := p.Open("http://other.example/", browser.View{}); err == nil {
			t.Error("the browser reached another host")
		}
	})
}

// Each page is opened in each way. Its problems must be those that are named, and no others.
func testVisit(t *testing.T, p *browser.Page, ways map[string]*browser.Site) {
	policy := []string{"log: ", "issue: ContentSecurityPolicyIssue"}
	tests := []struct {
		page  string
		ways  string
		wants []string // substrings of problems
	}{
		{"good.html", "root folder files", nil},
		{"folder/index.html", "root folder files", nil},
		{"moved.html", "root folder files", nil},
		{"astray.html", "root", []string{"sends the reader to ", "404 Not Found", "log: Failed to load resource"}},
		{"loud.html", "root files", []string{"console: warning Se upp: %s 7 Object"}},
		{"thrown.html", "root files", []string{"exception: Uncaught Error: gone wrong"}},
		{"late.html", "root folder", []string{"console: log sent"}},
		{"asks.html", "root files", []string{"dialog: alert Hej"}},
		{"inline.html", "root folder", policy},
		{"styled.html", "root folder", policy},
		{"handler.html", "root", append(policy, "log: Failed to load resource", "/none.png: 404 Not Found")},
		{"missing.html", "root", []string{"log: ", "/none.js: 404 Not Found"}},
		{"missing.html", "files", []string{"log: ", "/none.js: net::ERR_FILE_NOT_FOUND"}},
		{"external.html", "root folder", append(policy, "request to outside the site: http://other.example/x.png")},
		{"external.html", "files", []string{"log: ", "request to outside the site: http://other.example/x.png"}},
		{"absolute.html", "folder", []string{"log: ", "request to outside the site"}},
	}
	for _, test := range tests {
		for way := range strings.FieldsSeq(test.ways) {
			t.Run(test.page+" "+way, func(t *testing.T) {
				visit, err := ways[way].Visit(p, test.page, browser.View{})
				if err != nil {
					t.Fatal(err)
				}
				for _, want := range test.wants {
					if !slices.ContainsFunc(visit.Problems, func(s string) bool { return strings.Contains(s, want) }) {
						t.Errorf("no problem says %q", want)
					}
				}
				for _, problem := range visit.Problems {
					if !slices.ContainsFunc(test.wants, func(s string) bool { return strings.Contains(problem, s) }) {
						t.Errorf("unexpected problem: %s", problem)
					}
				}
				if t.Failed() {
					t.Logf("problems: %q", visit.Problems)
				}
			})
		}
	}
}

func testLinks(t *testing.T, p *browser.Page, ways map[string]*browser.Site) {
	for way, site := range ways {
		var visits []*browser.Visit
		for _, page := range []string{"good.html", "folder/index.html", "deadlink.html", "deadfolder.html", "deadanchor.html"} {
			visit, err := site.Visit(p, page, browser.View{})
			if err != nil {
				t.Fatal(err)
			}
			visits = append(visits, visit)
		}
		want := []string{
			`deadanchor.html: a to "folder/#none" leads to folder/index.html, which has no element none`,
			`deadfolder.html: a to "./none/" leads to none/index.html, which does not exist`,
			`deadfolder.html: a to "/out/" leads `, // at the root of a host, to nothing; else out of the site
			`deadfolder.html: a to "javascript:void(0)" is a script`,
			`deadlink.html: a.here to "folder/none.html" leads to folder/none.html, which does not exist`,
		}
		got := site.DeadLinks(visits)
		if !slices.EqualFunc(got, want, strings.HasPrefix) {
			t.Errorf("%s: dead links\n%s\nwant\n%s", way, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func testClick(t *testing.T, p *browser.Page, site *browser.Site) {
	if err := p.Open(site.URL("folders.html"), browser.View{}); err != nil {
		t.Fatal(err)
	}
	if err := p.Click(`a[href="folder/"]`); err != nil {
		t.Fatal(err)
	}
	address, err := p.Address()
	if name, _, _ := site.Resolve(address); err != nil || !strings.HasSuffix(address, "/folder/index.html") || !site.Has(name) {
		t.Errorf("the click led to %s, error %v", address, err)
	}
	if err := p.Click("a.none"); err == nil || !strings.Contains(err.Error(), "no such element") {
		t.Errorf("click on nothing: error %v", err)
	}
}

func testOverflow(t *testing.T, p *browser.Page, site *browser.Site) {
	tests := []struct {
		page string
		view browser.View
		want []string
	}{
		{"wide.html", browser.View{}, nil},
		{"wide.html", browser.View{Width: 320}, []string{"the page is 656 px wide in a window of 320 px", "p.wide ends at 656 px"}},
		{"good.html", browser.View{Width: 320}, nil},
		{"noscript.html", browser.View{Width: 320}, nil},
		{"noscript.html", browser.View{Width: 320, NoScript: true}, []string{"the page is 656 px wide in a window of 320 px", "p.wide ends at 656 px"}},
	}
	for _, test := range tests {
		if err := p.Open(site.URL(test.page), test.view); err != nil {
			t.Fatal(err)
		}
		if got, err := p.Overflow(); err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%s at %v: overflow %q, error %v; want %q", test.page, test.view, got, err, test.want)
		}
	}
}

func testAxe(t *testing.T, p *browser.Page, site *browser.Site) {
	modules, err := tool.Modules(t.Context(), t.Output(), filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile(filepath.Join(modules, "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	for page, want := range map[string][]string{"good.html": nil, "pale.html": {"color-contrast", "image-alt"}} {
		visit, err := site.Visit(p, page, browser.View{})
		if err != nil {
			t.Fatal(err)
		}
		violations, err := p.Axe(string(script), browser.Rules{Type: "tag", Values: []string{"wcag2a", "wcag2aa"}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, v := range violations {
			got = append(got, v.Rule)
			if v.Help == "" || v.Impact == "" || len(v.Nodes) != 1 {
				t.Errorf("%s: incomplete violation %+v", page, v)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: violations of %q, want %q", page, got, want)
		}
		if page == "good.html" && (len(visit.Problems) > 0 || len(p.Console()) > 0) {
			t.Errorf("%s: axe left traces: %q", page, p.Console())
		}
	}
}

// What moves when late scripts come is told, and what does not is not: nor what only a wait of a millisecond would show.
func testShifts(t *testing.T, p *browser.Page, dir string) {
	for page, want := range map[string]int{"good.html": 0, "jumps.html": 1, "tires.html": 0} {
		gate := browser.NewGate("good.js", "jumps.js", "tires.js")
		site, err := browser.Serve(t.Context(), dir, "/", gate.Hold)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.OpenLate(site.URL(page), browser.View{}, gate); err != nil {
			t.Fatal(err)
		}
		ran, err := browser.Eval[bool](p, `document.querySelector("h1 + div") !== null || document.querySelector("h1").textContent === "Prov med skript"`)
		if err != nil || !ran {
			t.Errorf("%s: its script has not run; error %v", page, err)
		}
		moved, err := p.Shifts()
		if err != nil || len(moved) != want || want == 1 && !strings.HasPrefix(moved[0], "p#below moved from ") {
			t.Errorf("%s: moved %q, error %v; want %d", page, moved, err, want)
		}
	}
}

func testStops(t *testing.T, p *browser.Page, site *browser.Site) {
	if err := p.Open(site.URL("stops.html"), browser.View{}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for range 10 {
		stop, err := p.NextStop()
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, stop.Problems...)
		if stop.End {
			break
		}
	}
	want := []string{
		`a.bare “Syns inte” does not show that it has focus`,
		`a.away “Borta” cannot be seen while it has focus`,
		`a “Under” cannot be seen while it has focus`,
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("problems %q, want %q", got, want)
	}
}

// A slow phone gets a page later than its network's answer takes.
func testTimes(t *testing.T, b *browser.Browser, site *browser.Site) {
	p, err := b.NewPrivatePage()
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if err := errors.Join(p.SlowPhone(), p.Open(site.URL("good.html"), browser.View{})); err != nil {
		t.Fatal(err)
	}
	times, err := p.Times()
	if err != nil || times.Drawn < 150 || times.Usable < 150 {
		t.Errorf("times %+v, error %v; want more than 150 ms", times, err)
	}
}

// A page that is open changes its width and colours, and is not loaded again.
func testShow(t *testing.T, p *browser.Page, site *browser.Site) {
	err := errors.Join(
		p.Open(site.URL("good.html"), browser.View{}), p.Show(browser.View{Width: 320, Height: 400, Dark: true}))
	if err != nil {
		t.Fatal(err)
	}
	dark, err := browser.Eval[bool](p, `matchMedia("(prefers-color-scheme: dark)").matches`)
	if err != nil || !dark || len(p.Requests()) > 4 {
		t.Errorf("dark is %v, error %v, requests %v", dark, err, p.Requests())
	}
	picture, err := p.Picture()
	if err != nil || picture.Bounds().Dx() != 320 || picture.Bounds().Dy() != 400 {
		t.Errorf("picture of %v, error %v; want 320 by 400", picture.Bounds(), err)
	}
}

func testScripts(t *testing.T, p *browser.Page, site *browser.Site) {
	for view, want := range map[browser.View]string{{}: "Prov med skript", {NoScript: true}: "Prov", {Dark: true}: "Prov med skript"} {
		if err := p.Open(site.URL("good.html"), view); err != nil {
			t.Fatal(err)
		}
		heading, err := browser.Eval[string](p, `document.querySelector("h1").textContent`)
		if err != nil || heading != want {
			t.Errorf("%v: heading %q, error %v; want %q", view, heading, err, want)
		}
		dark, err := browser.Eval[bool](p, `matchMedia("(prefers-color-scheme: dark)").matches`)
		if err != nil || dark != view.Dark {
			t.Errorf("%v: dark is %v, error %v", view, dark, err)
		}
	}
}

// What is typed comes to the page, though another tab has the window's focus; and Wait finds
// what comes of it, on the same page and on the next.
func testKeys(t *testing.T, b *browser.Browser, p *browser.Page, site *browser.Site) {
	other, err := b.NewPage()
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	do := func(errs ...error) {
		t.Helper()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
	}
	do(p.Open(site.URL("keys.html"), browser.View{}), p.Tap("input"))
	do(p.Type("Låxs"), p.Press("Backspace", "/"), p.Paste("rm på"), p.Wait(`document.querySelector("p").dataset.text === "Lå/rm på"`))
	want := "Prov focus L å x s Backspace / "
	if got, err := browser.Eval[string](p, `document.querySelector("h1").textContent + " " + document.querySelector("p").textContent`); err != nil || got != want {
		t.Errorf("the page got %q, error %v; want %q", got, err, want)
	}
	do(p.Press("ArrowDown", "Enter"), p.Wait(`document.querySelector("h1").textContent === "Prov med skript"`))
	if got, err := p.Address(); err != nil || !strings.HasSuffix(got, "/good.html?q=L%C3%A5%2Frm+p%C3%A5") {
		t.Errorf("Enter led to %s, error %v", got, err)
	}
	do(p.Settle())
	if err := p.Press("Entre"); err == nil {
		t.Error("a key that does not exist was pressed")
	}
	if len(p.Console()) > 0 {
		t.Errorf("console: %q", p.Console())
	}
}

// A host that compresses sends less, and a page that was here before asks for less, but not
// one that shares nothing with it.
func testBytes(t *testing.T, b *browser.Browser, dir string) {
	plain, err := browser.Serve(t.Context(), dir, "/")
	if err != nil {
		t.Fatal(err)
	}
	compressing, err := browser.Serve(t.Context(), dir, "/", browser.Compressed)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name        string
		site        *browser.Site
		private     bool
		least, most int64
	}{
		{"plain", plain, false, 100_000, 101_000},
		{"plain again", plain, false, 0, 1000},
		{"plain in private", plain, true, 100_000, 101_000},
		{"compressed", compressing, false, 300, 2000},
	} {
		open := b.NewPage
		if test.private {
			open = b.NewPrivatePage
		}
		p, err := open()
		if err != nil {
			t.Fatal(err)
		}
		visit, err := test.site.Visit(p, "large.html", browser.View{})
		if err != nil {
			t.Fatal(err)
		}
		if len(visit.Problems) > 0 {
			t.Errorf("%s: %q", test.name, visit.Problems)
		}
		for _, q := range p.Requests() {
			if strings.HasSuffix(q.URL, "/large.js") && (q.Bytes < test.least || q.Bytes > test.most) {
				t.Errorf("%s: %d bytes, want %d to %d", test.name, q.Bytes, test.least, test.most)
			}
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}
}

// Two pages at once: what happens on one must not get into the record of the other.
func testTwoPages(t *testing.T, b *browser.Browser, p *browser.Page, site *browser.Site) {
	other, err := b.NewPage()
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	loud := make(chan error, 1)
	go func() { loud <- other.Open(site.URL("loud.html"), browser.View{Width: 320}) }()
	if err := p.Open(site.URL("good.html"), browser.View{}); err != nil {
		t.Fatal(err)
	}
	if err := <-loud; err != nil {
		t.Fatal(err)
	}
	if len(p.Console()) != 0 || len(other.Console()) != 1 {
		t.Errorf("consoles: %q and %q, want one message on the second", p.Console(), other.Console())
	}
}

func TestStartWithoutBrowser(t *testing.T) {
	if _, err := browser.Start(context.Background(), filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a browser that does not exist was started")
	}
}
