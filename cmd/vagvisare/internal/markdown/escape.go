package markdown

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// opener matches a line of a paragraph that would be read as another block, or would
// underline the line before, up to the sign that is to be escaped.
var opener = regexp.MustCompile(`^(?:[>=|]|#{1,6}(?:[ \t]|$)|[-+](?:[ \t]|$)|-[-:|]|:(?:[ \t:|-]|$)|[0-9]{1,9}[.)](?:[ \t]|$))`)

// guarded escapes the sign that makes a line of a paragraph something else.
func guarded(line string) string {
	if !opener.MatchString(line) {
		return line
	}
	sign := strings.IndexFunc(line, func(r rune) bool { return r < '0' || r > '9' })
	return line[:sign] + `\` + line[sign:]
}

// writing tells where a text is to stand.
type writing struct {
	cell bool // in a table
	task bool // at the start of a task without a level
}

// A piece is how the text of a run is written.
type piece struct {
	run, next Inline
	writing   writing
	// Which of its characters are written by number, so that a mark beside it is
	// read as one: **a.**b is not bold, **a.**&#98; is.
	firstByNumber, lastByNumber bool
}

func (p *piece) String() string {
	switch {
	case p.run.Break:
		return "\\\n"
	case p.run.Code:
		return codeSpan(p.run.Text, p.writing.cell)
	case p.automatic():
		return "<" + p.run.Text + ">"
	}
	var b strings.Builder
	for i, r := range p.run.Text {
		next := p.run.Text[i+utf8.RuneLen(r):]
		switch {
		case i == 0 && p.firstByNumber || next == "" && p.lastByNumber || p.byNumber(r, next):
			b.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		case p.escaped(r, p.run.Text[:i], p.run.Text[i:]):
			b.WriteByte('\\')
			fallthrough
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// byNumber reports whether a character cannot stand by itself: a soft hyphen and a
// byte-order mark, which are taken out of files, and a backslash before that of a break.
func (p *piece) byNumber(r rune, next string) bool {
	return r == '\u00AD' || r == '\uFEFF' || r == '\\' && next == "" && p.next.Break
}

// escaped reports whether a character would be read as markup, given what stands before it
// in the run and what begins with it.
func (p *piece) escaped(r rune, before, from string) bool {
	next, _ := utf8.DecodeRuneInString(from[utf8.RuneLen(r):])
	last, _ := utf8.DecodeLastRuneInString(before)
	switch r {
	case '\\', '`', '[', ']', '{':
		return true
	case '*', '~':
		return last != ' ' || next != ' '
	case '_':
		return !inWord(last) || !inWord(next)
	case '<':
		return !unicode.IsSpace(next)
	case '!':
		return len(from) == 1 && p.next.Link != ""
	case '^':
		return before == "" && p.run.Link != ""
	case '&':
		return entityForm.MatchString(from)
	case '|':
		return p.writing.cell
	}
	return false
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// automatic reports whether a link can be written as <address>.
func (p *piece) automatic() bool {
	text := p.run.Text
	if p.run.Link == "" || strings.ContainsAny(text, "|\u00AD\uFEFF") {
		return false
	}
	return p.run.Link == text && webForm.MatchString(text) || p.run.Link == "mailto:"+text && mailForm.MatchString(text)
}

var (
	webForm  = regexp.MustCompile(`^https?://[A-Za-z0-9./?=&_~#%+:@,;-]+$`)
	mailForm = regexp.MustCompile(`^[A-Za-z0-9._+-]+@[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$`)
)

// codeSpan writes code between more backticks than stand in it together. In a table a bar
// needs a backslash even there.
func codeSpan(text string, cell bool) string {
	fence := strings.Repeat("`", longestRun(text, '`')+1)
	if cell {
		text = strings.ReplaceAll(text, "|", `\|`)
	}
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	return fence + text + fence
}

// destination writes the address of a link.
func destination(dest string, cell bool) string {
	angled := dest[0] == '<' || strings.ContainsAny(dest, " ()")
	var b strings.Builder
	for i, r := range dest {
		switch {
		case r < ' ' || r == 0x7F || r == '\u00AD' || r == '\uFEFF':
			b.WriteString("&#" + strconv.Itoa(int(r)) + ";")
			continue
		case r == '\\' || angled && (r == '<' || r == '>') || r == '|' && cell || r == '&' && entityForm.MatchString(dest[i:]):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	if angled {
		return "<" + b.String() + ">"
	}
	return b.String()
}
