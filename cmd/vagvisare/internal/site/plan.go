package site

import (
	"slices"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
)

// A Status is how far a plan has come.
type Status string

// The states of a plan, in order.
const (
	Drafted     Status = "draft" // may be incomplete
	UnderReview Status = "review"
	Adopted     Status = "adopted"
	Closed      Status = "closed"
)

// Statuses are all states of a plan.
var Statuses = []Status{Drafted, UnderReview, Adopted, Closed}

// A Technology is what plans are made for, and learning examples tell of.
type Technology struct {
	ID      string
	Title   string
	Summary string

	Plans    []*Page // in the order of phases, then of templates
	Examples []*Page // learning examples, in the order of Site.Pages
}

// A Plan is what a page of the kind plan says besides its text. The first group of fields is
// what its file says; the second is set by New.
type Plan struct {
	TemplateRef  Ref // path of the template's page, from this file
	TechnologyID string
	Status       Status
	DecidedBy    string // a function
	Decided      time.Time
	Input        plan.Input // the values as written
	ValuesAt     plan.Position

	*plan.Plan
	Template   *Page
	Technology *Technology
	Prose      map[*plan.Value]*Prose // of each value that is Markdown
	Links      map[*plan.Value]Target // of each value that is a link
}

// A Prose is a value's text, with what its links lead to.
type Prose struct {
	Doc     *markdown.Document
	Targets []Target
}

// RoleOptions returns roles as options of a field.
func RoleOptions(roles []*Role) []plan.Option {
	options := make([]plan.Option, len(roles))
	for i, r := range roles {
		options[i] = plan.Option{ID: r.ID, Title: r.Title}
	}
	return options
}

// templates finds the template of each plan, and gives the plan its template's phase. It
// comes before pages are arranged, since a page's place depends on its phase.
func (s *Site) templates(pages []*Page) {
	for _, p := range pages {
		if p.Kind != PlanDocument || p.Plan == nil {
			continue
		}
		own := *p.Plan // the source may be linked again
		own.Technology = s.technologies[own.TechnologyID]
		own.Template = s.template(p, own.TemplateRef, pages)
		if own.Template == nil || p.Draft && (own.Technology == nil || own.Status == "") {
			p.Kind, p.Plan = Plain, nil // it is told why; a page is all that can be shown
			continue
		}
		p.Plan = &own
		if p.PhaseID == "" {
			p.PhaseID = own.Template.PhaseID
		}
	}
}

// template returns the page of a plan's template, or nil.
func (s *Site) template(p *Page, ref Ref, pages []*Page) *Page {
	source := p.relativeSource(ref.Value)
	to := s.bySource[source]
	switch {
	case ref.Value == "": // told when it was read
	case s.backstage[source] && !p.Backstage:
		s.report(p, ref.Line, ref.Col, diag.EditorsLink, ref.Value)
	case to != nil && to.Template != nil:
		return to
	case to == nil && s.unread[source]:
	case s.withheld[source]:
		s.report(p, ref.Line, ref.Col, diag.DraftLink, ref.Value)
	default:
		problem := s.report(p, ref.Line, ref.Col, diag.NotTemplate, ref.Value)
		if near := s.nearestTemplate(pages, source); near != "" {
			problem.Near = relative(p, near)
		}
	}
	return nil
}

func (s *Site) nearestTemplate(pages []*Page, source string) string {
	var sources []string
	for _, p := range pages {
		if p.Template != nil {
			sources = append(sources, p.Source)
		}
	}
	return newNames(sources).nearest(source)
}

// plans reads the values of all plans against their templates.
func (s *Site) plans() {
	converter := markdown.New(s.EscapeHTML)
	for _, p := range s.Pages {
		if p.Plan != nil && p.Plan.Template != nil {
			s.readPlan(p, converter)
			s.sharedIDs(p)
		}
	}
	for _, p := range s.Pages {
		if p.Plan != nil && p.Plan.Technology != nil && p.Plan.Template != nil {
			p.Plan.Technology.Plans = append(p.Plan.Technology.Plans, p)
		}
	}
	rank := func(p *Page) int { return slices.Index(s.Pages, p.Plan.Template) }
	for _, t := range s.Technologies {
		slices.SortStableFunc(t.Plans, func(a, b *Page) int {
			if phases := phaseNumber(a) - phaseNumber(b); phases != 0 {
				return phases
			}
			return rank(a) - rank(b)
		})
	}
}

