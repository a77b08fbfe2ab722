package markdown

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// inlineText writes settled runs as one line of Markdown, or as more where they hold line
// breaks.
//
// Marks are opened and closed as on a stack, the one that lasts longest first. goldmark
// reads ** as a mark only if what stands on both sides lets it; where that is not so, the
// character beside it is written by its number, which always does.
func inlineText(runs []Inline, where writing) string {
	pieces := piecesOf(runs, where)
	if where.task && len(pieces) > 0 && readAsLevel(runs) {
		pieces[0].firstByNumber = true
	}
	between := signs(pieces, where, "*")
	if slices.ContainsFunc(between, tangled) {
		between = signs(pieces, where, "_")
	}
	for again := true; again; { // a run of one character stands beside the signs on both sides
		again = false
		for i := range between {
			again = fit(pieces, between[i], i) || again
		}
	}
	var b strings.Builder
	for i := range pieces {
		for _, s := range between[i] {
			b.WriteString(s.text)
		}
		b.WriteString(pieces[i].String())
	}
	for _, s := range between[len(pieces)] {
		b.WriteString(s.text)
	}
	return b.String()
}

func piecesOf(runs []Inline, where writing) []piece {
	pieces := make([]piece, len(runs))
	for i, run := range runs {
		pieces[i] = piece{run: run, writing: where}
		if i+1 < len(runs) {
			pieces[i].next = runs[i+1]
		}
	}
	return pieces
}

// readAsLevel reports whether the text of a task begins with a word that would be taken
// for its level.
func readAsLevel(runs []Inline) bool {
	text := runs[0].Text
	if runs[0].Bold && len(runs) > 1 {
		text = "**" + text + "**" + runs[1].Text
	}
	level, _ := levelOf([]byte(text))
	return level != ""
}

// A mark is one of those that a stack holds: a sign that opens and closes it, or a link.
type mark struct {
	sign string // "**", "~~", "*" or "_"
	link string
}

// A sign opens or closes a mark.
type sign struct {
	text   string
	closes bool
	run    bool // of a mark that goldmark reads by what stands beside it
}

// tangled reports whether two signs together would be read as one, such as ***.
func tangled(signs []sign) bool {
	for i := 1; i < len(signs); i++ {
		if signs[i].run && lastRune(signs[i-1].text) == firstRune(signs[i].text) {
			return true
		}
	}
	return false
}

// signs returns what stands before each of the pieces, and behind the last.
func signs(pieces []piece, where writing, italic string) [][]sign {
	marks := make([][]mark, len(pieces)+1)
	for i := range pieces {
		marks[i] = marksOf(&pieces[i], italic)
	}
	between := make([][]sign, len(pieces)+1)
	var open []mark
	for i, wanted := range marks {
		kept := 0
		for kept < len(open) && slices.Contains(wanted, open[kept]) {
			kept++
		}
		for len(open) > kept {
			between[i] = append(between[i], closing(open[len(open)-1], where))
			open = open[:len(open)-1]
		}
		var fresh []mark
		for _, m := range wanted {
			if !slices.Contains(open, m) {
				fresh = append(fresh, m)
			}
		}
		slices.SortStableFunc(fresh, func(a, b mark) int { return lasts(b, marks[i:]) - lasts(a, marks[i:]) })
		for _, m := range fresh {
			between[i] = append(between[i], opening(m))
		}
		open = append(open, fresh...)
	}
	return between
}

func marksOf(p *piece, italic string) []mark {
	var list []mark
	if p.run.Link != "" && !p.automatic() {
		list = append(list, mark{link: p.run.Link})
	}
	if p.run.Bold {
		list = append(list, mark{sign: "**"})
	}
	if p.run.Strike {
		list = append(list, mark{sign: "~~"})
	}
	if p.run.Italic {
		list = append(list, mark{sign: italic})
	}
	return list
}

// lasts returns how many of the pieces have a mark without interruption.
func lasts(m mark, marks [][]mark) int {
	for i, list := range marks {
		if !slices.Contains(list, m) {
			return i
		}
	}
	return len(marks)
}

func opening(m mark) sign {
	if m.link != "" {
		return sign{text: "["}
	}
	return sign{text: m.sign, run: true}
}

func closing(m mark, where writing) sign {
	if m.link != "" {
		return sign{text: "](" + destination(m.link, where.cell) + ")", closes: true}
	}
	return sign{text: m.sign, closes: true, run: true}
}

// fit sees to that the signs before the piece of index i are read as such, and reports
// whether characters beside them had to be written by number for it.
func fit(pieces []piece, signs []sign, i int) (changed bool) {
	before, after := &piece{}, &piece{}
	if i > 0 {
		before = &pieces[i-1]
	}
	if i < len(pieces) {
		after = &pieces[i]
	}
	for _, try := range []struct{ first, last bool }{{}, {first: true}, {last: true}, {first: true, last: true}} {
		b, a := *before, *after
		a.firstByNumber = a.firstByNumber || try.first
		b.lastByNumber = b.lastByNumber || try.last
		if fits(lastRune(b.String()), signs, firstRune(a.String())) {
			changed = b != *before || a != *after
			*before, *after = b, a
			return changed
		}
	}
	return false
}

// firstRune and lastRune take the ends of the text for ends of lines.
func firstRune(s string) rune {
	if s == "" {
		return '\n'
	}
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastRune(s string) rune {
	if s == "" {
		return '\n'
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// fits reports whether goldmark reads all signs between two characters as what they are.
func fits(before rune, signs []sign, after rune) bool {
	for i, s := range signs {
		next := after
		if i+1 < len(signs) {
			next = firstRune(signs[i+1].text)
		}
		if s.run && !s.readable(before, next) {
			return false
		}
		before = lastRune(s.text)
	}
	return true
}

// readable holds CommonMark's rules of emphasis, and that goldmark takes no ~~ beside ~.
func (s sign) readable(before, after rune) bool {
	punctBefore, spaceBefore := util.IsPunctRune(before), util.IsSpaceRune(before)
	punctAfter, spaceAfter := util.IsPunctRune(after), util.IsSpaceRune(after)
	left := !spaceAfter && (!punctAfter || spaceBefore || punctBefore)
	right := !spaceBefore && (!punctBefore || spaceAfter || punctAfter)
	switch s.text {
	case "_":
		left, right = left && (!right || punctBefore), right && (!left || punctAfter)
	case "~~":
		if before == '~' || after == '~' {
			return false
		}
	}
	if s.closes {
		return right
	}
	return left
}
