package load_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
)

// withTechnology is a site.yaml for plans.
const withTechnology = siteYAML + "technologies: [{id: las, title: Lås}]\n"

// planPage reads one page of a site that has a technology.
func planPage(text string) (*site.Page, []string) {
	source, problems := content(map[string]string{"site.yaml": withTechnology, "a.md": text})
	if len(source.Pages) == 0 {
		return nil, told(problems)
	}
	return source.Pages[0], told(problems)
}

func at(line, col int) plan.Position { return plan.Position{Line: line, Col: col} }

// TestTemplate holds what is read of a template: every key of its fields, columns and figures,
// with the places that others need to tell of them.
func TestTemplate(t *testing.T) {
	p, told := planPage(`---
title: Mall
kind: template
version: 1.10
fields:
  - {id: b, label: B, type: level, levels: [Låg, Hög], required: true, help: Hjälp, }
  - {id: a, label: A, type: money, total-of: t.x}
  - {id: n, label: N, type: number, unit: st}
  - {id: f, label: F, type: level, from: 0, levels: [Ingen]}
  - {id: g, label: G, type: level, levels: [Ingen], from: -2}
  - id: t
    label: T
    type: table
    min-rows: 1
    max-rows: 3
    columns:
      - {id: x, label: X, type: money, sum: true, unique: true, required: true, help: Kolumn}
      - {id: y, label: Y, type: choices, choices: [1, två]}
  - {id: r, label: R, type: raci, roles: [tekniker, chef]}
figures:
  - {id: k, label: K, type: cost-benefit, costs: [t], benefits: t, rate: n, first-year: n}
  - {id: m, label: M, type: risk-matrix, rows: t, name: y, likelihood: b, consequence: b, limits: [5, 10]}
---
[[r]] är ett fält.

[[a]]

[[t]]

[[k]]

[[b]]

[[n]]

[[f]]

[[g]]

[[r]]

[[m]]
`)
	// What the last figure names is of other types; its places are what this is about.
	if diff := cmp.Diff([]string{"22:57 wrong-column", "22:72 unknown-value", "22:88 unknown-value"}, told); diff != "" {
		t.Errorf("problems: wanted (-), got (+):\n%s", diff)
	}
	choice := func(id, title string) *plan.Field {
		return &plan.Field{ID: id, Label: title, Type: plan.Choice, Choices: plan.RaciLetters}
	}
	want := &plan.Template{
		Version: "1.10",
		Fields: []*plan.Field{
			{ID: "a", Label: "A", Type: plan.Money, TotalOf: plan.Ref{Value: "t.x", At: at(7, 46)}, At: at(7, 10)},
			{ID: "t", Label: "T", Type: plan.Table, MinRows: 1, MaxRows: 3, At: at(11, 9), Columns: []*plan.Field{
				{ID: "x", Label: "X", Type: plan.Money, Sum: true, Unique: true, Required: true, Help: "Kolumn", At: at(17, 14)},
				{ID: "y", Label: "Y", Type: plan.Choices, Choices: []string{"1", "två"}, At: at(18, 14)},
			}},
			{ID: "b", Label: "B", Type: plan.Level, Levels: []string{"Låg", "Hög"}, From: 1, Required: true, Help: "Hjälp", At: at(6, 10)},
			{ID: "n", Label: "N", Type: plan.Number, Unit: "st", At: at(8, 10)},
			{ID: "f", Label: "F", Type: plan.Level, Levels: []string{"Ingen"}, At: at(9, 10)},
			{ID: "g", Label: "G", Type: plan.Level, Levels: []string{"Ingen"}, From: -2, At: at(10, 10)},
			{ID: "r", Label: "R", Type: plan.Raci, Roles: []plan.Ref{{Value: "tekniker", At: at(19, 43)}, {Value: "chef", At: at(19, 53)}}, At: at(19, 10), Columns: []*plan.Field{
				{ID: plan.ActivityColumn, Type: plan.Text, Required: true, Unique: true}, choice("tekniker", "Tekniker"), choice("chef", "Chef"),
			}},
		},
		Figures: []*plan.Figure{
			{ID: "k", Label: "K", Type: plan.BenefitFigure, At: at(21, 10), Of: map[string][]plan.Ref{
				"costs": {{Value: "t", At: at(21, 51)}}, "benefits": {{Value: "t", At: at(21, 65)}}, "rate": {{Value: "n", At: at(21, 74)}}, "first-year": {{Value: "n", At: at(21, 89)}},
			}},
			{ID: "m", Label: "M", Type: plan.RiskFigure, At: at(22, 10), Limits: []int{5, 10}, Of: map[string][]plan.Ref{
				"rows": {{Value: "t", At: at(22, 48)}}, "name": {{Value: "y", At: at(22, 57)}}, "likelihood": {{Value: "b", At: at(22, 72)}}, "consequence": {{Value: "b", At: at(22, 88)}},
			}},
		},
	}
	ignored := cmp.Options{cmpopts.IgnoreFields(plan.Field{}, "Keys"), cmpopts.IgnoreFields(plan.Figure{}, "Keys")}
	if diff := cmp.Diff(want, p.Template, ignored); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
	keys := slices.Sorted(maps.Keys(p.Template.Field("t").Keys))
	if diff := cmp.Diff([]string{"columns", "id", "max-rows", "min-rows"}, keys); diff != "" || p.Template.Field("t").Keys["max-rows"] != at(15, 5) {
		t.Errorf("keys %q, at %v", keys, p.Template.Field("t").Keys)
	}
	if p.Version != "1.10" || p.Plan != nil || p.Text == nil {
		t.Errorf("the page is %+v", p)
	}
}

