package word

import (
	"bytes"
	"unicode/utf8"
)

// A builder writes XML. It closes what it opened, so what it writes is always well-formed.
type builder struct {
	bytes.Buffer
	open []string
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// start opens an element. attributes are names and values in turn.
func (b *builder) start(name string, attributes ...string) {
	b.tag(name, attributes)
	b.WriteByte('>')
	b.open = append(b.open, name)
}

// end closes the innermost element.
func (b *builder) end() {
	last := len(b.open) - 1
	b.WriteString("</" + b.open[last] + ">")
	b.open = b.open[:last]
}

// empty writes an element without content.
func (b *builder) empty(name string, attributes ...string) {
	b.tag(name, attributes)
	b.WriteString("/>")
}

// leaf writes an element that holds text alone.
func (b *builder) leaf(name, text string, attributes ...string) {
	b.start(name, attributes...)
	b.escape(text)
	b.end()
}

func (b *builder) tag(name string, attributes []string) {
	b.WriteString("<" + name)
	for i := 0; i < len(attributes); i += 2 {
		b.WriteString(" " + attributes[i] + `="`)
		b.escape(attributes[i+1])
		b.WriteByte('"')
	}
}

// escape writes text for an element or an attribute. What XML 1.0 cannot hold becomes the sign
// for an unknown character.
func (b *builder) escape(s string) {
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\t':
			b.WriteString("&#9;")
		case r == '\n':
			b.WriteString("&#10;")
		case r == '\r':
			b.WriteString("&#13;")
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
}
