package markdown_test

import (
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/markdown"
)

// page is a text of about 600 words with what most pages hold.
var page = strings.Repeat(`## Så gör vi

Undersköterskan läser planen, frågar den boende och skriver ner svaret. Se [rollerna](roller.md)
och *vem* som **ansvarar** för vad.

- [ ] Läs [planen](plan.md)
- [x] Fråga den boende om larmet
- [ ] **SKA** skriva ner svaret {#svar roles="a b" phase="planera"}

::: lag Det här säger lagen
Den som får stöd ska vara med och planera det.
:::

| Vem | Vad |
| --- | --- |
| Chefen | beslutar |

`, 10)

func BenchmarkConvert(b *testing.B) {
	converter := markdown.New(false)
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		converter.Convert([]byte(page), 1)
	}
}

func BenchmarkRender(b *testing.B) {
	doc, _ := markdown.New(false).Convert([]byte(page), 1)
	b.ReportAllocs()
	for b.Loop() {
		render(b, doc)
	}
}
