package markdown_test

import (
	"flag"
	"math/rand/v2"
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/markdown"
)

// TestText holds how blocks are written that do not come from a text, such as those of a
// Word document.
func TestText(t *testing.T) {
	p := func(runs ...markdown.Inline) markdown.Block {
		return markdown.Block{Kind: markdown.ParagraphBlock, Inlines: runs}
	}
	item := func(blocks ...markdown.Block) markdown.Block {
		return markdown.Block{Kind: markdown.ItemBlock, Task: -1, Blocks: blocks}
	}
	list := func(items ...markdown.Block) markdown.Block {
		return markdown.Block{Kind: markdown.ListBlock, Blocks: items}
	}
	text := func(s string) markdown.Inline { return markdown.Inline{Text: s} }
	bold := func(s string) markdown.Inline { return markdown.Inline{Text: s, Bold: true} }
	for _, c := range []struct {
		name   string
		blocks []markdown.Block
		want   string
	}{
		{"nothing", nil, ""},
		{"space at the ends", []markdown.Block{p(text("  a\tb\n"))}, "a b\n"},
		{"space in bold", []markdown.Block{p(text("a"), bold(" b "), text("c"))}, "a **b** c\n"},
		{"runs that are alike", []markdown.Block{p(bold("a"), bold(" b"), text(""), text("c"))}, "**a b**c\n"},
		{"a mark on space only", []markdown.Block{p(text("a"), bold(" "), text("b"))}, "a b\n"},
		{"marks that overlap", []markdown.Block{p(bold("a "), markdown.Inline{Text: "b ", Bold: true, Italic: true}, markdown.Inline{Text: "c", Italic: true})},
			"**a _b_** _c_\n"},
		{"a character between two marks", []markdown.Block{p(text("x"), markdown.Inline{Text: "y", Strike: true}, markdown.Inline{Text: "z", Bold: true, Italic: true, Strike: true})},
			"&#120;~~&#121;**_z_**~~\n"},
		{"breaks at the ends", []markdown.Block{p(markdown.Inline{Break: true}, text("a "), markdown.Inline{Break: true}, text(" b"), markdown.Inline{Break: true})}, "a\\\nb\n"},
		{"an empty paragraph", []markdown.Block{p(text("a")), p(text(" ")), p(), p(text("b"))}, "a\n\nb\n"},
		{"an empty list", []markdown.Block{p(text("a")), list(), p(text("b"))}, "a\n\nb\n"},
		{"a break in a heading", []markdown.Block{{Kind: markdown.HeadingBlock, Level: 2, Inlines: []markdown.Inline{text("a"), {Break: true}, text("b")}}}, "## a b\n"},
		{"items", []markdown.Block{list(item(p(text("a"))), item(p(text(" "))), item(p(text("b")), list(item(p(text("c"))))), item(p(text("d")), p(text("e")), list(item(p(text("f"))))))},
			"- a\n- &#32;\n- b\n  - c\n- d\n\n  e\n\n  - f\n"},
		{"a task without a paragraph", []markdown.Block{list(markdown.Block{Kind: markdown.ItemBlock, Name: "a", Demand: "may"})}, "- [ ] **KAN** &#32; {#a}\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := markdown.Text(c.blocks); got != c.want {
				t.Errorf("got %q, wanted %q", got, c.want)
			}
		})
	}
}

var rounds = flag.Int("rounds", 2000, "how many random texts to write back")

// marks are what random texts are made of: all that Markdown gives a meaning, and some that
// could come to stand beside it.
var marks = []string{
	"*", "**", "***", "_", "__", "~", "~~", "`", "``", "[", "]", "](a)", "](<b c> \"d\")", "![", "[^1]", "\n[^1]: ", "[[a]]",
	"[x](y)", "<b>", "<!-- c -->", "<https://a.se>", "<a@b.se>", "&", "&amp;", "&#32;", "&nbsp;", "&shy;", "\\", "\\\n", "  \n",
	"\n", "\n", "\n\n", "\n\n", " ", " ", "  ", "   ", "    ", "\t", "- ", "\n- ", "\n- ", "\n  - ", "\n  ", "\n1. ", "\n2) ", "+ ", "\n* ", "[ ] ", "\n- [ ] ",
	"\n- [x] SKA ", "**SKA** ", "SKA ", " {#a}", "{#b roles=\"c d\" phase=e}", "{video=\"1\"}", "{", "}", "\n# ", "\n## ", "#", " #", "\n---", "\n===", "\n***\n",
	"\n> ", "\n> - ", ">", "\n::: tips\n", "\n:::: lag A\n", "\n:::\n", "\n::::\n", ":", "\n: ", "\n```\n", "\n~~~ a\n", "|", " | ", "\n| - |", "\n|-|-|\n", "\n| a | b |\n| :- | - |\n",
	"a", "b", "a", "Å", "å", ".", ",", "!", "(", ")", "-", "–", "=", "1", "1.", "\"", "'", "<", "\u00a0", "^", "x",
}

// TestRandomText holds of random texts what FuzzText holds of others.
func TestRandomText(t *testing.T) {
	random := rand.New(rand.NewPCG(1, uint64(*rounds)))
	for range *rounds {
		var b strings.Builder
		for range 1 + random.IntN(24) {
			b.WriteString(marks[random.IntN(len(marks))])
		}
		if checkText(t, b.String()); t.Failed() {
			return
		}
	}
}
