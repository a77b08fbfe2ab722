package plan_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
)

// TestReadValues reads one value of each type in all forms. What a value holds is told as a
// whole: nothing else may be set.
func TestReadValues(t *testing.T) {
	colours := []string{"Röd", "Grön", "Ljust blå", "grön"}
	impact := plan.Field{Type: plan.Level, Levels: []string{"Liten", "Måttlig", "Stor"}, From: 1}
	for _, test := range []struct {
		name  string
		field plan.Field
		text  string
		want  *plan.Value // nil where nothing is read
		told  string
	}{
		{"text", plan.Field{Type: plan.Text}, "x: Anna", &plan.Value{Text: "Anna", At: at(1, 4)}, ""},
		{"text over lines", plan.Field{Type: plan.Text}, "x: |\n  ett  \n\n   två\u00a0tre\n", &plan.Value{Text: "ett två tre", At: at(2, 0)}, ""},
		{"text that looks like a number", plan.Field{Type: plan.Text}, "x: 007", &plan.Value{Text: "007", At: at(1, 4)}, ""},
		{"text that looks like a truth", plan.Field{Type: plan.Text}, "x: true", &plan.Value{Text: "true", At: at(1, 4)}, ""},
		{"no text", plan.Field{Type: plan.Text}, "x:", nil, ""},
		{"a null", plan.Field{Type: plan.Text}, "x: ~", nil, ""},
		{"text of spaces", plan.Field{Type: plan.Text}, "x: ' \u00a0 '", nil, ""},
		{"text as a list", plan.Field{Type: plan.Text}, "x: [a, b]", nil, "1:4 want-text: x"},
		{"text as a mapping", plan.Field{Type: plan.Text}, "x: {a: b}", nil, "1:4 want-text: x"},
		{"an empty list", plan.Field{Type: plan.Text}, "x: [[], {a: }, '']", nil, ""},

		{"link", plan.Field{Type: plan.Link}, "x: ../planera/roller.md", &plan.Value{Text: "../planera/roller.md", At: at(1, 4)}, ""},
		{"link as a list", plan.Field{Type: plan.Link}, "x: [a]", nil, "1:4 want-text: x"},

		{"prose", plan.Field{Type: plan.Prose}, "x: |\n  Ett  \n  två.\n\n  - tre\n\n", &plan.Value{Text: "Ett  \ntvå.\n\n- tre\n", At: at(2, 0)}, ""},
		{"prose on a line", plan.Field{Type: plan.Prose}, "x: Ett", &plan.Value{Text: "Ett\n", At: at(1, 4)}, ""},
		{"prose with empty lines around it", plan.Field{Type: plan.Prose}, "x: |\n\n\n  Ett\n\n", &plan.Value{Text: "Ett\n", At: at(2, 0)}, ""},
		{"prose in quotation marks", plan.Field{Type: plan.Prose}, `x: "\n\nEtt"`, &plan.Value{Text: "Ett\n", At: at(1, 4)}, ""},
		{"prose as a list", plan.Field{Type: plan.Prose}, "x: [a]", nil, "1:4 want-text: x"},

		{"number", plan.Field{Type: plan.Number}, "x: 2.5", &plan.Value{Number: 2500, At: at(1, 4)}, ""},
		{"nought", plan.Field{Type: plan.Number}, "x: 0", &plan.Value{At: at(1, 4)}, ""},
		{"number in quotation marks", plan.Field{Type: plan.Number}, "x: '-3'", &plan.Value{Number: -3000, At: at(1, 4)}, ""},
		{"number on lines of its own", plan.Field{Type: plan.Number}, "x: >\n  12\n", &plan.Value{Number: 12000, At: at(2, 0)}, ""},
		{"number with a comma", plan.Field{Type: plan.Number}, "x: 2,5", nil, "1:4 want-amount: x"},
		{"number with a unit", plan.Field{Type: plan.Number, Unit: "personer"}, "x: 5 personer", nil, "1:4 want-amount: x"},
		{"number as a list", plan.Field{Type: plan.Number}, "x:\n  - 1", nil, "2:3 want-amount: x"},
		{"number of which nothing is a number", plan.Field{Type: plan.Number}, "x: fem", nil, "1:4 want-amount: x"},
		{"money", plan.Field{Type: plan.Money}, "x: 1250", &plan.Value{Number: 1_250_000, At: at(1, 4)}, ""},
		{"money with thousands apart", plan.Field{Type: plan.Money}, "x: 1 250", nil, "1:4 want-amount: x"},
		{"money as a mapping", plan.Field{Type: plan.Money}, "x: {kr: 1}", nil, "1:4 want-amount: x"},
		{"hours", plan.Field{Type: plan.Hours}, "x: 0.25", &plan.Value{Number: 250, At: at(1, 4)}, ""},
		{"hours with four decimals", plan.Field{Type: plan.Hours}, "x: 0.2525", nil, "1:4 want-amount: x"},

		{"date", plan.Field{Type: plan.Date}, "x: 2028-02-29", &plan.Value{Start: day("2028-02-29"), At: at(1, 4)}, ""},
		{"date that is not", plan.Field{Type: plan.Date}, "x: 2027-02-29", nil, "1:4 bad-date: x | 2027-02-29"},
		{"date in another form", plan.Field{Type: plan.Date}, "x: 2027-1-5", nil, "1:4 bad-date: x | 2027-1-5"},
		{"date with a time", plan.Field{Type: plan.Date}, "x: 2027-01-05T10:00:00Z", nil, "1:4 bad-date: x | 2027-01-05T10:00:00Z"},
		{"date as a list", plan.Field{Type: plan.Date}, "x: [2027-01-05]", nil, "1:4 want-text: x"},

		{"period", plan.Field{Type: plan.Period}, "x: {start: 2027-01-10, end: 2027-03-31}", &plan.Value{Start: day("2027-01-10"), End: day("2027-03-31"), At: at(1, 4)}, ""},
		{"period of a day", plan.Field{Type: plan.Period}, "x: {end: 2027-01-10, start: 2027-01-10}", &plan.Value{Start: day("2027-01-10"), End: day("2027-01-10"), At: at(1, 4)}, ""},
		{"period not filled in", plan.Field{Type: plan.Period}, "x: {start: , end: }", nil, ""},
		{"period that ends before it starts", plan.Field{Type: plan.Period}, "x:\n  start: 2027-01-10\n  end: 2027-01-09",
			&plan.Value{Start: day("2027-01-10"), End: day("2027-01-09"), At: at(2, 3)}, "3:8 period-order: x"},
		{"period without end", plan.Field{Type: plan.Period}, "x: {start: 2027-01-10}", nil, "1:4 want-period: x"},
		{"period with an empty start", plan.Field{Type: plan.Period}, "x: {start: , end: 2027-01-10}", nil, "1:4 want-period: x"},
		{"period with something else", plan.Field{Type: plan.Period}, "x: {start: 2027-01-10, end: 2027-01-10, slut: 1}", nil, "1:4 want-period: x"},
		{"period with another word", plan.Field{Type: plan.Period}, "x: {start: 2027-01-10, slut: 2027-01-10}", nil, "1:4 want-period: x"},
		{"period with space around its days", plan.Field{Type: plan.Period}, "x: {start: ' 2027-01-10', end: '2027-01-11 '}", &plan.Value{Start: day("2027-01-10"), End: day("2027-01-11"), At: at(1, 4)}, ""},
		{"period as a text", plan.Field{Type: plan.Period}, "x: 2027-01-10", nil, "1:4 want-period: x"},
		{"period as a list", plan.Field{Type: plan.Period}, "x: [2027-01-10, 2027-01-11]", nil, "1:4 want-period: x"},
		{"period of lists", plan.Field{Type: plan.Period}, "x: {start: [2027-01-10], end: 2027-01-11}", nil, "1:4 want-period: x"},
		{"period of days that are not", plan.Field{Type: plan.Period}, "x: {start: 10/1, end: 2027-13-01}", nil, "1:12 bad-date: start | 10/1\n1:23 bad-date: end | 2027-13-01"},

		{"period of which one day is not", plan.Field{Type: plan.Period}, "x: {start: 2027-01-10, end: 2027-13-01}", nil, "1:29 bad-date: end | 2027-13-01"},
		{"period of which the other is not", plan.Field{Type: plan.Period}, "x: {start: 10/1, end: 2027-12-01}", nil, "1:12 bad-date: start | 10/1"},

		{"choice", plan.Field{Type: plan.Choice, Choices: colours}, "x: Ljust blå", &plan.Value{Text: "Ljust blå", At: at(1, 4)}, ""},
		{"choice in small letters", plan.Field{Type: plan.Choice, Choices: colours}, "x: RÖD", &plan.Value{Text: "Röd", At: at(1, 4)}, ""},
		{"choice that differs from another in case alone", plan.Field{Type: plan.Choice, Choices: colours}, "x: grön", &plan.Value{Text: "grön", At: at(1, 4)}, ""},
		{"choice on lines of its own", plan.Field{Type: plan.Choice, Choices: colours}, "x: >\n  Ljust\n  blå\n", &plan.Value{Text: "Ljust blå", At: at(2, 0)}, ""},
		{"choice not offered", plan.Field{Type: plan.Choice, Choices: colours}, "x: Rod", nil, "1:4 unknown-value: x | Rod | Röd, Grön, Ljust blå, grön ~Röd"},
		{"choice far from all", plan.Field{Type: plan.Choice, Choices: colours}, "x: Svart", nil, "1:4 unknown-value: x | Svart | Röd, Grön, Ljust blå, grön"},
		{"choice as a list", plan.Field{Type: plan.Choice, Choices: colours}, "x: [Röd]", nil, "1:4 want-text: x"},

		{"choices", plan.Field{Type: plan.Choices, Choices: colours}, "x: [ljust blå, Röd]", &plan.Value{Choices: []string{"Röd", "Ljust blå"}, At: at(1, 4)}, ""},
		{"a single choice", plan.Field{Type: plan.Choices, Choices: colours}, "x: Röd", &plan.Value{Choices: []string{"Röd"}, At: at(1, 4)}, ""},
		{"choices with space around them", plan.Field{Type: plan.Choices, Choices: colours}, "x: [' Röd', 'grön ']", &plan.Value{Choices: []string{"Röd", "grön"}, At: at(1, 4)}, ""},
		{"choices, none", plan.Field{Type: plan.Choices, Choices: colours}, "x: []", nil, ""},
		{"choices, some empty", plan.Field{Type: plan.Choices, Choices: colours}, "x: [~, Röd, '']", &plan.Value{Choices: []string{"Röd"}, At: at(1, 4)}, ""},
		{"choices, one not offered", plan.Field{Type: plan.Choices, Choices: colours}, "x:\n- Röd\n- Lila", &plan.Value{Choices: []string{"Röd"}, At: at(2, 1)},
			"3:3 unknown-value: x | Lila | Röd, Grön, Ljust blå, grön"},
		{"choices, none offered", plan.Field{Type: plan.Choices, Choices: colours}, "x: [Lila]", nil, "1:5 unknown-value: x | Lila | Röd, Grön, Ljust blå, grön"},
		{"choices, one twice", plan.Field{Type: plan.Choices, Choices: colours}, "x:\n- Röd\n- Grön\n- röd", &plan.Value{Choices: []string{"Röd", "Grön"}, At: at(2, 1)},
			"4:3 duplicate-value: Röd | 2"},
		{"choices in a list", plan.Field{Type: plan.Choices, Choices: colours}, "x: [[Röd], Grön]", &plan.Value{Choices: []string{"Grön"}, At: at(1, 4)}, "1:5 want-text: x"},
		{"choices as a mapping", plan.Field{Type: plan.Choices, Choices: colours}, "x: {Röd: true}", nil, "1:4 want-list: x"},

		{"role", plan.Field{Type: plan.Role}, "x: tekniker", &plan.Value{Text: "tekniker", At: at(1, 4)}, ""},
		{"role that is not", plan.Field{Type: plan.Role}, "x: teknik", nil, "1:4 unknown-role: teknik | chef, tekniker, handlaggare ~tekniker"},
		{"role by its title", plan.Field{Type: plan.Role}, "x: Chef", nil, "1:4 unknown-role: Chef | chef, tekniker, handlaggare ~chef"},
		{"role as a list", plan.Field{Type: plan.Role}, "x: [chef]", nil, "1:4 want-text: x"},

		{"level", plan.Field{Type: plan.Level}, "x: 5", &plan.Value{Level: 5, At: at(1, 4)}, ""},
		{"level too high", plan.Field{Type: plan.Level}, "x: 6", nil, "1:4 want-level: x | 1–5"},
		{"level too low", plan.Field{Type: plan.Level}, "x: 0", nil, "1:4 want-level: x | 1–5"},
		{"level between", plan.Field{Type: plan.Level}, "x: 2.5", nil, "1:4 want-level: x | 1–5"},
		{"level as a list", plan.Field{Type: plan.Level}, "x: [1]", nil, "1:4 want-level: x | 1–5"},
		{"level by name", impact, "x: måttlig", &plan.Value{Level: 2, At: at(1, 4)}, ""},
		{"level by number", impact, "x: 3", &plan.Value{Level: 3, At: at(1, 4)}, ""},
		{"level by a number too many", impact, "x: 4", nil, "1:4 want-level: x | Liten, Måttlig, Stor"},
		{"level by a name that is not", impact, "x: Storr", nil, "1:4 want-level: x | Liten, Måttlig, Stor ~Stor"},
		{"level from nought", plan.Field{Type: plan.Level, Levels: []string{"Ingen", "Låg"}}, "x: 0", &plan.Value{At: at(1, 4)}, ""},
		{"level from nought by name", plan.Field{Type: plan.Level, Levels: []string{"Ingen", "Låg"}}, "x: låg", &plan.Value{Level: 1, At: at(1, 4)}, ""},
		{"level whose name is the number of another", plan.Field{Type: plan.Level, Levels: []string{"0", "1", "2", "3"}, From: 1}, "x: 0", &plan.Value{Level: 1, At: at(1, 4)}, ""},
		{"levels of one", plan.Field{Type: plan.Level, Levels: []string{"Enda"}, From: 3}, "x: 3", &plan.Value{Level: 3, At: at(1, 4)}, ""},

		{"yes", plan.Field{Type: plan.YesNo}, "x: true", &plan.Value{Yes: true, At: at(1, 4)}, ""},
		{"no", plan.Field{Type: plan.YesNo}, "x: false", &plan.Value{At: at(1, 4)}, ""},
		{"a yes of the old YAML", plan.Field{Type: plan.YesNo}, "x: yes", nil, "1:4 want-yes-no: x"},
		{"a yes in Swedish", plan.Field{Type: plan.YesNo}, "x: Ja", nil, "1:4 want-yes-no: x"},
		{"a yes as a list", plan.Field{Type: plan.YesNo}, "x: [true]", nil, "1:4 want-yes-no: x"},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.field.ID = "x"
			for _, complete := range []bool{false, true} {
				p, problems := (&plan.Template{Fields: []*plan.Field{&test.field}}).Read(input(t, test.text), plan.Rules{Roles: siteRoles, Complete: complete})
				if diff := cmp.Diff(lines(test.told), told(t, problems)); diff != "" {
					t.Errorf("problems (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff(test.want, p.Value("x"), cmpopts.IgnoreFields(plan.Value{}, "Field")); diff != "" {
					t.Errorf("value (-want +got):\n%s", diff)
				}
				if v := p.Value("x"); v != nil && v.Field != &test.field {
					t.Error("the value is of another field")
				}
			}
		})
	}
}

