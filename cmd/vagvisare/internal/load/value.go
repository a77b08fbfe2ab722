package load

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

func empty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || strings.TrimSpace(n.Value) == "")
}

// scalar returns a value's text, or reports that it has none.
func scalar(r *reader, key string, n *yaml.Node) (string, bool) {
	if n.Kind != yaml.ScalarNode {
		r.reportAt(n, diag.WantText, key)
		return "", false
	}
	return strings.TrimSpace(n.Value), true
}

// text reads a text. A number or a date is also a text, as it is written.
func text[T any](of func(*T) *string) value[T] {
	return value[T]{textShape, func(r *reader, to *T, key string, n *yaml.Node) {
		if s, ok := scalar(r, key, n); ok {
			*of(to) = s
		}
	}}
}

// refs reads a list of texts with their places.
func refs[T any](of func(*T) *[]site.Ref) value[T] {
	return value[T]{setOf(textShape), func(r *reader, to *T, key string, n *yaml.Node) {
		if n.Kind != yaml.SequenceNode {
			r.reportAt(n, diag.WantList, key)
			return
		}
		lines := map[string]int{}
		for _, item := range n.Content {
			item = follow(item)
			if empty(item) {
				r.reportAt(item, diag.EmptyValue, key)
				continue
			}
			s, ok := scalar(r, key, item)
			at := r.at(item)
			switch {
			case !ok:
			case lines[s] > 0:
				r.reportAt(item, diag.DuplicateValue, s, lines[s])
			default:
				lines[s] = at.line
				*of(to) = append(*of(to), site.Ref{Value: s, Line: at.line, Col: at.col})
			}
		}
	}}
}

// ref reads a text with its place.
func ref[T any](of func(*T) *site.Ref) value[T] {
	return value[T]{textShape, func(r *reader, to *T, key string, n *yaml.Node) {
		if s, ok := scalar(r, key, n); ok {
			at := r.at(n)
			*of(to) = site.Ref{Value: s, Line: at.line, Col: at.col}
		}
	}}
}

// texts reads a list of texts.
func texts[T any](of func(*T) *[]string) value[T] {
	return value[T]{setOf(textShape), func(r *reader, to *T, key string, n *yaml.Node) {
		var list []site.Ref
		refs(func(*T) *[]site.Ref { return &list }).read(r, to, key, n)
		*of(to) = append(*of(to), values(list)...)
	}}
}

// date reads a day, written as 2026-11-21.
func date[T any](of func(*T) *time.Time) value[T] {
	return value[T]{dateShape, func(r *reader, to *T, key string, n *yaml.Node) {
		s, ok := scalar(r, key, n)
		if !ok {
			return
		}
		day, err := time.Parse(time.DateOnly, s)
		if err != nil {
			r.reportAt(n, diag.BadDate, key, s)
			return
		}
		*of(to) = day
	}}
}

func number[T any](of func(*T) *int) value[T] {
	return value[T]{wholeShape, func(r *reader, to *T, key string, n *yaml.Node) {
		i, err := strconv.Atoi(n.Value)
		if n.Kind != yaml.ScalarNode || err != nil {
			r.reportAt(n, diag.WantNumber, key)
			return
		}
		*of(to) = i
	}}
}

func yesNo[T any](of func(*T) *bool) value[T] {
	return value[T]{yesNoShape, func(r *reader, to *T, key string, n *yaml.Node) {
		switch n.Value {
		case "true":
			*of(to) = true
		case "false":
			*of(to) = false
		default:
			r.reportAt(n, diag.WantYesNo, key)
		}
	}}
}

// choice reads one of some values, and hands it to set.
func choice[T any](set func(*T, string), values ...string) value[T] {
	return value[T]{oneOf(values), func(r *reader, to *T, key string, n *yaml.Node) {
		s, ok := scalar(r, key, n)
		if !ok {
			return
		}
		if !slices.Contains(values, s) {
			r.reportAt(n, diag.UnknownValue, key, s, strings.Join(values, ", ")).Near = diag.Nearest(s, values)
			return
		}
		set(to, s)
	}}
}

// choices reads a list of some values.
func choices[T any](of func(*T) *[]string, values ...string) value[T] {
	return value[T]{setOf(oneOf(values)), func(r *reader, to *T, key string, n *yaml.Node) {
		var list []site.Ref
		refs(func(*T) *[]site.Ref { return &list }).read(r, to, key, n)
		for _, chosen := range list {
			if !slices.Contains(values, chosen.Value) {
				problem := r.report(chosen.Line, chosen.Col, diag.UnknownValue, key, chosen.Value, strings.Join(values, ", "))
				problem.Near = diag.Nearest(chosen.Value, values)
				continue
			}
			*of(to) = append(*of(to), chosen.Value)
		}
	}}
}

// noted reads as inner does, and tells note where key and value stand.
func noted[T any](note func(to *T, key string, at places), inner value[T]) value[T] {
	return value[T]{inner.shape, func(r *reader, to *T, key string, n *yaml.Node) {
		at, told := r.key, len(r.problems)
		note(to, key, places{key: at, value: r.at(n)})
		if inner.read(r, to, key, n); len(r.problems) > told {
			r.faulty = append(r.faulty, at)
		}
	}}
}

// object reads a mapping inside the mapping.
func object[T, U any](of func(*T) *U, fields []field[U]) value[T] {
	return value[T]{mappingShape(fields), func(r *reader, to *T, key string, n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			r.reportAt(n, diag.WantMapping, key)
			return
		}
		mapping(r, of(to), n, 0, fields)
	}}
}

// valueOf returns the value of a key of a mapping, or the mapping.
func valueOf(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return n
}

// objects reads a list of mappings, and tells apart those whose id is taken.
func objects[T, U any](of func(*T) *[]*U, id func(*U) string, fields []field[U]) value[T] {
	return value[T]{listOf(mappingShape(fields)), func(r *reader, to *T, key string, n *yaml.Node) {
		if n.Kind != yaml.SequenceNode {
			r.reportAt(n, diag.WantList, key)
			return
		}
		lines := map[string]int{}
		for _, item := range n.Content {
			item = follow(item)
			if item.Kind != yaml.MappingNode {
				r.reportAt(item, diag.WantMapping, key)
				continue
			}
			value := new(U)
			mapping(r, value, item, 0, fields)
			if id(value) == "" {
				continue // its lack is told already
			}
			if first := lines[id(value)]; first > 0 {
				r.reportAt(valueOf(item, "id"), diag.DuplicateValue, id(value), first)
				continue
			}
			lines[id(value)] = r.at(valueOf(item, "id")).line
			*of(to) = append(*of(to), value)
		}
	}}
}
