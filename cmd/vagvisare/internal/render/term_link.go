package render

import (
	"html"
	"html/template"
	"net/url"
	"strings"
	"unicode/utf8"

	"vagvisare/cmd/vagvisare/internal/site"
)

// A termLinker links the first occurrence of each term on one page to its place in the glossary.
type termLinker struct {
	index   *termIndex
	address string // of the glossary, seen from the page, as it is written in HTML
	done    []bool // terms that are linked, or that the page is about

	html    string
	known   memory          // while a piece is gone through
	out     strings.Builder // html up to written, with links
	written int
}

// termLinks returns what links terms on a page; nil where there is no glossary.
func (r *Renderer) termLinks(v *View) *termLinker {
	if r.terms == nil {
		return nil
	}
	return newTermLinker(r.terms, v.Page, string(v.Link(r.word("glossary", "address"))))
}

func newTermLinker(index *termIndex, page *site.Page, address string) *termLinker {
	escaped := template.HTMLEscapeString((&url.URL{Path: address}).String())
	l := &termLinker{index: index, address: escaped, done: make([]bool, len(index.terms))}
	for i, t := range index.terms {
		l.done[i] = t.Page != nil && t.Page == page
	}
	return l
}

// link returns HTML of the page with its terms linked. What it is given must be well-formed, with
// all end tags; parts of a page are given in the order in which they stand on it.
func (l *termLinker) link(text template.HTML) template.HTML {
	if l == nil {
		return text
	}
	l.html, l.written = string(text), 0
	l.known = l.index.known.Get().(memory)
	defer l.index.known.Put(l.known)
	l.out.Reset()
	skipped, depth := "", 0 // element whose text is left alone, and how many of its name are open
	for at := 0; at < len(l.html); {
		end := strings.IndexByte(l.html[at:], '<')
		if end < 0 {
			end = len(l.html) - at
		}
		if depth == 0 && end > 0 {
			l.text(at, at+end)
		}
		tag, name, closing := tagAt(l.html[at+end:])
		at += end + len(tag)
		switch {
		case depth > 0 && name == skipped && closing:
			depth--
		case depth > 0 && name == skipped && !strings.HasSuffix(tag, "/>"):
			depth++
		case depth == 0 && !closing && leftAlone(tag, name):
			skipped, depth = name, 1
		}
	}
	if l.written == 0 {
		return text
	}
	l.out.WriteString(l.html[l.written:])
	return template.HTML(l.out.String())
}

// tagAt returns the tag, or the comment, that begins a text, and the name of its element.
func tagAt(text string) (tag, name string, closing bool) {
	if strings.HasPrefix(text, "<!--") {
		if end := strings.Index(text, "-->"); end >= 0 {
			return text[:end+len("-->")], "", false
		}
		return text, "", false
	}
	nameEnd := 0
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == '>':
			if nameEnd == 0 {
				nameEnd = i
			}
			name, closing = strings.CutPrefix(text[1:nameEnd], "/")
			return text[:i+1], name, closing
		case c == '"' || c == '\'':
			end := strings.IndexByte(text[i+1:], c)
			if end < 0 {
				return text, "", false
			}
			i += 1 + end
		case nameEnd == 0 && i > 1 && (c == ' ' || c == '/' || c == '\n' || c == '\t'):
			nameEnd = i
		}
	}
	return text, "", false
}

// leftAlone reports whether nothing in an element is linked: it is a link already, a heading, code, a
// control, a label, or a drawing.
func leftAlone(tag, name string) bool {
	switch name {
	case "a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "kbd", "samp", "button", "summary", "label", "legend", "select", "textarea",
		"caption", "figcaption", "th", "dt", "svg", "script", "style":
		return !strings.HasSuffix(tag, "/>")
	}
	_, classes, found := strings.Cut(tag, ` class="`)
	if !found {
		return false
	}
	classes, _, _ = strings.Cut(classes, `"`)
	for class := range strings.FieldsSeq(classes) {
		switch class[strings.LastIndexAny(class, "_-")+1:] {
		case "title", "heading", "label", "meta", "type": // as layouts and markdown name what is none of the text
			return true
		}
	}
	return false
}

// text links the terms in a part of the HTML without tags.
func (l *termLinker) text(start, end int) {
	text := unescaped{text: l.html[start:end]}
	if strings.IndexByte(text.text, '&') >= 0 {
		text = unescape(text.text)
	}
	for at := wordStart(text.text, 0); at < len(text.text); {
		m, found := l.index.match(text.text, at, l.known, l.done)
		switch {
		case !found:
			m.end = wordEnd(text.text, at)
		case !l.done[m.term]:
			l.done[m.term] = true
			l.anchor(start+text.offset(at), start+text.offset(m.end), l.index.terms[m.term])
		}
		at = wordStart(text.text, m.end)
	}
}

// anchor makes a part of the HTML a link to a term.
func (l *termLinker) anchor(start, end int, t *site.Term) {
	if l.written == 0 {
		l.out.Grow(len(l.html) + len(l.html)/8)
	}
	l.out.WriteString(l.html[l.written:start])
	for _, part := range [...]string{`<a class="term" href="`, l.address, "#", url.PathEscape(t.ID), `">`, l.html[start:end], `</a>`} {
		l.out.WriteString(part)
	}
	l.written = end
}

// An unescaped is a text of HTML with its entities as the characters that they mean.
type unescaped struct {
	text   string
	shifts []shift
}

// A shift is by how much what follows an entity stands further on in the HTML.
type shift struct{ from, by int }

// offset returns where an offset of the text is in the HTML.
func (u unescaped) offset(i int) int {
	at := i
	for _, s := range u.shifts {
		if i >= s.from {
			at += s.by
		}
	}
	return at
}

func unescape(text string) unescaped {
	const longest = 32 // bytes of an entity
	var u unescaped
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "&")
		b.WriteString(before)
		if !found {
			u.text = b.String()
			return u
		}
		text = rest
		character := "&"
		if end := strings.IndexByte(rest[:min(longest, len(rest))], ';'); end >= 0 {
			entity := "&" + rest[:end+1]
			if meant := html.UnescapeString(entity); utf8.RuneCountInString(meant) == 1 {
				character, text = meant, rest[end+1:]
				u.shifts = append(u.shifts, shift{b.Len() + len(meant), len(entity) - len(meant)})
			}
		}
		b.WriteString(character)
	}
}
