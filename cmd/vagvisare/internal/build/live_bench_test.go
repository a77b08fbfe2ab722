package build_test

import (
	"flag"
	"io/fs"
	"os"
	"testing"
	"time"

	"vagvisare/assets"
	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/layouts"
)

var corpus = flag.String("corpus", "", "folder of the site that BenchmarkLive reads")

// BenchmarkLive tells how long a site takes to be read and linked, and to be linked again.
//
//	go test ./cmd/vagvisare/internal/build -run - -bench Live -corpus DIR
func BenchmarkLive(b *testing.B) {
	if *corpus == "" {
		b.Skip("no -corpus")
	}
	opt := build.Options{
		Root: os.DirFS(*corpus), Date: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC),
		Defaults: map[string]fs.FS{"layouts": layouts.FS, "assets": assets.FS},
	}
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			build.NewLive(opt)
		}
	})
	live := build.NewLive(opt)
	b.Run("relink", func(b *testing.B) {
		for b.Loop() {
			live.Relink()
		}
	})
}
