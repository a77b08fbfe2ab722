package markdown

import (
	"regexp"
	"strconv"

	"github.com/yuin/goldmark/ast"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// idForm is the form of an id that an editor gives a heading.
var idForm = regexp.MustCompile(`^[\pL\pN][\pL\pN_.-]*$`)

func (in *inspection) heading(n *ast.Heading) {
	in.headings = append(in.headings, n)
	if n.Level == 1 && !in.prose {
		in.report(n.Pos(), diag.HeadingOne)
	}
	for _, a := range n.Attributes() {
		switch name := string(a.Name); name {
		case "id":
		case "lang":
			in.language(headingLanguage(n), n.Pos())
		default:
			in.report(n.Pos(), diag.UnknownAttribute, name)
		}
	}
}

// readHeadings takes the ids that are written on headings. One that is no id is not used.
func (in *inspection) readHeadings() {
	for _, h := range in.headings {
		id, ok := headingID(h)
		if !ok {
			continue
		}
		if !in.writtenID(h.Pos(), id) {
			h.SetAttributeString("id", []byte(nil))
		}
	}
}

// nameHeadings gives every other heading the slug of its text, with a number where that is taken.
func (in *inspection) nameHeadings() {
	for _, h := range in.headings {
		title := plainText(h, in.source)
		id, ok := headingID(h)
		if !ok {
			id = in.freeID(Slug(title), "section")
			h.SetAttributeString("id", []byte(id))
			in.anchors[id] = true
		}
		in.doc.Headings = append(in.doc.Headings, Heading{Level: h.Level, ID: id, Text: title, Language: headingLanguage(h)})
	}
}

// writtenID takes an id that is written at an offset, and reports whether it is one.
func (in *inspection) writtenID(offset int, id string) bool {
	if !idForm.MatchString(id) { // a colon belongs to the ids that the program makes
		in.report(offset, diag.BadID, id)
		return false
	}
	if in.anchors[id] {
		in.report(offset, diag.DuplicateID, id)
	}
	in.anchors[id] = true
	return true
}

func headingID(h *ast.Heading) (string, bool) {
	v, ok := h.AttributeString("id")
	if !ok {
		return "", false
	}
	id, ok := v.([]byte)
	return string(id), ok && len(id) > 0
}

// freeID returns the slug, or other where that is empty, with a number if it is taken.
func (in *inspection) freeID(slug, other string) string {
	if slug == "" {
		slug = other
	}
	id := slug
	for in.anchors[id] {
		in.repeated[slug]++
		id = slug + "-" + strconv.Itoa(in.repeated[slug]+1)
	}
	return id
}
