package write

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
)

// Manifest returns what the last complete run published in dir: each path, slash-separated
// and relative to dir, with the SHA-256 of its bytes in hex. If there was no such run, the
// error is fs.ErrNotExist.
func Manifest(dir string) (map[string]string, error) {
	f := &folder{dir: dir}
	return readManifest(f.meta("manifest"))
}

func readManifest(name string) (map[string]string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, failure("read", name, err)
	}
	sums, err := ParseManifest(data)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return sums, nil
}

// ParseManifest reads lines as sha256sum writes them. It refuses names that Tree would
// refuse, since files are removed by what it returns.
func ParseManifest(data []byte) (map[string]string, error) {
	sums := map[string]string{}
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		sum, file, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok || len(sum) != 2*sha256.Size || checkName(file) != nil {
			return nil, fmt.Errorf("line %d is not a checksum, two spaces and a path", number)
		}
		sums[file] = sum
	}
	return sums, nil
}

// FormatManifest writes lines that `sha256sum -c` reads, sorted by path.
func FormatManifest(sums map[string]string) []byte {
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		fmt.Fprintf(&b, "%s  %s\n", sums[name], name)
	}
	return b.Bytes()
}

// writePending announces what is about to be published, so that files of a run that is
// killed half-way are known as ours. It is there whole or not at all.
func (f *folder) writePending(sums map[string]string) error {
	staged := f.meta("stage", "pending")
	err := os.MkdirAll(f.meta("stage"), 0o777)
	if err == nil {
		err = writeSynced(staged, FormatManifest(sums))
	}
	if err == nil {
		err = os.Rename(staged, f.meta("pending"))
	}
	if err != nil {
		return failure("write", f.meta("pending"), err)
	}
	return nil
}

// writeSynced writes a file that outlives a power cut. Pages need not: one that was cut
// off differs from the tree, so the next run writes it anew. What is ours cannot be
// found out anew.
func writeSynced(name string, data []byte) error {
	w, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	if err == nil {
		err = w.Sync()
	}
	return errors.Join(err, w.Close())
}

// publishPending makes the pending manifest that of the last complete run.
func (f *folder) publishPending() error {
	if err := os.Rename(f.meta("pending"), f.meta("manifest")); err != nil {
		return failure("write", f.meta("manifest"), err)
	}
	return nil
}

// readIfAny is readManifest, with nil for a file that does not exist.
func readIfAny(name string) (map[string]string, error) {
	sums, err := readManifest(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return sums, err
}
