package word

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// A leftover is what stands in a field that the template does not have, or in a second copy of one.
type leftover struct {
	label string
	texts []string
	at    int // where it begins
}

// unknown tells of fields that stand in the document but not in the template, where something is
// written in them, and of second copies of a field.
func (r *planReader) unknown() {
	taken := covered(len(r.events), r.taken)
	fields := map[string]*leftover{}
	add := func(name string, s span) {
		if !isOurs(name) || taken[s.from] || taken[max(s.from, s.to-1)] {
			return
		}
		text := r.leftoverText(name, s)
		r.taken = append(r.taken, s)
		for i := s.from; i < s.to; i++ {
			taken[i] = true
		}
		if text == "" {
			return
		}
		whole := wholeName(name)
		f := fields[whole]
		if f == nil {
			f = &leftover{label: cmp.Or(r.labelAbove(s.from), r.aliasIn(s), whole), at: s.from}
			fields[whole] = f
		}
		f.at = min(f.at, s.from)
		f.texts = append(f.texts, text)
	}
	byPlace := func(a, b string) int { return cmp.Compare(r.marks[a].from, r.marks[b].from) }
	for _, name := range slices.SortedFunc(maps.Keys(r.marks), byPlace) {
		add(name, r.whole(r.marks[name], name))
	}
	for _, tag := range slices.Sorted(maps.Keys(r.controls)) {
		for _, at := range r.controls[tag] {
			add(tag, r.twins(at))
		}
	}
	names := slices.SortedFunc(maps.Keys(fields), func(a, b string) int { return cmp.Compare(fields[a].at, fields[b].at) })
	for _, name := range names {
		text := excerpt(strings.Join(fields[name].texts, " | "))
		if r.known[name] {
			r.report(diag.WordStrayText, text)
		} else {
			r.report(diag.WordUnknownField, fields[name].label, text)
		}
	}
}

// leftoverText returns what has been written in a part of a field: of a box the text behind it, if it
// is ticked; nothing of the head of a table, and of its sums.
func (r *planReader) leftoverText(name string, s span) string {
	if name == sumName(wholeName(name)) {
		return ""
	}
	if name == wholeName(name) && r.events[s.from].table >= 0 && !r.holdsControls(s) && strings.HasPrefix(name, fieldPrefix) {
		return ""
	}
	if t, boxed := r.tick(s); boxed && t.label == "" {
		p, _ := r.firstParagraph(s)
		if t, _ = r.tick(p); !t.ticked {
			return ""
		}
		return t.label
	}
	return r.emptied(s, r.texts.allPrompts()...)
}

// labelAbove returns the label of the field that an event belongs to, if it has one above it.
func (r *planReader) labelAbove(at int) string {
	const near = 500 // events; what stands further off is not its label
	for stop := max(0, at-near); at >= stop; at-- {
		e := &r.events[at]
		if e.kind == paragraphStart && e.node.child("w:pStyle").attribute("val") == styleLabel {
			return r.line(r.twins(at))
		}
	}
	return ""
}

// aliasIn returns what the first control of a span is called, or "".
func (r *planReader) aliasIn(s span) string {
	for i := s.from; i < s.to; i++ {
		if r.events[i].kind == controlStart {
			return r.events[i].node.child("w:alias").attribute("val")
		}
	}
	return ""
}

// stray tells of text that stands neither in a field nor in the document as it was written, nor
// as it would be written now; and of what stands beside the text.
func (r *planReader) stray(written map[string]bool) {
	for _, text := range r.outside(r.taken) {
		if hash := hashOf(text); !r.hashes[hash] && !written[hash] {
			r.report(diag.WordStrayText, excerpt(text))
		}
	}
	for _, text := range r.asides {
		r.report(diag.WordStrayText, excerpt(text))
	}
	taken := covered(len(r.events), r.taken)
	for i, e := range r.events {
		if e.kind == lostEvent && !taken[i] && e.loss != lostFootnote && e.loss != lostComment { // whose texts are told
			text := r.lostWord(e.loss)
			if e.text != "" {
				text += ": " + e.text
			}
			r.report(diag.WordStrayText, excerpt(text))
		}
	}
}
