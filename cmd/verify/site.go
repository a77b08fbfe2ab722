package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

func checkSite(s *session, t *tally) {
	first, err := s.portal()
	t.checkError("build", err)
	if err != nil {
		return
	}
	second, err := newPortal(s, filepath.Join("another", "place", "far from the first"), oddCopy)
	t.checkError("build again, elsewhere", err)
	if err == nil {
		problems, err := differences(first.public(), second.public())
		t.checkError("compare", err)
		t.check("the same texts, elsewhere, made another portal", problems...)
	}
	inside, err := filesWith(first.public(), "/_vagvisare")
	t.checkError("read", err)
	t.check("files of the preview's in what is published", inside...)
	t.checkError("build anew", checkRebuild(s, t, first))
	t.checkError("check", first.run(s, "check"))
}

// filesWith returns the files of a folder that hold a text.
func filesWith(dir, text string) (names []string, err error) {
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if bytes.Contains(data, []byte(text)) {
			names = append(names, name)
		}
		return err
	})
	return names, err
}

// checkRebuild builds a portal that is built already. Nothing may be written.
func checkRebuild(s *session, t *tally, p *portal) error {
	before, err := survey(p.public())
	if err != nil {
		return err
	}
	if err := p.run(s, "build"); err != nil {
		return err
	}
	after, err := survey(p.public())
	if err != nil {
		return err
	}
	t.check("a build with nothing new", changes(before, after)...)
	return nil
}

// changes returns what has happened in a folder between two surveys. A folder's own time
// is not looked at: it may change without anything being left there.
func changes(before, after map[string]fs.FileInfo) []string {
	var problems []string
	for name, info := range after {
		switch old := before[name]; {
		case old == nil:
			problems = append(problems, name+" is new")
		case !os.SameFile(old, info), !info.IsDir() && !old.ModTime().Equal(info.ModTime()):
			problems = append(problems, name+" was written")
		}
	}
	for name := range before {
		if after[name] == nil {
			problems = append(problems, name+" is gone")
		}
	}
	slices.Sort(problems)
	return problems
}

// survey returns all files and folders below a folder, by their paths there.
func survey(dir string) (map[string]fs.FileInfo, error) {
	found := map[string]fs.FileInfo{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		found[name], err = d.Info()
		return err
	})
	return found, err
}

// differences returns what tells two folders apart: names, and bytes of files.
func differences(a, b string) ([]string, error) {
	inA, err := survey(a)
	if err != nil {
		return nil, err
	}
	inB, err := survey(b)
	if err != nil {
		return nil, err
	}
	var problems []string
	for name, info := range inA {
		switch {
		case inB[name] == nil:
			problems = append(problems, name+" is missing in the second")
		case info.Mode().IsRegular():
			same, err := sameBytes(filepath.Join(a, name), filepath.Join(b, name))
			if err != nil {
				return nil, err
			}
			if same != "" {
				problems = append(problems, name+" "+same)
			}
		}
	}
	for name := range inB {
		if inA[name] == nil {
			problems = append(problems, name+" is missing in the first")
		}
	}
	slices.Sort(problems)
	return problems, nil
}

// sameBytes tells where two files begin to differ, or nothing.
func sameBytes(a, b string) (string, error) {
	first, err := os.ReadFile(a)
	if err != nil {
		return "", err
	}
	second, err := os.ReadFile(b)
	if err != nil {
		return "", err
	}
	for i := range max(len(first), len(second)) {
		if i == len(first) || i == len(second) || first[i] != second[i] {
			from := max(0, i-20)
			return fmt.Sprintf("differs at byte %d: %q, %q", i, excerpt(first, from), excerpt(second, from)), nil
		}
	}
	return "", nil
}

func excerpt(data []byte, from int) []byte {
	return data[min(from, len(data)):min(from+60, len(data))]
}
