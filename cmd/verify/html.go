package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"vagvisare/cmd/verify/internal/tool"
)

func checkHTML(s *session, t *tally) {
	p, err := s.portal()
	if err != nil {
		t.fail("%v", err)
		return
	}
	problems := map[string][]string{}
	pages := os.DirFS(p.public())
	err = fs.WalkDir(pages, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		data, err := fs.ReadFile(pages, name)
		problems[name] = inlineCode(data)
		return err
	})
	if err == nil {
		err = validate(s, p.public(), problems)
	}
	if err != nil {
		t.fail("%v", err)
		return
	}
	for _, name := range slices.Sorted(maps.Keys(problems)) {
		t.check(name, problems[name]...)
	}
}

// validate adds what html-validate has to say about the pages of a folder.
func validate(s *session, dir string, problems map[string][]string) error {
	modules, err := s.modules()
	if err != nil {
		return err
	}
	node, err := tool.Node(s.ctx, os.Stderr, "node")
	if err != nil {
		return err
	}
	config, err := filepath.Abs(filepath.Join(packages, "htmlvalidate.mjs"))
	if err != nil {
		return err
	}
	// Into a file, since Node.js may end before all is through a pipe.
	list := filepath.Join(s.dir, "html.json")
	_, failed := s.command(nil, node, filepath.Join(modules, "html-validate", "bin", "html-validate.mjs"),
		"--config", config, "--formatter", "json="+list, "--max-warnings", "0", "--ext", "html", dir)
	out, err := os.ReadFile(list)
	if err != nil {
		return errors.Join(failed, err)
	}
	var report []struct {
		FilePath string
		Messages []struct {
			RuleID, Message, Selector string
			Line, Column              int
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		return fmt.Errorf("read what html-validate says: %w", errors.Join(failed, err))
	}
	said := false
	for _, file := range report {
		name, err := filepath.Rel(dir, file.FilePath)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		for _, m := range file.Messages {
			said = true
			problems[name] = append(problems[name], fmt.Sprintf("%d:%d: %s (%s) %s", m.Line, m.Column, m.Message, m.RuleID, m.Selector))
		}
	}
	if !said {
		return failed
	}
	return nil
}

// inlineCode returns the scripts and styles that stand in a page itself, which the policy
// default-src 'self' forbids.
func inlineCode(page []byte) []string {
	var problems []string
	for tokens := html.NewTokenizer(bytes.NewReader(page)); ; {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return problems
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		token := tokens.Token()
		external := false
		for _, a := range token.Attr {
			external = external || a.Key == "src"
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(strings.TrimSpace(strings.ToLower(a.Val)), "javascript:") {
				problems = append(problems, fmt.Sprintf("inline code: <%s %s=%q>", token.Data, a.Key, a.Val))
			}
		}
		if token.Data == "style" || token.Data == "script" && !external {
			problems = append(problems, "inline code: <"+token.Data+">")
		}
	}
}
