package search_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/dop251/goja"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/search"
	"vagvisare/cmd/vagvisare/internal/tree"
)

// script returns the search's script as it is published, but for the parts that need a page around them.
var script = sync.OnceValues(func() (string, error) {
	const folder = "../../../../assets/js/search"
	names, err := filepath.Glob(folder + "/[1-6]*.js")
	if err != nil {
		return "", err
	}
	root := fstest.MapFS{}
	for _, name := range append(names, folder+"/70-index.js") {
		data, err := os.ReadFile(name)
		if err != nil {
			return "", err
		}
		root["assets/js/search/"+filepath.Base(name)] = &fstest.MapFile{Data: data}
	}
	assets, problems := asset.Load(root)
	if problems != nil {
		return "", fmt.Errorf("%v", problems)
	}
	var published tree.Tree
	if err := assets.Publish(&published); err != nil {
		return "", err
	}
	data, err := published.ReadFile(published.Paths()[0])
	return string(data), err
})

// A browser runs the script without a page: what it asks for is taken from a map.
type browser struct {
	t       testing.TB
	vm      *goja.Runtime
	files   map[string][]byte // by published path
	waiting []func()          // files that have been asked for, and have not come
	random  *rand.Rand        // in which order they come
	asked   map[string]int    // how often a file was asked for
	most    map[string]int    // how many of a folder were under way at once
	lost    int               // failures that nobody has looked after
}

func newBrowser(t testing.TB, files map[string][]byte) *browser {
	t.Helper()
	source, err := script()
	if err != nil {
		t.Fatal(err)
	}
	b := &browser{t, goja.New(), files, nil, rand.New(rand.NewPCG(1, 2)), map[string]int{}, map[string]int{}, 0}
	b.vm.SetPromiseRejectionTracker(func(_ *goja.Promise, operation goja.PromiseRejectionOperation) {
		if operation == goja.PromiseRejectionReject {
			b.lost++
		} else {
			b.lost--
		}
	})
	b.define("atob", func(text string) string {
		data, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			panic(b.vm.NewTypeError("atob: %v", err))
		}
		units := make([]uint16, len(data))
		for i, c := range data {
			units[i] = uint16(c)
		}
		return string(utf16.Decode(units))
	})
	b.define("textOf", func(data []byte) string { return string(data) })
	b.define("inflated", func(data []byte) goja.Value {
		r, err := gzip.NewReader(bytes.NewReader(data))
		if err == nil {
			data, err = io.ReadAll(r)
		}
		if err != nil {
			panic(b.vm.NewTypeError("inflate: %v", err))
		}
		return b.vm.ToValue(b.vm.NewArrayBuffer(data))
	})
	b.define("ask", b.ask)
	b.eval(`globalThis.TextDecoder = class { decode(bytes) { return textOf(bytes) } }`)
	b.eval(source)
	b.eval(`Vagvisare.search.run = ask; Vagvisare.search.inflate = async (bytes) => new Uint8Array(inflated(bytes))`)
	return b
}

func (b *browser) define(name string, value any) {
	if err := b.vm.Set(name, value); err != nil {
		b.t.Fatal(err)
	}
}

