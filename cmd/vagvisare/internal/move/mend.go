package move

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/site"
)

// mend works out all changes.
func (m *mender) mend() error {
	m.converter = markdown.New(m.site.EscapeHTML)
	for _, p := range m.site.Pages {
		if strings.HasSuffix(p.Source, "/") {
			continue // a folder without a page
		}
		for _, part := range []func(*site.Page) error{m.body, m.header, m.values, m.alias} {
			if err := part(p); err != nil {
				return err
			}
		}
	}
	if err := m.ref("site.yaml", m.site.Brand.Logo, m.link); err != nil {
		return err
	}
	for _, term := range m.site.Glossary {
		if err := m.ref(site.GlossaryFile, term.PageRef, m.link); err != nil {
			return err
		}
	}
	return nil
}

// text returns a file of content/ that is to be edited.
func (m *mender) text(source string) (*text, error) {
	if t := m.texts[source]; t != nil {
		return t, nil
	}
	raw, err := fs.ReadFile(m.root, m.onDisk[source])
	if err != nil {
		return nil, err
	}
	t, err := newText("content/"+source, raw)
	m.texts[source] = t
	return t, err
}

// dests returns the links of a document that must change, with what they become, and counts them.
func (m *mender) dests(source string, doc *markdown.Document) map[string]string {
	dests := map[string]string{}
	if doc == nil {
		return dests
	}
	for _, l := range doc.Links {
		if to := m.link(source, l.Dest); !l.Back && to != l.Dest {
			dests[l.Dest] = to
			m.links++
		}
	}
	return dests
}

// body mends the links of a page's text.
func (m *mender) body(p *site.Page) error {
	dests := m.dests(p.Source, p.Doc)
	if len(dests) == 0 {
		return nil
	}
	t, err := m.text(p.Source)
	if err != nil {
		return err
	}
	start, _ := load.Body(t.plain)
	edits, err := mend(t.plain[start:], dests, func(source []byte) *markdown.Document {
		doc, _ := m.converter.Convert(source, 1)
		return doc
	})
	if err != nil {
		return fmt.Errorf("%s: %w", t.name, err)
	}
	for _, e := range edits {
		if err := t.change(edit{start + e.from, start + e.to, e.text}); err != nil {
			return err
		}
	}
	return nil
}

// header mends what front matter names.
func (m *mender) header(p *site.Page) error {
	refs := slices.Clone(p.Related)
	for _, step := range p.Outline {
		refs = append(refs, step.Refs...)
	}
	for _, ref := range refs {
		if err := m.ref(p.Source, ref, m.link); err != nil {
			return err
		}
	}
	if p.Plan == nil {
		return nil
	}
	return m.ref(p.Source, p.Plan.TemplateRef, func(file, dest string) string {
		to, _ := m.relative(file, dest)
		return to
	})
}

// ref mends one reference; to tells what it becomes.
func (m *mender) ref(source string, ref site.Ref, to func(file, dest string) string) error {
	value := to(source, ref.Value)
	if ref.Value == "" || value == ref.Value {
		return nil
	}
	t, err := m.text(source)
	if err != nil {
		return err
	}
	m.links++
	return t.scalar(ref.Line, ref.Col, ref.Value, value)
}

// values mends the links in the values of a plan.
func (m *mender) values(p *site.Page) error {
	if p.Plan == nil || p.Plan.Plan == nil {
		return nil
	}
	for _, f := range p.Plan.Plan.Template.Fields {
		if err := m.value(p, p.Plan.Value(f.ID)); err != nil {
			return err
		}
	}
	return nil
}

func (m *mender) value(p *site.Page, v *plan.Value) error {
	if v == nil {
		return nil
	}
	for _, row := range v.Rows {
		for _, cell := range row.Cells {
			if err := m.value(p, cell); err != nil {
				return err
			}
		}
	}
	switch v.Field.Type {
	case plan.Link:
		return m.ref(p.Source, site.Ref{Value: v.Text, Line: v.At.Line, Col: v.At.Col}, m.link)
	case plan.Prose:
		return m.prose(p, v)
	}
	return nil
}

// prose mends the links in a text that is a value.
func (m *mender) prose(p *site.Page, v *plan.Value) error {
	prose := p.Plan.Prose[v]
	if prose == nil {
		return nil
	}
	dests := m.dests(p.Source, prose.Doc)
	if len(dests) == 0 {
		return nil
	}
	t, err := m.text(p.Source)
	if err != nil {
		return err
	}
	edits, err := mend([]byte(v.Text), dests, func(source []byte) *markdown.Document {
		doc, _ := m.converter.Prose(source, 1)
		return doc
	})
	if err != nil {
		return fmt.Errorf("%s:%d: %w", t.name, v.At.Line, err)
	}
	for _, e := range edits {
		if err := t.inValue(v, e); err != nil {
			return err
		}
	}
	return nil
}

// inValue makes an edit of a value's text one of the file.
func (t *text) inValue(v *plan.Value, e edit) error {
	old := []byte(v.Text[e.from:e.to])
	lines := strings.Count(v.Text[:e.from], "\n")
	line := v.Text[strings.LastIndexByte(v.Text[:e.from], '\n')+1 : e.from]
	at := t.offset(v.At.Line+lines, max(1, v.At.Col)+len([]rune(line)))
	if v.At.Col == 0 || !bytes.HasPrefix(t.plain[at:], old) {
		at = t.find(t.offset(v.At.Line, 1), old)
	}
	if at < 0 {
		return fmt.Errorf("%s:%d: the link to %s cannot be changed there", t.name, v.At.Line, old)
	}
	return t.change(edit{at, at + len(old), e.text})
}

// find returns where a destination stands next that no edit has changed, or -1. Lines of a text
// may have been joined, so that it stands in another column than the text tells.
func (t *text) find(from int, dest []byte) int {
	for at := from; ; at++ {
		i := bytes.Index(t.plain[at:], dest)
		if i < 0 {
			return -1
		}
		at += i
		taken := false
		for _, e := range t.edits {
			taken = taken || e.from <= at && at < e.to
		}
		if before := t.plain[max(0, at-1)]; !taken && (before == '(' || before == '<' || before == ' ' || before == ':') {
			return at
		}
	}
}

// alias lets the old address of a page that moves lead to it.
func (m *mender) alias(p *site.Page) error {
	to := address(m.of(p.Source))
	if m.of(p.Source) == p.Source || p.Draft || to == p.Path || p.Path == "" || slices.Contains(m.kept, "/"+p.Path) {
		return nil
	}
	t, err := m.text(p.Source)
	if err != nil {
		return err
	}
	start, _ := load.Body(t.plain)
	m.leading = append(m.leading, "/"+p.Path)
	return t.alias(p.Path, to, p.Aliases, start)
}
