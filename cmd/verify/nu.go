package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"vagvisare/cmd/verify/internal/tool"
)

// checkNu holds that the Nu HTML checker, which is that of the W3C, has nothing to say about any
// page, style sheet or drawing.
func checkNu(s *session, t *tally) {
	if err := runNu(s, t); err != nil {
		t.fail("%v", err)
	}
}

func runNu(s *session, t *tally) error {
	p, err := s.portal()
	if err != nil {
		return err
	}
	messages, err := askNu(s, p.public())
	if err != nil {
		return err
	}
	files, err := survey(p.public())
	if err != nil {
		return err
	}
	problems, unknown := sortMessages(p.public(), messages)
	for name := range files {
		if slices.Contains([]string{".html", ".css", ".svg"}, path.Ext(name)) {
			t.check(name, problems[name]...)
		}
	}
	slices.Sort(t.messages)
	t.note("%d messages are about CSS that the checker does not know", unknown)
	return nil
}

// A nuMessage is one thing that the checker says about a file.
type nuMessage struct {
	Type, SubType, URL, Message, Extract string
	LastLine, LastColumn                 int
}

// askNu returns all that the checker says about the files of a folder.
func askNu(s *session, dir string) ([]nuMessage, error) {
	java, err := exec.LookPath("java")
	if err != nil {
		return nil, errors.New("no java found: install Java 11 or later (Debian: `apt-get install default-jre-headless`)")
	}
	modules, err := tool.Modules(s.ctx, os.Stderr, packages+"/nu")
	if err != nil {
		return nil, err
	}
	out, failed := s.command(nil, java, "-jar", filepath.Join(modules, "vnu-jar", "build", "dist", "vnu.jar"),
		"--stdout", "--exit-zero-always", "--format", "json", "--also-check-css", "--also-check-svg", "--skip-non-html", dir)
	var report struct{ Messages []nuMessage }
	if err := json.Unmarshal(out, &report); err != nil {
		return nil, errors.Join(failed, fmt.Errorf("read what the Nu HTML checker says: %w", err))
	}
	return report.Messages, failed
}

// sortMessages returns what is wrong with each file of a folder, and how often the checker has met
// something that it does not know.
func sortMessages(dir string, messages []nuMessage) (problems map[string][]string, unknown int) {
	problems = map[string][]string{}
	for _, m := range messages {
		if isUnknown(m.Message) {
			unknown++
			continue
		}
		name := m.URL
		if i := strings.LastIndex(name, filepath.ToSlash(dir)); i >= 0 {
			name = strings.TrimPrefix(name[i+len(filepath.ToSlash(dir)):], "/")
		}
		problems[name] = append(problems[name],
			fmt.Sprintf("%d:%d: %s: %s\n    %s", m.LastLine, m.LastColumn, m.Type, m.Message, strings.TrimSpace(m.Extract)))
	}
	return problems, unknown
}

// isUnknown reports whether a message only says that the checker, which takes the style sheet by
// its own list of what CSS has, lacks something there that browsers have had since 2023 or longer.
func isUnknown(message string) bool {
	return slices.ContainsFunc([]string{
		"CSS: Unrecognized at-rule “@container”",                         // CSS Conditional Rules 5
		"CSS: “container-type”: Property “container-type” doesn't exist", // CSS Conditional Rules 5
		"CSS: “paint-order”: Property “paint-order” doesn't exist",       // SVG 2, 13.9
		"CSS: “clip-path”: “path(evenodd,",                               // CSS Shapes 2, 2: path()
	}, func(begin string) bool { return strings.HasPrefix(message, begin) })
}
