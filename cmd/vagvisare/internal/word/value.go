package word

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
)

// emptied returns the text of a span as one line, or "" where it is a prompt: one of those given,
// of Word's own, or that the document had when it was written. That a control says that it
// shows its prompt is not enough: LibreOffice lets it say so when something has been written.
func (r *planReader) emptied(s span, prompts ...string) string {
	text := r.line(s)
	if text == "" || r.formerPrompts[hashOf(text)] {
		return ""
	}
	for _, prompt := range slices.Concat(prompts, r.texts.Foreign) {
		if text == bare(prompt) {
			return ""
		}
	}
	return text
}

// losses tells of what stands in a span besides text.
func (r *planReader) losses(s span) {
	for _, e := range r.events[s.from:s.to] {
		if e.kind == lostEvent {
			r.lose(e.loss, e.text)
		}
	}
}

// single reads a value that stands in a line.
func (r *planReader) single(at slot, s span) plan.Input {
	r.losses(s)
	f := at.field
	text := r.emptied(s, r.texts.prompt(f, at.cell, at.raci))
	switch {
	case text == "":
		return plan.Input{}
	case f.Type == plan.Date:
		return r.typed(f, r.day(s, text))
	case f.Type == plan.Link:
		return plan.ScalarOf(r.address(s, text))
	}
	if options := r.format.Options(f); len(options) > 0 {
		return r.option(f, options, s, text)
	}
	return r.typed(f, text)
}

// typed reads what someone wrote, not chose.
func (r *planReader) typed(f *plan.Field, text string) plan.Input {
	if f.Type != plan.Text && isDash(text) {
		return plan.Input{}
	}
	return r.format.Input(f, text)
}

// option reads what has been chosen: what is written, in so far as it can be chosen. What cannot
// may have had another title when the document was written.
func (r *planReader) option(f *plan.Field, options []plan.Option, s span, text string) plan.Input {
	for _, same := range []func(a, b string) bool{func(a, b string) bool { return a == b }, strings.EqualFold} {
		for _, o := range options {
			if same(bare(o.Title), text) {
				return plan.ScalarOf(o.ID)
			}
		}
	}
	for i := s.from; i < s.to; i++ {
		if r.events[i].kind != controlStart {
			continue
		}
		for _, item := range r.events[i].node.child("w:dropDownList").all() {
			id := item.attribute("value")
			if oneLine(item.attribute("displayText")) == text && slices.ContainsFunc(options, func(o plan.Option) bool { return o.ID == id }) {
				return plan.ScalarOf(id)
			}
		}
	}
	return r.typed(f, text)
}

// isDash reports whether a text says that there is nothing to say.
func isDash(text string) bool { return strings.Trim(text, " -\u2013\u2014\u2212") == "" }

// bare returns a text as it is read: without soft hyphens, and with one space between words.
func bare(text string) string { return oneLine(strings.ReplaceAll(text, softHyphen, "")) }

// day reads a day: as it is shown, or else, if it may be the same, as the control has it.
func (r *planReader) day(s span, text string) string {
	shown := r.format.Input(&plan.Field{Type: plan.Date}, text).Text
	if _, err := time.Parse(time.DateOnly, shown); err == nil {
		return shown
	}
	for i := s.from; i < s.to; i++ {
		if e := &r.events[i]; e.kind == controlStart {
			full, _, _ := strings.Cut(e.node.child("w:date").attribute("fullDate"), "T")
			if day, err := time.Parse(time.DateOnly, full); err == nil && mayBe(day, text) {
				return full
			}
		}
	}
	return text
}

// mayBe reports whether a text can be the name of a day: it has the year and the day in it.
func mayBe(day time.Time, text string) bool {
	numbers := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
	has := func(forms ...string) bool {
		return slices.ContainsFunc(numbers, func(n string) bool {
			return slices.ContainsFunc(forms, func(form string) bool { return day.Format(form) == n })
		})
	}
	return has("2006", "06") && has("2", "02")
}

// address reads a link: as it is written, unless that is the name of a link that leads elsewhere.
func (r *planReader) address(s span, text string) string {
	if strings.Contains(text, "://") {
		return text
	}
	for _, e := range r.events[s.from:s.to] {
		if e.kind == textEvent && e.look.link != "" {
			return r.written(e.look.link)
		}
	}
	return text
}

// prose reads a value that is Markdown.
func (r *planReader) prose(s span) plan.Input {
	if r.emptied(s, r.texts.Prompts.Prose) == "" {
		r.losses(s)
		return plan.Input{}
	}
	p := &proseReader{Filled: r.Filled, left: maxProse, lost: r.lose, table: func(text string) { r.plain(r.texts.Lost.Table, text) }}
	blocks := p.prose(s)
	if p.left < 0 {
		r.plain(r.texts.Lost.Text, "")
	}
	return plan.ScalarOf(strings.TrimSpace(markdown.Text(blocks)))
}

// period reads two days that each have their control.
func (r *planReader) period(name string) (plan.Input, bool) {
	start, found := r.take(startName(name))
	end, also := r.take(endName(name))
	if !found && !also {
		return plan.Input{}, false
	}
	day := func(s span, found bool, prompt string) string {
		if !found {
			return ""
		}
		r.losses(s)
		text := r.emptied(s, prompt)
		if text != "" {
			text = r.day(s, text)
		}
		return text
	}
	return plan.PeriodOf(day(start, found, r.texts.Prompts.Start), day(end, also, r.texts.Prompts.End)), true
}
