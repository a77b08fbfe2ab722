package render

import (
	"bytes"
	"html/template"
	"net/url"
	"strings"

	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A LinkView is what the partial "link" is given.
type LinkView struct {
	URL      template.URL
	Title    string
	Inner    template.HTML // what the link holds
	Kind     string        // page, file, video, external, mail, back
	External bool          // leads to another host
	Ext      string        // of a file, e.g. "docx"
	Size     int64         // of a file, in bytes
	Video    string        // the film's length, as the editor wrote it; or ""
	Host     string        // of another site
	Film     bool          // leads to a film of the portal's own, which can be shown in the page
	Captions template.URL  // of such a film, or ""
	Language string        // of the site
}

// An ImageView is what the partial "image" is given.
type ImageView struct {
	URL           template.URL
	Alt, Title    string
	Width, Height int // 0 when not known
}

// body fills the holes in a page's text, and links its terms and its headings.
func (r *Renderer) body(v *View, layouts *set) (template.HTML, error) {
	text, err := r.text(v, v.Page, v.Page.Doc, v.Page.Targets, layouts)
	if err != nil {
		return "", err
	}
	return linkHeadings(v.terms.link(text), v.Page.Doc.Headings, layouts)
}

// text fills the holes in a text of a page, for the page that v shows.
func (r *Renderer) text(v *View, page *site.Page, doc *markdown.Document, targets []site.Target, layouts *set) (template.HTML, error) {
	buffer := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buffer)
	buffer.Reset()
	err := doc.Render(buffer, &filler{view: v, page: page, doc: doc, targets: targets, partials: layouts.partials()})
	return template.HTML(buffer.String()), err
}

// A filler fills the holes in a text with partials.
type filler struct {
	view     *View
	page     *site.Page // whose text it is; not always the page that is shown
	doc      *markdown.Document
	targets  []site.Target
	partials *template.Template
	lent     string // id of the item that borrows the text, where it is shown on another page
}

// Link implements markdown.Filler.
func (f *filler) Link(w *bytes.Buffer, i int, inner []byte) error {
	l, to := f.doc.Links[i], f.targets[i]
	if l.Image && to.File == nil { // dead, with the site's leave
		template.HTMLEscape(w, []byte(l.Alt))
		return nil
	}
	if l.Image {
		return f.partials.ExecuteTemplate(w, "image", imageView(f.view, to, l.Alt, l.Title))
	}
	view := linkView(f.view, to)
	view.Title, view.Inner = l.Title, template.HTML(inner)
	switch {
	case l.Back:
		view.Kind = "back"
	case l.Video != "":
		view.Kind, view.Video = "video", l.Video
	}
	if view.URL == "" { // dead, with the site's leave
		w.Write(inner)
		return nil
	}
	if l.Card {
		return f.partials.ExecuteTemplate(w, "card", view)
	}
	return f.partials.ExecuteTemplate(w, "link", view)
}

// Place implements markdown.Filler: it shows a field, or a figure, of a template.
func (f *filler) Place(w *bytes.Buffer, i int) error {
	place, t := f.doc.Places[i], f.page.Template
	if t == nil {
		return nil // a problem, so never published
	}
	if field := t.Field(place.ID); field != nil {
		return f.partials.ExecuteTemplate(w, "field", FieldView{Field: field, Level: f.level(place.Heading), View: f.view})
	}
	if figure := t.Figure(place.ID); figure != nil {
		return f.partials.ExecuteTemplate(w, "field-figure", FieldView{Figure: figure, Level: f.level(place.Heading), View: f.view})
	}
	return nil
}

// level returns the level of a heading below the one with an index.
func (f *filler) level(heading int) int {
	if heading < 0 {
		return 2
	}
	return min(6, f.doc.Headings[heading].Level+1)
}

// A TaskView is what the partial "task" is given.
type TaskView struct {
	*site.Item               // whose roles, level and phase are shown
	ID         string        // of the element, unique on the page
	Text, Rest template.HTML // the statement, and what explains it
	HasLink    bool          // whether Text holds one, and so cannot be a label
	Borrowed   bool          // from another checklist
	View       *View
}

