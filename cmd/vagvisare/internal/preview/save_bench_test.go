package preview

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"vagvisare/assets"
	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/layouts"
)

// pause is what an editor takes between saves, at the least.
const pause = 1500 * time.Millisecond

var corpus = flag.String("corpus", "", "folder of the site that BenchmarkSave edits a copy of")

// BenchmarkSave tells how long it takes from a save until the page's new bytes have come over HTTP after the browser was told, in
// milliseconds: the median and the 95th percentile; the same until search finds what was saved, in seconds; how long a start takes;
// and how much memory is in use at the end.
//
//	go test ./cmd/vagvisare/internal/preview -run - -bench Save -benchtime 100x -corpus DIR
func BenchmarkSave(b *testing.B) {
	if *corpus == "" {
		b.Skip("no -corpus")
	}
	dir := b.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(*corpus, "content"))); err != nil {
		b.Fatal(err)
	}
	begun := time.Now()
	p := startPreview(b, dir)
	started := time.Since(begun)
	files := texts(b, dir)
	p.await("search is ready", func(e string) bool { return strings.Contains(e, `"search":true`) })
	ready := time.Since(begun)

	var saves, searches []time.Duration
	b.ResetTimer()
	for i := range b.N {
		file := files[i*7919%len(files)]
		word := newWord(i)
		saves = append(saves, p.save(file, word))
		if i%5 == 4 {
			searches = append(searches, p.find(word, p.page(file)))
		}
		b.StopTimer()
		time.Sleep(pause) // an editor is no machine
		b.StartTimer()
	}
	b.StopTimer()
	slices.Sort(saves)
	slices.Sort(searches)
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	most := memory.Sys
	runtime.GC()
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(memory.HeapAlloc>>20), "MiB/live")
	b.ReportMetric(float64(saves[len(saves)/2].Microseconds())/1000, "ms/save")
	b.ReportMetric(float64(saves[len(saves)*95/100].Microseconds())/1000, "ms/save-p95")
	b.ReportMetric(started.Seconds(), "s/start")
	b.ReportMetric(ready.Seconds(), "s/searchable")
	b.ReportMetric(float64(most>>20), "MiB")
	if len(searches) > 0 {
		b.ReportMetric(searches[len(searches)/2].Seconds(), "s/found")
	}
}

// A previewed is a preview that a browser listens to.
type previewed struct {
	tb     testing.TB
	dir    string
	url    string
	events chan string // data
}

func startPreview(tb testing.TB, dir string) *previewed {
	tb.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		tb.Fatal(err)
	}
	s, err := New(Options{Dir: dir, Site: build.Options{
		Root: root.FS(), Date: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC),
		Defaults: map[string]fs.FS{"layouts": layouts.FS, "assets": assets.FS},
	}})
	if err != nil {
		tb.Fatal(err)
	}
	handler, err := s.Handler()
	if err != nil {
		tb.Fatal(err)
	}
	server := httptest.NewServer(handler)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan bool)
	go func() {
		s.Follow(ctx)
		close(done)
	}()
	p := &previewed{tb: tb, dir: dir, url: server.URL, events: make(chan string, 1000)}
	response, err := http.Get(server.URL + own + "events")
	if err != nil {
		tb.Fatal(err)
	}
	go func() {
		for lines := bufio.NewScanner(response.Body); lines.Scan(); {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				p.events <- data
			}
		}
	}()
	tb.Cleanup(func() {
		cancel()
		response.Body.Close()
		server.CloseClientConnections()
		server.Close()
		<-done
		root.Close()
	})
	return p
}

// await waits for an event.
func (p *previewed) await(what string, is func(data string) bool) {
	p.tb.Helper()
	late := time.After(2 * time.Minute)
	for {
		select {
		case data := <-p.events:
			if is(data) {
				return
			}
		case <-late:
			p.tb.Fatalf("it did not come to this: %s", what)
		}
	}
}

// get returns what is at an address of the preview.
func (p *previewed) get(path string) (int, string) {
	p.tb.Helper()
	response, err := http.Get(p.url + path)
	if err != nil {
		p.tb.Fatal(err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		p.tb.Fatal(err)
	}
	return response.StatusCode, string(data)
}

// save adds a word to a text, and returns how long it takes until its page has it.
func (p *previewed) save(file, word string) time.Duration {
	p.tb.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		p.tb.Fatal(err)
	}
	page := p.page(file)
	begun := time.Now()
	if err := os.WriteFile(file, fmt.Appendf(text, "\n\nHär står %s.\n", word), 0o666); err != nil {
		p.tb.Fatal(err)
	}
	for {
		p.await(word+" is on "+page, func(data string) bool { return strings.Contains(data, `"saved":[{`) })
		if _, html := p.get(page); strings.Contains(html, word) {
			return time.Since(begun)
		}
	}
}

// page returns the address of a text's page.
func (p *previewed) page(file string) string {
	return "/" + strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(file), filepath.ToSlash(p.dir)+"/content/"), ".md") + "/"
}

// newWord returns a word that is like no other one, so that no search takes one for another.
func newWord(i int) string {
	sum := sha256.Sum256([]byte(fmt.Sprint(i)))
	return "q" + strings.Map(func(r rune) rune { return 'g' + (r-'0')%17 }, hex.EncodeToString(sum[:6])) + "x"
}

// find returns how long it takes from now until search finds a page by a word.
func (p *previewed) find(word, page string) time.Duration {
	p.tb.Helper()
	begun := time.Now()
	for late := begun.Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		if _, answer := p.get(own + "search?q=" + word); strings.Contains(answer, `"path":"`+page[1:]+`"`) {
			return time.Since(begun)
		}
		if time.Now().After(late) {
			p.tb.Fatalf("search does not find %s by %s", page, word)
		}
	}
}

// texts returns the files of pages of a site, sorted.
func texts(tb testing.TB, dir string) (files []string) {
	tb.Helper()
	err := filepath.WalkDir(filepath.Join(dir, "content"), func(file string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(file) == ".md" && d.Name() != "_index.md" {
			files = append(files, file)
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return files
}
