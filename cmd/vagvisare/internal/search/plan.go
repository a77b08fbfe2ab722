package search

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// A queryPlan is what is looked for: terms, each with a weight and the words of the query that it stands for. A page
// that has terms for all words is a full match. The browser makes the same plans from the same lexicon
// (assets/js/search/50-plan.js), so that only flat lists of terms need to be scored alike.
type queryPlan struct {
	words     []askedWord
	terms     []planTerm
	phrases   [][]string // words in quotation marks, which must stand beside each other
	also      []string   // what was looked for besides
	corrected []Correction
}

// An askedWord is a word of a query.
type askedWord struct {
	Token
	token int // number among the query's tokens, stop words included
}

// A planTerm is a term that is looked for.
type planTerm struct {
	key    string
	exact  bool // in the field exact; otherwise in all others
	weight float64
	words  uint32 // a bit for each word that it stands for
	as     string // why it is looked for, in English: for explanations
	form   string // the word or name that it is the term of
}

// A Correction is a word that nothing was found for, and the one that was looked for instead.
type Correction struct{ From, To string }

// How much terms count that are not what was typed.
const (
	weightConcept    = 0.8
	weightCompletion = 0.5
	weightFolded     = 0.3
	weightCorrected  = 0.7
)

const (
	maxWords       = 20 // of a query that are looked at
	maxCompletions = 30 // forms that complete the last word
	enough         = 10 // full matches from which on no further forms are tried
	few            = 3  // full matches below which errors are corrected
)

// all returns a bit for each word.
func (p *queryPlan) all() uint32 { return 1<<len(p.words) - 1 }

// newPlan returns the plan for what stands in a query as it is: its words, the concepts that
// these name, and the whole as a title.
func (ix *Index) newPlan(text string, tokens []Token) *queryPlan {
	p := &queryPlan{phrases: phrases(text)}
	for i, t := range tokens {
		if t.Stem != "" && len(p.words) < maxWords && !slices.ContainsFunc(p.words, func(w askedWord) bool { return w.Stem == t.Stem }) {
			p.words = append(p.words, askedWord{t, i})
		}
	}
	ix.terms(p, text, tokens)
	return p
}

// terms gives a plan the terms of its words.
func (ix *Index) terms(p *queryPlan, text string, tokens []Token) {
	for i, w := range p.words {
		p.add(planTerm{key: w.Stem, weight: 1, words: 1 << i, as: "typed", form: w.Word})
	}
	for i := 1; i < len(p.words); i++ {
		if before, w := p.words[i-1], p.words[i]; w.token == before.token+1 {
			p.join(before.Word+w.Word, 3<<(i-1))
			p.join(before.Word+"s"+w.Word, 3<<(i-1))
		}
	}
	key := func(i int) string { return tokens[i].key() }
	for _, r := range ix.names.find(len(tokens), key, nil) {
		var words uint32
		for i, w := range p.words {
			if r.start <= w.token && w.token < r.end {
				words |= 1 << i
			}
		}
		if words != 0 {
			p.add(planTerm{key: r.concept.Key, weight: weightConcept, words: words, as: "glossary", form: r.concept.Names[0]})
			p.tell(r.concept, text[tokens[r.start].Start:tokens[r.end-1].End])
		}
	}
	if exact := exactKey(tokens); exact != "" {
		p.add(planTerm{key: exact, exact: true, weight: 1, words: p.all(), as: "whole title, keyword or name", form: text})
	}
}

// join looks for two words as one: "trygghets larm".
func (p *queryPlan) join(word string, words uint32) {
	stem := stemOf(word)
	p.add(planTerm{key: stem, weight: 1, words: words, as: "joined", form: word})
	p.add(planTerm{key: stem, exact: true, weight: 1, words: words, as: "joined, whole title, keyword or name", form: word})
}

// add adds a term, unless it is there already.
func (p *queryPlan) add(t planTerm) {
	for i, other := range p.terms {
		if other.key == t.key && other.exact == t.exact {
			p.terms[i].words |= t.words
			return
		}
	}
	p.terms = append(p.terms, t)
}

// tell tells that a concept's names were looked for: its term, or where that was typed its other names.
func (p *queryPlan) tell(c *concept, typed string) {
	names := c.Names[:1]
	if exactKey(Tokens(typed)) == exactKey(Tokens(c.Names[0])) {
		names = c.Names[1:min(3, len(c.Names))]
	}
	for _, name := range names {
		p.mention(name)
	}
}

func (p *queryPlan) mention(name string) {
	if !slices.Contains(p.also, name) {
		p.also = append(p.also, name)
	}
}