// Task implements markdown.Filler. A borrowed item is shown as it stands in its own list; what
// it borrows in its turn, further in, is shown as the link that it is: two items could borrow
// each other so.
func (f *filler) Task(w *bytes.Buffer, i int, text, rest []byte) error {
	if f.doc != f.page.Doc || f.page.Items == nil { // in a text that has no items, such as a value
		w.Write(text)
		w.Write(rest)
		return nil
	}
	item := f.page.Items[i]
	view := TaskView{Item: item, ID: item.ID, View: f.view}
	if f.lent != "" {
		view.ID = f.lent + ":" + item.ID // the page may have the id itself
	} else {
		view.Item, view.Borrowed = item.Origin, item.Origin != item
	}
	if view.Borrowed {
		own := &loan{filler: filler{
			view: f.view, page: item.Origin.Page, doc: item.Origin.Page.Doc, targets: item.Origin.Page.Targets, partials: f.partials, lent: item.ID,
		}, index: item.Origin.Index}
		if err := own.doc.RenderTask(new(bytes.Buffer), item.Origin.Index, own); err != nil {
			return err
		}
		inner := bytes.ReplaceAll(own.rest, []byte(taskStart), []byte(taskStart+item.ID+":"))
		text, rest = own.text, append(inner, rest...)
	}
	view.Text, view.Rest, view.HasLink = template.HTML(text), template.HTML(rest), bytes.Contains(text, []byte("<a "))
	return f.partials.ExecuteTemplate(w, "task", view)
}

// taskStart is how package markdown begins an item, before its id.
const taskStart = `<li class="task" id="`

// A loan keeps what an item of another page says, instead of writing it.
type loan struct {
	filler
	index      int
	text, rest []byte
}

// Task implements markdown.Filler.
func (l *loan) Task(w *bytes.Buffer, i int, text, rest []byte) error {
	if i != l.index {
		return l.filler.Task(w, i, text, rest)
	}
	l.text, l.rest = bytes.Clone(text), bytes.Clone(rest)
	return nil
}

func linkView(v *View, to site.Target) LinkView {
	switch {
	case to.Word:
		size, _ := v.renderer.wordSize(to.Page) // an error is told of the file itself
		return LinkView{Kind: "file", URL: v.Link(wordPath(to.Page)), Ext: "docx", Size: size}
	case to.Page == v.Page && to.Page != nil:
		fragment := to.Fragment
		if fragment == "" {
			return LinkView{Kind: "page", URL: v.Link(to.Page)}
		}
		return LinkView{Kind: "page", URL: template.URL("#" + fragment)}
	case to.Page != nil && to.Fragment != "":
		return LinkView{Kind: "page", URL: v.Link(to.Page) + template.URL("#"+to.Fragment)}
	case to.Page != nil:
		return LinkView{Kind: "page", URL: v.Link(to.Page)}
	case to.File != nil:
		return fileView(v, to)
	case to.External():
		return LinkView{Kind: "external", URL: template.URL(to.URL), External: true, Host: host(to.URL)}
	case strings.HasPrefix(to.URL, "mailto:"):
		return LinkView{Kind: "mail", URL: template.URL(to.URL)}
	}
	return LinkView{Kind: "page", URL: template.URL(to.URL)}
}

func fileView(v *View, to site.Target) LinkView {
	view := LinkView{Kind: "file", URL: v.Link(to.File.Path()), Ext: to.File.Ext(), Size: to.File.Size, Film: to.File.IsFilm(), Language: v.Site.Language}
	if to.Captions != nil {
		view.Captions = v.Link(to.Captions.Path())
	}
	return view
}

// host returns the name of the site that an address leads to, as readers know it.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

func imageView(v *View, to site.Target, alt, title string) ImageView {
	view := ImageView{Alt: alt, Title: title}
	if to.File != nil {
		view.URL = v.Link(to.File.Path())
		view.Width, view.Height = to.File.Width, to.File.Height
	}
	return view
}
