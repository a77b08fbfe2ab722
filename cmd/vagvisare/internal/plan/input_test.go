package plan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/plan"
)

func TestEmpty(t *testing.T) {
	for text, want := range map[string]bool{
		"~": true, "''": true, "' \u00a0\n'": true, "[]": true, "{}": true, "[[], {a: [~, '']}]": true, "{a: {b: }}": true,
		"x": false, "0": false, "false": false, "[[], {a: [~, x]}]": false, "{a: , b: {c: x}}": false,
	} {
		if got := input(t, text).Empty(); got != want {
			t.Errorf("%s is empty: %v", text, got)
		}
	}
	if !(plan.Input{}).Empty() {
		t.Error("the zero Input is not empty")
	}
}

func TestGet(t *testing.T) {
	in := input(t, "a: x\nb: [y]")
	if got := in.Get("a"); got.Text != "x" || got.At != at(1, 4) {
		t.Errorf("a is %v", got)
	}
	if diff := cmp.Diff(plan.Input{At: at(1, 1)}, in.Get("c")); diff != "" {
		t.Error(diff)
	}
}

// TestInput holds how values stand in a file: in the order of the template, levels by their
// names where that says the same, and nothing of what is empty.
func TestInput(t *testing.T) {
	template := &plan.Template{Fields: append(formatFields(), &plan.Field{ID: "ansvar", Type: plan.Raci})}
	template.Complete(siteRoles)
	const values = `
ansvar: [{chef: A, activity: Larm}, {tekniker: AR, activity: Byte}]
table: [{}, {a: x}]
text: ' a  b '
prose: |
  Ett

  två

number: 1.50
unit:
money: 0
period: {end: 2027-01-02, start: 2027-01-01}
date: 2027-01-03
choice: JA
choices: [c, A]
role: chef
level: 3
named: 1
from-one: 1
yes-no: false
link: x.md
`
	const want = `
text: a b
prose: "Ett\n\ntvå\n"
number: 1.5
money: 0
date: 2027-01-03
period: {start: 2027-01-01, end: 2027-01-02}
choice: ja
choices: [A, C]
role: chef
level: 3
named: Måttlig
from-one: 1
yes-no: false
link: x.md
table: [{a: x}]
ansvar: [{activity: Larm, chef: A}, {activity: Byte, tekniker: AR}]
`
	if diff := cmp.Diff(unplaced(input(t, want)), read(t, template, values).Input()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestInputOfLevels holds that a level whose name would be taken for another's number is
// written as a number.
func TestInputOfLevels(t *testing.T) {
	for _, f := range []*plan.Field{
		{Levels: []string{"0", "1", "2", "3"}, From: 1}, {Levels: []string{"3", "2", "1"}, From: 1}, {Levels: []string{"låg", "Låg", "LÅG"}},
		{Levels: []string{"10", "20", "30"}, From: 1}, {Levels: []string{"a", "b", "a"}}, {Levels: []string{"-1", "0"}, From: -1}, {},
	} {
		f.ID, f.Type = "x", plan.Level
		template := &plan.Template{Fields: []*plan.Field{f}}
		low, high := f.LevelRange()
		for n := low; n <= high; n++ {
			p := &plan.Plan{Template: template, Values: map[string]*plan.Value{"x": {Field: f, Level: n}}}
			again, problems := template.Read(p.Input(), plan.Rules{})
			if len(problems) > 0 || !again.Equal(p) {
				t.Errorf("level %d of %v from %d is written as %v", n, f.Levels, f.From, p.Input())
			}
		}
	}
}

// TestBlank holds what a new plan holds: what is required first, and a row of each table.
func TestBlank(t *testing.T) {
	template := &plan.Template{Fields: []*plan.Field{
		column("fritt", plan.Text),
		{ID: "tid", Type: plan.Period, Required: true},
		{ID: "rader", Type: plan.Table, Columns: []*plan.Field{column("a", plan.Money), column("b", plan.Period)}},
		{ID: "ansvar", Type: plan.Raci, Required: true, Roles: []plan.Ref{ref("chef", 1)}},
		column("val", plan.Choices),
	}}
	template.Complete(siteRoles)
	blank := template.Blank(func(f *plan.Field) string { return "hjälp om " + f.ID })
	want := unplaced(input(t, "tid: {start: , end: }\nansvar: [{activity: , chef: }]\nfritt:\nrader: [{a: , b: {start: , end: }}]\nval:\n"))
	for i := range want.Pairs {
		want.Pairs[i].Comment = "hjälp om " + want.Pairs[i].Key
	}
	if diff := cmp.Diff(want, blank); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	p, problems := template.Read(blank, plan.Rules{Roles: siteRoles})
	if len(problems) > 0 || len(p.Values) > 0 {
		t.Errorf("a new plan holds %v, and is told %v", p.Values, told(t, problems))
	}
}
