package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"vagvisare/cmd/verify/internal/tool"
)

// checkWord lets LibreOffice open and save every Word file of the portal, and holds that what
// can be read of it is then the same. LibreOffice is large, so a run of all steps does not
// install it, and says that this was left out.
func checkWord(s *session, t *tally) {
	office, err := tool.FindOffice()
	if errors.Is(err, tool.ErrNoOffice) && !s.named {
		t.leave("LibreOffice is not installed; `go run ./cmd/verify word` installs it on Debian, and runs this")
		return
	}
	if err != nil {
		office, err = tool.Office(s.ctx, os.Stderr)
	}
	if err == nil {
		err = saveAgain(s, t, office)
	}
	if err != nil {
		t.fail("%v", err)
	}
}

func saveAgain(s *session, t *tally, office string) error {
	p, err := s.portal()
	if err != nil {
		return err
	}
	originals, saved := filepath.Join(s.dir, "word"), filepath.Join(s.dir, "word-saved")
	names, err := collectWord(p.public(), originals)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return errors.New("the portal has no Word file")
	}
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(s.dir, "office"))
	args := []string{profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", saved}
	for _, name := range names {
		args = append(args, filepath.Join(originals, name))
	}
	if _, err := s.command(nil, office, args...); err != nil {
		return err
	}
	var jobs []func() error
	for _, name := range names {
		jobs = append(jobs, func() error {
			t.checkError(name, p.compareImports(s, filepath.Join(originals, name), filepath.Join(saved, name)))
			return nil
		})
	}
	err = atOnce(jobs)
	slices.Sort(t.messages) // done in parallel, told in order
	return err
}

// collectWord copies the Word files of templates and plans into one folder, and returns their
// names there. Checklists and attachments have no fields.
func collectWord(public, dir string) ([]string, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	var names []string
	err := filepath.WalkDir(public, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(file) != ".docx" {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(public, file)
		if err != nil || strings.HasPrefix(filepath.ToSlash(rel), "assets/") || strings.HasPrefix(filepath.ToSlash(rel), "checklistor/") {
			return err
		}
		name := strings.ReplaceAll(filepath.ToSlash(rel), "/", "_")
		names = append(names, name)
		return os.WriteFile(filepath.Join(dir, name), data, 0o666)
	})
	return names, err
}

// compareImports holds that two Word files give the same plan, to the byte, and that nothing
// in them could not be read.
func (p *portal) compareImports(s *session, original, saved string) error {
	before, err := p.importWord(s, original)
	if err != nil {
		return err
	}
	after, err := p.importWord(s, saved)
	if err != nil {
		return fmt.Errorf("saved by LibreOffice: %w", err)
	}
	if !bytes.Equal(before, after) {
		return fmt.Errorf("LibreOffice's file gives another plan:\n%s", firstDifference(before, after))
	}
	return nil
}

func (p *portal) importWord(s *session, file string) ([]byte, error) {
	program, err := s.program()
	if err != nil {
		return nil, err
	}
	return s.command(p.env, program, "import", file, "--source", p.dir, "--strict", "--lang", "en")
}

// firstDifference returns the first line in which two texts differ.
func firstDifference(a, b []byte) string {
	before, after := strings.Split(string(a), "\n"), strings.Split(string(b), "\n")
	for i := range min(len(before), len(after)) {
		if before[i] != after[i] {
			return fmt.Sprintf("line %d\n- %s\n+ %s", i+1, before[i], after[i])
		}
	}
	return fmt.Sprintf("%d lines became %d", len(before), len(after))
}
