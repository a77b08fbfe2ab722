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
	"strings"
	"time"

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
	if keep(dir, kept, documents, glossary) == nil {
		if ix, err := Open(kept, documents); err == nil { // else another program has put its own there meanwhile
			return ix, nil
		}
	}
	return Create("", documents, glossary)
}

// keep makes an index beside where it is to lie and renames it, so that nobody opens half an index.
func keep(dir, kept string, documents []*Document, glossary []*site.Term) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	made, err := os.MkdirTemp(dir, unfinished+"*")
	if err != nil {
		return err
	}
	ix, err := Create(filepath.Join(made, "index"), documents, glossary)
	if err == nil {
		err = ix.Close()
	}
	if err == nil {
		err = errors.Join(forget(dir), replace(filepath.Join(made, "index"), kept))
	}
	return errors.Join(err, os.RemoveAll(made))
}

// unfinished is how the name of a folder begins in which an index is being made.
const unfinished = "new-"

// replace renames a folder, unless someone else has put the same there meanwhile.
func replace(from, to string) error {
	err := os.Rename(from, to)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// forget removes all indexes from a folder. One that another program has open may stay: it is removed the next time.
// One that is being made stays, unless whoever made it must have been stopped.
func forget(dir string) error {
	const abandoned = time.Hour
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && strings.HasPrefix(e.Name(), unfinished) && time.Since(info.ModTime()) < abandoned {
			continue
		}
		_ = os.RemoveAll(filepath.Join(dir, e.Name()))
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
