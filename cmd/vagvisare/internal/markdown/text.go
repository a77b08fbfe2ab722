package markdown

import (
	"slices"
	"strings"
)

// Text writes blocks as Markdown in one settled form. Of blocks such as Converter.Blocks
// gives, that gives the same again; others are brought into that form first, as Inline says,
// and what shows nothing is left out. A paragraph is one line, however long. Ids are written
// only where they would not come of themselves.
func Text(blocks []Block) string {
	w := &textWriter{named: map[string]int{}}
	w.countNames(blocks)
	lines := w.blocks(blocks, false)
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}

// A textWriter writes each block as lines, without what its containers put before them.
type textWriter struct {
	named map[string]int // how many headings and tasks have the id
}

func (w *textWriter) countNames(blocks []Block) {
	for i := range blocks {
		if b := &blocks[i]; b.Kind == HeadingBlock || b.Kind == ItemBlock && b.Task >= 0 {
			w.named[b.Name]++
		}
		w.countNames(blocks[i].Blocks)
	}
}

// blocks writes blocks with an empty line between them, except above a list that is all of
// an item but its text.
func (w *textWriter) blocks(blocks []Block, ofItem bool) []string {
	var lines []string
	var before *Block
	sign := byte(0) // of the list right before
	tight := ofItem && len(blocks) == 2 && blocks[0].Kind == ParagraphBlock && mayFollow(&blocks[1])
	for i := range blocks {
		b := &blocks[i]
		if empty(b) {
			continue
		}
		if before != nil && !tight {
			lines = append(lines, "")
		}
		before = b
		if b.Kind != ListBlock {
			sign = 0
			lines = append(lines, w.block(b)...)
			continue
		}
		sign = listSign(b.Ordered, sign)
		lines = append(lines, w.list(b, sign)...)
	}
	return lines
}

func empty(b *Block) bool {
	switch b.Kind {
	case ParagraphBlock:
		return len(settle(b.Inlines)) == 0
	case ListBlock, TableBlock:
		return len(b.Blocks) == 0
	}
	return false
}

// mayFollow reports whether a block may stand on the line after a text: a list that counts
// from another number than 1 would be read as a part of the text.
func mayFollow(b *Block) bool {
	return b.Kind == ListBlock && (!b.Ordered || b.Start == 1)
}

func (w *textWriter) block(b *Block) []string {
	switch b.Kind {
	case HeadingBlock:
		return []string{w.heading(b)}
	case ParagraphBlock:
		return guardedLines(strings.Split(inlineText(settle(b.Inlines), writing{}), "\n"))
	case TableBlock:
		return tableLines(b)
	case BoxBlock:
		fence := strings.Repeat(":", 3+boxDepth(b.Blocks))
		opening := strings.TrimRight(fence+" "+b.Name+" "+b.Title, " ")
		return slices.Concat([]string{opening}, w.blocks(b.Blocks, false), []string{fence})
	case QuoteBlock:
		return prefixed(w.blocks(b.Blocks, false), "> ", "> ")
	case CodeBlock:
		return codeLines(b)
	case RuleBlock:
		return []string{"***"} // a line of hyphens could underline a heading
	case PlaceBlock:
		return []string{"[[" + b.Name + "]]"}
	}
	return w.blocks(b.Blocks, false)
}

// boxDepth returns how many boxes stand in one another.
func boxDepth(blocks []Block) int {
	depth := 0
	for i := range blocks {
		d := boxDepth(blocks[i].Blocks)
		if blocks[i].Kind == BoxBlock {
			d++
		}
		depth = max(depth, d)
	}
	return depth
}

// prefixed puts first before the first line and rest before the others, without space at
// the end of a line.
func prefixed(lines []string, first, rest string) []string {
	if len(lines) == 0 {
		lines = []string{""}
	}
	list := make([]string, len(lines))
	for i, line := range lines {
		prefix := rest
		if i == 0 {
			prefix = first
		}
		if line == "" {
			prefix = strings.TrimRight(prefix, " ")
		}
		list[i] = prefix + line
	}
	return list
}

func (w *textWriter) heading(b *Block) string {
	inlines := oneLine(b.Inlines)
	text := inlineText(inlines, writing{})
	if strings.HasSuffix(text, "#") { // would be taken for the sign's own end
		text = text[:len(text)-1] + `\#`
	}
	line := strings.Repeat("#", min(max(b.Level, 1), 6)) + " " + text
	if w.mustName(b, Slug(plain(inlines)), "section") {
		line = strings.TrimRight(line, " ") + " {#" + b.Name + "}"
	}
	return strings.TrimRight(line, " ")
}

// mustName reports whether an id must be written, since Convert would not make the same.
// It makes others of slugs only where one stands twice.
func (w *textWriter) mustName(b *Block, slug, other string) bool {
	if slug == "" {
		slug = other
	}
	return b.Name != "" && (b.Name != slug || w.named[b.Name] > 1)
}

// plain returns the text of runs without their marks.
func plain(inlines []Inline) string {
	var b strings.Builder
	for _, run := range inlines {
		if run.Break {
			b.WriteByte(' ')
		}
		b.WriteString(run.Text)
	}
	return b.String()
}

// guardedLines escapes what would make lines of a paragraph something else.
func guardedLines(lines []string) []string {
	for i, line := range lines {
		lines[i] = guarded(line)
	}
	return lines
}

// codeLines fences code with more signs than stand in it together.
func codeLines(b *Block) []string {
	sign := "`"
	if strings.Contains(b.Name, sign) { // not allowed behind such a fence
		sign = "~"
	}
	var lines []string
	text := ""
	if len(b.Inlines) > 0 {
		text = b.Inlines[0].Text
		lines = strings.Split(text, "\n")
	}
	fence := strings.Repeat(sign, max(3, longestRun(text, sign[0])+1))
	opening := fence + b.Name
	if sign == "~" {
		opening = fence + " " + b.Name // which may begin with the sign
	}
	return slices.Concat([]string{opening}, lines, []string{fence})
}

// longestRun returns how many of a sign stand together at most.
func longestRun(text string, sign byte) int {
	longest, run := 0, 0
	for i := range len(text) {
		if text[i] != sign {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

func tableLines(b *Block) []string {
	var lines []string
	for i := range b.Blocks {
		row := &b.Blocks[i]
		line, border := "|", "|"
		for _, cell := range row.Blocks {
			line += " " + inlineText(oneLine(cell.Inlines), writing{cell: true}) + " |"
			border += " " + borders[cell.Align] + " |"
		}
		lines = append(lines, line)
		if i == 0 {
			lines = append(lines, border)
		}
	}
	return lines
}

var borders = map[string]string{"": "---", "left": ":--", "center": ":-:", "right": "--:"}
