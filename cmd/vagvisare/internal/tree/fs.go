package tree

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

var (
	errFolder    = errors.New("is a folder")
	errNotFolder = errors.New("is not a folder")
)

// Open opens a file or a folder. A copied file is read in pieces; any other is made now,
// and what its function answers as an error comes wrapped in an *fs.PathError.
func (t *Tree) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if e, ok := t.files[name]; ok {
		return e.open(name)
	}
	entries, err := t.ReadDir(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &openDir{info: info{name: path.Base(name), dir: true}, entries: entries}, nil
}

// ReadFile makes the file at the path, or reads the one that is copied there. The bytes
// are the caller's to change.
func (t *Tree) ReadFile(name string) ([]byte, error) {
	e, ok := t.files[name]
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: name, Err: t.notFile(name)}
	}
	if e.from != nil {
		data, err := fs.ReadFile(e.from, e.source)
		return data, wrap("copy", name, err)
	}
	data, err := e.make()
	if err != nil {
		return nil, wrap("make", name, err)
	}
	// A function may hand out the same bytes each time.
	return bytes.Clone(data), nil
}

// notFile tells why there is no file at name.
func (t *Tree) notFile(name string) error {
	if !fs.ValidPath(name) {
		return fs.ErrInvalid
	}
	if t.isDir(name) {
		return errFolder
	}
	return fs.ErrNotExist
}

// Stat describes a file or a folder; a file is made to learn its size.
func (t *Tree) Stat(name string) (fs.FileInfo, error) {
	f, err := t.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Stat()
}

// ReadDir lists a folder, sorted by name. It makes no file.
func (t *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	if !t.isDir(name) {
		err := t.notFile(name)
		if t.Has(name) {
			err = errNotFolder
		}
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: err}
	}
	entries := make([]fs.DirEntry, 0, len(t.dirs[name]))
	for _, child := range t.dirs[name] {
		full := path.Join(name, child)
		entries = append(entries, dirEntry{tree: t, path: full, dir: t.isDir(full)})
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

func (t *Tree) isDir(name string) bool {
	_, ok := t.dirs[name]
	return ok || name == "." // the zero Tree has its root too
}

func (e entry) open(name string) (fs.File, error) {
	if e.from != nil {
		f, err := openCopy(name, e.from, e.source)
		return f, wrap("copy", name, err)
	}
	data, err := e.make()
	if err != nil {
		return nil, wrap("make", name, err)
	}
	return &madeFile{
		Reader: bytes.NewReader(data),
		info:   info{name: path.Base(name), size: int64(len(data))},
	}, nil
}

// openCopy opens source under another name. The result can seek if the source can.
func openCopy(name string, from fs.FS, source string) (fs.File, error) {
	f, err := from.Open(source)
	if err != nil {
		return nil, err
	}
	stat, err := f.Stat()
	if err == nil && stat.IsDir() {
		err = &fs.PathError{Op: "open", Path: source, Err: errFolder}
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	c := copiedFile{File: f, info: info{name: path.Base(name), size: stat.Size()}}
	if s, ok := f.(io.Seeker); ok {
		return seekableFile{copiedFile: c, Seeker: s}, nil
	}
	return c, nil
}

// wrap returns nil for nil, unlike the literal that it saves.
func wrap(op, name string, err error) error {
	if err == nil {
		return nil
	}
	return &fs.PathError{Op: op, Path: name, Err: err}
}

// A dirEntry does not make its file until its size is asked for.
type dirEntry struct {
	tree *Tree
	path string
	dir  bool
}

func (e dirEntry) Name() string               { return path.Base(e.path) }
func (e dirEntry) IsDir() bool                { return e.dir }
func (e dirEntry) Type() fs.FileMode          { return info{dir: e.dir}.Mode().Type() }
func (e dirEntry) Info() (fs.FileInfo, error) { return e.tree.Stat(e.path) }

type madeFile struct {
	*bytes.Reader
	info info
}

func (f *madeFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *madeFile) Close() error               { return nil }

// A copiedFile has the name of its place in the tree, not that of its source.
type copiedFile struct {
	fs.File
	info info
}

func (f copiedFile) Stat() (fs.FileInfo, error) { return f.info, nil }

// A seekableFile is what net/http needs to serve a part of a file.
type seekableFile struct {
	copiedFile
	io.Seeker
}

type openDir struct {
	info    info
	entries []fs.DirEntry // not yet read
}

func (d *openDir) Stat() (fs.FileInfo, error) { return d.info, nil }
func (d *openDir) Close() error               { return nil }
func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.info.name, Err: errFolder}
}

func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(d.entries) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(d.entries) {
		n = len(d.entries)
	}
	head := slices.Clip(d.entries[:n])
	d.entries = d.entries[n:]
	return head, nil
}

type info struct {
	name string
	size int64
	dir  bool
}

func (i info) Name() string { return i.name }
func (i info) Size() int64  { return i.size }
func (i info) Mode() fs.FileMode {
	if i.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.dir }
func (i info) Sys() any           { return nil }
