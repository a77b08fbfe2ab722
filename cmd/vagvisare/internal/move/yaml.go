package move

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"vagvisare/cmd/vagvisare/internal/site"
)

// plainForm is that of a text that YAML takes as it is, also in a list within brackets.
var plainForm = regexp.MustCompile(`^[\pL\pN_./+=$(;][\pL\pN_./+~=$();@#-]*( [\pL\pN_./+~=$();@-][\pL\pN_./+~=$();@#-]*)*$`)

// properties are the anchor and the tag that may stand before a value.
var properties = regexp.MustCompile(`^([&!][^ \t\n]*[ \t]+)*`)

// scalar changes a value of YAML that stands at a place, in the manner in which it is written.
func (t *text) scalar(line, col int, old, value string) error {
	at := t.offset(line, col)
	at += len(properties.Find(t.plain[at:]))
	rest := t.plain[at:]
	fail := fmt.Errorf("%s:%d:%d: %q cannot be changed there; write it on one line, without escapes", t.name, line, col, old)
	if len(rest) == 0 {
		return fail
	}
	switch quote := rest[0]; quote {
	case '*': // what it stands for is changed where that stands
		return nil
	case '"', '\'':
		end := bytes.IndexByte(rest[1:], quote)
		if end < 0 || strings.TrimSpace(string(rest[1:1+end])) != old {
			return fail
		}
		if quote == '\'' {
			value = strings.ReplaceAll(value, "'", "''")
		} else {
			value = strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value)
		}
		return t.change(edit{at + 1, at + 1 + end, value})
	case '|', '>':
		start := bytes.IndexByte(rest, '\n') + 1
		end := bytes.IndexByte(rest[start:], '\n')
		if start == 0 || end < 0 || strings.TrimSpace(string(rest[start:start+end])) != old {
			return fail
		}
		start += bytes.Index(rest[start:], []byte(old))
		return t.change(edit{at + start, at + start + len(old), value})
	}
	if !bytes.HasPrefix(rest, []byte(old)) {
		return fail
	}
	if !plainForm.MatchString(value) {
		value = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
	}
	return t.change(edit{at, at + len(old), value})
}

var (
	blockItem  = regexp.MustCompile(`^[ \t]*-[ \t]+$`)
	emptyList  = regexp.MustCompile(`^(['"]?aliases['"]?[ \t]*:[ \t]*)\[[ \t]*\]`)
	aliasesKey = regexp.MustCompile(`^['"]?aliases['"]?[ \t]*:`)
	topKey     = regexp.MustCompile(`^['"]?[a-z]+['"]?[ \t]*:([ \t]|$)`)
	longKey    = regexp.MustCompile(`^(fields|figures|values)[ \t]*:`)
)

// alias adds an old address to the front matter of a page, whose text begins at body. An alias
// that has become the page's own address gives it its place.
func (t *text) alias(old, own string, aliases []site.Ref, body int) error {
	for _, ref := range aliases {
		if strings.Trim(ref.Value, "/") == strings.Trim(own, "/") {
			return t.scalar(ref.Line, ref.Col, ref.Value, old)
		}
	}
	if len(aliases) > 0 {
		return t.addToList(aliases[0], old)
	}
	return t.addList(old, body)
}

// addToList writes an item before the first one of a list, in the manner of that.
func (t *text) addToList(first site.Ref, item string) error {
	at := t.offset(first.Line, first.Col)
	start := t.lines[first.Line-1]
	if prefix := t.plain[start:at]; blockItem.Match(prefix) {
		return t.change(edit{start, start, string(prefix) + item + t.lineEnd()})
	}
	return t.change(edit{at, at, item + ", "})
}

// addList writes the key with its first item: above what makes front matter long, else last.
func (t *text) addList(item string, body int) error {
	where, known := 0, false
	comments := -1 // where the comments begin that stand above a line
	opened := false
	for number, start := range t.lines {
		if start >= body {
			break
		}
		line := t.plain[start:t.lineStop(number)]
		switch {
		case string(bytes.TrimSpace(line)) == "---":
			if opened && bytes.HasPrefix(line, []byte("-")) && where == 0 {
				where = start
			}
			opened = true
		case !opened:
		case emptyList.Match(line):
			match := emptyList.FindSubmatchIndex(line)
			return t.change(edit{start + match[3], start + match[1], "[" + item + "]"})
		case aliasesKey.Match(line):
			return fmt.Errorf("%s:%d: the list of aliases cannot be added to", t.name, number+1)
		case longKey.Match(line) && where == 0:
			where = start
			if comments >= 0 {
				where = comments
			}
		}
		known = known || topKey.Match(line)
		switch comment := bytes.HasPrefix(line, []byte("#")); {
		case !comment:
			comments = -1
		case comments < 0:
			comments = start
		}
	}
	if where == 0 || !known {
		return fmt.Errorf("%s: the old address cannot be added to its front matter; write each key on a line of its own", t.name)
	}
	return t.change(edit{where, where, "aliases: [" + item + "]" + t.lineEnd()})
}

// lineStop returns where a line, from 0, ends.
func (t *text) lineStop(number int) int {
	if number+1 < len(t.lines) {
		return t.lines[number+1] - 1
	}
	return len(t.plain)
}
