package word

import "strings"

// A flow is a document's body as one sequence, since what belongs together in a document need
// not lie in one element: a bookmark may begin within a control and end in the next paragraph.
type flow struct {
	events   []event
	marks    map[string]span  // of bookmarks, by name; of two with the same name the first counts
	controls map[string][]int // where controls begin, by tag
	tracked  bool             // whether changes are tracked
	asides   []string         // text that stands beside the body: in text boxes, notes, comments
}

// A span is a part of a flow: the events from from to before to.
type span struct{ from, to int }

// An event is where something begins, ends or stands.
type event struct {
	kind eventKind
	twin int    // of what begins: where it ends; of what ends: where it began
	node *node  // of a paragraph, a control, a row or a cell: its properties, or nil
	text string // of textEvent; the name of a bookmark; of lostEvent, what is there
	look *look  // of textEvent
	loss loss   // of lostEvent
	// Where the innermost paragraph, control and table begin that it stands in; -1 for none.
	paragraph, control, table int
}

type eventKind uint8

const (
	paragraphStart eventKind = iota
	paragraphEnd
	controlStart
	controlEnd
	markStart
	markEnd
	tableStart
	tableEnd
	rowStart
	rowEnd
	cellStart
	cellEnd
	textEvent // a tab is \t, a break \n
	lostEvent // something that no field can hold
)

// A loss is what kind of thing no field can hold.
type loss uint8

const (
	lostPicture loss = iota
	lostFootnote
	lostComment
	lostEquation
	lostObject
)

// A look is how a text looks, as far as prose can keep it.
type look struct {
	bold, italic, strike, code bool
	link                       string // address, "#" and the name of a bookmark, or ""
}

// A flowReader makes a flow of the body's elements.
type flowReader struct {
	*flow
	styles  styles
	targets map[string]string // of relationships
	open    map[string]int    // bookmarks that have begun, by their ids
	link    string            // that surrounds what is read
	fields  []complexField
	deleted bool // what is read has been deleted, as a tracked change
	// As of an event, for those that come.
	paragraph, control, table int
}

// A complexField is one whose code and result stand in runs of their own (17.16.18).
type complexField struct {
	code   string
	result bool   // whether what is read is its result
	link   string // that surrounded it
}

func (r *flowReader) add(e event) int {
	e.paragraph, e.control, e.table = r.paragraph, r.control, r.table
	r.events = append(r.events, e)
	return len(r.events) - 1
}

// around adds two events around what inside adds. container, unless nil, is told where they begin.
func (r *flowReader) around(start, end eventKind, properties *node, container *int, inside func()) {
	at := r.add(event{kind: start, node: properties})
	if container != nil {
		before := *container
		*container = at
		defer func() { *container = before }()
	}
	inside()
	r.events[at].twin = r.add(event{kind: end, twin: at, node: properties})
}

func (r *flowReader) children(n *node) {
	if n != nil {
		for _, c := range n.children {
			r.node(c)
		}
	}
}

