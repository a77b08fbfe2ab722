package word

import (
	"slices"
	"time"

	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
)

// field writes a field of the plan: its label, its help where it is to be filled in, and its
// controls.
func (w *writer) field(c *Control) {
	f := c.Field
	var begin, end func()
	if f.Type == plan.Prose {
		begin, end = w.bookmark(fieldName(f.ID))
	}
	w.labels(f, begin)
	s := slot{name: fieldName(f.ID), label: f.Label, field: f, value: c.Value}
	switch f.Type {
	case plan.Table, plan.Raci:
		w.fieldTable(f, c.Value)
	case plan.Prose:
		w.prose(s, w.fieldLinks(c.Link))
		w.paragraph(paragraph{style: styleEdge}, end)
	default:
		style := styleValue
		switch {
		case c.Value == nil:
			style = styleBlank
		case f.Type == plan.Choices:
			style = styleChoice
		}
		w.slot(s, paragraph{style: style})
	}
}

// labels writes what stands above a field, and last at the end of it, unless nil.
func (w *writer) labels(f *plan.Field, last func()) {
	help := f.Help
	if !w.doc.Blank {
		help = ""
	}
	w.paragraph(paragraph{style: styleLabel, keep: true}, func() {
		w.run(f.Label, format{})
		if f.Required && w.doc.Blank && w.doc.Texts.Required != "" {
			w.run(" "+w.doc.Texts.Required, format{style: styleRequired})
		}
		if last != nil && help == "" {
			last()
		}
	})
	if help != "" {
		w.paragraph(paragraph{style: styleHelp, keep: true}, func() {
			w.run(help, format{})
			if last != nil {
				last()
			}
		})
	}
}

// prose writes a control that holds paragraphs and lists. Its bookmark is written by field, from
// the paragraph above to the one below: LibreOffice makes two of a bookmark that begins within a
// control and ends in another paragraph, and loses the first when the document is saved again.
func (w *writer) prose(s slot, links linker) {
	c := control{name: s.name, label: s.label, locked: true, prompt: s.value == nil, kind: w.richKind}
	w.control(c, func() {
		if c.prompt {
			w.paragraph(paragraph{style: styleBlank}, func() { w.run(w.doc.Texts.Prompts.Prose, format{style: stylePrompt}) })
			return
		}
		blocks := markdown.New(true).Blocks([]byte(s.value.Text))
		if beginsMarked(blocks) {
			w.paragraph(paragraph{style: styleEdge, keep: true}, func() {})
		}
		w.blocks(blocks, place{links: links, style: styleValue, text: &Text{}})
	})
}

// beginsMarked reports whether the first paragraph has more than plain text: LibreOffice takes away
// the marks and links of the first paragraph of a control.
func beginsMarked(blocks []markdown.Block) bool {
	for len(blocks) > 0 && len(blocks[0].Blocks) > 0 {
		blocks = blocks[0].Blocks
	}
	return len(blocks) > 0 && slices.ContainsFunc(blocks[0].Inlines, func(in markdown.Inline) bool {
		return in != markdown.Inline{Text: in.Text}
	})
}

// A slot is where a single value stands: below its label, or in a cell.
type slot struct {
	name  string
	label string
	field *plan.Field
	value *plan.Value
	cell  bool
	raci  bool
}

// slot writes the paragraphs of a slot, all of a look.
func (w *writer) slot(s slot, p paragraph) {
	switch s.field.Type {
	case plan.Choices:
		w.choices(s, p)
	case plan.Period:
		w.paragraph(p, func() { w.period(s) })
	default:
		w.paragraph(p, func() { w.single(s) })
	}
}

// choices writes a box to tick for each choice.
func (w *writer) choices(s slot, p paragraph) {
	p.indent, p.hang = itemIndent, itemIndent
	if s.cell {
		p.indent, p.hang = cellIndent, cellIndent
	}
	for i, option := range w.doc.Format.Options(s.field) {
		w.paragraph(p, func() {
			w.checkBox(choiceName(s.name, i), option.Title, s.value != nil && slices.Contains(s.value.Choices, option.ID))
			w.run("\t"+option.Title, format{})
		})
	}
}

// cellIndent is how far the text of a choice stands from the left of its cell.
const cellIndent = 300

// cellTo stands between two days in a cell, where there is little room: they stand below each other.
const cellTo = "\u2013"

func (w *writer) period(s slot) {
	var start, end time.Time
	if s.value != nil {
		start, end = s.value.Start, s.value.End
	}
	prompts, to := w.doc.Texts.prompts(s.cell), " "+w.doc.Texts.To+" "
	if s.cell {
		to = " " + cellTo + "\n"
	}
	w.day(control{name: startName(s.name), label: s.label, locked: !s.cell}, start, prompts.Start)
	w.run(to, format{})
	w.day(control{name: endName(s.name), label: s.label, locked: !s.cell}, end, prompts.End)
}

func (w *writer) day(c control, day time.Time, prompt string) {
	c.kind = w.dateKind(day)
	text := ""
	if !day.IsZero() {
		text = day.Format(time.DateOnly)
	}
	w.input(c, text, prompt)
}

// single writes a control of one value within a line.
func (w *writer) single(s slot) {
	c := control{name: s.name, label: s.label, locked: !s.cell, kind: w.plainKind}
	prompt := w.doc.Texts.prompt(s.field, s.cell, s.raci)
	switch t := s.field.Type; {
	case t == plan.Date:
		var day time.Time
		if s.value != nil {
			day = s.value.Start
		}
		w.day(c, day, prompt)
		return
	case len(w.doc.Format.Options(s.field)) > 0:
		c.kind = w.choiceKind(w.doc.Format.Options(s.field), prompt)
	case t == plan.Text:
		c.kind = w.linesKind
	}
	w.input(c, w.doc.Format.Value(s.value), prompt)
}
