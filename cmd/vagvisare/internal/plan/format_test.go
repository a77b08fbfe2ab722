package plan_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/plan"
)

var (
	swedish = plan.Format{Decimal: ",", Currency: "kr", Hours: "timmar", Yes: "Ja", No: "Nej", Roles: siteRoles}
	english = plan.Format{Decimal: ".", Currency: "SEK", Hours: "hours", Yes: "Yes", No: "No", Roles: siteRoles}
)

// spaced writes a space for each space that does not break, which no one can see.
func spaced(s string) string { return strings.ReplaceAll(s, "\u00a0", "_") }

func TestFormatNumber(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "7": "7", "12": "12", "123": "123", "1250": "1_250", "12500": "12_500", "123456": "123_456", "1234567": "1_234_567",
		"999999999999.999": "999_999_999_999,999", "-1": "−1", "-12": "−12", "-123": "−123", "-1234": "−1_234", "-123456": "−123_456",
		"0.5": "0,5", "-0.5": "−0,5", "2.50": "2,5", "1250.125": "1_250,125", "-1000.001": "−1_000,001",
	} {
		if got := spaced(swedish.Number(number(text))); got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
		if got, want := spaced(english.Number(number(text))), strings.ReplaceAll(want, ",", "."); got != want {
			t.Errorf("%s in English is %q, want %q", text, got, want)
		}
	}
}

