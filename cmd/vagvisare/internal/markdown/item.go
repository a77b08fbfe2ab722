package markdown

import "github.com/yuin/goldmark/ast"

// The text of a task and what follows it in the item are put between slots, since how a
// task looks, and how its box is named, is for layouts to say.

func renderListItem(o *output, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	box := boxOf(n)
	switch {
	case box != nil && entering:
		o.print(`<li class="task" id="`)
		o.escape([]byte(o.doc.Tasks[box.index].ID))
		o.print(`">`)
		o.slot(taskSlot, box.index)
	case box != nil:
		o.slot(taskEndSlot, box.index)
		o.print("</li>\n")
	case entering && o.cards[n.FirstChild()] != nil:
		o.print(`<li class="card">`)
	case entering:
		o.print("<li>")
		if n.FirstChild() != nil && n.FirstChild().Kind() != ast.KindTextBlock {
			o.print("\n")
		}
	default:
		o.print("</li>\n")
	}
	return ast.WalkContinue
}

func renderTaskBox(*output, []byte, ast.Node, bool) ast.WalkStatus { return ast.WalkContinue }

func renderParagraph(o *output, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	switch {
	case o.cards[n] != nil:
		o.card(o.cards[n], entering)
	case startsTask(n):
		o.closeTaskText(n, entering)
	case entering:
		o.print("<p>")
	default:
		o.print("</p>\n")
	}
	return ast.WalkContinue
}

func renderTextBlock(o *output, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	switch {
	case o.cards[n] != nil:
		o.card(o.cards[n], entering)
	case startsTask(n):
		o.closeTaskText(n, entering)
	case !entering && n.NextSibling() != nil && n.FirstChild() != nil:
		o.print("\n")
	}
	return ast.WalkContinue
}

func (o *output) closeTaskText(block ast.Node, entering bool) {
	if !entering {
		o.slot(taskRestSlot, block.FirstChild().(*taskBox).index)
	}
}
