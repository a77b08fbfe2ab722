package search

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"sync"

	index "github.com/blevesearch/bleve_index_api"
)

// An entry is what a shard holds under a key.
type entry struct {
	key  string // by which shards are sorted and cut
	text string // what is written: the key, or the word that it is the folding of
	data []byte
}

// Sizes of shards in bytes before they are compressed: of files that are cut where their
// names say so, and of those that are cut anyway.
const (
	smallShard = 8_000
	largeShard = 20_000
)

// packed cuts sorted entries into files, and returns the list of these.
//
// A file is, for each entry: the number of bytes that its text shares with the one before, the number of
// the others, these, the number of bytes of its data, these. All numbers are varints, as in package encoding/binary.
func packed(files *[]File, folder string, entries []entry) shards {
	var list shards
	var data []byte
	from, before := "", ""
	flush := func() {
		if len(data) == 0 {
			return
		}
		name := hashed(data)
		*files = append(*files, packedFile(folder+"/"+name, data))
		list.From = append(list.From, from)
		list.Names += name
		data = nil
	}
	for i, e := range entries {
		begins := i == 0 || firstWord(e.key) != firstWord(entries[i-1].key)
		if begins && (len(data) > largeShard || len(data) > smallShard && boundary(firstWord(e.key), 8)) {
			flush()
			from = separator(entries[i-1].key, e.key)
		}
		if len(data) == 0 {
			before = ""
		}
		shared := commonPrefix(before, e.text)
		data = binary.AppendUvarint(data, uint64(shared))
		data = binary.AppendUvarint(data, uint64(len(e.text)-shared))
		data = append(data, e.text[shared:]...)
		data = binary.AppendUvarint(data, uint64(len(e.data)))
		data = append(data, e.data...)
		before = e.text
	}
	flush()
	return list
}

// separator returns the shortest beginning of b that is sorted after a, where a is sorted before b.
func separator(a, b string) string {
	for i := range b {
		if b[:i] > a {
			return b[:i]
		}
	}
	return b
}

func commonPrefix(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// nameLength is the number of letters of a name.
const nameLength = 8

// hashed returns the name of contents.
func hashed(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])[:nameLength]
}

// packedFile returns a script that hands over compressed contents.
func packedFile(name string, data []byte) File {
	var b bytes.Buffer
	w := compressors.Get().(*gzip.Writer)
	defer compressors.Put(w)
	w.Reset(&b)
	_, err := w.Write(data)
	err = errors.Join(err, w.Close())
	script := fmt.Appendf(nil, "Vagvisare.search.put(%q,%q)\n", name, base64.StdEncoding.EncodeToString(b.Bytes()))
	return File{"search/" + name + ".js", func() ([]byte, error) { return script, err }}
}

// compressors are kept: making one takes longer than compressing a shard.
var compressors = sync.Pool{New: func() any {
	w, err := gzip.NewWriterLevel(nil, gzip.BestCompression)
	if err != nil {
		panic("search: " + err.Error()) // there is such a level
	}
	return w
}}

// A posting is how often a term stands in a field of a page.
type posting struct {
	document  int
	frequency uint64
}

// entries returns all terms of the index with their postings. The data of a term is, for each field in which
// it stands: the field's number, the number of pages, and for each page the distance from the one before, doubled, plus one where the
// term stands more than once, and then how often. The number of a field that follows is after that; nothing after the last.
func (ix *Index) entries() ([]entry, error) {
	found := map[string][]byte{}
	for field, name := range fieldNames {
		dictionary, err := ix.reader.FieldDict(name)
		if err != nil {
			return nil, err
		}
		for {
			at, err := dictionary.Next()
			if err != nil {
				return nil, err
			}
			if at == nil {
				break
			}
			list, err := ix.pagesOf(at.Term, name)
			if err != nil {
				return nil, err
			}
			if len(list) > 0 { // bleve remembers the terms of pages that are gone
				found[at.Term] = appendPostings(found[at.Term], field, list)
			}
		}
		if err := dictionary.Close(); err != nil {
			return nil, err
		}
	}
	list := make([]entry, 0, len(found))
	for key, data := range found {
		list = append(list, entry{key, key, data})
	}
	slices.SortFunc(list, func(a, b entry) int { return cmp.Compare(a.key, b.key) })
	return list, nil
}

// pagesOf returns the postings of a term in a field, sorted.
func (ix *Index) pagesOf(term, field string) ([]posting, error) {
	reader, err := ix.reader.TermFieldReader(context.Background(), []byte(term), field, true, false, false)
	if err != nil {
		return nil, err
	}
	list := make([]posting, 0, reader.Count())
	var kept index.TermFieldDoc
	for {
		at, err := reader.Next(kept.Reset())
		if err != nil {
			return nil, err
		}
		if at == nil {
			break
		}
		list = append(list, posting{int(ix.numbers[internal(at.ID)]), at.Freq})
	}
	slices.SortFunc(list, func(a, b posting) int { return cmp.Compare(a.document, b.document) })
	return list, reader.Close()
}

func appendPostings(data []byte, field int, list []posting) []byte {
	data = binary.AppendUvarint(data, uint64(field))
	data = binary.AppendUvarint(data, uint64(len(list)))
	before := 0
	for _, p := range list {
		distance := uint64(p.document-before) << 1
		before = p.document
		if p.frequency == 1 {
			data = binary.AppendUvarint(data, distance)
			continue
		}
		data = binary.AppendUvarint(data, distance|1)
		data = binary.AppendUvarint(data, p.frequency)
	}
	return data
}

// lexiconEntries returns the portal's words. The data of a word is the number of pages that use it, doubled, plus one where it is
// shown otherwise, and then how.
func (ix *Index) lexiconEntries() []entry {
	list := make([]entry, len(ix.Lexicon))
	for i, f := range ix.Lexicon {
		n := uint64(f.Pages) << 1
		if f.Shown != f.Word {
			n |= 1
		}
		data := binary.AppendUvarint(nil, n)
		if f.Shown != f.Word {
			data = append(data, f.Shown...)
		}
		list[i] = entry{Fold(f.Word), f.Word, data}
	}
	return list
}
