package word

import (
	"time"

	"vagvisare/cmd/vagvisare/internal/plan"
)

// A control is a content control (17.5.2): a place in the document where someone writes or
// chooses.
type control struct {
	name   string // its tag
	label  string // what Word shows above it
	prompt bool   // whether it holds its prompt alone
	locked bool   // cannot be taken away, only filled in; in a table it would lock its row too
	kind   func() // writes the element of its type
}

// control writes a control around what content writes: runs, or paragraphs.
func (w *writer) control(c control, content func()) {
	w.start("w:sdt")
	w.start("w:sdtPr")
	w.empty("w:alias", "w:val", c.label)
	w.empty("w:tag", "w:val", c.name)
	w.empty("w:id", "w:val", w.controlID())
	if c.locked {
		w.empty("w:lock", "w:val", "sdtLocked")
	}
	if c.prompt {
		w.empty("w:showingPlcHdr")
	}
	c.kind()
	w.end()
	w.start("w:sdtContent")
	content()
	w.end()
	w.end()
}

// input writes a control within a line, with its bookmark: what stands in it, or its prompt.
func (w *writer) input(c control, text, prompt string) {
	c.prompt = text == ""
	w.mark(c.name, func() {
		w.control(c, func() {
			if c.prompt {
				w.run(prompt, format{style: stylePrompt})
			} else {
				w.run(text, format{})
			}
		})
	})
}

func (w *writer) plainKind() { w.empty("w:text") }
func (w *writer) linesKind() { w.empty("w:text", "w:multiLine", "1") }
func (w *writer) richKind()  { w.empty("w:richText") }

// dateKind is that of a control with a calendar (17.5.2.7).
func (w *writer) dateKind(day time.Time) func() {
	return func() {
		var attributes []string
		if !day.IsZero() {
			attributes = []string{"w:fullDate", day.Format(time.DateOnly) + "T00:00:00Z"}
		}
		w.start("w:date", attributes...)
		w.empty("w:dateFormat", "w:val", "yyyy-MM-dd")
		w.empty("w:lid", "w:val", w.doc.Language)
		w.empty("w:storeMappedDataAs", "w:val", "date")
		w.empty("w:calendar", "w:val", "gregorian")
		w.end()
	}
}

// choiceKind is that of a list to choose from (17.5.2.15). Its first entry is the prompt, as in
// lists that Word makes: choosing it empties the control. Word takes no value twice.
func (w *writer) choiceKind(options []plan.Option, prompt string) func() {
	return func() {
		w.start("w:dropDownList")
		w.empty("w:listItem", "w:value", prompt)
		titles, ids := map[string]bool{prompt: true}, map[string]bool{prompt: true}
		for _, option := range options {
			if !titles[option.Title] && !ids[option.ID] {
				w.empty("w:listItem", "w:displayText", option.Title, "w:value", option.ID)
			}
			titles[option.Title], ids[option.ID] = true, true
		}
		w.end()
	}
}

// Signs of a box, with and without a cross.
const (
	boxTicked   = "\u2612"
	boxUnticked = "\u2610"
	boxFont     = "MS Gothic"
)

// checkBox writes a box to tick ([MS-DOCX] 2.6.1.5), with its bookmark.
func (w *writer) checkBox(name, label string, ticked bool) {
	state, sign := "0", boxUnticked
	if ticked {
		state, sign = "1", boxTicked
	}
	c := control{name: name, label: label, kind: func() {
		w.start("w14:checkbox")
		w.empty("w14:checked", "w14:val", state)
		w.empty("w14:checkedState", "w14:val", "2612", "w14:font", boxFont)
		w.empty("w14:uncheckedState", "w14:val", "2610", "w14:font", boxFont)
		w.end()
	}}
	w.mark(name, func() {
		w.control(c, func() {
			w.start("w:r")
			w.start("w:rPr")
			w.empty("w:rFonts", "w:ascii", boxFont, "w:eastAsia", boxFont, "w:hAnsi", boxFont, "w:hint", "eastAsia")
			w.end()
			w.text(sign)
			w.end()
		})
	})
}
