package render_test

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"time"

	"vagvisare/cmd/vagvisare/internal/site"
)

// statedConfig is a site whose statement says all that one can say.
func statedConfig() *site.Config {
	c := config()
	day := func(month time.Month, day int) time.Time { return time.Date(2026, month, day, 0, 0, 0, 0, time.UTC) }
	c.Accessibility = &site.Statement{
		Conformance: site.Partial, Standard: "WCAG 2.2", Assessed: day(9, 1), Updated: day(10, 2), Method: site.External, Tests: "Med skärmläsare.",
		Deficiencies: []*site.Deficiency{
			{What: "Filmer saknar syntolkning.", Why: site.Noncompliance, Until: day(12, 24), Instead: "Läs utskriften."},
			{What: "Gamla protokoll är bilder.", Why: site.Burden, Because: "De är tusentals."},
			{What: "Kartor från andra.", Why: site.Exempt},
		},
		Report: site.Report{Email: "fel@kommun.example", Phone: "0910-1", URL: "https://kommun.example/fel?a=1"},
	}
	return c
}

// unquoted takes away quotation marks, which not all attributes need.
func unquoted(s string) string { return strings.ReplaceAll(s, `"`, "") }

var tags = regexp.MustCompile(`<[^>]*>`)

// TestStatement holds that the statement says all that a statement must: Digg's list of what belongs in it.
func TestStatement(t *testing.T) {
	out := portalOf(t, statedConfig(), page("planera/a.md", "Text."))
	got := text(t, out, "tillganglighet/index.html")
	for what, want := range map[string]string{
		"1 the public actor": ">Lindmarka<", "2 the service": ">Portalen<", "3 conformance": "<strong>delvis förenlig</strong>",
		"4 what is deficient": "Filmer saknar syntolkning.", "4 by when": `datetime="2026-12-24"`, "4 instead": "Läs utskriften.",
		"5 when it was assessed": `datetime="2026-09-01"`, "6 when it was updated": `datetime="2026-10-02"`,
		"7 the method": "En utomstående granskare", "7 what was done": "Med skärmläsare.",
		"8 a form": `href="https://kommun.example/fel?a=1"`, "8 a telephone": "0910-1",
		"9 the supervisor": `href="https://www.digg.se/tdosanmalan"`,
		"10 the burden":    "Gamla protokoll är bilder.", "10 its reason": "De är tusentals.", "11 what is exempt": "Kartor från andra.",
		"the standard": "WCAG 2.2", "the law": "(2018:1937)",
	} {
		if !strings.Contains(unquoted(html.UnescapeString(got)), unquoted(want)) {
			t.Errorf("%s: the page lacks %s", what, want)
		}
	}
	readable := html.UnescapeString(tags.ReplaceAllString(got, ""))
	if !strings.Contains(readable, "fel@kommun.example") || strings.Contains(got, "fel@") {
		t.Error("8: the address is not there to be read by people alone")
	}
	for _, name := range []string{"index.html", "planera/a/index.html", "404.html"} {
		if !regexp.MustCompile(`href="?[^" ]*tillganglighet/"?>Tillgänglighetsredogörelse<`).MatchString(text(t, out, name)) {
			t.Errorf("%s does not lead to the statement", name)
		}
	}
}

// TestShortStatement holds that the page says so where there is nothing to tell of.
func TestShortStatement(t *testing.T) {
	c := statedConfig()
	c.Accessibility = &site.Statement{Conformance: site.Full, Method: site.SelfAssessed, Report: site.Report{Phone: "0910-1"}}
	got := text(t, portalOf(t, c), "tillganglighet/index.html")
	for _, want := range []string{"<strong>helt förenlig</strong>", "Vi känner inte till någon sådan brist", "Vi har inte gjort något sådant undantag", "Vi känner inte till något sådant innehåll"} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, part := range []string{"Mejla", "Skriv i", "Vi prövar den mot", "Bristerna står"} {
		if strings.Contains(got, part) {
			t.Errorf("the page has %q", part)
		}
	}
}

// TestNoStatement holds that there is no page, and no link to one, where there is no statement.
func TestNoStatement(t *testing.T) {
	out := portal(t)
	if _, err := out.ReadFile("tillganglighet/index.html"); err == nil {
		t.Error("there is a page")
	}
	if strings.Contains(text(t, out, "index.html"), "tillganglighet/") {
		t.Error("there is a link")
	}
}
