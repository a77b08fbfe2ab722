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
	if n.Level == 1 {
		in.report(n.Pos(), diag.HeadingOne)
	}
	for _, a := range n.Attributes() {
		if name := string(a.Name); name != "id" {
			in.report(n.Pos(), diag.UnknownAttribute, name)
		}
	}
}

// nameHeadings gives every heading an id: the one written, else the text's slug, with a
// number where that is taken. Written ids go first, so that no made one displaces them.
func (in *inspection) nameHeadings() {
	for _, h := range in.headings {
		if id, ok := headingID(h); ok {
			switch {
			case !idForm.MatchString(id): // a colon belongs to the ids that the program makes
				in.report(h.Pos(), diag.BadID, id)
			case in.anchors[id]:
				in.report(h.Pos(), diag.DuplicateID, id)
			}
			in.anchors[id] = true
		}
	}
	for _, h := range in.headings {
		title := plainText(h, in.source)
		id, ok := headingID(h)
		if !ok {
			id = in.freeID(Slug(title))
			h.SetAttributeString("id", []byte(id))
			in.anchors[id] = true
		}
		in.doc.Headings = append(in.doc.Headings, Heading{Level: h.Level, ID: id, Text: title})
	}
}

func headingID(h *ast.Heading) (string, bool) {
	v, ok := h.AttributeString("id")
	if !ok {
		return "", false
	}
	id, ok := v.([]byte)
	return string(id), ok && len(id) > 0
}

func (in *inspection) freeID(slug string) string {
	if slug == "" {
		slug = "section"
	}
	id := slug
	for in.anchors[id] {
		in.repeated[slug]++
		id = slug + "-" + strconv.Itoa(in.repeated[slug]+1)
	}
	return id
}
