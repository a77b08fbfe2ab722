package word

import (
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
)

// unreadCodes are those problems of plan.Template.Read that mean that a value was left out.
var unreadCodes = []diag.Code{
	diag.WantText, diag.WantList, diag.WantMapping, diag.WantYesNo, diag.WantAmount, diag.WantLevel, diag.WantPeriod,
	diag.BadDate, diag.UnknownValue, diag.UnknownRole, diag.UnknownField,
}

// Unread turns what plan.Template.Read told of a Reading's values into what it means for who
// imports the document: which values could not be read, and what stood there. What is merely
// wrong with values that were read is left out: a check of the plan tells it, with its place.
func Unread(t *plan.Template, values plan.Input, problems []diag.Problem) []diag.Problem {
	var list []diag.Problem
	for _, p := range problems {
		if !slices.Contains(unreadCodes, p.Code) {
			continue
		}
		for _, pair := range values.Pairs {
			f := t.Field(pair.Key)
			if f == nil {
				continue
			}
			if label, held, found := heldAt(f, pair.Value, p.Line); found {
				list = append(list, diag.Problem{
					Code: diag.WordUnreadValue, Severity: diag.Note, Args: []any{label, excerpt(held)}, Near: p.Near,
				})
				break
			}
		}
	}
	return list
}

// heldAt returns the label and the text of the input with a place.
func heldAt(f *plan.Field, in plan.Input, line int) (label, held string, found bool) {
	if in.At.Line == line {
		return f.Label, textIn(in), true
	}
	for _, item := range in.Items {
		if f.Type == plan.Choices {
			if item.At.Line == line {
				return f.Label, textIn(item), true
			}
			continue
		}
		for _, cell := range item.Pairs {
			if c := f.Column(cell.Key); c != nil {
				if label, held, found := heldAt(c, cell.Value, line); found {
					return f.Label + ": " + label, held, true
				}
			}
		}
	}
	for _, pair := range in.Pairs { // of a period
		if pair.Value.At.Line == line {
			return f.Label, textIn(in), true
		}
	}
	return "", "", false
}

// textIn returns all text of an input.
func textIn(in plan.Input) string {
	texts := []string{in.Text}
	for _, item := range in.Items {
		texts = append(texts, textIn(item))
	}
	for _, pair := range in.Pairs {
		texts = append(texts, textIn(pair.Value))
	}
	return oneLine(strings.Join(texts, " "))
}
