package markdown

import (
	"bytes"
	"net/url"
	"path"
	"regexp"

	"github.com/yuin/goldmark/ast"
)

// A card is a block that holds a link to a file or a film, and perhaps a line about it, and
// nothing else: it is shown as a document, not as running text.
//
//   - [Plan](plan.docx)
//   - [Plan](plan.docx): to fill in
//
// The items of a list are cards if all of them are such; a paragraph is one if it is the link alone.
type card struct {
	item  bool // of a list
	noted bool // has a line about it
}

// noteStart is what stands between a link and the line about it.
var noteStart = regexp.MustCompile(`^\s*(?:[–—:.,-]\s+|[.:]\s*$)`)

// findCards finds the cards of a text by their blocks, tells their links, and cuts what stands between
// a link and the line about it.
func (in *inspection) findCards(root ast.Node) map[ast.Node]*card {
	cards := map[ast.Node]*card{}
	ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.List:
			if !n.IsOrdered() && n.Parent().Kind() != ast.KindListItem && in.allCards(n) {
				n.SetAttributeString("class", []byte("cards"))
				for item := n.FirstChild(); item != nil; item = item.NextSibling() {
					cards[item.FirstChild()] = in.take(item.FirstChild(), true)
				}
			}
		case *ast.Paragraph:
			if parent := n.Parent().Kind(); (parent == ast.KindDocument || parent == kindBox) && in.isCard(n) && !in.hasNote(n) {
				cards[n] = in.take(n, false)
			}
		}
		return ast.WalkContinue, nil
	})
	return cards
}

func (in *inspection) allCards(list *ast.List) bool {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if item.ChildCount() != 1 || !in.isCard(item.FirstChild()) {
			return false
		}
	}
	return list.HasChildren()
}

// isCard reports whether a block starts with a link to a file or a film, and what follows is set
// apart from it.
func (in *inspection) isCard(block ast.Node) bool {
	link, ok := block.FirstChild().(*ast.Link)
	if !ok || !in.leadsToFile(link) {
		return false
	}
	if !in.hasNote(block) {
		return true
	}
	next, ok := link.NextSibling().(*ast.Text)
	return ok && (in.isBreak(next) || noteStart.Match(next.Segment.Value(in.source)))
}

// hasNote reports whether anything is said after the link that a block starts with.
func (in *inspection) hasNote(block ast.Node) bool {
	for n := block.FirstChild().NextSibling(); n != nil; n = n.NextSibling() {
		if text, ok := n.(*ast.Text); !ok || len(bytes.TrimSpace(text.Segment.Value(in.source))) > 0 {
			return true
		}
	}
	return false
}

// isBreak reports whether a text is nothing but a line break that the editor wants.
func (in *inspection) isBreak(n *ast.Text) bool {
	return n.HardLineBreak() && len(n.Segment.Value(in.source)) == 0
}

// take makes a card of a block that is one.
func (in *inspection) take(block ast.Node, item bool) *card {
	link := block.FirstChild()
	in.doc.Links[in.links[link]].Card = true
	next, ok := link.NextSibling().(*ast.Text)
	switch {
	case !ok:
	case in.isBreak(next):
		block.RemoveChild(block, next)
	default:
		if between := noteStart.Find(next.Segment.Value(in.source)); between != nil {
			next.Segment = next.Segment.WithStart(next.Segment.Start + len(between))
		}
	}
	return &card{item: item, noted: in.hasNote(block)}
}

// leadsToFile reports whether a link leads to a film, by its length, or to a file of the site,
// by its name.
func (in *inspection) leadsToFile(n *ast.Link) bool {
	l := in.doc.Links[in.links[n]]
	if l.Video != "" {
		return true
	}
	u, err := url.Parse(l.Dest)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return false
	}
	ext := path.Ext(u.Path)
	return len(ext) > 1 && ext != ".md" && ext != ".html"
}

// card writes what stands around a card's inlines: its item, if it has one, is there already.
func (o *output) card(c *card, entering bool) {
	switch {
	case entering && !c.item:
		o.print(`<p class="card">`)
	case !entering && c.noted:
		o.print("</span>")
	}
	if !entering && !c.item {
		o.print("</p>\n")
	}
}

// cardNote begins the line about a card's link, which ends here.
func (o *output) cardNote(link ast.Node) {
	if c := o.cards[link.Parent()]; c != nil && c.noted && link.PreviousSibling() == nil {
		o.print(` <span class="card__note">`)
	}
}