func lines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

func TestRolesOfNoSite(t *testing.T) {
	template := &plan.Template{Fields: []*plan.Field{{ID: "x", Type: plan.Role}}}
	_, problems := template.Read(input(t, "x: chef"), plan.Rules{})
	if diff := cmp.Diff([]string{"1:4 unknown-role: chef | –"}, told(t, problems)); diff != "" {
		t.Error(diff)
	}
}

// readTest is a plan whose values are read against a template.
type readTest struct {
	name     string
	text     string
	complete bool
	told     []string
	rows     int // of the table that the test is about
}

func (test readTest) run(t *testing.T, template *plan.Template, table string) {
	t.Run(test.name, func(t *testing.T) {
		rules := plan.Rules{File: "mallar/mall.md", Roles: siteRoles, Complete: test.complete, At: at(99, 1)}
		p, problems := template.Read(input(t, test.text), rules)
		if diff := cmp.Diff(test.told, told(t, problems)); diff != "" {
			t.Errorf("problems (-want +got):\n%s", diff)
		}
		rows := 0
		if v := p.Value(table); v != nil {
			rows = len(v.Rows)
		}
		if rows != test.rows {
			t.Errorf("%d rows are read, want %d", rows, test.rows)
		}
	})
}

func TestReadFields(t *testing.T) {
	template := &plan.Template{Fields: []*plan.Field{
		{ID: "namn", Label: "Namn", Type: plan.Text, Required: true},
		{ID: "kostnad", Label: "Kostnad", Type: plan.Money},
		{ID: "rader", Label: "Rader", Type: plan.Table, Required: true, MinRows: 2, Columns: []*plan.Field{{ID: "a", Type: plan.Number}, {ID: "b", Type: plan.Text}}},
		{ID: "mer", Label: "Mer", Type: plan.Table, MinRows: 2, Columns: []*plan.Field{{ID: "a", Type: plan.Number}}},
	}}
	const rader = "rader: [{a: 1}, {a: 2}]"
	for _, test := range []readTest{
		{name: "all that is required", text: "namn: x\n" + rader, complete: true, rows: 2},
		{name: "a draft may lack all", text: "{}"},
		{name: "values that are empty", text: "", complete: true, told: []string{
			"99:1 missing-value: namn | Namn", "99:1 missing-value: rader | Rader"}},
		{name: "no values", text: "{}", complete: true, told: []string{
			"99:1 missing-value: namn | Namn", "99:1 missing-value: rader | Rader"}},
		{name: "an empty value is where it stands", text: "kostnad: 1\nnamn:\n" + rader, complete: true, rows: 2, told: []string{
			"2:6 missing-value: namn | Namn"}},
		{name: "a row that says nothing", text: "namn: x\nrader:\n- {a: , b: ''}", complete: true, told: []string{
			"3:1 missing-value: rader | Rader"}},
		{name: "a value that cannot be read is not missing too", text: "namn: [x]\nrader: 5", complete: true, told: []string{
			"1:7 want-text: namn", "2:8 want-list: rader"}},
		{name: "too few rows", text: "namn: x\nrader:\n- {a: 1}", complete: true, rows: 1, told: []string{
			"3:1 too-few-rows: rader | 1 | 2"}},
		{name: "too few rows of a draft", text: "rader: [{a: 1}]", rows: 1},
		{name: "too few rows of what need not be", text: "namn: x\n" + rader + "\nmer: [{a: 1}]", complete: true, rows: 2, told: []string{
			"3:6 too-few-rows: mer | 1 | 2"}},
		{name: "too few rows of what need not be, in a draft", text: "mer: [{a: 1}]"},
		{name: "unknown fields", text: "namn: x\nkosnad: 1\nheltannat: [1, {2: 3}]\n" + rader, complete: true, rows: 2, told: []string{
			"2:1 unknown-field: kosnad | mallar/mall.md ~kostnad", "3:1 unknown-field: heltannat | mallar/mall.md"}},
		{name: "an unknown field without a value", text: "nam:", told: []string{"1:1 unknown-field: nam | mallar/mall.md ~namn"}},
		{name: "values as a list", text: "[namn]", told: []string{"1:1 want-mapping: values"}},
		{name: "values as a text", text: "namn", complete: true, told: []string{
			"1:1 want-mapping: values", "99:1 missing-value: namn | Namn", "99:1 missing-value: rader | Rader"}},
		{name: "values as an empty list", text: "[]"},
		{name: "a column is no field", text: "a: 1", told: []string{"1:1 unknown-field: a | mallar/mall.md"}},
	} {
		if test.text == "" {
			test.text = "~"
		}
		test.run(t, template, "rader")
	}
}

