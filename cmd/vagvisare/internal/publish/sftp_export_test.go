package publish

import (
	"testing"
	"time"
)

// HurrySFTP makes hosts that are opened while a test lasts ask their servers often whether they are there, give them some time to
// answer, and wait for none when the run is stopped.
func HurrySFTP(t *testing.T, silent time.Duration) {
	old := usual
	t.Cleanup(func() { usual = old })
	usual.quiet, usual.silent, usual.end = 50*time.Millisecond, silent, 20*time.Millisecond
}

// HurryLogin makes hosts that are opened while a test lasts wait only for a moment to be let in.
func HurryLogin(t *testing.T) {
	old := usual
	t.Cleanup(func() { usual = old })
	usual.login = 50 * time.Millisecond
}
