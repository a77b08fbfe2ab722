package search

import (
	"slices"
	"strings"

	index "github.com/blevesearch/bleve_index_api"
)

// A corpus is all documents, read: the words of each, and what is known of words.
type corpus struct {
	documents  []*Document
	vocabulary *vocabulary
	names      recognizer // in texts
	texts      []readText // of each document
}

// A readText is the words of a document's parts.
type readText struct {
	title, keywords, headings, body wordNumbers
}

// read reads documents, which must be sorted by their paths.
func read(documents []*Document, concepts []*concept) *corpus {
	c := &corpus{
		documents: documents, names: newRecognizer(concepts, false), texts: make([]readText, len(documents)), vocabulary: newVocabulary(),
	}
	for i, d := range documents {
		c.texts[i] = c.vocabulary.document(d, 1)
	}
	c.vocabulary.analyse(c.names)
	return c
}

// A counter counts the terms of one document's field.
type counter struct {
	counts []int32 // by number of the term
	met    []int32 // the terms that have been counted
	others map[string]int
}

func (n *counter) add(term int32, times int32) {
	if n.counts[term] == 0 {
		n.met = append(n.met, term)
	}
	n.counts[term] += times
}

// addOther counts a term that has no number: a concept.
func (n *counter) addOther(term string) {
	if n.others == nil {
		n.others = map[string]int{}
	}
	n.others[term]++
}

// setOther counts a term once, however often it is met: a whole title.
func (n *counter) setOther(term string) {
	if n.others[term] == 0 {
		n.addOther(term)
	}
}

// take returns what has been counted as bleve takes it, and begins anew.
func (n *counter) take(terms [][]byte) index.TokenFrequencies {
	frequencies := make(index.TokenFrequencies, len(n.met)+len(n.others))
	all := make([]index.TokenFreq, len(n.met)+len(n.others))
	for i, term := range n.met {
		f := &all[i]
		f.Term = terms[term]
		f.SetFrequency(int(n.counts[term]))
		frequencies[string(f.Term)] = f
		n.counts[term] = 0
	}
	i := len(n.met)
	for term, times := range n.others {
		f := &all[i]
		if known := frequencies[term]; known != nil {
			times += known.Frequency()
		}
		f.Term = []byte(term)
		f.SetFrequency(times)
		frequencies[term] = f
		i++
	}
	n.met, n.others = n.met[:0], nil
	return frequencies
}

// counters count the terms of one document at a time.
type counters [fieldCount]counter

func (c *corpus) newCounters() *counters {
	n := &counters{}
	for f := range n {
		n[f].counts = make([]int32, len(c.vocabulary.terms))
	}
	return n
}

// fields returns the fields of a document, with its terms counted.
func (n *counters) fields(c *corpus, i int) [fieldCount]*field {
	t, d := c.texts[i], c.documents[i]
	lengths := [fieldCount]int{}
	lengths[fieldTitle] = n.text(c, fieldTitle, t.title, []string{d.Title})
	n.text(c, fieldKeywords, t.keywords, d.Keywords)
	var headings, texts []string
	for _, s := range d.Sections {
		headings, texts = append(headings, s.Title), append(texts, s.Text)
	}
	n.text(c, fieldHeadings, t.headings, headings)
	lengths[fieldBody] = n.text(c, fieldBody, t.body, texts)
	for _, whole := range slices.Concat([]string{d.Title}, d.Keywords, d.Names) {
		if exact := exactKey(Tokens(whole)); exact != "" {
			n[fieldExact].setOther(exact)
			n[fieldExact].setOther(Fold(exact))
		}
	}
	var fields [fieldCount]*field
	for f := range n {
		length := 1
		if measured[f] {
			length = roundLength(max(1, lengths[f]))
		}
		fields[f] = &field{name: fieldNames[f], length: length, terms: n[f].take(c.vocabulary.terms)}
	}
	return fields
}

// timesOf says how many times a part of a compound, or a folded word, counts that stands in a field.
var timesOf = [fieldCount]int32{fieldTitle: 4, fieldKeywords: 4, fieldHeadings: 2, fieldBody: 1}

// text counts the words of a field, with their parts and foldings, and the concepts that they name. It returns
// how many words there are.
func (n *counters) text(c *corpus, field int, numbers wordNumbers, sources []string) int {
	length, names := 0, false
	for _, number := range numbers {
		w, besides := c.vocabulary.word(number)
		if w == nil {
			continue
		}
		names = names || w.names
		if w.stem == "" {
			continue
		}
		if !besides {
			length++
		}
		n[field].add(w.term, 1)
		for _, part := range w.parts {
			n[fieldParts].add(part, timesOf[field])
		}
		for _, folded := range w.folded {
			n[fieldFolded].add(folded, timesOf[field])
		}
	}
	if names {
		n[field].concepts(c, numbers, sources)
	}
	return length
}

// concepts counts the concepts that a field's texts name.
func (n *counter) concepts(c *corpus, numbers wordNumbers, sources []string) {
	var words []*word
	for _, number := range numbers {
		if w, besides := c.vocabulary.word(number); !besides {
			words = append(words, w)
		}
	}
	var spellings []string // found out only where a short form may stand
	spelling := func(i int) string {
		if spellings == nil {
			for _, source := range sources {
				for s := (scanner{text: source}); s.next(); {
					spellings = append(spellings, s.text[s.start:s.end])
				}
			}
		}
		return spellings[i]
	}
	key := func(i int) string { return words[i].key() }
	for _, r := range c.names.find(len(words), key, spelling) {
		n.addOther(r.concept.Key)
	}
}

// exactKey returns the term by which a whole title is found: its stems, or its words where all are stop words.
func exactKey(tokens []Token) string {
	var stems, all []string
	for _, t := range tokens {
		all = append(all, t.Word)
		if t.Stem != "" {
			stems = append(stems, t.Stem)
		}
	}
	if len(stems) == 0 {
		stems = all
	}
	return strings.Join(stems, " ")
}
