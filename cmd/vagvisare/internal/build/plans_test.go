package build_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/diag"
)

// TestDraftsShown holds that drafts are shown however much is wrong with them, with notes that
// say what it is: templates that cannot be used, and plans without one, as plain pages.
func TestDraftsShown(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/drafts-plans.txtar")
	if err != nil {
		t.Fatal(err)
	}
	site, _ := unpack(archive)
	files, problems := compile(t, build.Options{Root: site, Drafts: true})
	if diag.Failed(problems) {
		t.Fatalf("told %s", told(t, problems))
	}
	for name, want := range map[string]struct {
		text string
		word bool
	}{
		"mallar/hel-mall-i-utkast": {`id="field:namn"`, true},
		"mallar/trasig":            {"Sida. 1 min.", false},
		"planer/las/trasig":        {"Under granskning, 0 %", true},
		"planer/las/av-utkast":     {"Utkast, 0 %", true},
		"planer/las/utan-mall":     {"Text i planen.", false},
		"planer/las/fel-mall":      {"Sida. 1 min.", false},
		"planer/las/utan-teknik":   {"Sida. 1 min.", false},
		"planer/las/av-trasig":     {"Sida. 1 min.", false},
		"checklistor/trasig":       {"SKA 0, BÖR 0, KAN 0", true},
	} {
		if page := files[name+"/index.html"]; !bytes.Contains(page, []byte(want.text)) {
			t.Errorf("%s has no %q, but is %s", name, want.text, page)
		}
		_, word := files[name+name[strings.LastIndex(name, "/"):]+".docx"]
		if word != want.word {
			t.Errorf("%s has a Word file: %v", name, word)
		}
	}
	var notes []string
	for _, p := range problems {
		notes = append(notes, fmt.Sprintf("%s %s", strings.TrimPrefix(p.Place(), "content/"), p.Code))
	}
	for _, want := range []string{ // those that only the whole shows
		"checklistor/trasig.md:8:16 unknown-role", "checklistor/trasig.md:9:3 item-loop", "checklistor/trasig.md:10:7 dead-link",
		"mallar/hel-mall-i-utkast.md:9:4 dead-link", "planer/las/fel-mall.md:5:11 not-template", "planer/las/av-trasig.md:5:11 not-template",
		"planer/las/trasig.md:9:9 want-text", "planer/las/trasig.md:11:9 bad-scheme", "planer/las/trasig.md:14:5 prose-block",
	} {
		if !slices.Contains(notes, want) {
			t.Errorf("%s is not told, but %q", want, notes)
		}
	}
}

// oddPlans is a site with a template and a plan, which cases add to or change.
const oddPlans = `
-- content/site.yaml --
title: Portalen
organisation: Lindmarka kommun
url: https://portal.example/vt/
phases: [{id: planera, title: Planera}]
roles: [{id: chef, title: Chef}]
technologies: [{id: las, title: Lås}]
-- content/mallar/_index.md --
---
title: Mallar
---
-- content/planer/_index.md --
---
title: Planer
---
-- content/mallar/mall.md --
---
title: Mall
kind: template
fields:
  - {id: ansvar, label: Ansvar, type: raci}
  - {id: text, label: Text, type: prose}
figures:
  - {id: bild, label: Bild, type: raci, rows: ansvar}
---
[[ansvar]]

[[text]]

[[bild]]
-- content/planer/plan.md --
---
title: Plan
kind: plan
template: ../mallar/mall.md
technology: las
status: review
values:
  ansvar: [{activity: Montera, chef: AR}]
---
`

