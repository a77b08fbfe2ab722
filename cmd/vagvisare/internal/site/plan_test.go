package site_test

import (
	"fmt"
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
)

// planConfig is a config with technologies.
func planConfig() *site.Config {
	c := config()
	c.Technologies = []*site.Technology{{ID: "las", Title: "Digitala lås", Summary: "Lås utan nyckel"}, {ID: "larm", Title: "Larm"}}
	return c
}

// template makes the page of a template of fields, which are placed one after another under
// the headings that text has.
func template(source, text string, fields ...*plan.Field) *site.Page {
	return with(page(source, text), func(p *site.Page) {
		p.Kind, p.PhaseID = site.Template, "infora"
		p.Template = &plan.Template{Fields: fields}
		p.Template.Complete(site.RoleOptions(config().Roles))
	})
}

// filled makes the page of a plan.
func filled(source, template string, values ...plan.Pair) *site.Page {
	return with(page(source, ""), func(p *site.Page) {
		p.Kind = site.PlanDocument
		p.Plan = &site.Plan{
			TemplateRef: site.Ref{Value: template, Line: 4, Col: 11}, TechnologyID: "las", Status: site.UnderReview,
			Input: plan.Input{Kind: plan.Mapping, Pairs: values}, ValuesAt: plan.Position{Line: 7, Col: 1},
		}
	})
}

// value makes a pair that stands on a line of its file.
func value(key, text string, line int) plan.Pair {
	at := plan.Position{Line: line, Col: 3 + len(key) + 2}
	return plan.Pair{Key: key, At: plan.Position{Line: line, Col: 3}, Value: plan.Input{Text: text, At: at, TextAt: at}}
}

// block is a value whose text begins on a line of its own, with an indent.
func block(key, text string, line, indent int) plan.Pair {
	at := plan.Position{Line: line, Col: indent + 1}
	return plan.Pair{Key: key, Value: plan.Input{Text: text, At: at, TextAt: at}}
}

// folded is a value whose lines have been joined.
func folded(key, text string, line int) plan.Pair {
	pair := value(key, text, line)
	pair.Value.TextAt.Col = 0
	return pair
}

func linkPlans(pages []*site.Page, files ...*site.File) (*site.Site, []string) {
	source := site.Source{Config: planConfig(), Pages: append(sections(), pages...), Files: map[string]*site.File{}}
	for _, f := range files {
		source.Files[f.Source] = f
	}
	s, problems := site.New(source, site.Options{Date: today})
	var rest []diag.Problem
	for _, p := range problems {
		if p.Code != diag.MissingSection {
			rest = append(rest, p)
		}
	}
	return s, told(rest)
}

func text(id string) *plan.Field {
	return &plan.Field{ID: id, Label: strings.ToUpper(id), Type: plan.Text, Required: true}
}
func prose(id string) *plan.Field {
	return &plan.Field{ID: id, Label: strings.ToUpper(id), Type: plan.Prose}
}

// TestPlan holds what a plan gets from its template, and what gets it from the plan.
func TestPlan(t *testing.T) {
	mall := template("mallar/a.md", "[[namn]]\n", text("namn"))
	first := filled("planer/las/b.md", "../../mallar/a.md", value("namn", "x", 8))
	own := with(filled("planer/las/a.md", "../../mallar/a.md", value("namn", "x", 8)), func(p *site.Page) { p.PhaseID = "planera" })
	other := with(filled("planer/c.md", "../mallar/a.md", value("namn", "x", 8)), func(p *site.Page) { p.Plan.TechnologyID = "larm" })
	s, problems := linkPlans([]*site.Page{first, own, other, mall})
	same(t, "problems", []string(nil), problems)
	got := s.At("planer/las/b/")
	if got.Plan.Template != s.At("mallar/a/") || got.Plan.Technology != s.Technologies[0] || got.Plan.Value("namn").Text != "x" {
		t.Errorf("the plan is %+v", got.Plan)
	}
	if got.Phase == nil || got.Phase.ID != "infora" || s.At("planer/las/a/").Phase.ID != "planera" {
		t.Error("a plan is in its template's phase unless it has its own")
	}
	same(t, "plans of the technology", []string{"planer/las/a/", "planer/las/b/"}, paths(s.Technologies[0].Plans))
	same(t, "plans of another", []string{"planer/c/"}, paths(s.Technologies[1].Plans))
	same(t, "plans of the phase", []string{"planer/las/b/", "planer/c/"}, paths(s.Phases[1].Plans))
	same(t, "templates of the phase", []string{"mallar/a/"}, paths(s.Phases[1].Templates))
	same(t, "pages of the phase", []string{}, paths(s.Phases[1].Pages))
	same(t, "the technology's folder", "Digitala lås Lås utan nyckel", s.At("planer/las/").Title+" "+s.At("planer/las/").Summary)
	if len(s.OfKind(site.PlanDocument)) != 3 {
		t.Errorf("there are the plans %q", paths(s.OfKind(site.PlanDocument)))
	}
}

