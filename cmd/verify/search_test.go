package main

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vagvisare/cmd/verify/internal/browser"
	"vagvisare/cmd/verify/internal/tool"
)

// TestWalk takes a walk through a page that does as a search would, and one that fails.
func TestWalk(t *testing.T) {
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
	const page = `<!doctype html><title>Prov</title><link rel="icon" href="icon.svg"><form role="search"><input name="q" aria-label="Sök"></form><script src="x.js"></script>`
	s := &session{ctx: t.Context(), dir: t.TempDir()}
	dir := site(t, map[string]string{"sok/index.html": page, "sok/icon.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`, "sok/x.js": `document.querySelector("input").value = new URLSearchParams(location.search).get("q")`})
	from, err := plainHost(s, dir)
	if err != nil {
		t.Fatal(err)
	}
	take := func(name string, steps func(*walk)) *tally {
		t.Helper()
		queue := make(chan errand, 1)
		queue <- errand{from, route{name, steps}}
		close(queue)
		tally := &tally{}
		if err := read(t.Context(), b, tally, queue); err != nil {
			t.Fatal(err)
		}
		return tally
	}
	good := take("good", func(w *walk) {
		w.open("sok/?q="+escape("lås & larm"), browser.View{})
		w.until("filled in", w.at("sok/?q="+escape("lås & larm"))+quote(` && field().value === %q`, "lås & larm"))
		w.holds("nothing else", `!hits().length && !suggestions().length && isNaN(count("planera"))`)
		w.check("asked for its script", slices.Equal(w.asked("sok/x", "search/"), []string{"sok/x"}))
	})
	if good.failed != 0 || good.passed != 4 { // the fourth: nothing went wrong unsaid
		t.Errorf("%d passed, %d failed: %q", good.passed, good.failed, good.messages)
	}
	bad := take("bad", func(w *walk) {
		w.open("sok/?q=larm", browser.View{})
		w.holds("hits", `hits().length > 0`)
		w.run(`console.log("Hej")`)
		w.tap(".none")
		w.holds("never asked", `true`)
	})
	want := []string{"/ bad: this is not so: hits", "/ bad\n  console: log Hej", "/ bad: the rest was not tried: click on .none: there is no such element"}
	if !slices.EqualFunc(bad.messages, want, strings.HasPrefix) || bad.passed != 0 || !strings.Contains(bad.messages[0], "field: larm") {
		t.Errorf("%d passed, messages %q", bad.passed, bad.messages)
	}
}

// site writes files into a folder.
func site(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
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

// packed is a compressed file of the search.
func packed(t *testing.T, name, contents string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(contents)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("Vagvisare.search.put(%q,%q)\n", name, base64.StdEncoding.EncodeToString(b.Bytes()))
}

func TestDuplicate(t *testing.T) {
	whole := site(t, map[string]string{"search/terms/a.js": "put(a)", "search/terms/b.js": "put(b)", "index.html": "start"})
	s := &session{ctx: t.Context(), dir: t.TempDir()}
	d, err := newDuplicate(s, whole, "one of them")
	if err != nil {
		t.Fatal(err)
	}
	holds := func(step string, err error, want string) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, name := range []string{"search/terms/a.js", "search/terms/b.js", "index.html"} {
			data, _ := fs.ReadFile(os.DirFS(d.dir), name)
			got = append(got, string(data))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", step, got, want)
		}
	}
	holds("spoil", d.spoil("search/terms/*.js", func(data []byte) []byte { return data[:3] }), "put put start")
	holds("mend", d.mend("search/terms/*.js"), "put(a) put(b) start")
	holds("remove", d.remove("search/terms/*.js"), "  start")
	if err := d.remove("search/none.js"); err == nil {
		t.Error("what does not exist was removed")
	}
	if err := d.age(); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(filepath.Join(d.dir, "index.html")); err != nil || time.Since(info.ModTime()) < 27*24*time.Hour {
		t.Errorf("age: %v, error %v", info.ModTime(), err)
	}
}

func TestRepublish(t *testing.T) {
	const manifest = `{"version":"0123abcd","files":{"words":{"names":"11111111"},"pages":{"counts":[1,2],"names":"aaaaaaaabbbbbbbb"},"filters":"c"}}`
	whole := site(t, map[string]string{
		"search/manifest.js": packed(t, "manifest", manifest), "search/pages/aaaaaaaa-0.js": `put("pages/aaaaaaaa-0",{"title":"\"pages/aa"})`,
	})
	s := &session{ctx: t.Context(), dir: t.TempDir()}
	d, err := newDuplicate(s, whole, "another")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.republish(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(d.dir, "search", "manifest.js"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := uncompressed(data)
	want := `{"version":"another","files":{"words":{"names":"11111111"},"pages":{"counts":[1,2],"names":"xaaaaaaaxbbbbbbb"},"filters":"c"}}`
	if err != nil || string(got) != want || !strings.HasPrefix(string(data), `Vagvisare.search.put("manifest","`) || !strings.HasSuffix(string(data), "\")\n") {
		t.Errorf("manifest %s in %s, error %v", got, data, err)
	}
	pages, err := os.ReadDir(filepath.Join(d.dir, "search", "pages"))
	if err != nil || len(pages) != 1 || pages[0].Name() != "xaaaaaaa-0.js" {
		t.Errorf("pages %v, error %v", pages, err)
	}
	data, err = os.ReadFile(filepath.Join(d.dir, "search", "pages", "xaaaaaaa-0.js"))
	if want := `put("pages/xaaaaaaa-0",{"title":"\"pages/aa"})`; err != nil || string(data) != want {
		t.Errorf("page %s, error %v", data, err)
	}
}

func TestGarbled(t *testing.T) {
	if got := string(garbled([]byte(`put("terms/ab","aB9+")`))); got != `put("terms/ab","Ab9+")` {
		t.Errorf("garbled %s", got)
	}
}

func TestSomeQueries(t *testing.T) {
	var lines strings.Builder
	fmt.Fprint(&lines, "# query\tkind\n")
	for i := range 2*everyNth + 1 {
		fmt.Fprintf(&lines, "fråga %d\tpart\tplanera/\n# another kind\tthat is told\n", i)
	}
	dir := site(t, map[string]string{"queries.tsv": lines.String()})
	got, err := someQueries(filepath.Join(dir, "queries.tsv"))
	if want := []string{"fråga 0", "fråga 80", "fråga 160"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("queries %q, error %v; want %q", got, err, want)
	}
	if got, err := someQueries(filepath.Join("..", "..", goldenQueries)); err != nil || len(got) < 10 {
		t.Errorf("golden queries %q, error %v", got, err)
	}
}

func TestOtherHits(t *testing.T) {
	a, b := hit{Path: "a/", Title: "A"}, hit{Path: "b/", Title: "B"}
	for _, test := range []struct {
		got, want []hit
		problems  int
	}{
		{nil, nil, 0},
		{[]hit{a, b}, []hit{a, b}, 0},
		{[]hit{a, b}, []hit{b, a}, 5},
		{[]hit{a}, []hit{a, b}, 3},
		{[]hit{a, b}, []hit{a}, 3},
		{[]hit{a}, []hit{{Path: "a/", Title: "A", Fragment: "a"}}, 3},
	} {
		if problems := otherHits(test.got, test.want); len(problems) != test.problems {
			t.Errorf("%v and %v: %q", test.got, test.want, problems)
		}
	}
}

func TestHasID(t *testing.T) {
	page := []byte(`<!doctype html><p id="ett"><a id='två & tre'>id="fyra"</a><!-- <b id="fem"> --></p>`)
	for id, want := range map[string]bool{"ett": true, "två & tre": true, "fyra": false, "fem": false} {
		if hasID(page, id) != want {
			t.Errorf("hasID(%q) is not %v", id, want)
		}
	}
}
