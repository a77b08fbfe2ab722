package lint_test

import (
	"testing"

	"vagvisare/cmd/vagvisare/internal/lint"
)

// TestStatement holds what is said of a site's accessibility statement.
func TestStatement(t *testing.T) {
	const begin = "-- content/site.yaml --\ntitle: P\norganisation: O\nurl: https://a.example/\nphases: [{id: planera, title: P}]\n"
	const report = ", method: self, report: {phone: 0910-1}}\n"
	for _, test := range []struct{ name, statement, want string }{
		{"none", "# accessibility: nothing\n", "site.yaml no-statement\n"},
		{"a year old", "accessibility: {conformance: full, assessed: 2025-11-01, updated: 2025-11-22" + report, ""},
		{"older", "accessibility: {conformance: full, assessed: 2025-11-01, updated: 2025-11-21" + report, "site.yaml:5:58 old-statement 2025-11-21\n"},
		{
			"older, line by line", "accessibility:\n  conformance: full\n  assessed: 2025-11-01\n  updated: 2025-11-21\n  method: self\n  report: {phone: 1}\n",
			"site.yaml:8:3 old-statement 2025-11-21\n",
		},
		{
			"late", "accessibility:\n  conformance: partial\n  assessed: 2026-11-01\n  updated: 2026-11-21\n  method: self\n  report: {phone: 1}\n" +
				"  deficiencies:\n    - {what: Filmer utan text., why: noncompliance, until: 2026-11-21}\n    - {what: Kartor., why: noncompliance, until: 2026-11-22}\n",
			"site.yaml:12:14 late-deficiency Filmer utan text. 2026-11-21\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, _, files := open(t, begin+test.statement, false)
			if got := tell(files, lint.Site(s, lint.Options{Date: today})); got != test.want {
				t.Errorf("got %q, wanted %q", got, test.want)
			}
		})
	}
}
