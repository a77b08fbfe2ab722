package publish

import (
	"io"
)

// begin starts the count of a stage.
func (r *run) begin(stage string, names []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.progress = Progress{Stage: stage, TotalFiles: len(names)}
	if stage == "send" {
		r.progress.TotalBytes = r.plan.Bytes
	}
	r.tell()
}

// done counts a file.
func (r *run) done() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.progress.Files++
	r.tell()
}

// count counts bytes, or takes them back.
func (r *run) count(bytes int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.progress.Bytes += bytes
	r.tell()
}

func (r *run) tell() {
	if r.plan.opt.Progress != nil {
		r.plan.opt.Progress(r.progress)
	}
}

// counted counts a content's bytes as they are read, and only once where it is read again.
func (r *run) counted(c Content) Content {
	open := c.Open
	var furthest int64
	c.Open = func() (io.ReadSeekCloser, error) {
		f, err := open()
		return &counter{ReadSeekCloser: f, run: r, furthest: &furthest}, err
	}
	return c
}

type counter struct {
	io.ReadSeekCloser
	run      *run
	at       int64
	furthest *int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.ReadSeekCloser.Read(p)
	c.at += int64(n)
	if more := c.at - *c.furthest; more > 0 {
		*c.furthest = c.at
		c.run.count(more)
	}
	return n, err
}

func (c *counter) Seek(offset int64, whence int) (int64, error) {
	at, err := c.ReadSeekCloser.Seek(offset, whence)
	c.at = at
	return at, err
}
