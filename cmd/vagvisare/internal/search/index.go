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
	all := concepts(glossary)
	return create(dir, read(documents, all), all)
}

// create makes an index of what has been read.
func create(dir string, c *corpus, concepts []*concept) (*Index, error) {
	mapping, err := newMapping()
	if err != nil {
		return nil, err
	}
	x, err := bleve.NewUsing(dir, mapping, scorch.Name, scorch.Name, map[string]any{"scorchMergePlanOptions": unmerged})
	if err != nil {
		return nil, fmt.Errorf("make an index: %w", err)
	}
	ix := &Index{bleve: x, documents: c.documents}
	if err := ix.fill(c, concepts); err != nil {
		return nil, errors.Join(err, x.Close())
	}
	return ix.prepared()
}

// Open opens an index that Create has made of the same documents in a folder.
func Open(dir string, documents []*Document) (*Index, error) {
	return open(dir, documents, map[string]any{"read_only": true})
}

// open opens an index as bleve is told to.
func open(dir string, documents []*Document, config map[string]any) (*Index, error) {
	if err := registerAnalyzer(); err != nil {
		return nil, err
	}
	x, err := bleve.OpenUsing(dir, config)
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
	if err := ix.look(); err != nil {
		return nil, errors.Join(err, ix.bleve.Close())
	}
	for i, f := range ix.Lexicon {
		ix.Lexicon[i].folded = Fold(f.Word)
	}
	ix.names = newRecognizer(ix.Concepts, true)
	return ix, nil
}

// look takes what bleve's index holds now for what this one does.
func (ix *Index) look() error {
	advanced, err := ix.bleve.Advanced()
	if err == nil {
		ix.reader, err = advanced.Reader()
	}
	if err == nil {
		if err = ix.number(); err != nil {
			err = errors.Join(err, ix.reader.Close())
		}
	}
	if err != nil {
		return fmt.Errorf("read the index: %w", err)
	}
	return nil
}

// Close closes the index.
func (ix *Index) Close() error { return errors.Join(ix.reader.Close(), ix.bleve.Close()) }

// fill indexes a corpus.
func (ix *Index) fill(c *corpus, concepts []*concept) error {
	ix.about = newAbout(len(c.documents), c.vocabulary.lexicon(), concepts)
	all := make([]int, len(c.documents))
	for i := range all {
		all[i] = i
	}
	for batch := range slices.Chunk(all, batchSize) {
		if err := ix.put(c, batch, nil); err != nil {
			return err
		}
	}
	ix.average()
	data, err := json.Marshal(ix.about)
	if err != nil {
		return err
	}
	return ix.bleve.SetInternal([]byte(aboutKey), data)
}

func newAbout(documents int, l lexicon, concepts []*concept) *about {
	a := &about{Concepts: concepts, Lexicon: l}
	for f := range measured {
		if measured[f] {
			a.Measures[f] = make([]int, documents)
		}
	}
	return a
}

// average finds the average lengths.
func (a *about) average() {
	for f := range a.Lengths {
		a.Lengths[f] = 1
		if measured[f] {
			sum := 0
			for _, length := range a.Measures[f] {
				sum += length
			}
			a.Lengths[f] = float64(sum) / float64(max(1, len(a.Measures[f])))
		}
	}
}

// put indexes some documents, by their numbers, and takes others away, by their paths.
func (ix *Index) put(c *corpus, numbers []int, gone []string) error {
	made := make([]*document.Document, len(numbers))
	var next atomic.Int64
	var group errgroup.Group
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() error {
			counters := c.newCounters()
			for at := int(next.Add(1)) - 1; at < len(numbers); at = int(next.Add(1)) - 1 {
				i := numbers[at]
				d := document.NewDocument(c.documents[i].Path)
				for f, own := range counters.fields(c, i) {
					d.AddField(own)
					if measured[f] {
						ix.Measures[f][i] = own.length
					}
				}
				made[at] = d
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	batch := ix.bleve.NewBatch()
	for _, path := range gone {
		batch.Delete(path)
	}
	for _, d := range made {
		if err := batch.IndexAdvanced(d); err != nil {
			return err
		}
	}
	return ix.bleve.Batch(batch)
}

// lexicon returns the portal's words but for stop words, sorted by their foldings and then by themselves.
func (v *vocabulary) lexicon() lexicon {
	return newLexicon(v.words)
}

// newLexicon returns the words that are used, but for stop words.
func newLexicon(words []*word) lexicon {
	var forms lexicon
	for _, w := range words {
		if w.used && w.stem != "" && len(w.text) > 1 {
			forms = append(forms, Form{w.text, w.shown(), w.pages, Fold(w.text)})
		}
	}
	slices.SortFunc(forms, compareForms)
	return forms
}
