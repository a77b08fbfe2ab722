// Package compress makes compressed copies of text files, for hosts that send them instead
// of compressing a file each time that someone asks for it.
//
// The same file gives the same bytes, whenever and wherever it is compressed: nothing of
// the machine is in them, and a file is always fed in pieces of the same size.
package compress

import (
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"vagvisare/cmd/vagvisare/internal/write"
)

// Variants returns what is to lie beside text files: with the ending .br a copy that is
// compressed by brotli, with .gz one by gzip.
func Variants() []write.Variant {
	return []write.Variant{brotliMethod.variant(), gzipMethod.variant()}
}

// A method is a way of compressing.
type method struct {
	ending   string
	module   string // that does it
	usual    int    // level for most files
	best     int    // level for files that every page needs
	settings string // whatever else its encoders are made with
	encoder  func(level int) encoder
}

func (m method) variant() write.Variant {
	usual, best := newPool(m.encoder, m.usual), newPool(m.encoder, m.best)
	return write.Variant{
		Ending: m.ending,
		Recipe: m.recipe(),
		Wants:  wants,
		Pays:   pays,
		Make: func(to io.Writer, from io.Reader, name string, size int64) error {
			if everyPageNeeds(name, size) {
				return best.compress(to, from)
			}
			return usual.compress(to, from)
		},
	}
}

// recipe names all that decides which variants there are, and what they hold.
func (m method) recipe() string {
	return fmt.Sprintf("%s %s, level %d, %d in %s up to %d bytes, %s; from %d bytes, saving %d bytes and %d %%; %s",
		m.module, version(m.module), m.usual, m.best, shared, sharedLimit, m.settings,
		minSize, minGain, minPercent, strings.Join(texts, " "))
}

// version returns the version of a module in this program, or "" if it does not know.
func version(module string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, m := range info.Deps {
		if m.Path == module {
			return m.Version
		}
	}
	return ""
}
