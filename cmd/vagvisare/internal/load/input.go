package load

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
)

// inputs reads values as they stand, to be understood when their template is known.
func inputs[T any](of func(*T) *plan.Input) value[T] {
	return value[T]{anyMapping, func(r *reader, to *T, _ string, n *yaml.Node) {
		*of(to) = (&inputReader{reader: r, source: newYAMLSource(r.yaml), seen: map[*yaml.Node][2]plan.Position{}}).read(n, 0)
	}}
}

// An inputReader bounds what it reads: aliases of aliases could grow without end.
type inputReader struct {
	*reader
	source *yamlSource
	nodes  int
	seen   map[*yaml.Node][2]plan.Position // what textAt has found
}

const (
	maxInputDepth = 8
	maxInputNodes = 100_000
)

func (r *inputReader) read(n *yaml.Node, depth int) plan.Input {
	in := plan.Input{At: r.at(n).position()}
	alias := n.Kind == yaml.AliasNode
	n = follow(n)
	switch r.nodes++; {
	case r.nodes > maxInputNodes:
		if r.nodes == maxInputNodes+1 {
			r.reportAt(n, diag.TooManyRows, "values", r.nodes, maxInputNodes)
		}
		return in
	case depth > maxInputDepth:
		in.Text = n.Value + "…" // no type of field is so deep, and to be told of
		return in
	}
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag != "!!null" {
			in.Text = n.Value
		}
		found, known := r.seen[n]
		if !known {
			found[0], found[1] = r.textAt(n)
			r.seen[n] = found
		}
		if in.TextAt = found[1]; !alias { // which is where it is used
			in.At = found[0]
		}
		if n.Style&yaml.LiteralStyle != 0 {
			in.Text = strings.TrimLeft(in.Text, "\n") // where the text begins
		}
	case yaml.SequenceNode:
		in.Kind = plan.List
		for _, item := range n.Content {
			in.Items = append(in.Items, r.read(item, depth+1))
		}
	case yaml.MappingNode:
		in.Kind = plan.Mapping
		lines := map[string]int{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i]
			if key.Kind != yaml.ScalarNode {
				r.reportAt(key, diag.BadYAML)
				continue
			}
			if lines[key.Value] > 0 {
				r.reportAt(key, diag.DuplicateKey, key.Value, lines[key.Value])
				continue
			}
			lines[key.Value] = r.at(key).line
			in.Pairs = append(in.Pairs, plan.Pair{Key: key.Value, At: r.at(key).position(), Value: r.read(n.Content[i+1], depth+1)})
		}
	}
	return in
}

// textAt returns where a scalar stands, and where its text begins. Where lines of the file
// are not those of the text, since they have been joined, the text begins in no column.
func (r *inputReader) textAt(n *yaml.Node) (at, text plan.Position) {
	at = r.at(n).position()
	text = at
	switch {
	case strings.TrimSpace(n.Value) == "":
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		line := n.Line + 1
		for len(bytes.TrimSpace(r.source.line(line))) == 0 && line < len(r.source.starts) {
			line++
		}
		own, _, _ := strings.Cut(strings.TrimLeft(n.Value, "\n"), "\n")
		at.Line += line - n.Line
		at.Col = 1 + max(0, indent(string(r.source.line(line)))-indent(own)) // deeper lines keep the rest
		if text = at; n.Style&yaml.FoldedStyle != 0 {
			text.Col = 0
		}
	default:
		rest := r.source.from(n.Line, n.Column)
		if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 && len(rest) > 0 {
			rest = rest[1:]
			text.Col++
		}
		if !bytes.HasPrefix(rest, []byte(n.Value)) {
			text.Col = 0
		}
	}
	return at, text
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// A yamlSource finds places in YAML, fast where one comes after the other.
type yamlSource struct {
	text   []byte
	starts []int // of lines
	last   place
	offset int // of last
}

func newYAMLSource(text []byte) *yamlSource {
	s := &yamlSource{text: text, starts: []int{0}}
	for i, c := range text {
		if c == '\n' {
			s.starts = append(s.starts, i+1)
		}
	}
	return s
}

// line returns a line, from 1; none outside the text.
func (s *yamlSource) line(n int) []byte {
	if n < 1 || n > len(s.starts) {
		return nil
	}
	line, _, _ := bytes.Cut(s.text[s.starts[n-1]:], []byte("\n"))
	return line
}

// from returns the text from a place on.
func (s *yamlSource) from(line, col int) []byte {
	if line < 1 || line > len(s.starts) {
		return nil
	}
	if line != s.last.line || col < s.last.col {
		s.last, s.offset = place{line, 1}, s.starts[line-1]
	}
	for s.last.col < col && s.offset < len(s.text) {
		_, size := utf8.DecodeRune(s.text[s.offset:])
		s.offset += size
		s.last.col++
	}
	return s.text[s.offset:]
}
