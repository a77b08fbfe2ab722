package main

import (
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// A progress shows on a terminal how far a build has come. A short build shows nothing.
type progress struct {
	mu      sync.Mutex
	w       io.Writer // nil when nothing is to be shown
	started time.Time
	stage   string
	bar     *progressbar.ProgressBar
}

// patience is how long a build may take before a bar appears.
const patience = time.Second

func newProgress(w io.Writer, silent bool) *progress {
	p := &progress{started: time.Now()}
	if f, ok := w.(*os.File); ok && !silent && term.IsTerminal(int(f.Fd())) {
		p.w = w
	}
	return p
}

// Stage begins a stage; the one before it is done.
func (p *progress) Stage(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	p.stage = name
}

// Progress moves the bar.
func (p *progress) Progress(done, total int) {
	if p.w == nil || time.Since(p.started) < patience {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar == nil {
		p.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(p.w), progressbar.OptionSetDescription(p.stage),
			progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionSetWidth(30),
			progressbar.OptionClearOnFinish())
	}
	p.bar.Set(done)
}

// done takes the bar away.
func (p *progress) done() { p.Stage("") }

func (p *progress) clear() {
	if p.bar != nil {
		p.bar.Clear()
		p.bar = nil
	}
}
