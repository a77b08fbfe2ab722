package search

import (
	"cmp"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/search"
)

// A File is a file of the compiled index.
type File struct {
	Name string // published path, e.g. "search/manifest.js"
	Make func() ([]byte, error)
}

// A manifest is what the browser reads first. Everything else is named after its contents, so that a browser
// may keep it for ever, and a portal that is published anew never mixes with what is kept.
type manifest struct {
	Version  string              `json:"version"` // of the whole
	Pages    int                 `json:"pages"`
	Averages [fieldCount]float64 `json:"averages"` // lengths of fields
	Lengths  []column            `json:"lengths"`  // of title and body, page by page
	Kinds    column              `json:"kinds"`
	Files    fileLists           `json:"files"`
	Concepts []*concept          `json:"concepts"`
	Analysis analysisLists       `json:"analysis"`
	Scoring  scoring             `json:"scoring"`
}

// A column is a value for each page: a number in a list of the values that there are.
type column struct {
	Values  []any  `json:"values"`
	Numbers string `json:"numbers"` // base64: a byte for each page, two where there are more than 256 values
}

type fileLists struct {
	Terms   shards `json:"terms"`
	Words   shards `json:"words"` // by their foldings
	Pages   groups `json:"pages"`
	Filters string `json:"filters"`
}

// shards are the files of a sorted list. Each holds what is sorted from its own beginning to the next one's.
type shards struct {
	From  []string `json:"from"`
	Names string   `json:"names"` // each nameLength letters long
}

// groups are the files of pages, by groups of pages that follow each other.
type groups struct {
	Counts []int  `json:"counts"`
	Names  string `json:"names"` // of groups, each nameLength letters long
}

type analysisLists struct {
	Stop  []string          `json:"stop"`
	Stems map[string]string `json:"stems"`
}

// scoring is what scores are made of besides the index.
type scoring struct {
	K1         float64             `json:"k1"`
	B          float64             `json:"b"`
	Boosts     [fieldCount]float64 `json:"boosts"`
	Kinds      map[string]float64  `json:"kinds"`
	Concept    float64             `json:"concept"`
	Completion float64             `json:"completion"`
	Folded     float64             `json:"folded"`
	Corrected  float64             `json:"corrected"`
}

// Compile returns the index as files for the browser. Each is a script that hands its contents to the one that reads them, so that they
// can be loaded by file:// too. Same index, same files.
func (ix *Index) Compile() ([]File, error) {
	m := manifest{
		Pages: len(ix.documents), Averages: ix.Lengths, Concepts: ix.Concepts,
		Analysis: analysisLists{sorted(stopWords), givenStems},
		Scoring: scoring{
			search.BM25_k1, search.BM25_b, boosts, kindWeights, weightConcept, weightCompletion, weightFolded, weightCorrected,
		},
		Kinds: newColumn(ix.each(func(d *Document) string { return d.Kind })),
	}
	for f := range fieldCount {
		if measured[f] {
			m.Lengths = append(m.Lengths, newColumn(ix.Measures[f]))
		}
	}
	entries, err := ix.entries()
	if err != nil {
		return nil, err
	}
	var files []File
	m.Files.Terms = packed(&files, "terms", entries)
	m.Files.Words = packed(&files, "words", ix.lexiconEntries())
	filters, err := ix.filters()
	if err != nil {
		return nil, err
	}
	m.Files.Filters = hashed(filters)
	files = append(files, packedFile("filters/"+m.Files.Filters, filters))
	files = append(files, m.pages(ix.documents)...)
	if m.Version, err = m.version(); err != nil {
		return nil, err
	}
	data, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	return append(files, packedFile("manifest", data)), nil
}

// each returns something of each document.
func (ix *Index) each(of func(*Document) string) []string {
	values := make([]string, len(ix.documents))
	for i, d := range ix.documents {
		values[i] = of(d)
	}
	return values
}