// TestPlanOrder holds that a technology's plans stand in the order of the phases, then in that of
// their templates.
func TestPlanOrder(t *testing.T) {
	mall := func(source, phase string, weight int) *site.Page {
		return with(template(source, "[[namn]]\n", text("namn")), func(p *site.Page) { p.PhaseID, p.Weight = phase, weight })
	}
	pages := []*site.Page{mall("mallar/a.md", "infora", 2), mall("mallar/b.md", "infora", 1), mall("mallar/c.md", "planera", 3), mall("mallar/d.md", "", 4)}
	for _, name := range []string{"a", "b", "c", "d"} {
		pages = append(pages, filled("planer/las/"+name+".md", "../../mallar/"+name+".md", value("namn", "x", 8)))
	}
	s, problems := linkPlans(pages)
	same(t, "problems", []string(nil), problems)
	same(t, "plans", []string{"planer/las/d/", "planer/las/c/", "planer/las/b/", "planer/las/a/"}, paths(s.Technologies[0].Plans))
}

// TestTemplateOf holds which templates a plan can have, and that a plan without one is an
// ordinary page.
func TestTemplateOf(t *testing.T) {
	for _, c := range []struct{ ref, want string }{
		{"../mallar/mall.md", ""},
		{"./../mallar/./mall.md", ""},
		{"", ""}, // told when it was read
		{"../mallar/mal.md", "planer/x.md:4:11 not-template near ../mallar/mall.md"},
		{"mallar/mall.md", "planer/x.md:4:11 not-template near ../mallar/mall.md"},
		{"../mallar/mall", "planer/x.md:4:11 not-template near ../mallar/mall.md"},
		{"../planera/_index.md", "planer/x.md:4:11 not-template"},
		{"x.md", "planer/x.md:4:11 not-template"},
		{"../../../hemligt.md", "planer/x.md:4:11 not-template"},
		{"https://a.example/", "planer/x.md:4:11 not-template"},
		{"../mallar/utkast.md", "planer/x.md:4:11 draft-link"},
		{"../mallar/oläst.md", ""}, // its file is told of
	} {
		source := site.Source{
			Config: planConfig(), Unread: map[string]bool{"mallar/oläst.md": true},
			Pages: append(sections(), template("mallar/mall.md", "[[namn]]\n", text("namn")), filled("planer/x.md", c.ref, value("namn", "x", 8)),
				with(template("mallar/utkast.md", ""), func(p *site.Page) { p.Draft = true })),
		}
		s, problems := site.New(source, site.Options{Date: today})
		var about []string
		for _, p := range told(problems) {
			if strings.HasPrefix(p, "planer/x.md") {
				about = append(about, p)
			}
		}
		same(t, c.ref, c.want, strings.Join(about, "; "))
		x := s.At("planer/x/")
		if good := strings.HasSuffix(c.ref, "/mall.md") && strings.HasPrefix(c.ref, "."); good != (x.Plan != nil) || good != (x.Kind == site.PlanDocument) {
			t.Errorf("%s: the plan is of the kind %s, and its plan %v", c.ref, x.Kind, x.Plan)
		}
	}
}

