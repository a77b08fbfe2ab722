// Package plan is about plan documents: a template says which fields a plan has, and a plan
// holds a value for each.
//
// What stands in a file is an Input, whatever the file's form; Template.Read turns it into
// Values and says what is wrong. From the values come the derived figures: sums, risks,
// benefit over the years. Formats turn a value into text for a reader, and back.
package plan

import (
	"slices"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// A Template says what a kind of plan holds.
type Template struct {
	Version string
	Fields  []*Field // in the order in which they stand in the text
	Figures []*Figure
}

// Field returns the field with an id, or nil.
func (t *Template) Field(id string) *Field {
	for _, f := range t.Fields {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// Figure returns the figure with an id, or nil.
func (t *Template) Figure(id string) *Figure {
	for _, f := range t.Figures {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// IDs returns the ids of all fields and figures.
func (t *Template) IDs() []string {
	var ids []string
	for _, f := range t.Fields {
		ids = append(ids, f.ID)
	}
	for _, f := range t.Figures {
		ids = append(ids, f.ID)
	}
	return ids
}

// Order puts the fields into the order of some ids, such as that of their places in the text.
// Fields that are not among them come last.
func (t *Template) Order(ids []string) {
	rank := func(f *Field) int {
		if i := slices.Index(ids, f.ID); i >= 0 {
			return i
		}
		return len(ids)
	}
	slices.SortStableFunc(t.Fields, func(a, b *Field) int { return rank(a) - rank(b) })
}

// A Plan is a filled-in template.
type Plan struct {
	Template *Template
	Values   map[string]*Value // by the field's id; none where the field is empty
}

// Value returns the value of a field, or nil where it is empty.
func (p *Plan) Value(id string) *Value { return p.Values[id] }

// Missing returns the required fields that are empty, in order. A table with fewer rows than
// its field demands counts as empty.
func (p *Plan) Missing() []*Field {
	var missing []*Field
	for _, f := range p.Template.Fields {
		if v := p.Values[f.ID]; f.Required && (v == nil || len(v.Rows) < f.MinRows) {
			missing = append(missing, f)
		}
	}
	return missing
}

// Required returns the number of fields that a complete plan has filled in.
func (t *Template) Required() int {
	n := 0
	for _, f := range t.Fields {
		if f.Required {
			n++
		}
	}
	return n
}

// Completeness returns how much of what is required has been filled in, in per cent, rounded
// down, so that only a complete plan has 100.
func (p *Plan) Completeness() int {
	required := p.Template.Required()
	if required == 0 {
		return 100
	}
	return 100 * (required - len(p.Missing())) / required
}

// A Position is a place in a file, from 1. The zero Position is that of nothing.
type Position struct{ Line, Col int }

func (at Position) problem(code diag.Code, args ...any) diag.Problem {
	return diag.Problem{Line: at.Line, Col: at.Col, Code: code, Args: args}
}
