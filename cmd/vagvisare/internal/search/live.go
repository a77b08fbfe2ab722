package search

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2"

	"vagvisare/cmd/vagvisare/internal/site"
)

// A Live is the index of a site that is being written: whatever changes, it soon answers as an index made anew
// would. It may be asked while it is being updated.
//
// bleve keeps it in a folder: changed pages are put in and old ones taken away, and bleve merges what that leaves behind, which it
// does not do in memory. Scores stay exact: they are made of numbers of pages with a term, which bleve counts without those
// that have gone, and of lengths, which are kept here. So there is no need of postings of our own. The words of all pages
// are kept in memory, since a new word may change how others are split (revise.go).
//
// Each update waits until bleve has written it: only so is it told that the folder is gone.
type Live struct {
	kept, dir string

	updating sync.Mutex
	folder   string       // of the index
	corpus   *corpus      // nil while it is being read, and after a failure
	reading  chan *corpus // brings it, once; nil when it has come

	asking sync.RWMutex
	index  *Index
}

// NewLive returns the index of a site. If kept, the folder that Load was given, holds an index of just these documents,
// that is where it starts; kept itself is never changed. Its own files are in a new folder in dir; elsewhere where nothing can
// be written there.
func NewLive(kept, dir string, documents []*Document, glossary []*site.Term) (*Live, error) {
	l := &Live{kept: kept, dir: dir}
	if err := l.renew(documents, glossary); err != nil {
		return nil, err
	}
	return l, nil
}

// Update makes the index that of other documents, by their paths, of which the fewer differ the quicker it goes. After an
// error it answers as before, and the next update begins from nothing.
func (l *Live) Update(documents []*Document, glossary []*site.Term) error {
	l.updating.Lock()
	defer l.updating.Unlock()
	c := l.await()
	l.corpus = nil // until all has gone well
	if c == nil || l.revise(c, documents, glossary) != nil {
		return l.renew(documents, glossary) // somebody may have removed the folder: it is safe to delete
	}
	l.corpus = c
	return nil
}

// await returns the corpus of the index, when it has been read.
func (l *Live) await() *corpus {
	if l.reading != nil {
		l.corpus, l.reading = <-l.reading, nil
	}
	return l.corpus
}

// View calls do with the index of the last update. It stays so until do returns.
func (l *Live) View(do func(*Index) error) error {
	l.asking.RLock()
	defer l.asking.RUnlock()
	return do(l.index)
}

// Close closes the index and removes its files.
func (l *Live) Close() error {
	l.updating.Lock()
	defer l.updating.Unlock()
	l.await()
	return errors.Join(l.index.Close(), os.RemoveAll(l.folder))
}

// revise puts what has changed into the index.
func (l *Live) revise(c *corpus, documents []*Document, glossary []*site.Term) error {
	all, old := concepts(glossary), l.index
	r := c.revise(documents, newRecognizer(all, false))
	read := make([]*word, len(r.read))
	for i, n := range r.read {
		read[i] = c.vocabulary.words[n]
	}
	ix := &Index{
		about:     newAbout(len(documents), old.Lexicon.revised(read), all),
		documents: documents, bleve: old.bleve, names: newRecognizer(all, true),
	}
	for f := range measured {
		for i, before := range r.before {
			if measured[f] && before != none {
				ix.Measures[f][i] = old.Measures[f][before]
			}
		}
	}
	for batch := range slices.Chunk(r.stale, batchSize) {
		if err := ix.put(c, batch, nil); err != nil {
			return err
		}
	}
	if len(r.gone) > 0 {
		if err := ix.put(c, nil, r.gone); err != nil {
			return err
		}
	}
	ix.average()
	if err := ix.look(); err != nil {
		return err
	}
	l.show(ix)
	return old.reader.Close()
}

// show lets an index answer from now on, as soon as nobody reads the one before.
func (l *Live) show(ix *Index) {
	l.asking.Lock()
	defer l.asking.Unlock()
	l.index = ix
}

// renew makes the index anew, in a folder of its own: among the system's temporary ones, where its own place is full or
// cannot be written to.
func (l *Live) renew(documents []*Document, glossary []*site.Term) error {
	folder, ix, err := l.startIn(l.dir, documents, glossary)
	if err != nil && l.dir != "" {
		folder, ix, err = l.startIn("", documents, glossary)
	}
	if err != nil {
		return err
	}
	old, abandoned := l.index, l.folder
	l.show(ix)
	l.folder = folder
	if old != nil {
		// What made it useless may also keep it from being closed.
		_ = old.Close()
		_ = os.RemoveAll(abandoned)
	}
	return nil
}

// startIn makes an index in a new folder in dir.
func (l *Live) startIn(dir string, documents []*Document, glossary []*site.Term) (folder string, ix *Index, err error) {
	if folder, err = newFolder(dir); err != nil {
		return "", nil, fmt.Errorf("make a folder for the live index: %w", err)
	}
	if ix, err = l.start(filepath.Join(folder, "index"), documents, concepts(glossary)); err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(folder))
	}
	return folder, ix, nil
}

// merging lets bleve merge the small segments that updates leave, but not those that it was made of.
var merging = map[string]any{"MaxSegmentSize": batchSize, "MaxSegmentsPerTier": 8, "SegmentsPerMergeTask": 8, "FloorSegmentSize": 8}

// start returns the index that is kept of documents, copied to a folder, or a new one.
func (l *Live) start(dir string, documents []*Document, concepts []*concept) (*Index, error) {
	config := map[string]any{"scorchMergePlanOptions": merging}
	if l.copyKept(dir, documents, concepts) == nil {
		if ix, err := open(dir, documents, config); err == nil {
			// Reading takes a while, and nobody needs it until something changes.
			reading := make(chan *corpus, 1)
			go func() { reading <- read(documents, concepts) }()
			l.reading = reading
			return ix, nil
		}
	}
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	c := read(documents, concepts)
	ix, err := create(dir, c, concepts)
	if err == nil {
		err = ix.Close()
	}
	if err != nil {
		return nil, err
	}
	l.corpus = c
	return open(dir, documents, config)
}

func (l *Live) copyKept(dir string, documents []*Document, concepts []*concept) error {
	if l.kept == "" {
		return os.ErrNotExist
	}
	name, err := fingerprint(documents, concepts)
	if err != nil {
		return err
	}
	return os.CopyFS(dir, os.DirFS(filepath.Join(l.kept, name)))
}

// newFolder returns a new folder in dir, after removing those there that nobody uses any more; a temporary one where dir is "".
func newFolder(dir string) (string, error) {
	if dir == "" {
		return os.MkdirTemp("", "vagvisare-live-")
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	sweep(dir)
	return os.MkdirTemp(dir, "live-")
}

// sweep removes the folders of a program that was broken off. Those of one that runs are locked.
func sweep(dir string) {
	folders, _ := filepath.Glob(filepath.Join(dir, "live-*"))
	for _, folder := range folders {
		ix, err := bleve.OpenUsing(filepath.Join(folder, "index"), map[string]any{"read_only": true, "bolt_timeout": "20ms"})
		if err == nil && ix.Close() == nil {
			_ = os.RemoveAll(folder)
		}
	}
}
