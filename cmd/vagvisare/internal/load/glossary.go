package load

import (
	"errors"
	"io/fs"
	"slices"

	"go.yaml.in/yaml/v4"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

// glossaryFile holds the words that the portal explains.
const glossaryFile = "content/" + site.GlossaryFile

// A termEntry is an entry of the glossary, as its fields are read.
type termEntry struct {
	site.Term
	term                        site.Ref
	short, synonyms, searchedAs []site.Ref
}

// termFields are the keys of an entry.
var termFields = []field[termEntry]{
	{"term", true, ref(func(t *termEntry) *site.Ref { return &t.term })},
	{"explanation", true, text(func(t *termEntry) *string { return &t.Explanation })},
	{"short", false, refs(func(t *termEntry) *[]site.Ref { return &t.short })},
	{"synonyms", false, refs(func(t *termEntry) *[]site.Ref { return &t.synonyms })},
	{"searched-as", false, refs(func(t *termEntry) *[]site.Ref { return &t.searchedAs })},
	{"page", false, ref(func(t *termEntry) *site.Ref { return &t.PageRef })},
}

// glossary reads ordlista.yaml, which a site may do without.
func (l *loader) glossary() []*site.Term {
	if _, err := fs.Stat(l.root, glossaryFile); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	data, problem := readText(l.root, glossaryFile)
	if problem != nil {
		l.problems = append(l.problems, *problem)
		return nil
	}
	r := &reader{file: glossaryFile}
	terms := r.terms(r.root(data))
	l.problems = append(l.problems, r.problems...)
	return terms
}

// terms reads the entries. One without a term is left out: that is told.
func (r *reader) terms(list *yaml.Node) []*site.Term {
	switch {
	case list == nil || empty(list):
		return nil
	case list.Kind != yaml.SequenceNode:
		r.reportAt(list, diag.WantList, whole(r.file))
		return nil
	}
	var terms []*site.Term
	for _, item := range list.Content {
		item = follow(item)
		if item.Kind != yaml.MappingNode {
			r.reportAt(item, diag.WantMapping, whole(r.file))
			continue
		}
		t := &termEntry{}
		mapping(r, t, item, 0, termFields)
		if t.term.Value == "" {
			continue
		}
		at := r.at(item)
		t.Line, t.Col = at.line, at.col
		t.Term.Term = t.term.Value
		t.Short, t.Synonyms, t.SearchedAs = values(t.short), values(t.synonyms), values(t.searchedAs)
		t.Refs = slices.Concat([]site.Ref{t.term}, t.short, t.synonyms, t.searchedAs)
		term := t.Term
		terms = append(terms, &term)
	}
	return terms
}

// values returns what references say, without their places.
func values(refs []site.Ref) []string {
	var list []string
	for _, ref := range refs {
		list = append(list, ref.Value)
	}
	return list
}