func TestReadTables(t *testing.T) {
	template := &plan.Template{Fields: []*plan.Field{{ID: "rader", Label: "Rader", Type: plan.Table, MaxRows: 3, Columns: []*plan.Field{
		{ID: "namn", Label: "Namn", Type: plan.Text, Required: true, Unique: true},
		{ID: "belopp", Label: "Belopp", Type: plan.Money, Required: true},
		{ID: "tid", Label: "Tid", Type: plan.Period, Unique: true},
		{ID: "val", Label: "Val", Type: plan.Choices, Choices: []string{"A", "B", "C"}},
		{ID: "fler", Label: "Fler", Type: plan.Choices, Choices: []string{"A", "B", "C"}},
	}}}}
	const two = "- {namn: a, belopp: 1}\n- {namn: b, belopp: 1}\n"
	for _, test := range []readTest{
		{name: "rows", text: "rader:\n" + two, complete: true, rows: 2},
		{name: "as a mapping", text: "rader: {namn: a}", told: []string{"1:8 want-list: rader"}},
		{name: "as a text", text: "rader: a", told: []string{"1:8 want-list: rader"}},
		{name: "a row that is a text", text: "rader:\n- a\n- [b]\n- {namn: c, belopp: 1}", rows: 1, told: []string{"2:3 want-mapping: rader", "3:3 want-mapping: rader"}},
		{name: "empty rows", text: "rader:\n-\n- {namn: a, belopp: 1}\n- {namn: , belopp: }\n- []\n- {okand: }", complete: true, rows: 1},
		{name: "unknown column", text: "rader:\n- {namn: a, belop: 1, x: 2}", rows: 1, told: []string{
			"2:13 unknown-field: belop | mallar/mall.md ~belopp", "2:23 unknown-field: x | mallar/mall.md"}},
		{name: "a row of nothing known", text: "rader:\n- {belop: 1}", told: []string{"2:4 unknown-field: belop | mallar/mall.md ~belopp"}},
		{name: "wrong values of cells", text: "rader:\n- {namn: {x: 1}, belopp: x, tid: x, val: Delta}", told: []string{
			"2:10 want-text: namn", "2:26 want-amount: belopp", "2:34 want-period: tid", "2:42 unknown-value: val | Delta | A, B, C"}},
		{name: "required cells", text: "rader:\n- {namn: a}\n- namn:\n  belopp: 1", complete: true, rows: 2, told: []string{
			"2:3 missing-value: belopp | Belopp", "3:3 missing-value: namn | Namn"}},
		{name: "required cells of a draft", text: "rader:\n- {namn: a}\n- {belopp: 1}", rows: 2},
		{name: "a required cell that cannot be read", text: "rader:\n- {namn: a, belopp: x}", complete: true, rows: 1, told: []string{
			"2:21 want-amount: belopp"}},
		{name: "too many rows", text: "rader:\n" + two + "- {namn: c, belopp: 1}\n- {namn: d, belopp: 1}\n- {namn: e, belopp: 1}", rows: 5, told: []string{
			"5:3 too-many-rows: rader | 5 | 3"}},
		{name: "as many rows as there may be, and empty ones", text: "rader:\n" + two + "- {namn: c, belopp: 1}\n- {}\n- {namn: ''}", rows: 3},
		{name: "equal rows", text: "rader:\n- {belopp: 1}\n- {namn: a}\n- {belopp: 1.00}", rows: 3, told: []string{"4:3 duplicate-row: 2"}},
		{name: "a row that stands thrice", text: "rader:\n- {belopp: 1}\n- {belopp: 1}\n- {belopp: 1}", rows: 3, told: []string{
			"3:3 duplicate-row: 2", "4:3 duplicate-row: 2"}},
		{name: "a unique column", text: "rader:\n- {namn: a, belopp: 1}\n- {namn: a, belopp: 2}", rows: 2, told: []string{"3:3 duplicate-row: 2"}},
		{name: "unique columns are apart", text: "rader:\n- {namn: a, belopp: 1, tid: {start: 2027-01-01, end: 2027-01-02}}\n- {namn: b, belopp: 1, tid: {start: 2027-01-01, end: 2027-01-02}}",
			rows: 2, told: []string{"3:3 duplicate-row: 2"}},
		{name: "a row like two others", rows: 3, told: []string{"4:3 duplicate-row: 2"},
			text: "rader:\n- {namn: a, belopp: 1}\n- {namn: b, belopp: 1, tid: {start: 2027-01-01, end: 2027-01-02}}\n- {namn: a, belopp: 1, tid: {start: 2027-01-01, end: 2027-01-02}}"},
		{name: "rows of which not all could be read", text: "rader:\n- {belopp: x, val: A}\n- {belopp: y, val: A}\n- {val: A}", rows: 3, told: []string{
			"2:12 want-amount: belopp", "3:12 want-amount: belopp"}},
		{name: "rows of which all in a unique column could be read", text: "rader:\n- {namn: a, belopp: x}\n- {namn: a, belopp: 1}\n- {namn: a, belopp: y}", rows: 3, told: []string{
			"2:21 want-amount: belopp", "4:21 want-amount: belopp", "3:3 duplicate-row: 2", "4:3 duplicate-row: 2"}},
		{name: "an empty unique cell is no value", text: "rader:\n- {belopp: 1}\n- {belopp: 2}", rows: 2},
		{name: "rows that differ in where choices stand", rows: 2,
			text: "rader:\n- {val: [A, B], fler: [C]}\n- {val: [A], fler: [B, C]}"},
		{name: "rows that differ in which cell is filled", text: "rader:\n- {val: A}\n- {fler: A}", rows: 2},
		{name: "texts with characters that part cells", text: "rader:\n- {namn: \"a\\0\"}\n- {namn: \"a\", belopp: 1}\n- {namn: \"a\\0\\\"\\x01\"}", rows: 3},
	} {
		test.run(t, template, "rader")
	}
}

