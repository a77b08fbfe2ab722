package publish

import (
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
)

// Hurry makes all waits short while a test lasts.
func Hurry(t *testing.T) {
	oldWait, oldBeat, oldLease, oldUnit := firstWait, beat, lease, minio.DefaultRetryUnit
	t.Cleanup(func() { firstWait, beat, lease, minio.DefaultRetryUnit = oldWait, oldBeat, oldLease, oldUnit })
	firstWait, beat, lease, minio.DefaultRetryUnit = time.Millisecond, 20*time.Millisecond, 80*time.Millisecond, time.Millisecond
}

// Hush makes a connection break sooner that says nothing, while a test lasts.
func Hush(t *testing.T, after time.Duration) {
	old := silence
	t.Cleanup(func() { silence = old })
	silence = after
}
