package plan_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
)

// siteRoles are the roles of the site that the tests' templates belong to.
var siteRoles = []plan.Option{{ID: "chef", Title: "Chef"}, {ID: "tekniker", Title: "Tekniker"}, {ID: "handlaggare", Title: "Handläggare"}}

// input reads YAML much as load does: each value has the place where it stands, and a text that
// begins on a line of its own has that line.
func input(t testing.TB, text string) plan.Input {
	t.Helper()
	var node yaml.Node
	if err := yaml.Load([]byte(text), &node); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return inputOf(node.Content[0])
}

func inputOf(n *yaml.Node) plan.Input {
	in := plan.Input{At: at(n.Line, n.Column)}
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag != "!!null" {
			in.Text = n.Value
		}
		if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
			in.At = at(n.Line+1, 0)
		}
	case yaml.SequenceNode:
		in.Kind = plan.List
		for _, item := range n.Content {
			in.Items = append(in.Items, inputOf(item))
		}
	case yaml.MappingNode:
		in.Kind = plan.Mapping
		for i := 0; i < len(n.Content); i += 2 {
			key := n.Content[i]
			in.Pairs = append(in.Pairs, plan.Pair{Key: key.Value, At: at(key.Line, key.Column), Value: inputOf(n.Content[i+1])})
		}
	}
	return in
}

func at(line, col int) plan.Position { return plan.Position{Line: line, Col: col} }

// told writes problems as "line:col code: arguments, parted by |", with "~near" last where
// there is a suggestion. It holds that the catalogue's sentences take these arguments.
func told(t testing.TB, problems []diag.Problem) []string {
	t.Helper()
	var list []string
	for _, p := range problems {
		args := make([]string, len(p.Args))
		for i, arg := range p.Args {
			args[i] = fmt.Sprint(arg)
		}
		s := fmt.Sprintf("%d:%d %s: %s", p.Line, p.Col, p.Code, strings.Join(args, " | "))
		if p.Near != "" {
			s += " ~" + p.Near
		}
		for _, lang := range diag.Languages {
			if sentences := p.Text(lang) + p.Hint(lang); strings.Contains(sentences, "%!") {
				t.Errorf("%s: the arguments do not fit what is said in %q: %s", s, lang, sentences)
			}
		}
		list = append(list, s)
	}
	return list
}

// number reads a number that the test is sure of.
func number(s string) plan.Decimal {
	d, err := plan.ParseDecimal(s)
	if err != nil {
		panic(s)
	}
	return d
}

func day(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(s)
	}
	return d
}

// read reads values in which nothing may be wrong.
func read(t testing.TB, template *plan.Template, text string) *plan.Plan {
	t.Helper()
	p, problems := template.Read(input(t, text), plan.Rules{Roles: siteRoles})
	if diff := cmp.Diff([]string(nil), told(t, problems)); diff != "" {
		t.Fatalf("%s:\n%s", text, diff)
	}
	return p
}

func ids(fields []*plan.Field) string {
	list := make([]string, len(fields))
	for i, f := range fields {
		list[i] = f.ID
	}
	return strings.Join(list, " ")
}

func TestTemplateNames(t *testing.T) {
	a, b := &plan.Field{ID: "a"}, &plan.Field{ID: "b"}
	fig := &plan.Figure{ID: "bild"}
	template := &plan.Template{Fields: []*plan.Field{a, b}, Figures: []*plan.Figure{fig}}
	if template.Field("b") != b || template.Field("bild") != nil || template.Field("") != nil {
		t.Error("Field finds another")
	}
	if template.Figure("bild") != fig || template.Figure("a") != nil {
		t.Error("Figure finds another")
	}
	if diff := cmp.Diff([]string{"a", "b", "bild"}, template.IDs()); diff != "" {
		t.Error(diff)
	}
	table := &plan.Field{Columns: []*plan.Field{{ID: "x", Type: plan.Money}, {ID: "y", Type: plan.Text}, {ID: "z", Type: plan.Money}}}
	if table.Column("y") != table.Columns[1] || table.Column("a") != nil {
		t.Error("Column finds another")
	}
	if got := ids(table.ColumnsOf(plan.Money)); got != "x z" {
		t.Errorf("columns of money are %q", got)
	}
}