// TestPlanHeader holds what is read of a plan.
func TestPlanHeader(t *testing.T) {
	p, told := planPage("---\ntitle: Plan\nkind: plan\ntemplate: ../mall.md\ntechnology: las\nstatus: adopted\ndecided: {by: Nämnden, date: 2026-05-12}\nversion: 2\nvalues:\n  a: 1\n---\n")
	if len(told) > 0 || p.Plan == nil || p.Template != nil {
		t.Fatalf("told %q", told)
	}
	want := &site.Plan{
		TemplateRef: site.Ref{Value: "../mall.md", Line: 4, Col: 11}, TechnologyID: "las", Status: site.Adopted,
		DecidedBy: "Nämnden", Decided: time.Date(2026, 5, 12, 0, 0, 0, 0, time.UTC), ValuesAt: at(9, 1),
		Input: plan.Input{Kind: plan.Mapping, At: at(10, 3), Pairs: []plan.Pair{{Key: "a", At: at(10, 3), Value: plan.Input{Text: "1", At: at(10, 6), TextAt: at(10, 6)}}}},
	}
	if diff := cmp.Diff(want, p.Plan, cmpopts.IgnoreFields(site.Plan{}, "Plan")); diff != "" || p.Version != "2" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
}

// TestInputs holds how values are read as they stand, whatever YAML calls them, and where they
// and their texts begin.
func TestInputs(t *testing.T) {
	scalar := func(text string, line, col int) plan.Input {
		return plan.Input{Text: text, At: at(line, col), TextAt: at(line, col)}
	}
	for _, c := range []struct {
		name, text string // the value of a, on line 8
		want       plan.Input
		told       string
	}{
		{"a word", "a: ord", scalar("ord", 8, 6), ""},
		{"a number", "a: 1_000", scalar("1_000", 8, 6), ""},
		{"a day", "a: 2027-01-10", scalar("2027-01-10", 8, 6), ""},
		{"a truth", "a: TRUE", scalar("TRUE", 8, 6), ""},
		{"nothing", "a:", plan.Input{At: at(8, 5), TextAt: at(8, 5)}, ""},
		{"a null", "a: ~", plan.Input{At: at(8, 6), TextAt: at(8, 6)}, ""},
		{"a quoted null", "a: 'null'", plan.Input{Text: "null", At: at(8, 6), TextAt: at(8, 7)}, ""},
		{"quotation marks", `a: "x: å"`, plan.Input{Text: "x: å", At: at(8, 6), TextAt: at(8, 7)}, ""},
		{"an escape", `a: "x\ty"`, plan.Input{Text: "x\ty", At: at(8, 6), TextAt: at(8, 0)}, ""},
		{"a doubled mark", `a: 'x''y'`, plan.Input{Text: "x'y", At: at(8, 6), TextAt: at(8, 0)}, ""},
		{"joined lines", "a: x\n    y", plan.Input{Text: "x y", At: at(8, 6), TextAt: at(8, 0)}, ""},
		{"a block", "a: |\n    x\n     y\n\n    z\n", scalar("x\n y\n\nz\n", 9, 5), ""},
		{"a block without its end", "a: |-\n      x\n      y\n", scalar("x\ny", 9, 7), ""},
		{"a block after empty lines", "a: |\n\n\n   x\n", scalar("x\n", 11, 4), ""},
		{"a block with an indent", "a: |1\n     x\n   y\n", scalar("  x\ny\n", 9, 4), ""},
		{"an empty block", "a: |\n\n  b: 1\n", plan.Input{Text: "", At: at(8, 6), TextAt: at(8, 6)}, ""},
		{"a folded block", "a: >\n    x\n    y\n", plan.Input{Text: "x y\n", At: at(9, 5), TextAt: at(9, 0)}, ""},
		{"a comment", "a: x # inte med", scalar("x", 8, 6), ""},
		{"a tag", "a: !!int 'x'", plan.Input{Text: "x", At: at(8, 6), TextAt: at(8, 0)}, ""},
		{"letters of two parts", "\u00e5a: x\n  a: a\u030a", scalar("å", 9, 6), ""},
		{"a list", "a: [x, 'y']", plan.Input{Kind: plan.List, At: at(8, 6), Items: []plan.Input{scalar("x", 8, 7), {Text: "y", At: at(8, 10), TextAt: at(8, 11)}}}, ""},
		{"letters before", "a: {å: \"ä\", ö: x}", plan.Input{Kind: plan.Mapping, At: at(8, 6), Pairs: []plan.Pair{
			{Key: "å", At: at(8, 7), Value: plan.Input{Text: "ä", At: at(8, 10), TextAt: at(8, 11)}}, {Key: "ö", At: at(8, 15), Value: scalar("x", 8, 18)}}}, ""},
		{"an empty list", "a: []", plan.Input{Kind: plan.List, At: at(8, 6)}, ""},
		{"rows", "a:\n  - {x: 1}\n  - y: 2\n", plan.Input{Kind: plan.List, At: at(9, 3), Items: []plan.Input{
			{Kind: plan.Mapping, At: at(9, 5), Pairs: []plan.Pair{{Key: "x", At: at(9, 6), Value: scalar("1", 9, 9)}}},
			{Kind: plan.Mapping, At: at(10, 5), Pairs: []plan.Pair{{Key: "y", At: at(10, 5), Value: scalar("2", 10, 8)}}},
		}}, ""},
		{"a key twice", "a: {x: 1, x: 2}", plan.Input{Kind: plan.Mapping, At: at(8, 6), Pairs: []plan.Pair{{Key: "x", At: at(8, 7), Value: scalar("1", 8, 10)}}}, "8:13 duplicate-key"},
		{"a key that is a list", "a: {[x]: 1}", plan.Input{Kind: plan.Mapping, At: at(8, 6)}, "8:7 bad-yaml"},
		{"an alias", "b: &b ord\n  a: *b", plan.Input{Text: "ord", At: at(9, 6), TextAt: at(8, 0)}, ""},
		{"an alias of a block", "b: &b |\n    ord\n  a: *b", plan.Input{Text: "ord\n", At: at(10, 6), TextAt: at(9, 5)}, ""},
		{"an alias of a list", "b: &b [x]\n  a: *b", plan.Input{Kind: plan.List, At: at(9, 6), Items: []plan.Input{scalar("x", 8, 10)}}, ""},
		{"a ring", "a: &a [*a]", plan.Input{}, ""},
		{"a depth", "a: [[[[[[[[[[[[x]]]]]]]]]]]]", plan.Input{}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, told := planPage("---\ntitle: Plan\nkind: plan\ntemplate: m.md\ntechnology: las\nstatus: draft\nvalues:\n  " + strings.ReplaceAll(c.text, "\n  - ", "\n  - ") + "\n---\n")
			if got := strings.Join(told, "; "); got != c.told {
				t.Errorf("told %q, wanted %q", got, c.told)
			}
			got := p.Plan.Input.Get("a")
			if c.name == "a ring" || c.name == "a depth" { // something is there, and not without end
				if got.Empty() || depth(got) > 12 {
					t.Errorf("read %v", got)
				}
				return
			}
			if diff := cmp.Diff(c.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("wanted (-), got (+):\n%s", diff)
			}
		})
	}
}

