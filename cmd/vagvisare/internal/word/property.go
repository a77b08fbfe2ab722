package word

import (
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Names of the properties in which a document keeps what it was made of. Word and LibreOffice
// show them, and keep them.
const (
	templateProperty = "Template"
	versionProperty  = "TemplateVersion"
	linkProperty     = "Link"    // and a number: an address, a space, what was written
	textsProperty    = "Texts"   // and a number: hashes of the texts outside the fields
	promptsProperty  = "Prompts" // and a number: hashes of the prompts
)

// maxProperty is how long Word lets a property be, less some; hashes are parted at it.
const maxProperty = 240

// hashLength is that of a text's hash: so few that a document's texts find room, so many that
// something that a person adds is hardly ever taken for one of them.
const hashLength = 4

// hashOf returns the hash of a text, whatever space stands in it.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(bare(text)))
	return base64.RawURLEncoding.EncodeToString(sum[:])[:hashLength]
}

// customProperties keeps what only a program needs (22.3).
func (d *Document) customProperties(w *writer) []byte {
	var b builder
	b.WriteString(xmlHead)
	b.start("Properties", "xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
		"xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes")
	number := 2 // the first that is free
	add := func(name, value string) {
		if value == "" {
			return
		}
		b.start("property", "fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", "pid", strconv.Itoa(number), "name", name)
		b.leaf("vt:lpwstr", value)
		b.end()
		number++
	}
	add(templateProperty, d.Template)
	add(versionProperty, d.TemplateVersion)
	for i, link := range w.kept {
		add(linkProperty+strconv.Itoa(i+1), link.address+" "+link.dest)
	}
	addHashes := func(name string, set map[string]bool) {
		hashes := strings.Join(slices.Sorted(maps.Keys(set)), "")
		for i := 1; hashes != ""; i++ {
			n := min(len(hashes), maxProperty)
			add(name+strconv.Itoa(i), hashes[:n])
			hashes = hashes[n:]
		}
	}
	if d.Template == "" {
		b.end()
		return b.Bytes() // nothing of it is to be read back
	}
	addHashes(textsProperty, w.texts())
	prompts := map[string]bool{}
	for _, prompt := range d.Texts.allPrompts() {
		prompts[hashOf(prompt)] = true
	}
	addHashes(promptsProperty, prompts)
	b.end()
	return b.Bytes()
}

// property reads one of these.
func (f *Filled) property(name, value string) {
	switch {
	case name == templateProperty:
		f.Template = value
	case name == versionProperty:
		f.TemplateVersion = value
	case strings.HasPrefix(name, linkProperty):
		if address, dest, ok := strings.Cut(value, " "); ok && f.links[address] == "" {
			f.links[address] = dest
		}
	case strings.HasPrefix(name, textsProperty):
		addHashes(f.hashes, value)
	case strings.HasPrefix(name, promptsProperty):
		addHashes(f.prompts, value)
	}
}

func addHashes(set map[string]bool, hashes string) {
	for ; len(hashes) >= hashLength; hashes = hashes[hashLength:] {
		set[hashes[:hashLength]] = true
	}
}
