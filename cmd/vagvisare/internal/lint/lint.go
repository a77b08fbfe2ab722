// Package lint finds what a text could do better: what an editor would want to be told of
// although the page can be published as it is.
//
// It looks at the linked model alone, so that one page can be looked at while it is being
// written. What it tells are notes, unless site.yaml makes errors of them. A note that is
// wrong costs more than one that is missing: an editor who meets a few of them reads no more.
// So where it is not clear that something is wrong, nothing is said.
package lint

import (
	"slices"
	"sync"
	"time"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

// Options say what is held against a site.
type Options struct {
	Date time.Time // the day from which reviews are overdue
}

// Site returns what could be better on all pages and in what they share, sorted. The problems
// have no excerpts, and no line where the model does not know it: see Locate.
func Site(s *site.Site, opt Options) []diag.Problem {
	l := newLinter(s, opt)
	for _, p := range s.Pages {
		l.page(p)
	}
	l.glossary()
	l.statement()
	l.facts()
	l.repeats()
	return l.settled()
}

// Page returns what could be better on one page, as Site does.
func Page(s *site.Site, p *site.Page, opt Options) []diag.Problem {
	l := newLinter(s, opt)
	l.page(p)
	return l.settled()
}

// A linter collects problems of a site.
type linter struct {
	site     *site.Site
	date     time.Time
	problems []diag.Problem

	// What is found out of all pages and the whole glossary only when a page asks for it.
	known func() map[string]bool     // short forms and names that the glossary has; see explained
	led   func() map[*site.Page]bool // pages that front matter and the glossary lead to
}

func newLinter(s *site.Site, opt Options) *linter {
	return &linter{
		site: s, date: opt.Date,
		known: sync.OnceValue(func() map[string]bool { return explained(s.Glossary) }),
		led:   sync.OnceValue(func() map[*site.Page]bool { return ledTo(s) }),
	}
}

func (l *linter) report(p *site.Page, line, col int, code diag.Code, args ...any) {
	l.problems = append(l.problems, note(p.File(), line, col, code, args...))
}

func note(file string, line, col int, code diag.Code, args ...any) diag.Problem {
	return diag.Problem{File: file, Line: line, Col: col, Code: code, Args: args, Severity: diag.Note}
}

// page looks at one page. A folder without a page of its own has no text to mend, and a plan
// is a paper of those who work by it: it is not held to the language of guidance.
func (l *linter) page(p *site.Page) {
	if p.Doc == nil {
		return
	}
	read := readPage(p)
	if !p.Draft {
		l.frontMatter(p)
		l.review(p)
		l.law(p)
		l.orphan(p)
	}
	l.links(p)
	l.headings(p)
	if p.Kind != site.PlanDocument {
		l.language(p, read)
		for _, short := range l.unexplained(p, read) {
			l.report(p, 0, 0, diag.UnexplainedShort, short)
		}
	}
}

// settled returns the problems in order, with the severities that the site has chosen. Those
// of a draft stay notes: it must not keep others from publishing.
func (l *linter) settled() []diag.Problem {
	return settle(l.site, l.problems)
}

func settle(s *site.Site, problems []diag.Problem) []diag.Problem {
	drafts := map[string]bool{}
	for _, p := range s.Pages {
		if p.Draft {
			drafts[p.File()] = true
		}
	}
	for i, p := range problems {
		if severity, chosen := s.Problems[p.Code]; chosen && !drafts[p.File] {
			problems[i].Severity = severity
		}
	}
	return slices.Clip(diag.Sort(problems))
}