func phaseNumber(p *Page) int {
	if p.Phase == nil {
		return 0
	}
	return p.Phase.Number
}

// sharedIDs reports headings of a plan's own text that have the id of one of its template's,
// since both stand on the plan's page.
func (s *Site) sharedIDs(p *Page) {
	for _, id := range p.Plan.headings() {
		if p.Doc != nil && p.Doc.HasAnchor(id) {
			s.report(p, 0, 0, diag.DuplicateID, id)
		}
	}
}

// headings returns the ids of the headings that a plan takes from its template: those with a
// field under them, and those above these.
func (p *Plan) headings() []string {
	doc := p.Template.Doc
	var ids []string
	for _, place := range doc.Places {
		level := 7
		for i := place.Heading; i >= 0; i-- {
			if h := doc.Headings[i]; h.Level < level {
				level = h.Level
				ids = append(ids, h.ID)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (s *Site) readPlan(p *Page, converter *markdown.Converter) {
	filled, problems := p.Plan.Template.Template.Read(p.Plan.Input, plan.Rules{
		File: p.Plan.Template.File(), Roles: RoleOptions(s.Roles), Complete: p.Plan.Status != Drafted, At: p.Plan.ValuesAt,
	})
	p.Plan.Plan = filled
	s.take(p, problems)
	p.Plan.Prose, p.Plan.Links = map[*plan.Value]*Prose{}, map[*plan.Value]Target{}
	for _, f := range filled.Template.Fields {
		s.readLinks(p, filled.Value(f.ID), converter)
	}
	if missing := filled.Missing(); p.Plan.Status == Drafted && len(missing) > 0 {
		labels := make([]string, len(missing))
		for i, f := range missing {
			labels[i] = f.Label
		}
		required := filled.Template.Required()
		at := p.Plan.ValuesAt
		note := s.report(p, at.Line, at.Col, diag.IncompletePlan, required-len(missing), required, strings.Join(labels, ", "))
		note.Severity = diag.Note
	}
}

// readLinks finds what the links of a value, or of a table's cells, lead to.
func (s *Site) readLinks(p *Page, v *plan.Value, converter *markdown.Converter) {
	if v == nil {
		return
	}
	switch v.Field.Type {
	case plan.Prose:
		doc, problems := converter.Prose([]byte(v.Text), v.At.Line)
		for i := range problems {
			problems[i].Line, problems[i].Col = inFile(v, problems[i].Line, problems[i].Col)
		}
		for i := range doc.Links {
			doc.Links[i].Line, doc.Links[i].Col = inFile(v, doc.Links[i].Line, doc.Links[i].Col)
		}
		s.take(p, problems)
		p.Plan.Prose[v] = &Prose{Doc: doc, Targets: s.targets(p, doc)}
	case plan.Link:
		if code, what := markdown.Fault(v.Text); code != "" {
			s.report(p, v.At.Line, v.At.Col, code, what)
		}
		p.Plan.Links[v] = s.link(p, markdown.Link{Dest: v.Text, Line: v.At.Line, Col: v.At.Col})
	}
	for _, row := range v.Rows {
		for _, cell := range row.Cells {
			s.readLinks(p, cell, converter)
		}
	}
}

// inFile returns where something of a value's text stands in the file, whose lines are those
// of the text unless they have been joined.
func inFile(v *plan.Value, line, col int) (int, int) {
	if v.At.Col == 0 {
		return v.At.Line, 0
	}
	return line, col + v.At.Col - 1
}

// take reports problems that were found by others; those of a draft page are notes.
func (s *Site) take(p *Page, problems []diag.Problem) {
	for _, problem := range problems {
		problem.File = p.File()
		if p.Draft {
			problem.Severity = diag.Note
		}
		s.problems = append(s.problems, problem)
	}
}
