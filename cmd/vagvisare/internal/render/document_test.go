package render_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/render"
	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/cmd/vagvisare/internal/tree"
	"vagvisare/cmd/vagvisare/internal/word"
)

// planWords are words for plans.
var planWords = strings.Replace(words, `"a": {`, `
	"kinds": {"template": "Planmall", "plan": "Plan", "checklist": "Checklista"}, "levels": {"must": "SKA", "should": "BÖR", "may": "KAN"},
	"statuses": {"draft": "Utkast", "review": "Granskas", "adopted": "Fastställd", "closed": "Avslutad"},
	"types": {"text": "Text", "prose": "Stycken", "money": "Kronor", "level": "Nivå", "table": "Tabell", "raci": "RACI", "choice": "Val", "role": "Roll", "yes-no": "Ja/nej"},
	"plan": {"currency": "kr", "hours": "timmar", "yes": "Ja", "no": "Nej", "required": "krävs", "figure": "Ritas sedan.",
		"title": "Namn", "technology": "Teknik", "status": "Status", "version": "Version", "decided-by": "Beslutad av", "decided-date": "Beslutsdatum"},
	"a": {`, 1)

// planSite links pages with those of the folders, and returns the site and what renders it.
func planSite(t testing.TB, over map[string]string, change func(*site.Config), pages ...*site.Page) (*site.Site, *render.Renderer) {
	t.Helper()
	c := config()
	c.Technologies = []*site.Technology{{ID: "las", Title: "Lås", Summary: "Utan nyckel"}, {ID: "larm", Title: "Larm"}}
	if change != nil {
		change(c)
	}
	files := map[string]*site.File{"planera/Bilaga.pdf": {Source: "planera/Bilaga.pdf", Hash: strings.Repeat("0", 64), Size: 7}}
	s, _ := site.New(site.Source{Config: c, Files: files, Pages: append([]*site.Page{
		page("_index.md", ""), page("planera/_index.md", ""), page("infora/_index.md", ""),
	}, pages...)}, site.Options{Date: today})
	all := map[string]string{"words.json": planWords, "partials/field.html": "", "partials/field-figure.html": ""}
	for name, text := range over {
		all[name] = text
	}
	loaded, problems := render.LoadLayouts(layouts(all), &asset.Assets{})
	if diag.Failed(problems) {
		t.Fatal(problems)
	}
	return s, render.New(s, &asset.Assets{}, loaded, today)
}

