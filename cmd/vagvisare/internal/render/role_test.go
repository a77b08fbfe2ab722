package render_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
)

// TestRoleParts holds what a role has to do with in each phase: each item once, under the list that words it, where it is
// due.
func TestRoleParts(t *testing.T) {
	const layout = `{{range .RoleParts}}{{.ID}} {{.Tasks}}{{range .Read}} r:{{.Source}}{{end}}{{range .Do}} d:{{.Page.Source}}{{range .Items}}#{{.ID}}{{end}}{{end}}{{range .FillIn}} f:{{.Source}}{{end}}
{{end}}`
	const phaseList = `- [ ] **SKA** Ett {#ett roles="chef"}
- [ ] Två {#tva roles="annan"}
- [ ] Tre {#tre}
- [ ] Fyra {#fyra roles="annan chef" phase="infora"}
`
	of := func(kind site.Kind, source, text string, roles ...string) *site.Page {
		p := page(source, text)
		p.Kind, p.RoleIDs = kind, roles
		if kind == site.Template {
			p.Template = &plan.Template{}
		}
		return p
	}
	for name, c := range map[string]struct {
		pages []*site.Page
		want  string
	}{
		"nothing":                 {nil, ""},
		"of another role":         {[]*site.Page{of(site.Guidance, "planera/a.md", "", "annan")}, ""},
		"to read and to fill in":  {[]*site.Page{of(site.Template, "planera/b.md", "", "chef"), of(site.Guidance, "planera/a.md", "", "chef")}, "planera 0 r:planera/a.md f:planera/b.md\n"},
		"outside the phases last": {[]*site.Page{of(site.Example, "om/a.md", "", "chef"), of(site.Guidance, "infora/a.md", "", "chef")}, "infora 0 r:infora/a.md\ngroup:none 0 r:om/a.md\n"},
		"items of another's list": {[]*site.Page{of(site.Checklist, "planera/l.md", phaseList, "annan")}, "planera 1 d:planera/l.md#ett\ninfora 1 d:planera/l.md#fyra\n"},
		"items that name nobody":  {[]*site.Page{of(site.Checklist, "planera/l.md", phaseList, "annan", "chef")}, "planera 2 d:planera/l.md#ett#tre\ninfora 1 d:planera/l.md#fyra\n"},
		"items of guidance": {[]*site.Page{of(site.Guidance, "planera/a.md", phaseList, "chef")},
			"planera 1 r:planera/a.md d:planera/a.md#ett\ninfora 1 d:planera/a.md#fyra\n"},
		"items that name a role that is not there": {[]*site.Page{of(site.Checklist, "planera/l.md", "- [ ] Ett {#ett roles=\"okand\"}\n", "chef")}, "planera 0 d:planera/l.md\n"},
		"a list for the role with items of others": {[]*site.Page{of(site.Checklist, "planera/l.md", "- [ ] Två {#tva roles=\"annan\"}\n", "chef")}, "planera 0 d:planera/l.md\n"},
		"an own list that gathers": {[]*site.Page{of(site.Checklist, "planera/l.md", phaseList, "annan"),
			of(site.Checklist, "om/min.md", "- [ ] [Ett](../planera/l.md#ett)\n- [ ] [Två](../planera/l.md#tva)\n- [ ] Egen {#egen}\n", "chef")},
			"planera 2 d:planera/l.md#ett#tva\ninfora 1 d:planera/l.md#fyra\ngroup:none 1 d:om/min.md#egen\n"},
		"a shared list that gathers": {[]*site.Page{of(site.Checklist, "planera/l.md", phaseList, "annan"),
			of(site.Checklist, "infora/alla.md", "- [ ] [Två](../planera/l.md#tva)\n", "chef", "annan")},
			"planera 1 d:planera/l.md#ett\ninfora 1 d:planera/l.md#fyra d:infora/alla.md\n"},
	} {
		_, r := planSite(t, map[string]string{"role.html": layout}, func(c *site.Config) {
			c.Roles = append(c.Roles, &site.Role{ID: "annan", Title: "Annan"})
		}, c.pages...)
		got := publishPlans(t, r, "roller/chef/index.html")
		if diff := cmp.Diff(strings.TrimSpace(c.want), strings.TrimSpace(got)); diff != "" {
			t.Errorf("%s: wanted (-), got (+):\n%s", name, diff)
		}
	}
}
