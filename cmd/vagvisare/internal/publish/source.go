package publish

import (
	"bytes"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"

	"vagvisare/cmd/vagvisare/internal/write"
)

// A source is a site to be published.
type source struct {
	name  string // that it gives itself
	files map[string]file
}

// A file is one of a site. Where its content comes from is either its own or kept on the host.
type file struct {
	sum     string // SHA-256, in hex
	content Content
	kept    string // path on the host; "" when content is what counts
}

// webManifest is the file in which a site tells its name: https://www.w3.org/TR/appmanifest/.
const webManifest = "manifest.webmanifest"

// open reads the output folder of a build, and holds that each file is as the build left it.
func open(dir string) (*source, error) {
	sums, err := write.Manifest(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is no finished site: run “vagvisare build” first", dir)
	}
	if err != nil {
		return nil, err
	}
	if _, err := os.Lstat(filepath.Join(dir, ".vagvisare", "pending")); err == nil {
		return nil, fmt.Errorf("%s holds a build that was cut off: run “vagvisare build” again", dir)
	}
	site := &source{files: make(map[string]file, len(sums))}
	if err := site.read(dir, sums); err != nil {
		return nil, err
	}
	site.name, err = readName(site.files[webManifest].content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, webManifest), err)
	}
	return site, nil
}

// read hashes all files, several at a time.
func (s *source) read(dir string, sums map[string]string) error {
	type found struct {
		name string
		file file
	}
	results := make(chan found)
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	go func() {
		for name, sum := range sums {
			group.Go(func() error {
				content, err := readContent(filepath.Join(dir, filepath.FromSlash(name)), sum)
				if err == nil {
					results <- found{name, file{sum: sum, content: content}}
				}
				return err
			})
		}
		group.Wait()
		close(results)
	}()
	for f := range results {
		s.files[f.name] = f.file
	}
	return group.Wait()
}

// readContent refuses a file that is not what the manifest says.
func readContent(name, sum string) (Content, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return Content{}, fmt.Errorf("%s is gone since the site was built: run “vagvisare build” again", name)
	}
	if err != nil {
		return Content{}, err
	}
	defer f.Close()
	strong, quick := sha256.New(), md5.New()
	size, err := io.Copy(io.MultiWriter(strong, quick), f)
	if err != nil {
		return Content{}, err
	}
	if hex.EncodeToString(strong.Sum(nil)) != sum {
		return Content{}, fmt.Errorf("%s has changed since the site was built: run “vagvisare build” again", name)
	}
	return Content{Size: size, MD5: hex.EncodeToString(quick.Sum(nil)), Open: func() (io.ReadSeekCloser, error) { return os.Open(name) }}, nil
}

// inline is the content of a small file that is made here.
func inline(data []byte) Content {
	sum := md5.Sum(data)
	return Content{Size: int64(len(data)), MD5: hex.EncodeToString(sum[:]), Open: func() (io.ReadSeekCloser, error) {
		return nopCloser{bytes.NewReader(data)}, nil
	}}
}

type nopCloser struct{ io.ReadSeeker }

func (nopCloser) Close() error { return nil }
