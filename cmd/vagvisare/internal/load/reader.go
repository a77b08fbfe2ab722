package load

import (
	"bytes"
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// A reader reads the YAML of one file against a table of fields, and collects all that is
// wrong. The library's own strict decoding would say it in English, in terms of Go types.
type reader struct {
	file     string
	offset   int   // lines of the file before the YAML
	key      place // of the key whose value is being read
	yaml     []byte
	faulty   []place // of keys whose values have problems
	problems []diag.Problem
}

// A place is where something stands in the file.
type place struct{ line, col int }

type places struct{ key, value place }

func (r *reader) report(line, col int, code diag.Code, args ...any) *diag.Problem {
	r.problems = append(r.problems, diag.Problem{File: r.file, Line: line, Col: col, Code: code, Args: args})
	return &r.problems[len(r.problems)-1]
}

func (r *reader) at(n *yaml.Node) place { return place{n.Line + r.offset, n.Column} }

func (r *reader) reportAt(n *yaml.Node, code diag.Code, args ...any) *diag.Problem {
	at := r.at(n)
	return r.report(at.line, at.col, code, args...)
}

// root parses YAML and returns its only value, or nil when there is none.
func (r *reader) root(data []byte) *yaml.Node {
	if blank(data) {
		return nil
	}
	r.yaml = data
	var document yaml.Node
	err := yaml.Load(data, &document)
	var faults *yaml.LoadErrors
	var fault *yaml.LoadError
	switch {
	case err == nil && document.Kind == yaml.DocumentNode && len(document.Content) > 0:
		return document.Content[0]
	case errors.As(err, &faults):
		for _, fault := range faults.Errors {
			r.syntax(fault, data)
		}
	case errors.As(err, &fault):
		r.syntax(fault, data)
	default:
		r.report(1+r.offset, 0, diag.BadYAML)
	}
	return nil
}

// blank reports whether YAML holds nothing but space and comments.
func blank(data []byte) bool {
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return true
}

// syntax reports a fault of syntax: where it began, if the reader noticed it only at the
// end, as with a quotation mark that is never closed.
func (r *reader) syntax(fault *yaml.LoadError, data []byte) {
	mark := fault.Mark
	if mark.Line > bytes.Count(data, []byte("\n")) && fault.ContextMark.Line > 0 {
		mark = fault.ContextMark
	}
	r.report(max(mark.Line, 1)+r.offset, mark.Column, diag.BadYAML)
}

// A field is a key that a mapping may have, and its value.
type field[T any] struct {
	key      string
	required bool
	value[T]
}

// A value is read into a T; its shape tells editors' programs what it may be.
type value[T any] struct {
	shape shape
	read  func(r *reader, to *T, key string, n *yaml.Node)
}

// mapping reads a mapping by a table of fields. n may be nil, for an empty text; then
// what is missing is missing on the given line of it.
func mapping[T any](r *reader, to *T, n *yaml.Node, line int, fields []field[T]) {
	failed := len(r.problems) > 0 && n == nil
	if n != nil && n.Kind != yaml.MappingNode {
		r.reportAt(n, diag.WantMapping, whole(r.file))
		return
	}
	seen := map[string]int{}
	if n != nil {
		line = n.Line
		for i := 0; i+1 < len(n.Content); i += 2 {
			pair(r, to, n.Content[i], n.Content[i+1], fields, seen)
		}
	}
	for _, f := range fields {
		if f.required && seen[f.key] == 0 && !failed {
			r.report(line+r.offset, 0, diag.MissingKey, f.key)
		}
	}
}

// whole names what a text's YAML stands for as a whole.
func whole(file string) string {
	if path.Ext(file) == ".md" {
		return "---"
	}
	return path.Base(file)
}

func pair[T any](r *reader, to *T, key, value *yaml.Node, fields []field[T], seen map[string]int) {
	i := slices.IndexFunc(fields, func(f field[T]) bool { return f.key == key.Value })
	if i < 0 {
		keys := make([]string, len(fields))
		for i, f := range fields {
			keys[i] = f.key
		}
		r.reportAt(key, diag.UnknownKey, key.Value).Near = diag.Nearest(key.Value, keys)
		return
	}
	if seen[key.Value] > 0 {
		r.reportAt(key, diag.DuplicateKey, key.Value, seen[key.Value])
		return
	}
	seen[key.Value] = r.at(key).line
	value = follow(value)
	if empty(value) {
		problem := r.reportAt(key, diag.EmptyValue, key.Value)
		if comment := key.LineComment; value.Value == "" && strings.HasPrefix(comment, "#") && !strings.HasPrefix(comment, "# ") {
			problem.Near = strconv.Quote(comment) // as colours are often written, or topics
		}
		return
	}
	r.key = r.at(key)
	fields[i].read(r, to, key.Value, value)
}

// follow returns what an alias stands for.
func follow(n *yaml.Node) *yaml.Node {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}
