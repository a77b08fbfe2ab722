package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"vagvisare/cmd/verify/internal/browser"
)

// client is where the browser's side of the preview stands.
const client = "cmd/vagvisare/internal/preview/client"

// A previewHost serves a folder as `vagvisare serve` does its site: with the client's script in
// each page, and reports of what changes. What it says about pages is made up.
type previewHost struct {
	way
	dir       string
	layouts   *template.Template
	script    []byte
	slow      chan struct{} // files named slow come when it is closed
	closeSlow func()

	mu      sync.Mutex
	version int
	errors  []map[string]any
	down    bool
	broken  bool // pages cannot be made
	streams map[chan string]bool
}

func newPreviewHost(s *session, pages map[string]string) (*previewHost, error) {
	dir, err := os.MkdirTemp(s.dir, "preview")
	if err != nil {
		return nil, err
	}
	h := &previewHost{dir: dir, version: 1, slow: make(chan struct{}), streams: map[chan string]bool{}}
	h.closeSlow = sync.OnceFunc(func() { close(h.slow) })
	for name, text := range pages {
		if err := h.write(name, text); err != nil {
			return nil, err
		}
	}
	if h.layouts, err = template.ParseGlob(client + "/*.html"); err != nil {
		return nil, err
	}
	if h.script, err = clientScript(); err != nil {
		return nil, err
	}
	site, err := browser.Serve(s.ctx, dir, "/", func(http.Handler) http.Handler { return h })
	h.way = way{"/", site}
	return h, err
}

// clientScript joins the client's script as the program does.
func clientScript() ([]byte, error) {
	names, err := filepath.Glob(client + "/[0-9]*.js")
	if err != nil {
		return nil, err
	}
	joined := []byte("(() => {\n\"use strict\";\n")
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		joined = append(append(joined, data...), '\n')
	}
	return append(joined, "})();\n"...), nil
}

func (h *previewHost) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	down, broken := h.down, h.broken
	h.mu.Unlock()
	if down {
		panic(http.ErrAbortHandler) // the connection breaks
	}
	if broken && strings.HasSuffix(r.URL.Path, "/") {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprint(w, withClient(previewPage("Tom", "")))
		return
	}
	if strings.Contains(r.URL.Path, "slow") {
		select {
		case <-h.slow:
		case <-r.Context().Done():
		}
	}
	switch r.URL.Path {
	case "/_vagvisare/events":
		h.events(w, r)
	case "/_vagvisare/preview.js":
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		w.Write(h.script)
	case "/_vagvisare/preview.css":
		http.ServeFile(w, r, client+"/preview.css")
	case "/_vagvisare/bar":
		h.bar(w, r)
	case "/_vagvisare/problems":
		h.problems(w)
	default:
		h.file(w, r)
	}
}

// file serves a file of the folder, with a name for its version.
func (h *previewHost) file(w http.ResponseWriter, r *http.Request) {
	name := filepath.Join(h.dir, filepath.FromSlash(r.URL.Path))
	if strings.HasSuffix(r.URL.Path, "/") {
		name = filepath.Join(name, "index.html")
	}
	data, err := os.ReadFile(name)
	missing := err != nil
	if missing {
		data, err = os.ReadFile(filepath.Join(h.dir, "404.html"))
		must(err)
	}
	text := withClient(string(data))
	w.Header().Set("Cache-Control", "no-cache")
	if missing {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, text)
		return
	}
	w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256([]byte(text))))
	http.ServeContent(w, r, name, time.Time{}, strings.NewReader(text))
}

func withClient(page string) string {
	return strings.Replace(page, "<script", `<script src="/_vagvisare/preview.js" defer></script><script`, 1)
}

// events keeps a stream open until the browser or the host closes it.
func (h *previewHost) events(w http.ResponseWriter, r *http.Request) {
	stream := make(chan string, 100)
	h.mu.Lock()
	h.streams[stream] = true
	state := report("state", map[string]any{"version": h.version, "failed": len(h.errors) > 0})
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.streams, stream)
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprint(w, "retry: 100\n\n", state)
	for {
		http.NewResponseController(w).Flush()
		select {
		case text, more := <-stream:
			if !more {
				panic(http.ErrAbortHandler)
			}
			fmt.Fprint(w, text)
		case <-r.Context().Done():
			return
		}
	}
}

