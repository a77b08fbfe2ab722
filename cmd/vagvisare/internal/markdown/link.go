package markdown

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"vagvisare/cmd/vagvisare/internal/diag"
)

func (in *inspection) link(n ast.Node, l Link) {
	l.Line, l.Col = in.position(n.Pos())
	l.Video = in.linkAttributes(n, l.Image)
	if code, what := Fault(l.Dest); code != "" {
		in.report(n.Pos(), code, what)
	}
	in.links[n] = len(in.doc.Links)
	in.doc.Links = append(in.doc.Links, l)
}

// Fault returns what is wrong with an address as such, wherever it leads, with the argument
// of the problem; "" where nothing is.
func Fault(dest string) (code diag.Code, what string) {
	switch u, err := url.Parse(dest); {
	case err != nil || dest == "" || u.Host == "" && (u.Scheme == "http" || u.Scheme == "https"):
		return diag.BadLink, dest
	case !AllowedScheme(u.Scheme):
		return diag.BadScheme, u.Scheme
	}
	return "", ""
}

// AllowedScheme reports whether links may have the scheme: not if it runs code or reaches
// into the reader's own machine.
func AllowedScheme(scheme string) bool {
	switch strings.ToLower(scheme) {
	case "", "http", "https", "mailto", "tel", "sms":
		return true
	}
	return false
}

// linkAttributes takes {video="12 min"} from the text behind a link and returns the length.
// An image has no attributes.
func (in *inspection) linkAttributes(n ast.Node, image bool) (video string) {
	after, ok := n.NextSibling().(*ast.Text)
	if !ok || !bytes.HasPrefix(after.Segment.Value(in.source), []byte("{")) {
		return ""
	}
	reader := text.NewReader(after.Segment.Value(in.source))
	attributes, ok := parser.ParseAttributes(reader)
	if !ok {
		return ""
	}
	for _, a := range attributes {
		value, isText := a.Value.([]byte)
		if name := string(a.Name); name != "video" || !isText || image {
			in.report(after.Segment.Start, diag.UnknownAttribute, name)
			continue
		}
		video = string(value)
	}
	_, rest := reader.Position()
	after.Segment = after.Segment.WithStart(after.Segment.Start + rest.Start)
	return video
}

// autoLinkDest returns the address of a link like <https://a.example> or <a@b.example>.
func autoLinkDest(n *ast.AutoLink, source []byte) string {
	dest := string(n.URL(source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(dest, "mailto:") {
		dest = "mailto:" + dest
	}
	return dest
}

// insideLink reports whether a node lies in a link: links cannot be nested in HTML.
func insideLink(n ast.Node) bool {
	for p := n.Parent(); p != nil && p.Type() == ast.TypeInline; p = p.Parent() {
		if p.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}
