package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// A Link is a link or an image of the text, which becomes a hole in the HTML.
type Link struct {
	Dest  string // as written, e.g. "../planera/roller.md#ansvar"
	Title string
	Image bool
	Alt   string // an image's alternative text
	Video string // the length of the film that the link leads to, as written; or ""
	Back  bool   // from a footnote back to the place in the text
	Line  int    // 1-based, in the page's file
	Col   int    // 1-based, in characters
}

// A slot is where a link's element opens or closes in the HTML.
type slot struct {
	at   int // byte offset
	link int // index in Document.Links; ^index where it closes
}

// Render writes the document's HTML, and at each hole what fill writes: fill gets the
// link's index in Links and the HTML inside the element (nil for an image). It stops at
// the first error of fill.
func (d *Document) Render(w *bytes.Buffer, fill func(w *bytes.Buffer, link int, inner []byte) error) error {
	w.Grow(len(d.html) + len(d.html)/8)
	var open []int // where the inner HTML of each open link starts in w
	at := 0
	for _, s := range d.slots {
		w.Write(d.html[at:s.at])
		at = s.at
		if s.link >= 0 && !d.Links[s.link].Image {
			open = append(open, w.Len())
			continue
		}
		link, inner := s.link, []byte(nil)
		if link < 0 {
			link = ^link
			start := open[len(open)-1]
			open = open[:len(open)-1]
			inner = bytes.Clone(w.Bytes()[start:])
			w.Truncate(start)
		}
		if err := fill(w, link, inner); err != nil {
			return err
		}
	}
	w.Write(d.html[at:])
	return nil
}

// An output is what goldmark renders into: bytes in memory, the slots found on the way,
// and what one renderer must tell another. It implements util.BufWriter.
type output struct {
	html    []byte
	slots   []slot
	doc     *Document
	links   map[ast.Node]int
	heading string // id of the heading that the present text stands under
	boxes   int    // so far
	tasks   int    // so far
	taskTag string // element that names the present task's box: label or span
}

func (o *output) Write(p []byte) (int, error) {
	o.html = append(o.html, p...)
	return len(p), nil
}

func (o *output) WriteString(s string) (int, error) {
	o.html = append(o.html, s...)
	return len(s), nil
}

func (o *output) WriteByte(c byte) error {
	o.html = append(o.html, c)
	return nil
}

func (o *output) WriteRune(r rune) (int, error) {
	before := len(o.html)
	o.html = utf8.AppendRune(o.html, r)
	return len(o.html) - before, nil
}

func (o *output) Available() int { return cap(o.html) - len(o.html) }
func (o *output) Buffered() int  { return 0 }
func (o *output) Flush() error   { return nil }
