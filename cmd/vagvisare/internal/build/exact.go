package build

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"io/fs"
)

// exact is a file system whose file must still be what it was when the site was read. It is published under a name that tells
// its contents, and whoever has fetched it once keeps it by that name: other contents, or half a film, would
// never be replaced there.
type exact struct {
	fs.FS
	hash string // SHA-256 of the contents, in hexadecimal
}

func (e exact) Open(name string) (fs.File, error) {
	f, err := e.FS.Open(name)
	if err != nil {
		return nil, err
	}
	return &exactFile{f, name, e.hash, sha256.New()}, nil
}

// An exactFile fails at its end unless it has held what it should.
type exactFile struct {
	fs.File
	name, want string
	sum        hash.Hash
}

func (f *exactFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.sum.Write(p[:n])
	if err == io.EOF && hex.EncodeToString(f.sum.Sum(nil)) != f.want {
		err = fmt.Errorf("%s has changed since it was read: build again when it is saved", f.name)
	}
	return n, err
}
