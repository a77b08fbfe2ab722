package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"debug/buildinfo"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"time"
)

// releaseDir is where releases go, a folder for each version.
const releaseDir = ".vagvisare/release"

// program is the package that is released.
const program = "./cmd/vagvisare"

// A target is a system and a processor that a program is for.
type target struct{ system, processor string }

var targets = []target{
	{"windows", "amd64"}, {"windows", "arm64"}, {"darwin", "amd64"}, {"darwin", "arm64"}, {"linux", "amd64"}, {"linux", "arm64"},
}

func (t target) String() string { return t.system + "/" + t.processor }

// own tells whether a target is the system that this runs on.
func (t target) own() bool { return t.system == runtime.GOOS && t.processor == runtime.GOARCH }

// env is the environment of the go command: nothing of the machine's own may change what is made.
func (t target) env() []string {
	return []string{
		"GOOS=" + t.system, "GOARCH=" + t.processor, "CGO_ENABLED=0",
		"GOFLAGS=-mod=readonly", "GOWORK=off", "GOEXPERIMENT=", "GOAMD64=v1", "GOARM64=v8.0",
	}
}

func (t target) program() string {
	if t.system == "windows" {
		return "vagvisare.exe"
	}
	return "vagvisare"
}

// An archive is a file of a release.
type archive struct {
	name string
	data []byte
}

// release makes programs for all targets of what is committed, and packs them into files that can be
// given to others: with licences, sums, and a list of all parts. The same commit and the same Go
// give the same bytes. They go into dir; when that is "", into a folder of the version below releaseDir.
func release(s *session, dir string, out io.Writer) error {
	id, err := identify(s)
	if err != nil {
		return err
	}
	dir = cmp.Or(dir, filepath.Join(filepath.FromSlash(releaseDir), id.version))
	for _, system := range []string{"windows", "darwin"} {
		// What vet compiles serves the programs too, as long as it is compiled in the same way.
		if _, err := s.command(target{system, "amd64"}.env(), "go", "vet", "-trimpath", "./..."); err != nil {
			return err
		}
	}
	parts := partList{}
	for _, t := range targets {
		started := time.Now()
		if err := t.build(s, id, parts); err != nil {
			return err
		}
		fmt.Fprintf(out, "%-14s compiled in %.1f s\n", t, time.Since(started).Seconds())
	}
	if err := parts.read(s); err != nil {
		return err
	}
	files, err := packAll(s, id, parts)
	if err != nil {
		return err
	}
	return writeAll(dir, files, out)
}

// file is where the program of a target is made.
func (t target) file(s *session) string {
	return filepath.Join(s.dir, "release", t.system+"-"+t.processor, t.program())
}

// build compiles the program for a target, adds what it is made of to parts, and where it runs here holds
// it against the version that it should have.
func (t target) build(s *session, id releaseIdentity, parts partList) error {
	file := t.file(s)
	flags := "-s -w -buildid= -X main.stamped=" + id.version
	_, err := s.command(t.env(), "go", "build", "-trimpath", "-buildvcs=true", "-ldflags", flags, "-o", file, program)
	if err != nil {
		return err
	}
	if t.own() {
		told, err := s.command(nil, file, "version")
		if err != nil {
			return err
		}
		if !bytes.HasPrefix(told, []byte("vagvisare "+id.version+" ")) {
			return fmt.Errorf("%s says that it is %s; it should be %s", file, told, id.version)
		}
	}
	info, err := buildinfo.ReadFile(file)
	if err == nil {
		err = id.holds(info)
	}
	if err != nil {
		return err
	}
	return parts.add(s, t, info)
}

// packAll returns the files of a release: archives, the list of parts, and the sums of all.
func packAll(s *session, id releaseIdentity, parts partList) ([]archive, error) {
	var beside []packedFile
	for _, name := range []string{"LICENSE", "README.md"} {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		beside = append(beside, packedFile{name, 0o644, data})
	}
	beside = append(beside, packedFile{"THIRD-PARTY-NOTICES.txt", 0o644, parts.notices()})
	var files []archive
	for _, t := range targets {
		data, err := os.ReadFile(t.file(s))
		if err != nil {
			return nil, err
		}
		a, err := t.pack(id, append(slices.Clone(beside), packedFile{t.program(), 0o755, data}))
		if err != nil {
			return nil, err
		}
		files = append(files, a)
	}
	slices.SortFunc(files, func(a, b archive) int { return cmp.Compare(a.name, b.name) })
	list, err := newBOM(id, parts, files)
	if err != nil {
		return nil, err
	}
	files = append(files, archive{"vagvisare-" + id.version + ".cdx.json", list})
	return append(files, archive{"SHA256SUMS", sums(files)}), nil
}

// pack puts files into an archive, in a folder of the archive's name.
func (t target) pack(id releaseIdentity, files []packedFile) (a archive, err error) {
	name := "vagvisare-" + id.version + "-" + t.system + "-" + t.processor
	for i, f := range files {
		files[i].name = path.Join(name, f.name)
	}
	slices.SortFunc(files, func(a, b packedFile) int { return cmp.Compare(a.name, b.name) })
	if t.system == "windows" {
		a.name = name + ".zip"
		a.data, err = zipped(files, id.at)
		return a, err
	}
	a.name = name + ".tar.gz"
	a.data, err = tarred(files, id.at)
	return a, err
}

// sums returns what sha256sum -c reads.
func sums(files []archive) []byte {
	var b bytes.Buffer
	for _, f := range files {
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(f.data), f.name)
	}
	return b.Bytes()
}

func writeAll(dir string, files []archive, out io.Writer) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for _, f := range files {
		name := filepath.Join(dir, f.name)
		if err := os.WriteFile(name, f.data, 0o666); err != nil {
			return err
		}
		fmt.Fprintf(out, "%s  %d kB\n", name, (len(f.data)+999)/1000)
	}
	return nil
}