// TestReadRows holds that a raci field has its limits of rows like a table.
func TestReadRows(t *testing.T) {
	template := &plan.Template{Fields: []*plan.Field{{ID: "ansvar", Type: plan.Raci, Required: true, MinRows: 2, MaxRows: 2}}}
	template.Complete(siteRoles)
	for _, test := range []readTest{
		{name: "too few", text: "ansvar:\n- {activity: a, chef: AR}", complete: true, rows: 1, told: []string{"2:1 too-few-rows: ansvar | 1 | 2"}},
		{name: "enough", text: "ansvar:\n- {activity: a, chef: AR}\n- {activity: b, chef: AR}", complete: true, rows: 2},
		{name: "too many", text: "ansvar:\n- {activity: a, chef: AR}\n- {activity: b, chef: AR}\n- {activity: c, chef: AR}", complete: true, rows: 3, told: []string{
			"4:3 too-many-rows: ansvar | 3 | 2"}},
	} {
		test.run(t, template, "ansvar")
	}
}

func TestReadTotals(t *testing.T) {
	template := &plan.Template{Fields: []*plan.Field{
		{ID: "summa", Type: plan.Money, TotalOf: plan.Ref{Value: "poster.belopp"}},
		{ID: "poster", Type: plan.Table, Columns: []*plan.Field{{ID: "post", Type: plan.Text}, {ID: "belopp", Type: plan.Money}}},
		{ID: "lost", Type: plan.Money, TotalOf: plan.Ref{Value: "poster.finns-inte"}},
	}}
	for _, test := range []readTest{
		{name: "right", text: "summa: 3.5\nposter: [{belopp: 1}, {belopp: 2.5}]", complete: true, rows: 2},
		{name: "right, and before the table", text: "poster: [{belopp: -1}, {belopp: 1}]\nsumma: 0", rows: 2},
		{name: "wrong", text: "summa: 3\nposter: [{belopp: 1}, {belopp: 2.5}]", rows: 2, told: []string{
			"1:8 wrong-total: summa | 3 | 3.5 | poster.belopp"}},
		{name: "wrong in a complete plan", text: "summa: -3\nposter: [{belopp: 1}, {post: x}]", complete: true, rows: 2, told: []string{
			"1:8 wrong-total: summa | -3 | 1 | poster.belopp"}},
		{name: "no total", text: "poster: [{belopp: 1}]", rows: 1},
		{name: "no table", text: "summa: 3", complete: true, told: []string{"1:8 wrong-total: summa | 3 | 0 | poster.belopp"}},
		{name: "no table yet", text: "summa: 3"},
		{name: "neither", text: "summa: 0"},
		{name: "a column that is not, told in the template", text: "lost: 5"},
	} {
		test.run(t, template, "poster")
	}
}

