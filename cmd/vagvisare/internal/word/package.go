package word

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"sync"
	"time"
)

// Namespaces of what we write.
const (
	mainSpace     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relSpace      = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace  = "http://schemas.openxmlformats.org/package/2006/"
	word2010Space = "http://schemas.microsoft.com/office/word/2010/wordml"
	compatSpace   = "http://schemas.openxmlformats.org/markup-compatibility/2006"

	mainType    = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	packageType = "application/vnd.openxmlformats-package."
	officeType  = "application/vnd.openxmlformats-officedocument."
)

// A part is a file that word/document.xml refers to.
type part int

// The parts, in the order of their relationships.
const (
	stylesPart part = iota + 1
	settingsPart
	numberingPart
	fontsPart
	firstHeaderPart
	headerPart
	lyingHeaderPart
	footerPart
	firstLink int = iota + 1 // the number of the first hyperlink's relationship
)

func (p part) id() string { return relationID(int(p)) }

// parts tell each part's file and the word that names its kind, in relationships and types.
var parts = map[part]struct{ file, kind, contentType string }{
	stylesPart:      {"styles.xml", "styles", "styles"},
	settingsPart:    {"settings.xml", "settings", "settings"},
	numberingPart:   {"numbering.xml", "numbering", "numbering"},
	fontsPart:       {"fontTable.xml", "fontTable", "fontTable"},
	firstHeaderPart: {"header1.xml", "header", "header"},
	headerPart:      {"header2.xml", "header", "header"},
	lyingHeaderPart: {"header3.xml", "header", "header"},
	footerPart:      {"footer1.xml", "footer", "footer"},
}

// A file is a file of the package.
type file struct {
	name        string
	contentType string
	data        []byte
}

// pack puts files into a zip (ISO/IEC 29500-2), the same bytes for the same files: all have the
// oldest date that a zip can hold.
func pack(files []file) ([]byte, error) {
	firstDay := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	z.RegisterCompressor(zip.Deflate, compress)
	for _, f := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: firstDay})
		if err == nil {
			_, err = w.Write(f.data)
		}
		if err != nil {
			return nil, fmt.Errorf("pack %s: %w", f.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("pack: %w", err)
	}
	return buf.Bytes(), nil
}

// compressors are kept from file to file: they take more time and memory to set up than most
// files take to compress.
var compressors = sync.Pool{New: func() any {
	c, err := flate.NewWriter(nil, flate.DefaultCompression)
	if err != nil {
		panic("word: " + err.Error()) // only for another level
	}
	return c
}}

// compressed compresses what is written into it, and gives the compressor back when closed.
type compressed struct{ *flate.Writer }

func compress(w io.Writer) (io.WriteCloser, error) {
	c := compressors.Get().(*flate.Writer)
	c.Reset(w)
	return &compressed{c}, nil
}

// Close implements io.Closer.
func (c *compressed) Close() error {
	err := c.Writer.Close()
	compressors.Put(c.Writer)
	return err
}

// contentTypes tells what each file is (ISO/IEC 29500-2, 10.1.2).
func contentTypes(files []file) file {
	var b builder
	b.WriteString(xmlHead)
	b.start("Types", "xmlns", packageSpace+"content-types")
	b.empty("Default", "Extension", "rels", "ContentType", packageType+"relationships+xml")
	b.empty("Default", "Extension", "xml", "ContentType", "application/xml")
	for _, f := range files {
		if f.contentType != "" {
			b.empty("Override", "PartName", "/"+f.name, "ContentType", f.contentType)
		}
	}
	b.end()
	return file{name: "[Content_Types].xml", data: b.Bytes()}
}

// A relation joins a part to another, or to an address outside.
type relation struct {
	id, kind, target string
	outside          bool
}

// relations writes a file of relationships (ISO/IEC 29500-2, 9.3).
func relations(name string, list []relation) file {
	var b builder
	b.WriteString(xmlHead)
	b.start("Relationships", "xmlns", packageSpace+"relationships")
	for _, r := range list {
		attributes := []string{"Id", r.id, "Type", r.kind, "Target", r.target}
		if r.outside {
			attributes = append(attributes, "TargetMode", "External")
		}
		b.empty("Relationship", attributes...)
	}
	b.end()
	return file{name: name, data: b.Bytes()}
}
