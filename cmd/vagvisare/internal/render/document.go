package render

import (
	"html/template"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/figure"
	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A Section is a part of a plan: a heading of its template, and what stands under it.
type Section struct {
	Heading *markdown.Heading // nil for what stands before the first
	Entries []Entry
}

// An Entry is a part of a section. One of its fields is set.
type Entry struct {
	Facts  []FieldView // fields with short values, one after another
	Field  *FieldView  // a field with a long value
	Figure *figure.Figure
}

// A FieldView is a field or a figure of a template, with its value in a plan.
type FieldView struct {
	*plan.Field
	Figure *plan.Figure // in place of a field
	Value  *plan.Value  // nil where empty, and in templates
	Level  int          // of the heading that names it
	View   *View
}

// Sections returns what a plan says, in the order of its template. Headings that neither have a
// field under them nor a heading that has are left out.
func (v *View) Sections() ([]Section, error) {
	filled, doc := v.Page.Plan, v.Page.Plan.Template.Doc
	var sections []Section
	last := -1
	for _, place := range doc.Places {
		if place.Heading > last || len(sections) == 0 {
			for _, i := range headingsTo(doc, last, place.Heading) {
				sections = append(sections, Section{Heading: &doc.Headings[i]})
			}
			if place.Heading < 0 {
				sections = append(sections, Section{})
			}
			last = place.Heading
		}
		section := &sections[len(sections)-1]
		if f := filled.Plan.Template.Figure(place.ID); f != nil {
			drawn, err := v.renderer.figure(filled.Plan, f)
			if err != nil {
				return nil, err
			}
			section.Entries = append(section.Entries, Entry{Figure: drawn})
			continue
		}
		field := FieldView{Field: filled.Plan.Template.Field(place.ID), Value: filled.Value(place.ID), Level: 3, View: v}
		if section.Heading != nil {
			field.Level = min(6, section.Heading.Level+1)
		}
		section.add(field)
	}
	return sections, nil
}

// headingsTo returns the indices of a heading and of those above it that stand after another,
// so that the order of headings stays whole.
func headingsTo(doc *markdown.Document, after, heading int) []int {
	var path []int
	level := 7
	for i := heading; i > after; i-- {
		if h := doc.Headings[i]; h.Level < level {
			level = h.Level
			path = append(path, i)
		}
	}
	slices.Reverse(path)
	return path
}

// add puts a field into the section: beside the short one before it, if both are short.
func (s *Section) add(f FieldView) {
	if slices.Contains([]plan.Type{plan.Prose, plan.Table, plan.Raci}, f.Type) {
		s.Entries = append(s.Entries, Entry{Field: &f})
		return
	}
	if n := len(s.Entries); n > 0 && s.Entries[n-1].Facts != nil {
		s.Entries[n-1].Facts = append(s.Entries[n-1].Facts, f)
		return
	}
	s.Entries = append(s.Entries, Entry{Facts: []FieldView{f}})
}

// Missing reports whether the field must be filled in and is not.
func (f FieldView) Missing() bool {
	return f.Field != nil && f.Required && (f.Value == nil || len(f.Value.Rows) < f.MinRows)
}

// Required returns how many fields of the section must be filled in.
func (s Section) Required() int {
	return s.count(func(f FieldView) bool { return f.Required })
}

// Missing returns how many of these are not.
func (s Section) Missing() int { return s.count(FieldView.Missing) }

func (s Section) count(is func(FieldView) bool) int {
	n := 0
	for _, entry := range s.Entries {
		fields := entry.Facts
		if entry.Field != nil {
			fields = []FieldView{*entry.Field}
		}
		for _, f := range fields {
			if is(f) {
				n++
			}
		}
	}
	return n
}

// SumOf names the column whose sum the field must be, and its table; "" where it is none.
func (f FieldView) SumOf() (sum struct{ Column, Table string }) {
	t := f.View.Page.Template
	if t == nil || f.TotalOf.Value == "" {
		return sum
	}
	table, column, _ := strings.Cut(f.TotalOf.Value, ".")
	if field := t.Field(table); field != nil && field.Column(column) != nil {
		sum.Table, sum.Column = field.Label, field.Column(column).Label
	}
	return sum
}

// Show returns a single value as HTML; "" where it is empty.
func (v *View) Show(value *plan.Value) (template.HTML, error) {
	if value == nil {
		return "", nil
	}
	if filled := v.Page.Plan; filled != nil {
		if prose := filled.Prose[value]; prose != nil {
			text, err := v.renderer.text(v, v.Page, prose.Doc, prose.Targets, v.renderer.layouts.small)
			if filled.Plan.Template.Field(value.Field.ID) == value.Field { // not in a table: a cell may be a heading
				text = v.terms.link(text)
			}
			return text, err
		}
		if to, ok := filled.Links[value]; ok {
			return v.renderer.linkTo(v, to, value.Text)
		}
	}
	return template.HTML(template.HTMLEscapeString(v.renderer.format.Value(value))), nil
}

// linkTo returns a link to a target, with the page's title where it leads to one.
func (r *Renderer) linkTo(v *View, to site.Target, text string) (template.HTML, error) {
	view := linkView(v, to)
	if view.URL == "" { // dead, with the site's leave
		return template.HTML(template.HTMLEscapeString(text)), nil
	}
	if to.Page != nil {
		text = to.Page.Title
	}
	view.Inner = template.HTML(template.HTMLEscapeString(text))
	return partial(r.layouts.small, "link", view)
}

// Total returns the sum of a column with its unit, or "" where the column has none.
func (f FieldView) Total(column *plan.Field) string {
	if !column.Sum || f.Value == nil {
		return ""
	}
	return f.View.renderer.format.Amount(column, f.Value.Sum(column.ID))
}

// HasTotals reports whether any column of the table shows its sum.
func (f FieldView) HasTotals() bool {
	return f.Value != nil && slices.ContainsFunc(f.Columns, func(c *plan.Field) bool { return c.Sum })
}

// Options returns what can be chosen for the field, as it is shown.
func (f FieldView) Options() []plan.Option { return f.View.renderer.format.Options(f.Field) }

// OptionsOf returns what can be chosen in a column.
func (f FieldView) OptionsOf(column *plan.Field) []plan.Option {
	return f.View.renderer.format.Options(column)
}

// loadFormat returns how values are written, by words.json.
func (r *Renderer) loadFormat() plan.Format {
	word := func(keys ...string) string {
		s, _ := r.layouts.words.Text(keys...)
		return s
	}
	return plan.Format{
		Decimal: word("decimal"), Currency: word("plan", "currency"), Hours: word("plan", "hours"),
		Yes: word("plan", "yes"), No: word("plan", "no"), Roles: site.RoleOptions(r.site.Roles),
	}
}

// Filled returns the plans that are made from the template on the page.
func (v *View) Filled() []*site.Page { return v.renderer.filled[v.Page] }

// figure draws a figure of a plan.
func (r *Renderer) figure(p *plan.Plan, f *plan.Figure) (*figure.Figure, error) {
	return figure.Draw(p, f, r.layouts.words, r.format)
}

// Draw returns a figure as HTML.
func (v *View) Draw(f *figure.Figure) (template.HTML, error) {
	return partial(v.renderer.layouts.small, "figures/"+f.Type, f)
}