// TestPlanLinks holds where links of values lead, where they are told to be dead, and what is
// published and linked back for them.
func TestPlanLinks(t *testing.T) {
	cell := &plan.Field{ID: "stod", Type: plan.Link}
	mall := template("mallar/a.md", "## Ett\n\n[[text]]\n\n### Två\n\n[[lank]]\n\n## Tomt\n\n## Tre\n\n[[rader]]\n",
		prose("text"), &plan.Field{ID: "lank", Type: plan.Link}, &plan.Field{ID: "rader", Type: plan.Table, Columns: []*plan.Field{cell}})
	rows := func(texts ...string) plan.Pair {
		list := plan.Input{Kind: plan.List}
		for i, s := range texts {
			row := plan.Input{Kind: plan.Mapping, At: plan.Position{Line: 20 + i, Col: 7}, Pairs: []plan.Pair{value("stod", s, 20+i)}}
			list.Items = append(list.Items, row)
		}
		return plan.Pair{Key: "rader", Value: list}
	}
	good := filled("planer/x.md", "../mallar/a.md",
		block("text", "Se [a](../planera/a.md),\n[fil](bilaga%20ett.pdf), [ute](https://a.example/), [här](#ett) och [där](y.md#tva).\n", 9, 4),
		value("lank", "bilaga ett.pdf", 12), rows("../planera/a.md#rubrik", "mailto:a@b.example", "#tre"))
	y := filled("planer/y.md", "../mallar/a.md")
	a := page("planera/a.md", "## Rubrik\n\n[plan](../planer/x.md#tre)\n")
	s, problems := linkPlans([]*site.Page{mall, good, y, a}, &site.File{Source: "planer/bilaga ett.pdf", Hash: strings.Repeat("0", 64)})
	same(t, "problems", []string(nil), problems)
	var targets []string
	for _, to := range s.At("planer/x/").AllTargets() {
		targets = append(targets, describe(to))
	}
	same(t, "targets", []string{
		"page planera/a/", "file planer/bilaga ett.pdf", "url https://a.example/ external", "page planer/x/#ett", "page planer/y/#tva",
		"file planer/bilaga ett.pdf", "page planera/a/#rubrik", "url mailto:a@b.example", "page planer/x/#tre",
	}, targets)
	same(t, "backlinks", []string{"planer/x/"}, paths(s.At("planera/a/").Backlinks))
	same(t, "backlinks of a plan", []string{"planer/x/"}, paths(s.At("planer/y/").Backlinks))
	same(t, "files", 1, len(s.Files))

	for _, c := range []struct {
		name string
		pair plan.Pair
		want string
	}{
		{"a line", value("text", "Se [x](finns-inte.md).", 8), "8:12 dead-link"},
		{"the second line of a block", block("text", "Ett.\n\nSe [x](finns-inte.md).\n", 9, 4), "11:8 dead-link"},
		{"joined lines", folded("text", "Se [x](finns-inte.md) och [y](../planera/a.md).", 8), "8:0 dead-link"},
		{"an anchor of a heading without fields", value("text", "[x](#tomt)", 8), "8:9 dead-anchor"},
		{"an anchor", value("text", "[x](y.md#tree)", 8), "8:9 dead-anchor near #tre"},
		{"a heading", block("text", "Ett.\n\n## Två\n", 9, 4), "11:5 prose-block"},
		{"a scheme", value("text", "[x](javascript:alert)", 8), "8:9 bad-scheme"},
		{"a link field", value("lank", "finns-inte.md", 8), "8:9 dead-link"},
		{"a link field to a file", value("lank", "bilaga.pdf", 8), "8:9 missing-file"},
		{"a link field with a scheme", value("lank", "javascript:alert(1)", 8), "8:9 bad-scheme"},
		{"a link field with no address", value("lank", "http://[", 8), "8:9 bad-link"},
		{"a link field without host", value("lank", "https:///x", 8), "8:9 bad-link"},
		{"a link field from the root", value("lank", "/planera/a/", 8), "8:9 rooted-link near ../planera/a.md"},
		{"a link field that leads out", value("lank", "../../x.pdf", 8), "8:9 link-outside"},
		{"a link field to a heading that is not", value("lank", "../planera/a.md#rubriker", 8), "8:9 dead-anchor near #rubrik"},
		{"a cell", rows("https://a.example/", "finns-inte.md"), "21:9 dead-link"},
	} {
		_, problems := linkPlans([]*site.Page{mall, filled("planer/x.md", "../mallar/a.md", c.pair), y, a})
		want := []string{"planer/x.md:" + c.want}
		want[0] = strings.Replace(want[0], "8:0 ", "8 ", 1)
		same(t, c.name, want, problems)
	}
}

