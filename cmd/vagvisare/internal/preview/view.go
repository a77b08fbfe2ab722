package preview

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"strings"
)

// client holds what the browser gets: scripts that are joined, a style sheet, and the
// layouts of the fragments that the scripts ask for.
//
//go:embed client
var client embed.FS

var fragments = template.Must(template.ParseFS(client, "client/*.html"))

// A bar is what an editor is told about the page that is shown. Dates are written as in front matter.
type bar struct {
	File        string       // relative to the site's root, e.g. "content/planera/roller.md"
	Edit        template.URL // opens the file in the editor, or ""
	Title       string
	Draft       bool
	Future      string // the date from which the page will be published, or ""
	Review      string // the date of the next review, or ""
	Overdue     bool   // whether that date is past
	LIX         int    // how hard the text is to read; 0 when it is too short to say
	LIXHigh     bool   // whether that is more than the site wants
	Words       int
	Longest     []sentenceView // those worth splitting, longest first
	Unexplained []string       // abbreviations
	Facts       []string       // ids of the facts that the page carries
	Backlinks   []linkView     // pages whose texts lead here
	Problems    []problemView  // of this page
	Style       string         // address of the page that shows the design, or ""
}

// A sentenceView is a long sentence of the page.
type sentenceView struct {
	Text  string
	Words int
	Href  string // leads to its section, or ""
}

// A linkView leads to another page of the preview.
type linkView struct{ Title, Href string }

// A problemView is a problem in the editor's language.
type problemView struct {
	Severity string // "error" or "note"
	File     string
	Line     int // 1-based; 0 when the whole file is meant
	Col      int // 1-based; 0 when the whole line is meant
	Text     string
	Excerpt  string // the line as it is written, or ""
	Hint     string
	Edit     template.URL // opens the place in the editor, or ""
}

// renderBar returns what the bar shows, as a fragment of HTML.
func renderBar(b *bar) ([]byte, error) { return fragment("bar.html", b) }

// renderProblems returns what the panel of errors shows, as a fragment of HTML. The order of
// the problems is kept.
func renderProblems(list []problemView) ([]byte, error) {
	var view struct{ Errors, Notes []problemView }
	for _, p := range list {
		if p.Severity == "error" {
			view.Errors = append(view.Errors, p)
		} else {
			view.Notes = append(view.Notes, p)
		}
	}
	return fragment("problems.html", view)
}

func fragment(name string, data any) ([]byte, error) {
	var b bytes.Buffer
	err := fragments.ExecuteTemplate(&b, name, data)
	return b.Bytes(), err
}

// script returns the client's script: its files, in the order of their names, in one function,
// so that nothing of it gets into the way of the site's own scripts.
func script() ([]byte, error) {
	names, err := fs.Glob(client, "client/*.js")
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	b.WriteString("(() => {\n\"use strict\";\n")
	for _, name := range names {
		data, err := fs.ReadFile(client, name)
		if err != nil {
			return nil, err
		}
		b.Write(data)
		b.WriteByte('\n')
	}
	b.WriteString("})();\n")
	return []byte(b.String()), nil
}

// style returns the client's style sheet.
func style() ([]byte, error) { return fs.ReadFile(client, "client/preview.css") }
