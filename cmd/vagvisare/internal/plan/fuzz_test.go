package plan_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
)

// same reports whether values are the same, wherever they stand.
func same(a, b *plan.Value) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Field == b.Field && a.Text == b.Text && a.Number == b.Number && a.Level == b.Level && a.Start.Equal(b.Start) && a.End.Equal(b.End) &&
		slices.Equal(a.Choices, b.Choices) && a.Yes == b.Yes &&
		slices.EqualFunc(a.Rows, b.Rows, func(a, b plan.Row) bool { return slices.EqualFunc(a.Cells, b.Cells, same) })
}

// sameValues shows where plans differ, by the measure of same.
var sameValues = cmp.Options{
	cmpopts.IgnoreFields(plan.Value{}, "At"), cmpopts.IgnoreFields(plan.Row{}, "At"),
	cmp.Comparer(func(a, b *plan.Field) bool { return a == b }),
}

// TestRoundTrip holds that a plan, written and read again, is the same, whatever its template
// and its values, and that nothing is told of it.
func TestRoundTrip(t *testing.T) {
	for seed := range uint64(2000) {
		d := randomDie(seed)
		template := d.template(t)
		draft := d.chance(30)
		p := d.plan(template, draft)
		in := p.Input()
		again, problems := template.Read(in, plan.Rules{Roles: siteRoles, Complete: !draft})
		if len(problems) > 0 {
			t.Fatalf("seed %d: %v", seed, told(t, problems))
		}
		if !maps.EqualFunc(p.Values, again.Values, same) {
			t.Fatalf("seed %d (-want +got):\n%s", seed, cmp.Diff(p.Values, again.Values, sameValues))
		}
		if !again.Equal(p) || !p.Equal(again) {
			t.Fatalf("seed %d: equal plans are said to differ", seed)
		}
		if second := again.Input(); !reflect.DeepEqual(in, second) {
			t.Fatalf("seed %d: written twice (-first +second):\n%s", seed, cmp.Diff(in, second))
		}
		if !draft && (len(p.Missing()) > 0 || p.Completeness() != 100) {
			t.Fatalf("seed %d: a complete plan lacks %s", seed, ids(p.Missing()))
		}
	}
}

// TestKeys holds that values have the same key if and only if they are the same.
func TestKeys(t *testing.T) {
	for seed := range uint64(500) {
		d := randomDie(seed)
		for _, f := range d.template(t).Fields {
			var all []*plan.Value
			for range 8 {
				all = append(all, d.value(f))
			}
			for i, a := range all {
				for _, b := range all[i:] {
					if equal := same(a, b); equal != (a.Key() == b.Key()) {
						t.Fatalf("seed %d: keys %q and %q, equal values: %v\n%s", seed, a.Key(), b.Key(), equal, cmp.Diff(a, b, sameValues))
					}
				}
			}
		}
	}
}

// FuzzRead reads whatever may stand in a file against a template of all types. Nothing may
// make it fail, and what is read is the same when it is written and read again.
func FuzzRead(f *testing.F) {
	for seed := range uint64(8) {
		f.Add(randomDie(seed).bytes[:400*(seed+1)])
	}
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 20_000 {
			t.Skip()
		}
		d := &die{bytes: data}
		template := d.template(t)
		in := d.input(template.Fields, 0)
		rules := plan.Rules{File: "mallar/mall.md", Roles: siteRoles, At: at(1, 1), Complete: d.chance(50)}
		p, problems := template.Read(in, rules)
		told(t, problems) // holds that each can be told
		again, more := template.Read(p.Input(), rules)
		if !maps.EqualFunc(p.Values, again.Values, same) {
			t.Errorf("read again (-first +second):\n%s", cmp.Diff(p.Values, again.Values, sameValues))
		}
		if !p.Equal(again) {
			t.Error("equal plans are said to differ")
		}
		for _, problem := range more { // what can be read may be wrong as a whole, or lack something; nothing else
			if !slices.Contains(wholeCodes, problem.Code) {
				t.Errorf("what was read is told %v when it is read again", told(t, []diag.Problem{problem}))
			}
		}
		if got := p.Completeness(); got < 0 || got > 100 || (got == 100) != (len(p.Missing()) == 0) {
			t.Errorf("%d per cent, and %d fields are missing", got, len(p.Missing()))
		}
		for _, v := range p.Values {
			swedish.Value(v)
		}
	})
}

