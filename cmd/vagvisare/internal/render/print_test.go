package render_test

import (
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/site"
)

// printLayout shows each page that is printed whole, one on a line, then what is only listed.
const printLayout = `{{with .Printed}}{{range .Parts}}{{range .Read}}{{.ID}} {{.Level}} {{.Body}}
{{end}}{{range .Documents}}{{.Path}} {{end}}{{end}}{{end}}`

// TestPrintedText holds how a text changes where it stands on a page with others.
func TestPrintedText(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"## A", `<h3 id="planera/a/a">A</h3>`},
		{"###### A", `<h6 id="planera/a/a">A</h6>`},
		{"`<h2 id=\"x\">` & ”x”", `<p><code>&lt;h2 id=&#34;x&#34;&gt;</code> &amp; ”x”</p>`},
		{"[x](b.md#y)\n\n## Y", `<p><a href="#planera/b/y" class="page">x</a></p>`},
		{"[x](../infora/_index.md)", `<p><a href="../../infora/" class="page">x</a></p>`},
		{"[x](https://a.example/planera/b/#y)", `<p><a href="https://a.example/planera/b/#y" class="external">x</a></p>`},
		{"![x](bild.png)", `<p><img src="../../assets/files/bild-1111111111.png" alt="x" title="" width="3" height="2"></p>`},
	} {
		got, err := read(t, map[string]string{"print.html": printLayout}, "planera/skriv-ut/index.html", page("planera/a.md", c.text), page("planera/b.md", "## Y"))
		first, _, _ := strings.Cut(got, "\n")
		if want := "planera/a/ 2 " + c.want; !strings.HasPrefix(strings.ReplaceAll(first, "&quot;", "&#34;"), want) || err != nil {
			t.Errorf("%s: got %s, %v, wanted %s", c.text, first, err, want)
		}
	}
}

// TestPrintedOrder holds what is printed whole, in which order, and what is only listed.
func TestPrintedOrder(t *testing.T) {
	list, example, plain := page("planera/a.md", "- [ ] x"), page("planera/b.md", "x"), page("planera/c.md", "x")
	list.Kind, example.Kind, plain.Kind = site.Checklist, site.Example, site.Plain
	pages := []*site.Page{list, example, plain, page("planera/d.md", "x"), page("planera/e.md", "")}
	got, err := read(t, map[string]string{"print.html": strings.ReplaceAll(printLayout, "{{.Body}}", "")}, "skriv-ut/index.html", pages...)
	if want := "planera/c/ 3\nplanera/d/ 3\nplanera/a/ 3\nplanera/b/ "; got != want || err != nil {
		t.Errorf("got %q, %v, wanted %q", got, err, want)
	}
}

// TestPrintedFolder holds what is printed of a folder outside the phases, alone and behind them: nothing twice.
func TestPrintedFolder(t *testing.T) {
	list, mine, example, phased := page("lag/b.md", "- [ ] x"), page("lag/a.md", "x"), page("lag/c.md", "x"), page("lag/d.md", "- [ ] x")
	list.Kind, example.Kind, phased.Kind, phased.PhaseID = site.Checklist, site.Example, site.Checklist, "planera"
	layout := map[string]string{"print.html": strings.ReplaceAll(printLayout, "{{.Body}}", "")}
	for address, want := range map[string]string{
		"lag/skriv-ut/index.html": "lag/a/ 2\nlag/b/ 2\nlag/d/ 2\n",
		"skriv-ut/index.html":     "lag/d/ 3\nlag/a/ 3\nlag/b/ 3\n",
	} {
		got, err := read(t, layout, address, list, mine, example, phased)
		if err != nil || strings.ReplaceAll(got, " \n", "\n") != want {
			t.Errorf("%s: got %q, %v, wanted %q", address, got, err, want)
		}
	}
}

// TestPrintedFault holds that what is wrong in a partial is told where it stands.
func TestPrintedFault(t *testing.T) {
	_, err := read(t, map[string]string{"print.html": printLayout, "partials/link.html": "\n{{.Gone}}"}, "planera/skriv-ut/index.html", page("planera/a.md", "[x](#y)\n\n## Y"))
	if err == nil || !strings.Contains(err.Error(), "layouts/partials/link.html:2") {
		t.Errorf("told %v", err)
	}
}
