package search

import (
	"cmp"
	"slices"
)

// An Answer is a Result as the script in the browser returns it (assets/js/search/70-index.js), for a server that answers in its
// stead: marshalled it is that object, lists that are empty included.
type Answer struct {
	Query      string             `json:"query"`
	Total      int                `json:"total"`
	Hits       []answerHit        `json:"hits"`
	Missing    []string           `json:"missing"`
	Also       []string           `json:"also"`
	Corrected  []answerCorrection `json:"corrected"`
	Suggestion string             `json:"suggestion"`
	Near       []string           `json:"near"`
	Facets     *answerFacets      `json:"facets"` // null where they were not asked for
}

type answerHit struct {
	Path    string         `json:"path"`
	Title   string         `json:"title"`
	Kind    string         `json:"kind"`
	Phase   string         `json:"phase"`
	Score   float64        `json:"score"`
	Section *answerSection `json:"section"` // null where it has no heading
	Excerpt []answerPiece  `json:"excerpt"`
	Missing []string       `json:"missing"`
}

type answerSection struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

type answerPiece struct {
	Text string `json:"text"`
	Mark bool   `json:"mark"`
}

type answerCorrection struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// answerFacets are sorted: what most hits have comes first.
type answerFacets struct {
	Phase []answerFacet `json:"phase"`
	Kind  []answerFacet `json:"kind"`
	Role  []answerFacet `json:"role"`
}

type answerFacet struct {
	ID    string `json:"id"`
	Count int    `json:"count"`
}

// Answer answers a query as the script in the browser does.
func (ix *Index) Answer(q Query, facets bool) (*Answer, error) {
	r, err := ix.Search(q)
	if err != nil {
		return nil, err
	}
	a := &Answer{
		Query: q.Text, Total: r.Total, Missing: listed(r.Missing), Also: listed(r.Also), Suggestion: r.Suggestion, Near: listed(r.Near),
		Hits:      mapped(r.Hits, newAnswerHit),
		Corrected: mapped(r.Corrected, func(c Correction) answerCorrection { return answerCorrection(c) }),
	}
	if facets {
		a.Facets = &answerFacets{sortedFacet(r.Facets["phase"]), sortedFacet(r.Facets["kind"]), sortedFacet(r.Facets["role"])}
	}
	return a, nil
}

func newAnswerHit(h *Hit) answerHit {
	hit := answerHit{
		Path: h.Path, Title: h.Title, Kind: h.Kind, Phase: h.Phase, Score: h.Score, Missing: listed(h.Missing),
		Excerpt: mapped(h.Excerpt, func(p Piece) answerPiece { return answerPiece(p) }),
	}
	if id := h.SectionID(); id != "" {
		hit.Section = &answerSection{id, h.SectionTitle()}
	}
	return hit
}

func sortedFacet(counts map[string]int) []answerFacet {
	all := []answerFacet{}
	for id, n := range counts {
		all = append(all, answerFacet{id, n})
	}
	slices.SortFunc(all, func(a, b answerFacet) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.ID, b.ID)) })
	return all
}

// mapped returns what something makes of all elements of a list; never nil, which JSON would call null.
func mapped[A, B any](all []A, of func(A) B) []B {
	made := make([]B, len(all))
	for i, a := range all {
		made[i] = of(a)
	}
	return made
}

// listed returns a list that is not nil.
func listed(all []string) []string { return mapped(all, func(s string) string { return s }) }
