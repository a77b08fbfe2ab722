package markdown_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/markdown"
)

func TestSections(t *testing.T) {
	const source = `Först *be*slut, [sedan](a.md "Titel") ![En bild](b.png).

## Vård & omsorg {#vard}

- Punkt ett
- Punkt **två**

| A | B |
|---|---|
| 1 | 2 < 3 |

### Kod

` + "```\nx <b>\n```\n\n::: lag Så säger lagen\nText.\n:::\n"
	doc, problems := markdown.New(false).Convert([]byte(source), 1)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := []markdown.Section{
		{Text: "Först beslut, sedan En bild."},
		{ID: "vard", Title: "Vård & omsorg", Text: "Punkt ett Punkt två A B 1 2 < 3"},
		{ID: "kod", Title: "Kod", Text: "x <b> lag Så säger lagen Text."},
	}
	if diff := cmp.Diff(want, doc.Sections()); diff != "" {
		t.Errorf("sections (-want +got):\n%s", diff)
	}
}