func (b *browser) eval(source string) goja.Value {
	b.t.Helper()
	v, err := b.vm.RunString(source)
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// ask is what the script loads other scripts by. Nothing comes before the caller has done.
func (b *browser) ask(address string, loaded, failed func()) {
	name, _, _ := strings.Cut(strings.TrimPrefix(address, "base/"), "?")
	b.asked[name]++
	folder := path.Dir(name)
	b.waiting = append(b.waiting, func() {
		data, ok := b.files[name]
		if !ok {
			failed()
			return
		}
		// Of a script that cannot be read a browser tells the console only.
		_, _ = b.vm.RunString(string(data))
		loaded()
	})
	b.most[folder] = max(b.most[folder], len(b.waiting))
}

// await lets files come, in any order, until a promise is settled.
func (b *browser) await(v goja.Value) (goja.Value, error) {
	b.define("awaited", v)
	b.eval(`awaited.catch(() => {})`) // this failure is looked after
	promise := v.Export().(*goja.Promise)
	for promise.State() == goja.PromiseStatePending {
		if len(b.waiting) == 0 {
			return nil, errors.New("no more files come, but no answer either")
		}
		i := b.random.IntN(len(b.waiting))
		next := b.waiting[i]
		b.waiting = slices.Delete(b.waiting, i, i+1)
		next()
	}
	if promise.State() == goja.PromiseStateRejected {
		return nil, errors.New(promise.Result().ToObject(b.vm).Get("name").String())
	}
	return promise.Result(), nil
}

// open opens the index, as "index" in the script's world.
func (b *browser) open() error {
	index, err := b.await(b.eval(`Vagvisare.search.open("base/search/")`))
	if err == nil {
		b.define("index", index)
	}
	return err
}

// A question is what somebody types and chooses.
type question struct {
	Text    string `json:"text"`
	Phase   string `json:"phase"`
	Kind    string `json:"kind"`
	Role    string `json:"role"`
	Limit   int    `json:"limit"`
	Facets  bool   `json:"facets"`
	Suggest bool   `json:"suggest"` // only suggestions are asked for
}

func (q question) String() string {
	data, err := json.Marshal(q)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

// An answer is what the script returns, in Go.
type answer struct {
	Total      int
	Hits       []answerHit
	Missing    []string
	Also       []string
	Corrected  []search.Correction
	Suggestion string
	Near       []string
	Facets     map[string][]answerFacet
	Suggested  []string
}

type answerHit struct {
	Path, Title, Kind, Phase string
	Score                    float64
	Section                  *answerSection
	Excerpt                  []search.Piece
	Missing                  []string
}

type answerSection struct{ ID, Title string }

type answerFacet struct {
	ID    string
	Count int
}

// start asks without waiting for the answer.
func (b *browser) start(q question) goja.Value {
	b.define("question", q.String())
	return b.eval(`(({ text, suggest, ...options }) => suggest ? index.suggest(text, options.limit) : index.search(text, options))(JSON.parse(question))`)
}

// answer waits for an answer.
func (b *browser) answer(v goja.Value) (a answer, err error) {
	result, err := b.await(v)
	if err != nil {
		return a, err
	}
	b.define("answer", result)
	var suggested []string
	data := []byte(b.eval(`JSON.stringify(answer)`).String())
	if data[0] == '[' {
		err = json.Unmarshal(data, &suggested)
		return answer{Suggested: suggested}, err
	}
	return a, json.Unmarshal(data, &a)
}

// compiled returns the browser's files of an index.
func compiled(t testing.TB, ix *search.Index) map[string][]byte {
	t.Helper()
	list, err := ix.Compile()
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string][]byte, len(list))
	for _, f := range list {
		if files[f.Name], err = f.Make(); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// small returns the browser's files of a small site.
func small(t testing.TB, texts ...string) map[string][]byte {
	t.Helper()
	var pages []*search.Document
	for i, text := range texts {
		pages = append(pages, &search.Document{
			Path: fmt.Sprintf("sida-%02d/", i), Title: fmt.Sprintf("Sida %d", i), Kind: "guidance", Phase: "planera", Roles: []string{"chef"},
			Sections: []search.Section{{Text: text}},
		})
	}
	ix, err := search.Create("", pages, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	return compiled(t, ix)
}

// TestScriptFailures holds what is told where a file is missing or no good, and that it helps to try again when it has come.
func TestScriptFailures(t *testing.T) {
	good := small(t, "Trygghetslarm i hemmet", "Kameran på natten", "Digitala lås")
	newer := small(t, "Trygghetslarm i hemmet", "Kameran på natten", "Nyckelfria lås")
	spoilt := map[string]func(name string, data []byte) []byte{
		"Missing":          func(string, []byte) []byte { return nil },
		"Damaged, cut off": func(_ string, data []byte) []byte { return data[:len(data)/2] },
		"Damaged, empty":   func(string, []byte) []byte { return []byte{} },
		"Damaged, garbled": func(name string, _ []byte) []byte {
			return []byte(`Vagvisare.search.put("` + strings.TrimSuffix(strings.TrimPrefix(name, "search/"), ".js") + `","H4sIAAAAAAAC")`)
		},
		"Damaged, no base64": func(name string, data []byte) []byte { return bytes.Replace(data, []byte(`,"`), []byte(`,"å`), 1) },
		"Damaged, of something else": func(_ string, data []byte) []byte {
			return bytes.Replace(data, []byte("search.put(\""), []byte("search.put(\"x"), 1)
		},
		"Damaged, a page for people": func(string, []byte) []byte { return []byte("<!doctype html><title>404</title>") },
	}
	for _, folder := range []string{"manifest", "terms", "words", "pages", "filters"} {
		for name, spoil := range spoilt {
			if folder == "pages" && name == "Damaged, no base64" {
				continue // they have none
			}
			t.Run(folder+"/"+name, func(t *testing.T) {
				files := maps.Clone(good)
				for file, data := range good {
					if !strings.HasPrefix(file, "search/"+folder) {
						continue
					}
					files[file] = spoil(file, data)
					if files[file] == nil {
						delete(files, file)
					}
				}
				b := newBrowser(t, files)
				want, _, _ := strings.Cut(name, ",")
				q := question{Text: "hemmt lås", Limit: 10, Facets: true}
				failed := func() error {
					err := b.open()
					if err == nil {
						_, err = b.answer(b.start(q))
					}
					return err
				}
				for range 2 {
					if err := failed(); err == nil || err.Error() != want {
						t.Errorf("told %v, want %s", err, want)
					}
				}
				clear(b.asked)
				b.files = good
				if err := failed(); err != nil {
					t.Errorf("tried again, told %v", err)
				}
				if b.lost != 0 {
					t.Errorf("%d failures were left to the console", b.lost)
				}
				// Published anew, it is another matter.
				b = newBrowser(t, files)
				b.files["search/manifest.js"] = good["search/manifest.js"]
				if err := b.open(); err != nil {
					t.Fatal(err)
				}
				b.files["search/manifest.js"] = newer["search/manifest.js"]
				if _, err := b.answer(b.start(q)); folder != "manifest" && (err == nil || err.Error() != "Outdated") {
					t.Errorf("told %v, want Outdated", err)
				}
			})
		}
	}
}

// TestScriptLoads holds that no file is loaded twice, and that those of one step are loaded at once.
func TestScriptLoads(t *testing.T) {
	var texts []string
	for i := range 40 {
		texts = append(texts, fmt.Sprintf("Trygghetslarm i hemmet och kameran på natten, nummer %d", i))
	}
	b := newBrowser(t, small(t, texts...))
	if err := b.open(); err != nil {
		t.Fatal(err)
	}
	var asked []goja.Value
	for _, text := range []string{"trygghetslarm", "kamera natt", "trygghetslarm", "larm"} {
		asked = append(asked, b.start(question{Text: text, Limit: 10}))
	}
	for i := range asked {
		if a, err := b.answer(asked[len(asked)-1-i]); err != nil || a.Total != 40 || len(a.Hits) != 10 {
			t.Errorf("%d of %d hits, %v", len(a.Hits), a.Total, err)
		}
	}
	for name, n := range b.asked {
		if n != 1 {
			t.Errorf("%s was asked for %d times", name, n)
		}
	}
	if b.most["search/pages"] < 10 {
		t.Errorf("only %d pages were under way at once", b.most["search/pages"])
	}
}

// TestScriptEmpty holds that a site without pages has no hits.
func TestScriptEmpty(t *testing.T) {
	b := newBrowser(t, small(t))
	if err := b.open(); err != nil {
		t.Fatal(err)
	}
	a, err := b.answer(b.start(question{Text: `"larm på" natten`, Role: "chef", Limit: 10, Facets: true}))
	if err != nil || a.Total != 0 || len(a.Hits) != 0 {
		t.Errorf("found %+v, %v", a, err)
	}
	if a, err := b.answer(b.start(question{Text: "lar", Limit: 8, Suggest: true})); err != nil || len(a.Suggested) != 0 {
		t.Errorf("suggested %+v, %v", a, err)
	}
}

// TestScriptHalves holds that halves of characters, which only the script can meet, part words like other signs.
func TestScriptHalves(t *testing.T) {
	b := newBrowser(t, small(t, "Trygghetslarm i hemmet", "Kameran på natten"))
	if err := b.open(); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{`"larm\ud800"`, `"\udc00larm \ud83d"`, `"\ud83dlarm".slice(0, 5)`, `"larm ".repeat(99) + "\ud800".repeat(9000)`} {
		a, err := b.answer(b.eval(`index.search(` + query + `)`))
		if err != nil || len(a.Hits) != 1 || a.Hits[0].Path != "sida-00/" {
			t.Errorf("%s: found %+v, %v", query, a, err)
		}
	}
	if _, err := b.answer(b.eval(`index.suggest("\ud800")`)); err != nil {
		t.Error(err)
	}
}

// TestScriptSize holds that the script is as small as a page that may never be searched on can afford.
func TestScriptSize(t *testing.T) {
	source, err := script()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err = io.WriteString(w, source)
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	if t.Logf("%d bytes, %d compressed", len(source), b.Len()); b.Len() > 7500 {
		t.Error("too large")
	}
}