func (m manifest) version() (string, error) {
	data, err := json.Marshal(m)
	return hashed(data), err
}

func sorted(words map[string]bool) []string {
	list := make([]string, 0, len(words))
	for word := range words {
		list = append(list, word)
	}
	slices.Sort(list)
	return list
}

func newColumn[T cmp.Ordered](values []T) column {
	distinct := slices.Clone(values)
	slices.Sort(distinct)
	distinct = slices.Compact(distinct)
	var c column
	for _, v := range distinct {
		c.Values = append(c.Values, v)
	}
	var data []byte
	for _, v := range values {
		n, _ := slices.BinarySearch(distinct, v)
		if len(distinct) > 256 {
			data = binary.BigEndian.AppendUint16(data, uint16(n))
		} else {
			data = append(data, byte(n))
		}
	}
	c.Numbers = base64.StdEncoding.EncodeToString(data)
	return c
}

// pages returns a file for each page, and lists them: about a dozen after each other have the hash of all in
// their names, which costs the manifest little, and lets an edit change only these.
func (m *manifest) pages(documents []*Document) []File {
	var files []File
	var contents []byte
	start := 0
	for i, d := range documents {
		sum := d.sum()
		contents = append(contents, sum[:]...)
		if i+1 < len(documents) && !boundary(d.Path, 12) && i+1-start < 40 {
			continue
		}
		count, group := i+1-start, hashed(contents)
		for k := range count {
			name := fmt.Sprintf("pages/%s-%d", group, k)
			document := documents[start+k]
			files = append(files, File{"search/" + name + ".js", func() ([]byte, error) {
				data, err := json.Marshal(newPageFile(document))
				return fmt.Appendf(nil, "Vagvisare.search.put(%q,%s)\n", name, data), err
			}})
		}
		m.Files.Pages.Counts = append(m.Files.Pages.Counts, count)
		m.Files.Pages.Names += group
		start, contents = i+1, contents[:0]
	}
	return files
}

// A pageFile is what is shown of a page.
type pageFile struct {
	Path     string      `json:"path"`
	Title    string      `json:"title"`
	Kind     string      `json:"kind"`
	Phase    string      `json:"phase"`
	Sections [][3]string `json:"sections"` // id, title, text
}

func newPageFile(d *Document) pageFile {
	f := pageFile{d.Path, d.Title, d.Kind, d.Phase, make([][3]string, len(d.Sections))}
	for i, s := range d.Sections {
		f.Sections[i] = [3]string{s.ID, s.Title, s.Text}
	}
	return f
}

// filters returns what pages can be chosen by: the phase and the roles of each.
func (ix *Index) filters() ([]byte, error) {
	var roles []string
	for _, d := range ix.documents {
		roles = append(roles, d.Roles...)
	}
	slices.Sort(roles)
	roles = slices.Compact(roles)
	sets := map[string]string{}
	for _, role := range roles {
		bits := make([]byte, (len(ix.documents)+7)/8)
		for i, d := range ix.documents {
			if slices.Contains(d.Roles, role) {
				bits[i/8] |= 1 << (i % 8)
			}
		}
		sets[role] = base64.StdEncoding.EncodeToString(bits)
	}
	return json.Marshal(struct {
		Phases column            `json:"phases"`
		Roles  map[string]string `json:"roles"` // base64: a bit for each page, the lowest of a byte first
	}{newColumn(ix.each(func(d *Document) string { return d.Phase })), sets})
}

// boundary reports whether a list is cut at a name. It is so at every nth name or so, and what stands elsewhere
// in the list does not matter: so a change in one place moves no cut in another.
func boundary(name string, n uint32) bool {
	h := fnv.New32a()
	h.Write([]byte(name))
	sum := h.Sum32()
	return (sum^sum>>16)%n == 0
}

// firstWord returns a term up to its first space: whole titles stay beside their first word.
func firstWord(term string) string {
	word, _, _ := strings.Cut(term, " ")
	return word
}
