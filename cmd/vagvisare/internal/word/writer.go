package word

import "strconv"

// A writer writes the body of a document, and keeps what the document's other parts must know.
type writer struct {
	builder
	doc       *Document
	addresses []string        // that hyperlinks lead to; the relationship of the first has the number firstLink
	kept      []keptLink      // what those of fields were written with
	lists     []list          // each has its own numbering
	names     map[string]bool // of bookmarks, as far as they are written
	headings  map[string]bool // names that the bookmarks of headings have, or will have
	marks     int
	controls  int
	sections  bool // whether a section has been written
	lying     bool // whether any lies
	landscape bool // whether the page lies, so that text must leave room at its right
}

// A keptLink tells what a link was written with where that is not its address.
type keptLink struct{ address, dest string }

// Ids of content controls are drawn by Word at random. Ours count from here, far from those
// that Word gives the bookmarks it makes itself.
const firstControl = 1000

func (w *writer) controlID() string {
	w.controls++
	return strconv.Itoa(firstControl + w.controls)
}

// mark puts a bookmark around what content writes.
func (w *writer) mark(name string, content func()) {
	begin, end := w.bookmark(name)
	begin()
	content()
	end()
}

// bookmark returns what writes the beginning and the end of a bookmark (17.13.6). A name that
// Word would not take, or that another bookmark has, gives none: Word drops the second of two,
// and what stands there is found by its tag or its place.
func (w *writer) bookmark(name string) (begin, end func()) {
	if name == "" || len(name) > maxBookmark || w.names[name] {
		return func() {}, func() {}
	}
	w.names[name] = true
	id := strconv.Itoa(w.marks)
	w.marks++
	return func() { w.empty("w:bookmarkStart", "w:id", id, "w:name", name) }, func() { w.empty("w:bookmarkEnd", "w:id", id) }
}

// Lengths are in twentieths of a point, as in the files; tables are measured in these too.
const cm = 567

// A4, and the margins of both kinds of page.
const (
	pageShort  = 11906
	pageLong   = 16838
	margin     = 2 * cm
	textWidth  = pageShort - 2*margin
	wideWidth  = pageLong - 2*margin
	textIndent = 7 * cm // what running text leaves free on a lying page: lines stay readable
)

// width returns how wide the text of the page may be.
func (w *writer) width() int {
	if w.landscape {
		return wideWidth
	}
	return textWidth
}
