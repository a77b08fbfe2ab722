package word_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/plan"
)

// words are what random texts are made of: what XML, Word and Markdown give a meaning, and
// letters of all sizes.
var words = []string{
	"å", "Ä", "öl", "a", "Bygg", "<b>", "&amp;", "&", "\"", "'", "]]>", "<!--", "😀", "👩\u200d⚕️", "e\u0301", "–", "1", "2.", "-", "*", "**", "_x_", "`", "[a](b)", "|", "#", "1)",
	"☐", "☒", "Summa", "Ja", "12 kr", "2027-01-01", "/", "\\", "~~", "{#a}", "<w:t>", "\u2028", "%s", "långt" + strings.Repeat("ord", 20),
}

func randomText(r *rand.Rand) string {
	list := make([]string, 1+r.IntN(5))
	for i := range list {
		list[i] = words[r.IntN(len(words))]
	}
	return strings.TrimSpace(strings.Join(list, []string{" ", "", "  ", "\t", "\u00a0"}[r.IntN(5)]))
}

// randomLabels returns texts that are different, whatever their case and space.
func randomLabels(r *rand.Rand, n int) []string {
	var list []string
	seen := map[string]bool{}
	for len(list) < n {
		text := strings.Join(strings.Fields(randomText(r)), " ")
		key := strings.ToLower(text)
		// A box in a text cannot be told from the box before it.
		if key != "" && !seen[key] && !strings.ContainsAny(text, "☐☒") {
			seen[key] = true
			list = append(list, text)
		}
	}
	return list
}

// ids are such as could be taken for parts of each other.
var ids = []string{
	"x", "x-1", "x-start", "x-end", "x-r1-c1", "x-sum", "r1-c1", "start", "f", "p", "f-x", "p-x", "1", "a-b-c", "a", "a-b",
	strings.Repeat("a", 30), strings.Repeat("b", 26) + "-c-d",
}

func randomTemplate(r *rand.Rand) *plan.Template {
	t := &plan.Template{Version: "1"}
	order := r.Perm(len(ids))
	for _, i := range order[:2+r.IntN(8)] {
		f := randomField(r, ids[i], plan.Types)
		if f.Type == plan.Table {
			for k := range 1 + r.IntN(8) {
				c := randomField(r, ids[(i+k)%len(ids)], plan.ColumnTypes)
				c.Sum = c.Type.Numeric() && r.IntN(2) == 0
				f.Columns = append(f.Columns, c)
			}
		}
		f.MinRows = r.IntN(4)
		t.Fields = append(t.Fields, f)
	}
	t.Complete(roles)
	return t
}

func randomField(r *rand.Rand, id string, types []plan.Type) *plan.Field {
	f := &plan.Field{ID: id, Label: randomLabels(r, 1)[0], Type: types[r.IntN(len(types))], Required: r.IntN(2) == 0, From: 1}
	if r.IntN(2) == 0 {
		f.Help = randomText(r)
	}
	switch f.Type {
	case plan.Choice, plan.Choices:
		f.Choices = randomLabels(r, 1+r.IntN(5))
	case plan.Level:
		if r.IntN(2) == 0 {
			f.Levels, f.From = randomLabels(r, 2+r.IntN(4)), r.IntN(3)
		}
	case plan.Number:
		f.Unit = []string{"", "personer", "%", "minuter per natt", "m²"}[r.IntN(5)]
	}
	return f
}

// randomPlan returns a plan whose values can all be read.
func randomPlan(t testing.TB, r *rand.Rand, template *plan.Template) *plan.Plan {
	t.Helper()
	in := plan.Input{Kind: plan.Mapping}
	for _, f := range template.Fields {
		if r.IntN(6) > 0 {
			in.Pairs = append(in.Pairs, plan.Pair{Key: f.ID, Value: randomValue(r, f)})
		}
	}
	p, problems := template.Read(in, plan.Rules{Roles: roles})
	for _, problem := range problems {
		switch problem.Code {
		case "period-order", "duplicate-row", "raci-accountable", "raci-responsible": // no harm is done
		default:
			t.Fatalf("the values are wrong: %v: %v", problem, in)
		}
	}
	return p
}

