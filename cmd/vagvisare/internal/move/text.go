package move

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"vagvisare/cmd/vagvisare/internal/load"
)

// A text is a file that is to be edited. Places of links are those of the plain text, without
// byte-order mark, carriage returns and the like; the file's own bytes are kept wherever no
// edit asks for others.
type text struct {
	name  string // of the file, for messages
	raw   []byte
	plain []byte
	at    []int // offset in raw of each byte of plain, and of its end
	lines []int // where each line of plain starts
	edits []edit
}

// An edit puts a text in the place of a part of the plain text.
type edit struct {
	from, to int
	text     string
}

func newText(name string, raw []byte) (*text, error) {
	t := &text{name: name, raw: raw, lines: []int{0}}
	t.straighten()
	t.compose()
	plain, problem := load.Plain(raw)
	if problem != nil || !bytes.Equal(plain, t.plain) {
		return nil, fmt.Errorf("%s holds characters that cannot be told apart; open it, and save it as UTF-8", name)
	}
	for i, c := range t.plain {
		if c == '\n' {
			t.lines = append(t.lines, i+1)
		}
	}
	return t, nil
}

const (
	byteOrderMark = "\ufeff"
	softHyphen    = "\u00ad"
)

// straighten leaves out what is no text: marks, carriage returns, soft hyphens.
func (t *text) straighten() {
	t.plain = make([]byte, 0, len(t.raw))
	i := 0
	if bytes.HasPrefix(t.raw, []byte(byteOrderMark)) {
		i = len(byteOrderMark)
	}
	for i < len(t.raw) {
		rest := t.raw[i:]
		c, size := rest[0], 1
		switch {
		case bytes.HasPrefix(rest, []byte(softHyphen)):
			i += len(softHyphen)
			continue
		case bytes.HasPrefix(rest, []byte("\r\n")):
			c, size = '\n', 2
		case c == '\r':
			c = '\n'
		}
		t.plain, t.at = append(t.plain, c), append(t.at, i)
		i += size
	}
	t.at = append(t.at, len(t.raw))
}

// compose composes letters (NFC) where they are not.
func (t *text) compose() {
	if norm.NFC.IsNormal(t.plain) {
		return
	}
	var plain []byte
	var at []int
	for i := 0; i < len(t.plain); {
		n := norm.NFC.NextBoundary(t.plain[i:], true)
		part := t.plain[i : i+n]
		composed := norm.NFC.Bytes(part)
		for k := range composed {
			if len(composed) != n {
				at = append(at, t.at[i])
			} else {
				at = append(at, t.at[i+k])
			}
		}
		plain = append(plain, composed...)
		i += n
	}
	t.plain, t.at = plain, append(at, len(t.raw))
}

// offset returns where a place of the plain text lies; its end, where the text has no such place.
func (t *text) offset(line, col int) int {
	if line < 1 || line > len(t.lines) {
		return len(t.plain)
	}
	at := t.lines[line-1]
	for ; col > 1 && at < len(t.plain); col-- {
		_, size := utf8.DecodeRune(t.plain[at:])
		at += size
	}
	return at
}

// line returns the number of the line, from 1, that an offset lies in.
func (t *text) line(offset int) int {
	i, found := slices.BinarySearch(t.lines, offset)
	if found {
		i++
	}
	return i
}

// change notes an edit. The same edit may be noted twice: two values may be one, by an alias.
func (t *text) change(e edit) error {
	for _, other := range t.edits {
		switch {
		case other == e:
			return nil
		case e.from < other.to && other.from < e.to:
			return fmt.Errorf("%s:%d: two changes meet in %q", t.name, t.line(e.from), t.plain[e.from:e.to])
		}
	}
	t.edits = append(t.edits, e)
	return nil
}

// edited returns the file with all edits made.
func (t *text) edited() []byte {
	t.sort()
	var out []byte
	last := 0
	for _, e := range t.edits {
		out = append(out, t.raw[last:t.at[e.from]]...)
		out = append(out, e.text...)
		last = t.at[e.to]
	}
	return append(out, t.raw[last:]...)
}

func (t *text) sort() {
	slices.SortStableFunc(t.edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
}

// lineEnd returns how the file ends its lines.
func (t *text) lineEnd() string {
	switch i := bytes.IndexAny(t.raw, "\r\n"); {
	case i < 0 || t.raw[i] == '\n':
		return "\n"
	case bytes.HasPrefix(t.raw[i:], []byte("\r\n")):
		return "\r\n"
	}
	return "\r"
}

// A Line is a line that a move changes.
type Line struct {
	Number   int // in the file as it was
	Old, New string
}

// changed returns the lines that the edits change.
func (t *text) changed() []Line {
	t.sort()
	var lines []Line
	for i := 0; i < len(t.edits); {
		number := t.line(t.edits[i].from)
		start, end := t.lines[number-1], len(t.plain)
		if number < len(t.lines) {
			end = t.lines[number] - 1
		}
		if e := t.edits[i]; e.from == start && e.to == start && bytes.HasSuffix([]byte(e.text), []byte(t.lineEnd())) {
			lines = append(lines, Line{Number: number, New: string(bytes.TrimRight([]byte(e.text), "\r\n"))})
			i++
			continue
		}
		var b []byte
		last := start
		for ; i < len(t.edits) && t.edits[i].from <= end; i++ {
			b = append(append(b, t.plain[last:t.edits[i].from]...), t.edits[i].text...)
			last = t.edits[i].to
		}
		b = append(b, t.plain[last:max(last, end)]...)
		lines = append(lines, Line{Number: number, Old: string(t.plain[start:end]), New: string(b)})
	}
	return lines
}
