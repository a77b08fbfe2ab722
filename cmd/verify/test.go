package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"

	"vagvisare/cmd/verify/internal/tool"
)

func checkTests(s *session, t *tally) {
	// Tests that need these fail without them, and say so themselves. They may not install
	// anything on the system.
	s.chromium()
	s.modules()
	tool.Node(s.ctx, os.Stderr, "node")
	if _, err := exec.LookPath(cCompiler(s)); err != nil {
		t.fail("the race detector needs a C compiler: %v\ninstall one (Debian: `apt-get install gcc libc6-dev`)", err)
		return
	}
	all, err := s.command(nil, "go", "list", "./...")
	if err != nil {
		t.fail("%v", err)
		return
	}
	var raced, plain []string
	for name := range strings.FieldsSeq(string(all)) {
		if slices.ContainsFunc(slow, func(end string) bool { return strings.HasSuffix(name, end) }) {
			plain = append(plain, name)
		} else {
			raced = append(raced, name)
		}
	}
	if len(plain) != len(slow) {
		t.fail("these are tested without the race detector: %q", plain)
	}
	runTests(s, t, plain...)
	runTests(s, t, append([]string{"-race"}, raced...)...)
}

// slow are packages whose tests run without the race detector, which would make them take minutes: they compile sites
// hundreds of times, run scripts in an interpreter, or do nothing in parallel. What goes on in parallel in a
// preview, from reading to searching, the tests of package preview do too.
var slow = []string{"/cmd/vagvisare", "/internal/build", "/internal/search", "/internal/word"}

// runTests runs tests and counts them.
func runTests(s *session, t *tally, arguments ...string) {
	// The step vet has vetted everything. A machine may be slow: what does not end at all is meant to be seen.
	out, err := s.command(nil, "go", append([]string{"test", "-vet=off", "-json", "-timeout=1h"}, arguments...)...)
	results := readResults(out)
	results.count(t)
	if err != nil && !results.failed() {
		t.fail("%v", err)
	}
}

func cCompiler(s *session) string {
	out, err := s.command(nil, "go", "env", "CC")
	if fields := strings.Fields(string(out)); err == nil && len(fields) > 0 {
		return fields[0]
	}
	return "gcc"
}

// A result is what has become of a test, of a subtest, or of a package as a whole.
type result struct {
	pkg, test string // test is "" for a package
	action    string // the last: pass, fail or skip
	output    strings.Builder
}

type results struct {
	list  []*result
	known map[[2]string]*result
}

// readResults reads what go test -json prints.
func readResults(out []byte) *results {
	r := &results{known: map[[2]string]*result{}}
	for lines := bufio.NewReader(bytes.NewReader(out)); ; {
		line, err := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			r.read(line)
		}
		if err != nil {
			return r
		}
	}
}

func (r *results) read(line []byte) {
	var event struct{ Action, Package, ImportPath, Test, Output string }
	if json.Unmarshal(line, &event) != nil {
		event.Action, event.Output = "output", string(line)
	}
	if event.Package == "" {
		// The compiler speaks of "path" or of "path [path.test]".
		event.Package, _, _ = strings.Cut(event.ImportPath, " ")
	}
	result := r.of(event.Package, event.Test)
	switch event.Action {
	case "pass", "fail", "skip":
		result.action = event.Action
	case "output", "build-output":
		result.output.WriteString(event.Output)
	}
}

func (r *results) of(pkg, test string) *result {
	key := [2]string{pkg, test}
	if r.known[key] == nil {
		r.known[key] = &result{pkg: pkg, test: test}
		r.list = append(r.list, r.known[key])
	}
	return r.known[key]
}

// count counts tests. One with subtests is no check of its own, unless it is where the
// failure lies. Nor is a package; but it may fail without any test.
func (r *results) count(t *tally) {
	for _, result := range r.list {
		below := r.below(result)
		leaf := result.test != "" && len(below) == 0
		switch {
		case result.action == "fail" && !slices.Contains(below, "fail"):
			t.fail("%s %s\n%s", result.pkg, result.test, indent(result.output.String()))
		case leaf && result.action == "pass":
			t.pass()
		case leaf && result.action == "skip":
			t.fail("%s %s was skipped, which no test may be\n%s", result.pkg, result.test, indent(result.output.String()))
		case leaf && result.action == "":
			t.fail("%s %s did not come to an end\n%s", result.pkg, result.test, indent(result.output.String()))
		}
	}
}

// failed reports whether a test or a package has failed.
func (r *results) failed() bool {
	return slices.ContainsFunc(r.list, func(one *result) bool { return one.action == "fail" })
}

// below returns what has become of the tests that a package or a test holds.
func (r *results) below(above *result) []string {
	var actions []string
	for _, result := range r.list {
		if result.pkg == above.pkg && result != above && (above.test == "" || strings.HasPrefix(result.test, above.test+"/")) {
			actions = append(actions, result.action)
		}
	}
	return actions
}