// widen looks for other forms: the last word as the beginning of longer ones, and a word that the portal does not
// use, or where little was found hardly uses, as its parts.
func (ix *Index) widen(p *queryPlan, text string, tokens []Token, scarce bool) *queryPlan {
	wide := &queryPlan{phrases: p.phrases}
	for i, w := range p.words {
		parts := ix.splitUnknown(w, i == len(p.words)-1, scarce)
		if parts == nil || len(wide.words)+len(parts) > maxWords {
			wide.words = append(wide.words, w)
			continue
		}
		whole := planTerm{key: w.Stem, weight: 1, as: "typed", form: w.Word}
		for _, part := range parts {
			whole.words |= 1 << len(wide.words)
			wide.words = append(wide.words, askedWord{Token{Word: part, Stem: stemOf(part)}, w.token})
		}
		wide.add(whole)
		wide.mention(strings.Join(parts, " "))
	}
	ix.terms(wide, text, tokens)
	for i, w := range wide.words {
		if i == len(wide.words)-1 {
			for _, f := range ix.complete(w.Word) {
				wide.add(planTerm{key: stemOf(f.Word), weight: weightCompletion, words: 1 << i, as: "completed", form: f.Word})
			}
		}
		if folded := Fold(w.Stem); folded != w.Stem && !ix.has(w.Stem) {
			wide.add(planTerm{key: folded, weight: weightFolded, words: 1 << i, as: "without marks", form: w.Word})
		}
	}
	return wide
}

// complete returns the forms that a word may be the beginning of.
func (ix *Index) complete(word string) []Form {
	if utf8.RuneCountInString(word) < 2 {
		return nil
	}
	return ix.Lexicon.completions(word, maxCompletions)
}

// splitUnknown returns the parts of a word that stands nowhere, or where little was found of any word, if these do.
func (ix *Index) splitUnknown(w askedWord, last, scarce bool) []string {
	if ix.has(w.Stem) && !scarce || utf8.RuneCountInString(w.Word) < shortest ||
		last && slices.ContainsFunc(ix.complete(w.Word), func(f Form) bool { return f.Word != w.Word }) {
		return nil
	}
	if f, ok := ix.Lexicon.form(w.Word); ok && f.Word != w.Word {
		return nil // the same without marks
	}
	l := ix.Lexicon
	for i := len(w.Word) - 3; i >= 3; i-- {
		if !utf8.RuneStart(w.Word[i]) {
			continue
		}
		head, ok := l.form(w.Word[:i])
		for _, base := range heads(w.Word[:i], w.Word[i:]) {
			if ok {
				break
			}
			head, ok = l.form(base)
		}
		if !ok {
			continue
		}
		if tail, ok := l.inflected(w.Word[i:]); ok {
			if plain(w.Word) {
				return []string{head.folded, tail.folded} // whatever marks are meant
			}
			return []string{head.Word, tail.Word}
		}
	}
	return nil
}

// correct looks for the nearest words of the portal instead of those that nothing was found for.
func (ix *Index) correct(p *queryPlan) bool {
	var found uint32
	for _, t := range p.terms {
		if !t.exact && ix.has(t.key) {
			found |= t.words
		}
	}
	changed := false
	for i, w := range p.words {
		if found&(1<<i) != 0 {
			continue
		}
		if f, ok := ix.Lexicon.nearest(w.Word); ok {
			p.add(planTerm{key: stemOf(f.Word), weight: weightCorrected, words: 1 << i, as: "corrected", form: f.Word})
			p.corrected = append(p.corrected, Correction{w.Word, f.Shown})
			changed = true
		}
	}
	return changed
}

// phrases returns what stands between quotation marks, as words; a single word is no phrase.
func phrases(text string) [][]string {
	var found [][]string
	parts := strings.Split(quotes.Replace(text), `"`)
	for i := 1; i < len(parts)-1; i += 2 {
		var words []string
		for _, t := range Tokens(parts[i]) {
			words = append(words, t.Word)
		}
		if len(words) > 1 {
			found = append(found, words)
		}
	}
	return found
}

// quotes are the marks that may stand around a phrase.
var quotes = strings.NewReplacer("\u201c", `"`, "\u201d", `"`, "\u201e", `"`, "\u00ab", `"`, "\u00bb", `"`)

// missing returns the words that a page lacks.
func (p *queryPlan) missing(words uint32) []string {
	var list []string
	for i, w := range p.words {
		if words&(1<<i) == 0 {
			list = append(list, w.Word)
		}
	}
	return list
}

func matched(words uint32) int { return bits.OnesCount32(words) }
