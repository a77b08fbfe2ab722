package word

import (
	"strings"
)

// find returns where a name stands: the part that its bookmark marks, or else the first control
// with it as its tag. Someone may have emptied one and filled the other.
func (f *flow) find(name string) (span, bool) {
	s, marked := f.marks[name]
	if marked {
		s = f.whole(s, name)
	}
	if tagged := f.controls[name]; len(tagged) > 0 && (!marked || strings.TrimSpace(f.text(s)) == "") {
		return f.twins(tagged[0]), true
	}
	return s, marked
}

// twins returns the span from where something begins to where it ends.
func (f *flow) twins(start int) span { return span{start, f.events[start].twin + 1} }

// whole extends a span over the controls within a line that it cuts through: LibreOffice begins the
// bookmark of a control within it, so that what is written before its first letter would be left
// out. A control that holds other fields too is no part of this one.
func (f *flow) whole(s span, name string) span {
	for _, at := range []int{s.from, s.to} {
		start := f.events[min(at, len(f.events)-1)].control
		if start < 0 || f.events[start].paragraph < 0 {
			continue
		}
		c := f.twins(start)
		if !f.holdsOthers(c, name) {
			s.from, s.to = min(s.from, c.from), max(s.to, c.to)
		}
	}
	return s
}

// holdsOthers reports whether a span holds a part of another field than the one with a name.
func (f *flow) holdsOthers(s span, name string) bool {
	for _, e := range f.events[s.from:s.to] {
		other := ""
		switch e.kind {
		case markStart:
			other = e.text
		case controlStart:
			other = e.node.child("w:tag").attribute("val")
		}
		if isOurs(other) && other != name {
			return true
		}
	}
	return false
}

// text returns the text of a span, its paragraphs apart.
func (f *flow) text(s span) string {
	var b strings.Builder
	for _, e := range f.events[s.from:s.to] {
		switch e.kind {
		case textEvent:
			b.WriteString(e.text)
		case paragraphEnd:
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// line returns the text of a span as one line.
func (f *flow) line(s span) string { return oneLine(f.text(s)) }

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// paragraphs returns the parts of a span that stand in one paragraph each.
func (f *flow) paragraphs(s span) []span {
	var list []span
	for i := s.from; i < s.to; {
		e := &f.events[i]
		start := e.paragraph
		if e.kind == paragraphStart {
			start = i
		}
		if start < 0 {
			i++
			continue
		}
		end := min(s.to, f.events[start].twin+1)
		if end <= i {
			i++
			continue
		}
		list = append(list, span{i, end})
		i = end
	}
	return list
}

// firstParagraph returns the whole of the first paragraph that a span has a part of.
func (f *flow) firstParagraph(s span) (span, bool) {
	for i := s.from; i < s.to; i++ {
		if f.events[i].kind == paragraphStart {
			return f.twins(i), true
		}
		if start := f.events[i].paragraph; start >= 0 {
			return f.twins(start), true
		}
	}
	return span{}, false
}

// paragraphOf returns the properties of the paragraph that an event stands in, or begins.
func (f *flow) paragraphOf(at int) *node {
	if f.events[at].kind != paragraphStart {
		at = f.events[at].paragraph
	}
	if at < 0 {
		return nil
	}
	return f.events[at].node
}
