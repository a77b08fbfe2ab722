package publish

import (
	"archive/zip"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"vagvisare/cmd/vagvisare/internal/write"
)

// planArchive finds out in what an archive differs from a site, and refuses what cannot be packed there.
func planArchive(dir, file string, opt Options) (*source, *Plan, error) {
	site, err := open(dir)
	if err != nil {
		return nil, nil, err
	}
	if inside, err := lies(file, dir); err != nil {
		return nil, nil, err
	} else if inside {
		return nil, nil, fmt.Errorf("%s lies inside the site %s: name a file elsewhere", file, dir)
	}
	if err := refuseAmong(file, opt.Sources); err != nil {
		return nil, nil, err
	}
	if !opt.Yes {
		if err := refuseWindows(slices.Collect(maps.Keys(site.files))); err != nil {
			return nil, nil, err
		}
	}
	there, err := lookIntoArchive(file, opt)
	if err != nil {
		return nil, nil, err
	}
	opt.KeepOld = 0 // an archive holds one version
	plan, err := there.plan(site, opt)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	return site, plan, nil
}

// behindLink returns the file that a link leads to, and any other as it is.
func behindLink(file string) string {
	if real, err := filepath.EvalSymlinks(file); err == nil {
		return real
	}
	return file
}

// lookIntoArchive returns what lies in an archive of ours, and nothing where there is none. What is no such archive is refused,
// or taken for nothing when the user has agreed to lose it.
func lookIntoArchive(file string, opt Options) (*past, error) {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &past{}, nil
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%s is a folder: name a file in it, such as portal.zip", file)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no file that could be replaced", file)
	}
	p, err := readArchive(file)
	switch {
	case opt.Yes && err != nil:
		return &past{}, nil
	case err != nil:
		return nil, fmt.Errorf("%s is no archive of a portal (%w); --yes overwrites it", file, err)
	case opt.Yes:
		return p, nil
	}
	if foreign := slices.Sorted(maps.Keys(p.foreign())); len(foreign) > 0 {
		return nil, fmt.Errorf("%s, which vagvisare has not put into %s, would be lost; --yes does so", list(foreign), file)
	}
	return p, nil
}

func readArchive(file string) (*past, error) {
	r, err := zip.OpenReader(file)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	p := &past{there: map[string]Entry{}}
	for _, f := range r.File {
		if !f.FileInfo().IsDir() {
			p.there[f.Name] = Entry{Size: int64(f.UncompressedSize64)}
		}
	}
	data, err := fs.ReadFile(r, manifestPath)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("it has no " + manifestPath)
	}
	if err == nil {
		p.manifest, err = write.ParseManifest(data)
	}
	if err != nil {
		return nil, err
	}
	if p.has(webManifest) {
		data, err := fs.ReadFile(r, webManifest)
		if err != nil {
			return nil, err
		}
		p.name, _ = readName(inline(data))
	}
	return p, nil
}
