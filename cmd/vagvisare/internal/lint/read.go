package lint

import (
	"bytes"
	"html"
	"strings"

	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A block is a run of text that no sentence leaves: a paragraph, an item, a heading, a cell.
type block struct {
	element string // "p", "li", "h2", "td" …; of a task "p"
	section string // id of the heading that it stands under, or ""
	text    string // with single spaces
	spoken  string // the same without what is code
}

// prose reports whether the block is made of sentences.
func (b block) prose() bool {
	return !b.heading() && b.element != "td" && b.element != "th" && b.element != "title"
}

func (b block) heading() bool {
	return len(b.element) == 2 && b.element[0] == 'h' && '1' <= b.element[1] && b.element[1] <= '6'
}

// readPage returns the blocks of all texts of a page.
func readPage(p *site.Page) []block {
	var blocks []block
	for _, t := range texts(p) {
		blocks = append(blocks, readDocument(t.doc)...)
	}
	return blocks
}

func readDocument(doc *markdown.Document) []block {
	var w bytes.Buffer
	if err := doc.Render(&w, &filler{}); err != nil {
		panic("lint: rendering to memory failed: " + err.Error())
	}
	r := reader{element: "p"}
	r.read(w.Bytes())
	r.end()
	return r.blocks
}

// linkTexts returns what each of a document's links says, images left out.
func linkTexts(doc *markdown.Document) []string {
	f := &filler{texts: make([]string, len(doc.Links))}
	if len(doc.Links) > 0 {
		if err := doc.Render(&bytes.Buffer{}, f); err != nil {
			panic("lint: rendering to memory failed: " + err.Error())
		}
	}
	return f.texts
}

// A filler fills a document's holes with their own text.
type filler struct{ texts []string }

func (f *filler) Link(w *bytes.Buffer, link int, inner []byte) error {
	if f.texts != nil {
		r := reader{element: "p"}
		r.read(inner)
		f.texts[link] = singleSpaces(r.text.String())
	}
	w.Write(inner)
	return nil
}

func (f *filler) Place(w *bytes.Buffer, _ int) error {
	w.WriteString("<hr>") // what stands before and behind is not one sentence
	return nil
}

func (f *filler) Task(w *bytes.Buffer, _ int, text, rest []byte) error {
	w.WriteString("<p>")
	w.Write(text)
	w.WriteString("</p>")
	w.Write(rest)
	return nil
}

// inline are the elements that no sentence ends at.
var inline = map[string]bool{"a": true, "em": true, "strong": true, "code": true, "del": true, "span": true, "br": true}

// A reader takes the HTML of a document apart. It is no parser of HTML: attributes never hold a ">".
type reader struct {
	blocks  []block
	element string // that the present text stands in
	section string
	silent  string // element whose text is left out until it ends, or ""
	code    bool
	text    strings.Builder
	spoken  strings.Builder
}

func (r *reader) read(source []byte) {
	for len(source) > 0 {
		before, rest, found := bytes.Cut(source, []byte("<"))
		r.words(html.UnescapeString(string(before)))
		if !found {
			return
		}
		tag, after, _ := bytes.Cut(rest, []byte(">"))
		r.tag(string(tag))
		source = after
	}
}

func (r *reader) words(text string) {
	if r.silent != "" {
		return
	}
	r.text.WriteString(text)
	if !r.code {
		r.spoken.WriteString(text)
	}
}

func (r *reader) tag(tag string) {
	name, attributes, _ := strings.Cut(strings.TrimSuffix(tag, "/"), " ")
	name, closing := strings.CutPrefix(name, "/")
	switch {
	case r.silent != "":
		if closing && name == r.silent {
			r.silent = ""
		}
		return
	case !closing && leftOut(name, attributes):
		r.silent = name
	case name == "code":
		r.code = !closing
	case name == "br":
		r.words(" ")
	}
	if inline[name] || name == "sup" {
		return
	}
	r.end()
	if closing {
		r.element = "p"
		return
	}
	r.element = name
	switch {
	case block{element: name}.heading():
		r.section = attribute(attributes, "id")
	case strings.Contains(attributes, "box__title"):
		r.element = "title"
	}
}

// leftOut reports whether an element's text is none of the editor's: code, the number of a
// footnote, the name of a box's kind.
func leftOut(name, attributes string) bool {
	return name == "pre" || name == "sup" || name == "span" && strings.Contains(attributes, "box__kind")
}

func attribute(attributes, name string) string {
	_, rest, _ := strings.Cut(attributes, name+`="`)
	value, _, _ := strings.Cut(rest, `"`)
	return html.UnescapeString(value)
}

// end ends the present block.
func (r *reader) end() {
	if text := singleSpaces(r.text.String()); text != "" {
		r.blocks = append(r.blocks, block{r.element, r.section, text, singleSpaces(r.spoken.String())})
	}
	r.text.Reset()
	r.spoken.Reset()
}

func singleSpaces(s string) string { return strings.Join(strings.Fields(s), " ") }
