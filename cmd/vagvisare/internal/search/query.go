package search

import (
	"slices"
)

// A Query is what someone looks for.
type Query struct {
	Text              string
	Phase, Kind, Role string // ids that hits must have; "" for any
	Limit             int    // how many hits to return
	Explain           bool   // tell what scores are made of
}

// A Result is what was found.
type Result struct {
	Total      int      // hits in all
	Hits       []*Hit   // the best of them, in order
	Missing    []string // words that even the first hit lacks
	Also       []string // what was looked for besides: names of the glossary, parts of compounds
	Corrected  []Correction
	Suggestion string                    // a query that was perhaps meant, or ""
	Near       []string                  // without hits: words of the portal that are nearest to the query's
	Facets     map[string]map[string]int // hits by "phase", "kind" and "role", by id
}

// A Hit is a page that was found.
type Hit struct {
	*Document
	Score       float64
	Section     int            // number of the best section in Sections
	Excerpt     []Piece        // from that section
	Missing     []string       // words of the query that the page lacks
	Explanation []Contribution // where it was asked for
}

// Search answers a query. First only what was typed counts: words, their inflections, parts of compounds, names of the
// glossary. Where that finds little, the last word may be unfinished and a word may be split; and where
// that finds next to nothing, misspelt words are corrected. Pages with all words come first; if they are few,
// pages that lack a word follow.
func (ix *Index) Search(q Query) (*Result, error) {
	q.Text = firstRunes(q.Text, maxQuery)
	tokens := Tokens(q.Text)
	p := ix.newPlan(q.Text, tokens)
	all, err := ix.score(p)
	if n := full(q.filter(ix, all, ""), p); err == nil && n < enough {
		p = ix.widen(p, q.Text, tokens, n < few)
		all, err = ix.score(p)
	}
	scarce := full(q.filter(ix, all, ""), p) < few
	if err == nil && scarce && ix.correct(p) {
		all, err = ix.score(p)
	}
	if err != nil {
		return nil, err
	}
	all = ix.quoted(all, p)
	matches := q.filter(ix, all, "")
	slices.SortFunc(matches, rank)
	least := leastWords(matches, p)
	matches = slices.DeleteFunc(matches, func(m match) bool { return matched(m.words) < least })
	result := &Result{Total: len(matches), Also: p.also, Corrected: p.corrected, Facets: ix.facets(q, all, least)}
	shown := map[int]*Hit{}
	looked := newLook(p, ix.Concepts)
	for _, m := range matches[:min(q.Limit, len(matches))] {
		document := ix.documents[m.document]
		hit := &Hit{Document: document, Score: m.score, Missing: p.missing(m.words)}
		hit.Section, hit.Excerpt = excerpt(document, looked)
		result.Hits = append(result.Hits, hit)
		shown[m.document] = hit
	}
	if q.Explain {
		if err := ix.explain(p, shown); err != nil {
			return nil, err
		}
	}
	if len(matches) > 0 {
		result.Missing = p.missing(matches[0].words)
	} else {
		result.Near = ix.near(p)
	}
	if scarce && len(p.corrected) == 0 {
		result.Suggestion = ix.suggestion(p, q.Text)
	}
	return result, nil
}

// maxQuery is how much of a query is looked at, in characters.
const maxQuery = 500

