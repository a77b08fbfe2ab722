package figure

import (
	"cmp"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// A sketch is a figure in the making.
type sketch struct {
	voice
	plan   *plan.Plan
	figure *plan.Figure
	out    *Figure
}

// field returns the field that a key of the figure names, or nil.
func (s *sketch) field(key string) *plan.Field {
	if refs := s.figure.Of[key]; len(refs) > 0 {
		return s.plan.Template.Field(refs[0].Value)
	}
	return nil
}

// column returns the column that a key names in the table that another key names, or nil.
func (s *sketch) column(table, key string) *plan.Field {
	f, refs := s.field(table), s.figure.Of[key]
	if f == nil || len(refs) == 0 {
		return nil
	}
	return f.Column(refs[0].Value)
}

// head returns the label of a field or a column, or the word for what it means to the figure.
func (s *sketch) head(f *plan.Field, word string) string {
	if f == nil {
		return s.say(word)
	}
	return cmp.Or(f.Label, s.say(word))
}
