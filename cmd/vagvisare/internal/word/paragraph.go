package word

import "strconv"

// A paragraph is what a paragraph looks like. Its style says most.
type paragraph struct {
	style string // id in styles.xml; "" for Normal
	// keep holds the paragraph on the page of the next one.
	keep   bool
	list   int    // number of its list, from 1; 0 for none
	level  int    // in the list, from 0
	indent int    // from the left, besides that of the style, or 0
	hang   int    // how far the first line stands out of it
	align  string // "right", "center" or ""
	wide   bool   // may be as wide as a lying page
}

// paragraph writes a paragraph whose runs content writes (17.3.1).
func (w *writer) paragraph(p paragraph, content func()) {
	w.start("w:p")
	w.start("w:pPr")
	if p.style != "" {
		w.empty("w:pStyle", "w:val", p.style)
	}
	if p.keep {
		w.empty("w:keepNext")
	}
	if p.list > 0 {
		w.start("w:numPr")
		w.empty("w:ilvl", "w:val", strconv.Itoa(p.level))
		w.empty("w:numId", "w:val", strconv.Itoa(p.list))
		w.end()
	}
	w.indents(p)
	if p.align != "" {
		w.empty("w:jc", "w:val", p.align)
	}
	w.end()
	content()
	w.end()
}

func (w *writer) indents(p paragraph) {
	var attributes []string
	if p.indent > 0 {
		attributes = append(attributes, "w:left", strconv.Itoa(p.indent))
	}
	if w.landscape && !p.wide {
		attributes = append(attributes, "w:right", strconv.Itoa(textIndent))
	}
	if p.hang > 0 {
		attributes = append(attributes, "w:hanging", strconv.Itoa(p.hang))
	}
	if attributes != nil {
		w.empty("w:ind", attributes...)
	}
}

// line writes a paragraph of plain text.
func (w *writer) line(p paragraph, text string) {
	w.paragraph(p, func() { w.run(text, format{}) })
}

// A format is what a run of text looks like.
type format struct {
	style                string // of characters, id in styles.xml
	bold, italic, strike bool
}

// softHyphen says where a word may be parted.
const softHyphen = "\u00ad"

// inRuns are the characters that are elements of their own (17.3.3).
var inRuns = map[string]string{"\t": "w:tab", "\n": "w:br", softHyphen: "w:softHyphen"}

// run writes text of one look (17.3.2).
func (w *writer) run(text string, f format) {
	if text == "" {
		return
	}
	w.start("w:r")
	w.runProperties(f)
	from := 0
	for i, r := range text {
		if name := inRuns[string(r)]; name != "" {
			w.text(text[from:i])
			w.empty(name)
			from = i + len(string(r))
		}
	}
	w.text(text[from:])
	w.end()
}

func (w *writer) text(s string) {
	if s != "" {
		w.leaf("w:t", s, "xml:space", "preserve")
	}
}

func (w *writer) runProperties(f format) {
	if f == (format{}) {
		return
	}
	w.start("w:rPr")
	if f.style != "" {
		w.empty("w:rStyle", "w:val", f.style)
	}
	if f.bold {
		w.empty("w:b")
		w.empty("w:bCs")
	}
	if f.italic {
		w.empty("w:i")
		w.empty("w:iCs")
	}
	if f.strike {
		w.empty("w:strike")
	}
	w.end()
}
