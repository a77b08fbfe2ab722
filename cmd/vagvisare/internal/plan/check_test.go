package plan_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
)

// A keyed field or figure has told which keys its file gives it: each on a line of its own,
// by this order.
var keyOrder = []string{
	"id", "unit", "choices", "levels", "from", "columns", "min-rows", "max-rows", "roles", "total-of", "sum", "unique",
	"limits", "rows", "name", "likelihood", "consequence", "influence", "attitude", "costs", "benefits", "hours", "hourly-rate", "rate", "first-year",
	"period", "before", "after", "who", "changed",
}

// keys gives keys their places: line 100 and on, column 1.
func keys(names ...string) map[string]plan.Position {
	places := map[string]plan.Position{}
	for _, name := range names {
		places[name] = at(100+slices.Index(keyOrder, name), 1)
	}
	return places
}

func ref(value string, line int) plan.Ref { return plan.Ref{Value: value, At: at(line, 9)} }

func TestCheckFields(t *testing.T) {
	var misplaced []string // all keys that belong to some types, on a text
	for _, line := range []string{
		"102:1 misplaced-key: choices", "105:1 misplaced-key: columns", "104:1 misplaced-key: from", "103:1 misplaced-key: levels",
		"107:1 misplaced-key: max-rows", "106:1 misplaced-key: min-rows", "108:1 misplaced-key: roles", "110:1 misplaced-key: sum",
		"109:1 misplaced-key: total-of", "101:1 misplaced-key: unit",
	} {
		misplaced = append(misplaced, line+" | text")
	}
	amount := &plan.Field{ID: "belopp", Type: plan.Money}
	table := &plan.Field{ID: "poster", Type: plan.Table, Columns: []*plan.Field{amount, {ID: "timmar", Type: plan.Hours}, {ID: "oläst"}}}
	for _, test := range []struct {
		name  string
		field plan.Field
		told  []string
	}{
		{"a text", plan.Field{Type: plan.Text, Keys: keys("id")}, nil},
		{"keys of other types", plan.Field{Type: plan.Text, Keys: keys(keyOrder[:12]...)}, misplaced},
		{"a type that cannot be read", plan.Field{Keys: keys(keyOrder[:12]...)}, nil},
		{"keys of a number", plan.Field{Type: plan.Number, Keys: keys("unit", "total-of", "sum", "unique")}, nil},
		{"keys of money", plan.Field{Type: plan.Money, Keys: keys("unit", "total-of", "sum")}, []string{"101:1 misplaced-key: unit | money"}},
		{"keys of hours", plan.Field{Type: plan.Hours, Keys: keys("unit", "total-of", "sum")}, []string{"101:1 misplaced-key: unit | hours"}},
		{"keys of a table", plan.Field{Type: plan.Table, Columns: table.Columns, MinRows: 1, MaxRows: 1, Keys: keys("columns", "min-rows", "max-rows", "roles")},
			[]string{"108:1 misplaced-key: roles | table"}},
		{"keys of raci", plan.Field{Type: plan.Raci, Keys: keys("columns", "min-rows", "max-rows", "roles")}, []string{"105:1 misplaced-key: columns | raci"}},
		{"keys of a level", plan.Field{Type: plan.Level, Levels: []string{"a"}, Keys: keys("levels", "from", "choices")}, []string{"102:1 misplaced-key: choices | level"}},
		{"numbered levels", plan.Field{Type: plan.Level}, nil},
		{"a first number of levels without names", plan.Field{Type: plan.Level, Keys: keys("from")}, []string{"7:9 missing-key: levels"}},
		{"levels that are empty", plan.Field{Type: plan.Level, Keys: keys("levels")}, []string{"103:1 empty-value: levels"}},
		{"a choice", plan.Field{Type: plan.Choice, Choices: []string{"a"}, Keys: keys("choices")}, nil},
		{"a choice of nothing", plan.Field{Type: plan.Choice}, []string{"7:9 missing-key: choices"}},
		{"choices of nothing", plan.Field{Type: plan.Choices}, []string{"7:9 missing-key: choices"}},
		{"choices that are empty", plan.Field{Type: plan.Choices, Keys: keys("choices")}, []string{"102:1 empty-value: choices"}},
		{"a table without columns", plan.Field{Type: plan.Table}, []string{"7:9 missing-key: columns"}},
		{"a table of empty columns", plan.Field{Type: plan.Table, Keys: keys("columns")}, []string{"105:1 empty-value: columns"}},
		{"raci without columns", plan.Field{Type: plan.Raci}, nil},
		{"fewer rows at most than at least", plan.Field{Type: plan.Raci, MinRows: 3, MaxRows: 2, Keys: keys("min-rows", "max-rows")}, []string{
			"107:1 too-few-rows: x | 2 | 3"}},
		{"no limit to rows", plan.Field{Type: plan.Raci, MinRows: 3, Keys: keys("min-rows")}, nil},
		{"columns are checked", plan.Field{Type: plan.Table, Columns: []*plan.Field{
			{ID: "a", Type: plan.Choice, At: at(8, 3)}, {ID: "b", Type: plan.Text, Keys: map[string]plan.Position{"sum": at(9, 3)}}}}, []string{
			"8:3 missing-key: choices", "9:3 misplaced-key: sum | text"}},

		{"a total", plan.Field{Type: plan.Money, TotalOf: ref("poster.belopp", 5), Keys: keys("total-of")}, nil},
		{"a total of another type", plan.Field{Type: plan.Number, TotalOf: ref("poster.belopp", 5), Keys: keys("total-of")}, []string{
			"5:9 wrong-column: total-of | poster.belopp | number"}},
		{"a total of no table", plan.Field{Type: plan.Hours, TotalOf: ref("post.timmar", 5), Keys: keys("total-of")}, []string{
			"5:9 unknown-value: total-of | post.timmar | poster.timmar ~poster.timmar"}},
		{"a total of no column", plan.Field{Type: plan.Hours, TotalOf: ref("poster.x", 5), Keys: keys("total-of")}, []string{
			"5:9 unknown-value: total-of | poster.x | poster.timmar"}},
		{"a total of a table", plan.Field{Type: plan.Money, TotalOf: ref("poster", 5), Keys: keys("total-of")}, []string{
			"5:9 unknown-value: total-of | poster | poster.belopp"}},
		{"a total of a field", plan.Field{Type: plan.Money, TotalOf: ref("x", 5), Keys: keys("total-of")}, []string{
			"5:9 unknown-value: total-of | x | poster.belopp"}},
		{"a total of what no table has", plan.Field{Type: plan.Number, TotalOf: ref("x", 5), Keys: keys("total-of")}, []string{
			"5:9 unknown-value: total-of | x | –"}},
		{"a total of a column that cannot be read", plan.Field{Type: plan.Money, TotalOf: ref("poster.oläst", 5), Keys: keys("total-of")}, nil},
		{"a total that is a text is told once", plan.Field{Type: plan.Text, TotalOf: ref("poster.belopp", 5), Keys: keys("total-of")}, []string{
			"109:1 misplaced-key: total-of | text"}},
		{"a total of no type is told as such", plan.Field{TotalOf: ref("poster.belopp", 5), Keys: keys("total-of")}, nil},

		{"roles", plan.Field{Type: plan.Raci, Roles: []plan.Ref{ref("tekniker", 4), ref("chef", 5)}, Keys: keys("roles")}, nil},
		{"roles that are not", plan.Field{Type: plan.Raci, Roles: []plan.Ref{ref("teknker", 4), ref("chef", 5), ref("vd", 6)}, Keys: keys("roles")}, []string{
			"4:9 unknown-role: teknker | chef, tekniker ~tekniker", "6:9 unknown-role: vd | chef, tekniker"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.field.ID, test.field.At = "x", at(7, 9)
			template := &plan.Template{Fields: []*plan.Field{&test.field, table}}
			if diff := cmp.Diff(test.told, told(t, template.Check([]string{"chef", "tekniker"}))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestCheckRolesOfNoSite(t *testing.T) {
	template := &plan.Template{Fields: []*plan.Field{{ID: "x", Type: plan.Raci, Roles: []plan.Ref{ref("chef", 4)}}}}
	if diff := cmp.Diff([]string{"4:9 unknown-role: chef | –"}, told(t, template.Check(nil))); diff != "" {
		t.Error(diff)
	}
}

// column makes a column of a table for figures.
func column(id string, t plan.Type) *plan.Field { return &plan.Field{ID: id, Type: t} }

// figureTables are fields that figures of all types can be made of.
func figureTables() []*plan.Field {
	return []*plan.Field{
		{ID: "rader", Type: plan.Table, Columns: []*plan.Field{
			column("namn", plan.Text), column("sannolikhet", plan.Level), column("konsekvens", plan.Level), column("tid", plan.Period),
			{ID: "grupp", Type: plan.Choice, Choices: []string{"a"}}, column("vem", plan.Role), column("andrat", plan.YesNo), column("oläst", ""),
		}},
		{ID: "dagens", Type: plan.Table, Columns: []*plan.Field{column("namn", plan.Text), column("vem", plan.Role)}},
		{ID: "utan", Type: plan.Table, Columns: []*plan.Field{column("steg", plan.Text)}},
		{ID: "fel", Type: plan.Table, Columns: []*plan.Field{column("namn", plan.Level), column("vem", plan.Money)}},
		{ID: "kostnader", Type: plan.Table, Columns: []*plan.Field{column("post", plan.Text), column("ar-1", plan.Money), column("ar-2", plan.Money)}},
		{ID: "nyttor", Type: plan.Table, Columns: []*plan.Field{column("ar-1", plan.Money), column("post", plan.Text), column("ar-2", plan.Money)}},
		{ID: "timmar", Type: plan.Table, Columns: []*plan.Field{column("ar-1", plan.Hours), column("ar-2", plan.Hours), column("kr", plan.Money)}},
		{ID: "ett-ar", Type: plan.Table, Columns: []*plan.Field{column("ar-1", plan.Money)}},
		{ID: "raci", Type: plan.Raci},
		{ID: "ranta", Type: plan.Number}, {ID: "timvarde", Type: plan.Money}, {ID: "text", Type: plan.Text},
	}
}

// of reads what a figure is made of: "rows=rader name=namn levels=a,b". Each reference stands
// on the line of its key less 90, the second one a column further on.
func of(s string) (map[string][]plan.Ref, []string) {
	refs := map[string][]plan.Ref{}
	var names []string
	for _, pair := range strings.Fields(s) {
		key, list, given := strings.Cut(pair, "=")
		names = append(names, key)
		if !given {
			continue
		}
		for i, value := range strings.Split(list, ",") {
			refs[key] = append(refs[key], plan.Ref{Value: value, At: at(10+slices.Index(keyOrder, key), 5+i)})
		}
	}
	return refs, names
}

func TestCheckFigures(t *testing.T) {
	const (
		risk    = "rows=rader name=namn likelihood=sannolikhet consequence=konsekvens limits"
		benefit = "costs=kostnader rate=ranta first-year=ranta"
		process = "before=dagens after=rader name=namn"
	)
	for _, test := range []struct {
		name   string
		typ    plan.FigureType
		of     string
		limits []int
		told   []string
	}{
		{"risks", plan.RiskFigure, risk, []int{5, 10}, nil},
		{"no type", "", "costs=x limits", nil, nil},
		{"risks of nothing", plan.RiskFigure, "", nil, []string{
			"7:9 missing-key: rows", "7:9 missing-key: name", "7:9 missing-key: likelihood", "7:9 missing-key: consequence", "7:9 missing-key: limits"}},
		{"keys of another figure", plan.RiskFigure, risk + " influence=sannolikhet costs=kostnader changed=andrat", []int{5, 10}, []string{
			"117:1 misplaced-key: influence | risk-matrix", "119:1 misplaced-key: costs | risk-matrix", "129:1 misplaced-key: changed | risk-matrix"}},
		{"no table", plan.RiskFigure, "rows=rad name=namn likelihood=sannolikhet consequence=konsekvens limits", []int{5, 10}, []string{
			"23:5 unknown-value: rows | rad | rader, dagens, utan, fel, kostnader, nyttor, timmar, ett-ar"}},
		{"nearly a table", plan.RiskFigure, "rows=radr name=namn likelihood=sannolikhet consequence=konsekvens limits", []int{5, 10}, []string{
			"23:5 unknown-value: rows | radr | rader, dagens, utan, fel, kostnader, nyttor, timmar, ett-ar ~rader"}},
		{"a field that is no table is told once", plan.RiskFigure, "rows=text name=namn likelihood=x consequence=y limits", []int{5, 10}, []string{
			"23:5 wrong-column: rows | text | table"}},
		{"a raci field is no table", plan.RiskFigure, "rows=raci name=activity likelihood=x consequence=y limits", []int{5, 10}, []string{
			"23:5 wrong-column: rows | raci | table"}},
		{"columns of other types", plan.RiskFigure, "rows=rader name=grupp likelihood=namn consequence=tid limits", []int{5, 10}, []string{
			"24:5 wrong-column: name | grupp | text", "25:5 wrong-column: likelihood | namn | level", "26:5 wrong-column: consequence | tid | level"}},
		{"no columns", plan.RiskFigure, "rows=rader name=nam likelihood=x consequence=konsekvenser limits", []int{5, 10}, []string{
			"24:5 unknown-value: name | nam | namn ~namn", "25:5 unknown-value: likelihood | x | sannolikhet, konsekvens",
			"26:5 unknown-value: consequence | konsekvenser | sannolikhet, konsekvens ~konsekvens"}},
		{"no column that would do", plan.TimelineFigure, "rows=dagens name=namn period=x", nil, []string{"35:5 unknown-value: period | x | –"}},
		{"a column whose type cannot be read", plan.RiskFigure, "rows=rader name=oläst likelihood=sannolikhet consequence=oläst limits", []int{5, 10}, nil},
		{"several where one is wanted", plan.RiskFigure, "rows=rader,dagens name=namn likelihood=sannolikhet consequence=konsekvens limits", []int{5, 10}, []string{
			"23:6 want-text: rows"}},
		{"an empty list", plan.RiskFigure, "rows name=namn likelihood consequence limits", []int{5, 10}, []string{
			"113:1 unknown-value: rows |  | rader, dagens, utan, fel, kostnader, nyttor, timmar, ett-ar"}},
		{"empty lists of columns", plan.RiskFigure, "rows=rader name likelihood consequence=konsekvens limits", []int{5, 10}, []string{
			"114:1 unknown-value: name |  | namn", "115:1 unknown-value: likelihood |  | sannolikhet, konsekvens"}},
		{"one limit", plan.RiskFigure, risk, []int{5}, []string{"112:1 unknown-value: limits | [5] | [5, 10]"}},
		{"three limits", plan.RiskFigure, risk, []int{5, 10, 15}, []string{"112:1 unknown-value: limits | [5, 10, 15] | [5, 10]"}},
		{"no limits", plan.RiskFigure, risk, nil, []string{"112:1 unknown-value: limits | [] | [5, 10]"}},
		{"limits that fall", plan.RiskFigure, risk, []int{10, 5}, []string{"112:1 unknown-value: limits | [10, 5] | [5, 10]"}},
		{"equal limits", plan.RiskFigure, risk, []int{5, 5}, []string{"112:1 unknown-value: limits | [5, 5] | [5, 10]"}},
		{"limits of another figure", plan.TimelineFigure, "rows=rader name=namn period=tid limits", []int{5, 10}, []string{"112:1 misplaced-key: limits | timeline"}},

		{"stakeholders", plan.StakeholderFigure, "rows=rader name=namn influence=sannolikhet attitude=konsekvens", nil, nil},
		{"stakeholders by choice", plan.StakeholderFigure, "rows=rader name=grupp influence=sannolikhet attitude=sannolikhet", nil, nil},
		{"stakeholders without attitude", plan.StakeholderFigure, "rows=rader name=vem influence=sannolikhet", nil, []string{
			"24:5 wrong-column: name | vem | text, choice", "7:9 missing-key: attitude"}},
		{"timeline", plan.TimelineFigure, "rows=rader name=grupp period=tid", nil, nil},
		{"timeline of a level", plan.TimelineFigure, "rows=rader name=namn period=konsekvens", nil, []string{"35:5 wrong-column: period | konsekvens | period"}},
		{"raci", plan.RaciFigure, "rows=raci", nil, nil},
		{"raci of a table", plan.RaciFigure, "rows=rader", nil, []string{"23:5 wrong-column: rows | rader | raci"}},
		{"raci of nothing known", plan.RaciFigure, "rows=rac", nil, []string{"23:5 unknown-value: rows | rac | raci ~raci"}},
		{"raci has no names", plan.RaciFigure, "rows=raci name=activity", nil, []string{"114:1 misplaced-key: name | raci"}},
		{"classification", plan.ClassificationFigure, "rows=rader name=namn levels=sannolikhet,konsekvens", nil, nil},
		{"classification of other columns", plan.ClassificationFigure, "rows=rader name=namn levels=sannolikhet,namn,x", nil, []string{
			"13:6 wrong-column: levels | namn | level", "13:7 unknown-value: levels | x | sannolikhet, konsekvens"}},
		{"classification without levels", plan.ClassificationFigure, "rows=rader name=namn levels", nil, []string{"103:1 unknown-value: levels |  | sannolikhet, konsekvens"}},

		{"process", plan.ProcessFigure, process, nil, nil},
		{"process with all", plan.ProcessFigure, process + " who=vem changed=andrat", nil, nil},
		{"process of other columns", plan.ProcessFigure, "before=dagens after=rader name=grupp who=tid changed=namn", nil, []string{
			"24:5 wrong-column: name | grupp | text", "38:5 wrong-column: who | tid | text, role, choice", "39:5 wrong-column: changed | namn | yes-no"}},
		{"process whose steps have no name before", plan.ProcessFigure, "before=utan after=rader name=namn", nil, []string{
			"24:5 unknown-value: name | namn | steg"}},
		{"process whose columns are others before", plan.ProcessFigure, "before=fel after=rader name=namn who=vem", nil, []string{
			"24:5 wrong-column: name | namn | text", "38:5 wrong-column: who | vem | text, role, choice"}},
		{"process without a table before", plan.ProcessFigure, "before=x after=rader name=namn", nil, []string{
			"36:5 unknown-value: before | x | rader, dagens, utan, fel, kostnader, nyttor, timmar, ett-ar"}},
		{"process without a known table after", plan.ProcessFigure, "before=utan after=x name=namn", nil, []string{
			"37:5 unknown-value: after | x | rader, dagens, utan, fel, kostnader, nyttor, timmar, ett-ar", "24:5 unknown-value: name | namn | steg"}},
		{"process without a table after", plan.ProcessFigure, "before=dagens name=namn", nil, []string{"7:9 missing-key: after"}},

		{"benefit", plan.BenefitFigure, benefit, nil, nil},
		{"benefit with all", plan.BenefitFigure, "costs=kostnader,nyttor benefits=nyttor,kostnader hours=timmar,timmar hourly-rate=timvarde rate=ranta first-year=ranta", nil, nil},
		{"benefit without rate", plan.BenefitFigure, "costs=kostnader", nil, []string{"7:9 missing-key: rate", "7:9 missing-key: first-year"}},
		{"benefit of other types", plan.BenefitFigure, "costs=ranta hourly-rate=ranta rate=timvarde first-year=text", nil, []string{
			"29:5 wrong-column: costs | ranta | table", "32:5 wrong-column: hourly-rate | ranta | money", "33:5 wrong-column: rate | timvarde | number",
			"34:5 wrong-column: first-year | text | number"}},
		{"uneven years", plan.BenefitFigure, benefit + " benefits=ett-ar,nyttor hours=timmar", nil, []string{"30:5 uneven-years: ett-ar | 1 | 2"}},
		{"uneven years of costs", plan.BenefitFigure, "costs=kostnader,ett-ar rate=ranta first-year=ranta", nil, []string{"29:6 uneven-years: ett-ar | 1 | 2"}},
		{"money is no hours", plan.BenefitFigure, benefit + " hours=nyttor", nil, []string{"31:5 uneven-years: nyttor | 0 | 2"}},
		{"no years at all", plan.BenefitFigure, "costs=rader benefits=dagens rate=ranta first-year=ranta", nil, []string{
			"29:5 uneven-years: rader | 0 | 0", "30:5 uneven-years: dagens | 0 | 0"}},
		{"years are counted when all else is right", plan.BenefitFigure, "costs=kostnader,ett-ar rate=x first-year=ranta", nil, []string{
			"33:5 unknown-value: rate | x | ranta"}},
		{"benefit of no costs", plan.BenefitFigure, "costs benefits=nyttor rate=ranta first-year=ranta", nil, []string{"119:1 unknown-value: costs |  | rader, dagens, utan, fel, kostnader, nyttor, timmar, ett-ar"}},
		{"optional keys may be empty", plan.BenefitFigure, benefit + " benefits hours hourly-rate", nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			refs, names := of(test.of)
			figure := &plan.Figure{ID: "bild", Type: test.typ, Of: refs, Limits: test.limits, At: at(7, 9), Keys: keys(names...)}
			template := &plan.Template{Fields: figureTables(), Figures: []*plan.Figure{figure}}
			template.Complete(siteRoles)
			var problems []diag.Problem
			for _, p := range template.Check([]string{"chef"}) {
				if p.Line != 0 { // the tables' own
					problems = append(problems, p)
				}
			}
			if diff := cmp.Diff(test.told, told(t, problems)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestFigureKeys holds that what load offers as keys are those that figures know.
func TestFigureKeys(t *testing.T) {
	want := slices.Sorted(slices.Values(append([]string{"levels"}, keyOrder[13:]...)))
	if diff := cmp.Diff(want, slices.Sorted(slices.Values(plan.FigureKeys()))); diff != "" {
		t.Error(diff)
	}
}

func TestTypes(t *testing.T) {
	if diff := cmp.Diff(plan.Types, append(slices.Clone(plan.ColumnTypes), plan.Prose, plan.Table, plan.Raci)); diff != "" {
		t.Errorf("the columns' types are not all but the last three:\n%s", diff)
	}
	for _, typ := range plan.Types {
		if got, want := typ.Numeric(), slices.Contains([]plan.Type{plan.Number, plan.Money, plan.Hours}, typ); got != want {
			t.Errorf("%s is numeric: %v", typ, got)
		}
	}
}

func TestComplete(t *testing.T) {
	for _, test := range []struct {
		name  string
		roles []string // of the field
		site  []plan.Option
		want  string
	}{
		{"all roles, as the site has them", nil, siteRoles, "activity chef tekniker handlaggare"},
		{"some roles, as the field has them", []string{"handlaggare", "chef"}, siteRoles, "activity handlaggare chef"},
		{"one that is not", []string{"handlaggare", "vd", "tekniker"}, siteRoles, "activity handlaggare tekniker"},
		{"none that is", []string{"vd"}, siteRoles, "activity"},
		{"a site without roles", nil, nil, "activity"},
	} {
		f := &plan.Field{ID: "ansvar", Type: plan.Raci}
		for i, id := range test.roles {
			f.Roles = append(f.Roles, ref(id, i+1))
		}
		table := &plan.Field{ID: "t", Type: plan.Table, Columns: []*plan.Field{column("a", plan.Text)}}
		template := &plan.Template{Fields: []*plan.Field{f, table}}
		for range 2 { // twice is as once
			template.Complete(test.site)
			if got := ids(f.Columns); got != test.want {
				t.Errorf("%s: %q, want %q", test.name, got, test.want)
			}
		}
		if got := ids(table.Columns); got != "a" {
			t.Errorf("%s: a table has got the columns %q", test.name, got)
		}
		first := f.Columns[0]
		if first.Type != plan.Text || !first.Required || !first.Unique || first.ID != plan.ActivityColumn {
			t.Errorf("%s: the first column is %+v", test.name, first)
		}
		for _, c := range f.Columns[1:] {
			if c.Type != plan.Choice || c.Required || c.Label == "" || !slices.Equal(c.Choices, plan.RaciLetters) {
				t.Errorf("%s: a role's column is %+v", test.name, c)
			}
		}
		if problems := template.Check([]string{"chef", "tekniker", "handlaggare", "vd"}); len(problems) > 0 {
			t.Errorf("%s: a complete template is told %v", test.name, told(t, problems))
		}
	}
}

func TestLevels(t *testing.T) {
	named := &plan.Field{Type: plan.Level, Levels: []string{"Ingen", "Låg", "Hög"}}
	for _, test := range []struct {
		field     plan.Field
		low, high int
		names     map[int]string
	}{
		{plan.Field{}, 1, 5, map[int]string{0: "", 1: "", 5: ""}},
		{*named, 0, 2, map[int]string{-1: "", 0: "Ingen", 2: "Hög", 3: ""}},
		{plan.Field{Levels: named.Levels, From: 1}, 1, 3, map[int]string{0: "", 1: "Ingen", 3: "Hög", 4: ""}},
		{plan.Field{Levels: named.Levels, From: -1}, -1, 1, map[int]string{-2: "", -1: "Ingen", 1: "Hög", 2: ""}},
	} {
		if low, high := test.field.LevelRange(); low != test.low || high != test.high {
			t.Errorf("levels %v from %d go from %d to %d", test.field.Levels, test.field.From, low, high)
		}
		for n, want := range test.names {
			if got := test.field.LevelName(n); got != want {
				t.Errorf("level %d of %v from %d is %q, want %q", n, test.field.Levels, test.field.From, got, want)
			}
		}
	}
}
