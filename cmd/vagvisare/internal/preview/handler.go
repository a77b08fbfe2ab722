package preview

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// own is where the preview's own files are; no page of a site has such an address.
const own = "/_vagvisare/"

// Handler returns what answers browsers.
func (s *Server) Handler() (http.Handler, error) {
	js, err := script()
	if err != nil {
		return nil, err
	}
	css, err := style()
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET "+own+"events", &s.hub)
	mux.HandleFunc("GET "+own+"preview.js", file("preview.js", js))
	mux.HandleFunc("GET "+own+"preview.css", file("preview.css", css))
	mux.HandleFunc("GET "+own+"problems", s.serveProblems)
	mux.HandleFunc("GET "+own+"bar", s.serveBar)
	mux.HandleFunc("GET "+own+"search", s.serveSearch)
	mux.HandleFunc("GET "+own+"suggest", s.serveSuggestions)
	mux.HandleFunc("GET /", s.serveFile)
	return guard{s.opt.Host, mux}, nil
}

func file(name string, data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { serve(w, r, name, data) }
}

// serve sends a file, unless the browser has it already.
func serve(w http.ResponseWriter, r *http.Request, name string, data []byte) {
	sum := sha256.Sum256(data)
	h := w.Header()
	h.Set("Content-Type", contentType(name))
	h.Set("ETag", `"`+hex.EncodeToString(sum[:10])+`"`)
	h.Set("Cache-Control", "no-cache")
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
}

// contentType returns the type of a file by its name. What systems know of types differs; of those of a portal's own
// files nothing must depend on it.
func contentType(name string) string {
	ext := path.Ext(name)
	for _, known := range [][2]string{
		{".html", "text/html; charset=utf-8"}, {".css", "text/css; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"},
		{".svg", "image/svg+xml"}, {".xml", "application/xml"}, {".txt", "text/plain; charset=utf-8"}, {".json", "application/json"},
		{".webmanifest", "application/manifest+json"},
		{".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
	} {
		if ext == known[0] {
			return known[1]
		}
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}

// serveFile sends a file of the site.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	if path.Ext(name) == ".html" {
		s.live.Asked(name) // also where it cannot be made, so that it is told until it can
	}
	data, err := s.live.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		if s.live.Has(path.Join(name, "index.html")) {
			target := "/" + name + "/"
			if r.URL.RawQuery != "" {
				target += "?" + r.URL.RawQuery
			}
			http.Redirect(w, r, target, http.StatusFound)
			return
		}
		s.serveMissing(w, r)
		return
	}
	if err != nil {
		s.serveBroken(w, err)
		return
	}
	if path.Ext(name) == ".html" {
		data = withClient(data)
	}
	serve(w, r, name, data)
}

// serveMissing answers where there is no such file: with the site's own page for that, or where there is no site, with one
// that the problems are listed over.
func (s *Server) serveMissing(w http.ResponseWriter, r *http.Request) {
	data, err := s.live.ReadFile("404.html")
	if err != nil {
		if data, err = fragment("empty.html", nil); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	w.Header().Set("Content-Type", contentType("404.html"))
	w.Header().Set("Cache-Control", "no-cache")
	w.WriteHeader(http.StatusNotFound)
	if r.Method != http.MethodHead {
		w.Write(withClient(data))
	}
}

// serveBroken answers where a page cannot be made: what is wrong in its layout is listed over nothing.
func (s *Server) serveBroken(w http.ResponseWriter, err error) {
	var problem diag.Problem
	if errors.As(err, &problem) {
		s.live.Fail(err)
		s.tell()
	}
	data, fragmentErr := fragment("empty.html", nil)
	if fragmentErr != nil {
		data = []byte(fragmentErr.Error())
	}
	w.Header().Set("Content-Type", contentType("500.html"))
	w.Header().Set("Cache-Control", "no-cache")
	w.WriteHeader(http.StatusInternalServerError)
	w.Write(withClient(data))
}

// withClient puts the client's script into a page, before all other scripts: it takes the place of one of these.
func withClient(page []byte) []byte {
	at := bytes.Index(page, []byte("<script"))
	if head := bytes.Index(page, []byte("</head>")); at < 0 || head >= 0 && head < at {
		at = head
	}
	if at < 0 {
		at = len(page)
	}
	tag := `<script src="` + own + `preview.js" defer></script>`
	return append(append(append(make([]byte, 0, len(page)+len(tag)), page[:at]...), tag...), page[at:]...)
}
