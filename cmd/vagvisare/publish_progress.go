package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// A transfer shows on a terminal how far a publication has come: how much of a stage is done, how fast it goes, and how
// long it will take. A short one shows nothing.
type transfer struct {
	w       io.Writer // nil when nothing is to be shown
	started time.Time
	stage   string
	since   time.Time // when the stage began
	bar     *progressbar.ProgressBar
}

func newTransfer(w io.Writer, silent bool) *transfer {
	t := &transfer{started: time.Now()}
	if f, ok := w.(*os.File); ok && !silent && term.IsTerminal(int(f.Fd())) {
		t.w = w
	}
	return t
}

// show is told how far the run has come. It is called from one goroutine at a time.
func (t *transfer) show(p publish.Progress) {
	if t.w == nil || p.TotalFiles == 0 {
		return
	}
	if t.bar == nil || p.Stage != t.stage {
		t.done()
		t.bar, t.stage, t.since = t.newBar(p), p.Stage, time.Now()
	}
	if p.TotalBytes == 0 {
		t.bar.Set(p.Files)
		return
	}
	t.bar.Set64(min(p.Bytes, p.TotalBytes))
	rate := float64(p.Files) / max(time.Since(t.since).Seconds(), 0.001)
	t.bar.Describe(fmt.Sprintf("%s %d/%d files, %.0f/s", p.Stage, p.Files, p.TotalFiles, rate))
}

// newBar measures bytes where a stage has any, and else files. It fits into 80 columns.
func (t *transfer) newBar(p publish.Progress) *progressbar.ProgressBar {
	options := []progressbar.Option{
		progressbar.OptionSetWriter(late{t.w, t.started.Add(patience)}), progressbar.OptionSetDescription(p.Stage),
		progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true), progressbar.OptionSetWidth(10),
		progressbar.OptionThrottle(100 * time.Millisecond), progressbar.OptionClearOnFinish(),
	}
	if p.TotalBytes > 0 {
		return progressbar.NewOptions64(p.TotalBytes, append(options, progressbar.OptionShowBytes(true))...)
	}
	return progressbar.NewOptions(p.TotalFiles, append(options, progressbar.OptionShowIts(), progressbar.OptionSetItsString("files"))...)
}

// done takes the bar away.
func (t *transfer) done() {
	if t.bar != nil {
		t.bar.Clear()
		t.bar = nil
	}
}

// A late writer lets nothing through before a time. The bar itself begins with its stage, or it would not know how fast that goes.
type late struct {
	io.Writer
	from time.Time
}

func (l late) Write(p []byte) (int, error) {
	if time.Now().Before(l.from) {
		return len(p), nil
	}
	return l.Writer.Write(p)
}