// TestOddSites holds what is told of sites that lack, or have too much of, what plans need;
// that nothing fails where all is allowed; and that one fault gives no others.
func TestOddSites(t *testing.T) {
	const (
		noRoles  = "-- content/site.yaml --\ntitle: P\norganisation: L\nurl: https://portal.example/\nphases: [{id: planera, title: Planera}]\ntechnologies: [{id: las, title: Lås}]\n"
		lenient  = "-- content/site.yaml --\ntitle: P\norganisation: L\nurl: https://portal.example/\nphases: [{id: planera, title: Planera}]\nroles: [{id: chef, title: Chef}]\ntechnologies: [{id: las, title: Lås}]\nproblems: {unknown-key: note, empty-value: note, duplicate-value: note, draft-link: note}\n"
		noText   = "---\ntitle: Plan\nkind: plan\ntemplate: ../mallar/mall.md\ntechnology: las\nstatus: review\n"
		checks   = "-- content/checklistor/_index.md --\n---\ntitle: Listor\n---\n"
		listHead = "---\ntitle: Lista\nkind: checklist\n---\n"
	)
	for _, c := range []struct {
		name, over string
		want       []string
		page, has  string // what a page must hold, where there is one
	}{
		{name: "nothing", page: "planer/plan/", has: "<td>Montera</td><td>AR</td>"},

		{name: "no roles", over: noRoles, want: []string{"content/planer/plan.md:8:32 unknown-role"}},
		{name: "no roles, and no plan that needs them", over: noRoles + "-- content/planer/plan.md --\n" + noText + "values: {}\n---\n", page: "mallar/mall/", has: `id="field:ansvar"`},
		{
			name: "no technologies",
			over: "-- content/site.yaml --\ntitle: P\norganisation: L\nurl: https://portal.example/\nphases: [{id: planera, title: Planera}]\nroles: [{id: chef, title: Chef}]\n",
			want: []string{"content/planer/plan.md:5:13 unknown-technology"},
		},
		{
			name: "a site.yaml that is wrong elsewhere",
			over: "-- content/site.yaml --\ntitle: P\norganisation: L\nurl: https://portal.example/\nphases: [{id: planera, title: Planera}]\nroles: [{id: chef, title: Chef}]\ntechnologies: [{id: las, title: Lås}]\nfel: x\n",
			want: []string{"content/site.yaml:7:1 unknown-key"},
		},
		{name: "a site.yaml that is wrong elsewhere, with leave", over: lenient + "fel: x\n", want: []string{"content/site.yaml:8:1 unknown-key"}, page: "planer/plan/", has: "<td>Montera</td><td>AR</td>"},
		{name: "a template that goes", over: "-- content/mallar/mall.md - --\n", want: []string{"content/planer/plan.md:4:11 not-template"}},
		{name: "a template that is another page now", over: "-- content/mallar/mall.md --\n---\ntitle: Mall\n---\nText.\n", want: []string{"content/planer/plan.md:4:11 not-template"}},
		{name: "a template in the future", over: "-- content/mallar/mall.md --\n---\ntitle: Mall\nkind: template\nfields: []\npublished: 2030-01-01\n---\nText.\n",
			want: []string{"content/mallar/mall.md future-page", "content/planer/plan.md:4:11 draft-link"}},
		{name: "a template in the future, with leave", over: lenient + "-- content/mallar/mall.md --\n---\ntitle: Mall\nkind: template\nfields: []\npublished: 2030-01-01\n---\nText.\n",
			want: []string{"content/mallar/mall.md future-page", "content/planer/plan.md:4:11 draft-link"}, page: "planer/plan/", has: "Sida. 1 min."},
		{name: "a template without fields", over: "-- content/mallar/mall.md --\n---\ntitle: Mall\nkind: template\nfields: []\nfigures: []\n---\nText.\n-- content/planer/plan.md --\n" + noText + "values: {}\n---\n",
			page: "planer/plan/", has: "Under granskning, 100 %"},
		{name: "a template without text", over: "-- content/mallar/mall.md --\n---\ntitle: Mall\nkind: template\nfields: []\n---\n-- content/planer/plan.md --\n" + noText + "values: {}\n---\n",
			want: []string{"content/mallar/mall.md:6 empty-page"}},
		{name: "a template of headings", over: "-- content/mallar/mall.md --\n---\ntitle: Mall\nkind: template\nfields: [{id: a, label: A, type: text}]\n---\n#### Djup\n\n[[a]]\n\n## Rubrik\n-- content/planer/plan.md --\n" + noText + "values: {}\n---\n",
			page: "planer/plan/", has: `<h2 id="djup">Djup</h2>`},
		{name: "values as a list", over: "-- content/planer/plan.md --\n" + noText + "values: [a]\n---\n", want: []string{"content/planer/plan.md:7:9 want-mapping"}},
		{name: "no values", over: "-- content/planer/plan.md --\n" + noText + "values: {}\n---\n", page: "planer/plan/", has: "Inget är ifyllt än."},
		{name: "columns without an id", over: "-- content/mallar/mall.md --\n---\ntitle: Mall\nkind: template\nfields: [{id: ansvar, label: A, type: table, columns: [{label: A, type: text}]}]\nfigures: [{id: b, label: B, type: timeline, rows: ansvar, name: a, period: b}]\n---\n[[ansvar]]\n\n[[b]]\n",
			want: []string{
				"content/mallar/mall.md:4 missing-key",
				"content/mallar/mall.md:5:65 unknown-value", "content/mallar/mall.md:5:76 unknown-value", // nobody knows what is meant
				"content/planer/plan.md:8:13 unknown-field", "content/planer/plan.md:8:32 unknown-field",
			}},

		{name: "empty lists, with leave", over: lenient + "-- content/mallar/mall.md --\n---\ntitle: Mall\nkind: template\nfields:\n  - {id: a, label: , type: text, help: }\n  - {id: d, label: D, type: level, levels: [x, x]}\n  - {id: ansvar, label: B, type: raci}\n---\n[[a]]\n\n[[ansvar]]\n\n[[d]]\n",
			want: []string{
				"content/mallar/mall.md:5:13 empty-value", "content/mallar/mall.md:5:34 empty-value", "content/mallar/mall.md:6:48 duplicate-value",
			}, page: "planer/plan/", has: "<td>Montera</td><td>AR</td>"},
		{name: "empty lists without which nothing can be shown, with leave", over: lenient + "-- content/mallar/mall.md --\n---\ntitle: Mall\nkind: template\nfields:\n  - {id: a, label: A, type: table, columns: []}\n  - {id: ansvar, label: B, type: raci}\n  - {id: c, label: C, type: choice, choices: []}\n  - {id: d, label: D, type: }\n---\n[[a]]\n\n[[ansvar]]\n\n[[c]]\n\n[[d]]\n",
			want: []string{"content/mallar/mall.md:5:36 missing-key", "content/mallar/mall.md:7:37 missing-key", "content/mallar/mall.md:8:10 missing-key", "content/mallar/mall.md:8:23 empty-value"}},
		{name: "empty keys that are needed, with leave", over: lenient + "-- content/planer/plan.md --\n---\ntitle: Plan\nkind: plan\ntemplate:\ntechnology:\nstatus:\nvalues:\n---\n",
			want: []string{
				"content/planer/plan.md:2 missing-key", "content/planer/plan.md:2 missing-key", "content/planer/plan.md:2 missing-key", "content/planer/plan.md:2 missing-key",
				"content/planer/plan.md:4:1 empty-value", "content/planer/plan.md:5:1 empty-value", "content/planer/plan.md:6:1 empty-value", "content/planer/plan.md:7:1 empty-value",
			}},
		{name: "folders of other kinds, with leave", over: lenient + "-- content/mallar/_index.md --\n---\ntitle: Mallar\nkind: template\nfields: [{id: a, label: A, type: text}]\n---\n[[a]]\n-- content/planer/_index.md --\n---\ntitle: Planer\nkind: plan\ntemplate: ../mallar/_index.md\ntechnology: las\nstatus: draft\nvalues: {a: b}\n---\n-- content/checklistor/_index.md --\n---\ntitle: Listor\nkind: checklist\n---\n- [ ] A\n",
			want: []string{"content/checklistor/_index.md:3:1 unknown-key", "content/mallar/_index.md:3:1 unknown-key", "content/planer/_index.md:3:1 unknown-key"}, page: "planer/", has: "Plan</a>"},

		{name: "a page in the place of an overview", over: "-- content/planer.md --\n---\ntitle: Planer\n---\nText.\n-- content/planer/_index.md - --\n-- content/planer/plan.md - --\n-- content/planera/plan.md --\n" + strings.Replace(noText, "../mallar", "../mallar", 1) + "values: {}\n---\n",
			want: []string{"content/planer.md taken-address"}},
		{name: "a page in the place of an overview that there is not", over: "-- content/checklistor.md --\n---\ntitle: Listor\n---\nText.\n", page: "checklistor/", has: "Text."},
		{name: "a page in the place of a technology", over: "-- content/planer/las.md --\n---\ntitle: Lås\n---\nText.\n", want: []string{"content/planer/las.md taken-address"}},
		{name: "a plan in the place of its technology", over: "-- content/planer/plan.md - --\n-- content/planer/las.md --\n" + noText + "values: {}\n---\n", want: []string{"content/planer/las.md taken-address"}},
		{name: "an old address like a Word file", over: "-- content/planera/a.md --\n---\ntitle: A\naliases: [mallar/mall/mall.docx]\n---\nText.\n", want: []string{"content/planera/a.md:3:11 taken-alias"}},
		{name: "an old address in a Word file", over: "-- content/planera/a.md --\n---\ntitle: A\naliases: [mallar/mall/mall.docx/x.html]\n---\nText.\n", want: []string{"content/planera/a.md:3:11 taken-alias"}},
		{name: "a template that is a folder too", over: "-- content/mallar/mall/_index.md --\n---\ntitle: A\n---\nText.\n", want: []string{"content/mallar/mall/_index.md duplicate-address"}},

		{name: "tasks in a template", over: "-- content/mallar/mall.md --\n---\ntitle: Mall\nkind: template\nfields: []\n---\n- [ ] **SKA** A {roles=chef}\n\n  - [ ] B\n-- content/planer/plan.md --\n" + noText + "values: {}\n---\n- [ ] C\n",
			page: "mallar/mall/", has: "<strong>SKA</strong> A</label>"},
		{name: "an item in an item that borrows it", over: checks + "-- content/checklistor/a.md --\n" + listHead + "- [ ] Yttre {#a}\n\n  - [ ] [Inre](#a)\n",
			page: "checklistor/a/", has: `<a href="#a" class="page">Inre</a>`},
		{name: "items that borrow each other further in", over: checks + "-- content/checklistor/a.md --\n" + listHead + "- [ ] A {#a}\n\n  - [ ] [Till B](b.md#b)\n-- content/checklistor/b.md --\n" + listHead + "- [ ] B {#b}\n\n  - [ ] [Till A](a.md#a)\n",
			page: "checklistor/a/", has: `<a href="#a" class="page">Till A</a>`},
		{name: "a checklist without items", over: checks + "-- content/checklistor/a.md --\n" + listHead + "Inga punkter än.\n", page: "checklistor/a/", has: "SKA 0, BÖR 0, KAN 0"},

		{name: "HTML in a value", over: "-- content/planer/plan.md --\n" + noText + "values:\n  text: Ett <b>ord</b>\n---\n", want: []string{"content/planer/plan.md:8:13 raw-html", "content/planer/plan.md:8:19 raw-html"}},
		{name: "HTML in a value, shown as it is", over: noRoles + "html: escape\n-- content/planer/plan.md --\n" + noText + "values:\n  text: Ett <b>ord</b>\n---\n",
			page: "planer/plan/", has: "Ett &lt;b&gt;ord&lt;/b&gt;"},
		{name: "a value of Windows", over: "-- content/planer/plan.md --\nunquote\n\"---\\r\\ntitle: Plan\\r\\nkind: plan\\r\\ntemplate: ../mallar/mall.md\\r\\ntechnology: las\\r\\nstatus: review\\r\\nvalues:\\r\\n  text: |\\r\\n    Ett.\\r\\n\\r\\n    - Tv\\u00e5.\\r\\n---\\r\\n\"\n",
			page: "planer/plan/", has: "<p>Ett.</p>\n<ul>\n<li>Två.</li>\n</ul>"},
		{name: "a value that ends the header", over: "-- content/planer/plan.md --\n" + noText + "values:\n  text: |\n    Ett.\n\n    ---\n\n    Två.\n---\n", want: []string{"content/planer/plan.md:11:5 prose-block"}},
		{name: "a heading of a plan's own like one of its template", over: "-- content/mallar/mall.md --\n---\ntitle: Mall\nkind: template\nfields: [{id: a, label: A, type: text}]\n---\n## Rubrik\n\n[[a]]\n\n## Utan fält\n-- content/planer/plan.md --\n" + noText + "values: {}\n---\n## Rubrik\n\nText.\n\n## Utan fält\n",
			want: []string{"content/planer/plan.md duplicate-id"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			defer func() {
				if v := recover(); v != nil {
					t.Errorf("panic: %v", v)
				}
			}()
			site := sitePlus(oddPlans)
			change(site, c.over)
			files, problems := compile(t, build.Options{Root: site})
			var told []string
			for _, p := range problems {
				if p.Code != diag.MissingSection {
					told = append(told, fmt.Sprintf("%s %s", p.Place(), p.Code))
				}
			}
			if !slices.Equal(told, c.want) {
				t.Errorf("told\n%s\nwanted\n%s", strings.Join(told, "\n"), strings.Join(c.want, "\n"))
			}
			if page := files[c.page+"index.html"]; c.page != "" && !bytes.Contains(page, []byte(c.has)) {
				t.Errorf("%s has no %s:\n%s", c.page, c.has, page)
			}
		})
	}
}

