package preview

import (
	"cmp"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/lint"
	"vagvisare/cmd/vagvisare/internal/site"
)

// serveProblems sends what is wrong, first on the page that is shown.
func (s *Server) serveProblems(w http.ResponseWriter, r *http.Request) {
	newest := s.live.Newest()
	if len(newest.Problems) == 0 {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	own := ""
	s.live.Good(func(good *build.Result) {
		if p := good.Site.At(pathOf(r)); p != nil {
			own = p.File()
		}
	})
	problems := slices.Clone(newest.Problems)
	slices.SortStableFunc(problems, func(a, b diag.Problem) int { return cmp.Compare(distance(a, own), distance(b, own)) })
	data, err := renderProblems(s.views(problems, s.lang(newest)))
	s.sendFragment(w, data, err)
}

// pathOf returns the published address that a request asks about.
func pathOf(r *http.Request) string {
	return strings.TrimPrefix(strings.TrimSuffix(r.FormValue("path"), "index.html"), "/")
}

// distance is 0 for what is wrong in a file, and 1 elsewhere.
func distance(p diag.Problem, file string) int {
	if p.File == file {
		return 0
	}
	return 1
}

func (s *Server) sendFragment(w http.ResponseWriter, data []byte, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", contentType("fragment.html"))
	w.Header().Set("Cache-Control", "no-store")
	w.Write(data)
}

func (s *Server) views(problems []diag.Problem, lang string) []problemView {
	views := make([]problemView, len(problems))
	for i, p := range problems {
		views[i] = problemView{
			Severity: p.Severity.String(), File: p.File, Line: p.Line, Col: p.Col,
			Text: p.Text(lang), Excerpt: p.Excerpt, Hint: p.Hint(lang), Edit: s.edit(p.File, p.Line, p.Col),
		}
	}
	return views
}

// edit returns the address that opens a place in the editor's program; "" for a file that is not in the site's folder.
func (s *Server) edit(name string, line, col int) template.URL {
	file := filepath.Join(s.dir, filepath.FromSlash(name))
	if _, err := os.Stat(file); err != nil || s.opt.Editor == "" {
		return ""
	}
	at := (&url.URL{Path: filepath.ToSlash(file)}).EscapedPath()
	return template.URL(strings.NewReplacer(
		"{path}", strings.TrimPrefix(at, "/"), "{line}", strconv.Itoa(max(1, line)), "{col}", strconv.Itoa(max(1, col)),
	).Replace(s.opt.Editor))
}

// serveBar sends what is to be known of a page.
func (s *Server) serveBar(w http.ResponseWriter, r *http.Request) {
	newest := s.live.Newest()
	var b *bar
	s.live.Good(func(good *build.Result) {
		if p := good.Site.At(pathOf(r)); p != nil {
			b = s.bar(good, p, newest)
		}
	})
	if b == nil {
		http.NotFound(w, r)
		return
	}
	data, err := renderBar(b)
	s.sendFragment(w, data, err)
}

func (s *Server) bar(good *build.Result, p *site.Page, newest *build.Result) *bar {
	day := s.opt.Site.Date
	text := lint.Read(p)
	notes := lint.Page(good.Site, p, lint.Options{Date: day})
	s.locate(p, notes)
	for _, problem := range newest.Problems {
		if problem.File == p.File() {
			notes = append(notes, problem)
		}
	}
	b := &bar{
		File: p.File(), Edit: s.edit(p.File(), 1, 1), Title: p.Title, Draft: p.Draft,
		Overdue: !p.Review.IsZero() && p.Review.Before(day), LIX: text.LIX, LIXHigh: text.LIX > lint.Limit(good.Site), Words: text.Words,
		Unexplained: lint.Unexplained(good.Site, p), Facts: p.Facts, Problems: s.views(diag.Sort(notes), s.lang(good)),
	}
	if good.Style != "" {
		b.Style = "/" + good.Style
	}
	if p.Published.After(day) {
		b.Future = p.Published.Format(time.DateOnly)
	}
	if !p.Review.IsZero() {
		b.Review = p.Review.Format(time.DateOnly)
	}
	for _, sentence := range text.Longest {
		href := ""
		if sentence.Section != "" {
			href = "#" + sentence.Section
		}
		b.Longest = append(b.Longest, sentenceView{sentence.Text, sentence.Words, href})
	}
	for _, from := range p.Backlinks {
		b.Backlinks = append(b.Backlinks, linkView{from.Title, "/" + from.Path})
	}
	return b
}

// locate finds where in its file what could be better on a page stands.
func (s *Server) locate(p *site.Page, notes []diag.Problem) {
	file, err := fs.ReadFile(s.opt.Site.Root, p.File())
	if err != nil {
		return // of a folder without a file, or gone this moment
	}
	for i := range notes {
		lint.Locate(file, &notes[i])
		if notes[i].Line > 0 {
			notes[i].Excerpt = diag.Line(file, notes[i].Line)
		}
	}
}
