package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"
)

// beside are the steps that use one processor and no browser. They are done one after the other, while those that follow them
// are done, which wait for a browser now and then.
var beside = []string{"spelling", "html", "word"}

// perform runs steps and returns the exit status.
func perform(s *session, steps []step, w io.Writer) int {
	r := &reporter{w: w}
	var others sync.WaitGroup
	started := false
	for i, one := range steps {
		switch {
		case !slices.Contains(beside, one.name):
			r.run(s, one)
		case !started:
			started = true
			others.Go(func() {
				for _, other := range steps[i:] {
					if slices.Contains(beside, other.name) {
						r.run(s, other)
					}
				}
			})
		}
	}
	others.Wait()
	return r.end(s.ctx.Err())
}

// A reporter tells what becomes of steps, each when it ends.
type reporter struct {
	w              io.Writer
	mu             sync.Mutex
	passed, failed int
	left           []string
}

// run runs a step, unless everything has been called off.
func (r *reporter) run(s *session, one step) {
	if s.ctx.Err() != nil {
		return
	}
	started := time.Now()
	var t tally
	one.run(s, &t)
	if err := s.ctx.Err(); err != nil {
		t.fail("%s: %v", one.name, err)
	}
	r.tell(one.name, time.Since(started), &t)
}

func (r *reporter) tell(name string, took time.Duration, t *tally) {
	r.mu.Lock()
	defer r.mu.Unlock()
	verdict := "ok"
	switch {
	case t.failed > 0:
		verdict = "FAILED"
	case t.left != "":
		verdict = "LEFT"
		r.left = append(r.left, name+" was left out: "+t.left)
	}
	fmt.Fprintf(r.w, "%-12s %-6s %6.1f s  %d passed, %d failed\n", name, verdict, took.Seconds(), t.passed, t.failed)
	for _, text := range slices.Concat(t.notes, t.messages) {
		fmt.Fprint(r.w, indent(text))
	}
	r.passed, r.failed = r.passed+t.passed, r.failed+t.failed
}

// end tells what the steps come to, and returns the exit status. They may have been called off.
func (r *reporter) end(off error) int {
	for _, why := range r.left {
		fmt.Fprintln(r.w, why)
	}
	fmt.Fprintf(r.w, "%d passed, %d failed\n", r.passed, r.failed)
	if r.failed > 0 || off != nil {
		return 1
	}
	return 0
}

func indent(text string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.TrimRight(text, "\n") + "\n") {
		b.WriteString("    " + line)
	}
	return b.String()
}
