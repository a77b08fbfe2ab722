package plan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// refs makes what a figure is made of, of keys that each name one or more things.
func refs(s string) map[string][]plan.Ref {
	of, _ := of(s)
	return of
}

// checked returns a template with a figure that must have nothing wrong.
func checked(t testing.TB, figure *plan.Figure, fields ...*plan.Field) *plan.Template {
	t.Helper()
	figure.Keys = map[string]plan.Position{}
	for key := range figure.Of {
		figure.Keys[key] = at(1, 1)
	}
	if figure.Limits != nil {
		figure.Keys["limits"] = at(1, 1)
	}
	template := &plan.Template{Fields: fields, Figures: []*plan.Figure{figure}}
	if problems := template.Check(nil); len(problems) > 0 {
		t.Fatalf("the template is told %v", told(t, problems))
	}
	return template
}

func riskTemplate(t testing.TB, limits ...int) *plan.Template {
	return checked(t, &plan.Figure{Type: plan.RiskFigure, Of: refs("rows=risker name=risk likelihood=sannolikhet consequence=konsekvens"), Limits: limits},
		&plan.Field{ID: "risker", Type: plan.Table, Columns: []*plan.Field{
			column("risk", plan.Text), column("sannolikhet", plan.Level),
			{ID: "konsekvens", Type: plan.Level, Levels: []string{"Ingen", "Liten", "Stor", "Svår"}},
		}})
}

func TestRisks(t *testing.T) {
	template := riskTemplate(t, 5, 10)
	p := read(t, template, `risker:
- {risk: Larmet går inte fram, sannolikhet: 2, konsekvens: 2}
- {risk: Strömmen går, sannolikhet: 5, konsekvens: Liten}
- {sannolikhet: 3, konsekvens: svår}
- {risk: Utan sannolikhet, konsekvens: 1}
- {risk: Utan konsekvens, sannolikhet: 1}
- {risk: Utan följd, sannolikhet: 5, konsekvens: Ingen}
- {risk: Värst, sannolikhet: 5, konsekvens: 2}
`)
	m := p.Risks(template.Figures[0])
	want := []plan.Risk{
		{Number: 1, Name: "Larmet går inte fram", Likelihood: 2, Consequence: 2, Value: 4, Class: plan.Low},
		{Number: 2, Name: "Strömmen går", Likelihood: 5, Consequence: 1, Value: 5, Class: plan.Middle},
		{Number: 3, Likelihood: 3, Consequence: 3, Value: 9, Class: plan.Middle},
		{Number: 6, Name: "Utan följd", Likelihood: 5, Consequence: 0, Value: 0, Class: plan.Low},
		{Number: 7, Name: "Värst", Likelihood: 5, Consequence: 2, Value: 10, Class: plan.High},
	}
	if diff := cmp.Diff(want, m.Risks); diff != "" {
		t.Error(diff)
	}
	if m.Likelihood.ID != "sannolikhet" || m.Consequence.ID != "konsekvens" || m.Limits != [2]int{5, 10} {
		t.Errorf("the matrix is %v, %v, %v", m.Likelihood, m.Consequence, m.Limits)
	}
	for class, want := range map[plan.Class]int{plan.Low: 2, plan.Middle: 2, plan.High: 1} {
		if got := m.Count(class); got != want {
			t.Errorf("%d risks are %v, want %d", got, class, want)
		}
	}
}

func TestRisksOfNothing(t *testing.T) {
	template := riskTemplate(t, 5, 10)
	m := read(t, template, "{}").Risks(template.Figures[0])
	if len(m.Risks) != 0 || m.Likelihood == nil || m.Consequence == nil || m.Count(plan.Low) != 0 {
		t.Errorf("the matrix of no risks is %+v", m)
	}
}

func TestClassOf(t *testing.T) {
	for _, test := range []struct {
		limits [2]int
		value  int
		want   string
	}{
		{[2]int{5, 10}, 0, "low"}, {[2]int{5, 10}, 1, "low"}, {[2]int{5, 10}, 4, "low"}, {[2]int{5, 10}, 5, "middle"},
		{[2]int{5, 10}, 9, "middle"}, {[2]int{5, 10}, 10, "high"}, {[2]int{5, 10}, 25, "high"},
		{[2]int{4, 5}, 3, "low"}, {[2]int{4, 5}, 4, "middle"}, {[2]int{4, 5}, 5, "high"}, {[2]int{1, 26}, 25, "middle"},
	} {
		m := &plan.RiskMatrix{Limits: test.limits}
		if got := m.ClassOf(test.value).String(); got != test.want {
			t.Errorf("%d by %v is %s, want %s", test.value, test.limits, got, test.want)
		}
	}
}

