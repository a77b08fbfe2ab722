package publish

import (
	"context"
	"errors"
	"io"
)

// A Host is a place that visitors read files from, at any time. Paths are slash-separated and relative
// to the site's root on the host. Its methods may be called from several goroutines.
//
// Errors are told as they should be read: what was attempted, at which path, and what to do about it.
// None of them holds a secret.
type Host interface {
	// String is the host's address as a user would write it, without secrets.
	String() string

	// List returns every file below the site's root, those of other sites and of .vagvisare/ included.
	// An address where nothing lies yet has none.
	List(ctx context.Context) (map[string]Entry, error)

	// Read returns a small file; fs.ErrNotExist if there is none.
	Read(ctx context.Context, path string) ([]byte, error)

	// Create makes a small file, unless there is one already: then the error is fs.ErrExist.
	Create(ctx context.Context, path string, data []byte) error

	// Put makes a file at a path, with the headers that belong to another path, so that it can be moved
	// there. Visitors see the old file, or none, until the new one is whole. Folders are made as needed.
	Put(ctx context.Context, path, as string, content Content) error

	// Copy makes a copy of a file of the host at another path, headers included, under the same promise.
	// Where the host can do it, no content is sent.
	Copy(ctx context.Context, from, to string) error

	// Move is Copy, and then the first file is gone.
	Move(ctx context.Context, from, to string) error

	// Remove removes a file, and the folders that this leaves empty. It is no error if there is none.
	Remove(ctx context.Context, path string) error

	// Passing reports whether what failed with the error may succeed if it is tried again.
	Passing(err error) bool

	// Headers reports whether the host keeps the headers with which a file is to be served. Others
	// leave that to the configuration of a web server.
	Headers() bool

	Close() error
}

// An Entry is what a host tells of a file.
type Entry struct {
	Size int64  // in bytes
	MD5  string // in hex, if the host knows it; else ""
}

// A Content is what a file holds. It can be read again, after a failure.
type Content struct {
	Size int64  // in bytes
	MD5  string // in hex
	Open func() (io.ReadSeekCloser, error)
}

// ErrFull is what Put, Copy and Create answer, wrapped, when the host has no room left.
var ErrFull = errors.New("no space is left there")

// own is the folder on a host that holds what must be remembered.
const own = ".vagvisare/"

const (
	manifestPath = own + "manifest" // what visitors see
	beforePath   = own + "before"   // the version before
	statePath    = own + "state.json"
	touchedPath  = own + "touched.json" // while a run is under way
	lockPath     = own + "lock.json"
	keptFolder   = own + "kept/"  // files of the version before, named by their SHA-256
	stageFolder  = own + "stage/" // files that wait to take their places
)
