package search

import (
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
	index "github.com/blevesearch/bleve_index_api"
)

// AnalyzerName is the name by which bleve knows this package's analysis.
const AnalyzerName = "vagvisare"

// An analyzer is the analysis of running text, for bleve.
type analyzer struct{}

// Analyze implements analysis.Analyzer.
func (analyzer) Analyze(text []byte) analysis.TokenStream {
	var stream analysis.TokenStream
	for i, t := range Tokens(string(text)) {
		if t.Stem != "" {
			stream = append(stream, &analysis.Token{Term: []byte(t.Stem), Start: t.Start, End: t.End, Position: i + 1})
		}
	}
	return stream
}

// newMapping returns the mapping of the index: all fields are text, analysed as above. Documents come with
// their terms counted, so it is for queries.
func newMapping() (mapping.IndexMapping, error) {
	if err := registerAnalyzer(); err != nil {
		return nil, err
	}
	m := mapping.NewIndexMapping()
	m.DefaultAnalyzer = AnalyzerName
	m.ScoringModel = index.BM25Scoring
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	m.DefaultMapping = mapping.NewDocumentStaticMapping()
	for _, name := range fieldNames {
		text := mapping.NewTextFieldMapping()
		text.Store, text.IncludeTermVectors, text.IncludeInAll, text.DocValues = false, false, false, false
		m.DefaultMapping.AddFieldMappingsAt(name, text)
	}
	return m, m.Validate()
}

// registerAnalyzer tells bleve of the analyzer. It fails only where the name is taken.
var registerAnalyzer = sync.OnceValue(func() error {
	return registry.RegisterAnalyzer(AnalyzerName, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) { return analyzer{}, nil })
})
