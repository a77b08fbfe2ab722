package word

import (
	"errors"
	"io"
	"path"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// A Filled is a document that someone has filled in.
type Filled struct {
	Template        string // what Document.Template was; "" where the document does not tell
	TemplateVersion string

	*flow
	styles     styles
	numberings numberings
	links      map[string]string // what addresses were written with
	hashes     map[string]bool   // of the texts outside the fields, as written
	prompts    map[string]bool   // hashes of the prompts
}

// Read reads a document, whatever template it was made from, and whichever program saved it. It
// reads nothing but r, and bounds what it keeps of it. Of what is wrong with the document it
// tells; where nothing can be read, an error is among the problems and the result is nil.
func Read(r io.ReaderAt, size int64) (*Filled, []diag.Problem) {
	a, problem := openArchive(r, size)
	if problem != nil {
		return nil, []diag.Problem{*problem}
	}
	d := &documentReader{archive: a}
	f := d.document()
	if diag.Failed(d.problems) {
		return nil, d.problems
	}
	return f, d.problems
}

// A documentReader reads the parts of a document.
type documentReader struct {
	*archive
	problems []diag.Problem
}

func (d *documentReader) report(code diag.Code, severity diag.Severity, args ...any) {
	d.problems = append(d.problems, diag.Problem{Code: code, Severity: severity, Args: args})
}

func (d *documentReader) document() *Filled {
	name := d.mainPart()
	if name == "" {
		d.report(diag.WordUnreadable, diag.Error)
		return nil
	}
	root := d.part(name, diag.Error)
	if root == nil {
		return nil
	}
	if root.name != "w:document" || root.child("w:body") == nil { // a workbook, for example
		d.report(diag.WordUnreadable, diag.Error)
		return nil
	}
	f := d.flow(root.child("w:body"), d.relations(name))
	d.properties(f)
	if d.hasMacros() {
		d.report(diag.WordMacros, diag.Note)
	}
	if f.tracked {
		d.report(diag.WordTracked, diag.Note)
	}
	return f
}

// flow reads the body, and what of other parts it takes to understand it.
func (d *documentReader) flow(body *node, relations []relation) *Filled {
	f := &Filled{flow: &flow{marks: map[string]span{}, controls: map[string][]int{}}}
	r := &flowReader{flow: f.flow, targets: map[string]string{}, open: map[string]int{}, paragraph: -1, control: -1, table: -1}
	var beside []*node
	for _, rel := range relations {
		_, kind, _ := cutLast(rel.kind, "/")
		switch kind {
		case "hyperlink":
			r.targets[rel.id] = rel.target
		case "styles":
			f.styles = readStyles(d.part(rel.target, diag.Note))
		case "numbering":
			f.numberings = readNumberings(d.part(rel.target, diag.Note))
		case "footnotes", "endnotes", "comments":
			beside = append(beside, d.part(rel.target, diag.Note))
		}
	}
	r.styles = f.styles
	r.children(body)
	for _, n := range beside {
		r.aside(n)
	}
	for name, s := range f.marks {
		if s.to < 0 { // never ended: it marks a place, not a part
			f.marks[name] = span{s.from, s.from + 1}
		}
	}
	return f
}

// part reads a part. One that is missing is nil. Of one that is damaged it tells, with a
// severity: the document may be nothing without it.
func (d *documentReader) part(name string, severity diag.Severity) *node {
	data, err := d.read(name)
	var root *node
	if err == nil {
		root, err = parse(data)
	}
	switch {
	case err == nil, errors.Is(err, errMissing):
	case errors.Is(err, errTooLarge):
		d.problems = append(d.problems, *tooLarge(maxPart))
	case errors.Is(err, errNodes):
		d.problems = append(d.problems, *tooLarge(maxBytes))
	default:
		d.report(diag.WordDamaged, severity, name)
	}
	if err != nil {
		return nil
	}
	return root
}

// mainPart returns the name of the part that holds the body, or "".
func (d *documentReader) mainPart() string {
	for _, rel := range d.relations("") {
		if strings.HasSuffix(rel.kind, "/officeDocument") && d.files[partName(rel.target)] != nil {
			return rel.target
		}
	}
	if name := "word/document.xml"; d.files[name] != nil {
		return name
	}
	return ""
}

// relations returns what a part is related to, "" being the package; targets are names of
// parts, or addresses outside.
func (d *documentReader) relations(name string) []relation {
	dir, base, _ := cutLast(name, "/")
	root := d.part(path.Join(dir, "_rels", base+".rels"), diag.Note)
	if root == nil {
		return nil
	}
	var list []relation
	for _, n := range root.children {
		rel := relation{id: n.attribute("Id"), kind: n.attribute("Type"), target: n.attribute("Target"), outside: n.attribute("TargetMode") == "External"}
		if !rel.outside && !strings.HasSuffix(rel.kind, "/hyperlink") {
			rel.target = strings.TrimPrefix(path.Join("/", dir, rel.target), "/")
			if strings.HasPrefix(n.attribute("Target"), "/") {
				rel.target = strings.TrimPrefix(path.Clean(n.attribute("Target")), "/")
			}
		}
		list = append(list, rel)
	}
	return list
}

// cutLast is strings.Cut at the last separator; without one, all is after it.
func cutLast(s, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(s, separator); i >= 0 {
		return s[:i], s[i+len(separator):], true
	}
	return "", s, false
}

func (d *documentReader) hasMacros() bool {
	for name := range d.files {
		if strings.HasSuffix(name, "/vbaproject.bin") {
			return true
		}
	}
	return false
}

// properties reads what the document keeps of how it was made.
func (d *documentReader) properties(f *Filled) {
	f.links, f.hashes, f.prompts = map[string]string{}, map[string]bool{}, map[string]bool{}
	for _, rel := range d.relations("") {
		if !strings.HasSuffix(rel.kind, "/custom-properties") && !strings.HasSuffix(rel.kind, "/customProperties") {
			continue
		}
		if root := d.part(rel.target, diag.Note); root != nil {
			for _, n := range root.children {
				f.property(n.attribute("name"), string(n.child("lpwstr").textOf()))
			}
		}
	}
}