func TestStakeholders(t *testing.T) {
	template := checked(t, &plan.Figure{Type: plan.StakeholderFigure, Of: refs("rows=grupper name=grupp influence=inflytande attitude=hallning")},
		&plan.Field{ID: "grupper", Type: plan.Table, Columns: []*plan.Field{
			{ID: "grupp", Type: plan.Choice, Choices: []string{"Anhöriga", "Personal", "Nämnden"}}, column("inflytande", plan.Level),
			{ID: "hallning", Type: plan.Level, Levels: []string{"Emot", "Avvaktande", "För"}, From: -1},
		}})
	p := read(t, template, `grupper:
- {grupp: Personal, inflytande: 4, hallning: Emot}
- {grupp: Anhöriga, inflytande: 2}
- {grupp: Nämnden, hallning: För}
- {inflytande: 5, hallning: 0}
- {grupp: Anhöriga, inflytande: 1, hallning: För}
`)
	m := p.Stakeholders(template.Figures[0])
	want := []plan.Stakeholder{
		{Number: 1, Name: "Personal", Influence: 4, Attitude: -1},
		{Number: 4, Influence: 5, Attitude: 0},
		{Number: 5, Name: "Anhöriga", Influence: 1, Attitude: 1},
	}
	if diff := cmp.Diff(want, m.Groups); diff != "" {
		t.Error(diff)
	}
	if m.Influence.ID != "inflytande" || m.Attitude.ID != "hallning" {
		t.Errorf("the map is of %s and %s", m.Influence.ID, m.Attitude.ID)
	}
	if m := read(t, template, "{}").Stakeholders(template.Figures[0]); len(m.Groups) != 0 || m.Influence == nil {
		t.Errorf("the map of nobody is %+v", m)
	}
}

