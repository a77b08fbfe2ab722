package word

import (
	"strconv"

	"vagvisare/cmd/vagvisare/internal/markdown"
)

// body writes the body of the document (17.2.2). A chapter with a table that is too wide for the
// page stands on lying pages, as a whole: a heading must not be left behind.
func (w *writer) body() {
	w.start("w:body")
	for i, chapter := range chapters(w.doc.Parts) {
		lying := w.lies(chapter)
		if i > 0 && lying != w.landscape {
			w.breakSection()
		}
		w.landscape = lying
		if i == 0 {
			w.title()
		}
		for _, it := range chapter {
			w.item(it)
		}
	}
	w.section()
	w.end()
}

func (w *writer) title() {
	if w.doc.Organisation != "" {
		w.line(paragraph{style: styleOrganisation, keep: true}, w.doc.Organisation)
	}
	w.line(paragraph{style: styleTitle}, w.doc.Title)
	if w.doc.Subtitle != "" {
		w.line(paragraph{style: styleSubtitle}, w.doc.Subtitle)
	}
}

// An item is what stands on its own in the body: a block of a text, or a part.
type item struct {
	block *markdown.Block
	text  *Text // of the block
	part  Part
}

// items lists what a document consists of, with parts in the places of texts.
func items(parts []Part) []item {
	var list []item
	for _, part := range parts {
		text, ok := part.(Text)
		if !ok {
			list = append(list, item{part: part})
			continue
		}
		for i := range text.Blocks {
			b := &text.Blocks[i]
			if b.Kind == markdown.PlaceBlock && text.Place != nil {
				list = append(list, items(text.Place(b.Name))...)
			} else {
				list = append(list, item{block: b, text: &text})
			}
		}
	}
	return list
}

// chapters parts a document at its headings of the highest level. The first chapter is what
// stands before them, even if that is nothing.
func chapters(parts []Part) [][]item {
	chapters := [][]item{nil}
	for _, it := range items(parts) {
		if it.block != nil && it.block.Kind == markdown.HeadingBlock && it.block.Level <= 2 {
			chapters = append(chapters, nil)
		}
		last := len(chapters) - 1
		chapters[last] = append(chapters[last], it)
	}
	return chapters
}

// lies reports whether a chapter needs a lying page.
func (w *writer) lies(chapter []item) bool {
	for _, it := range chapter {
		switch part := it.part.(type) {
		case Control:
			if isWide(w.measures(part.Field, part.Value)) {
				return true
			}
		case Figure:
			if isWide(part.measures(part.columns())) {
				return true
			}
		}
	}
	return false
}

func (w *writer) item(it item) {
	if it.block != nil {
		w.block(it.block, &place{links: w.textLinks(it.text.Link), text: it.text})
		return
	}
	w.part(it.part)
}

func (w *writer) part(part Part) {
	switch part := part.(type) {
	case Text:
		for _, it := range items([]Part{part}) {
			w.item(it)
		}
	case Head:
		w.head(part)
	case Control:
		w.field(&part)
	case Figure:
		w.figure(&part)
	case Note:
		w.line(paragraph{style: styleNote}, part.Text)
	}
}

// head writes the plan's own data: labels at the left, controls at the right.
func (w *writer) head(h Head) {
	widths := []int{textWidth * 3 / 10, textWidth * 7 / 10}
	w.startTable(tableLook{style: styleHead, named: true}, widths)
	for _, c := range h.Fields {
		s := slot{name: headName(c.Field.ID), label: c.Field.Label, field: c.Field, value: c.Value}
		w.row(false, 0, func() {
			w.cell(tableCell{width: widths[0]}, func() {
				w.paragraph(paragraph{style: styleCell, wide: true}, func() { w.run(c.Field.Label, format{bold: true}) })
			})
			w.cell(tableCell{width: widths[1]}, func() { w.slot(s, paragraph{style: styleCell, wide: true}) })
		})
	}
	w.endTable()
}

// breakSection ends the pages that stand one way, before those that stand the other. Its paragraph
// is not quite empty: LibreOffice would take it away, and let the field before it end the section.
func (w *writer) breakSection() {
	w.start("w:p")
	w.start("w:pPr")
	w.empty("w:pStyle", "w:val", styleEdge)
	w.section()
	w.end()
	w.run("\u00a0", format{})
	w.end()
}

// section says what the pages of a section look like (17.6.17), the first page of the document
// apart.
func (w *writer) section() {
	w.start("w:sectPr")
	header, width, height := headerPart, pageShort, pageLong
	if w.landscape {
		w.lying = true
		header, width, height = lyingHeaderPart, pageLong, pageShort
	}
	w.empty("w:headerReference", "w:type", "default", "r:id", header.id())
	first := !w.sections
	if first {
		w.empty("w:headerReference", "w:type", "first", "r:id", firstHeaderPart.id())
	}
	w.empty("w:footerReference", "w:type", "default", "r:id", footerPart.id())
	if first {
		w.empty("w:footerReference", "w:type", "first", "r:id", footerPart.id())
	}
	size := []string{"w:w", strconv.Itoa(width), "w:h", strconv.Itoa(height)}
	if w.landscape {
		size = append(size, "w:orient", "landscape")
	}
	w.empty("w:pgSz", size...)
	side, top := strconv.Itoa(margin), strconv.Itoa(margin+cm/2)
	w.empty("w:pgMar", "w:top", top, "w:right", side, "w:bottom", top, "w:left", side, "w:header", "680", "w:footer", "624", "w:gutter", "0")
	if first {
		w.empty("w:titlePg")
	}
	w.sections = true
	w.end()
}
