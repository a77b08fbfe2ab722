package build_test

import (
	"testing"

	"vagvisare/cmd/vagvisare/internal/site"
)

// BenchmarkWord makes a Word file: of a checklist, since a site may have thousands, and of a
// large plan.
func BenchmarkWord(b *testing.B) {
	r := portal(b, nil)
	for name, path := range map[string]string{"checklist": "checklistor/infor-beslut/", "plan": "planer/digital-tillsyn/nyttokalkyl/"} {
		b.Run(name, func(b *testing.B) { benchmarkWord(b, r.Renderer.Word, r.Site.At(path)) })
	}
}

func benchmarkWord(b *testing.B, write func(*site.Page) ([]byte, error), p *site.Page) {
	for b.Loop() {
		data, err := write(p)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(data)))
	}
}
