package lint

import (
	"time"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

// soon is how many days before a review an editor is reminded of it.
const soon = 60

// frontMatter tells what a page's header lacks. A folder's page answers for nothing that the
// pages in it do not answer for.
func (l *linter) frontMatter(p *site.Page) {
	if p.IsSection() {
		return
	}
	for _, key := range []struct {
		missing bool
		code    diag.Code
	}{
		{p.Summary == "", diag.NoSummary},
		{p.Owner == "", diag.NoOwner},
		{p.Review.IsZero(), diag.NoReview},
	} {
		if key.missing {
			l.report(p, 1, 0, key.code)
		}
	}
}

// review tells of a review that is due within soon days, or was due before the day.
func (l *linter) review(p *site.Page) {
	if p.Review.IsZero() {
		return
	}
	day := p.Review.Format(time.DateOnly)
	switch days := Days(l.date, p.Review); {
	case days < 0:
		l.report(p, 1, 0, diag.ReviewOverdue, day)
	case days <= soon:
		l.report(p, 1, 0, diag.ReviewSoon, day, days)
	}
}

// law tells of a law that was read more than a year before the day.
func (l *linter) law(p *site.Page) {
	if !p.Law.IsZero() && p.Law.AddDate(1, 0, 0).Before(l.date) {
		l.report(p, 1, 0, diag.OldLaw, p.Law.Format(time.DateOnly))
	}
}

// Days returns how many days there are from one day to another: less than 0 when that is past.
func Days(from, to time.Time) int { return int(to.Sub(from).Hours() / 24) }

// orphan tells of a page that nobody is led to. All pages stand in the list of their folder,
// but those whose work it belongs to seldom look there.
func (l *linter) orphan(p *site.Page) {
	if p.IsSection() || p.Phase != nil || p.Plan != nil || len(p.Backlinks) > 0 || l.led()[p] {
		return // a plan stands with its technology and its template
	}
	l.report(p, 1, 0, diag.OrphanPage)
}

// ledTo returns the pages that other pages name as related or show as akin, and those that the
// glossary leads to.
func ledTo(s *site.Site) map[*site.Page]bool {
	led := map[*site.Page]bool{}
	for _, p := range s.Pages {
		for _, other := range p.SeeAlso {
			led[other] = true
		}
	}
	for _, t := range s.Glossary {
		led[t.Page] = true
	}
	return led
}

// headings tells of a heading that is more than one level below the one above it. The page's
// title is of level 1.
func (l *linter) headings(p *site.Page) {
	above := 1
	for _, h := range p.Doc.Headings {
		if h.Level > above+1 {
			l.report(p, 0, 0, diag.HeadingSkip, h.Text, h.Level, above)
		}
		above = h.Level
	}
}