func randomValue(r *rand.Rand, f *plan.Field) plan.Input {
	day := func() string { return fmt.Sprintf("%04d-%02d-%02d", 1900+r.IntN(300), 1+r.IntN(12), 1+r.IntN(28)) }
	switch f.Type {
	case plan.Number, plan.Money, plan.Hours:
		return plan.ScalarOf(plan.Decimal(r.Int64N([]int64{10, 100_000, 1e12}[r.IntN(3)]) - r.Int64N(5000)).String())
	case plan.Date:
		return plan.ScalarOf(day())
	case plan.Period:
		return scalars("start", day(), "end", day())
	case plan.Choice:
		return plan.ScalarOf(f.Choices[r.IntN(len(f.Choices))])
	case plan.Choices:
		in := plan.Input{Kind: plan.List}
		for _, i := range r.Perm(len(f.Choices))[:1+r.IntN(len(f.Choices))] {
			in.Items = append(in.Items, plan.ScalarOf(f.Choices[i]))
		}
		return in
	case plan.Role:
		return plan.ScalarOf(roles[r.IntN(len(roles))].ID)
	case plan.Level:
		low, high := f.LevelRange()
		return plan.ScalarOf(fmt.Sprint(low + r.IntN(high-low+1)))
	case plan.YesNo:
		return plan.ScalarOf(fmt.Sprint(r.IntN(2) == 0))
	case plan.Prose:
		return plan.ScalarOf(strings.TrimSpace(randomProse(r)))
	case plan.Table, plan.Raci:
		in := plan.Input{Kind: plan.List}
		for range 1 + r.IntN(4) {
			row := plan.Input{Kind: plan.Mapping}
			for _, c := range f.Columns {
				if r.IntN(4) > 0 {
					row.Pairs = append(row.Pairs, plan.Pair{Key: c.ID, Value: randomValue(r, c)})
				}
			}
			in.Items = append(in.Items, row)
		}
		return in
	}
	return plan.ScalarOf(randomText(r))
}

// randomProse returns Markdown as markdown.Text settles it.
func randomProse(r *rand.Rand) string {
	for {
		text := markdown.Text(randomBlocks(r, 0))
		if blocks := markdown.New(true).Blocks([]byte(text)); saysSomething(blocks) {
			return markdown.Text(blocks)
		}
	}
}

func saysSomething(blocks []markdown.Block) bool {
	return slices.ContainsFunc(blocks, func(b markdown.Block) bool { return len(b.Inlines) > 0 || saysSomething(b.Blocks) })
}

func randomBlocks(r *rand.Rand, depth int) []markdown.Block {
	var list []markdown.Block
	for range 1 + r.IntN(3) {
		if r.IntN(3) > 0 || depth > 3 {
			list = append(list, markdown.Block{Kind: markdown.ParagraphBlock, Inlines: randomInlines(r)})
			continue
		}
		l := markdown.Block{Kind: markdown.ListBlock, Ordered: r.IntN(2) == 0}
		if l.Ordered {
			l.Start = r.IntN(12)
		}
		for range 1 + r.IntN(3) {
			item := markdown.Block{Kind: markdown.ItemBlock, Task: -1}
			if r.IntN(8) > 0 {
				item.Blocks = randomBlocks(r, depth+1)
			}
			l.Blocks = append(l.Blocks, item)
		}
		list = append(list, l)
	}
	return list
}

func randomInlines(r *rand.Rand) []markdown.Inline {
	var list []markdown.Inline
	for i := range 1 + r.IntN(4) {
		if i > 0 && r.IntN(8) == 0 {
			list = append(list, markdown.Inline{Break: true})
		}
		in := markdown.Inline{Text: strings.Join(strings.Fields(randomText(r)), " "), Bold: r.IntN(4) == 0, Italic: r.IntN(5) == 0, Strike: r.IntN(9) == 0, Code: r.IntN(9) == 0}
		if r.IntN(5) == 0 {
			in.Link = []string{"https://a.example/b?c=d&e#f", "../mallar/plan.md", "mailto:a@b.example", "#del", "å ä.md", "https://a.example/å"}[r.IntN(6)]
		}
		list = append(list, in)
		if r.IntN(2) == 0 {
			list = append(list, markdown.Inline{Text: "och ett ord till"})
		}
	}
	return list
}
