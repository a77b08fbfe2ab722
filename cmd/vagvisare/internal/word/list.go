package word

import (
	"strconv"

	"vagvisare/cmd/vagvisare/internal/markdown"
)

// A list is the numbering of one list (17.9). Lists never share one, so each begins anew and a
// reader can tell where one ends and the next begins.
type list struct {
	ordered bool
	level   int // of its items, from 0
	start   int
}

// maxLevel is the deepest level of lists that there is (17.9.3); deeper lists stay there.
const maxLevel = 8

// How far an item stands from the left for each level, and how far its sign stands out.
const (
	itemIndent = 425
	itemHang   = 340
)

// list gives a list its numbering, and returns the number.
func (w *writer) list(b *markdown.Block, level int) int {
	w.lists = append(w.lists, list{ordered: b.Ordered, level: level, start: b.Start})
	return len(w.lists)
}

// numbering writes word/numbering.xml. A list that shared its kind with others would have to be
// told to begin anew, and of that LibreOffice makes a list of each item.
func (w *writer) numbering() []byte {
	var b builder
	b.WriteString(xmlHead)
	b.start("w:numbering", "xmlns:w", mainSpace)
	for i, l := range w.lists {
		b.abstractList(i, l)
	}
	for i := range w.lists {
		b.start("w:num", "w:numId", strconv.Itoa(i+1))
		b.empty("w:abstractNumId", "w:val", strconv.Itoa(i))
		b.end()
	}
	b.end()
	return b.Bytes()
}

// abstractList writes what the levels of a list are (17.9.1). All are there, for those who move
// an item inwards.
func (b *builder) abstractList(number int, l list) {
	b.start("w:abstractNum", "w:abstractNumId", strconv.Itoa(number))
	b.empty("w:multiLevelType", "w:val", "multilevel")
	for level := range maxLevel + 1 {
		form, sign, start := "bullet", []string{"\u2022", "\u2013"}[level%2], 1
		if l.ordered {
			form, sign = "decimal", "%"+strconv.Itoa(level+1)+"."
		}
		if l.ordered && level == l.level {
			start = l.start
		}
		b.start("w:lvl", "w:ilvl", strconv.Itoa(level))
		b.empty("w:start", "w:val", strconv.Itoa(start))
		b.empty("w:numFmt", "w:val", form)
		b.empty("w:lvlText", "w:val", sign)
		b.empty("w:lvlJc", "w:val", "left")
		b.start("w:pPr")
		b.empty("w:ind", "w:left", strconv.Itoa(itemIndent*(level+1)), "w:hanging", strconv.Itoa(itemHang))
		b.end()
		b.start("w:rPr")
		b.empty("w:color", "w:val", colourMark)
		b.end()
		b.end()
	}
	b.end()
}
