package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// compare holds that the folder has what is wanted, byte for byte, and beside it only files that are named after what they
// hold, for those who still have a page of another edition open.
func (p *publication) compare(want map[string][]byte) {
	var problems []string
	got, err := filesOf(p.target)
	if err != nil {
		problems = append(problems, err.Error())
	}
	for name, data := range want {
		if there, ok := got[name]; !ok {
			problems = append(problems, name+" is missing")
		} else if !bytes.Equal(there, data) {
			problems = append(problems, name+" is of another edition")
		}
	}
	for name := range got {
		if _, wanted := want[name]; !wanted && !strings.HasPrefix(name, "assets/") && !strings.HasPrefix(name, "search/") {
			problems = append(problems, name+" has been left")
		}
	}
	slices.Sort(problems)
	p.tally.check(fmt.Sprintf("edition %d is not what has been published", p.now), problems...)
}

// filesOf reads all files of a folder but those that the program keeps for itself.
func filesOf(dir string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && d.Name() != ".vagvisare" {
			return err
		}
		if d.IsDir() {
			return fs.SkipDir
		}
		rel, err := filepath.Rel(dir, name)
		if err == nil {
			files[filepath.ToSlash(rel)], err = os.ReadFile(name)
		}
		return err
	})
	return files, err
}
