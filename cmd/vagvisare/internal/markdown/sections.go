package markdown

import (
	"bytes"
	"html"
	"unicode"
	"unicode/utf8"
)

// A Section is what stands under one heading of a document, as plain text.
type Section struct {
	ID    string // of the heading; "" for what stands before the first one
	Title string
	Text  string // words with single spaces between; what is in holes is left out
}

// Sections returns the document's text, heading by heading. Places where a field stands are
// not told, and of an image its alternative text.
func (d *Document) Sections() []Section {
	s := sectioner{sections: []Section{{}}}
	at := 0
	for _, slot := range d.slots {
		if slot.kind == imageSlot {
			s.read(d.html[at:slot.at])
			at = int(slot.at)
			s.words(d.Links[slot.index].Alt)
		}
	}
	s.read(d.html[at:])
	s.end()
	if s.sections[0].Text == "" {
		return s.sections[1:]
	}
	return s.sections
}

// A sectioner takes the HTML of this package apart. It is no parser of HTML: attributes never hold a ">".
type sectioner struct {
	sections []Section
	text     bytes.Buffer
	heading  string // id of the heading that is being read, or ""
	title    bytes.Buffer
}

func (s *sectioner) read(source []byte) {
	for len(source) > 0 {
		open := bytes.IndexByte(source, '<')
		if open < 0 {
			s.escaped(source)
			return
		}
		s.escaped(source[:open])
		closing := bytes.IndexByte(source[open:], '>')
		if closing < 0 {
			return
		}
		s.tag(source[open+1 : open+closing])
		source = source[open+closing+1:]
	}
}

// inline are the elements that may begin or end inside a word.
var inline = map[string]bool{"a": true, "em": true, "strong": true, "code": true, "del": true, "span": true, "abbr": true, "b": true, "i": true}

func (s *sectioner) tag(tag []byte) {
	begin, rest, _ := bytes.Cut(tag, []byte(" "))
	begin, closing := bytes.CutPrefix(begin, []byte("/"))
	name := string(bytes.TrimSuffix(begin, []byte("/")))
	switch {
	case isHeading(name) && closing:
		s.end()
		s.sections = append(s.sections, Section{ID: s.heading, Title: singleSpaces(s.title.Bytes())})
		s.heading = ""
		s.title.Reset()
	case isHeading(name):
		if _, id, ok := bytes.Cut(rest, []byte(`id="`)); ok {
			id, _, _ = bytes.Cut(id, []byte(`"`))
			s.heading = html.UnescapeString(string(id))
		}
	case !inline[name]:
		s.words(" ")
	}
}

func isHeading(name string) bool {
	return len(name) == 2 && name[0] == 'h' && '2' <= name[1] && name[1] <= '6'
}

// escaped adds text as it stands in HTML.
func (s *sectioner) escaped(text []byte) {
	if bytes.IndexByte(text, '&') >= 0 {
		text = []byte(html.UnescapeString(string(text)))
	}
	s.target().Write(text)
}

func (s *sectioner) words(text string) { s.target().WriteString(text) }

// target returns what is being read: a heading or the text under one.
func (s *sectioner) target() *bytes.Buffer {
	if s.heading != "" {
		return &s.title
	}
	return &s.text
}

// end gives the section that is being read its text.
func (s *sectioner) end() {
	s.sections[len(s.sections)-1].Text = singleSpaces(s.text.Bytes())
	s.text.Reset()
}

// singleSpaces returns a text with one space wherever there are some.
func singleSpaces(text []byte) string {
	kept := text[:0]
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		switch {
		case !unicode.IsSpace(r):
			kept = append(kept, text[:size]...)
		case len(kept) > 0 && kept[len(kept)-1] != ' ':
			kept = append(kept, ' ')
		}
		text = text[size:]
	}
	return string(bytes.TrimSuffix(kept, []byte(" ")))
}
