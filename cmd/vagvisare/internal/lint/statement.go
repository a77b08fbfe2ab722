package lint

import (
	"time"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// siteFile is where the accessibility statement stands.
const siteFile = "content/site.yaml"

// statement tells of a site without an accessibility statement, and of one that is no longer what it was: the law
// asks for one, and those who supervise it for one that is kept up.
func (l *linter) statement() {
	add := func(code diag.Code, args ...any) {
		l.problems = append(l.problems, note(siteFile, 0, 0, code, args...))
	}
	s := l.site.Accessibility
	if s == nil {
		add(diag.NoStatement)
		return
	}
	if s.Updated.AddDate(1, 0, 0).Before(l.date) {
		add(diag.OldStatement, s.Updated.Format(time.DateOnly))
	}
	for _, d := range s.Deficiencies {
		if !d.Until.IsZero() && d.Until.Before(l.date) {
			add(diag.LateDeficiency, d.What, d.Until.Format(time.DateOnly))
		}
	}
}