// TestDraftPlans holds that what is wrong with a draft that is shown is noted, and that it is
// shown as an ordinary page where it cannot be shown as a plan.
func TestDraftPlans(t *testing.T) {
	mall := template("mallar/a.md", "[[namn]]\n\n[[lank]]\n", text("namn"), &plan.Field{ID: "lank", Type: plan.Link})
	draft := func(p *site.Page) { p.Draft = true }
	source := site.Source{Config: planConfig(), Pages: append(sections(), mall,
		with(filled("planer/a.md", "../mallar/a.md", value("okand", "x", 8), value("lank", "x.md", 9)), draft),
		with(with(filled("planer/b.md", "../mallar/a.md"), draft), func(p *site.Page) { p.Plan.TechnologyID = "x" }),
		with(with(filled("planer/c.md", "../mallar/a.md"), draft), func(p *site.Page) { p.Plan.Status = "" }),
		with(filled("planer/d.md", "../mallar/x.md"), draft),
	)}
	s, problems := site.New(source, site.Options{Date: today, Drafts: true})
	var notes []string
	for _, p := range diag.Sort(problems) {
		if p.Code != diag.MissingSection {
			notes = append(notes, fmt.Sprintf("%s %s %s", p.Severity, p.Place(), p.Code))
		}
	}
	same(t, "problems", []string{
		"note content/planer/a.md:7:1 missing-value", "note content/planer/a.md:8:3 unknown-field", "note content/planer/a.md:9:9 dead-link",
		"note content/planer/d.md:4:11 not-template",
	}, notes)
	for address, want := range map[string]site.Kind{"planer/a/": site.PlanDocument, "planer/b/": site.Plain, "planer/c/": site.Plain, "planer/d/": site.Plain} {
		if p := s.At(address); p.Kind != want || (p.Plan != nil) != (want == site.PlanDocument) {
			t.Errorf("%s is of the kind %s", address, p.Kind)
		}
	}
	if source.Pages[4].Plan.Plan != nil || source.Pages[7].Kind != site.PlanDocument {
		t.Error("the source has been changed")
	}
}

// TestIncomplete holds what is noted of plans that are not complete yet, and demanded of others.
func TestIncomplete(t *testing.T) {
	mall := template("mallar/a.md", "[[ett]]\n\n[[tva]]\n\n[[tre]]\n", text("ett"), text("tva"), prose("tre"))
	for status, want := range map[site.Status][]string{
		site.Drafted:     {"note planer/x.md:7:1 1 of 2 required fields are filled in; what remains is TVA"},
		site.UnderReview: {"error planer/x.md:7:1 the field “tva” (TVA) is required and has no value"},
		site.Adopted:     {"error planer/x.md:7:1 the field “tva” (TVA) is required and has no value"},
		site.Closed:      {"error planer/x.md:7:1 the field “tva” (TVA) is required and has no value"},
	} {
		x := with(filled("planer/x.md", "../mallar/a.md", value("ett", "x", 8)), func(p *site.Page) { p.Plan.Status = status })
		_, problems := site.New(site.Source{Config: planConfig(), Pages: append(sections(), mall, x)}, site.Options{Date: today})
		var got []string
		for _, p := range problems {
			if p.Code != diag.MissingSection {
				got = append(got, fmt.Sprintf("%s %s %s", p.Severity, strings.TrimPrefix(p.Place(), "content/"), p.Text("en")))
			}
		}
		same(t, string(status), want, got)
	}
}

// TestFoldersBetween holds that a folder's page deep down needs no pages of the folders above it.
func TestFoldersBetween(t *testing.T) {
	s, problems := linkPlans([]*site.Page{page("planer/las/_index.md", ""), page("a/b/c/_index.md", ""), page("a/b/c/d/e.md", "")})
	same(t, "problems", []string(nil), problems)
	for address, want := range map[string]string{"planer/las/": "planer/", "planer/": "", "a/b/c/": "a/b/", "a/b/": "a/", "a/": "", "a/b/c/d/": "a/b/c/", "a/b/c/d/e/": "a/b/c/d/"} {
		if p := s.At(address); p == nil || p.Parent == nil || p.Parent.Path != want {
			t.Errorf("%s has no page above it at %s", address, want)
		}
	}
}

