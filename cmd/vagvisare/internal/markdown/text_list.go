package markdown

import (
	"strconv"
	"strings"
)

// listSign returns the sign of a list, another than the one taken: two lists with the same
// sign would be one.
func listSign(ordered bool, taken byte) byte {
	switch {
	case ordered && taken == '.':
		return ')'
	case ordered:
		return '.'
	case taken == '-':
		return '+'
	}
	return '-'
}

// maxNumber is the last number that an item can have.
const maxNumber = 999_999_999

func (w *textWriter) list(b *Block, sign byte) []string {
	var lines []string
	for i := range b.Blocks {
		marker := string(sign)
		if b.Ordered {
			marker = strconv.Itoa(min(b.Start+i, maxNumber)) + marker
		}
		marker += " "
		lines = append(lines, prefixed(w.item(&b.Blocks[i]), marker, strings.Repeat(" ", len(marker)))...)
	}
	return lines
}

// nothing is written where a text shows nothing but must not be empty: goldmark ends the
// lists around an empty item too early, and a box alone is no task.
const nothing = "&#32;"

func (w *textWriter) item(b *Block) []string {
	if b.Task >= 0 {
		return w.task(b)
	}
	if lines := w.blocks(b.Blocks, true); len(lines) > 0 {
		return lines
	}
	return []string{nothing}
}

// task writes an item with a box. Its first paragraph is its text.
func (w *textWriter) task(b *Block) []string {
	var text []Inline
	rest := b.Blocks
	if len(rest) > 0 && rest[0].Kind == ParagraphBlock {
		text, rest = rest[0].Inlines, rest[1:]
	}
	lines := w.taskText(b, settle(text))
	more := w.blocks(rest, false)
	if len(more) > 0 && !(len(rest) == 1 && mayFollow(&rest[0])) {
		lines = append(lines, "")
	}
	return append(lines, more...)
}

func (w *textWriter) taskText(b *Block, text []Inline) []string {
	before := "[ ] "
	if b.Checked {
		before = "[x] "
	}
	for _, l := range levels {
		if l.level == b.Demand {
			before += "**" + l.word + "** "
			break
		}
	}
	lines := strings.Split(inlineText(text, writing{task: b.Demand == ""}), "\n")
	guardedLines(lines[1:])
	if len(text) == 0 {
		lines[0] = nothing
	}
	lines[0] = before + lines[0]
	lines[len(lines)-1] += taskAttributes(b, w.mustName(b, firstWords(Slug(plain(text))), "task"))
	return lines
}

// taskAttributes writes the attributes of a task, with a space before them.
func taskAttributes(b *Block, named bool) string {
	var list []string
	if named {
		list = append(list, "#"+b.Name)
	}
	switch {
	case strings.ContainsAny(strings.Join(b.Roles, ""), `"'`): // which go in no quotation marks together
		for _, role := range b.Roles {
			list = append(list, "roles="+quoted(role))
		}
	case len(b.Roles) > 0:
		list = append(list, "roles="+quoted(strings.Join(b.Roles, " ")))
	}
	if b.Phase != "" {
		list = append(list, "phase="+quoted(b.Phase))
	}
	if len(list) == 0 {
		return ""
	}
	return " {" + strings.Join(list, " ") + "}"
}

// quoted puts a value between quotation marks that it does not hold. One that holds both
// kinds can only have been written without.
func quoted(value string) string {
	switch {
	case !strings.Contains(value, `"`):
		return `"` + value + `"`
	case !strings.Contains(value, `'`):
		return `'` + value + `'`
	}
	return value
}
