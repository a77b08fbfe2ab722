package word_test

import (
	"bytes"
	"testing"
	"time"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/word"
)

var texts = word.Texts{
	Prompts: word.Prompts{
		Text: "Skriv här", Prose: "Skriv här. Listor, fetstil och länkar följer med.", Number: "Skriv ett tal", Money: "Skriv ett belopp",
		Hours: "Skriv antal timmar", Date: "Välj datum", Start: "Välj första dag", End: "Välj sista dag", Choose: "Välj i listan", Link: "Skriv en adress",
	},
	Cells: word.Prompts{
		Text: "Skriv", Prose: "Skriv", Number: "Tal", Money: "Belopp", Hours: "Timmar", Date: "Datum", Start: "Från", End: "Till", Choose: "Välj", Link: "Länk",
	},
	Letter: "–", Foreign: []string{"Klicka eller tryck här för att ange text."},
	Total: "Summa", Activity: "Aktivitet", Required: "obligatoriskt", To: "till och med", Page: "Sida", Of: "av", Row: "rad",
	Boxes: map[string]string{"lag": "Lag", "tips": "Tips"},
	Lost: word.Lost{
		Picture: "en bild", Table: "en tabell", Footnote: "en fotnot", Comment: "en kommentar", Equation: "en formel",
		Object: "ett inbäddat objekt", Rows: "fler rader än som kan läsas", Text: "mer text än som kan läsas",
	},
}

var roles = []plan.Option{{ID: "chef", Title: "Enhetschef"}, {ID: "tekniker", Title: "Tekniker & montör"}, {ID: "inkop", Title: "Inköp"}}

var format = plan.Format{Decimal: ",", Currency: "kr", Hours: "timmar", Yes: "Ja", No: "Nej", Roles: roles}

// everyType returns a template with a field of each type.
func everyType() *plan.Template {
	t := &plan.Template{Version: "2.0", Fields: []*plan.Field{
		{ID: "namn", Label: "Namn", Type: plan.Text, Required: true, Help: "Ett namn."},
		{ID: "syfte", Label: "Syfte", Type: plan.Prose, Required: true, Help: "Varför?"},
		{ID: "antal", Label: "Antal", Type: plan.Number, Unit: "personer"},
		{ID: "budget", Label: "Budget", Type: plan.Money},
		{ID: "arbetstid", Label: "Arbetstid", Type: plan.Hours},
		{ID: "nasta", Label: "Nästa genomgång", Type: plan.Date},
		{ID: "tid", Label: "Planen gäller", Type: plan.Period, Help: "Första och sista dag."},
		{ID: "modell", Label: "Modell", Type: plan.Choice, Choices: []string{"Egen", "pm3", "Ingen <alls>"}},
		{ID: "med", Label: "Vi samverkar med", Type: plan.Choices, Choices: []string{"It-enheten", "Inköp", "Dataskyddsombud, jurist"}},
		{ID: "agare", Label: "Ägare", Type: plan.Role},
		{ID: "allvar", Label: "Allvar", Type: plan.Level, Levels: []string{"Litet", "Måttligt", "Stort"}, From: 0},
		{ID: "provad", Label: "Prövad", Type: plan.YesNo},
		{ID: "underlag", Label: "Underlag", Type: plan.Link},
		{ID: "poster", Label: "Poster", Type: plan.Table, MinRows: 2, Help: "En rad för varje post.", Columns: []*plan.Field{
			{ID: "post", Label: "Post", Type: plan.Text, Required: true, Help: "Vad det är."},
			{ID: "belopp", Label: "Belopp", Type: plan.Money, Sum: true},
			{ID: "nar", Label: "När", Type: plan.Period},
			{ID: "vem", Label: "Vem", Type: plan.Role},
			{ID: "slag", Label: "Slag", Type: plan.Choices, Choices: []string{"Nytt", "Ändrat"}},
		}},
		{ID: "ansvar", Label: "Ansvar", Type: plan.Raci},
	}}
	t.Complete(roles)
	return t
}

// scalars returns a mapping of texts, keys and values in turn.
func scalars(pairs ...string) plan.Input {
	in := plan.Input{Kind: plan.Mapping}
	for i := 0; i < len(pairs); i += 2 {
		in.Pairs = append(in.Pairs, plan.Pair{Key: pairs[i], Value: plan.ScalarOf(pairs[i+1])})
	}
	return in
}

func listOf(texts ...string) plan.Input {
	in := plan.Input{Kind: plan.List}
	for _, text := range texts {
		in.Items = append(in.Items, plan.ScalarOf(text))
	}
	return in
}

func with(in plan.Input, key string, value plan.Input) plan.Input {
	in.Pairs = append(in.Pairs[:len(in.Pairs):len(in.Pairs)], plan.Pair{Key: key, Value: value})
	return in
}