func depth(in plan.Input) int {
	deepest := 0
	for _, item := range in.Items {
		deepest = max(deepest, depth(item))
	}
	return deepest + 1
}

// TestInputBomb holds that aliases of aliases are read to a limit, with one problem.
func TestInputBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString("  x0: &x0 [a, b]\n")
	for i := range 40 {
		fmt.Fprintf(&b, "  x%d: &x%d [*x%d, *x%d]\n", i+1, i+1, i, i)
	}
	start := time.Now()
	_, told := planPage("---\ntitle: Plan\nkind: plan\ntemplate: m.md\ntechnology: las\nstatus: draft\nvalues:\n" + b.String() + "---\n")
	if len(told) > 1 || time.Since(start) > 2*time.Minute {
		t.Errorf("told %q after %v", told, time.Since(start))
	}
	_, told = planPage("---\ntitle: Plan\nkind: plan\ntemplate: m.md\ntechnology: las\nstatus: draft\nvalues:\n  a: &a [" +
		strings.Repeat("x,", 1000) + "]\n  b: [" + strings.Repeat("*a,", 1000) + "]\n  c: 1\n---\n")
	if len(told) != 1 || !strings.HasSuffix(told[0], " too-many-rows") {
		t.Errorf("told %q", told)
	}
}

// TestLargeInput holds that the time it takes to read values grows with their number, not with its square.
func TestLargeInput(t *testing.T) {
	for _, values := range []string{
		"  a: [" + strings.Repeat("x, ", 90_000) + "]\n", "  a:\n" + strings.Repeat("    - x\n", 90_000), "  a:\n" + strings.Repeat("    - |\n\n      x\n", 90_000),
		"  a: |\n" + strings.Repeat("\n", 1_000_000) + "    x\n",
	} {
		start := time.Now()
		_, told := planPage("---\ntitle: Plan\nkind: plan\ntemplate: m.md\ntechnology: las\nstatus: draft\nvalues:\n" + values + "---\n")
		if len(told) > 0 || time.Since(start) > time.Minute {
			t.Errorf("%.20s: told %q after %v", values, told, time.Since(start))
		}
	}
}

