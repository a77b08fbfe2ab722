package word

import "strconv"

// header is that of all pages but the first: what the document is, and at the right how far it
// has come.
func (d *Document) header(width int) []byte {
	left := d.Organisation
	if left != "" {
		left += " \u2013 "
	}
	return d.headerOf(left+d.Title, width)
}

// firstHeader is that of the first page, where organisation and title stand in large letters.
func (d *Document) firstHeader() []byte { return d.headerOf("", textWidth) }

func (d *Document) headerOf(left string, width int) []byte {
	w := &writer{}
	w.WriteString(xmlHead)
	w.start("w:hdr", "xmlns:w", mainSpace, "xmlns:r", relSpace)
	w.start("w:p")
	w.start("w:pPr")
	w.empty("w:pStyle", "w:val", styleHeader)
	w.start("w:tabs")
	w.empty("w:tab", "w:val", "right", "w:pos", strconv.Itoa(width))
	w.end()
	w.end()
	w.run(left, format{})
	if d.Status != "" {
		w.run("\t"+d.Status, format{bold: true})
	}
	w.end()
	w.end()
	return w.Bytes()
}

// footer numbers the pages.
func (d *Document) footer() []byte {
	w := &writer{}
	w.WriteString(xmlHead)
	w.start("w:ftr", "xmlns:w", mainSpace, "xmlns:r", relSpace)
	w.paragraph(paragraph{style: styleFooter}, func() {
		w.run(d.Texts.Page+" ", format{})
		w.number("PAGE")
		w.run(" "+d.Texts.Of+" ", format{})
		w.number("NUMPAGES")
	})
	w.end()
	return w.Bytes()
}

// number writes a number that Word works out (17.16.19).
func (w *writer) number(instruction string) {
	w.start("w:fldSimple", "w:instr", " "+instruction+" ")
	w.run("1", format{})
	w.end()
}