func (r *flowReader) node(n *node) {
	switch n.name {
	case "w:p":
		r.around(paragraphStart, paragraphEnd, n.child("w:pPr"), &r.paragraph, func() { r.children(n) })
	case "w:r":
		r.run(n)
	case "w:sdt":
		at := len(r.events)
		properties := n.child("w:sdtPr")
		if tag := properties.child("w:tag").attribute("val"); tag != "" {
			r.controls[tag] = append(r.controls[tag], at)
		}
		r.around(controlStart, controlEnd, properties, &r.control, func() { r.children(n.child("w:sdtContent")) })
	case "w:tbl":
		r.around(tableStart, tableEnd, nil, &r.table, func() { r.children(n) })
	case "w:tr":
		properties := n.child("w:trPr")
		if properties.child("w:del") != nil {
			r.tracked = true
			return
		}
		r.tracked = r.tracked || properties.child("w:ins") != nil
		r.around(rowStart, rowEnd, properties, nil, func() { r.children(n) })
	case "w:tc":
		r.around(cellStart, cellEnd, n.child("w:tcPr"), nil, func() { r.children(n) })
	case "w:bookmarkStart":
		r.markStart(n)
	case "w:bookmarkEnd":
		r.markEnd(n.attribute("id"))
	case "w:hyperlink":
		r.hyperlink(n)
	case "w:fldSimple":
		r.within(fieldLink(n.attribute("instr")), func() { r.children(n) })
	case "w:ins", "w:moveTo":
		r.tracked = true
		r.children(n)
	case "w:del", "w:moveFrom":
		r.tracked = true
		before := r.deleted
		r.deleted = true
		r.children(n)
		r.deleted = before
	case "mc:AlternateContent":
		r.children(alternative(n))
	case "m:oMath", "m:oMathPara":
		r.lost(lostEquation, plain(n, "m:t"))
	case "w:altChunk", "w:subDoc":
		r.lost(lostObject, "")
	case "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:ruby", "w:rubyBase":
		r.children(n)
	}
}

// alternative returns that of the alternatives that programs of today take (ISO/IEC 29500-3, 9).
func alternative(n *node) *node {
	if choice := n.child("mc:Choice"); choice != nil {
		return choice
	}
	return n.child("mc:Fallback")
}

// markStart reads where a bookmark begins. LibreOffice begins one that leads out of a control a
// second time further on, and ends only that: both are one.
func (r *flowReader) markStart(n *node) {
	name, id := n.attribute("name"), n.attribute("id")
	known, begun := r.marks[name]
	switch {
	case begun && known.to < 0:
		r.open[id] = known.from
	case !begun && name != "":
		at := r.add(event{kind: markStart, text: name})
		r.marks[name] = span{at, -1}
		r.open[id] = at
	}
}

func (r *flowReader) markEnd(id string) {
	at, begun := r.open[id]
	if !begun {
		return
	}
	delete(r.open, id)
	name := r.events[at].text
	r.events[at].twin = r.add(event{kind: markEnd, text: name, twin: at})
	r.marks[name] = span{at, r.events[at].twin}
}

func (r *flowReader) hyperlink(n *node) {
	link := r.targets[n.relation("id")]
	if anchor := n.attribute("anchor"); anchor != "" {
		link += "#" + anchor
	}
	r.within(link, func() { r.children(n) })
}

// within reads what a link surrounds; "" is no link.
func (r *flowReader) within(link string, read func()) {
	before := r.link
	if link != "" {
		r.link = link
	}
	read()
	r.link = before
}