// wholeCodes are the problems of values that each can be read.
var wholeCodes = []diag.Code{
	diag.MissingValue, diag.PeriodOrder, diag.WrongTotal, diag.DuplicateRow, diag.TooFewRows, diag.TooManyRows, diag.RaciAccountable, diag.RaciResponsible,
}

// FuzzFormat holds that what a format writes of a value, it reads as the same value.
func FuzzFormat(f *testing.F) {
	f.Add("Låg", "låg\u00a0risk", "m2", int64(1250500), 2, "2027-01-10", "2027-03-31", true)
	f.Add("1", "0", "0", int64(-999_999_999_999_999), 1, "0000-01-01", "9999-12-31", false)
	f.Add("a (1)", "a", "kg CO2", int64(10_000_000), 0, "2027-02-28", "2027-03-01", true)
	f.Add("Ja", "ja", " per\t1 000", int64(1), 3, "2027-01-10", "2027-01-10", false)
	f.Add("-", "–", "-", int64(-1), 4, "2027-01-10", "2027-01-10", false)
	f.Add("true", "false", ",", int64(5), 4, "2027-01-10", "2027-01-10", false)
	f.Fuzz(func(t *testing.T, a, b, unit string, n int64, level int, start, end string, yes bool) {
		roles := siteRoles
		if oneLine(a) != "" && oneLine(b) != "" && oneLine(a) != oneLine(b) {
			roles = []plan.Option{{ID: "a", Title: a}, {ID: "b", Title: b}}
		}
		names := []string{"Ingen"}
		for _, name := range []string{a, b} {
			if name = strings.TrimSpace(name); name != "" && !slices.ContainsFunc(names, func(s string) bool { return oneLine(s) == oneLine(name) }) {
				names = append(names, name)
			}
		}
		n %= 1_000_000_000_000_000
		from := level % 3
		values := []*plan.Value{
			{Field: &plan.Field{Type: plan.Text}, Text: oneLine(a)},
			{Field: &plan.Field{Type: plan.Link}, Text: oneLine(b)},
			{Field: &plan.Field{Type: plan.Number}, Number: plan.Decimal(n)},
			{Field: &plan.Field{Type: plan.Number, Unit: unit}, Number: plan.Decimal(n)},
			{Field: &plan.Field{Type: plan.Money}, Number: plan.Decimal(n)},
			{Field: &plan.Field{Type: plan.Hours}, Number: plan.Decimal(n)},
			{Field: &plan.Field{Type: plan.Choice, Choices: names}, Text: names[abs(level)%len(names)]},
			{Field: &plan.Field{Type: plan.Role}, Text: roles[abs(level)%len(roles)].ID},
			{Field: &plan.Field{Type: plan.Level}, Level: 1 + abs(level)%5},
			{Field: &plan.Field{Type: plan.Level, Levels: names, From: from}, Level: from + abs(level)%len(names)},
			{Field: &plan.Field{Type: plan.YesNo}, Yes: yes},
		}
		if first, err := time.Parse(time.DateOnly, start); err == nil {
			values = append(values, &plan.Value{Field: &plan.Field{Type: plan.Date}, Start: first})
			if last, err := time.Parse(time.DateOnly, end); err == nil && !last.Before(first) {
				values = append(values, &plan.Value{Field: &plan.Field{Type: plan.Period}, Start: first, End: last})
			}
		}
		for _, format := range []plan.Format{swedish, english} {
			format.Roles = roles
			for _, v := range values {
				field := v.Field
				field.ID = "x"
				if v.Key() == "" {
					continue // no value
				}
				shown := format.Value(v)
				in := plan.Input{Kind: plan.Mapping, Pairs: []plan.Pair{{Key: "x", Value: format.Input(field, shown)}}}
				p, problems := (&plan.Template{Fields: []*plan.Field{field}}).Read(in, plan.Rules{Roles: roles, Complete: true})
				switch got := p.Value("x"); {
				case len(problems) > 0:
					t.Errorf("%s %q is shown as %q, of which is told %v", field.Type, v.Key(), shown, told(t, problems))
				case got == nil || got.Key() != v.Key():
					t.Errorf("%s %q is shown as %q, which is read as %v", field.Type, v.Key(), shown, got)
				}
			}
		}
	})
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func abs(n int) int { return max(n, -n, 0) }
