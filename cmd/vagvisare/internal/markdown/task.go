package markdown

import (
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// goldmark renders task boxes without a name, which a screen reader then cannot tell
// apart (WCAG 4.1.2). Here the whole text of the item names its box: as a label that can
// be clicked, or by reference where the text holds a link, since a click there means the link.

// taskList is goldmark's extension, for lines of text that begin with a box and a space:
// goldmark would take "- [x](address)" for a box too, and a box in a heading.
type taskList struct{}

func (taskList) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(taskParser{extension.NewTaskCheckBoxParser()}, 0)))
}

type taskParser struct{ parser.InlineParser }

func (p taskParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if parent.Kind() == ast.KindHeading || len(line) < len("[x] ") || !util.IsSpace(line[len("[x]")]) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// checkBox returns the box that a list item starts with, or nil.
func checkBox(n ast.Node) *extast.TaskCheckBox {
	block := n.FirstChild()
	if block == nil || block.FirstChild() == nil {
		return nil
	}
	task, _ := block.FirstChild().(*extast.TaskCheckBox)
	return task
}

func renderListItem(o *output, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	switch {
	case !entering:
		o.print("</li>\n")
	case checkBox(n) != nil:
		o.print(`<li class="task">`)
	default:
		o.print("<li>")
		if n.FirstChild() != nil && n.FirstChild().Kind() != ast.KindTextBlock {
			o.print("\n")
		}
	}
	return ast.WalkContinue
}

// renderCheckBox renders the box and opens the label, which closeTask closes.
func renderCheckBox(o *output, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	o.tasks++
	id := "task:" + strconv.Itoa(o.tasks)
	o.print(`<input type="checkbox" id="`, id, `"`)
	if n.(*extast.TaskCheckBox).IsChecked {
		o.print(" checked")
	}
	tag := "label"
	if o.holdsLink(n.Parent()) {
		tag = "span"
		o.print(` aria-labelledby="`, id, `:text"`)
	}
	o.print("> ")
	if tag == "span" {
		o.print(`<span id="`, id, `:text">`)
	} else {
		o.print(`<label for="`, id, `">`)
	}
	o.taskTag = tag
	return ast.WalkContinue
}

// closeTask ends the label when the line of a task does.
func (o *output) closeTask(block ast.Node) {
	if block.FirstChild() != nil && block.FirstChild().Kind() == extast.KindTaskCheckBox {
		o.print("</", o.taskTag, ">")
	}
}

func renderParagraph(o *output, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		o.print("<p>")
	} else {
		o.closeTask(n)
		o.print("</p>\n")
	}
	return ast.WalkContinue
}

func renderTextBlock(o *output, _ []byte, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		o.closeTask(n)
		if n.NextSibling() != nil && n.FirstChild() != nil {
			o.print("\n")
		}
	}
	return ast.WalkContinue
}

func (o *output) holdsLink(n ast.Node) bool {
	found := false
	ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if _, ok := o.links[n]; ok || n.Kind() == extast.KindFootnoteLink {
			found = true
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return found
}
