package search

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"vagvisare/cmd/vagvisare/internal/site"
)

// version changes with what an index is, so that one that an older program has made is not used.
const version = 1

// Load returns the index of a site: the one that a folder keeps from before, if it is of just these documents,
// or a new one, which takes its place. The folder is made if need be. With "", and where nothing can be
// written, the index is in memory.
func Load(dir string, documents []*Document, glossary []*site.Term) (*Index, error) {
	if dir == "" {
		return Create("", documents, glossary)
	}
	name, err := fingerprint(documents, concepts(glossary))
	if err != nil {
		return nil, err
	}
	kept := filepath.Join(dir, name)
	if ix, err := Open(kept, documents); err == nil {
		return ix, nil
	}
	// Made beside and then renamed, so that nobody opens half an index.
	made, err := os.MkdirTemp(dir, "new-")
	if errors.Is(err, fs.ErrNotExist) {
		err = os.MkdirAll(dir, 0o777)
		if err == nil {
			made, err = os.MkdirTemp(dir, "new-")
		}
	}
	if err != nil {
		return Create("", documents, glossary)
	}
	ix, err := Create(filepath.Join(made, "index"), documents, glossary)
	if err == nil {
		err = ix.Close()
	}
	if err == nil {
		err = errors.Join(forget(dir, filepath.Base(made)), replace(filepath.Join(made, "index"), kept))
	}
	if err = errors.Join(err, os.RemoveAll(made)); err != nil {
		return nil, fmt.Errorf("keep the search index: %w", err)
	}
	return Open(kept, documents)
}

// replace renames a folder, unless someone else has put the same there meanwhile.
func replace(from, to string) error {
	err := os.Rename(from, to)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// forget removes all indexes from a folder but the one that is being made. An index that another program
// has open may stay: it is removed the next time.
func forget(dir, but string) error {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if e.Name() != but {
			_ = os.RemoveAll(filepath.Join(dir, e.Name()))
		}
	}
	return err
}

// fingerprint returns a name for the index of documents: the same for the same documents, analysed alike.
func fingerprint(documents []*Document, concepts []*concept) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, version, stopText, stemsText, partsText, wholeText)
	e := json.NewEncoder(h)
	for _, c := range concepts {
		if err := e.Encode(c); err != nil {
			return "", err
		}
	}
	for _, d := range documents {
		sum := d.sum()
		h.Write(sum[:])
	}
	return hex.EncodeToString(h.Sum(nil)[:8]), nil
}
