package render_test

import (
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/site"
)

// TestSteps holds what layouts are told of a page's steps.
func TestSteps(t *testing.T) {
	layout := `{{with .Step}}{{.Phase.ID}} {{.Number}}{{end}} others{{range .OtherSteps}} {{.Phase.ID}} {{.Number}}{{end}}
		use{{range .Companions}} {{.Title}}{{end}} see{{range .Related}} {{.Title}}{{end}}{{if .Phase.Steps}} loose{{range .Loose}} {{.Title}}{{end}}{{end}}`
	for name, want := range map[string]string{
		"folja/a/index.html":   "folja 2 others avsluta 1 use mall lista see b loose b",
		"folja/b/index.html":   "others use see loose b",
		"planera/c/index.html": "others folja 2 use see",
		"avsluta/d/index.html": "avsluta 1 others use see loose",
	} {
		index, other := page("folja/_index.md", ""), page("avsluta/_index.md", "")
		index.Outline = []*site.Step{
			{Title: "Ett"},
			{Title: "Två", Refs: refs("a.md", "../mallar/mall.md", "../mallar/lista.md", "../planera/c.md")},
		}
		other.Outline = []*site.Step{{Title: "Slut", Refs: refs("../folja/a.md", "d.md")}}
		template := planTemplate("")
		template.Title = "mall"
		a, checklist := page("folja/a.md", ""), document("mallar/lista.md", "", site.Checklist)
		a.Related = refs("../mallar/mall.md", "b.md")
		checklist.Title = "lista"
		pages := []*site.Page{index, other, template, checklist, a, page("folja/b.md", ""), page("planera/c.md", ""), page("avsluta/d.md", "")}
		for _, p := range pages {
			p.Title = p.Title[strings.LastIndex(p.Title, "/")+1:]
		}
		_, r := planSite(t, map[string]string{"page.html": layout, "template.html": "", "checklist.html": ""}, func(c *site.Config) {
			c.Phases = append(c.Phases, &site.Phase{ID: "folja", Title: "Följa"}, &site.Phase{ID: "avsluta", Title: "Avsluta"})
		}, pages...)
		if got := strings.Join(strings.Fields(publishPlans(t, r, name)), " "); got != want {
			t.Errorf("%s: got %q, wanted %q", name, got, want)
		}
	}
}

func refs(files ...string) (refs []site.Ref) {
	for _, file := range files {
		refs = append(refs, site.Ref{Value: file, Line: 1, Col: 1})
	}
	return refs
}
