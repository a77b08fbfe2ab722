package publish

import (
	"archive/zip"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"time"

	"vagvisare/cmd/vagvisare/internal/write"
)

// ArchiveTime is the time that files of an archive have where none is chosen: the first that the format can hold.
var ArchiveTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// Zip packs the site of dir, the output folder of a build, into an archive with its manifest, so that what is unpacked can be
// checked, and published over later. Files have the time modified. The same site makes the same bytes. An archive that is there
// already is replaced when the new one is whole, if it holds the same portal and nothing else; until then, and when anything
// fails, it stays as it was. SentBytes of the result is the archive's size.
func Zip(ctx context.Context, dir, file string, modified time.Time, opt Options) (Result, error) {
	file = behindLink(file)
	site, plan, err := planArchive(dir, file, opt)
	if err != nil {
		return Result{}, err
	}
	if opt.Plan != nil {
		opt.Plan(plan)
	}
	p := &packer{ctx: ctx, modified: storable(modified), tell: opt.Progress}
	size, err := p.write(file, site)
	if err != nil {
		return Result{}, explainArchive(file, err)
	}
	return Result{Files: len(site.files), Sent: len(site.files), SentBytes: size, Removed: len(plan.Removed)}, nil
}

// PreviewZip returns in what the archive that Zip would make differs from the one that is there, and changes nothing.
func PreviewZip(dir, file string, opt Options) (*Plan, error) {
	_, plan, err := planArchive(dir, behindLink(file), opt)
	return plan, err
}

// storable returns the time as far as the format can hold it: it has 32 bits for the seconds since 1970.
func storable(t time.Time) time.Time {
	last := time.Unix(math.MaxUint32, 0).UTC()
	if t = t.UTC(); t.Before(ArchiveTime) {
		return ArchiveTime
	} else if t.After(last) {
		return last
	}
	return t
}

// A packer writes an archive.
type packer struct {
	ctx      context.Context
	archive  *zip.Writer
	modified time.Time
	progress Progress
	tell     func(Progress)
}

// write makes the archive of a site beside its place, and returns how large it is.
func (p *packer) write(file string, site *source) (size int64, err error) {
	beside := fmt.Sprintf("%s.%d.part", file, os.Getpid())
	w, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return 0, err
	}
	size, err = p.finish(w, site)
	if err == nil {
		err = os.Rename(beside, file)
	}
	if err != nil {
		return 0, errors.Join(err, os.Remove(beside))
	}
	return size, nil
}

// explainArchive tells why an archive could not be written, and nothing of the file beside, which nobody has asked for.
func explainArchive(file string, err error) error {
	err = bare(err)
	f := &folder{dir: filepath.Dir(file)}
	if told := f.explain("write", filepath.Base(file), err); told != err {
		return told
	}
	return fmt.Errorf("write %s: %w", file, err)
}

// finish packs a site. When it returns, the archive lies safely on the disk: that may be a stick which is about to be
// pulled out.
func (p *packer) finish(w *os.File, site *source) (size int64, err error) {
	p.archive = zip.NewWriter(w)
	if err = p.pack(site); err == nil {
		err = p.archive.Close()
	}
	if err == nil {
		err = w.Sync()
	}
	if err == nil {
		size, err = w.Seek(0, io.SeekCurrent)
	}
	return size, errors.Join(err, w.Close())
}

// pack adds the files of a site, and its manifest, in the order of their names.
func (p *packer) pack(site *source) error {
	sums := make(map[string]string, len(site.files))
	contents := make(map[string]Content, len(site.files))
	for name, f := range site.files {
		sums[name], contents[name] = f.sum, f.content
		p.progress.TotalBytes += f.content.Size
	}
	manifest := inline(write.FormatManifest(sums))
	contents[manifestPath] = manifest
	p.progress.TotalBytes += manifest.Size
	p.progress.Stage, p.progress.TotalFiles = "pack", len(contents)
	for _, name := range slices.Sorted(maps.Keys(contents)) {
		if err := p.add(name, contents[name]); err != nil {
			return err
		}
		p.progress.Files++
		p.progress.Bytes += contents[name].Size
		if p.tell != nil {
			p.tell(p.progress)
		}
	}
	return nil
}

// add packs a file, compressed where that pays.
func (p *packer) add(name string, content Content) error {
	r, err := content.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	header := &zip.FileHeader{Name: name, Modified: p.modified, Method: zip.Store}
	header.SetMode(0o644)
	if pays, err := deflatePays(r); err != nil {
		return err
	} else if pays {
		header.Method = zip.Deflate
	}
	w, err := p.archive.CreateHeader(header)
	if err != nil {
		return err
	}
	n, err := io.Copy(w, stoppable{p.ctx, r})
	if err == nil && n != content.Size {
		err = fmt.Errorf("%s has changed while it was packed: try again", name)
	}
	return err
}

// deflatePays reports whether the first part of a file becomes smaller, by a twentieth at least, and goes back to its beginning.
func deflatePays(r io.ReadSeeker) (bool, error) {
	const sample = 256 << 10
	var packed counted
	w, err := flate.NewWriter(&packed, flate.DefaultCompression)
	if err != nil {
		return false, err
	}
	n, err := io.Copy(w, io.LimitReader(r, sample))
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		_, err = r.Seek(0, io.SeekStart)
	}
	return int64(packed) < n-n/20, err
}

// counted is how many bytes have been written to it.
type counted int64

func (c *counted) Write(p []byte) (int, error) {
	*c += counted(len(p))
	return len(p), nil
}