// TestOneFault holds that a single fault of a header gives no other problem.
func TestOneFault(t *testing.T) {
	const (
		template = "---\ntitle: Mall\nkind: template\n"
		plan     = "---\ntitle: Plan\nkind: plan\ntemplate: m.md\ntechnology: las\n"
	)
	for _, c := range []struct{ name, text, want string }{
		{"a kind that is misspelt", "---\ntitle: Mall\nkind: templat\nversion: 1\nfields: [{id: a, label: A, type: text}]\n---\n[[a]]\n", "3:7 unknown-value"},
		{"a kind that is misspelt, without text", "---\ntitle: Plan\nkind: paln\nstatus: draft\nvalues: {}\n---\n", "3:7 unknown-value"},
		{"YAML that is none", "---\ntitle: Mall\nkind: template\nfields: a: b\n---\n[[a]]\n", "4:10 bad-yaml"},
		{"YAML that is none, without text", "---\ntitle: Plan\nkind: plan\nvalues: a: b\n---\n", "4:10 bad-yaml"},
		{"no fields", template + "---\nText.\n", "2:0 missing-key"},
		{"fields that are empty", template + "fields:\n---\nText.\n", "4:1 empty-value"},
		{"fields that are no list", template + "fields: a\n---\nText.\n", "4:9 want-list"},
		{"no values", plan + "status: draft\n---\n", "2:0 missing-key"},
		{"values that are empty", plan + "status: draft\nvalues:\n---\n", "7:1 empty-value"},
		{"a status that is not", plan + "status: klar\nvalues: {}\n---\n", "6:9 unknown-value"},
		{"no decision", plan + "status: closed\nvalues: {}\n---\n", "2:0 missing-key"},
		{"an empty decision", plan + "status: closed\ndecided:\nvalues: {}\n---\n", "7:1 empty-value"},
		{"a decision without a day", plan + "status: closed\ndecided: {by: Nämnden}\nvalues: {}\n---\n", "7:0 missing-key"},
		{"no decision yet", plan + "status: review\nvalues: {}\n---\n", ""},
		{"choices that are no list", template + "fields: [{id: a, label: A, type: choice, choices: x}]\n---\n[[a]]\n", "4:51 want-list"},
		{"columns that are no list", template + "fields: [{id: a, label: A, type: table, columns: x}]\n---\n[[a]]\n", "4:50 want-list"},
		{"limits that are no numbers", template + "fields: [{id: t, label: T, type: table, columns: [{id: a, label: A, type: text}, {id: b, label: B, type: level}]}]\n" +
			"figures: [{id: f, label: F, type: risk-matrix, rows: t, name: a, likelihood: b, consequence: b, limits: [x, 10]}]\n---\n[[t]]\n\n[[f]]\n", "5:106 want-number"},
		{"a plan without text", plan + "status: draft\nvalues: {}\n---\n", ""},
		{"a template without text", template + "fields: []\n---\n", "6:0 empty-page"},
		{"keys of a template in a guidance", "---\ntitle: A\nfields: [{id: a, label: A, type: text}]\n---\nText.\n", "3:1 misplaced-key"},
	} {
		_, told := planPage(c.text)
		if got := strings.Join(told, "; "); got != c.want {
			t.Errorf("%s: told %q, wanted %q", c.name, got, c.want)
		}
	}
}