// FuzzPlans holds that whatever stands in a template, a plan and a checklist, nothing fails that
// has not been told of: also where they are drafts, and shown.
func FuzzPlans(f *testing.F) {
	archives := []string{"plans", "drafts-plans", "bad-template", "bad-template-figures", "bad-plan-values", "bad-plan-rows", "bad-plan-links", "bad-plan-yaml", "bad-checklist"}
	var templates, plans, lists []string
	for _, name := range archives {
		archive, err := txtar.ParseFile("testdata/" + name + ".txtar")
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			switch text := string(unusual(file.Data).Data); {
			case !strings.HasPrefix(file.Name, "content/"):
			case strings.Contains(text, "\nkind: template\n"):
				templates = append(templates, text)
			case strings.Contains(text, "\nkind: plan\n"):
				plans = append(plans, text)
			case strings.Contains(text, "\nkind: checklist\n"):
				lists = append(lists, text)
			}
		}
	}
	for i := range max(len(templates), len(plans), len(lists)) {
		f.Add(templates[i%len(templates)], plans[i%len(plans)], lists[i%len(lists)])
	}
	f.Fuzz(func(t *testing.T, template, plan, list string) {
		if len(template)+len(plan)+len(list) > 20_000 {
			return
		}
		lines := strings.Split(plan, "\n")
		for i, line := range lines { // its template is the one here
			if strings.HasPrefix(line, "template: ") {
				lines[i] = "template: ../mallar/mall.md"
			}
		}
		site := sitePlus(oddPlans)
		for name, text := range map[string]string{"mallar/mall.md": template, "planer/plan.md": strings.Join(lines, "\n"), "checklistor/lista.md": list} {
			site["content/"+name] = &fstest.MapFile{Data: []byte(text)}
		}
		for _, draft := range []string{"", "---\ndraft: true\n"} {
			if draft != "" {
				for _, file := range site {
					if bytes.Contains(file.Data, []byte("\nkind: ")) {
						file.Data = []byte(draft + strings.TrimPrefix(string(file.Data), "---\n"))
					}
				}
			}
			_, problems := compile(t, build.Options{Root: site, Drafts: draft != ""})
			for _, p := range problems {
				if p.Code == diag.Template {
					t.Errorf("a layout fails: %v", p)
				}
				if text := p.Text("sv") + p.Hint("sv") + p.Text("en") + p.Hint("en"); strings.Contains(text, "%!") {
					t.Errorf("%s is told as %s", p.Code, text)
				}
			}
		}
	})
}
