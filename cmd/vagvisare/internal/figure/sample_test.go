package figure

import (
	"fmt"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// samples are figures as a municipality would have them, one of each type.
func samples() map[plan.FigureType]sample {
	return map[plan.FigureType]sample{
		plan.RiskFigure: riskSample(
			risk{"Kameran ser något annat än det avtalade, till exempel en anhörig som sover över", 2, 4}, risk{"Mobilnätet faller bort en hel natt", 3, 4},
			risk{"Personalen litar så mycket på tekniken att hembesök glöms", 2, 5}, risk{"Bilden är oskarp i mörker", 3, 2}, risk{"Strömavbrott", 2, 4},
			risk{"Fel person tittar", 1, 4}, risk{"Batteriet tar slut", 4, 1}, risk{"Den enskilde ångrar sitt samtycke", 3, 2}, risk{"Leverantören går i konkurs", 1, 5},
			risk{"Utbildningen hinns inte med före start", 3, 2}, risk{"Larm drunknar i felaktiga larm", 4, 4}),
		plan.StakeholderFigure: stakeholderSample(
			stakeholder{"Nattpersonal i hemtjänsten", 5, 2}, stakeholder{"Personer med tillsyn på natten", 4, 4}, stakeholder{"Anhöriga", 3, 3},
			stakeholder{"Omsorgsnämnden", 5, 5}, stakeholder{"Biståndshandläggare", 4, 5}, stakeholder{"It-enheten", 3, 2}, stakeholder{"Pensionärsorganisationer", 2, 4},
			stakeholder{"Fackliga organisationer", 4, 2}),
		plan.BenefitFigure: benefitSample(2027,
			[]int64{640_000, 60_000, 0, 0, 120_000}, []int64{260_000, 420_000, 420_000, 435_000, 435_000},
			[]int64{40_000, 180_000, 220_000, 220_000, 220_000}, []int64{320, 1450, 1800, 1800, 1800}),
		plan.RaciFigure: raciSample(
			[]string{"Ledning och politik", "Projektledare", "Enhetschef", "Biståndshandläggare", "Undersköterska eller vårdbiträde", "Legitimerad personal", "Tekniker", "Förvaltningsledare", "It och informationssäkerhet"},
			[]string{"Besluta om införandet", "A", "R", "C", "", "I", "", "", "", "C"},
			[]string{"Klassa informationen", "I", "R", "C", "", "", "C", "", "", "A"},
			[]string{"Utbilda nattpersonalen och deras vikarier före första natten", "", "R", "A", "", "R", "", "C", "", ""},
			[]string{"Montera och byta kameror", "", "I", "I", "I", "C", "", "R", "A", ""},
			[]string{"Besluta om insatsen", "", "", "I", "AR", "C", "C", "", "", ""},
			[]string{"Följa upp nyttan", "I", "", "A", "C", "C", "", "", "R", ""},
			[]string{"Byta larmmottagare", "I", "", "C", "", "I", "", "R", "A", "R"}),
		plan.TimelineFigure: timelineSample(
			activity{"Beslut i nämnden", "2027-03-17", "2027-03-17"}, activity{"Klassning och avtal", "2027-04-01", "2027-06-30"},
			activity{"Utbilda superanvändare", "2027-06-01", "2027-08-31"}, activity{"Pilot: 12 personer på två enheter i den södra delen av kommunen", "2027-09-01", "2027-12-10"},
			activity{"Utvärdera och rätta", "2027-11-22", "2028-01-21"}, activity{"Breddinföra till 60 personer", "2028-01-24", "2028-04-28"},
			activity{"Lämna över till förvaltning", "2028-05-02", "2028-05-02"}),
		plan.ProcessFigure: processSample(
			[]step{{"Ansökan kommer in", "handlaggare", false}, {"Behovet utreds i ett hembesök", "handlaggare", false}, {"Beslut om tillsyn på natten", "handlaggare", false},
				{"Nattpatrullen planerar om sin rutt", "personal", false}, {"Besök varje natt", "personal", false}},
			[]step{{"Ansökan kommer in", "handlaggare", false}, {"Behovet utreds, och tekniken visas hemma hos den som söker", "handlaggare", true}, {"Samtycke till digital tillsyn dokumenteras", "handlaggare", true},
				{"Beslut om tillsyn på natten", "handlaggare", false}, {"Kameran monteras och provas", "chef", true}, {"Tillsyn på avtalade tider; hembesök när något är fel", "personal", true}}),
		plan.ClassificationFigure: classificationSample(
			classed{"Bild i stunden från sovrummet", 3, 2, 3}, classed{"Avtalade tider för tillsyn", 2, 3, 3}, classed{"Logg över vem som har tittat", 2, 3, 1},
			classed{"Personalens konton och behörigheter", 2, 2, 2}, classed{"Driftstatus för kameror och informationssäkerhetsuppföljningsrapporter", 0, 1, 1}),
	}
}

type risk struct {
	name                    string
	likelihood, consequence int
}

func riskSample(risks ...risk) sample {
	table := &plan.Field{ID: "risker", Type: plan.Table, Columns: []*plan.Field{
		{ID: "risk", Label: "Risk", Type: plan.Text}, {ID: "sannolikhet", Label: "Sannolikhet", Type: plan.Level}, {ID: "konsekvens", Label: "Konsekvens", Type: plan.Level},
	}}
	var rows [][]*plan.Value
	for _, r := range risks {
		rows = append(rows, []*plan.Value{written(r.name), level(r.likelihood), level(r.consequence)})
	}
	return newSample(plan.RiskFigure, []*plan.Field{table}, valuesOf(table, rows), "rows=risker", "name=risk", "likelihood=sannolikhet", "consequence=konsekvens")
}

// valuesOf returns the values of a plan with a table only; none where it has no rows.
func valuesOf(table *plan.Field, rows [][]*plan.Value) map[string]*plan.Value {
	if len(rows) == 0 {
		return map[string]*plan.Value{}
	}
	return map[string]*plan.Value{table.ID: tableOf(table, rows...)}
}

type stakeholder struct {
	name                string
	influence, attitude int
}

func stakeholderSample(groups ...stakeholder) sample {
	table := &plan.Field{ID: "grupper", Type: plan.Table, Columns: []*plan.Field{
		{ID: "grupp", Label: "Grupp", Type: plan.Text},
		{ID: "inflytande", Label: "Inflytande", Type: plan.Level, From: 1, Levels: []string{"mycket litet", "litet", "måttligt", "stort", "mycket stort"}},
		{ID: "installning", Label: "Inställning", Type: plan.Level, From: 1, Levels: []string{"mot", "tveksam", "neutral", "positiv", "drivande"}},
	}}
	var rows [][]*plan.Value
	for _, g := range groups {
		rows = append(rows, []*plan.Value{written(g.name), level(g.influence), level(g.attitude)})
	}
	return newSample(plan.StakeholderFigure, []*plan.Field{table}, valuesOf(table, rows), "rows=grupper", "name=grupp", "influence=inflytande", "attitude=installning")
}

// benefitSample has tables of one row each; a table without amounts is left out of the plan.
func benefitSample(first int, once, running, benefits, hours []int64) sample {
	fields := []*plan.Field{
		{ID: "ar", Type: plan.Number}, {ID: "ranta", Type: plan.Number, Unit: "procent"}, {ID: "timme", Type: plan.Money},
	}
	values := map[string]*plan.Value{"ar": kr(int64(first)), "ranta": kr(3), "timme": kr(350)}
	keys := []string{"rate=ranta", "first-year=ar", "hourly-rate=timme"}
	add := func(key, id string, kind plan.Type, amounts []int64) {
		if amounts == nil {
			return
		}
		table := &plan.Field{ID: id, Type: plan.Table, Columns: []*plan.Field{{ID: "post", Type: plan.Text}}}
		row := []*plan.Value{written("Allt")}
		for i, n := range amounts {
			table.Columns = append(table.Columns, &plan.Field{ID: fmt.Sprint("ar-", i+1), Type: kind})
			row = append(row, kr(n))
		}
		fields = append(fields, table)
		values[id] = tableOf(table, row)
		keys = append(keys, key+"="+id)
	}
	add("costs", "engang", plan.Money, once)
	add("costs", "lopande", plan.Money, running)
	add("benefits", "nytta", plan.Money, benefits)
	add("hours", "timmar", plan.Hours, hours)
	return newSample(plan.BenefitFigure, fields, values, keys...)
}

// raciSample has rows of an activity and a letter, or "", for each role.
func raciSample(roles []string, rows ...[]string) sample {
	table := &plan.Field{ID: "ansvar", Type: plan.Raci, Columns: []*plan.Field{{ID: plan.ActivityColumn, Type: plan.Text}}}
	for i, role := range roles {
		table.Columns = append(table.Columns, &plan.Field{ID: fmt.Sprint("roll-", i), Label: role, Type: plan.Choice, Choices: plan.RaciLetters})
	}
	var cells [][]*plan.Value
	for _, row := range rows {
		list := make([]*plan.Value, len(row))
		for i, s := range row {
			if s != "" {
				list[i] = written(s)
			}
		}
		cells = append(cells, list)
	}
	return newSample(plan.RaciFigure, []*plan.Field{table}, valuesOf(table, cells), "rows=ansvar")
}

type activity struct{ name, start, end string }

func timelineSample(activities ...activity) sample {
	table := &plan.Field{ID: "tidplan", Type: plan.Table, Columns: []*plan.Field{
		{ID: "aktivitet", Label: "Aktivitet", Type: plan.Text}, {ID: "tid", Label: "Tid", Type: plan.Period},
	}}
	var rows [][]*plan.Value
	for _, a := range activities {
		start, _ := time.Parse(time.DateOnly, a.start)
		end, _ := time.Parse(time.DateOnly, a.end)
		rows = append(rows, []*plan.Value{written(a.name), {Start: start, End: end}})
	}
	return newSample(plan.TimelineFigure, []*plan.Field{table}, valuesOf(table, rows), "rows=tidplan", "name=aktivitet", "period=tid")
}

type step struct {
	name, who string
	changed   bool
}

func processSample(before, after []step) sample {
	var fields []*plan.Field
	values := map[string]*plan.Value{}
	add := func(id, label string, steps []step) {
		table := &plan.Field{ID: id, Label: label, Type: plan.Table, Columns: []*plan.Field{
			{ID: "steg", Label: "Steg", Type: plan.Text}, {ID: "vem", Label: "Vem", Type: plan.Role}, {ID: "andrat", Label: "Ändrat", Type: plan.YesNo},
		}}
		fields = append(fields, table)
		var rows [][]*plan.Value
		for _, s := range steps {
			row := []*plan.Value{written(s.name), nil, {Yes: s.changed}}
			if s.who != "" {
				row[1] = written(s.who)
			}
			rows = append(rows, row)
		}
		if len(rows) > 0 {
			values[id] = tableOf(table, rows...)
		}
	}
	add("i-dag", "Dagens steg", before)
	add("nya", "Nya steg", after)
	return newSample(plan.ProcessFigure, fields, values, "before=i-dag", "after=nya", "name=steg", "who=vem", "changed=andrat")
}

// A classed is information with its levels; -1 where it is not told.
type classed struct {
	name                                string
	confidential, integrity, accessible int
}

func classificationSample(sets ...classed) sample {
	names := []string{"Försumbar", "Måttlig", "Betydande", "Allvarlig", "Synnerligen allvarlig"}
	table := &plan.Field{ID: "information", Type: plan.Table, Columns: []*plan.Field{
		{ID: "namn", Label: "Uppgift", Type: plan.Text}, {ID: "k", Label: "Konfidentialitet", Type: plan.Level, Levels: names},
		{ID: "r", Label: "Riktighet", Type: plan.Level, Levels: names}, {ID: "t", Label: "Tillgänglighet", Type: plan.Level, Levels: names},
	}}
	var rows [][]*plan.Value
	for _, c := range sets {
		row := []*plan.Value{written(c.name)}
		for _, n := range []int{c.confidential, c.integrity, c.accessible} {
			if n < 0 {
				row = append(row, nil)
			} else {
				row = append(row, level(n))
			}
		}
		rows = append(rows, row)
	}
	return newSample(plan.ClassificationFigure, []*plan.Field{table}, valuesOf(table, rows), "rows=information", "name=namn", "levels=k", "levels=r", "levels=t")
}

// extremes are figures that a municipality would rather not have.
func extremes() map[string]sample {
	const long = "Informationssäkerhetsuppföljningsrapporteringsansvarigskonsekvensbedömningsunderlag"
	var risks, stack []risk
	var bars []activity
	var groups []stakeholder
	var sets []classed
	var steps []step
	for i := range 40 {
		name := fmt.Sprint("Nummer ", i+1)
		risks = append(risks, risk{name, 1 + i%5, 1 + i*i%5})
		stack = append(stack, risk{name, 5, 5})
		groups = append(groups, stakeholder{name, 1 + i%5, 1 + i*i%5})
		bars = append(bars, activity{name, fmt.Sprintf("20%02d-03-01", 20+i), fmt.Sprintf("20%02d-06-01", 21+i)})
		sets = append(sets, classed{name, i % 5, i*i%6 - 1, -1})
		steps = append(steps, step{name, "chef", i%2 == 0})
	}
	var roles []string
	var rows [][]string
	for i := range 23 {
		roles = append(roles, fmt.Sprint("Roll ", i+1))
	}
	for i := range 40 {
		row := []string{fmt.Sprint("Syssla ", i+1)}
		for k := range roles {
			row = append(row, []string{"R", "", "C", "I", "", "AR", ""}[(i+k)%7])
		}
		rows = append(rows, row)
	}
	unknown := benefitSample(2027, []int64{500, 0}, nil, []int64{300, 400}, nil)
	delete(unknown.plan.Values, "ar")
	delete(unknown.plan.Values, "ranta")
	ten := riskSample(risk{"Liten", 0, 1}, risk{"Stor", 9, 9}, risk{"Också stor", 9, 9})
	three := riskSample(risk{"Mitt emellan", 1, 1})
	for _, column := range ten.template.Fields[0].Columns[1:] {
		column.Levels = strings.Split("0123456789", "")
	}
	for _, column := range three.template.Fields[0].Columns[1:] {
		column.Levels, column.From = []string{"låg", "medel", "hög"}, 1
	}
	bare := processSample([]step{{"Ansök", "", false}}, []step{{"Få svar", "", false}})
	delete(bare.figure.Of, "who")
	delete(bare.figure.Of, "changed")
	alike := classificationSample(classed{"Allt", 1, 5, 3})
	for i, label := range []string{"Riktighet", "Rimlighet", ""} {
		alike.template.Fields[0].Columns[i+1].Label, alike.template.Fields[0].Columns[i+1].Levels = label, nil
	}
	times := func(n int64, years int) []int64 {
		var list []int64
		for i := range years {
			list = append(list, n*int64(i+1))
		}
		return list
	}
	return map[string]sample{
		"one risk":    riskSample(risk{"Strömavbrott", 1, 1}),
		"forty risks": riskSample(risks...), "forty risks in a cell": riskSample(stack...),
		"long risk": riskSample(risk{long, 3, 3}, risk{"风险 🔥 e\u0301tt\u00a0två <&>\"", 5, 1}), "nameless risk": riskSample(risk{"", 2, 2}),
		"ten levels": ten, "three levels": three, "bare steps": bare, "aspects alike": alike,
		"one group": stakeholderSample(stakeholder{long + " " + long, 3, 3}), "forty groups": stakeholderSample(groups...),
		"a milliard": benefitSample(2027, []int64{1_000_000_000, 0, 0}, nil, []int64{100, 700_000_000, 900_000_000}, nil),
		"losses":     benefitSample(2027, times(100_000, 10), nil, times(-20_000, 10), nil), "refunds": benefitSample(2027, []int64{-5000, -7000}, nil, []int64{-400, 300}, []int64{-3, 5}),
		"nothing gained": benefitSample(2027, []int64{0, 0}, nil, []int64{0, 0}, nil), "a year": benefitSample(2027, []int64{500}, nil, []int64{1200}, []int64{2}),
		"no first year": unknown,
		"decimals":      benefitSample(2027, []int64{90_000_000, 12_000_000, 12_000_000, 12_000_000}, nil, []int64{20_000_000, 32_000_000, 50_500_000, 32_000_000}, nil),
		"thirty years":  benefitSample(2027, times(100_000, 30), []int64{900_000}, times(170_000, 30), nil), "a million milliards": benefitSample(2027, []int64{900_000_000_000}, []int64{900_000_000_000}, []int64{1}, nil),
		"many roles": raciSample(roles, rows...), "two roles": raciSample([]string{long, "Personal"}, []string{long, "A", ""}),
		"forty bars": timelineSample(bars...), "a day": timelineSample(activity{"En dag", "2027-10-03", "2027-10-03"}),
		"a week": timelineSample(activity{"Kort", "2027-03-03", "2027-03-09"}, activity{"Sen", "2027-03-12", "2027-03-12"}),
		"weeks":  timelineSample(activity{"Veckor", "2027-03-03", "2027-05-09"}, activity{long, "2027-05-06", "2027-05-06"}),
		"years":  timelineSample(activity{"Länge", "2024-10-03", "2028-10-03"}, activity{"", "2025-01-01", "2025-01-02"}), "centuries": timelineSample(activity{"Evigt", "1523-06-06", "2523-06-06"}),
		"no steps before": processSample(nil, []step{{long, "", true}}), "no steps after": processSample([]step{{"Ansök", "okänd", false}}, nil), "forty steps": processSample(steps, steps),
		"levels untold": classificationSample(classed{"Inget", -1, -1, -1}), "lowest levels": classificationSample(classed{"Noll", 0, 0, 0}), "forty sets": classificationSample(sets...),
	}
}

// all are all samples by name.
func all() map[string]sample {
	list := extremes()
	for kind, s := range samples() {
		list[string(kind)] = s
	}
	return list
}
