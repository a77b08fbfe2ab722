package markdown

import (
	"bytes"
	"slices"
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
	Card  bool   // to be shown as a document, not as running text
	Back  bool   // from a footnote back to the place in the text
	Line  int    // 1-based, in the page's file
	Col   int    // 1-based, in characters
}

// A Filler writes what stands in the holes of a document's HTML. Each method is called in
// the order in which the holes end, what stands inside another one first.
type Filler interface {
	// Link writes the element of Document.Links[link]; inner is the HTML inside it, nil for
	// an image.
	Link(w *bytes.Buffer, link int, inner []byte) error
	// Place writes what stands at Document.Places[place].
	Place(w *bytes.Buffer, place int) error
	// Task writes what stands inside the <li> of Document.Tasks[task]; text is the inline
	// HTML of its text, rest the HTML of what follows in the item, or nothing.
	Task(w *bytes.Buffer, task int, text, rest []byte) error
}

// Render writes the document's HTML, with what f writes at each hole. The bytes that f is
// given are its own to keep. Render stops at the first error of f.
func (d *Document) Render(w *bytes.Buffer, f Filler) error {
	w.Grow(len(d.html) + len(d.html)/8)
	if err := d.fill(w, f, 0, d.slots); err != nil {
		return err
	}
	at := int32(0)
	if n := len(d.slots); n > 0 {
		at = d.slots[n-1].at
	}
	w.Write(d.html[at:])
	return nil
}

// RenderTask writes only what Render writes inside the <li> of Document.Tasks[task]:
// f.Task is called for it, and first for all holes within.
func (d *Document) RenderTask(w *bytes.Buffer, task int, f Filler) error {
	from := slices.IndexFunc(d.slots, func(s slot) bool { return s.kind == taskSlot && int(s.index) == task })
	to := slices.IndexFunc(d.slots, func(s slot) bool { return s.kind == taskEndSlot && int(s.index) == task })
	return d.fill(w, f, d.slots[from].at, d.slots[from:to+1])
}

// fill writes the HTML from an offset to the last of the slots, filled.
func (d *Document) fill(w *bytes.Buffer, f Filler, at int32, slots []slot) error {
	var open []int // where in w each part starts that a later slot takes back out
	take := func() []byte {
		start := open[len(open)-1]
		open = open[:len(open)-1]
		taken := bytes.Clone(w.Bytes()[start:])
		w.Truncate(start)
		return taken
	}
	for _, s := range slots {
		w.Write(d.html[at:s.at])
		at = s.at
		var err error
		switch s.kind {
		case linkSlot, taskSlot, taskRestSlot:
			open = append(open, w.Len())
		case linkEndSlot:
			err = f.Link(w, int(s.index), take())
		case imageSlot:
			err = f.Link(w, int(s.index), nil)
		case placeSlot:
			err = f.Place(w, int(s.index))
		case taskEndSlot:
			rest := take()
			err = f.Task(w, int(s.index), take(), rest)
		}
		if err != nil {
			return err
		}
	}
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
	cards   map[ast.Node]*card
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