func TestReadRaci(t *testing.T) {
	template := &plan.Template{Fields: []*plan.Field{{ID: "ansvar", Label: "Ansvar", Type: plan.Raci, Roles: []plan.Ref{{Value: "tekniker"}, {Value: "chef"}}}}}
	template.Complete(siteRoles)
	for _, test := range []readTest{
		{name: "right", text: "ansvar:\n- {activity: Larm, chef: A, tekniker: R}\n- {activity: Byte, chef: AR, tekniker: I}\n- {activity: Prov, chef: ar}", complete: true, rows: 3},
		{name: "nobody is accountable", text: "ansvar:\n- {activity: Larm, chef: C, tekniker: R}", complete: true, rows: 1, told: []string{
			"2:3 raci-accountable: Larm | 0"}},
		{name: "nobody is accountable in a draft", text: "ansvar:\n- {activity: Larm, tekniker: R}", rows: 1},
		{name: "two are accountable", text: "ansvar:\n- {activity: Larm, chef: A, tekniker: AR}", complete: true, rows: 1, told: []string{
			"2:3 raci-accountable: Larm | 2"}},
		{name: "two are accountable in a draft", text: "ansvar:\n- {activity: Larm, chef: A, tekniker: A}", rows: 1, told: []string{
			"2:3 raci-accountable: Larm | 2"}},
		{name: "nobody carries it out", text: "ansvar:\n- {activity: Larm, chef: A, tekniker: I}", complete: true, rows: 1, told: []string{
			"2:3 raci-responsible: Larm"}},
		{name: "nobody carries it out in a draft", text: "ansvar:\n- {activity: Larm, chef: A}", rows: 1},
		{name: "several carry it out", text: "ansvar:\n- {activity: Larm, chef: AR, tekniker: R}", complete: true, rows: 1},
		{name: "an activity alone", text: "ansvar:\n- {activity: Larm}", complete: true, rows: 1, told: []string{
			"2:3 raci-accountable: Larm | 0", "2:3 raci-responsible: Larm"}},
		{name: "no activity", text: "ansvar:\n- {chef: AR}", complete: true, rows: 1, told: []string{"2:3 missing-value: activity | Ansvar"}},
		{name: "no activity in a draft", text: "ansvar:\n- {chef: A, tekniker: A}", rows: 1, told: []string{"2:3 raci-accountable:  | 2"}},
		{name: "an activity twice", text: "ansvar:\n- {activity: Larm, chef: AR}\n- {activity: Larm, tekniker: AR}", rows: 2, told: []string{"3:3 duplicate-row: 2"}},
		{name: "a letter that is none", text: "ansvar:\n- {activity: Larm, chef: AR, tekniker: XX}", complete: true, rows: 1, told: []string{
			"2:40 unknown-value: tekniker | XX | R, A, C, I, AR"}},
		{name: "a letter that is none may be the one that lacks", text: "ansvar:\n- {activity: Larm, chef: XX}", complete: true, rows: 1, told: []string{
			"2:26 unknown-value: chef | XX | R, A, C, I, AR"}},
		{name: "a letter that is none, and two accountable", complete: true, rows: 1, told: []string{
			"2:29 unknown-role: vd | tekniker, chef", "2:3 raci-accountable: Larm | 2"}, text: "ansvar:\n- {activity: Larm, chef: A, vd: A, tekniker: A}"},
		{name: "a row that could be read, after one that could not be read", complete: true, rows: 2, told: []string{
			"2:26 unknown-value: chef | XX | R, A, C, I, AR", "3:3 raci-accountable: Byte | 0"}, text: "ansvar:\n- {activity: Larm, chef: XX}\n- {activity: Byte, chef: R}"},
		{name: "a role that is none", text: "ansvar:\n- {activity: Larm, chef: AR, teknker: R}", complete: true, rows: 1, told: []string{
			"2:30 unknown-role: teknker | tekniker, chef ~tekniker"}},
		{name: "a role that the field leaves out", text: "ansvar:\n- {activity: Larm, chef: AR, handlaggare: R}", complete: true, rows: 1, told: []string{
			"2:30 unknown-role: handlaggare | tekniker, chef"}},
		{name: "nothing", text: "ansvar: {}"},
		{name: "as a mapping", text: "ansvar: {activity: x}", told: []string{"1:9 want-list: ansvar"}},
	} {
		test.run(t, template, "ansvar")
	}
}