// everyValue returns a value for each of its fields.
func everyValue() plan.Input {
	in := scalars(
		"namn", `"Nattens" <tillsyn> & mer`, "syfte", "Första stycket, **viktigt** och *nytt*.\n\n- En punkt\n  1. Under den\n- En [länk](https://a.example/b?c=d&e)\n",
		"antal", "1250.5", "budget", "300000", "arbetstid", "-12", "nasta", "2028-02-29", "modell", "Ingen <alls>", "agare", "tekniker",
		"allvar", "0", "provad", "false", "underlag", "behovsanalys.md",
	)
	in = with(in, "tid", scalars("start", "2028-01-01", "end", "2028-12-31"))
	in = with(in, "med", listOf("Inköp", "Dataskyddsombud, jurist"))
	in = with(in, "poster", plan.Input{Kind: plan.List, Items: []plan.Input{
		with(with(scalars("post", "Hyra", "belopp", "1200.25", "vem", "inkop"), "nar", scalars("start", "2028-01-01", "end", "2028-06-30")), "slag", listOf("Nytt")),
		scalars("post", "Drift", "belopp", "800"),
	}})
	return with(in, "ansvar", plan.Input{Kind: plan.List, Items: []plan.Input{
		scalars("activity", "Montera", "chef", "A", "tekniker", "R"), scalars("activity", "Beställa", "inkop", "AR", "chef", "C"),
	}})
}

// headControls returns the plan's own data; filled in, unless for a template.
func headControls(filled bool) []word.Control {
	fields := []*plan.Field{
		{ID: "title", Label: "Planens namn", Type: plan.Text},
		{ID: "status", Label: "Status", Type: plan.Choice, Choices: []string{"Utkast", "Fastställd"}},
		{ID: "decided-date", Label: "Beslutsdatum", Type: plan.Date},
	}
	controls := []word.Control{{Field: fields[0]}, {Field: fields[1]}, {Field: fields[2]}}
	if filled {
		controls[0].Value = &plan.Value{Field: fields[0], Text: "Plan för natten"}
		controls[1].Value = &plan.Value{Field: fields[1], Text: "Fastställd"}
		controls[2].Value = &plan.Value{Field: fields[2], Start: time.Date(2026, 11, 10, 0, 0, 0, 0, time.UTC)}
	}
	return controls
}

const guidance = `En plan säger vem som gör vad. Läs [mer](https://a.example/).

## Syfte och mål

::: lag Det här säger lagen
Text i en ruta.

- med en punkt
:::

1. Först
2. Sedan

| Vad | Antal |
| --- | ----: |
| A   |     1 |

> Ett citat.

` + "```\nkod\n  mer kod\n```\n\n***\n\nSe [rubriken](#syfte-och-mal).\n"

// blankOf returns a template's document.
func blankOf(t *plan.Template) *word.Document {
	d := documentOf(t)
	d.Blank = true
	d.Parts = []word.Part{word.Head{Fields: headControls(false)}, word.Text{Blocks: markdown.New(true).Blocks([]byte(guidance)), Link: same}}
	for _, f := range t.Fields {
		d.Parts = append(d.Parts, word.Control{Field: f})
	}
	return d
}

// filledOf returns a plan's document.
func filledOf(p *plan.Plan) *word.Document {
	d := documentOf(p.Template)
	d.Parts = []word.Part{word.Head{Fields: headControls(true)}, word.Note{Text: "En anmärkning."}}
	for _, f := range p.Template.Fields {
		d.Parts = append(d.Parts, word.Control{Field: f, Value: p.Value(f.ID), Link: same})
	}
	d.Parts = append(d.Parts, word.Figure{
		Label: "Riskerna", Description: "Två risker.", Head: []string{"Nr", "Risk", "Risktal"},
		Rows: [][]word.Cell{
			{{Text: "1", Number: true}, {Text: "Avbrott", Header: true}, {Text: "12", Number: true, Class: "high"}},
			{{Text: "Inga fler", Span: 3, Class: "low"}},
		},
	})
	return d
}

func documentOf(t *plan.Template) *word.Document {
	return &word.Document{
		Title: "Plan för <natten> & dagen", Subtitle: "En sammanfattning.", Organisation: "Lindmarka kommun", Status: "Utkast",
		Language: "sv-SE", Subject: "Plan", Keywords: "natt, dag", Description: "Beskrivning", Date: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
		Template: "mallar/plan.md", TemplateVersion: t.Version, Texts: texts, Format: format,
	}
}

func same(dest string) string { return dest }

func write(t testing.TB, d *word.Document) []byte {
	t.Helper()
	data, err := word.Write(d)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// planOf reads values that must be right.
func planOf(t testing.TB, template *plan.Template, in plan.Input) *plan.Plan {
	t.Helper()
	p, problems := template.Read(in, plan.Rules{Roles: roles})
	if len(problems) > 0 {
		t.Fatalf("the values are wrong: %v", problems)
	}
	return p
}

// imported reads a document as a plan of a template, with all that is told of it.
func imported(t testing.TB, data []byte, template *plan.Template, blank *word.Document) (*plan.Plan, *word.Reading, []diag.Problem) {
	t.Helper()
	f, problems := word.Read(bytes.NewReader(data), int64(len(data)))
	if f == nil {
		return nil, nil, problems
	}
	r, more := f.Plan(template, blank)
	p, unread := template.Read(r.Values, plan.Rules{Roles: roles})
	return p, r, append(append(problems, more...), word.Unread(template, r.Values, unread)...)
}

func told(problems []diag.Problem) string {
	var b bytes.Buffer
	if err := diag.Print(&b, problems, "en"); err != nil {
		panic(err)
	}
	return b.String()
}