// TestSharedIDs holds that a plan's own text cannot have ids that its template's headings give it.
func TestSharedIDs(t *testing.T) {
	mall := template("mallar/a.md", "## Ett\n\n### Två\n\n[[namn]]\n\n## Tomt\n", text("namn"))
	for body, want := range map[string][]string{
		"## Annat\n": nil, "## Tomt\n": nil, "## Ett\n": {"planer/x.md duplicate-id"}, "## Två\n": {"planer/x.md duplicate-id"},
		"- [ ] X {#ett}\n": {"planer/x.md duplicate-id"},
	} {
		x := filled("planer/x.md", "../mallar/a.md", value("namn", "x", 8))
		x.Doc = page("", body).Doc
		_, problems := linkPlans([]*site.Page{mall, x})
		same(t, body, want, problems)
	}
}

// TestRelinkPlans holds that plans and checklists too may be linked again and again: with equal
// results, and without changing what they are made of.
func TestRelinkPlans(t *testing.T) {
	mall := template("mallar/a.md", "## Ett\n\n[[namn]]\n\n[[text]]\n\n[[ansvar]]\n", text("namn"), prose("text"), &plan.Field{ID: "ansvar", Type: plan.Raci})
	list := plan.Input{Kind: plan.List, Items: []plan.Input{{Kind: plan.Mapping, Pairs: []plan.Pair{value("activity", "Montera", 12), value("chef", "A", 12)}}}}
	source := site.Source{Config: planConfig(), Pages: append(sections(), mall,
		filled("planer/x.md", "../mallar/a.md", value("namn", "x", 8), block("text", "[a](y.md) [b](b.md#ett)\n", 10, 4), plan.Pair{Key: "ansvar", Value: list}),
		with(filled("planer/y.md", "../mallar/a.md", value("okand", "x", 8)), func(p *site.Page) { p.Plan.Status = site.Drafted }),
		filled("planer/z.md", "../mallar/b.md"),
		with(filled("planer/u.md", "../mallar/b.md"), func(p *site.Page) { p.Draft = true }),
		checklist("listor/a.md", "- [ ] **SKA** A {#a roles=\"chef x\"}\n- [ ] [C](b.md#c)\n"), checklist("listor/b.md", "- [ ] [A](a.md#a) {#c}\n"),
	)}
	before := dumpPlans(source)
	first, problems := site.New(source, site.Options{Date: today, Drafts: true})
	second, again := site.New(source, site.Options{Date: today, Drafts: true})
	same(t, "problems", told(problems), told(again))
	same(t, "sites", dumpSite(first)+dumpLinked(first), dumpSite(second)+dumpLinked(second))
	same(t, "the source", before, dumpPlans(source))
	a, b := first.At("planer/x/"), second.At("planer/x/")
	if a.Plan == b.Plan || a.Plan.Value("namn") == b.Plan.Value("namn") || first.Technologies[0] == second.Technologies[0] || first.At("listor/a/").Items[0] == second.At("listor/a/").Items[0] {
		t.Error("two sites share what they change")
	}
}

// dumpPlans writes all that a source says of plans.
func dumpPlans(s site.Source) string {
	var b strings.Builder
	b.WriteString(dump(s))
	for _, t := range s.Config.Technologies {
		fmt.Fprintf(&b, "%+v\n", *t)
	}
	for _, p := range s.Pages {
		if p.Template != nil {
			for _, f := range p.Template.Fields {
				fmt.Fprintf(&b, "%+v %d\n", *f, len(f.Columns))
			}
		}
		if p.Plan != nil {
			fmt.Fprintf(&b, "%+v\n", *p.Plan)
		}
	}
	return b.String()
}

// dumpLinked writes what New has found of plans and items.
func dumpLinked(s *site.Site) string {
	var b strings.Builder
	for _, t := range s.Technologies {
		fmt.Fprintf(&b, "%s %q\n", t.ID, paths(t.Plans))
	}
	for _, p := range s.Pages {
		if p.Plan != nil {
			fmt.Fprintf(&b, "%s %s %s %d missing", p.Path, p.Plan.Template.Path, p.Plan.Technology.ID, len(p.Plan.Missing()))
			for _, to := range p.AllTargets() {
				fmt.Fprintf(&b, " (%s)", describe(to))
			}
			b.WriteByte('\n')
		}
		for _, item := range p.Items {
			fmt.Fprintf(&b, "%s %s %d roles, of %s %s\n", p.Path, item.ID, len(item.Roles), item.Origin.Page.Path, item.Origin.ID)
		}
	}
	return b.String()
}
