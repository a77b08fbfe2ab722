package word

import (
	"bytes"
	"slices"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// outside returns the texts of a flow that stand outside its fields, a paragraph at a time.
// taken are further parts that count as fields.
func (f *flow) outside(taken []span) []string {
	skip := f.skipped(taken)
	var texts []string
	var text bytes.Buffer
	for i := range f.events {
		e := &f.events[i]
		switch e.kind {
		case textEvent:
			if !skip[i] {
				text.WriteString(e.text)
			}
		case paragraphStart, paragraphEnd: // a paragraph may hold others, in a text box
			if line := oneLine(text.String()); line != "" {
				texts = append(texts, line)
			}
			text.Reset()
		}
	}
	return texts
}

// skipped tells of each event whether it stands in a field, or in a taken part.
func (f *flow) skipped(taken []span) []bool {
	spans := slices.Clone(taken)
	for name, s := range f.marks {
		if isOurs(name) {
			spans = append(spans, s)
		}
	}
	for tag, starts := range f.controls {
		if isOurs(tag) {
			for _, at := range starts {
				spans = append(spans, f.twins(at))
			}
		}
	}
	return covered(len(f.events), spans)
}

// covered tells of each of n whether it stands in any of the spans.
func covered(n int, spans []span) []bool {
	edges := make([]int, n+1)
	for _, s := range spans {
		edges[s.from]++
		edges[s.to]--
	}
	list := make([]bool, n)
	depth := 0
	for i := range list {
		depth += edges[i]
		list[i] = depth > 0
	}
	return list
}

// texts returns the hashes of the texts outside the fields that a document has when it has just
// been written, as its reader sees them.
func (w *writer) texts() map[string]bool {
	hashes := map[string]bool{}
	root, err := parse(w.Bytes())
	if err != nil {
		return hashes // deeper than can be read; nothing then is
	}
	f := (&documentReader{}).flow(root.child("w:body"), nil)
	for _, text := range f.outside(nil) {
		hashes[hashOf(text)] = true
	}
	return hashes
}

// textsOf returns the same of a document that is to be written.
func textsOf(d *Document) map[string]bool {
	w := newWriter(d)
	w.document()
	return w.texts()
}

// headFields returns the fields of a document's head.
func headFields(d *Document) []*plan.Field {
	var fields []*plan.Field
	for _, part := range d.Parts {
		if head, ok := part.(Head); ok {
			for _, c := range head.Fields {
				fields = append(fields, c.Field)
			}
		}
	}
	return fields
}
