package search

import (
	"math/bits"

	index "github.com/blevesearch/bleve_index_api"
)

// The fields of a page that are searched.
const (
	fieldTitle    = iota
	fieldKeywords // words that must find the page
	fieldHeadings
	fieldBody
	fieldParts  // what compounds anywhere on the page are made of
	fieldFolded // words and parts without the marks of å, ä and ö
	fieldExact  // whole titles and keywords, as one term
	fieldCount
)

// fieldNames are their names in the index.
var fieldNames = [fieldCount]string{"title", "keywords", "headings", "body", "parts", "folded", "exact"}

// boosts say how much a term in each field counts.
var boosts = [fieldCount]float64{4, 4, 2, 1, 0.6, 0.3, 50}

// measured are the fields whose length counts: a word says more in a short title. Others have length 1.
var measured = [fieldCount]bool{fieldTitle: true, fieldBody: true}

// A field implements document.Field with terms that have been counted already.
type field struct {
	name   string
	length int
	terms  index.TokenFrequencies
}

// roundLength keeps the three highest bits of a field's length, as Lucene's norms do: it hardly
// changes the ranking, and lengths then take little room.
func roundLength(n int) int {
	shift := max(0, bits.Len(uint(n))-3)
	return n >> shift << shift
}

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return nil }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Analyze()                                         {}
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.terms }
func (f *field) NumPlainTextBytes() uint64                        { return 0 }
func (f *field) Size() int                                        { return 0 }

func (f *field) Options() index.FieldIndexingOptions { return index.IndexField }
