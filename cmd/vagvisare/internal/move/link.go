package move

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"vagvisare/cmd/vagvisare/internal/markdown"
)

// mend returns the edits after which the links of a Markdown text that lead to the keys of dests
// lead to its values, and nothing else that the text says is changed. convert parses a text.
//
// Where the destination of a link stands in the source the parser does not tell. So whatever
// looks like one is changed and the text is parsed again: an edit is right if the page then is
// the same but for that link. What only looks like a link, in an example of code say, is not.
func mend(source []byte, dests map[string]string, convert func([]byte) *markdown.Document) ([]edit, error) {
	before := convert(source)
	shown := outline(before)
	right := func(edits []edit) (done, fits bool) {
		after := convert(applied(source, edits))
		if len(after.Links) != len(before.Links) || outline(after) != shown {
			return false, false
		}
		done = true
		for i, old := range before.Links {
			link := after.Links[i]
			want, moves := dests[old.Dest]
			same := link.Title == old.Title && link.Image == old.Image && link.Alt == old.Alt && link.Video == old.Video
			if !same || link.Dest != old.Dest && !(moves && link.Dest == want) {
				return false, false
			}
			done = done && (!moves || link.Dest == want)
		}
		return done, true
	}
	all := candidates(source, dests)
	if done, fits := right(all); done && fits {
		return all, nil
	}
	var chosen []edit
	for _, e := range all {
		if _, fits := right(append(chosen[:len(chosen):len(chosen)], e)); fits {
			chosen = append(chosen, e)
		}
	}
	if done, _ := right(chosen); !done {
		return nil, fmt.Errorf("a link in it cannot be changed: %s", unchanged(convert(applied(source, chosen)), before, dests))
	}
	return chosen, nil
}

// unchanged names the first link that is as it was.
func unchanged(after, before *markdown.Document, dests map[string]string) string {
	for i, old := range before.Links {
		if want, moves := dests[old.Dest]; moves && after.Links[i].Dest != want {
			return old.Dest
		}
	}
	return ""
}

func applied(source []byte, edits []edit) []byte {
	var out []byte
	last := 0
	for _, e := range edits {
		out = append(append(out, source[last:e.from]...), e.text...)
		last = e.to
	}
	return append(out, source[last:]...)
}

// outline returns all that a document shows, but for where its links lead.
func outline(doc *markdown.Document) string {
	var b bytes.Buffer
	if err := doc.Render(&b, numbers{}); err != nil {
		panic("move: rendering to memory failed: " + err.Error())
	}
	return b.String()
}

// numbers fills the holes of a document with their numbers.
type numbers struct{}

func (numbers) Link(w *bytes.Buffer, link int, inner []byte) error {
	fmt.Fprintf(w, "<a %d>%s</a>", link, inner)
	return nil
}

func (numbers) Place(w *bytes.Buffer, place int) error {
	fmt.Fprintf(w, "<p %d>", place)
	return nil
}

func (numbers) Task(w *bytes.Buffer, task int, text, rest []byte) error {
	fmt.Fprintf(w, "<i %d>%s</i>%s", task, text, rest)
	return nil
}

// candidates returns edits of all that looks like a destination among the keys of dests: behind
// "](", and behind "]:" where links by reference are defined.
func candidates(source []byte, dests map[string]string) []edit {
	var edits []edit
	for i := 0; i+1 < len(source); i++ {
		if source[i] != ']' || source[i+1] != '(' && source[i+1] != ':' {
			continue
		}
		from := i + 2 + spaceBefore(source[i+2:])
		to := from + destination(source[from:])
		raw := string(source[from:to])
		if inner, ok := strings.CutPrefix(raw, "<"); ok {
			from, to = from+1, to-1
			raw = strings.TrimSuffix(inner, ">")
		}
		meant := meaning(raw)
		if want, moves := dests[meant]; moves && want != meant {
			if raw != meant {
				want = guarded.Replace(want)
			}
			edits = append(edits, edit{from, to, want})
		}
	}
	return edits
}

// guarded writes a destination so that no character of it means anything to Markdown.
var guarded = strings.NewReplacer(`\`, `\\`, `<`, `\<`, `>`, `\>`, `(`, `\(`, `)`, `\)`, `&`, `\&`)

// spaceBefore returns the length of the space before a destination, which may stand on the next
// line, within a quotation.
func spaceBefore(s []byte) int {
	n := len(s) - len(bytes.TrimLeft(s, " \t"))
	if n < len(s) && s[n] == '\n' {
		n++
		n += len(s[n:]) - len(bytes.TrimLeft(s[n:], " \t>"))
	}
	return n
}

// destination returns the length of the destination that a text begins with: to the > where it
// begins with <, else to the first space, or parenthesis that is not of its own.
func destination(s []byte) int {
	angle := bytes.HasPrefix(s, []byte("<"))
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s):
			i++
		case c == '\n':
			return i
		case angle:
			if c == '>' {
				return i + 1
			}
		case c <= ' ':
			return i
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth < 0 {
				return i
			}
		}
	}
	return len(s)
}

// meaning returns a destination without Markdown's escapes.
func meaning(raw string) string {
	if !strings.ContainsAny(raw, `\&`) {
		return raw
	}
	var b strings.Builder
	for i := 0; i < len(raw); i++ {
		if c := raw[i]; c == '\\' && i+1 < len(raw) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", raw[i+1]) >= 0 {
			i++
			if raw[i] == '&' {
				b.WriteString("&amp;") // which begins no entity
				continue
			}
		}
		b.WriteByte(raw[i])
	}
	return html.UnescapeString(b.String())
}
