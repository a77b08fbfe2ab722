package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
	"golang.org/x/tools/txtar"
)

// What the recipes for publishing say is understood: by the shell, and by the program.
func TestRecipes(t *testing.T) {
	for name, commands := range map[string][]string{
		"gitlab-ci.yml":      {"check", "build", "publish"},
		"github-actions.yml": {"check", "build", "publish"},
		"cron.sh":            {"build", "publish"},
		"publishing.md":      {"build", "publish"},
	} {
		text, err := os.ReadFile(filepath.Join("docs", name))
		if err != nil {
			t.Fatal(err)
		}
		var scripts []string
		switch filepath.Ext(name) {
		case ".yml":
			scripts = yamlScripts(t, name, text)
		case ".md":
			scripts = commandsOfText(string(text))
		default:
			scripts = []string{string(text)}
		}
		found := map[string]bool{}
		for _, script := range scripts {
			if filepath.Ext(name) != ".md" { // there are lines for Windows too
				understoodByShell(t, name, script)
			}
			for _, line := range programLines(script) {
				found[understoodByProgram(t, name, line)] = true
			}
		}
		for _, want := range commands {
			if !found[want] {
				t.Errorf("%s: no command %s was found", name, want)
			}
		}
	}
}

// yamlScripts returns what jobs let a shell do: the values of keys that say so, wherever they stand.
func yamlScripts(t *testing.T, name string, text []byte) (scripts []string) {
	t.Helper()
	var root any
	if err := yaml.Unmarshal(text, &root); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var walk func(key string, value any)
	walk = func(key string, value any) {
		switch value := value.(type) {
		case map[string]any:
			for key, inner := range value {
				walk(key, inner)
			}
		case []any:
			for _, inner := range value {
				walk(key, inner)
			}
		case string:
			if key == "run" || key == "script" || key == "before_script" {
				scripts = append(scripts, value)
			}
		}
	}
	walk("", root)
	return scripts
}

// commandsOfText returns the lines of Markdown that stand as code, and what stands as code in a line.
func commandsOfText(text string) (lines []string) {
	for _, code := range regexp.MustCompile("(?m)^    .*$|`[^`]+`|(?s:^```.*?^```$)").FindAllString(text, -1) {
		lines = append(lines, strings.Trim(code, "`"))
	}
	return lines
}

// programLines returns the command lines of a script that call the program.
func programLines(script string) (lines []string) {
	script = regexp.MustCompile(`(?m)#.*$`).ReplaceAllString(script, "")
	for _, command := range regexp.MustCompile(`\n|&&|;`).Split(script, -1) {
		if command = strings.TrimSpace(command); strings.HasPrefix(command, "vagvisare ") {
			lines = append(lines, command)
		}
	}
	return lines
}

func understoodByShell(t *testing.T, name, script string) {
	t.Helper()
	c := exec.CommandContext(t.Context(), "bash", "-n")
	c.Stdin = strings.NewReader(script)
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%s: bash -n: %v\n%s\n%s", name, err, out, script)
	}
}

// understoodByProgram holds that the program understands a command line, with some value for each
// variable, and returns the command's name.
func understoodByProgram(t *testing.T, name, line string) string {
	t.Helper()
	variables := map[string]string{"PORTAL_TARGET": "s3://bucket/prefix", "2": "/srv/www", "CI_PAGES_URL": "https://portal.example/"}
	expanded := os.Expand(line, func(variable string) string {
		if value, ok := variables[variable]; ok {
			return value
		}
		return "value-of-" + variable
	})
	fields := strings.Fields(strings.ReplaceAll(expanded, `"`, ""))
	command, args, err := newRoot().Find(fields[1:])
	if err == nil {
		err = command.ParseFlags(args)
	}
	if err == nil {
		err = command.ValidateArgs(command.Flags().Args())
	}
	if err != nil || !command.HasParent() {
		t.Errorf("%s: %s: %v", name, line, err)
	}
	return command.Name()
}

// The recipe for cron publishes a site in a Git repository, and what is committed there later, and prints nothing.
func TestCron(t *testing.T) {
	recipe, err := filepath.Abs("docs/cron.sh")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for _, name := range []string{"GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"} {
		t.Setenv(name, "nobody")
	}
	run := func(name string, args ...string) {
		t.Helper()
		if out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput(); err != nil || len(out) > 0 {
			t.Fatalf("%s %q: error %v, output\n%s", name, args, err, out)
		}
	}
	commit := func(title string) {
		t.Helper()
		home := "---\ntitle: " + title + "\n---\n"
		if err := os.WriteFile(filepath.FromSlash("origin/content/_index.md"), []byte(home), 0o666); err != nil {
			t.Fatal(err)
		}
		run("git", "-C", "origin", "add", ".")
		run("git", "-C", "origin", "commit", "--quiet", "--no-gpg-sign", "-m", title)
	}
	run("git", "init", "--quiet", "origin")
	if err := os.CopyFS("origin", smallSite(t)); err != nil {
		t.Fatal(err)
	}
	commit("Before")
	run("git", "clone", "--quiet", "origin", "site")
	www, err := filepath.Abs("www")
	if err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"First", "Second"} {
		commit(title)
		run("sh", recipe, "site", www)
		page, err := os.ReadFile(filepath.Join(www, "index.html"))
		if err != nil || !strings.Contains(string(page), title) {
			t.Errorf("error %v, page without %s:\n%s", err, title, page)
		}
	}
}

// smallSite is the site that scripts of tests have.
func smallSite(t *testing.T) fs.FS {
	t.Helper()
	site, err := txtar.FS(txtar.Parse([]byte(small)))
	if err != nil {
		t.Fatal(err)
	}
	return site
}
