package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// An attribute is one of those that a task's text ends with: {#id roles="a b" phase=x}.
// goldmark's own parser does not tell where a value stands.
type attribute struct {
	name  string // "id" for #id; what was written where it has no value
	value string
	at    int // where the attribute starts in the source
	from  int // where its value starts
}

// attributesForm tells attributes from other text in braces, e.g. {namn}.
var attributesForm = regexp.MustCompile(`^\s*([#.]\S|[A-Za-z][\w.:-]*=)`)

// cutAttributes takes the attributes off the end of a block's text, which starts at the
// offset from, and returns them. They may go over several lines.
func cutAttributes(block ast.Node, source []byte, from int) []attribute {
	lines := block.Lines()
	last := lines.Len() - 1
	line := lines.At(last)
	line = line.TrimRightSpace(source)
	end := line.Stop - 1
	if end < from || source[end] != '}' {
		return nil
	}
	first := last
	open := -1
	for ; first >= 0; first-- {
		line = lines.At(first)
		if open = bytes.LastIndexByte(source[line.Start:min(line.Stop, end)], '{'); open >= 0 {
			open += line.Start
			break
		}
	}
	if open < from || escaped(source, open) {
		return nil
	}
	inside := blankedBetween(lines, source, open+1, end)
	if !attributesForm.Match(inside) || ofLink(source, open) {
		return nil
	}
	cutLines(lines, source, first, open)
	return parseAttributes(inside, open+1)
}

// escaped reports whether a backslash takes the meaning from the character at an offset.
func escaped(source []byte, at int) bool {
	before := source[:at]
	return (len(before)-len(bytes.TrimRight(before, `\`)))%2 == 1
}

// ofLink reports whether braces belong to the link, or the passage, that they stand right behind.
func ofLink(source []byte, open int) bool {
	return open > 0 && bytes.IndexByte([]byte(")]>"), source[open-1]) >= 0 &&
		(bytes.HasPrefix(source[open:], []byte("{video=")) || bytes.HasPrefix(source[open:], []byte("{lang=")))
}

// blankedBetween returns the source between two offsets, with spaces for what does not
// belong to the lines, such as the > of a quotation, so that offsets stay true.
func blankedBetween(lines *text.Segments, source []byte, from, to int) []byte {
	inside := bytes.Repeat([]byte(" "), to-from)
	for i := range lines.Len() {
		line := lines.At(i)
		if start, stop := max(line.Start, from), min(line.Stop, to); start < stop {
			copy(inside[start-from:], source[start:stop])
		}
	}
	return inside
}

// cutLines ends the text at an offset in the line of the index first.
func cutLines(lines *text.Segments, source []byte, first, end int) {
	line := text.NewSegment(lines.At(first).Start, end)
	line = line.TrimRightSpace(source)
	if line.IsEmpty() {
		first--
		line = lines.At(first)
		line = line.TrimRightSpace(source)
	}
	lines.Set(first, line)
	lines.SetSliced(0, first+1)
}

// parseAttributes reads what stands between the braces, at the given offset in the source.
func parseAttributes(inside []byte, offset int) []attribute {
	var list []attribute
	for i := 0; ; {
		i += leading(inside[i:], func(c byte) bool { return util.IsSpace(c) || c == ',' })
		if i == len(inside) {
			return list
		}
		a := attribute{at: offset + i}
		if inside[i] == '#' {
			n := word(inside[i+1:], 0)
			a.name, a.value, a.from = "id", string(inside[i+1:i+1+n]), a.at+1
			list = append(list, a)
			i += 1 + n
			continue
		}
		n := word(inside[i:], '=')
		a.name = string(inside[i : i+n])
		if i += n; i < len(inside) && inside[i] == '=' {
			i++
			value, length := attributeValue(inside[i:])
			a.value, a.from = string(value), offset+i
			if length > len(value) {
				a.from++ // the quotation mark
			}
			i += length
		}
		list = append(list, a)
	}
}

// attributeValue returns the value that a text starts with, and its length with quotation marks.
func attributeValue(s []byte) (value []byte, length int) {
	if len(s) == 0 || s[0] != '"' && s[0] != '\'' {
		n := word(s, 0)
		return s[:n], n
	}
	value, _, closed := bytes.Cut(s[1:], s[:1])
	if !closed {
		return value, 1 + len(value)
	}
	return value, len(value) + 2
}

// word returns how much of s stands before a space or the stop.
func word(s []byte, stop byte) int {
	return leading(s, func(c byte) bool { return !util.IsSpace(c) && c != ',' && (c != stop || stop == 0) })
}

func leading(s []byte, is func(byte) bool) int {
	for i, c := range s {
		if !is(c) {
			return i
		}
	}
	return len(s)
}
