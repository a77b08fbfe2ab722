package watch

import (
	"hash/maphash"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A stamp is what is known of a file.
type stamp struct {
	size int64
	time time.Time
	sum  uint64 // of what it says; 0 where that is not known
}

// take notes what an event is about, and reports whether that is anything to look at.
func (w *Watcher) take(event fsnotify.Event) bool {
	name, inside := w.name(event.Name)
	if !inside || event.Op == fsnotify.Chmod {
		return false
	}
	if info, err := os.Stat(event.Name); err == nil && info.IsDir() {
		found := false
		w.walk(name, func(name string, _ fs.FileInfo) {
			w.pending[name], w.touched[name], found = true, true, true
		})
		return found
	}
	w.pending[name], w.touched[name] = true, true
	// A folder that is gone takes along what lay in it.
	if _, known := w.files[name]; !known && event.Has(fsnotify.Remove|fsnotify.Rename) {
		for other := range w.files {
			if strings.HasPrefix(other, name+"/") {
				w.pending[other], w.touched[other] = true, true
			}
		}
	}
	return true
}

// name returns the slash-separated path of a file from the root, and whether it is one that is watched.
func (w *Watcher) name(file string) (string, bool) {
	rel, err := filepath.Rel(w.Root, file)
	if err != nil {
		return "", false
	}
	name := filepath.ToSlash(rel)
	top, _, _ := strings.Cut(name, "/")
	if !slices.Contains(w.Tops, top) {
		return "", false
	}
	for part := range strings.SplitSeq(name, "/") {
		if w.Ignore(part) {
			return "", false
		}
	}
	return name, true
}

// look returns those of some files, sorted, that say something else than when they were last looked at. Where it is not
// settled, a file that is gone or empty is left for later: many programs save like that.
func (w *Watcher) look(names map[string]bool, settled bool) []string {
	var changed []string
	for name := range names {
		before, known := w.files[name]
		now, there := w.stamp(name)
		switch {
		case !there && known && settled:
			delete(w.files, name)
			changed = append(changed, name)
		case !there, !settled && now.size == 0:
		case !known || before.sum != now.sum || now.sum == 0 && (before.size != now.size || !before.time.Equal(now.time)):
			w.files[name] = now
			changed = append(changed, name)
		default:
			w.files[name] = now
		}
	}
	slices.Sort(changed)
	return changed
}

// largest is how large a file may be, in bytes, to be read for what it says. Of others the time counts.
const largest = 8e6

var seed = maphash.MakeSeed()

// stamp returns what is to be known of a file, and whether it is there.
func (w *Watcher) stamp(name string) (stamp, bool) {
	f, err := os.Open(filepath.Join(w.Root, filepath.FromSlash(name)))
	if err != nil {
		return stamp{}, false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return stamp{}, false
	}
	s := stamp{size: info.Size(), time: info.ModTime()}
	if s.size <= largest {
		var hash maphash.Hash
		hash.SetSeed(seed)
		if _, err := io.Copy(&hash, f); err == nil {
			s.sum = max(1, hash.Sum64())
		}
	}
	return s, true
}

// scan looks through all folders, listens to new ones, and returns the files that seem to be others than before. Those that
// are met in the first scan are only noted.
func (w *Watcher) scan() map[string]bool {
	first := !w.scanned
	w.scanned = true
	seen, odd := map[string]bool{}, map[string]bool{}
	for _, top := range w.Tops {
		w.walk(top, func(name string, info fs.FileInfo) {
			seen[name] = true
			before, known := w.files[name]
			switch {
			case first:
				w.files[name] = stamp{size: info.Size(), time: info.ModTime()}
			case !known, before.size != info.Size(), !before.time.Equal(info.ModTime()):
				odd[name] = true
			}
		})
	}
	for name := range w.files {
		if !seen[name] {
			odd[name] = true
		}
	}
	return odd
}

// walk calls a function with the files of a folder and of those in it, and listens to these. What cannot be read is left out.
func (w *Watcher) walk(top string, file func(name string, info fs.FileInfo)) {
	root := filepath.Join(w.Root, filepath.FromSlash(top))
	filepath.WalkDir(root, func(at string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case at != root && w.Ignore(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			w.add(at)
			return nil
		}
		info, err := os.Stat(at) // of what a symbolic link leads to
		rel, relErr := filepath.Rel(root, at)
		if err == nil && relErr == nil && info.Mode().IsRegular() {
			file(path.Join(top, filepath.ToSlash(rel)), info)
		}
		return nil
	})
}

// add listens to a folder.
func (w *Watcher) add(dir string) {
	if w.events == nil {
		return
	}
	if err := w.events.Add(dir); err != nil {
		w.Warn(err)
		w.Close()
	}
}
