package publish_test

import (
	"bytes"
	"context"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"maps"
	"strings"
	"sync"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// A memory is a host that forgets everything when the test ends. After each change it lets somebody look at what
// visitors see, and from a change of some number on it fails, as for a run that has been killed.
type memory struct {
	mu      sync.Mutex
	files   map[string][]byte
	changed func(files map[string][]byte)
	changes int
	dies    int  // after so many changes; 0 for never
	knows   bool // MD5 and headers, as S3 does
}

var errDead = errors.New("the host is gone")

func (m *memory) String() string     { return "memory" }
func (m *memory) Headers() bool      { return m.knows }
func (m *memory) Passing(error) bool { return false }
func (m *memory) Close() error       { return nil }

// change does something to the files, if the host still lives.
func (m *memory) change(do func() error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.dies > 0 && m.changes >= m.dies {
		return errDead
	}
	m.changes++
	err := do()
	if m.changed != nil {
		m.changed(m.files)
	}
	return err
}

func (m *memory) List(context.Context) (map[string]publish.Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	entries := map[string]publish.Entry{}
	for name, data := range m.files {
		entry := publish.Entry{Size: int64(len(data))}
		if m.knows {
			sum := md5.Sum(data)
			entry.MD5 = hex.EncodeToString(sum[:])
		}
		entries[name] = entry
	}
	return entries, nil
}

func (m *memory) Read(_ context.Context, name string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	data, ok := m.files[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return bytes.Clone(data), nil
}

func (m *memory) Create(_ context.Context, name string, data []byte) error {
	return m.change(func() error {
		if _, ok := m.files[name]; ok {
			return fs.ErrExist
		}
		m.files[name] = bytes.Clone(data)
		return nil
	})
}

func (m *memory) Put(_ context.Context, name, _ string, content publish.Content) error {
	f, err := content.Open()
	if err != nil {
		return err
	}
	data, err := io.ReadAll(f)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return m.change(func() error {
		m.files[name] = data
		return nil
	})
}

func (m *memory) Copy(_ context.Context, from, to string) error {
	return m.change(func() error {
		data, ok := m.files[from]
		if !ok {
			return &fs.PathError{Op: "copy", Path: from, Err: fs.ErrNotExist}
		}
		m.files[to] = data
		return nil
	})
}

func (m *memory) Move(_ context.Context, from, to string) error {
	return m.change(func() error {
		data, ok := m.files[from]
		if !ok {
			return &fs.PathError{Op: "move", Path: from, Err: fs.ErrNotExist}
		}
		m.files[to] = data
		delete(m.files, from)
		return nil
	})
}

func (m *memory) Remove(_ context.Context, name string) error {
	return m.change(func() error {
		delete(m.files, name)
		return nil
	})
}

// site returns the files that are not Vägvisare's own.
func (m *memory) site() map[string]string {
	m.mu.Lock()
	defer m.mu.Unlock()
	files := map[string]string{}
	for name, data := range m.files {
		if !strings.HasPrefix(name, ".vagvisare/") {
			files[name] = string(data)
		}
	}
	return files
}

// clone returns a host that holds the same, and lives.
func (m *memory) clone() *memory {
	m.mu.Lock()
	defer m.mu.Unlock()
	return &memory{files: maps.Clone(m.files), knows: m.knows}
}
