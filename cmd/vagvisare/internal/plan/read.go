package plan

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// Rules say how strictly a plan is read.
type Rules struct {
	File     string   // the template's file, for messages
	Roles    []Option // of the site
	Complete bool     // whether all that is required must be filled in
	At       Position // where values begin, for what is missing
}

// Read reads the values of a plan. The template must be checked and complete. What it cannot
// read is left out, with a problem; problems lack the file's name.
func (t *Template) Read(in Input, rules Rules) (*Plan, []diag.Problem) {
	r := &valueReader{rules: rules}
	p := &Plan{Template: t, Values: map[string]*Value{}}
	if in.Kind != Mapping && !in.Empty() {
		r.report(in.At, diag.WantMapping, "values")
	}
	for _, pair := range in.Pairs {
		f := t.Field(pair.Key)
		if f == nil {
			r.report(pair.At, diag.UnknownField, pair.Key, rules.File).Near = diag.Nearest(pair.Key, fieldIDs(t.Fields))
			continue
		}
		if v := r.value(f, pair.Value); v != nil {
			p.Values[f.ID] = v
		}
	}
	for _, f := range t.Fields {
		if v := p.Values[f.ID]; v != nil && f.TotalOf.Value != "" {
			r.total(t, p, v)
		}
	}
	if rules.Complete {
		for _, f := range t.Fields {
			r.missing(p, f, in)
		}
	}
	return p, r.problems
}

func fieldIDs(fields []*Field) []string {
	ids := make([]string, len(fields))
	for i, f := range fields {
		ids[i] = f.ID
	}
	return ids
}

type valueReader struct {
	rules    Rules
	problems []diag.Problem
}

func (r *valueReader) report(at Position, code diag.Code, args ...any) *diag.Problem {
	r.problems = append(r.problems, at.problem(code, args...))
	return &r.problems[len(r.problems)-1]
}

// missing reports a required field without a value, unless a value stands there that could
// not be read: that is told already. A table that is filled in has as many rows as its field
// demands, also where none is required.
func (r *valueReader) missing(p *Plan, f *Field, in Input) {
	given := in.Get(f.ID)
	switch v := p.Values[f.ID]; {
	case v != nil && len(v.Rows) < f.MinRows:
		r.report(v.At, diag.TooFewRows, f.ID, len(v.Rows), f.MinRows)
	case v == nil && f.Required && given.Empty():
		at := r.rules.At
		if given.At != in.At {
			at = given.At
		}
		r.report(at, diag.MissingValue, f.ID, f.Label)
	}
}

func (r *valueReader) total(t *Template, p *Plan, v *Value) {
	table, column := t.total(v.Field)
	if column == nil {
		return // told in the template
	}
	var sum Decimal
	if rows := p.Values[table.ID]; rows != nil {
		sum = rows.Sum(column.ID)
	} else if !r.rules.Complete {
		return // the rows are yet to come
	}
	if sum != v.Number {
		r.report(v.At, diag.WrongTotal, v.Field.ID, v.Number.String(), sum.String(), v.Field.TotalOf.Value)
	}
}

// value reads the value of a field, or returns nil where there is none.
func (r *valueReader) value(f *Field, in Input) *Value {
	if in.Empty() {
		return nil
	}
	switch f.Type {
	case Table, Raci:
		return r.table(f, in)
	case Choices:
		return r.choices(f, in)
	case Period:
		return r.period(f, in)
	}
	if in.Kind != Scalar {
		r.report(in.At, wanted[f.Type], wantedArgs(f)...)
		return nil
	}
	v := &Value{Field: f, At: in.At}
	if !r.scalar(f, in, v) {
		return nil
	}
	return v
}

// wanted is what is wrong with a list or a mapping where a single value stands.
var wanted = map[Type]diag.Code{
	Text: diag.WantText, Prose: diag.WantText, Choice: diag.WantText, Role: diag.WantText, Link: diag.WantText, Date: diag.WantText,
	Number: diag.WantAmount, Money: diag.WantAmount, Hours: diag.WantAmount, Level: diag.WantLevel, YesNo: diag.WantYesNo,
}

func wantedArgs(f *Field) []any {
	if f.Type == Level {
		return []any{f.ID, f.levelList()}
	}
	return []any{f.ID}
}