// TestDraftTemplate holds that a draft of a template counts as one while it can be used.
func TestDraftTemplate(t *testing.T) {
	for _, c := range []struct {
		name, header, text string
		want               site.Kind
	}{
		{"all right", "fields: [{id: a, label: A, type: text}]\n", "[[a]]\n", site.Template},
		{"wrong in what does not matter", "phase: x\nroles: [vd]\nhej: då\nfields: [{id: a, label: A, type: text}]\n", "[[a]]\n\n<b>\n", site.Template},
		{"a field without type", "fields: [{id: a, label: A}]\n", "[[a]]\n", site.Plain},
		{"a field without place", "fields: [{id: a, label: A, type: text}]\n", "Text.\n", site.Plain},
		{"a place without field", "fields: []\n", "[[a]]\n", site.Plain},
		{"no fields", "", "Text.\n", site.Plain},
		{"a figure of nothing", "fields: []\nfigures: [{id: a, label: A, type: raci, rows: b}]\n", "[[a]]\n", site.Plain},
	} {
		source, problems := content(map[string]string{"a.md": "---\ntitle: Mall\nkind: template\ndraft: true\n" + c.header + "---\n" + c.text})
		p := source.Pages[0]
		if p.Kind != c.want || (p.Template != nil) != (c.want == site.Template) {
			t.Errorf("%s: it is a %s, with the template %v", c.name, p.Kind, p.Template)
		}
		if diag.Failed(problems) {
			t.Errorf("%s: told %q as errors", c.name, told(problems))
		}
	}
}

// TestUnsound holds that templates and plans are read whatever is wrong in site.yaml, and are not
// held against it; but are where the site lets it pass.
func TestUnsound(t *testing.T) {
	const pages = "---\ntitle: Mall\nkind: template\nfields: [{id: a, label: A, type: raci, roles: [vd]}]\n---\n[[a]]\n"
	for yaml, want := range map[string][]string{
		withTechnology:                 {"4:48 unknown-role"},
		withTechnology + "hej: du\n":   {"content/site.yaml:6:1 unknown-key"},
		"phases: 5\n" + withTechnology: {"content/site.yaml:1:9 want-list", "content/site.yaml:4:1 duplicate-key"},
		withTechnology + "hej: du\nproblems: {unknown-key: note}\n": {"content/site.yaml:6:1 unknown-key", "4:48 unknown-role"},
	} {
		source, problems := content(map[string]string{"site.yaml": yaml, "a.md": pages})
		got := told(problems)
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: wanted (-), got (+):\n%s", yaml, diff)
		}
		if columns := source.Pages[0].Template.Fields[0].Columns; len(columns) != 1 {
			t.Errorf("%s: the matrix has the columns %v", yaml, columns)
		}
	}
}

