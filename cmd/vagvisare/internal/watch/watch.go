// Package watch tells which files of a site have changed.
//
// It listens to the system where that tells, and looks through the folders besides: network shares, and folders of
// another system that are mounted, tell nothing. What counts is what a file says, not when it was
// written. The package owns fsnotify.
package watch

import (
	"context"
	"errors"
	"maps"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Options say what to watch.
type Options struct {
	Root   string            // the site's folder
	Tops   []string          // folders in it, such as "content"; they need not be there
	Ignore func(string) bool // names of files and folders that are left alone
	Poll   bool              // only look, do not listen
	Warn   func(error)       // is told why the system cannot be listened to; may be nil
}

const (
	// moment is waited for after the first event: a save is often several.
	moment = 4 * time.Millisecond
	// settled is how long it must be quiet before what was touched is looked at again. An editor may have been in
	// the middle of a save.
	settled = 60 * time.Millisecond
	// longest is what a look is put off by events that never cease.
	longest = 250 * time.Millisecond
)

// A Watcher knows what the folders held when it last looked.
type Watcher struct {
	Options
	events  *fsnotify.Watcher // nil where nothing is told
	files   map[string]stamp  // by name
	pending map[string]bool   // to be looked at as soon as the moment is over
	touched map[string]bool   // to be looked at when it is quiet
	scanned bool
}

// New begins to watch: what the folders hold now is taken to be known. Run or Close ends it.
func New(opt Options) *Watcher {
	w := &Watcher{Options: opt, files: map[string]stamp{}, pending: map[string]bool{}, touched: map[string]bool{}}
	if w.Warn == nil {
		w.Warn = func(error) {}
	}
	w.listen()
	w.scan()
	return w
}

// Close lets go of what the system is asked to tell. It may be called again.
func (w *Watcher) Close() {
	if w.events != nil {
		w.events.Close()
		w.events = nil
	}
}

// Run watches until the context ends, and calls changed with the names of files that have changed, come or gone since New, as
// slash-separated paths from the root, sorted. It is called from one goroutine.
func (w *Watcher) Run(ctx context.Context, changed func(names []string)) {
	defer w.Close()
	w.run(ctx, changed)
}

// listen begins to listen to the system.
func (w *Watcher) listen() {
	if w.Poll {
		return
	}
	var err error
	if w.events, err = fsnotify.NewBufferedWatcher(4096); err != nil {
		w.events = nil
		w.Warn(err)
	}
}

func (w *Watcher) run(ctx context.Context, changed func([]string)) {
	first, quiet, look := newTimer(), newTimer(), time.NewTimer(0)
	var since time.Time // when the oldest of what is touched was
	var told <-chan fsnotify.Event
	var failed <-chan error
	if w.events != nil {
		told, failed = w.events.Events, w.events.Errors
	}
	// Something is to be looked at soon, and again when it is quiet.
	noted := func(before int) {
		if before == 0 {
			first.Reset(moment)
		}
		if since.IsZero() {
			since = time.Now()
		}
		quiet.Reset(min(settled, max(0, longest-time.Since(since))))
	}
	report := func(names []string) {
		if len(names) > 0 {
			changed(names)
		}
	}
	for {
		before := len(w.pending)
		select {
		case <-ctx.Done():
			return
		case event, listening := <-told:
			if !listening { // any more
				told, failed = nil, nil
			} else if w.take(event) {
				noted(before)
			}
		case err := <-failed:
			if errors.Is(err, fsnotify.ErrEventOverflow) {
				look.Reset(moment)
			} else {
				w.Warn(err)
			}
		case <-first.C:
			report(w.look(w.pending, false))
			clear(w.pending)
		case <-quiet.C:
			since = time.Time{}
			report(w.look(w.touched, true))
			clear(w.touched)
		case <-look.C:
			begun := time.Now()
			if odd := w.scan(); len(odd) > 0 { // perhaps in the middle of a save
				maps.Copy(w.pending, odd)
				maps.Copy(w.touched, odd)
				noted(before)
			}
			look.Reset(w.pause(time.Since(begun)))
		}
	}
}

// pause returns how long to wait before the folders are looked through again, after that has taken some time: it
// must not keep a machine or a network busy.
func (w *Watcher) pause(took time.Duration) time.Duration {
	if w.events == nil {
		return max(300*time.Millisecond, 4*took)
	}
	return max(1500*time.Millisecond, 40*took)
}

func newTimer() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}