func report(kind string, data any) string {
	text, err := json.Marshal(data)
	if err != nil {
		panic(err) // of what stands here in the code
	}
	return fmt.Sprintf("event: %s\ndata: %s\n\n", kind, text)
}

// nothing is a list without problems.
var nothing []map[string]any

// must holds that what is made up fits the client's layouts, and is there.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

func (h *previewHost) bar(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Query().Get("path")
	h.mu.Lock()
	defer h.mu.Unlock()
	must(h.layouts.ExecuteTemplate(w, "bar.html", map[string]any{
		"File": "content/" + path + "_index.md", "Edit": template.URL("vscode://file/content/" + path), "Title": "Prov", "Draft": true, "Future": "",
		"Review": "1 mars 2027", "Overdue": false, "LIX": 54, "LIXHigh": true, "Words": 600 + h.version,
		"Longest":     []map[string]any{{"Text": "En mening som är lång.", "Words": 41, "Href": "#list"}},
		"Unexplained": []string{"DPIA", "KLASSA"}, "Facts": []string{"F1", "F2"},
		"Backlinks": []map[string]any{{"Title": "Annan", "Href": "/annan/"}}, "Problems": nothing,
	}))
}

func (h *previewHost) problems(w http.ResponseWriter) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.errors) == 0 {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	must(h.layouts.ExecuteTemplate(w, "problems.html", map[string]any{"Errors": h.errors, "Notes": nothing}))
}

// problem is an error in a file, as the client's layout takes it.
func problem(file string, line int, text string) map[string]any {
	return map[string]any{
		"Severity": "error", "File": file, "Line": line, "Col": 3, "Text": text, "Excerpt": "[länk](" + strings.Repeat("lång", 60) + ".md)",
		"Hint": "Rätta adressen.", "Edit": template.URL("vscode://file/" + file),
	}
}

// write puts a file into the folder, unsaid.
func (h *previewHost) write(name, text string) error {
	name = filepath.Join(h.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o666)
}

// edit replaces texts in a page, each of which stands there once, and reports that it changed.
func (h *previewHost) edit(name string, pairs ...string) error {
	if err := h.replace(name, pairs...); err != nil {
		return err
	}
	h.changed(map[string]any{"saved": []map[string]any{}})
	return nil
}

func (h *previewHost) replace(name string, pairs ...string) error {
	data, err := os.ReadFile(filepath.Join(h.dir, filepath.FromSlash(name)))
	if err != nil {
		return err
	}
	text := string(data)
	for i := 0; i < len(pairs); i += 2 {
		if strings.Count(text, pairs[i]) != 1 {
			return fmt.Errorf("%s does not hold %q once", name, pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return h.write(name, text)
}

// changed reports that something else is served than before.
func (h *previewHost) changed(data map[string]any) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.version++
	data["version"] = h.version
	h.send("change", data)
}

// fail reports which errors there are now.
func (h *previewHost) fail(errors ...map[string]any) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.errors = errors
	h.send("problems", map[string]any{"failed": len(errors) > 0, "errors": len(errors), "notes": 0})
}

func (h *previewHost) send(kind string, data any) {
	for stream := range h.streams {
		stream <- report(kind, data)
	}
}

// stumble makes pages that cannot be made, or can again.
func (h *previewHost) stumble(broken bool) {
	h.mu.Lock()
	h.broken = broken
	h.mu.Unlock()
	h.changed(map[string]any{})
}

// stop makes the host as if it were gone, until start.
func (h *previewHost) stop() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.down = true
	for stream := range h.streams {
		close(stream)
		delete(h.streams, stream)
	}
}

func (h *previewHost) start() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.down = false
}

// connections returns how many streams are open.
func (h *previewHost) connections() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.streams)
}