// TestReadRaciWithoutRoles holds that a site without roles is no reason to fail.
func TestReadRaciWithoutRoles(t *testing.T) {
	template := &plan.Template{Fields: []*plan.Field{{ID: "ansvar", Type: plan.Raci}}}
	template.Complete(nil)
	p, problems := template.Read(input(t, "ansvar:\n- {activity: Larm, chef: A}"), plan.Rules{})
	if diff := cmp.Diff([]string{"2:20 unknown-role: chef | –"}, told(t, problems)); diff != "" {
		t.Error(diff)
	}
	if v := p.Value("ansvar"); v == nil || len(v.Rows) != 1 {
		t.Error("the activity is lost")
	}
}

// TestRowPlaces holds that rows and cells know where they stand.
func TestRowPlaces(t *testing.T) {
	template := &plan.Template{Fields: []*plan.Field{{ID: "t", Type: plan.Table, Columns: []*plan.Field{{ID: "a", Type: plan.Text}, {ID: "b", Type: plan.Prose}}}}}
	v := read(t, template, "t:\n- a: x\n  b: |\n    y\n- {b: z}").Value("t")
	got := []plan.Position{v.At, v.Rows[0].At, v.Rows[1].At, v.Cell(0, "a").At, v.Cell(0, "b").At, v.Cell(1, "b").At}
	if diff := cmp.Diff([]plan.Position{at(2, 1), at(2, 3), at(5, 3), at(2, 6), at(4, 0), at(5, 7)}, got); diff != "" {
		t.Error(diff)
	}
}