func TestTimeline(t *testing.T) {
	template := checked(t, &plan.Figure{Type: plan.TimelineFigure, Of: refs("rows=tider name=vad period=tid")},
		&plan.Field{ID: "tider", Type: plan.Table, Columns: []*plan.Field{column("vad", plan.Text), column("tid", plan.Period)}})
	for _, test := range []struct {
		name, text string
		want       plan.Timeline
		days       []int
	}{
		{"nothing", "{}", plan.Timeline{}, nil},
		{"one day", "tider: [{vad: Start, tid: {start: 2027-03-01, end: 2027-03-01}}]",
			plan.Timeline{Bars: []plan.Bar{{Name: "Start", Start: day("2027-03-01"), End: day("2027-03-01")}}, Start: day("2027-03-01"), End: day("2027-03-01")}, []int{1}},
		{"in the order of the rows, without those that have no period",
			"tider: [{vad: B, tid: {start: 2027-03-28, end: 2027-04-03}}, {vad: C}, {tid: {start: 2026-12-31, end: 2027-01-01}}, {vad: D, tid: {start: 2028-02-28, end: 2028-03-01}}]",
			plan.Timeline{
				Bars: []plan.Bar{
					{Name: "B", Start: day("2027-03-28"), End: day("2027-04-03")}, {Start: day("2026-12-31"), End: day("2027-01-01")},
					{Name: "D", Start: day("2028-02-28"), End: day("2028-03-01")},
				},
				Start: day("2026-12-31"), End: day("2028-03-01"),
			}, []int{7, 2, 3}},
		{"the longest ends in the middle", "tider: [{vad: A, tid: {start: 2027-01-01, end: 2027-12-31}}, {vad: B, tid: {start: 2027-02-01, end: 2027-02-02}}]",
			plan.Timeline{
				Bars:  []plan.Bar{{Name: "A", Start: day("2027-01-01"), End: day("2027-12-31")}, {Name: "B", Start: day("2027-02-01"), End: day("2027-02-02")}},
				Start: day("2027-01-01"), End: day("2027-12-31"),
			}, []int{365, 2}},
		{"a year that is mistyped", "tider: [{vad: A, tid: {start: 0207-01-01, end: 2027-01-01}}]",
			plan.Timeline{Bars: []plan.Bar{{Name: "A", Start: day("0207-01-01"), End: day("2027-01-01")}}, Start: day("0207-01-01"), End: day("2027-01-01")}, []int{664_743}},
		{"before Go's first day", "tider: [{vad: A, tid: {start: 0000-02-28, end: 0000-03-01}}]",
			plan.Timeline{Bars: []plan.Bar{{Name: "A", Start: day("0000-02-28"), End: day("0000-03-01")}}, Start: day("0000-02-28"), End: day("0000-03-01")}, []int{3}},
		{"on Go's first day", "tider: [{vad: A, tid: {start: 0001-01-01, end: 0001-01-01}}, {vad: B, tid: {start: 0001-01-02, end: 0001-01-02}}]",
			plan.Timeline{
				Bars:  []plan.Bar{{Name: "A", Start: day("0001-01-01"), End: day("0001-01-01")}, {Name: "B", Start: day("0001-01-02"), End: day("0001-01-02")}},
				Start: day("0001-01-01"), End: day("0001-01-02"),
			}, []int{1, 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := read(t, template, test.text).Timeline(template.Figures[0])
			if diff := cmp.Diff(&test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			var days []int
			for _, b := range got.Bars {
				days = append(days, b.Days())
			}
			if diff := cmp.Diff(test.days, days); diff != "" {
				t.Errorf("days (-want +got):\n%s", diff)
			}
		})
	}
}

// TestTimelineOfBadPeriods holds that what is told as a problem does not spoil the rest.
func TestTimelineOfBadPeriods(t *testing.T) {
	template := checked(t, &plan.Figure{Type: plan.TimelineFigure, Of: refs("rows=tider name=vad period=tid")},
		&plan.Field{ID: "tider", Type: plan.Table, Columns: []*plan.Field{column("vad", plan.Text), column("tid", plan.Period)}})
	p, problems := template.Read(input(t, "tider: [{vad: A, tid: {start: 2030-01-02, end: 2020-01-01}}, {vad: B, tid: {start: 2027-01-01, end: 2027-01-02}}]"), plan.Rules{})
	if diff := cmp.Diff([]string{"1:48 period-order: tid"}, told(t, problems)); diff != "" {
		t.Error(diff)
	}
	got := p.Timeline(template.Figures[0])
	want := &plan.Timeline{Bars: []plan.Bar{{Name: "B", Start: day("2027-01-01"), End: day("2027-01-02")}}, Start: day("2027-01-01"), End: day("2027-01-02")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestProcess(t *testing.T) {
	before := &plan.Field{ID: "i-dag", Type: plan.Table, Columns: []*plan.Field{column("steg", plan.Text), column("vem", plan.Role)}}
	after := &plan.Field{ID: "nya", Type: plan.Table, Columns: []*plan.Field{column("steg", plan.Text), column("vem", plan.Role), column("andrat", plan.YesNo)}}
	const values = `i-dag:
- {steg: Ringer, vem: chef}
- {steg: Åker}
nya:
- {steg: Larmar, vem: tekniker, andrat: true}
- {steg: Åker, vem: chef, andrat: false}
- {vem: chef}
- {steg: Antecknar}
`
	type step struct {
		Name, Who string
		Changed   bool
	}
	for _, test := range []struct {
		name, of, values string
		before, after    []step
	}{
		{"all", "before=i-dag after=nya name=steg who=vem changed=andrat", values,
			[]step{{"Ringer", "chef", false}, {"Åker", "", false}},
			[]step{{"Larmar", "tekniker", true}, {"Åker", "chef", false}, {"", "chef", false}, {"Antecknar", "", false}}},
		{"names alone", "before=i-dag after=nya name=steg", values,
			[]step{{"Ringer", "", false}, {"Åker", "", false}},
			[]step{{"Larmar", "", false}, {"Åker", "", false}, {"", "", false}, {"Antecknar", "", false}}},
		{"nothing before", "before=i-dag after=nya name=steg", "nya: [{steg: A}]", nil, []step{{"A", "", false}}},
		{"nothing", "before=i-dag after=nya name=steg", "{}", nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			template := checked(t, &plan.Figure{Type: plan.ProcessFigure, Of: refs(test.of)}, before, after)
			got := read(t, template, test.values).Process(template.Figures[0])
			short := func(steps []plan.Step) []step {
				var list []step
				for _, s := range steps {
					who := ""
					if s.Who != nil {
						who = s.Who.Text
					}
					list = append(list, step{s.Name, who, s.Changed})
				}
				return list
			}
			if diff := cmp.Diff(test.before, short(got.Before)); diff != "" {
				t.Errorf("before (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.after, short(got.After)); diff != "" {
				t.Errorf("after (-want +got):\n%s", diff)
			}
		})
	}
}

func TestClassification(t *testing.T) {
	named := []string{"Ingen", "Måttlig", "Betydande", "Allvarlig"}
	for _, test := range []struct {
		name    string
		from    int
		levels  []string // none for 1–5
		values  string
		sets    []int // the highest level of each set
		highest []int
		overall int
	}{
		{"nothing", 0, named, "{}", nil, []int{0, 0, 0}, 0},
		{"nothing, of numbered levels", 0, nil, "{}", nil, []int{1, 1, 1}, 1},
		{"the highest decides", 0, named, "mangder: [{namn: A, k: 1, r: 3, t: 0}, {namn: B, k: 2, r: 1, t: 1}]", []int{3, 2}, []int{2, 3, 1}, 3},
		{"by name", 0, named, "mangder: [{k: Betydande, r: Ingen}, {t: Måttlig}]", []int{2, 1}, []int{2, 0, 1}, 2},
		{"from one", 1, named, "mangder: [{k: 1, r: 1, t: 1}, {namn: Tom}]", []int{1, 1}, []int{1, 1, 1}, 1},
		{"numbered", 0, nil, "mangder: [{k: 5}, {t: 2}]", []int{5, 2}, []int{5, 1, 2}, 5},
		{"below nought", -3, named, "mangder: [{k: -2, r: -3}]", []int{-2}, []int{-2, -3, -3}, -2},
	} {
		t.Run(test.name, func(t *testing.T) {
			table := &plan.Field{ID: "mangder", Type: plan.Table, Columns: []*plan.Field{column("namn", plan.Text)}}
			for _, id := range []string{"k", "r", "t"} {
				table.Columns = append(table.Columns, &plan.Field{ID: id, Type: plan.Level, Levels: test.levels, From: test.from})
			}
			template := checked(t, &plan.Figure{Type: plan.ClassificationFigure, Of: refs("rows=mangder name=namn levels=k,r,t")}, table)
			p := read(t, template, test.values)
			c := p.Classification(template.Figures[0])
			if got := ids(c.Aspects); got != "k r t" {
				t.Errorf("the aspects are %s", got)
			}
			var sets []int
			for i, set := range c.Sets {
				sets = append(sets, set.Highest)
				if want := p.Value("mangder").Rows[i].Cells; set.Name != text(want[0]) || !cmp.Equal(set.Levels, want[1:], cmp.Comparer(func(a, b *plan.Value) bool { return a == b })) {
					t.Errorf("the set of row %d is %+v", i, set)
				}
			}
			if diff := cmp.Diff(test.sets, sets); diff != "" {
				t.Errorf("sets (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.highest, c.Highest); diff != "" || c.Overall != test.overall {
				t.Errorf("highest is %v, %d, want %v, %d", c.Highest, c.Overall, test.highest, test.overall)
			}
		})
	}
}

// TestClassificationOfUnlikeLevels holds that the overall level is that of an aspect also
// where aspects have levels of their own.
func TestClassificationOfUnlikeLevels(t *testing.T) {
	template := checked(t, &plan.Figure{Type: plan.ClassificationFigure, Of: refs("rows=t name=n levels=a,b")},
		&plan.Field{ID: "t", Type: plan.Table, Columns: []*plan.Field{
			column("n", plan.Text), {ID: "a", Type: plan.Level, Levels: []string{"x", "y"}}, {ID: "b", Type: plan.Level, Levels: []string{"x", "y"}, From: 2},
		}})
	for values, want := range map[string]int{"{}": 2, "t: [{n: x, a: 1}]": 2, "t: [{n: x, b: 3}]": 3} {
		if got := read(t, template, values).Classification(template.Figures[0]).Overall; got != want {
			t.Errorf("%s: overall is %d, want %d", values, got, want)
		}
	}
}

func text(v *plan.Value) string {
	if v == nil {
		return ""
	}
	return v.Text
}