// scalar reads a single value into v.
func (r *valueReader) scalar(f *Field, in Input, v *Value) bool {
	in.Text = strings.TrimSpace(in.Text)
	var err error
	ok := true
	switch f.Type {
	case Text, Link:
		v.Text = oneLine(in.Text)
	case Prose:
		v.Text, v.At = in.Text+"\n", cmp.Or(in.TextAt, in.At)
	case Number, Money, Hours:
		if v.Number, err = ParseDecimal(in.Text); err != nil {
			r.report(in.At, diag.WantAmount, f.ID)
		}
	case Date:
		v.Start, ok = r.day(f.ID, in)
	case Choice:
		v.Text, ok = r.choice(f, in)
	case Role:
		v.Text, ok = r.role(in)
	case Level:
		v.Level, ok = r.level(f, in)
	case YesNo:
		v.Yes = in.Text == "true"
		if ok = v.Yes || in.Text == "false"; !ok {
			r.report(in.At, diag.WantYesNo, f.ID)
		}
	}
	return ok && err == nil
}

func (r *valueReader) day(key string, in Input) (time.Time, bool) {
	day, err := time.Parse(time.DateOnly, strings.TrimSpace(in.Text))
	if err != nil {
		r.report(in.At, diag.BadDate, key, in.Text)
	}
	return day, err == nil
}

func (r *valueReader) choice(f *Field, in Input) (string, bool) {
	if i := indexFold(f.Choices, in.Text); i >= 0 {
		return f.Choices[i], true
	}
	r.report(in.At, diag.UnknownValue, f.ID, in.Text, strings.Join(f.Choices, ", ")).Near = diag.Nearest(in.Text, f.Choices)
	return "", false
}

func (r *valueReader) role(in Input) (string, bool) {
	ids := make([]string, len(r.rules.Roles))
	for i, role := range r.rules.Roles {
		if ids[i] = role.ID; role.ID == in.Text {
			return role.ID, true
		}
	}
	r.report(in.At, diag.UnknownRole, in.Text, orDash(ids)).Near = diag.Nearest(in.Text, ids)
	return "", false
}

func (r *valueReader) level(f *Field, in Input) (int, bool) {
	if n, ok := f.level(in.Text); ok {
		return n, true
	}
	r.report(in.At, diag.WantLevel, f.ID, f.levelList()).Near = diag.Nearest(in.Text, f.Levels)
	return 0, false
}

func (r *valueReader) period(f *Field, in Input) *Value {
	start, end := in.Get("start"), in.Get("end")
	if in.Kind != Mapping || start.Empty() || end.Empty() || start.Kind != Scalar || end.Kind != Scalar || len(in.Pairs) > 2 {
		r.report(in.At, diag.WantPeriod, f.ID)
		return nil
	}
	from, ok := r.day("start", start)
	to, also := r.day("end", end)
	if !ok || !also {
		return nil
	}
	if to.Before(from) {
		r.report(end.At, diag.PeriodOrder, f.ID)
	}
	return &Value{Field: f, Start: from, End: to, At: in.At}
}

// choices reads a list of choices, and puts them into the order of the field.
func (r *valueReader) choices(f *Field, in Input) *Value {
	items := in.Items
	switch in.Kind {
	case Mapping:
		r.report(in.At, diag.WantList, f.ID)
		return nil
	case Scalar:
		items = []Input{in}
	}
	v := &Value{Field: f, At: in.At}
	lines := map[string]int{}
	for _, item := range items {
		if item.Empty() {
			continue
		}
		if item.Kind != Scalar {
			r.report(item.At, diag.WantText, f.ID)
			continue
		}
		item.Text = strings.TrimSpace(item.Text)
		choice, ok := r.choice(f, item)
		switch {
		case ok && lines[choice] > 0:
			r.report(item.At, diag.DuplicateValue, choice, lines[choice])
		case ok:
			lines[choice] = max(1, item.At.Line)
			v.Choices = append(v.Choices, choice)
		}
	}
	if len(v.Choices) == 0 {
		return nil
	}
	slices.SortFunc(v.Choices, func(a, b string) int { return slices.Index(f.Choices, a) - slices.Index(f.Choices, b) })
	return v
}
