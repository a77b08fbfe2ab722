package word

import (
	"strconv"
	"strings"

	"vagvisare/cmd/vagvisare/internal/markdown"
)

// maxProse is how much text of a field is read, in bytes: more than any plan holds, and little
// enough for whatever reads it after us.
const maxProse = 50_000

// A proseReader makes blocks of a span: paragraphs and lists.
type proseReader struct {
	*Filled
	left   int // bytes that may still be read
	blocks []markdown.Block
	lists  []openList
	counts map[string]*[maxLevel + 1]int // items so far, of each numbering
	lost   func(loss loss, text string)
	table  func(text string) // told of tables
}

// An openList is a list that the next paragraph may go on with.
type openList struct {
	level  int
	number string // of its numbering
	block  *markdown.Block
}

// prose reads a span. Tables in it are not taken.
func (p *proseReader) prose(s span) []markdown.Block {
	p.counts = map[string]*[maxLevel + 1]int{}
	for i := s.from; i < s.to; i++ {
		if p.events[i].kind == tableStart {
			end := min(p.events[i].twin+1, s.to)
			p.paragraphs(span{s.from, i})
			p.table(p.line(span{i, end}))
			s.from, i = end, end-1
		}
	}
	p.paragraphs(s)
	return p.blocks
}

func (p *proseReader) paragraphs(s span) {
	for _, at := range p.flow.paragraphs(s) {
		p.paragraph(at)
	}
}

func (p *proseReader) paragraph(s span) {
	properties := p.paragraphOf(s.from)
	style := p.styles.of(properties)
	inlines := p.inlines(s)
	list := properties.child("w:numPr")
	if list == nil {
		list = style.list
	}
	if number := list.child("w:numId").attribute("val"); number != "" && number != "0" && p.numberings[number] != nil {
		p.item(number, list, inlines)
		return
	}
	if inlines == nil {
		return
	}
	if style.heading {
		for i := range inlines {
			inlines[i].Bold = !inlines[i].Break
		}
	}
	block := markdown.Block{Kind: markdown.ParagraphBlock, Inlines: inlines}
	if depth := min((leftOf(properties)+itemIndent/2)/itemIndent, len(p.lists)); depth > 0 {
		p.lists = p.lists[:depth]
		last := p.lastItem()
		last.Blocks = append(last.Blocks, block)
		return
	}
	p.lists = nil
	p.blocks = append(p.blocks, block)
}

// lastItem returns the last item of the innermost open list.
func (p *proseReader) lastItem() *markdown.Block {
	list := p.lists[len(p.lists)-1].block
	return &list.Blocks[len(list.Blocks)-1]
}

// item reads a paragraph that begins an item of a list.
func (p *proseReader) item(number string, list *node, inlines []markdown.Inline) {
	level, _ := strconv.Atoi(list.child("w:ilvl").attribute("val"))
	level = min(max(level, 0), maxLevel)
	levels := p.numberings[number]
	count := p.count(number, level)
	for len(p.lists) > 0 {
		last := p.lists[len(p.lists)-1]
		if last.level < level || last.level == level && last.number == number {
			break
		}
		p.lists = p.lists[:len(p.lists)-1]
	}
	if len(p.lists) == 0 || p.lists[len(p.lists)-1].level < level {
		block := markdown.Block{Kind: markdown.ListBlock, Ordered: !levels.bullet[level]}
		if block.Ordered {
			block.Start = levels.start[level] + count
		}
		p.openList(openList{level: level, number: number}, block)
	}
	item := markdown.Block{Kind: markdown.ItemBlock, Task: -1}
	if inlines != nil {
		item.Blocks = []markdown.Block{{Kind: markdown.ParagraphBlock, Inlines: inlines}}
	}
	block := p.lists[len(p.lists)-1].block
	block.Blocks = append(block.Blocks, item)
}

// openList begins a list: in the last item of the list around it, or in the text.
func (p *proseReader) openList(l openList, block markdown.Block) {
	into := &p.blocks
	if len(p.lists) > 0 {
		into = &p.lastItem().Blocks
	}
	*into = append(*into, block)
	l.block = &(*into)[len(*into)-1]
	p.lists = append(p.lists, l)
}

// count returns how many items of a numbering have stood on a level since one on a higher level.
func (p *proseReader) count(number string, level int) int {
	counts := p.counts[number]
	if counts == nil {
		counts = &[maxLevel + 1]int{}
		p.counts[number] = counts
	}
	n := counts[level]
	counts[level]++
	clear(counts[level+1:])
	return n
}

// inlines reads the text of a paragraph, as it is parted in the document; nil where it shows
// nothing.
func (p *proseReader) inlines(s span) []markdown.Inline {
	var list []markdown.Inline
	some := false
	for _, e := range p.events[s.from:s.to] {
		switch e.kind {
		case textEvent:
			text := p.allowed(e.text)
			some = some || strings.TrimSpace(text) != ""
			for i, line := range strings.Split(text, "\n") {
				if i > 0 {
					list = append(list, markdown.Inline{Break: true})
				}
				list = append(list, markdown.Inline{
					Text: line, Bold: e.look.bold, Italic: e.look.italic, Strike: e.look.strike, Code: e.look.code, Link: p.written(e.look.link),
				})
			}
		case lostEvent:
			p.lost(e.loss, e.text)
		}
	}
	if !some {
		return nil
	}
	return list
}

// allowed returns as much of a text as may still be read.
func (p *proseReader) allowed(text string) string {
	left := max(p.left, 0)
	if p.left -= len(text); p.left >= 0 {
		return text
	}
	return strings.ToValidUTF8(text[:left], "")
}

// written returns what a link was written with in the field that the document was made from.
func (f *Filled) written(address string) string {
	if dest, ok := f.links[address]; ok {
		return dest
	}
	return address
}
