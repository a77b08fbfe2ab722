package main

import (
	"fmt"
	"strings"
	"sync"
)

// A tally counts the checks of a step, and keeps what is to be said about those that
// failed. It may be used by many goroutines.
type tally struct {
	mu             sync.Mutex
	passed, failed int
	messages       []string // one for each that failed
	notes          []string // what is told whatever comes of the checks
	left           string   // why the step was left out, or ""
}

// leave says that the step was left out, and why.
func (t *tally) leave(why string) { t.left = why }

// note tells something that is no check, such as a figure.
func (t *tally) note(format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.notes = append(t.notes, fmt.Sprintf(format, args...))
}

// pass counts a check that passed.
func (t *tally) pass() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.passed++
}

// fail counts a check that failed, and says why.
func (t *tally) fail(format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.failed++
	t.messages = append(t.messages, strings.TrimRight(fmt.Sprintf(format, args...), "\n"))
}

// check counts one check, which passed when there are no problems.
func (t *tally) check(what string, problems ...string) {
	if len(problems) == 0 {
		t.pass()
		return
	}
	t.fail("%s\n  %s", what, strings.Join(problems, "\n  "))
}

// checkError counts one check, which passed when there is no error.
func (t *tally) checkError(what string, err error) {
	if err == nil {
		t.pass()
		return
	}
	t.fail("%s: %v", what, err)
}
