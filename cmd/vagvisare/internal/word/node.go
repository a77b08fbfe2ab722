package word

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// A node is an element of a part, with what of it the reader can use.
type node struct {
	name       string // with the prefix of its namespace, e.g. "w:p"; "" before the name for others
	attributes []attribute
	children   []*node
	text       []byte
}

type attribute struct{ name, value string }

// Limits of one part.
const (
	maxDepth = 256
	maxNodes = 1_000_000
)

// prefixes are those of the namespaces that documents have: of the transitional form, of the
// strict one, and of Word's additions.
var prefixes = map[string]string{
	mainSpace: "w:",
	"http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
	relSpace: "r:",
	"http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
	word2010Space: "w14:",
	compatSpace:   "mc:",
	"http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
	"http://purl.oclc.org/ooxml/officeDocument/math":             "m:",
}

// kept are the attributes that are read; others, such as the revisions of each run, would
// take most of the memory.
var kept = map[string]bool{
	"val": true, "id": true, "name": true, "fullDate": true, "anchor": true, "left": true, "start": true, "value": true,
	"displayText": true, "ilvl": true, "numId": true, "abstractNumId": true, "char": true, "type": true, "instr": true,
	"fldCharType": true, "styleId": true, "Id": true, "Target": true, "Type": true, "TargetMode": true,
}

// Errors of parse.
var (
	errDoctype = errors.New("a document type declaration")
	errNodes   = errors.New("too many elements, or too deep")
)

// parse reads a part. Declarations of document types are refused, and with them entities: a
// part needs none, and they could stand for anything.
func parse(data []byte) (*node, error) {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	root := &node{}
	open := []*node{root}
	for nodes := 0; ; {
		token, err := decoder.Token()
		if err == io.EOF {
			if len(root.children) == 0 {
				return nil, io.ErrUnexpectedEOF
			}
			return root.children[0], nil
		}
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			if nodes++; nodes > maxNodes || len(open) > maxDepth {
				return nil, errNodes
			}
			n := newNode(token)
			top.children = append(top.children, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if top.holdsText() {
				top.text = append(top.text, token...)
			}
		case xml.Directive:
			return nil, errDoctype
		}
	}
}

func newNode(e xml.StartElement) *node {
	n := &node{name: prefixes[e.Name.Space] + e.Name.Local}
	for _, a := range e.Attr {
		if kept[a.Name.Local] {
			n.attributes = append(n.attributes, attribute{prefixes[a.Name.Space] + a.Name.Local, a.Value})
		}
	}
	return n
}

// holdsText reports whether the text of an element means something: that of WordprocessingML
// stands in few elements, the rest is space between them.
func (n *node) holdsText() bool {
	return n.name == "w:t" || n.name == "w:instrText" || !strings.HasPrefix(n.name, "w:") && n.name != ""
}

// attribute returns the value of an attribute, whatever its namespace; "" where there is none.
func (n *node) attribute(local string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attributes {
		if a.name[strings.IndexByte(a.name, ':')+1:] == local {
			return a.value
		}
	}
	return ""
}

// relation returns the value of an attribute of the namespace of relationships.
func (n *node) relation(local string) string {
	for _, a := range n.attributes {
		if a.name == "r:"+local {
			return a.value
		}
	}
	return ""
}

// textOf returns an element's own text.
func (n *node) textOf() []byte {
	if n == nil {
		return nil
	}
	return n.text
}

// all returns the children of a node, none of nil.
func (n *node) all() []*node {
	if n == nil {
		return nil
	}
	return n.children
}

// child returns the first child with a name, or nil. A nil node has no children.
func (n *node) child(names ...string) *node {
	for _, name := range names {
		if n == nil {
			return nil
		}
		var found *node
		for _, c := range n.children {
			if c.name == name {
				found = c
				break
			}
		}
		n = found
	}
	return n
}

// on reports whether a switch such as w:b is on (17.17.4): it is where it stands without a value.
func (n *node) on() bool {
	if n == nil {
		return false
	}
	switch n.attribute("val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}