// publishPlans returns the published file of a site.
func publishPlans(t testing.TB, r *render.Renderer, name string) string {
	t.Helper()
	out := &tree.Tree{}
	if problems := r.Publish(out); len(problems) > 0 {
		t.Fatal(problems)
	}
	data, err := out.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// document makes a page that has a Word file.
func document(source, text string, kind site.Kind) *site.Page {
	p := page(source, text)
	p.Kind, p.Text = kind, []byte(text)
	return p
}

func planTemplate(text string, fields ...*plan.Field) *site.Page {
	p := document("mallar/mall.md", text, site.Template)
	p.PhaseID, p.Template = "planera", &plan.Template{Version: "2", Fields: fields}
	p.Template.Complete(site.RoleOptions(config().Roles))
	return p
}

func planOf(text string, values ...plan.Pair) *site.Page {
	p := document("planer/las/plan.md", text, site.PlanDocument)
	p.Plan = &site.Plan{
		TemplateRef: site.Ref{Value: "../../mallar/mall.md"}, TechnologyID: "las", Status: site.Drafted,
		Input: plan.Input{Kind: plan.Mapping, Pairs: values},
	}
	return p
}

func scalar(key, text string) plan.Pair { return plan.Pair{Key: key, Value: plan.ScalarOf(text)} }

func rows(key string, rows ...[]plan.Pair) plan.Pair {
	list := plan.Input{Kind: plan.List}
	for _, pairs := range rows {
		list.Items = append(list.Items, plan.Input{Kind: plan.Mapping, Pairs: pairs})
	}
	return plan.Pair{Key: key, Value: list}
}

// TestSections holds how a plan's fields are grouped under the headings of its template.
func TestSections(t *testing.T) {
	const layout = `{{range .Sections}}[{{with .Heading}}{{.Level}} {{.ID}}{{end}} {{.Required}}/{{.Missing}}:{{range .Entries}}{{range .Facts}} {{.ID}}{{.Level}}{{end}}{{with .Field}} ({{.ID}}{{.Level}}){{end}};{{end}}]{{end}}`
	text := func(id string) *plan.Field { return &plan.Field{ID: id, Type: plan.Text, Required: true} }
	prose := func(id string) *plan.Field { return &plan.Field{ID: id, Type: plan.Prose} }
	for _, c := range []struct{ name, text, want string }{
		{"no headings", "[[a]]\n\n[[b]]\n", "[ 2/1: a3 b3;]"},
		{"a heading", "## Ett\n\n[[a]]\n\n[[p]]\n\n[[b]]\n", "[2 ett 2/1: a3; (p3); b3;]"},
		{"before the first heading", "[[a]]\n\n## Ett\n\n[[b]]\n", "[ 1/0: a3;][2 ett 1/1: b3;]"},
		{"headings without fields", "## Noll\n\n## Ett\n\n[[a]]\n\n## Två\n\nText.\n", "[2 ett 1/0: a3;]"},
		{"headings below", "## Ett\n\n### Två\n\n[[a]]\n\n#### Tre\n\n[[b]]\n\n### Fyra\n", "[2 ett 0/0:][3 tva 1/0: a4;][4 tre 1/1: b5;]"},
		{"a deep heading", "###### Djup\n\n[[a]]\n", "[6 djup 1/0: a6;]"},
		{"in lists and boxes", "## Ett\n\n- x\n\n  [[p]]\n\n::: tips\n[[q]]\n:::\n", "[2 ett 0/0: (p3); (q3);]"},
		{"no places", "Text.\n", ""},
	} {
		fields := []*plan.Field{}
		for _, f := range []*plan.Field{text("a"), text("b"), prose("p"), prose("q")} {
			if strings.Contains(c.text, "[["+f.ID+"]]") {
				fields = append(fields, f)
			}
		}
		_, r := planSite(t, map[string]string{"plan.html": layout}, nil, planTemplate(c.text, fields...), planOf("", scalar("a", "x"), scalar("okant", "x")))
		got := publishPlans(t, r, "planer/las/plan/index.html")
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// TestShow holds how values look: as HTML, with nothing of it in what was written.
func TestShow(t *testing.T) {
	const layout = `{{range .Sections}}{{range .Entries}}{{range .Facts}}{{$.Show .Value}}{{end}}{{with .Field}}{{if .Columns}}{{with .Value}}{{range .Rows}}{{range .Cells}}{{$.Show .}}|{{end}}{{end}}{{end}}{{else}}{{$.Show .Value}}{{end}}{{end}}{{end}}{{end}}`
	table := &plan.Field{ID: "f", Type: plan.Table, Columns: []*plan.Field{{ID: "a", Type: plan.Text}, {ID: "b", Type: plan.Link}, {ID: "c", Type: plan.Money}}}
	for _, c := range []struct {
		name  string
		field *plan.Field
		value plan.Pair
		want  string
	}{
		{"nothing", &plan.Field{Type: plan.Text}, scalar("x", ""), ""},
		{"text", &plan.Field{Type: plan.Text}, scalar("f", `<b> & "å"`), "&lt;b&gt; &amp; &#34;å&#34;"},
		{"a unit", &plan.Field{Type: plan.Number, Unit: "<st>"}, scalar("f", "2.5"), "2,5\u00a0&lt;st&gt;"},
		{"choice", &plan.Field{Type: plan.Choice, Choices: []string{"A & B"}}, scalar("f", "a & b"), "A &amp; B"},
		{"role", &plan.Field{Type: plan.Role}, scalar("f", "chef"), "Chef"},
		{"yes", &plan.Field{Type: plan.YesNo}, scalar("f", "true"), "Ja"},
		{"prose", &plan.Field{Type: plan.Prose}, scalar("f", "Se **[sidan](../../planera/a.md)**, [filen](../../planera/Bilaga.pdf \"x\") och [inget](inget.md).\n\n- <a@b.example>\n"),
			`<p>Se <strong><a href="../../../planera/a/" class="page">sidan</a></strong>, <a href="../../../assets/files/bilaga-0000000000.pdf" class="file" title="x">filen</a> och inget.</p>` +
				"\n<ul>\n<li><a href=\"mailto:a@b.example\" class=\"mail\">a@b.example</a></li>\n</ul>\n"},
		{"a link to a page", &plan.Field{Type: plan.Link}, scalar("f", "../../planera/a.md"), `<a href="../../../planera/a/" class="page">planera/a</a>`},
		{"a link to this page", &plan.Field{Type: plan.Link}, scalar("f", "plan.md"), `<a href="../../../planer/las/plan/" class="page">planer/las/plan</a>`},
		{"a link to a file", &plan.Field{Type: plan.Link}, scalar("f", "../../planera/Bilaga.pdf"), `<a href="../../../assets/files/bilaga-0000000000.pdf" class="file">../../planera/Bilaga.pdf</a>`},
		{"a link out", &plan.Field{Type: plan.Link}, scalar("f", "https://a.example/?a&b"), `<a href="https://a.example/?a&amp;b" class="external">https://a.example/?a&amp;b</a>`},
		{"a link to nothing", &plan.Field{Type: plan.Link}, scalar("f", "<x>.md"), "&lt;x&gt;.md"},
		{"a link that runs code", &plan.Field{Type: plan.Link}, scalar("f", "javascript:alert(1)"), "javascript:alert(1)"},
		{"cells", table, rows("f", []plan.Pair{scalar("a", "<"), scalar("b", "../../planera/a.md"), scalar("c", "1250")}, []plan.Pair{scalar("a", "x")}),
			`&lt;|<a href="../../../planera/a/" class="page">planera/a</a>|1` + "\u00a0250\u00a0kr|x|||"},
	} {
		c.field.ID = "f"
		_, r := planSite(t, map[string]string{"plan.html": layout}, nil, planTemplate("[[f]]\n", c.field), planOf("", c.value), page("planera/a.md", "A"))
		if diff := cmp.Diff(c.want, publishPlans(t, r, "planer/las/plan/index.html")); diff != "" {
			t.Errorf("%s: wanted (-), got (+):\n%s", c.name, diff)
		}
	}
}

// TestTotals holds that a table shows the sums of the columns that ask for it.
func TestTotals(t *testing.T) {
	const layout = `{{range .Sections}}{{range .Entries}}{{with .Field}}{{$f := .}}{{.HasTotals}}:{{range .Columns}} {{$f.Total .}};{{end}}{{end}}{{end}}{{end}}`
	columns := func(sum bool) *plan.Field {
		return &plan.Field{ID: "f", Type: plan.Table, Columns: []*plan.Field{{ID: "a", Type: plan.Text}, {ID: "b", Type: plan.Money, Sum: sum}, {ID: "c", Type: plan.Number, Unit: "st", Sum: sum}}}
	}
	some := rows("f", []plan.Pair{scalar("a", "x"), scalar("b", "1000.5"), scalar("c", "1")}, []plan.Pair{scalar("b", "-0.5")})
	for _, c := range []struct {
		sum   bool
		value plan.Pair
		want  string
	}{
		{true, some, "true: ; 1\u00a0000\u00a0kr; 1\u00a0st;"}, {false, some, "false: ; ; ;"}, {true, scalar("f", ""), "false: ; ; ;"},
	} {
		_, r := planSite(t, map[string]string{"plan.html": layout}, nil, planTemplate("[[f]]\n", columns(c.sum)), planOf("", c.value))
		if diff := cmp.Diff(c.want, publishPlans(t, r, "planer/las/plan/index.html")); diff != "" {
			t.Errorf("%v %v: wanted (-), got (+):\n%s", c.sum, c.value, diff)
		}
	}
}

// TestPlaces holds what a template shows in the places of its fields and figures.
func TestPlaces(t *testing.T) {
	mall := planTemplate("[[a]]\n\n#### Rubrik\n\n[[b]]\n\n[[bild]]\n\n[[okand]]\n",
		&plan.Field{ID: "a", Type: plan.Choice, Choices: []string{"X", "Y"}}, &plan.Field{ID: "b", Type: plan.Table, Columns: []*plan.Field{{ID: "c", Type: plan.Role}}})
	mall.Template.Figures = []*plan.Figure{{ID: "bild", Label: "Bild", Type: plan.TimelineFigure}}
	_, r := planSite(t, map[string]string{
		"template.html": `{{.Body}}{{range .Filled}} {{.Path}}{{end}}`, "plan.html": "",
		"partials/field.html":        `({{.ID}} {{.Level}}{{range .Options}} {{.ID}}{{end}}{{range .Columns}} {{.ID}}{{range $.OptionsOf .}} {{.Title}}{{end}}{{end}})`,
		"partials/field-figure.html": `(figur {{.Figure.Label}} {{.Level}})`,
	}, nil, mall, planOf(""))
	want := "(a 2 X Y)\n<h4 id=\"rubrik\">Rubrik</h4>\n(b 5 c Chef)\n(figur Bild 5)\n\n planer/las/plan/"
	if diff := cmp.Diff(want, publishPlans(t, r, "mallar/mall/index.html")); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
}

// TestTasks holds what layouts are given of items, of borrowed ones too.
func TestTasks(t *testing.T) {
	const task = `({{.ID}} {{.Level}}{{range .Roles}} {{.ID}}{{end}}{{with .Phase}} {{.ID}}{{end}}{{if .HasLink}} länk{{end}}{{if .Borrowed}} från {{.Page.Path}} {{.Task.ID}}{{end}}: {{.Text}}|{{.Rest}})`
	list := func(source, text string) *site.Page { return document(source, text, site.Checklist) }
	_, r := planSite(t, map[string]string{"checklist.html": "{{.Body}}", "page.html": "{{.Body}}", "partials/task.html": task}, nil,
		list("planera/a.md", "- [ ] **SKA** Ett *ord* {#ett roles=chef}\n\n  Se [b](b.md).\n\n  - [ ] Inre\n"),
		list("infora/b.md", "- [ ] [Lånad](../planera/a.md#ett) {#lan}\n\n  Mer.\n- [ ] Se [a](../planera/a.md)\n"),
		list("infora/c.md", "- [ ] Inre\n- [ ] [Lånad](b.md#lan)\n"), page("planera/d.md", "- [x] I en vägledning\n"),
	)
	for name, want := range map[string]string{
		"planera/a": "<ul>\n<li class=\"task\" id=\"ett\">(ett must chef planera: Ett <em>ord</em>|<p>Se b.</p>\n<ul>\n<li class=\"task\" id=\"inre\">(inre  planera: Inre|)</li>\n</ul>\n)</li>\n</ul>\n",
		"infora/b": "<ul>\n<li class=\"task\" id=\"lan\">(lan must chef planera från planera/a/ ett: Ett <em>ord</em>|<p>Se b.</p>\n<ul>\n" +
			"<li class=\"task\" id=\"lan:inre\">(lan:inre  planera: Inre|)</li>\n</ul>\n<p>Mer.</p>\n)</li>\n" +
			"<li class=\"task\" id=\"se-a\">(se-a  infora länk: Se <a href=\"../../planera/a/\" class=\"page\">a</a>|)</li>\n</ul>\n",
		"infora/c": "<ul>\n<li class=\"task\" id=\"inre\">(inre  infora: Inre|)</li>\n<li class=\"task\" id=\"lanad\">(lanad must chef planera från planera/a/ ett: Ett <em>ord</em>|<p>Se b.</p>\n<ul>\n" +
			"<li class=\"task\" id=\"lanad:inre\">(lanad:inre  planera: Inre|)</li>\n</ul>\n)</li>\n</ul>\n",
		"planera/d": "<ul>\n<li class=\"task\" id=\"i-en-vagledning\">(i-en-vagledning  planera: I en vägledning|)</li>\n</ul>\n",
	} {
		if diff := cmp.Diff(want, publishPlans(t, r, name+"/index.html")); diff != "" {
			t.Errorf("%s: wanted (-), got (+):\n%s", name, diff)
		}
	}
}

// TestWordDocument holds what Word files are made of.
func TestWordDocument(t *testing.T) {
	mall := planTemplate("Se [a](../planera/a.md).\n\n## Rubrik\n\n[[b]]\n\n[[a]]\n\n[[bild]]\n\n- [ ] **SKA** Uppgift {roles=chef}\n",
		&plan.Field{ID: "a", Label: "A", Type: plan.Text}, &plan.Field{ID: "b", Label: "B", Type: plan.Prose})
	mall.Template.Figures = []*plan.Figure{{ID: "bild", Label: "Bild", Type: plan.TimelineFigure}}
	mall.Summary, mall.Tags, mall.Keywords, mall.Published = "Sammanfattning", []string{"t"}, []string{"u", "v"}, time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	bare := planTemplate("[[b]]\n\n[[a]]\n", mall.Template.Fields...)
	filled := func() *site.Page {
		return planOf("Se [a](../../planera/a.md).\n", scalar("a", "x"), scalar("b", "[c](../../planera/Bilaga.pdf) [ute](https://a.example/) [inget](x.md)\n"))
	}
	adopted := filled()
	adopted.Version, adopted.Plan.Status, adopted.Plan.DecidedBy, adopted.Plan.Decided = "3", site.Adopted, "Nämnden", time.Date(2026, 5, 12, 0, 0, 0, 0, time.UTC)
	noAddress := func(c *site.Config) { c.URL, c.Language = "", "en" }
	for _, c := range []struct {
		name    string
		change  func(*site.Config)
		pages   []*site.Page
		address string
		want    []string
	}{
		{"a template", nil, []*site.Page{mall}, "mallar/mall/", []string{
			"mallar/mall | Sammanfattning | Lindmarka | Planmall | sv-SE | Planmall | t, u, v | 2026-01-02 | mallar/mall.md 2 | blank",
			"head title= technology= status= version= decided-by= decided-date=",
			"text p[Se |a→https://portal.example/vt/planera/a/|.] h2[Rubrik] b:B a:A bild:Bild. Ritas sedan. list(item(p[SKA!| |Uppgift] p[Chef]))",
		}},
		{"a plan", nil, []*site.Page{bare, filled()}, "planer/las/plan/", []string{
			"planer/las/plan |  | Lindmarka | Utkast | sv-SE | Plan |  | 2000-01-01 | mallar/mall.md 2",
			"head title=planer/las/plan technology=Lås status=Utkast version= decided-by= decided-date=",
			"text p[Se |a→https://portal.example/vt/planera/a/|.]",
			"b:B [c](../../planera/Bilaga.pdf) [ute](https://a.example/) [inget](x.md) links " +
				"../../planera/Bilaga.pdf→https://portal.example/vt/assets/files/bilaga-0000000000.pdf https://a.example/→https://a.example/ x.md→",
			"a:A x",
		}},
		{"a plan under headings, without address", noAddress, []*site.Page{planTemplate("## Ett\n\n## Två\n\n### Tre\n\n[[b]]\n\n### Fyra\n\n[[a]]\n", mall.Template.Fields...), adopted}, "planer/las/plan/", []string{
			"planer/las/plan |  | Lindmarka | Fastställd | en-GB | Plan |  | 2000-01-01 | mallar/mall.md 2",
			"head title=planer/las/plan technology=Lås status=Fastställd version=3 decided-by=Nämnden decided-date=2026-05-12",
			"text p[Se |a→../../../planera/a/index.html|.]",
			"text h2[Två]", "text h3[Tre]",
			"b:B [c](../../planera/Bilaga.pdf) [ute](https://a.example/) [inget](x.md) links " +
				"../../planera/Bilaga.pdf→../../../assets/files/bilaga-0000000000.pdf https://a.example/→https://a.example/ x.md→",
			"text h3[Fyra]",
			"a:A x",
		}},
		{"a checklist", nil, []*site.Page{
			document("listor/a.md", "- [ ] BÖR A\n- [ ] [Lånad](djup/b.md#b)\n\n  Mer [här](../planera/a.md).\n- Ingen punkt\n", site.Checklist),
			document("listor/djup/b.md", "- [ ] **KAN** B {#b roles=chef}\n\n  Se [a](../../planera/a.md), [x](x.md).\n", site.Checklist),
		}, "listor/a/", []string{
			"listor/a |  | Lindmarka |  | sv-SE | Checklista |  | 2000-01-01 |  ",
			"text list(item(p[BÖR!| |A]) item(p[KAN!| |B] p[Se |a→https://portal.example/vt/planera/a/|, |x|.] p[Mer |här→https://portal.example/vt/planera/a/|.] p[Chef]) item(p[Ingen punkt]))",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, r := planSite(t, map[string]string{"plan.html": "", "template.html": "", "checklist.html": ""}, c.change, append(c.pages, page("planera/a.md", "A"))...)
			d, err := r.Document(s.At(c.address))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, describeDocument(d)); diff != "" {
				t.Errorf("wanted (-), got (+):\n%s", diff)
			}
		})
	}
}

// describeDocument tells what a Word file is made of, in a line for each part.
func describeDocument(d *word.Document) []string {
	blank := ""
	if d.Blank {
		blank = " | blank"
	}
	lines := []string{strings.Join([]string{d.Title, d.Subtitle, d.Organisation, d.Status, d.Language, d.Subject, d.Keywords, d.Date.Format(time.DateOnly), d.Template + " " + d.TemplateVersion}, " | ") + blank}
	for _, part := range d.Parts {
		lines = append(lines, describePart(d, part))
	}
	return lines
}

func describePart(d *word.Document, part word.Part) string {
	switch part := part.(type) {
	case word.Head:
		s := "head"
		for _, c := range part.Fields {
			s += fmt.Sprintf(" %s=%s", c.Field.ID, d.Format.Value(c.Value))
		}
		return s
	case word.Control:
		s := part.Field.ID + ":" + part.Field.Label
		if part.Value != nil {
			s += " " + strings.TrimSpace(d.Format.Value(part.Value))
			if part.Field.Type == plan.Prose {
				s += " links"
				doc, _ := markdown.New(false).Convert([]byte(part.Value.Text), 1)
				for _, l := range doc.Links {
					s += " " + l.Dest + "→" + part.Link(l.Dest)
				}
			}
		}
		return s
	case word.Note:
		return part.Text
	case word.Text:
		return "text " + describeBlocks(d, part, part.Blocks)
	}
	return fmt.Sprintf("%T", part)
}

func describeBlocks(d *word.Document, text word.Text, blocks []markdown.Block) string {
	var list []string
	for _, b := range blocks {
		switch b.Kind {
		case markdown.HeadingBlock:
			list = append(list, fmt.Sprintf("h%d%s", b.Level, describeInlines(text, b.Inlines)))
		case markdown.ParagraphBlock:
			list = append(list, "p"+describeInlines(text, b.Inlines))
		case markdown.ListBlock:
			list = append(list, "list("+describeBlocks(d, text, b.Blocks)+")")
		case markdown.ItemBlock:
			list = append(list, "item("+describeBlocks(d, text, b.Blocks)+")")
		case markdown.PlaceBlock:
			for _, part := range text.Place(b.Name) {
				name := describePart(d, part)
				if _, note := part.(word.Note); note {
					name = b.Name + ":" + name
				}
				list = append(list, name)
			}
		}
	}
	return strings.Join(list, " ")
}

func describeInlines(text word.Text, inlines []markdown.Inline) string {
	var list []string
	for _, in := range inlines {
		s := in.Text
		if in.Bold {
			s += "!"
		}
		if to := ""; in.Link != "" {
			if to = text.Link(in.Link); to != "" {
				s += "→" + to
			}
		}
		list = append(list, s)
	}
	return "[" + strings.Join(list, "|") + "]"
}

// TestOverviews holds where documents are listed: on the page of a folder where the overview's
// address has one, else on a page that the portal makes.
func TestOverviews(t *testing.T) {
	over := map[string]string{
		"template.html": "", "plan.html": "", "checklist.html": "", "section.html": "avdelning",
		"base.html": `{{range .Crumbs}}{{.Title}} > {{end}}{{.Title}} ({{.Summary}}) {{template "main" .}}`,
	}
	for _, name := range []string{"plans", "templates", "checklists", "technology"} {
		over[name+".html"] = name + `{{with .Technology}} {{.ID}}{{end}}:{{range .Groups}} {{.Title}}{{range .Pages}} {{.Path}}{{end}};{{end}} {{.Body}}`
	}
	at := func(source string, p *site.Page) *site.Page {
		p.Source, p.Title = source, strings.TrimSuffix(source, ".md")
		return p
	}
	titled := func(source, title, text string) *site.Page {
		p := page(source, text)
		p.Title, p.Summary = title, "Inledning"
		return p
	}
	mall := func() *site.Page {
		return at("mallar/mall.md", planTemplate("[[a]]\n", &plan.Field{ID: "a", Type: plan.Text}))
	}
	outside := func(source string) *site.Page {
		p := at(source, planOf(""))
		p.Plan.TemplateRef.Value = strings.Repeat("../", strings.Count(source, "/")) + "mallar/mall.md"
		return p
	}
	for _, c := range []struct {
		name  string
		pages []*site.Page
		want  map[string]string
	}{
		{"folders without pages", []*site.Page{mall(), outside("planer/las/a.md"), document("checklistor/b.md", "- [ ] B", site.Checklist)}, map[string]string{
			"mallar/index.html":      "_index > Mallar () templates: Planera mallar/mall/; ",
			"planer/index.html":      "_index > Planer () plans: Planera planer/las/a/; ",
			"planer/las/index.html":  "_index > Planer > Lås (Utan nyckel) technology las: Planera planer/las/a/; ",
			"checklistor/index.html": "_index > Checklistor () checklists:  checklistor/b/; ",
		}},
		{"folders with pages", []*site.Page{
			mall(), titled("mallar/_index.md", "Våra mallar", "Text."), outside("planer/las/a.md"), titled("planer/_index.md", "Våra planer", "Text."), titled("planer/las/_index.md", "Låsen", "Text."),
		}, map[string]string{
			"mallar/index.html":     "_index > Våra mallar (Inledning) templates: Planera mallar/mall/; <p>Text.</p>\n",
			"planer/index.html":     "_index > Våra planer (Inledning) plans: Planera planer/las/a/; <p>Text.</p>\n",
			"planer/las/index.html": "_index > Våra planer > Låsen (Inledning) technology las: Planera planer/las/a/; <p>Text.</p>\n",
		}},
		{"documents elsewhere", []*site.Page{mall(), outside("planera/a.md"), outside("planera/b.md"), titled("planer/_index.md", "Våra planer", "")}, map[string]string{
			"planer/index.html":     "_index > Våra planer (Inledning) plans: Planera planera/a/ planera/b/; ",
			"planer/las/index.html": "_index > Våra planer > Lås (Utan nyckel) technology las: Planera planera/a/ planera/b/; ",
		}},
		{"a folder of plans for no technology", []*site.Page{mall(), outside("planera/a.md")}, map[string]string{
			"planer/index.html":     "_index > Planer () plans: Planera planera/a/; ",
			"planer/las/index.html": "_index > Planer > Lås (Utan nyckel) technology las: Planera planera/a/; ",
		}},
		{"folders of nothing", []*site.Page{titled("planer/_index.md", "Våra planer", ""), titled("mallar/_index.md", "Våra mallar", "")}, map[string]string{
			"planer/index.html": "_index > Våra planer (Inledning) avdelning", "mallar/index.html": "_index > Våra mallar (Inledning) avdelning",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, r := planSite(t, over, nil, c.pages...)
			for name, want := range c.want {
				if diff := cmp.Diff(want, publishPlans(t, r, name)); diff != "" {
					t.Errorf("%s: wanted (-), got (+):\n%s", name, diff)
				}
			}
			out := &tree.Tree{}
			r.Publish(out)
			if out.Has("planer/larm/index.html") || out.Has("checklistor/index.html") != (c.want["checklistor/index.html"] != "") {
				t.Errorf("there are %q", out.Paths())
			}
		})
	}
}

// TestTakenByPages holds that a page which takes the address of an overview is told of.
func TestTakenByPages(t *testing.T) {
	for source, want := range map[string]string{"planer.md": "content/planer.md", "mallar.md": "content/mallar.md", "checklistor.md": ""} {
		mall := planTemplate("[[a]]\n", &plan.Field{ID: "a", Type: plan.Text})
		mall.Source = "infora/mall.md"
		p := planOf("")
		p.Source, p.Plan.TemplateRef.Value = "planera/plan.md", "../infora/mall.md"
		_, r := planSite(t, map[string]string{"template.html": "", "plan.html": ""}, nil, mall, p, page(source, "Text."))
		got := ""
		for _, problem := range r.Publish(&tree.Tree{}) {
			got += problem.File
			if problem.Code != diag.TakenAddress {
				t.Errorf("%s: told %v", source, problem)
			}
		}
		if got != want {
			t.Errorf("%s: told of %q, want %q", source, got, want)
		}
	}
}

// TestWordFiles holds where Word files stand, and that pages tell their size.
func TestWordFiles(t *testing.T) {
	over := map[string]string{"checklist.html": `{{with .WordFile}}{{.URL}} {{.Kind}} {{.Ext}} {{gt .Size 1000}} {{.Inner}}{{end}}`, "template.html": "", "plan.html": ""}
	list := document("listor/Min lista.md", "- [ ] A", site.Checklist)
	list.Title = "A & B"
	_, r := planSite(t, over, nil, list, planTemplate("[[a]]\n", &plan.Field{ID: "a", Type: plan.Text}), planOf(""))
	if got, want := publishPlans(t, r, "listor/min-lista/index.html"), "../../listor/min-lista/min-lista.docx file docx true A &amp; B"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, name := range []string{"listor/min-lista/min-lista.docx", "mallar/mall/mall.docx", "planer/las/plan/plan.docx"} {
		if data := publishPlans(t, r, name); !strings.HasPrefix(data, "PK") || data != publishPlans(t, r, name) {
			t.Errorf("%s is no Word file, or never the same", name)
		}
	}
	_, again := planSite(t, over, nil, list, planTemplate("[[a]]\n", &plan.Field{ID: "a", Type: plan.Text}), planOf(""))
	if publishPlans(t, r, "planer/las/plan/plan.docx") != publishPlans(t, again, "planer/las/plan/plan.docx") {
		t.Error("another run makes another Word file")
	}
}

// TestDescribe holds what stands above the fields of a new plan.
func TestDescribe(t *testing.T) {
	_, r := planSite(t, nil, nil)
	for _, c := range []struct {
		field plan.Field
		want  string
	}{
		{plan.Field{Label: "Namn", Type: plan.Text, Required: true, Help: "Ett namn."}, "Namn · Text · krävs\nEtt namn."},
		{plan.Field{Label: "Val", Type: plan.Choice, Choices: []string{"A", "B"}}, "Val · Val\nA, B"},
		{plan.Field{Label: "Nivå", Type: plan.Level}, "Nivå · Nivå\n1, 2, 3, 4, 5"},
		{plan.Field{Label: "Nivå", Type: plan.Level, Levels: []string{"Låg", "Hög"}}, "Nivå · Nivå\nLåg, Hög"},
		{plan.Field{Label: "Roll", Type: plan.Role}, "Roll · Roll\nchef"},
		{plan.Field{Label: "Klar", Type: plan.YesNo}, "Klar · Ja/nej\ntrue, false"},
	} {
		if got := r.Describe(&c.field); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestNewPage holds that skeletons are filled in, and that a missing or broken one is an error.
func TestNewPage(t *testing.T) {
	root := fstest.MapFS{
		"layouts/skeletons/guidance.md": {Data: []byte("title: {{.Title}}\n{{.Values}}---\n")},
		"layouts/skeletons/example.md":  {Data: []byte("{{.Titel}}")}, "layouts/skeletons/template.md": {Data: []byte("{{if}}")},
	}
	data, err := render.NewPage(root, site.Guidance, render.Skeleton{Title: `"a: b"`, Values: "values: {}\n"})
	if err != nil || string(data) != "title: \"a: b\"\nvalues: {}\n---\n" {
		t.Errorf("got %s, %v", data, err)
	}
	for _, kind := range []site.Kind{site.Example, site.Template, site.Checklist} {
		if _, err := render.NewPage(root, kind, render.Skeleton{}); err == nil {
			t.Errorf("no error for %s", kind)
		}
	}
}