// TestTextAt holds that prose knows where its text begins, for what is told of it, and that
// all else stands where the value does.
func TestTextAt(t *testing.T) {
	template := &plan.Template{Fields: []*plan.Field{column("prosa", plan.Prose), column("text", plan.Text)}}
	for _, test := range []struct{ at, textAt, prose, text plan.Position }{
		{at(3, 5), at(4, 7), at(4, 7), at(3, 5)},
		{at(3, 5), at(4, 0), at(4, 0), at(3, 5)},
		{at(3, 5), at(0, 0), at(3, 5), at(3, 5)},
		{},
	} {
		value := plan.Input{Text: "\n Ett", At: test.at, TextAt: test.textAt}
		p, _ := template.Read(plan.Input{Kind: plan.Mapping, Pairs: []plan.Pair{{Key: "prosa", Value: value}, {Key: "text", Value: value}}}, plan.Rules{})
		if got := p.Value("prosa").At; got != test.prose {
			t.Errorf("prose at %v, text at %v, stands at %v, want %v", test.at, test.textAt, got, test.prose)
		}
		if got := p.Value("text").At; got != test.text {
			t.Errorf("text at %v, %v, stands at %v, want %v", test.at, test.textAt, got, test.text)
		}
	}
}

// TestReadDoesNotKeep holds that values may be read again: neither template nor input is changed.
func TestReadDoesNotKeep(t *testing.T) {
	template := &plan.Template{Fields: []*plan.Field{{ID: "c", Type: plan.Choices, Choices: []string{"A", "B"}}}}
	in := input(t, "c: [B, A]")
	first, _ := template.Read(in, plan.Rules{})
	second, problems := template.Read(in, plan.Rules{})
	if len(problems) > 0 || !first.Equal(second) || in.Pairs[0].Value.Items[0].Text != "B" || template.Fields[0].Choices[0] != "A" {
		t.Error("reading has changed what it reads")
	}
}

