package render

import (
	"html/template"

	"vagvisare/cmd/vagvisare/internal/site"
)

// LinkTerms links terms in pieces of HTML, one after another on a page from which the glossary
// is at ../ordlista/.
func LinkTerms(terms []*site.Term, page *site.Page, pieces ...string) []string {
	return LinkTermsBy(newTermIndex(terms), page, pieces...)
}

// LinkTermsBy does it by an index.
func LinkTermsBy(index *termIndex, page *site.Page, pieces ...string) []string {
	linker := newTermLinker(index, page, "../ordlista/")
	linked := make([]string, len(pieces))
	for i, piece := range pieces {
		linked[i] = string(linker.link(template.HTML(piece)))
	}
	return linked
}

// NewTermIndex returns the index of a glossary.
func NewTermIndex(terms []*site.Term) *termIndex { return newTermIndex(terms) }
