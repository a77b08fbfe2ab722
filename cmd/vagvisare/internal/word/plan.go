package word

import (
	"maps"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
)

// A Reading is what a filled-in document holds, as plan.Template.Read takes it.
type Reading struct {
	Head   map[string]plan.Input // the plan's own data, by the ids of the fields of Head
	Values plan.Input            // in the order of the template; what is empty is left out
}

// Plan reads the values of a template's fields. blank is the template's document as it would be
// written now: it tells which words stand in empty fields, how values are written, and what
// else a document holds. Of all that could not be taken it tells.
//
// Each input has a place of its own, by which Unread finds it again.
func (f *Filled) Plan(t *plan.Template, blank *Document) (*Reading, []diag.Problem) {
	r := &planReader{Filled: f, texts: &blank.Texts, format: blank.Format, known: map[string]bool{}, formerPrompts: maps.Clone(f.prompts)}
	for _, prompt := range r.texts.allPrompts() {
		delete(r.formerPrompts, hashOf(prompt))
	}
	r.origin(t, blank)
	reading := &Reading{Head: map[string]plan.Input{}, Values: plan.Input{Kind: plan.Mapping}}
	for _, field := range headFields(blank) {
		if in, found := r.field(headName(field.ID), field); found && !in.Empty() {
			reading.Head[field.ID] = in
		}
	}
	found := 0
	for _, field := range t.Fields {
		in, ok := r.field(fieldName(field.ID), field)
		if !ok {
			r.report(diag.WordMissingField, field.Label)
			continue
		}
		found++
		if !in.Empty() {
			reading.Values.Pairs = append(reading.Values.Pairs, plan.Pair{Key: field.ID, At: in.At, Value: in})
		}
	}
	if found == 0 && len(t.Fields) > 0 {
		return reading, []diag.Problem{{Code: diag.WordNoFields, Severity: diag.Error}}
	}
	r.unknown()
	r.stray(textsOf(blank))
	return reading, r.problems
}

// A planReader reads the fields of one template.
type planReader struct {
	*Filled
	texts  *Texts
	format plan.Format
	known  map[string]bool // names of fields of the template, and of its head
	taken  []span          // that have been read
	places int             // of inputs
	// Hashes of prompts that the document was written with, and that are none today.
	formerPrompts map[string]bool
	problems      []diag.Problem
	label         string // of the field that is read
}

func (r *planReader) report(code diag.Code, args ...any) {
	r.problems = append(r.problems, diag.Problem{Code: code, Severity: diag.Note, Args: args})
}

// origin tells where the document was made from another template, or from an older one.
func (r *planReader) origin(t *plan.Template, blank *Document) {
	switch {
	case r.Template != "" && blank.Template != "" && r.Template != blank.Template:
		r.report(diag.WordOtherTemplate, r.Template, blank.Template)
	case r.TemplateVersion != "" && r.TemplateVersion != t.Version:
		r.report(diag.WordOldTemplate, r.TemplateVersion, t.Version)
	}
}

// field reads a field, and reports whether the document has it.
func (r *planReader) field(name string, f *plan.Field) (plan.Input, bool) {
	r.known[name], r.label = true, f.Label
	var in plan.Input
	found := true
	switch f.Type {
	case plan.Table, plan.Raci:
		in, found = r.table(name, f)
	case plan.Choices:
		in, found = r.choices(name, f)
	case plan.Period:
		in, found = r.period(name)
	default:
		var s span
		if s, found = r.take(name); found && f.Type == plan.Prose {
			in = r.prose(s)
		} else if found {
			in = r.single(slot{field: f}, s)
		}
	}
	return r.placed(in), found
}

// take finds what stands under a name, and counts it as read, with the control that it is the
// content of.
func (r *planReader) take(name string) (span, bool) {
	s, found := r.find(name)
	if found {
		r.taken = append(r.taken, s)
		for _, at := range r.controls[name] {
			if c := r.twins(at); c.from <= s.from && s.to <= c.to {
				r.taken = append(r.taken, c)
			}
		}
	}
	return s, found
}

// placed gives an input, and all in it, places of their own.
func (r *planReader) placed(in plan.Input) plan.Input {
	r.places++
	in.At = plan.Position{Line: r.places}
	for i := range in.Items {
		in.Items[i] = r.placed(in.Items[i])
	}
	for i := range in.Pairs {
		in.Pairs[i].Value = r.placed(in.Pairs[i].Value)
		in.Pairs[i].At = in.Pairs[i].Value.At
	}
	return in
}

// lostWord returns the word for what a field cannot keep.
func (r *planReader) lostWord(what loss) string {
	l := &r.texts.Lost
	return [...]string{lostPicture: l.Picture, lostFootnote: l.Footnote, lostComment: l.Comment, lostEquation: l.Equation, lostObject: l.Object}[what]
}

func (r *planReader) lose(what loss, text string) { r.plain(r.lostWord(what), text) }

// plain tells that a field holds something that it cannot keep.
func (r *planReader) plain(what, text string) {
	if text != "" {
		what += ": " + excerpt(text)
	}
	r.report(diag.WordPlain, r.label, what)
}

// excerpt returns as much of a text as a message has room for.
func excerpt(text string) string {
	const most = 300
	runes := []rune(oneLine(text))
	if len(runes) <= most {
		return string(runes)
	}
	return strings.TrimSpace(string(runes[:most])) + " \u2026"
}
