package plan

import (
	"strings"
	"time"
)

// An Input is a value as it stands in a file, before it is understood: a scalar, a list or a
// mapping.
type Input struct {
	Kind  InputKind
	Text  string  // of a scalar; space around it says nothing, and prose keeps its lines
	Items []Input // of a list
	Pairs []Pair  // of a mapping, in order, each key once
	At    Position

	// TextAt is where the text of a scalar begins in a file: its lines stand one below another
	// from there. Without a column they have been joined or parted on the way; the zero Position
	// is that of At.
	TextAt Position
}

// An InputKind is the form of an Input.
type InputKind uint8

// The forms of an input. The zero Input is an empty scalar.
const (
	Scalar InputKind = iota
	List
	Mapping
)

// A Pair is a key of a mapping with its value.
type Pair struct {
	Key     string
	Value   Input
	At      Position
	Comment string // to stand above the key, where a file is written
}

// Empty reports whether an input says nothing: whether there is no text in it.
func (in Input) Empty() bool {
	for _, item := range in.Items {
		if !item.Empty() {
			return false
		}
	}
	for _, pair := range in.Pairs {
		if !pair.Value.Empty() {
			return false
		}
	}
	return strings.TrimSpace(in.Text) == ""
}

// Get returns the value of a key, or an empty input.
func (in Input) Get(key string) Input {
	for _, pair := range in.Pairs {
		if pair.Key == key {
			return pair.Value
		}
	}
	return Input{At: in.At}
}

// ScalarOf returns a scalar without a place, for inputs that come of no file.
func ScalarOf(text string) Input { return Input{Text: text} }

// Input returns the values of a plan as they would stand in a file, in the order of the template.
func (p *Plan) Input() Input {
	in := Input{Kind: Mapping}
	for _, f := range p.Template.Fields {
		if v := p.Values[f.ID]; v != nil {
			in.Pairs = append(in.Pairs, Pair{Key: f.ID, Value: v.input()})
		}
	}
	return in
}

func (v *Value) input() Input {
	switch v.Field.Type {
	case Period:
		return PeriodOf(v.Start.Format(time.DateOnly), v.End.Format(time.DateOnly))
	case Choices:
		return ListOf(v.Choices...)
	case Level:
		name := v.Field.LevelName(v.Level)
		if n, ok := v.Field.level(name); ok && n == v.Level { // and not the number of another
			return ScalarOf(name)
		}
	case Table, Raci:
		list := Input{Kind: List}
		for _, row := range v.Rows {
			item := Input{Kind: Mapping}
			for i, cell := range row.Cells {
				if cell != nil {
					item.Pairs = append(item.Pairs, Pair{Key: v.Field.Columns[i].ID, Value: cell.input()})
				}
			}
			list.Items = append(list.Items, item)
		}
		return list
	}
	return ScalarOf(v.Key())
}

// ListOf returns a list of scalars without places.
func ListOf(texts ...string) Input {
	list := Input{Kind: List}
	for _, text := range texts {
		list.Items = append(list.Items, ScalarOf(text))
	}
	return list
}

// Blank returns what a new plan holds: every field without a value, the required ones first,
// each with its help as a comment. describe tells in words what a field takes.
func (t *Template) Blank(describe func(*Field) string) Input {
	in := Input{Kind: Mapping}
	for _, required := range []bool{true, false} {
		for _, f := range t.Fields {
			if f.Required == required {
				in.Pairs = append(in.Pairs, Pair{Key: f.ID, Comment: describe(f), Value: f.blank()})
			}
		}
	}
	return in
}

func (f *Field) blank() Input {
	switch f.Type {
	case Period:
		return Input{Kind: Mapping, Pairs: []Pair{{Key: "start"}, {Key: "end"}}}
	case Table, Raci:
		row := Input{Kind: Mapping}
		for _, c := range f.Columns {
			row.Pairs = append(row.Pairs, Pair{Key: c.ID, Value: c.blank()})
		}
		return Input{Kind: List, Items: []Input{row}}
	}
	return Input{}
}
