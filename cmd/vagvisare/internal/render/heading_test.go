package render_test

import (
	"strings"
	"testing"
)

// TestHeadingLinks holds that headings have a link to themselves beside them, which is no part of them.
func TestHeadingLinks(t *testing.T) {
	const body = "Först.\n\n## Å & b\n\nText.\n\n### Två\n\n#### Djupt\n\n::: tips Ruta\n## I rutan\n:::\n\n## Två\n\n## A *b* {#c}\n"
	const link = `[{{.ID}}: {{.Text}}]`
	got, err := read(t, map[string]string{"partials/heading-link.html": link}, "planera/a/index.html", page("planera/a.md", body))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<div class="heading"><h2 id="a-b">Å &amp; b</h2>[a-b: Å &amp; b]</div>`,
		`<div class="heading"><h3 id="tva">Två</h3>[tva: Två]</div>`,
		`<h4 id="djupt">Djupt</h4>`,
		`<div class="heading"><h2 id="i-rutan">I rutan</h2>[i-rutan: I rutan]</div>`,
		`<div class="heading"><h2 id="tva-2">Två</h2>[tva-2: Två]</div>`,
		`<div class="heading"><h2 id="c">A <em>b</em></h2>[c: A b]</div>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %s:\n%s", want, got)
		}
	}
	if strings.Contains(got, "[djupt") {
		t.Error("a heading of the fourth level has a link")
	}
	plain, err := read(t, nil, "planera/a/index.html", page("planera/a.md", body))
	if err != nil || strings.Contains(plain, "heading") || !strings.Contains(plain, `<h2 id="a-b">Å &amp; b</h2>`) {
		t.Errorf("without the partial: %v\n%s", err, plain)
	}
	if _, err := read(t, map[string]string{"partials/heading-link.html": `{{.Tilte}}`}, "planera/a/index.html", page("planera/a.md", body)); err == nil {
		t.Error("a partial that fails is not told of")
	}
}

// TestOwnHeadingLinks holds what a link is called, and where it leads, in the portal's own layouts.
func TestOwnHeadingLinks(t *testing.T) {
	got := text(t, portal(t, page("planera/a.md", "## Så gör ni\n\nText.\n")), "planera/a/index.html")
	if want := `<a class="heading__link" href="#sa-gor-ni" aria-label="Länk till avsnittet Så gör ni">`; !strings.Contains(unquoted(got), unquoted(want)) {
		t.Errorf("the page lacks %s", want)
	}
}
