package move

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/load"
)

// An overlay is a site's folder as it will be after a move. Only content/ differs.
type overlay struct {
	base    fs.FS
	files   map[string]overlaid // by path from the site's root
	folders map[string][]string // the names in each folder of content/, sorted
}

type overlaid struct {
	fs.DirEntry        // of the file as it lies there now
	name        string // its new name
	from        string // its path now
	data        []byte // its new contents; nil where these are as they were
}

func (o overlaid) Name() string { return o.name }

// Info returns what is known of the file as it will be.
func (o overlaid) Info() (fs.FileInfo, error) { return info{o.name, int64(len(o.data)), 0o444}, nil }

// list lists all files of content/ in the form that the system has their names in.
func list(root fs.FS) (map[string]fs.DirEntry, error) {
	files := map[string]fs.DirEntry{}
	err := fs.WalkDir(root, "content", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name] = d
		}
		return err
	})
	return files, err
}

// newOverlay returns a site with its files under new names, and with new contents by their old names.
func newOverlay(base fs.FS, files map[string]fs.DirEntry, r *renaming, contents map[string][]byte) *overlay {
	o := &overlay{base: base, files: map[string]overlaid{}, folders: map[string][]string{"content": nil}}
	for name, entry := range files {
		to := r.onDisk(name)
		o.files[to] = overlaid{DirEntry: entry, name: path.Base(to), from: name, data: contents[name]}
		for child := to; child != "content"; child = path.Dir(child) {
			o.folders[path.Dir(child)] = append(o.folders[path.Dir(child)], path.Base(child))
		}
	}
	for dir, names := range o.folders {
		slices.Sort(names)
		o.folders[dir] = slices.Compact(names)
	}
	return o
}

// onDisk returns the new path of a file, both from the site's root and as the system spells them.
func (r *renaming) onDisk(name string) string {
	old := strings.TrimPrefix(load.Tidy(name), "content/")
	if to := r.of(old); to != old {
		if old == r.from {
			return "content/" + to
		}
		depth := 2 + strings.Count(r.from, "/")
		return path.Join(append([]string{"content", r.to}, strings.Split(name, "/")[depth:]...)...)
	}
	return name
}

// Open opens a file as it will be.
func (o *overlay) Open(name string) (fs.File, error) {
	if name != "content" && !strings.HasPrefix(name, "content/") {
		return o.base.Open(name)
	}
	if names, ok := o.folders[name]; ok {
		return &folder{info: info{path.Base(name), 0, fs.ModeDir | 0o555}, names: names}, nil
	}
	f, ok := o.files[name]
	switch {
	case !ok:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case f.data == nil:
		return o.base.Open(f.from)
	}
	return &memory{Reader: bytes.NewReader(f.data), info: info{f.name, int64(len(f.data)), 0o444}}, nil
}

// ReadDir lists a folder as it will be.
func (o *overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	names, ok := o.folders[name]
	if !ok {
		return fs.ReadDir(o.base, name)
	}
	entries := make([]fs.DirEntry, len(names))
	for i, child := range names {
		if f, isFile := o.files[path.Join(name, child)]; isFile {
			entries[i] = f
		} else {
			entries[i] = fs.FileInfoToDirEntry(info{child, 0, fs.ModeDir | 0o555})
		}
	}
	return entries, nil
}

type info struct {
	name string
	size int64
	mode fs.FileMode
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return i.mode }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.mode.IsDir() }
func (i info) Sys() any           { return nil }

// A memory is an open file whose contents are in memory.
type memory struct {
	*bytes.Reader
	info info
}

func (m *memory) Stat() (fs.FileInfo, error) { return m.info, nil }
func (m *memory) Close() error               { return nil }

// A folder is an open folder, of which all that is asked is what it is.
type folder struct {
	info  info
	names []string
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *folder) Close() error               { return nil }
func (f *folder) Read([]byte) (int, error)   { return 0, errors.Join(fs.ErrInvalid, io.EOF) }
