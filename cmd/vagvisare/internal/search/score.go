package search

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/scorer"
	index "github.com/blevesearch/bleve_index_api"
)

// A match is a page that has terms of a plan.
type match struct {
	document int
	score    float64
	words    uint32 // of the query, that it has
}

// kindWeights say how much pages of a kind count: guidance is what most are looking for, and plans, examples of
// how others filled in a template, say the same words over and over. Kinds that are not named count 1.
var kindWeights = map[string]float64{"plan": 0.7, "checklist": 0.85, "template": 0.9, "example": 0.85, "page": 0.85, GlossaryKind: 0.3}

// A postings list tells in which documents a term stands, in one field.
type postings struct {
	list  index.TermFieldReader
	score *scorer.TermQueryScorer
}

// postings returns bleve's postings of a term in a field; nil where it stands nowhere.
func (ix *Index) postings(term string, field int) (*postings, error) {
	list, err := ix.reader.TermFieldReader(context.Background(), []byte(term), fieldNames[field], true, true, false)
	if err != nil {
		return nil, err
	}
	if list.Count() == 0 {
		return nil, list.Close()
	}
	// bleve's own average length of a field depends on how many segments the index has, so it is handed in.
	s := scorer.NewTermQueryScorer([]byte(term), fieldNames[field], 1, uint64(len(ix.documents)), list.Count(), ix.Lengths[field], search.SearcherOptions{})
	return &postings{list, s}, nil
}

// fieldsOf returns the fields in which a term of a plan is looked for.
func (t planTerm) fieldsOf() []int {
	if t.exact {
		return []int{fieldExact}
	}
	return []int{fieldTitle, fieldKeywords, fieldHeadings, fieldBody, fieldParts, fieldFolded}
}

// score scores the pages that have terms of a plan with bleve's BM25, in the order of
// documents. The score of a page is the sum over terms and fields, by the weights of the terms, fields and its kind.
func (ix *Index) score(p *queryPlan) ([]match, error) {
	found := map[int]*match{}
	err := ix.contributions(p, func(document int, t planTerm, field int, score float64) {
		m := found[document]
		if m == nil {
			m = &match{document: document}
			found[document] = m
		}
		m.score += score
		m.words |= t.words
	})
	matches := make([]match, 0, len(found))
	for _, m := range found {
		m.score *= ix.kindWeight(m.document)
		matches = append(matches, *m)
	}
	slices.SortFunc(matches, func(a, b match) int { return cmp.Compare(a.document, b.document) })
	return matches, err
}

// contributions calls do for each term of a plan, field and document that has it there.
func (ix *Index) contributions(p *queryPlan, do func(document int, t planTerm, field int, score float64)) error {
	scoring := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(1, 0)}
	for _, t := range p.terms {
		for _, field := range t.fieldsOf() {
			list, err := ix.postings(t.key, field)
			if err == nil && list != nil {
				err = list.each(scoring, ix.numbers, func(document int, score float64) {
					do(document, t, field, t.weight*boosts[field]*score)
				})
			}
			if err != nil {
				return fmt.Errorf("read the index: %w", err)
			}
		}
	}
	return nil
}

func (ix *Index) kindWeight(document int) float64 {
	if weight, ok := kindWeights[ix.documents[document].Kind]; ok {
		return weight
	}
	return 1
}

// A Contribution is a part of a hit's score.
type Contribution struct {
	Field string  `json:"field"` // where the term stands
	Term  string  `json:"term"`  // as the index has it
	Form  string  `json:"form"`  // the word or name that the term is of
	As    string  `json:"as"`    // why that was looked for
	Score float64 `json:"score"`
}

// explain tells what the scores of some documents are made of, the greatest parts first.
func (ix *Index) explain(p *queryPlan, documents map[int]*Hit) error {
	err := ix.contributions(p, func(document int, t planTerm, field int, score float64) {
		if hit := documents[document]; hit != nil {
			hit.Explanation = append(hit.Explanation, Contribution{fieldNames[field], t.key, t.form, t.as, score * ix.kindWeight(document)})
		}
	})
	for _, hit := range documents {
		slices.SortStableFunc(hit.Explanation, func(a, b Contribution) int { return cmp.Compare(b.Score, a.Score) })
	}
	return err
}

// each calls do for each document of the postings.
func (l *postings) each(scoring *search.SearchContext, numbers []int32, do func(document int, score float64)) (err error) {
	defer func() { err = errors.Join(err, l.list.Close()) }()
	var kept index.TermFieldDoc
	for {
		at, err := l.list.Next(kept.Reset())
		if at == nil || err != nil {
			return err
		}
		scored := l.score.Score(scoring, at)
		do(int(numbers[internal(at.ID)]), scored.Score)
		scoring.DocumentMatchPool.Put(scored)
	}
}

// internal returns the number that bleve gives a document, different in each index of the same pages.
func internal(id index.IndexInternalID) uint64 { return binary.BigEndian.Uint64(id) }

// number finds out the numbers that bleve gives documents.
func (ix *Index) number() (err error) {
	ids, err := ix.reader.DocIDReaderAll()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ids.Close()) }()
	found := 0
	for {
		id, err := ids.Next()
		if err != nil {
			return err
		}
		if id == nil {
			break
		}
		path, err := ix.reader.ExternalID(id)
		if err != nil {
			return err
		}
		i, known := slices.BinarySearchFunc(ix.documents, path, func(d *Document, path string) int { return cmp.Compare(d.Path, path) })
		if !known {
			return fmt.Errorf("there is %s too", path)
		}
		n := internal(id)
		if missing := int(n) + 1 - len(ix.numbers); missing > 0 {
			ix.numbers = append(ix.numbers, make([]int32, missing)...)
		}
		ix.numbers[n] = int32(i)
		found++
	}
	if found < len(ix.documents) {
		return fmt.Errorf("there are %d pages, want %d", found, len(ix.documents))
	}
	return nil
}

// has reports whether a term stands in any of the fields that words are looked for in.
func (ix *Index) has(term string) bool {
	for field := range fieldExact {
		list, err := ix.reader.TermFieldReader(context.Background(), []byte(term), fieldNames[field], false, false, false)
		if err != nil {
			return false
		}
		n := list.Count()
		if list.Close() == nil && n > 0 {
			return true
		}
	}
	return false
}

// rank orders matches: those with most words first, then by score, then by path. Scores that differ by less than
// what adding in another order may do are equal.
func rank(a, b match) int {
	return cmp.Or(cmp.Compare(matched(b.words), matched(a.words)), cmp.Compare(rounded(b.score), rounded(a.score)), cmp.Compare(a.document, b.document))
}

func rounded(score float64) float64 { return math.Round(score * 1e9) }
