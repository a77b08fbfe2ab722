package render

import (
	"bytes"
	"html/template"
	"strings"

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
	Video    string        // the film's length, as the editor wrote it
}

// An ImageView is what the partial "image" is given.
type ImageView struct {
	URL           template.URL
	Alt, Title    string
	Width, Height int // 0 when not known
}

// body fills the holes in a page's text.
func (r *Renderer) body(v *View, layouts set) (template.HTML, error) {
	buffer := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buffer)
	buffer.Reset()
	doc := v.Page.Doc
	err := doc.Render(buffer, func(w *bytes.Buffer, i int, inner []byte) error {
		l, to := doc.Links[i], v.Page.Targets[i]
		if l.Image && to.File == nil { // dead, with the site's leave
			template.HTMLEscape(w, []byte(l.Alt))
			return nil
		}
		if l.Image {
			return layouts[partials].ExecuteTemplate(w, "image", imageView(v, to, l.Alt, l.Title))
		}
		view := linkView(v, to)
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
		return layouts[partials].ExecuteTemplate(w, "link", view)
	})
	return template.HTML(buffer.String()), err
}

func linkView(v *View, to site.Target) LinkView {
	switch {
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
		return LinkView{Kind: "file", URL: v.Link(to.File.Path()), Ext: to.File.Ext(), Size: to.File.Size}
	case to.External():
		return LinkView{Kind: "external", URL: template.URL(to.URL), External: true}
	case strings.HasPrefix(to.URL, "mailto:"):
		return LinkView{Kind: "mail", URL: template.URL(to.URL)}
	}
	return LinkView{Kind: "page", URL: template.URL(to.URL)}
}

func imageView(v *View, to site.Target, alt, title string) ImageView {
	view := ImageView{Alt: alt, Title: title}
	if to.File != nil {
		view.URL = v.Link(to.File.Path())
		view.Width, view.Height = to.File.Width, to.File.Height
	}
	return view
}
