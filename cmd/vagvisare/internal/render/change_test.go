package render_test

import (
	"testing"
	"time"

	"vagvisare/cmd/vagvisare/internal/site"
)

func day(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// TestChanges holds how what has happened is parted by months and days, and which months are folded: today is in
// November 2026, so that December 2024 is the last one to stand open.
func TestChanges(t *testing.T) {
	const layout = `{{define "m"}}{{range .}}{{.ID}} {{.Title}}:{{range .Days}} {{isodate .Date}}{{range .Events}} {{.Page.Source}}{{if .New}}!{{end}}{{range .Texts}} {{.}}{{end}}{{end}};{{end}} {{end}}{{end}}` +
		`{{template "m" .Months}}{{range .Years}}[{{.Title}} {{.Count}}: {{template "m" .Months}}]{{end}}`
	for name, c := range map[string]struct {
		changes []site.Change
		want    string
	}{
		"today": {[]site.Change{{Day: today, Text: "X"}, {Day: today, Text: "Y"}}, "m-2026-11 November 2026: 2026-11-21 planera/a.md X Y; "},
		"two days of a month": {[]site.Change{{Day: day(2026, 3, 1), Text: "X"}, {Day: day(2026, 3, 2), Text: "Y"}},
			"m-2026-03 Mars 2026: 2026-03-02 planera/a.md Y; 2026-03-01 planera/a.md X; "},
		"the last open day":    {[]site.Change{{Day: day(2024, 12, 1), Text: "X"}}, "m-2024-12 December 2024: 2024-12-01 planera/a.md X; "},
		"the first folded day": {[]site.Change{{Day: day(2024, 11, 30), Text: "X"}}, "[2024 1: m-2024-11 November 2024: 2024-11-30 planera/a.md X; ]"},
		"a year in two": {[]site.Change{{Day: day(2024, 12, 2), Text: "X"}, {Day: day(2024, 1, 2), Text: "Y"}},
			"m-2024-12 December 2024: 2024-12-02 planera/a.md X; [2024 1: m-2024-01 Januari 2024: 2024-01-02 planera/a.md Y; ]"},
		"many years": {[]site.Change{{Day: day(2023, 5, 2), Text: "X"}, {Day: day(2023, 4, 2), Text: "Y"}, {Day: day(2020, 4, 2), Text: "Z"}},
			"[2023 2: m-2023-05 Maj 2023: 2023-05-02 planera/a.md X; m-2023-04 April 2023: 2023-04-02 planera/a.md Y; ][2020 1: m-2020-04 April 2020: 2020-04-02 planera/a.md Z; ]"},
	} {
		p := page("planera/a.md", "")
		p.Changes = c.changes
		got, err := read(t, map[string]string{"changes.html": layout}, "andringar/index.html", p)
		if err != nil || got != c.want {
			t.Errorf("%s: got %q, %v; wanted %q", name, got, err, c.want)
		}
	}
}

// TestNoChanges holds that a site whose pages have no days goes without a page of changes.
func TestNoChanges(t *testing.T) {
	if _, err := read(t, nil, "andringar/index.html", page("planera/a.md", "")); err == nil {
		t.Error("there is a page of changes")
	}
}
