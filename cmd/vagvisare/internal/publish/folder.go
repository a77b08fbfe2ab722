package publish

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
)

// A folder is a host that is a folder of this machine: a web server's, or that of a file share.
type folder struct {
	dir string

	mu      sync.Mutex
	ready   map[string]bool // folders that have been made
	waiting int             // number of the next file that is written
}

// OpenFolder returns the host that is a folder. It is made, if it is missing, by the first file that comes.
func OpenFolder(dir string) (Host, error) {
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s is a file, not a folder", dir)
	}
	if err == nil {
		// What lies behind a link is meant, also where it is walked through.
		dir, err = filepath.EvalSymlinks(dir)
	} else if missing(err) {
		err = nil
	}
	f := &folder{dir: dir, ready: map[string]bool{}}
	if err != nil {
		return nil, f.explain("open", "", err)
	}
	return f, nil
}

func (f *folder) String() string { return f.dir }
func (f *folder) Headers() bool  { return false }

// Close removes the folder where files waited.
func (f *folder) Close() error {
	f.removeEmpty(stageFolder + "none")
	return nil
}

func (f *folder) at(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

func (f *folder) List(ctx context.Context) (map[string]Entry, error) {
	entries := map[string]Entry{}
	err := filepath.WalkDir(f.dir, func(name string, d fs.DirEntry, err error) error {
		if missing(err) {
			return nil // nothing has been published, or it has just gone
		}
		if err == nil {
			err = context.Cause(ctx)
		}
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if missing(err) {
			return nil
		}
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(f.dir, name)
		if err == nil {
			entries[filepath.ToSlash(rel)] = Entry{Size: info.Size()}
		}
		return err
	})
	return entries, f.explain("list", "", err)
}

func (f *folder) Read(_ context.Context, name string) ([]byte, error) {
	data, err := os.ReadFile(f.at(name))
	return data, f.explain("read", name, err)
}

// Create leaves nothing behind when there is no room for the file.
func (f *folder) Create(_ context.Context, name string, data []byte) error {
	err := f.inFolder(name, func() error {
		w, err := os.OpenFile(f.at(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err != nil {
			return err
		}
		_, err = w.Write(data)
		if err = cmp.Or(err, w.Close()); err != nil {
			err = cmp.Or(err, os.Remove(f.at(name)))
		}
		return err
	})
	return f.explain("write", name, err)
}

// Put writes beside the place and renames: rename(2) is atomic, also over a file that somebody reads.
func (f *folder) Put(ctx context.Context, name, as string, content Content) error {
	err := f.write(name, func(w io.Writer) error {
		r, err := content.Open()
		if err != nil {
			return &localError{err}
		}
		defer r.Close()
		_, err = io.Copy(w, local{stoppable{ctx, r}})
		return err
	})
	return f.explain("write", as, err)
}

// Copy makes a second name for the same bytes where the file system can, since files are never written
// in place, and else a second file.
func (f *folder) Copy(ctx context.Context, from, to string) error {
	beside := f.beside()
	if f.inFolder(beside, func() error { return os.Link(f.at(from), f.at(beside)) }) == nil {
		err := f.rename(beside, to)
		_ = os.Remove(f.at(beside)) // which rename leaves where both are the same file already
		return f.explain("write", to, err)
	}
	err := f.write(to, func(w io.Writer) error {
		r, err := os.Open(f.at(from))
		if err != nil {
			return err
		}
		defer r.Close()
		_, err = io.Copy(w, stoppable{ctx, r})
		return err
	})
	return f.explain("write", to, err)
}

func (f *folder) Move(_ context.Context, from, to string) error {
	if err := f.rename(from, to); err != nil {
		return f.explain("write", to, err)
	}
	f.removeEmpty(from)
	return nil
}

func (f *folder) Remove(_ context.Context, name string) error {
	err := os.Remove(f.at(name))
	if err != nil && !missing(err) {
		return f.explain("remove", name, err)
	}
	f.removeEmpty(name)
	return nil
}

// write makes a file in a place of its own, and renames it to where it belongs.
func (f *folder) write(name string, fill func(io.Writer) error) error {
	beside := f.beside()
	err := f.inFolder(beside, func() error {
		w, err := os.OpenFile(f.at(beside), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
		if err != nil {
			return err
		}
		if err = cmp.Or(fill(w), w.Close()); err != nil {
			err = cmp.Or(err, os.Remove(f.at(beside)))
		}
		return err
	})
	if err != nil {
		return err
	}
	if err = f.rename(beside, name); err != nil {
		err = cmp.Or(err, os.Remove(f.at(beside)))
	}
	return err
}

// beside returns a path that no other file of this run has while it is written.
func (f *folder) beside() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.waiting++
	return fmt.Sprintf("%s%d-%d", stageFolder, os.Getpid(), f.waiting)
}

func (f *folder) rename(from, to string) error {
	return f.inFolder(to, func() error { return os.Rename(f.at(from), f.at(to)) })
}

// inFolder does something that needs the folder of a file. When that has gone since it was made, since somebody removed the last
// other file of it, it is made again.
func (f *folder) inFolder(name string, do func() error) error {
	for attempt := 0; ; attempt++ {
		if err := f.makeFolder(name); err != nil {
			return err
		}
		err := do()
		if !missing(err) || attempt == 2 {
			return err
		}
		f.mu.Lock()
		delete(f.ready, path.Dir(name))
		f.mu.Unlock()
	}
}

// makeFolder makes the folder that a file lies in.
func (f *folder) makeFolder(name string) error {
	dir := path.Dir(name)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ready[dir] {
		return nil
	}
	err := os.MkdirAll(f.at(dir), 0o777)
	f.ready[dir] = err == nil
	return err
}

// removeEmpty removes the folders above a file that has gone, as long as they are empty.
func (f *folder) removeEmpty(name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if os.Remove(f.at(dir)) != nil {
			return // it is not empty
		}
		delete(f.ready, dir)
	}
}
