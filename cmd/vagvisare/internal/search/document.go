package search

import (
	"crypto/sha256"
	"encoding/binary"
	"io"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A Document is what can be found: a page of the portal.
type Document struct {
	Path     string // published address, e.g. "planera/roller/"
	Title    string
	Kind     string
	Phase    string   // id, or ""
	Roles    []string // ids
	Keywords []string // that must find the page
	Names    []string // of the glossary, for which this is the page to read
	Sections []Section

	read, summary any // what Sections were read from; nil where that is more than these
}

// A Section is what stands under one heading of a page.
type Section struct {
	ID    string // of the heading; "" for what stands before the first one
	Title string
	Text  string // plain, with single spaces
}

// sum returns a hash of all that a document says.
func (d *Document) sum() [sha256.Size]byte {
	h := sha256.New()
	put := func(texts ...string) {
		for _, text := range texts {
			h.Write(binary.AppendUvarint(nil, uint64(len(text)))) // so that no two lists of texts are alike
			io.WriteString(h, text)
		}
		h.Write([]byte{'\n'})
	}
	put(d.Path, d.Title, d.Kind, d.Phase)
	put(d.Roles...)
	put(d.Keywords...)
	put(d.Names...)
	for _, s := range d.Sections {
		put(s.ID, s.Title, s.Text)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// GlossaryKind is the kind of the glossary's page, which is no page of the site's own.
const GlossaryKind = "glossary"

// Documents returns all pages of a site as documents, by their paths, and its glossary, which is published
// at an address with a title. The home page is none: it only leads further.
func Documents(s *site.Site, address, title string) []*Document {
	return Begin(s, address, title, nil)()
}

// Begin does what Documents does, in two parts: what it returns reads the texts, which takes long, and may be called when
// the site has changed meanwhile. Texts that are the same as in documents of before, sorted, are taken from there.
func Begin(s *site.Site, address, title string, before []*Document) func() []*Document {
	names := pageNames(s.Glossary)
	documents := make([]*Document, 0, len(s.Pages))
	var unread []func()
	for _, p := range s.Pages {
		if p.Kind == site.Home {
			continue
		}
		d := &Document{
			Path: p.Path, Title: p.Title, Kind: string(p.Kind), Roles: p.RoleIDs,
			Keywords: slices.Concat(p.Keywords, p.Tags), Names: names[p],
		}
		if !d.take(p, before) {
			own := *p // as it is now
			unread = append(unread, func() { d.Sections = sections(&own) })
		}
		if p.Phase != nil {
			d.Phase = p.Phase.ID
		}
		documents = append(documents, d)
	}
	if len(s.Glossary) > 0 && s.At(address) == nil {
		documents = append(documents, glossaryDocument(s.Glossary, address, title))
	}
	slices.SortFunc(documents, func(a, b *Document) int { return strings.Compare(a.Path, b.Path) })
	return func() []*Document {
		for _, read := range unread {
			read()
		}
		return documents
	}
}

// take gives a document the sections of its page, if these have been read before.
func (d *Document) take(p *site.Page, before []*Document) bool {
	if p.Template == nil && p.Plan == nil && p.Case == nil && p.Doc != nil {
		d.read, d.summary = p.Doc, p.Summary
		i, found := slices.BinarySearchFunc(before, d.Path, func(d *Document, path string) int { return strings.Compare(d.Path, path) })
		if found && before[i].read == d.read && before[i].summary == d.summary {
			d.Sections = before[i].Sections
			return true
		}
	}
	return false
}

// pageNames returns the names of the glossary by the page to read. Everyday words that lead to several entries
// are left out: there is no telling which page is meant.
func pageNames(glossary []*site.Term) map[*site.Page][]string {
	leads := map[string]int{}
	for _, t := range glossary {
		for _, word := range t.SearchedAs {
			leads[strings.ToLower(word)]++
		}
	}
	names := map[*site.Page][]string{}
	for _, t := range glossary {
		if t.Page == nil {
			continue
		}
		names[t.Page] = append(names[t.Page], t.Names()...)
		for _, word := range t.SearchedAs {
			if leads[strings.ToLower(word)] == 1 {
				names[t.Page] = append(names[t.Page], word)
			}
		}
	}
	return names
}

// glossaryDocument returns the glossary's page, with a section for each entry.
func glossaryDocument(glossary []*site.Term, address, title string) *Document {
	d := &Document{Path: address, Title: title, Kind: GlossaryKind}
	for _, t := range glossary {
		names := strings.Join(t.Names()[1:], ", ")
		d.Sections = append(d.Sections, Section{t.ID, t.Term, strings.TrimSpace(names + " " + t.Explanation)})
	}
	return d
}

// sections returns what a page says: its summary, what a learning example tells in short, its text, and of a
// template or a plan the fields.
func sections(p *site.Page) []Section {
	list := []Section{{Text: p.Summary}}
	if p.Case != nil {
		list[0].Text = strings.TrimSpace(p.Summary + " " + p.Case.Text())
	}
	if p.Doc != nil {
		for _, s := range p.Doc.Sections() {
			if s.ID == "" {
				list[0].Text = strings.TrimSpace(list[0].Text + " " + s.Text)
				continue
			}
			list = append(list, Section(s))
		}
	}
	switch {
	case p.Template != nil:
		list = append(list, fields(p, p.Template.Fields, describe)...)
	case p.Plan != nil && p.Plan.Plan != nil:
		list = append(list, fields(p.Plan.Template, p.Plan.Plan.Template.Fields, func(f *plan.Field) string { return value(p.Plan, p.Plan.Value(f.ID)) })...)
	}
	return list
}

// fields returns the fields of a template, under its headings.
func fields(template *site.Page, fields []*plan.Field, text func(*plan.Field) string) []Section {
	var list []Section
	last := -2
	for _, place := range template.Doc.Places {
		i := slices.IndexFunc(fields, func(f *plan.Field) bool { return f.ID == place.ID })
		if i < 0 {
			continue // a figure, which shows what other fields say
		}
		if place.Heading != last {
			last = place.Heading
			section := Section{}
			if last >= 0 {
				section.ID, section.Title = template.Doc.Headings[last].ID, template.Doc.Headings[last].Text
			}
			list = append(list, section)
		}
		section := &list[len(list)-1]
		section.Text = strings.TrimSpace(section.Text + " " + fields[i].Label + ": " + text(fields[i]))
	}
	return list
}

// describe returns what a template says about a field.
func describe(f *plan.Field) string {
	parts := append([]string{f.Help}, f.Choices...)
	for _, column := range f.Columns {
		parts = append(parts, column.Label)
	}
	return strings.Join(parts, " ")
}

// value returns the words of a value.
func value(p *site.Plan, v *plan.Value) string {
	switch {
	case v == nil:
		return ""
	case p.Prose[v] != nil:
		var b strings.Builder
		for _, s := range p.Prose[v].Doc.Sections() {
			b.WriteString(s.Title + " " + s.Text + " ")
		}
		return strings.TrimSpace(b.String())
	case len(v.Rows) > 0:
		var cells []string
		for _, row := range v.Rows {
			for _, cell := range row.Cells {
				if text := value(p, cell); text != "" {
					cells = append(cells, text)
				}
			}
		}
		return strings.Join(cells, ", ")
	case v.Field.Type == plan.Role || v.Field.Type == plan.Link:
		return ""
	}
	return strings.Join(append([]string{v.Text}, v.Choices...), " ")
}
