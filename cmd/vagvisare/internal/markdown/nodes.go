package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// A nodeRenderer renders the nodes for which goldmark's own HTML does not do: because it
// would be inaccessible, because a strict content security policy would block it, or
// because the node is ours. Ids made here hold a colon, which no heading's id does.
type nodeRenderer struct{}

func (nodeRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	for kind, render := range map[ast.NodeKind]func(o *output, source []byte, n ast.Node, entering bool) ast.WalkStatus{
		ast.KindHeading:             renderHeading,
		ast.KindLink:                renderLink,
		ast.KindAutoLink:            renderAutoLink,
		ast.KindImage:               renderImage,
		ast.KindHTMLBlock:           renderHTMLBlock,
		ast.KindRawHTML:             renderRawHTML,
		ast.KindCodeBlock:           renderCode,
		ast.KindFencedCodeBlock:     renderCode,
		ast.KindListItem:            renderListItem,
		ast.KindParagraph:           renderParagraph,
		ast.KindTextBlock:           renderTextBlock,
		extast.KindTable:            renderTable,
		extast.KindTableCell:        renderTableCell,
		extast.KindFootnoteBacklink: renderBacklink,
		extast.KindFootnoteLink:     renderFootnoteLink,
		kindBox:                     renderBox,
		kindPlace:                   renderPlace,
		kindPassage:                 renderPassage,
		kindTaskBox:                 renderTaskBox,
	} {
		reg.Register(kind, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			return render(w.(*output), source, n, entering), nil
		})
	}
}

func (o *output) print(parts ...string) {
	for _, p := range parts {
		o.html = append(o.html, p...)
	}
}

func (o *output) escape(s []byte) { o.html = append(o.html, util.EscapeHTML(s)...) }

func renderHeading(o *output, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	h := n.(*ast.Heading)
	tag := "h" + strconv.Itoa(h.Level)
	if !entering {
		o.print("</", tag, ">\n")
		return ast.WalkContinue
	}
	o.heading, _ = headingID(h)
	o.print("<", tag, ` id="`)
	o.escape([]byte(o.heading))
	if language := headingLanguage(h); language != "" {
		o.print(`" lang="`)
		o.escape([]byte(language))
	}
	o.print(`">`)
	return ast.WalkContinue
}

func renderLink(o *output, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	kind := linkSlot
	if !entering {
		kind = linkEndSlot
	}
	o.slot(kind, o.links[n])
	if !entering {
		o.cardNote(n)
	}
	return ast.WalkContinue
}

func renderAutoLink(o *output, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	label := n.(*ast.AutoLink).Label(source)
	if _, ok := o.links[n]; !ok {
		o.escape(label)
		return ast.WalkContinue
	}
	renderLink(o, source, n, true)
	o.escape(label)
	renderLink(o, source, n, false)
	return ast.WalkContinue
}

func renderImage(o *output, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		o.slot(imageSlot, o.links[n])
	}
	return ast.WalkSkipChildren
}

// renderHTMLBlock shows HTML as text. Without leave to do so the page has a problem, and
// is never published, so that both cases may be rendered alike.
func renderHTMLBlock(o *output, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	if raw := bytes.TrimSpace(withoutComments(blockHTML(n.(*ast.HTMLBlock), source))); entering && len(raw) > 0 {
		o.print(`<pre class="html" tabindex="0">`)
		o.escape(raw)
		o.print("</pre>\n")
	}
	return ast.WalkSkipChildren
}

func renderRawHTML(o *output, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		o.escape(withoutComments(n.(*ast.RawHTML).Segments.Value(source)))
	}
	return ast.WalkSkipChildren
}

// renderCode makes code blocks reachable by keyboard, since they scroll sideways.
func renderCode(o *output, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		o.print(`<pre tabindex="0"><code`)
		if f, ok := n.(*ast.FencedCodeBlock); ok && len(f.Language(source)) > 0 {
			o.print(` class="language-`)
			o.escape(f.Language(source))
			o.print(`"`)
		}
		o.print(">")
		o.escape(n.Lines().Value(source))
		o.print("</code></pre>\n")
	}
	return ast.WalkSkipChildren
}

// renderTable puts a table into a box that scrolls by itself, and so must take focus and
// have a name: that of the heading it stands under.
func renderTable(o *output, _ []byte, _ ast.Node, entering bool) ast.WalkStatus {
	if entering {
		o.print(`<div class="table" role="group" tabindex="0" aria-labelledby="`)
		o.escape([]byte(o.heading))
		o.print("\"><table>\n")
	} else {
		o.print("</table></div>\n")
	}
	return ast.WalkContinue
}

// renderTableCell gives alignment as a class: a style attribute would be blocked. An
// empty corner is no heading.
func renderTableCell(o *output, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	cell := n.(*extast.TableCell)
	tag := "td"
	if cell.Parent().Kind() == extast.KindTableHeader && cell.HasChildren() {
		tag = "th"
	}
	if !entering {
		o.print("</", tag, ">\n")
		return ast.WalkContinue
	}
	o.print("<", tag)
	if tag == "th" {
		o.print(` scope="col"`)
	}
	if cell.Alignment != extast.AlignNone {
		o.print(` class="`, cell.Alignment.String(), `"`)
	}
	o.print(">")
	return ast.WalkContinue
}

func renderFootnoteLink(o *output, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	note := n.(*extast.FootnoteLink)
	number := strconv.Itoa(note.Index)
	o.print(`<sup id="`, footnoteAnchor("fnref", note.Index, note.RefIndex), `">`)
	if insideLink(n) {
		o.print(number, "</sup>")
		return ast.WalkContinue
	}
	o.print(`<a href="#`, footnoteAnchor("fn", note.Index, 0), `" class="footnote-ref" role="doc-noteref">`, number, "</a></sup>")
	return ast.WalkContinue
}

// renderBacklink leaves the link's name to the layouts, which know the language. There is
// no way back where the reference itself is not shown.
func renderBacklink(o *output, source []byte, n ast.Node, entering bool) ast.WalkStatus {
	if _, ok := o.links[n]; ok && entering {
		o.print("&#160;")
		renderLink(o, source, n, true)
		o.print("↩\ufe0e")
		renderLink(o, source, n, false)
	}
	return ast.WalkContinue
}

// renderBox names the box by its first line, which is a paragraph and no heading: a box
// must not disturb the order of headings.
func renderBox(o *output, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		o.print("</div>\n")
		return ast.WalkContinue
	}
	b := n.(*box)
	o.boxes++
	id := "box:" + strconv.Itoa(o.boxes)
	kind := string(util.EscapeHTML([]byte(b.kind)))
	o.print(`<div class="box box--`, kind, `" role="note" aria-labelledby="`, id, `"><p class="box__title" id="`, id, `">`)
	o.print(`<span class="box__kind">`, kind, `</span>`)
	if b.title != "" {
		o.print(` <span class="box__name">`)
		o.escape([]byte(b.title))
		o.print("</span>")
	}
	o.print("</p>\n")
	return ast.WalkContinue
}