func firstRunes(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

// filter returns the matches that a query allows, where one of its filters may be left out.
func (q Query) filter(ix *Index, matches []match, without string) []match {
	kept := make([]match, 0, len(matches))
	for _, m := range matches {
		if (q.Phase == "" || without == "phase" || ix.documents[m.document].Phase == q.Phase) &&
			(q.Kind == "" || without == "kind" || ix.documents[m.document].Kind == q.Kind) &&
			(q.Role == "" || without == "role" || slices.Contains(ix.documents[m.document].Roles, q.Role)) {
			kept = append(kept, m)
		}
	}
	return kept
}

// facets counts the pages that a query finds by phase, kind and role, each with the query's other filters.
func (ix *Index) facets(q Query, all []match, least int) map[string]map[string]int {
	facets := map[string]map[string]int{}
	for name, values := range map[string]func(document int) []string{
		"phase": func(d int) []string { return []string{ix.documents[d].Phase} },
		"kind":  func(d int) []string { return []string{ix.documents[d].Kind} },
		"role":  func(d int) []string { return ix.documents[d].Roles },
	} {
		facets[name] = map[string]int{}
		for _, m := range q.filter(ix, all, name) {
			if matched(m.words) < least {
				continue
			}
			for _, value := range values(m.document) {
				if value != "" {
					facets[name][value]++
				}
			}
		}
	}
	return facets
}

// full returns how many matches have all words.
func full(matches []match, p *queryPlan) int {
	n := 0
	for _, m := range matches {
		if m.words == p.all() {
			n++
		}
	}
	return n
}

// leastWords returns how many words of a query a page must have to be shown, given the ranked matches: as many as the first
// one has; and where few have these, one less, but not none.
func leastWords(matches []match, p *queryPlan) int {
	if len(matches) == 0 {
		return len(p.words)
	}
	most := matched(matches[0].words)
	if most > 1 && (len(matches) < enough/2 || matched(matches[enough/2-1].words) < most) {
		return most - 1
	}
	return most
}

// maxQuoted is how many pages are read in search of a phrase.
const maxQuoted = 50

// quoted returns those of the best matches that have all phrases of the query.
func (ix *Index) quoted(matches []match, p *queryPlan) []match {
	if len(p.phrases) == 0 {
		return matches
	}
	slices.SortFunc(matches, rank)
	var kept []match
	for _, m := range matches[:min(maxQuoted, len(matches))] {
		if ix.documents[m.document].hasAll(p.phrases) {
			kept = append(kept, m)
		}
	}
	return kept
}

// hasAll reports whether a document has all phrases, each in one of its texts.
func (d *Document) hasAll(phrases [][]string) bool {
	texts := []string{d.Title}
	for _, s := range d.Sections {
		texts = append(texts, s.Title, s.Text)
	}
	for _, phrase := range phrases {
		if !slices.ContainsFunc(texts, func(text string) bool { return hasPhrase(Tokens(text), phrase) }) {
			return false
		}
	}
	return true
}

func hasPhrase(tokens []Token, phrase []string) bool {
	for i := 0; i+len(phrase) <= len(tokens); i++ {
		k := 0
		for k < len(phrase) && tokens[i+k].Word == phrase[k] {
			k++
		}
		if k == len(phrase) {
			return true
		}
	}
	return false
}

// suggestion returns a query with a common word instead of a rare one that resembles it, or "".
func (ix *Index) suggestion(p *queryPlan, text string) string {
	const rare, common = 2, 5
	for _, w := range p.words {
		f, known := ix.Lexicon.form(w.Word)
		if !known || f.Pages > rare || w.End == 0 {
			continue
		}
		if other, ok := ix.Lexicon.nearest(w.Word); ok && other.Pages >= common*f.Pages && stemOf(other.Word) != w.Stem {
			return text[:w.Start] + other.Shown + text[w.End:]
		}
	}
	return ""
}

// near returns words of the portal that begin as the words of a query that found nothing.
func (ix *Index) near(p *queryPlan) []string {
	const most = 5
	var list []string
	for _, w := range p.words {
		folded := []rune(Fold(w.Word))
		for n := len(folded); n >= 3; n-- {
			found := ix.Lexicon.completions(string(folded[:n]), most)
			for _, f := range found {
				if len(list) < most && !slices.Contains(list, f.Shown) {
					list = append(list, f.Shown)
				}
			}
			if len(found) > 0 {
				break
			}
		}
	}
	return list
}

// Suggest returns queries that complete what has been typed, the words that most pages have first; never nil, so that it is a
// list in JSON too.
func (ix *Index) Suggest(typed string, limit int) []string {
	tokens := Tokens(typed)
	if len(tokens) == 0 || tokens[len(tokens)-1].End != len(typed) {
		return []string{}
	}
	last := tokens[len(tokens)-1]
	list := []string{}
	for _, f := range ix.complete(last.Word) {
		if len(list) < limit {
			list = append(list, typed[:last.Start]+f.Shown)
		}
	}
	return list
}

// SectionTitle returns the heading of the hit's best section, or "".
func (h *Hit) SectionTitle() string {
	if h.Section < len(h.Sections) {
		return h.Sections[h.Section].Title
	}
	return ""
}

// SectionID returns the id of that heading, or "".
func (h *Hit) SectionID() string {
	if h.Section < len(h.Sections) {
		return h.Sections[h.Section].ID
	}
	return ""
}
