package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
)

// A part is a module that is linked into a program, or the standard library.
type part struct {
	path    string // "stdlib" for the standard library, as vulnerability databases call it
	version string
	sum     string   // as go.sum has it; "" for the standard library
	targets []string // the programs that hold it
	needs   []string // paths of the parts that it imports
	ids     []string // licences, SPDX's names
	files   []legalFile

	dirs []string // where its licences lie
}

const stdlib = "stdlib"

// A listedPackage is what go list tells of a package.
type listedPackage struct {
	ImportPath, Dir string
	Standard        bool
	Imports         []string
	Module          *struct {
		Path, Dir string
		Main      bool
	}
}

// part returns the path of the part that a package belongs to; "" for the program's own.
func (p listedPackage) part() string {
	switch {
	case p.Standard:
		return stdlib
	case p.Module == nil || p.Module.Main:
		return ""
	}
	return p.Module.Path
}

// legalDirs returns the folders in which licences of a package may lie: its own, and those above it in its
// module. A module's other folders do not concern who only imports this one.
func (p listedPackage) legalDirs() (dirs []string) {
	if path := p.part(); path == "" || path == stdlib {
		return nil
	}
	for dir := p.Dir; len(dir) >= len(p.Module.Dir); dir = filepath.Dir(dir) {
		dirs = append(dirs, dir)
	}
	return dirs
}

// A partList is all that programs are made of besides the project's own code. The key is a path, and ""
// for that code, of which only what it needs is known.
type partList map[string]*part

// add takes in a program: its build information tells which modules are in it, and the go command where
// these lie and what they need.
func (l partList) add(s *session, t target, info *debug.BuildInfo) error {
	l.at("").targets = append(l.at("").targets, t.String())
	l.at(stdlib).version = strings.TrimPrefix(info.GoVersion, "go")
	l.at(stdlib).targets = append(l.at(stdlib).targets, t.String())
	linked := map[string]bool{"": true, stdlib: true}
	for _, m := range info.Deps {
		if m.Replace != nil {
			return fmt.Errorf("%s: %s is replaced by %s: nobody could tell what it is", t, m.Path, m.Replace.Path)
		}
		p := l.at(m.Path)
		p.version, p.sum = m.Version, m.Sum
		p.targets = append(p.targets, t.String())
		linked[m.Path] = true
	}
	return l.addPackages(s, t, linked)
}

func (l partList) at(path string) *part {
	if l[path] == nil {
		l[path] = &part{path: path}
	}
	return l[path]
}

// addPackages adds what parts need, and where their licences lie.
func (l partList) addPackages(s *session, t target, linked map[string]bool) error {
	packages, err := listPackages(s, t, program)
	owner := map[string]string{} // part by import path
	for _, p := range packages {
		path := p.part()
		if !linked[path] {
			return fmt.Errorf("%s: %s is imported, but the program does not tell of %s", t, p.ImportPath, path)
		}
		owner[p.ImportPath] = path
		part := l.at(path)
		for _, name := range p.Imports {
			if need, ok := owner[name]; ok && need != path && path != stdlib {
				part.needs = appendNew(part.needs, need)
			}
		}
		for _, dir := range p.legalDirs() {
			part.dirs = appendNew(part.dirs, dir)
		}
	}
	return err
}

// listPackages returns all packages that some are made of, each after those that it imports.
func listPackages(s *session, t target, of ...string) ([]listedPackage, error) {
	args := append([]string{"list", "-deps", "-json=ImportPath,Dir,Standard,Imports,Module"}, of...)
	out, err := s.command(t.env(), "go", args...)
	if err != nil {
		return nil, err
	}
	var packages []listedPackage
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listedPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, err
		}
		packages = append(packages, p)
	}
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// read reads the licences of all parts. It fails when a part has none, or one that is not known.
func (l partList) read(s *session) error {
	root, err := s.command(nil, "go", "env", "GOROOT")
	if err != nil {
		return err
	}
	l.at(stdlib).dirs = []string{strings.TrimSpace(string(root))}
	l.at("").dirs = []string{"."}
	known, err := knownLicences()
	if err != nil {
		return err
	}
	for _, path := range slices.Sorted(maps.Keys(l)) {
		p := l[path]
		slices.Sort(p.needs)
		slices.Sort(p.dirs)
		var readErr error
		p.ids, p.files, readErr = readLicences(p.dirs, known)
		if readErr != nil {
			err = errors.Join(err, fmt.Errorf("no release: %s %s: %w", path, p.version, readErr))
		}
	}
	return err
}

// others returns all parts but the project's own, by path.
func (l partList) others() []*part {
	var list []*part
	for _, path := range slices.Sorted(maps.Keys(l)) {
		if path != "" {
			list = append(list, l[path])
		}
	}
	return list
}

// notices returns the licences and notices of all parts, as those ask for, each text once.
func (l partList) notices() []byte {
	var texts []string
	users := map[string][]string{}
	for _, p := range l.others() {
		for _, f := range p.files {
			if users[f.text] == nil {
				texts = append(texts, f.text)
			}
			users[f.text] = appendNew(users[f.text], p.path+" "+p.version)
		}
	}
	var b bytes.Buffer
	b.WriteString("The program holds these parts, besides its own:\n\n")
	for _, p := range l.others() {
		fmt.Fprintf(&b, "    %s %s: %s\n", p.path, p.version, strings.Join(p.ids, ", "))
	}
	for _, text := range texts {
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s\n", strings.Repeat("=", 100), strings.Join(users[text], "\n"), strings.Trim(text, "\n"))
	}
	return b.Bytes()
}
