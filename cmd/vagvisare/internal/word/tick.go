package word

import (
	"slices"
	"strconv"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
)

// Signs of boxes, as the programs that people fill in with write them.
const (
	tickedSigns   = "\u2612\u2611\u2714\u2713\u2717\u2718\u22A0\u25A0"
	untickedSigns = "\u2610\u25A1\u25FB\u25CB"
)

// A tick is a box with the text behind it.
type tick struct {
	ticked bool
	label  string
}

// tick reads a paragraph that has a box. The sign that is shown goes before the state that a
// control keeps.
func (f *flow) tick(s span) (t tick, found bool) {
	text := f.line(s)
	if i := strings.IndexAny(text, tickedSigns+untickedSigns); i >= 0 {
		sign := string([]rune(text[i:])[0])
		t.ticked = strings.Contains(tickedSigns, sign)
		t.label = oneLine(text[:i] + " " + text[i+len(sign):])
		return t, true
	}
	for i := s.from; i < s.to; i++ {
		if f.events[i].kind != controlStart {
			continue
		}
		if box := f.events[i].node.child("w14:checkbox"); box != nil {
			state := box.child("w14:checked")
			return tick{state != nil && state.on(), text}, true
		}
	}
	return t, false
}

// choices reads a field with a box for each choice.
func (r *planReader) choices(name string, f *plan.Field) (plan.Input, bool) {
	in := plan.Input{Kind: plan.List}
	numbers := r.numbers(name)
	for _, i := range numbers {
		s, _ := r.take(choiceName(name, i))
		fallback := ""
		if i < len(f.Choices) {
			fallback = f.Choices[i]
		}
		if p, found := r.firstParagraph(s); found {
			t, _ := r.tick(p)
			if addChoice(&in, f, t, fallback) {
				r.taken = append(r.taken, p) // with the text behind the box
			}
		}
	}
	return in, len(numbers) > 0
}

// numbers returns which choices of a field the document has, in order.
func (r *planReader) numbers(name string) []int {
	var list []int
	add := func(other string) {
		if rest, ok := strings.CutPrefix(other, name+partMark); ok {
			if n, err := strconv.Atoi(rest); err == nil && n > 0 && choiceName(name, n-1) == other {
				list = append(list, n-1)
			}
		}
	}
	for mark := range r.marks {
		add(mark)
	}
	for tag := range r.controls {
		add(tag)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// addChoice adds what has been ticked, and reports whether it did, or knows the choice. The text
// behind the box says which choice it is: the template may have had others in another order.
func addChoice(in *plan.Input, f *plan.Field, t tick, fallback string) bool {
	choice := t.label
	if i := slices.IndexFunc(f.Choices, func(c string) bool { return strings.EqualFold(bare(c), t.label) }); i >= 0 {
		choice = f.Choices[i]
	} else if t.label == "" {
		choice = fallback
	} else if !t.ticked {
		return false
	}
	if t.ticked && choice != "" && !slices.ContainsFunc(in.Items, func(i plan.Input) bool { return i.Text == choice }) {
		in.Items = append(in.Items, plan.ScalarOf(choice))
	}
	return true
}

// cellChoices reads the boxes of a cell. What is written without a box is a choice too.
func (r *planReader) cellChoices(f *plan.Field, s span) plan.Input {
	in := plan.Input{Kind: plan.List}
	if r.emptied(s, r.texts.Cells.Choose) == "" {
		return in
	}
	for _, p := range r.paragraphs(s) {
		t, boxed := r.tick(p)
		switch {
		case !boxed:
			for _, label := range r.labels(f, r.line(p)) {
				addChoice(&in, f, tick{true, label}, "")
			}
		case !addChoice(&in, f, t, "") && !r.hashes[hashOf(t.label)]:
			r.report(diag.WordStrayText, excerpt(t.label))
		}
	}
	return in
}

// labels returns the choices that a text names: one, or more with commas between them.
func (r *planReader) labels(f *plan.Field, text string) []string {
	if slices.ContainsFunc(f.Choices, func(c string) bool { return strings.EqualFold(bare(c), text) }) {
		return []string{text}
	}
	var labels []string
	for _, label := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' }) {
		if label = oneLine(label); !isDash(label) {
			labels = append(labels, label)
		}
	}
	return labels
}
