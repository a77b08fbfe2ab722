package markdown

import (
	"bytes"
	"html"
	"strings"
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
	text     strings.Builder
	heading  string // id of the heading that is being read, or ""
	title    strings.Builder
}

func (s *sectioner) read(source []byte) {
	for len(source) > 0 {
		open := bytes.IndexByte(source, '<')
		if open < 0 {
			s.words(html.UnescapeString(string(source)))
			return
		}
		if open > 0 {
			s.words(html.UnescapeString(string(source[:open])))
		}
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
	name, rest, _ := strings.Cut(string(tag), " ")
	closing := strings.HasPrefix(name, "/")
	name = strings.TrimSuffix(strings.TrimPrefix(name, "/"), "/")
	switch {
	case isHeading(name) && closing:
		s.end()
		s.sections = append(s.sections, Section{ID: s.heading, Title: strings.Join(strings.Fields(s.title.String()), " ")})
		s.heading = ""
		s.title.Reset()
	case isHeading(name):
		if _, id, ok := strings.Cut(rest, `id="`); ok {
			id, _, _ = strings.Cut(id, `"`)
			s.heading = html.UnescapeString(id)
		}
	case !inline[name]:
		s.words(" ")
	}
}

func isHeading(name string) bool {
	return len(name) == 2 && name[0] == 'h' && '2' <= name[1] && name[1] <= '6'
}

func (s *sectioner) words(text string) {
	if s.heading != "" {
		s.title.WriteString(text)
		return
	}
	s.text.WriteString(text)
}

// end gives the section that is being read its text.
func (s *sectioner) end() {
	s.sections[len(s.sections)-1].Text = strings.Join(strings.Fields(s.text.String()), " ")
	s.text.Reset()
}