func TestEqual(t *testing.T) {
	template := &plan.Template{Fields: []*plan.Field{
		{ID: "a", Type: plan.Number}, {ID: "b", Type: plan.Choices, Choices: []string{"X", "Y"}},
		{ID: "t", Type: plan.Table, Columns: []*plan.Field{{ID: "x", Type: plan.Text}, {ID: "y", Type: plan.Text}}},
	}}
	all := []string{
		"{}", "a: 0", "a: 1", "b: X", "b: Y", "b: [X, Y]", "a: 1\nb: X", "t: [{x: a}]", "t: [{y: a}]", "t: [{x: a, y: a}]",
		"t: [{x: a}, {x: b}]", "t: [{x: b}, {x: a}]",
	}
	for i, a := range all {
		for k, b := range all {
			if got, want := read(t, template, a).Equal(read(t, template, b)), i == k; got != want {
				t.Errorf("%q equals %q: %v", a, b, got)
			}
		}
	}
	for _, same := range [][2]string{{"a: 1", "a: 1.000"}, {"b: [X, Y]", "b: [y, x]"}, {"t: [{x: a}]", "t: [{}, {y: , x: ' a '}]"}} {
		if !read(t, template, same[0]).Equal(read(t, template, same[1])) {
			t.Errorf("%q does not equal %q", same[0], same[1])
		}
	}
}

func TestProblemsLackFile(t *testing.T) {
	_, problems := (&plan.Template{}).Read(input(t, "a: 1"), plan.Rules{File: "mall.md"})
	if len(problems) != 1 || problems[0].File != "" || problems[0].Severity != diag.Error {
		t.Errorf("problems are %v", problems)
	}
}
