package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A portal is the repository's own site, in a temporary folder of its own. Its layouts and
// assets are those that the program carries.
type portal struct {
	dir string
	env []string
}

// A way of copying content/: nothing of it may show in what is built.
type copying struct {
	backwards bool
	file, dir fs.FileMode
	modified  time.Time
	env       []string // for the program
}

func plainCopy() copying {
	return copying{file: 0o644, dir: 0o755, modified: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), env: []string{"TZ=UTC"}}
}

// oddCopy is as different from plainCopy as can be.
func oddCopy() copying {
	return copying{
		backwards: true, file: 0o600, dir: 0o700, modified: time.Date(2001, 9, 9, 1, 46, 40, 0, time.UTC),
		env: []string{"TZ=Pacific/Auckland", "LC_ALL=sv_SE.UTF-8", "GOMAXPROCS=1"},
	}
}

// newPortal copies content/ into a folder of the session, and builds it.
func newPortal(s *session, name string, way func() copying) (*portal, error) {
	c := way()
	day, err := newestDay("content")
	if err != nil {
		return nil, err
	}
	p := &portal{
		dir: filepath.Join(s.dir, name),
		env: append(c.env, "SOURCE_DATE_EPOCH="+strconv.FormatInt(day.Unix(), 10)),
	}
	if err := c.copy("content", filepath.Join(p.dir, "content")); err != nil {
		return nil, err
	}
	return p, p.run(s, "build")
}

// public is the folder with the portal's pages.
func (p *portal) public() string { return filepath.Join(p.dir, "public") }

// run runs a command of vagvisare on the portal. A problem that it reports, however slight,
// is an error, but for reviews that are due.
func (p *portal) run(s *session, command string) error {
	program, err := s.program()
	if err != nil {
		return err
	}
	out, err := s.command(p.env, program, command, "--source", p.dir, "--json", "--lang", "en")
	var report struct {
		Pages    int
		Problems []struct {
			File             string
			Line, Col        int
			Code, Text, Hint string
		}
	}
	if jsonErr := json.Unmarshal(out, &report); jsonErr != nil {
		if err == nil {
			err = fmt.Errorf("vagvisare %s --json: %w\n%s", command, jsonErr, out)
		}
		return err
	}
	var problems []string
	for _, q := range report.Problems {
		switch q.Code {
		case "review-soon", "review-overdue": // what the calendar brings is no fault of the texts
			continue
		}
		problems = append(problems, fmt.Sprintf("%s:%d:%d: %s (%s) %s", q.File, q.Line, q.Col, q.Text, q.Code, q.Hint))
	}
	switch {
	case len(problems) > 0:
		return fmt.Errorf("vagvisare %s reports problems:\n  %s", command, strings.Join(problems, "\n  "))
	case err == nil && report.Pages == 0:
		return fmt.Errorf("vagvisare %s made no page", command)
	}
	return err
}

// newestDay returns the last day on which a text was published or updated: the day of the
// build. Thus every page is out, none is overdue because time has passed, and the same
// commit gives the same answer on any day.
func newestDay(dir string) (time.Time, error) {
	var newest time.Time
	line := regexp.MustCompile(`(?m)^(?:published|updated): *["']?(\d{4}-\d{2}-\d{2})`)
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		text, err := os.ReadFile(name)
		for _, match := range line.FindAllSubmatch(text, -1) {
			if day, err := time.Parse(time.DateOnly, string(match[1])); err == nil && day.After(newest) {
				newest = day
			}
		}
		return err
	})
	if err == nil && newest.IsZero() {
		err = fmt.Errorf("no text in %s says when it was published or updated", dir)
	}
	return newest, err
}

// copy copies a folder.
func (c copying) copy(from, to string) error {
	var names []string
	err := filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(from, name)
			names = append(names, rel)
		}
		return err
	})
	if err != nil {
		return err
	}
	if c.backwards {
		slices.Reverse(names)
	}
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			return err
		}
		if err := c.write(filepath.Join(to, name), data); err != nil {
			return err
		}
	}
	return nil
}

func (c copying) write(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), c.dir); err != nil {
		return err
	}
	if err := os.WriteFile(name, data, c.file); err != nil {
		return err
	}
	// Whatever this process's own umask is.
	if err := os.Chmod(name, c.file); err != nil {
		return err
	}
	return os.Chtimes(name, c.modified, c.modified)
}