// fieldLink returns the address in a field's code such as: HYPERLINK "https://a.se" \l "b"
// (17.16.5.25).
func fieldLink(code string) string {
	words := strings.Split(code, `"`) // every other one stood between quotation marks
	if !strings.HasPrefix(strings.ToUpper(strings.TrimSpace(words[0])), "HYPERLINK") {
		return ""
	}
	address, anchor := "", ""
	for i := 1; i < len(words); i += 2 {
		switch before := strings.TrimSpace(words[i-1]); {
		case strings.HasSuffix(before, `\l`):
			anchor = "#" + words[i]
		case !strings.Contains(before, `\`):
			address = words[i]
		}
	}
	return address + anchor
}

// run reads a run of text (17.3.2.25).
func (r *flowReader) run(n *node) {
	l := r.styles.look(n.child("w:rPr"))
	for _, c := range n.children {
		switch c.name {
		case "w:t":
			r.text(string(c.text), l)
		case "w:tab", "w:ptab":
			r.text("\t", l)
		case "w:cr":
			r.text("\n", l)
		case "w:br":
			if kind := c.attribute("type"); kind == "" || kind == "textWrapping" {
				r.text("\n", l)
			} else {
				r.text(" ", l)
			}
		case "w:noBreakHyphen":
			r.text("\u2011", l)
		case "w:sym":
			r.text(symbol(c.attribute("char")), l)
		case "w:fldChar":
			r.fieldChar(c.attribute("fldCharType"))
		case "w:instrText":
			r.fieldCode(string(c.text))
		case "w:drawing", "w:pict":
			r.drawing(c, lostPicture)
		case "w:object":
			r.drawing(c, lostObject)
		case "w:footnoteReference", "w:endnoteReference":
			r.lost(lostFootnote, "")
		case "w:commentReference":
			r.lost(lostComment, "")
		case "mc:AlternateContent", "w:ruby":
			if inner := alternative(c); inner != nil {
				r.run(&node{name: "w:r", children: inner.children})
			} else {
				r.children(c)
			}
		}
	}
}

// text adds text. Soft hyphens are left out, as they are of texts in content/.
func (r *flowReader) text(s string, l look) {
	if s = strings.ReplaceAll(s, softHyphen, ""); s == "" || r.deleted || len(r.fields) > 0 && !r.fields[len(r.fields)-1].result {
		return
	}
	l.link = r.link
	r.add(event{kind: textEvent, text: s, look: &l})
}

func (r *flowReader) fieldChar(kind string) {
	last := len(r.fields) - 1
	switch {
	case kind == "begin":
		r.fields = append(r.fields, complexField{link: r.link})
	case kind == "separate" && last >= 0:
		r.fields[last].result = true
		if link := fieldLink(r.fields[last].code); link != "" {
			r.link = link
		}
	case kind == "end" && last >= 0:
		r.link = r.fields[last].link
		r.fields = r.fields[:last]
	}
}

// maxCode is how long the code of a field may be: longer than any address.
const maxCode = 4096

func (r *flowReader) fieldCode(code string) {
	if last := len(r.fields) - 1; last >= 0 && !r.fields[last].result && len(r.fields[last].code) < maxCode {
		r.fields[last].code += code
	}
}

// symbols are the boxes that symbol fonts have at places of their own (17.3.3.30).
var symbols = map[string]string{"F0FE": boxTicked, "F0FD": boxTicked, "F052": boxTicked, "F0A8": boxUnticked, "F06F": boxUnticked, "F0A3": boxUnticked}

func symbol(char string) string {
	if s := symbols[strings.ToUpper(char)]; s != "" {
		return s
	}
	return "\uFFFD"
}

func (r *flowReader) lost(what loss, text string) {
	if !r.deleted {
		r.add(event{kind: lostEvent, loss: what, text: strings.Join(strings.Fields(text), " ")})
	}
}

// drawing reads a picture or the like. What is written in one stands beside the text.
func (r *flowReader) drawing(n *node, what loss) {
	before := len(r.asides)
	for _, box := range find(n, "w:txbxContent", nil) {
		r.aside(box)
	}
	if len(r.asides) == before {
		r.lost(what, "")
	}
}

// aside keeps the text of paragraphs that stand beside the body.
func (r *flowReader) aside(n *node) {
	for _, p := range find(n, "w:p", nil) {
		if text := strings.Join(strings.Fields(plain(p, "w:t")), " "); text != "" && !r.deleted {
			r.asides = append(r.asides, text)
		}
	}
}

// find returns the elements with a name below n, but none within another. Of alternatives
// only one is searched.
func find(n *node, name string, found []*node) []*node {
	if n == nil {
		return found
	}
	if n.name == "mc:AlternateContent" {
		n = alternative(n)
	}
	if n == nil {
		return found
	}
	for _, c := range n.children {
		if c.name == name {
			found = append(found, c)
		} else {
			found = find(c, name, found)
		}
	}
	return found
}

// plain returns the text of all elements with a name below n.
func plain(n *node, name string) string {
	var b strings.Builder
	for _, c := range find(n, name, nil) {
		b.Write(c.text)
	}
	return b.String()
}
