// Package diag is about problems: mistakes in what an editor or a designer wrote,
// each with its place and a cure.
//
// A Problem carries a code and arguments, never a sentence. The sentences stand in
// one catalogue, in Swedish and in English, so that the same problem can be told in
// a terminal, in a browser and to another program.
package diag

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Severity tells what a problem does to a build.
type Severity uint8

const (
	// Error stops the build: nothing is published.
	Error Severity = iota
	// Note is told, and the build goes on.
	Note
)

// String returns the severity's name in JSON and in site.yaml: "error" or "note".
func (s Severity) String() string {
	if s == Note {
		return "note"
	}
	return "error"
}

// A Problem is one mistake at one place.
type Problem struct {
	File     string // slash-separated, relative to the site's root, e.g. "content/planera/roller.md"
	Line     int    // 1-based; 0 when the whole file is meant
	Col      int    // 1-based, in characters; 0 when the whole line is meant
	Code     Code   // which mistake; a key of the catalogue
	Severity Severity
	Args     []any  // what the catalogue's text and hint take, in order
	Near     string // the nearest right candidate ("menade du …?"), or ""
	Excerpt  string // the offending line as written, or ""
}

// Text returns what is wrong, in the given language ("sv" or "en"; any other is English).
func (p Problem) Text(lang string) string {
	return format(p.Code.message(lang).text, p.Args)
}

// Hint returns how to mend the problem, in the given language, or "" where the text says enough.
func (p Problem) Hint(lang string) string {
	hint := format(p.Code.message(lang).hint, p.Args)
	if p.Near == "" {
		return hint
	}
	near := format(didYouMean.message(lang).text, []any{p.Near})
	if hint == "" {
		return near
	}
	return near + " " + hint
}

// format fills in a catalogue text. A text names its arguments by number (%[1]s), so
// that languages may order them differently and leave some out.
func format(text string, args []any) string {
	if !strings.Contains(text, "%") {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Error makes a Problem an error, in English, for code that can only return errors.
func (p Problem) Error() string { return p.Place() + ": " + p.Text("en") }

// Place returns "file:line:col", leaving out what is not known.
func (p Problem) Place() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Sort orders problems by file, line, column and code, and drops repetitions.
func Sort(problems []Problem) []Problem {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Col, b.Col), cmp.Compare(a.Code, b.Code), cmp.Compare(fmt.Sprint(a.Args...), fmt.Sprint(b.Args...)))
	})
	return slices.CompactFunc(problems, func(a, b Problem) bool {
		return a.Place() == b.Place() && a.Code == b.Code && fmt.Sprint(a.Args...) == fmt.Sprint(b.Args...)
	})
}

// Failed reports whether any of the problems is an Error.
func Failed(problems []Problem) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool { return p.Severity == Error })
}

// Print writes problems the way compilers do, one after another:
//
//	content/planera/roller.md:4:1: okänd nyckel ”sumary”
//	    sumary: Vem gör vad?
//	    ^ Menade du ”summary”?
func Print(w io.Writer, problems []Problem, lang string) error {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(printable(p.Place()) + ": ")
		if p.Severity == Note {
			b.WriteString(noteWord.message(lang).text + ": ")
		}
		b.WriteString(printable(p.Text(lang)) + "\n")
		excerpt, col := clip(p.Excerpt, p.Col)
		if excerpt != "" {
			b.WriteString("    " + excerpt + "\n")
		}
		hint := printable(p.Hint(lang))
		switch {
		case excerpt != "" && col > 0:
			b.WriteString(strings.TrimRight("    "+strings.Repeat(" ", col-1)+"^ "+hint, " ") + "\n")
		case hint != "":
			b.WriteString("    " + hint + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// printable takes out what would steer the terminal: a faulty file may hold anything.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// clip shortens a long line to what surrounds the column.
func clip(line string, col int) (string, int) {
	const before, width = 60, 100
	runes := []rune(printable(line))
	if col > before {
		cut := min(col-before, len(runes))
		runes, col = append([]rune("…"), runes[cut:]...), col-cut+1
	}
	if len(runes) > width {
		runes = append(runes[:width:width], '…')
	}
	return strings.TrimRight(string(runes), " "), col
}

// Position returns the 1-based line and column, in characters, of a byte offset in text.
func Position(text []byte, offset int) (line, col int) {
	offset = max(0, min(offset, len(text)))
	line = 1
	start := 0
	for i, c := range text[:offset] {
		if c == '\n' {
			line++
			start = i + 1
		}
	}
	return line, utf8.RuneCount(text[start:offset]) + 1
}

// Line returns the text of a 1-based line, or "" where there is none.
func Line(text []byte, line int) string {
	if line < 1 {
		return ""
	}
	rest := string(text)
	for range line - 1 {
		_, after, found := strings.Cut(rest, "\n")
		if !found {
			return ""
		}
		rest = after
	}
	rest, _, _ = strings.Cut(rest, "\n")
	return rest
}