func TestFormatAmounts(t *testing.T) {
	d := number("-1250.5")
	for _, test := range []struct{ got, want string }{
		{swedish.Money(d), "−1_250,5_kr"}, {english.Money(d), "−1_250.5_SEK"},
		{swedish.Time(number("28")), "28_timmar"},
		{swedish.Kronor(0), "0_kr"}, {swedish.Kronor(-1_500_000), "−1_500_000_kr"}, {swedish.Kronor(2_000_000_000_000), "2_000_000_000_000_kr"},
		{swedish.Amount(column("x", plan.Money), d), "−1_250,5_kr"},
		{swedish.Amount(column("x", plan.Hours), d), "−1_250,5_timmar"},
		{swedish.Amount(column("x", plan.Number), d), "−1250,5"}, // it may be a year
		{swedish.Amount(column("x", plan.Number), number("9999.999")), "9999,999"}, {swedish.Amount(column("x", plan.Number), number("-9999.999")), "−9999,999"},
		{swedish.Amount(column("x", plan.Number), number("10000")), "10_000"}, {swedish.Amount(column("x", plan.Number), number("-10000")), "−10_000"},
		{swedish.Amount(&plan.Field{Type: plan.Number, Unit: "personer"}, d), "−1_250,5_personer"},
	} {
		if got := spaced(test.got); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// formatFields are fields for each form of value.
func formatFields() []*plan.Field {
	return []*plan.Field{
		column("text", plan.Text), column("prose", plan.Prose), column("number", plan.Number), {ID: "unit", Type: plan.Number, Unit: "kg CO2"},
		column("money", plan.Money), column("hours", plan.Hours), column("date", plan.Date), column("period", plan.Period),
		{ID: "choice", Type: plan.Choice, Choices: []string{"Ja, gärna", "ja", "Ja", "Dubbelt  mellanslag"}},
		{ID: "choices", Type: plan.Choices, Choices: []string{"A", "B", "C"}},
		column("role", plan.Role), column("level", plan.Level),
		{ID: "named", Type: plan.Level, Levels: []string{"Ingen", "Måttlig", "Betydande"}},
		{ID: "from-one", Type: plan.Level, Levels: []string{"3", "2", "1"}, From: 1},
		column("yes-no", plan.YesNo), column("link", plan.Link),
		{ID: "table", Type: plan.Table, Columns: []*plan.Field{column("a", plan.Text)}},
	}
}

func TestFormatValue(t *testing.T) {
	template := &plan.Template{Fields: formatFields()}
	for _, test := range []struct{ value, want, english string }{
		{"text: Två  ord", "Två ord", "Två ord"},
		{"prose: |\n  **Ett**\n\n  två\n", "**Ett**\n\ntvå\n", "**Ett**\n\ntvå\n"},
		{"number: 2027", "2027", "2027"},
		{"unit: 3", "3_kg CO2", "3_kg CO2"},
		{"money: 250000", "250_000_kr", "250_000_SEK"},
		{"hours: 7.75", "7,75_timmar", "7.75_hours"},
		{"date: 2027-01-05", "2027-01-05", "2027-01-05"},
		{"period: {start: 2027-01-05, end: 2027-02-01}", "2027-01-05 – 2027-02-01", "2027-01-05 – 2027-02-01"},
		{"choice: ja, gärna", "Ja, gärna", "Ja, gärna"},
		{"choices: [C, A]", "A, C", "A, C"},
		{"role: handlaggare", "Handläggare", "Handläggare"},
		{"level: 4", "4", "4"},
		{"named: 2", "Betydande (2)", "Betydande (2)"},
		{"named: ingen", "Ingen (0)", "Ingen (0)"},
		{"from-one: 3", "1 (3)", "1 (3)"},
		{"yes-no: true", "Ja", "Yes"},
		{"yes-no: false", "Nej", "No"},
		{"link: https://portal.example/?a=b#c", "https://portal.example/?a=b#c", "https://portal.example/?a=b#c"},
		{"table: [{a: x}]", "", ""},
	} {
		id, _, _ := strings.Cut(test.value, ":")
		v := read(t, template, test.value).Value(id)
		if got := spaced(swedish.Value(v)); got != test.want {
			t.Errorf("%s is %q, want %q", test.value, got, test.want)
		}
		if got := spaced(english.Value(v)); got != test.english {
			t.Errorf("%s in English is %q, want %q", test.value, got, test.english)
		}
	}
	if got := swedish.Value(nil); got != "" {
		t.Errorf("nothing is %q", got)
	}
	if got := swedish.Role("vd"); got != "vd" {
		t.Errorf("a role that the site does not have is %q", got)
	}
}

func TestOptions(t *testing.T) {
	for _, test := range []struct {
		field plan.Field
		want  []plan.Option
	}{
		{plan.Field{Type: plan.Choice, Choices: []string{"B", "A"}}, []plan.Option{{ID: "B", Title: "B"}, {ID: "A", Title: "A"}}},
		{plan.Field{Type: plan.Choices, Choices: []string{"B"}}, []plan.Option{{ID: "B", Title: "B"}}},
		{plan.Field{Type: plan.Role}, siteRoles},
		{plan.Field{Type: plan.Level}, []plan.Option{{ID: "1", Title: "1"}, {ID: "2", Title: "2"}, {ID: "3", Title: "3"}, {ID: "4", Title: "4"}, {ID: "5", Title: "5"}}},
		{plan.Field{Type: plan.Level, Levels: []string{"Låg", "Hög"}}, []plan.Option{{ID: "0", Title: "Låg (0)"}, {ID: "1", Title: "Hög (1)"}}},
		{plan.Field{Type: plan.Level, Levels: []string{"Låg", "Hög"}, From: 3}, []plan.Option{{ID: "3", Title: "Låg (3)"}, {ID: "4", Title: "Hög (4)"}}},
		{plan.Field{Type: plan.YesNo}, []plan.Option{{ID: "true", Title: "Ja"}, {ID: "false", Title: "Nej"}}},
		{plan.Field{Type: plan.Text}, nil}, {plan.Field{Type: plan.Date}, nil}, {plan.Field{Type: plan.Raci}, nil},
	} {
		if diff := cmp.Diff(test.want, swedish.Options(&test.field)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.field.Type, diff)
		}
	}
}

// TestFormatInput reads what people write. What makes no sense is handed on as it is, for
// Read to tell.
func TestFormatInput(t *testing.T) {
	template := &plan.Template{Fields: formatFields()}
	for _, test := range []struct {
		field, text string
		want        string // the value as a key; "" where there is none
		told        string
	}{
		{"text", " ett\u00a0 två\n", "ett två", ""},
		{"text", " \n\u00a0", "", ""},
		{"number", "", "", ""},
		{"number", "1250", "1250", ""},
		{"number", "1\u00a0250,5", "1250.5", ""},
		{"number", "1 250.5", "1250.5", ""},
		{"number", "1\u202f250\u2009000", "1250000", ""},
		{"number", "−12,5", "-12.5", ""},
		{"number", "- 12", "-12", ""},
		{"number", "1.250", "", "want-amount: number"},
		{"number", "10 20", "", "want-amount: number"},
		{"number", "12 kr", "", "want-amount: number"},
		{"number", "12 %", "", "want-amount: number"},
		{"number", "ungefär 12", "", "want-amount: number"},
		{"number", "10–12", "", "want-amount: number"},
		{"number", "1,2,3", "", "want-amount: number"},
		{"number", "0,1234", "", "want-amount: number"},
		{"number", "tolv", "", "want-amount: number"},
		{"number", "٣", "", "want-amount: number"},
		{"unit", "12", "12", ""},
		{"unit", "1 250 kg CO2", "1250", ""},
		{"unit", "1250kg co2", "1250", ""},
		{"unit", "3 KG\u00a0CO2", "3", ""},
		{"unit", "3 ton", "", "want-amount: unit"},
		{"unit", "kg CO2", "", "want-amount: unit"},
		{"unit", "3 kg CO2 kg CO2", "", "want-amount: unit"},
		{"unit", "3 kg CO", "", "want-amount: unit"},
		{"money", "250 000 kr", "250000", ""},
		{"money", "250 000 KR", "250000", ""},
		{"money", "250000 kronor", "250000", ""},
		{"money", "1 200:-", "1200", ""},
		{"money", "1 200,50 SEK", "1200.5", ""},
		{"money", "-1 kr", "-1", ""},
		{"money", "1 tkr", "", "want-amount: money"},
		{"money", "1 Mkr", "", "want-amount: money"},
		{"money", "1 kr per år", "", "want-amount: money"},
		{"money", "10 kr 50", "", "want-amount: money"},
		{"hours", "7,5 timmar", "7.5", ""},
		{"hours", "7,5 tim", "7.5", ""},
		{"hours", "8h", "8", ""},
		{"hours", "8 dagar", "", "want-amount: hours"},
		{"hours", "2 h 30 min", "", "want-amount: hours"},
		{"date", "2027-01-05", "2027-01-05", ""},
		{"date", "2027-1-5", "2027-01-05", ""},
		{"date", "20270105", "2027-01-05", ""},
		{"date", "2027/1/5", "2027-01-05", ""},
		{"date", " 2027.01.05 ", "2027-01-05", ""},
		{"date", "5/1 2027", "", "bad-date: date | 5/1 2027"},
		{"date", "2027-02-30", "", "bad-date: date | 2027-02-30"},
		{"date", "våren 2027", "", "bad-date: date | våren 2027"},
		{"period", "2027-01-05 – 2027-02-01", "2027-01-05/2027-02-01", ""},
		{"period", "2027-01-05–2027-02-01", "2027-01-05/2027-02-01", ""},
		{"period", "2027-1-5 - 2027-2-1", "2027-01-05/2027-02-01", ""},
		{"period", "2027-01-05/2027-02-01", "2027-01-05/2027-02-01", ""},
		{"period", "20270105\u00a0–\u00a020270201", "2027-01-05/2027-02-01", ""},
		{"period", "2027-01-05", "", "want-period: period"},
		{"period", " – 2027-01-05", "", "want-period: period"},
		{"period", "våren – hösten", "", "bad-date: start | våren\nbad-date: end | hösten"},
		{"choice", "ja, Gärna", "Ja, gärna", ""},
		{"choice", "Ja", "Ja", ""},
		{"choice", "ja", "ja", ""},
		{"choice", "dubbelt mellanslag", "Dubbelt  mellanslag", ""},
		{"choice", "kanske", "", "unknown-value: choice | kanske | Ja, gärna, ja, Ja, Dubbelt  mellanslag"},
		{"role", "Tekniker", "tekniker", ""},
		{"role", "HANDLÄGGARE", "handlaggare", ""},
		{"role", "chef", "chef", ""},
		{"role", "Verkställande", "", "unknown-role: Verkställande | chef, tekniker, handlaggare"},
		{"level", "4", "4", ""},
		{"level", "9", "", "want-level: level | 1–5"},
		{"named", "Betydande (2)", "2", ""},
		{"named", "betydande", "2", ""},
		{"named", "2", "2", ""},
		{"named", "Betydande (1)", "", "want-level: named | Ingen, Måttlig, Betydande ~Betydande"},
		{"from-one", "1 (3)", "3", ""},
		{"yes-no", "ja", "true", ""},
		{"yes-no", "NEJ", "false", ""},
		{"yes-no", "true", "true", ""},
		{"yes-no", "kanske", "", "want-yes-no: yes-no"},
		{"link", " https://portal.example/ ", "https://portal.example/", ""},
	} {
		t.Run(test.field+" "+test.text, func(t *testing.T) {
			in := plan.Input{Kind: plan.Mapping, Pairs: []plan.Pair{{Key: test.field, Value: swedish.Input(template.Field(test.field), test.text)}}}
			p, problems := template.Read(in, plan.Rules{Roles: siteRoles})
			var want []string
			for _, line := range lines(test.told) {
				want = append(want, "0:0 "+line)
			}
			if diff := cmp.Diff(want, told(t, problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			got := ""
			if v := p.Value(test.field); v != nil {
				got = v.Key()
			}
			if got != test.want {
				t.Errorf("the value is %q, want %q", got, test.want)
			}
		})
	}
}

// TestFormatInputUnits reads numbers with units that hold digits, which are no part of the number.
func TestFormatInputUnits(t *testing.T) {
	for _, test := range []struct{ unit, text, want string }{
		{"m2", "12 m2", "12"}, {"m2", "12m2", "12"}, {"m²", "12,5 m²", "12.5"}, {"fall per 1 000", "3,5 fall per 1 000", "3.5"},
		{"fall per 1000", "3,5 fall per 1000", "3.5"}, {"1000-tal", "5 1000-tal", "5"}, {"", "5", "5"}, {"st\u00a0per  dag", "5 st per dag", "5"},
		{"0", "120", "120"}, {"0", "12 0", "12"}, {".", "5.", "5"}, {"h", "5 h", "5"},
	} {
		if got := swedish.Input(&plan.Field{Type: plan.Number, Unit: test.unit}, test.text); got.Text != test.want {
			t.Errorf("%q in %q is read as %q, want %q", test.text, test.unit, got.Text, test.want)
		}
	}
}

func TestPeriodOf(t *testing.T) {
	for _, test := range []struct{ start, end, want string }{
		{"2027-1-5", " 20270201 ", "{start: 2027-01-05, end: 2027-02-01}"},
		{"2027-01-05", "", "{start: 2027-01-05, end: ''}"},
		{"", "2027-01-05", "{start: '', end: 2027-01-05}"},
		{"våren", "2027-13-01", "{start: våren, end: 2027-13-01}"},
	} {
		want := unplaced(input(t, test.want))
		if diff := cmp.Diff(want, plan.PeriodOf(test.start, test.end)); diff != "" {
			t.Errorf("%q to %q (-want +got):\n%s", test.start, test.end, diff)
		}
	}
	if diff := cmp.Diff(plan.Input{}, plan.PeriodOf("", " ")); diff != "" {
		t.Error(diff)
	}
}

// unplaced returns an input as if it came of no file.
func unplaced(in plan.Input) plan.Input {
	in.At, in.TextAt = plan.Position{}, plan.Position{}
	for i := range in.Items {
		in.Items[i] = unplaced(in.Items[i])
	}
	for i := range in.Pairs {
		in.Pairs[i].At, in.Pairs[i].Value = plan.Position{}, unplaced(in.Pairs[i].Value)
	}
	return in
}