func TestOrder(t *testing.T) {
	for _, test := range []struct{ name, order, want string }{
		{"as in the text", "c a d b", "c a d b"},
		{"a figure between", "c bild a d b", "c a d b"},
		{"those without a place come last, as they were", "d b", "d b a c"},
		{"no places", "", "a b c d"},
	} {
		template := &plan.Template{Fields: []*plan.Field{{ID: "a"}, {ID: "b"}, {ID: "c"}, {ID: "d"}}}
		template.Order(strings.Fields(test.order))
		if got := ids(template.Fields); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestCompleteness(t *testing.T) {
	row := &plan.Field{ID: "r", Type: plan.Table, Required: true, MinRows: 2, Columns: []*plan.Field{{ID: "x", Type: plan.Text}}}
	a := &plan.Field{ID: "a", Type: plan.Text, Required: true}
	yes := &plan.Field{ID: "b", Type: plan.YesNo, Required: true}
	free := &plan.Field{ID: "c", Type: plan.Text}
	few := &plan.Field{ID: "d", Type: plan.Table, MinRows: 3, Columns: row.Columns}
	for _, test := range []struct {
		name     string
		fields   []*plan.Field
		values   string
		missing  string
		required int
		percent  int
	}{
		{"nothing is required", []*plan.Field{free, few}, "{}", "", 0, 100},
		{"nothing is filled in", []*plan.Field{row, free, a, yes, few}, "{}", "r a b", 3, 0},
		{"what is not required counts for nothing", []*plan.Field{a, free}, "{c: x}", "a", 1, 0},
		{"a no is a value", []*plan.Field{yes}, "{b: false}", "", 1, 100},
		{"too few rows are none", []*plan.Field{row, a, yes}, "{r: [{x: 1}], a: x, b: true}", "r", 3, 66},
		{"rounded down", []*plan.Field{row, a, yes}, "{r: [{x: 1}, {x: 2}]}", "a b", 3, 33},
		{"complete", []*plan.Field{row, a, yes, free, few}, "{r: [{x: 1}, {x: 2}], a: x, b: true}", "", 3, 100},
		{"too few rows of what is not required", []*plan.Field{a, few}, "{a: x, d: [{x: 1}]}", "", 1, 100},
	} {
		template := &plan.Template{Fields: test.fields}
		p := read(t, template, test.values)
		if got := ids(p.Missing()); got != test.missing {
			t.Errorf("%s: %q is missing, want %q", test.name, got, test.missing)
		}
		if got := template.Required(); got != test.required {
			t.Errorf("%s: %d are required, want %d", test.name, got, test.required)
		}
		if got := p.Completeness(); got != test.percent {
			t.Errorf("%s: %d per cent, want %d", test.name, got, test.percent)
		}
	}
}

// TestCompletenessOfMany holds that only a complete plan has a hundred per cent.
func TestCompletenessOfMany(t *testing.T) {
	template := &plan.Template{}
	for i := range 300 {
		template.Fields = append(template.Fields, &plan.Field{ID: fmt.Sprint("f", i), Type: plan.Text, Required: true})
	}
	p := &plan.Plan{Template: template, Values: map[string]*plan.Value{}}
	for i, f := range template.Fields {
		p.Values[f.ID] = &plan.Value{Field: f, Text: "x"}
		if got, want := p.Completeness(), (i+1)/3; got != want {
			t.Fatalf("%d of 300 filled in are %d per cent, want %d", i+1, got, want)
		}
	}
}

func TestValueOf(t *testing.T) {
	p := read(t, &plan.Template{Fields: []*plan.Field{{ID: "a", Type: plan.Text}, {ID: "b", Type: plan.Text}}}, "{a: x, b: }")
	if p.Value("a").Text != "x" || p.Value("b") != nil || p.Value("c") != nil {
		t.Errorf("values are %v, %v, %v", p.Value("a"), p.Value("b"), p.Value("c"))
	}
}

func TestCells(t *testing.T) {
	table := &plan.Field{ID: "t", Type: plan.Table, Columns: []*plan.Field{{ID: "a", Type: plan.Text}, {ID: "b", Type: plan.Money}}}
	v := read(t, &plan.Template{Fields: []*plan.Field{table}}, "t: [{a: x, b: 1.5}, {a: y}, {b: -0.25}, {}]").Value("t")
	if len(v.Rows) != 3 {
		t.Fatalf("%d rows, want 3: an empty one is left out", len(v.Rows))
	}
	if v.Cell(0, "a").Text != "x" || v.Cell(1, "b") != nil || v.Cell(0, "c") != nil {
		t.Error("Cell finds another")
	}
	for column, want := range map[string]plan.Decimal{"a": 0, "b": 1250, "c": 0} {
		if got := v.Sum(column); got != want {
			t.Errorf("the sum of %s is %v, want %v", column, got, want)
		}
	}
}