// TestCompose holds that what is written is read again as it was.
func TestCompose(t *testing.T) {
	texts := []string{
		"ord", "två ord", "", "12", "1.50", "-3", "2027-01-10", "true", "null", "~", "yes", "0x10", "1e3", ".5", "a: b", "- a", "# a", "[a]", "{a: b}", "*a", "&a", "!a", "|", ">",
		"@a", "%a", "`a", "'a'", `"a"`, `a\b`, "a #b", "Å\u00a0ä", "rad ett\nrad två\n", "rad ett\n\n- punkt\n  - inre\n", "slut utan rad\nandra", "---\n", "a\n---\nb\n", "...", "  indrag\n",
		"=", "<<", "?", "-", ":", "a:", "\u2028", "\u0085", "emoji 🙂",
	}
	header := plan.Input{Kind: plan.Mapping, Pairs: []plan.Pair{
		{Key: "title", Value: plan.ScalarOf("Titel: å"), Comment: "En rad.\nTvå rader."}, {Key: "kind", Value: plan.ScalarOf("plan")},
		{Key: "template", Value: plan.ScalarOf("m.md")}, {Key: "technology", Value: plan.ScalarOf("las")}, {Key: "status", Value: plan.ScalarOf("draft")},
	}}
	values := plan.Input{Kind: plan.Mapping}
	for i, text := range texts {
		values.Pairs = append(values.Pairs, plan.Pair{Key: fmt.Sprint("f", i), Value: plan.ScalarOf(text)})
	}
	values.Pairs = append(values.Pairs,
		plan.Pair{Key: "lista", Value: plan.ListOf(texts...)},
		plan.Pair{Key: "rader", Value: plan.Input{Kind: plan.List, Items: []plan.Input{
			{Kind: plan.Mapping, Pairs: []plan.Pair{{Key: "a", Value: plan.ScalarOf("x")}, {Key: "b", Value: plan.PeriodOf("2027-01-10", "2027-01-11")}}},
			{Kind: plan.Mapping, Pairs: []plan.Pair{{Key: "a", Value: plan.ScalarOf("")}, {Key: "b", Value: plan.ScalarOf("y\nz\n")}}},
		}}}, plan.Pair{Key: "tom", Value: plan.Input{Kind: plan.List}}, plan.Pair{Key: "ingen", Value: plan.Input{Kind: plan.Mapping}})
	header.Pairs = append(header.Pairs, plan.Pair{Key: "values", Value: values})
	data, err := load.Compose(header, "Text.\n\n---\n")
	if err != nil {
		t.Fatal(err)
	}
	p, told := planPage(string(data))
	if len(told) > 0 || p.Title != "Titel: å" || p.Doc.Empty() {
		t.Fatalf("told %q of\n%s", told, data)
	}
	ignored := cmp.Options{cmpopts.IgnoreFields(plan.Input{}, "At", "TextAt"), cmpopts.IgnoreFields(plan.Pair{}, "At", "Comment"), cmpopts.EquateEmpty()}
	if diff := cmp.Diff(values, p.Plan.Input, ignored); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s\n%s", diff, data)
	}
	alone, err := load.ComposeValues(values)
	if err != nil || !strings.Contains(string(data), alone) {
		t.Errorf("values alone are\n%s, %v", alone, err)
	}
	if data, err = load.Compose(plan.Input{Kind: plan.Mapping, Pairs: header.Pairs[:1]}, " \n"); err != nil || string(data) != "---\n# En rad.\n# Två rader.\ntitle: 'Titel: å'\n---\n" {
		t.Errorf("a page without text is %s, %v", data, err)
	}
}
