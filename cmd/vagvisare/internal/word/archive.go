package word

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// Limits of what is read. What a zip says about sizes is not believed: bytes are counted as they
// are unpacked.
const (
	maxFiles  = 1000
	maxBytes  = 50 << 20 // of the file, and of all that is unpacked
	maxPart   = 20 << 20 // of one part
	maxListed = 4 << 20  // of the list of files that a zip ends with
)

// An archive is a document's zip, opened.
type archive struct {
	files map[string]*zip.File // by their name in lower case: names are equal whatever their case
	left  int64                // bytes that may still be unpacked
}

// oleHead begins files of Word before 2007, and encrypted ones of today ([MS-CFB] 2.2).
var oleHead = []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")

// openArchive opens a zip without unpacking anything.
func openArchive(r io.ReaderAt, size int64) (*archive, *diag.Problem) {
	head := make([]byte, len(oleHead))
	if n, _ := r.ReadAt(head, 0); bytes.Equal(head[:n], oleHead) {
		return nil, &diag.Problem{Code: diag.WordEncrypted}
	}
	if size > maxBytes {
		return nil, tooLarge(maxBytes)
	}
	budget := &budgetReader{ReaderAt: r, left: maxListed}
	z, err := zip.NewReader(budget, size)
	if errors.Is(err, errBudget) {
		return nil, tooLarge(maxBytes)
	}
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, &diag.Problem{Code: diag.WordUnreadable}
	}
	if len(z.File) > maxFiles {
		return nil, tooLarge(maxBytes)
	}
	budget.left = 1 << 62 // from here on, what is unpacked is counted
	a := &archive{files: map[string]*zip.File{}, left: maxBytes}
	for _, f := range z.File {
		if name := partName(f.Name); a.files[name] == nil {
			a.files[name] = f
		}
	}
	return a, nil
}

func tooLarge(limit int) *diag.Problem {
	return &diag.Problem{Code: diag.WordTooLarge, Args: []any{fmt.Sprintf("%d MB", limit>>20)}}
}

// partName returns the one form of a part's name that names are compared in. Nothing is ever
// written by it, so that one which leads out of the document merely finds nothing.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// A budgetReader reads until its budget is used up.
type budgetReader struct {
	io.ReaderAt
	left int64
}

var errBudget = errors.New("more than may be read")

func (b *budgetReader) ReadAt(p []byte, off int64) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, errBudget
	}
	return b.ReaderAt.ReadAt(p, off)
}

// Errors of read.
var (
	errMissing  = errors.New("no such part")
	errTooLarge = errors.New("the part is too large")
)

// read unpacks a part.
func (a *archive) read(name string) ([]byte, error) {
	f := a.files[partName(name)]
	if f == nil {
		return nil, errMissing
	}
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	limit := min(maxPart, a.left)
	data, err := io.ReadAll(io.LimitReader(in, limit+1))
	a.left -= int64(len(data))
	if int64(len(data)) > limit {
		return nil, errTooLarge
	}
	return data, err
}
