package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	"golang.org/x/sync/errgroup"

	"vagvisare/cmd/vagvisare/internal/site"
)

// An Index is a portal's index: bleve's, and beside it what queries are planned with.
type Index struct {
	*about
	documents []*Document // by their paths
	bleve     bleve.Index
	reader    index.IndexReader
	names     recognizer // in queries
	numbers   []int32    // of documents, by bleve's
}

// about is what is true of the whole index. It is kept in it.
type about struct {
	Lengths  [fieldCount]float64 // average
	Measures [fieldCount][]int   // lengths of the measured fields, of each document
	Lexicon  lexicon
	Concepts []*concept
}

// A Form is a word as the portal uses it, for completing and correcting what is typed.
type Form struct {
	Word  string // lower case
	Shown string // as it is most often written
	Pages int    // that use it

	folded string
}

// aboutKey is where about is kept in bleve's index.
const aboutKey = "vagvisare"

// unmerged keeps bleve from merging segments: an index is made once, and merging takes as long as making it.
var unmerged = map[string]any{"MaxSegmentsPerTier": 1000, "SegmentsPerMergeTask": 1000, "MaxSegmentSize": 1}

// batchSize is how many pages are handed to bleve at a time.
const batchSize = 1000

// Create makes an index of a site in a folder, which must not exist; in memory if dir is "".
func Create(dir string, documents []*Document, glossary []*site.Term) (*Index, error) {
	mapping, err := newMapping()
	if err != nil {
		return nil, err
	}
	x, err := bleve.NewUsing(dir, mapping, scorch.Name, scorch.Name, map[string]any{"scorchMergePlanOptions": unmerged})
	if err != nil {
		return nil, fmt.Errorf("make an index: %w", err)
	}
	ix := &Index{bleve: x, documents: documents}
	if err := ix.fill(read(documents, concepts(glossary)), concepts(glossary)); err != nil {
		return nil, errors.Join(err, x.Close())
	}
	return ix.prepared()
}

// Open opens an index that Create has made of the same documents in a folder.
func Open(dir string, documents []*Document) (*Index, error) {
	if err := registerAnalyzer(); err != nil {
		return nil, err
	}
	x, err := bleve.OpenUsing(dir, map[string]any{"read_only": true})
	if err != nil {
		return nil, fmt.Errorf("open the index: %w", err)
	}
	ix := &Index{bleve: x, documents: documents, about: &about{}}
	data, err := x.GetInternal([]byte(aboutKey))
	if err == nil {
		err = json.Unmarshal(data, ix.about)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("read the index: %w", err), x.Close())
	}
	return ix.prepared()
}

// prepared returns the index with what is not kept in it.
func (ix *Index) prepared() (*Index, error) {
	advanced, err := ix.bleve.Advanced()
	if err == nil {
		ix.reader, err = advanced.Reader()
	}
	if err == nil {
		err = ix.number()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("read the index: %w", err), ix.bleve.Close())
	}
	for i, f := range ix.Lexicon {
		ix.Lexicon[i].folded = Fold(f.Word)
	}
	ix.names = newRecognizer(ix.Concepts, true)
	return ix, nil
}

// Close closes the index.
func (ix *Index) Close() error { return errors.Join(ix.reader.Close(), ix.bleve.Close()) }

// fill indexes a corpus.
func (ix *Index) fill(c *corpus, concepts []*concept) error {
	ix.about = &about{Concepts: concepts, Lexicon: c.vocabulary.lexicon()}
	for f := range measured {
		if measured[f] {
			ix.Measures[f] = make([]int, len(c.documents))
		}
	}
	for start := 0; start < len(c.documents); start += batchSize {
		if err := ix.fillBatch(c, start, min(start+batchSize, len(c.documents))); err != nil {
			return err
		}
	}
	for f := range ix.Lengths {
		ix.Lengths[f] = 1
		if measured[f] {
			sum := 0
			for _, length := range ix.Measures[f] {
				sum += length
			}
			ix.Lengths[f] = float64(sum) / float64(max(1, len(c.documents)))
		}
	}
	data, err := json.Marshal(ix.about)
	if err != nil {
		return err
	}
	return ix.bleve.SetInternal([]byte(aboutKey), data)
}

// fillBatch indexes some documents.
func (ix *Index) fillBatch(c *corpus, start, end int) error {
	made := make([]*document.Document, end-start)
	var next atomic.Int64
	var group errgroup.Group
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() error {
			counters := c.newCounters()
			for i := start + int(next.Add(1)) - 1; i < end; i = start + int(next.Add(1)) - 1 {
				d := document.NewDocument(c.documents[i].Path)
				for f, own := range counters.fields(c, i) {
					d.AddField(own)
					if measured[f] {
						ix.Measures[f][i] = own.length
					}
				}
				made[i-start] = d
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	batch := ix.bleve.NewBatch()
	for _, d := range made {
		if err := batch.IndexAdvanced(d); err != nil {
			return err
		}
	}
	return ix.bleve.Batch(batch)
}

// lexicon returns the portal's words but for stop words, sorted by their foldings and then by themselves.
func (v *vocabulary) lexicon() lexicon {
	var forms lexicon
	for _, w := range v.words {
		if w.stem != "" && len(w.text) > 1 {
			forms = append(forms, Form{w.text, w.shown(), w.pages, Fold(w.text)})
		}
	}
	slices.SortFunc(forms, compareForms)
	return forms
}
