// Verify is the project's one test command: whoever has run it without a failure may merge.
//
//	go run ./cmd/verify            all steps, in order
//	go run ./cmd/verify STEP…      only these
//	go run ./cmd/verify -list      what the steps are
//
// Some steps are done only when they are asked for: they take long, or need what few machines have.
// And, by hand, what a search costs readers of a site, whatever its size, and how long its editors wait;
// pictures of the portal, for the README; and the program for Windows, macOS and Linux, packed for others:
//
//	go run ./cmd/verify measure DIR
//	go run ./cmd/verify screens [DIR]
//	go run ./cmd/verify release [DIR]
//
// It runs from the module's root, and leaves nothing there. Each step is one line when it
// ends; what it has to say is shown when it fails. Nothing is skipped unsaid: a tool that is
// missing is installed where that may be done unasked, and else a failure that says what to
// install. Only LibreOffice is so large that the step word is left out without it, unless it
// is asked for by name. The last line counts all checks, and the status is 1 when one failed.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"
)

// A step is one kind of check.
type step struct {
	name, about string
	run         func(*session, *tally)
	asked       bool // whether it is done only when it is asked for by name
}

// steps returns all steps, quickest answers first.
func steps() []step {
	return []step{
		{"format", "every Go file is formatted as gofmt does it", checkFormat, false},
		{"vet", "go vet has nothing to say", checkVet, false},
		{"staticcheck", "staticcheck has nothing to say", checkStatic, false},
		{"cross", "the program compiles for Windows and macOS", checkCross, false},
		{"test", "all Go tests pass under the race detector; none is skipped", checkTests, false},
		{"site", "the portal builds without a problem, byte for byte the same anywhere", checkSite, false},
		{"spelling", "every word of the portal is in a Swedish dictionary or the project's own list", checkSpelling, false},
		{"html", "every page is valid HTML without inline code", checkHTML, false},
		{"word", "what LibreOffice saves of every Word file gives the same plan", checkWord, false},
		{"browser", "pages work in Chromium from a host, below a folder and from disk, and are accessible", checkBrowser, false},
		{"weight", "pages load little and few files", checkWeight, false},
		{"parts", "what scripts bring to life on pages works, and texts of twice the size fit", checkParts, false},
		{"search", "the portal's search works in Chromium, answers as the program does, and tells what is wrong", checkSearch, false},
		{"preview", "pages change in Chromium while they are read, and their readers lose nothing", checkPreview, false},
		{"hosts", "nginx and Apache serve the portal by the files that it brings for them", checkHosts, false},
		{"s3", "the portal is published to a server that speaks S3, changed, and taken back (only when asked for: compiles that server first, for minutes)", checkS3, true},
		{"publish", "readers meet nothing broken while the portal is published, also by runs that are killed", checkPublish, false},
		{"killed", "the same with a hundred runs that are killed (only when asked for: 4 minutes)", checkKilled, true},
		{"states", "every page is accessible wide and narrow, in light and dark, with scripts and without (only when asked for: 8 minutes)", checkStates, true},
		{"lighthouse", "Lighthouse gives each kind of page 100 on a phone (only when asked for: 2 minutes)", checkLighthouse, true},
		{"nu", "the Nu HTML checker has nothing to say (only when asked for: needs Java)", checkNu, true},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run returns the exit status: 1 for a failure, 2 for a command line without meaning.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("verify", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "Usage: go run ./cmd/verify [-list] [STEP…]\n       go run ./cmd/verify measure DIR\n"+
			"       go run ./cmd/verify screens [DIR]\n       go run ./cmd/verify release [DIR]")
		flags.PrintDefaults()
	}
	list := flags.Bool("list", false, "list the steps and stop")
	if flags.Parse(args) != nil {
		return 2
	}
	if *list {
		for _, s := range steps() {
			fmt.Fprintf(stdout, "%-12s %s\n", s.name, s.about)
		}
		return 0
	}
	work, err := task(flags.Args(), stdout)
	if err != nil {
		fmt.Fprintf(stderr, "verify: %v\n", err)
		return 2
	}
	if _, err := os.Stat("go.mod"); err != nil {
		fmt.Fprintln(stderr, "verify: run it from the root of the module, where go.mod lies")
		return 2
	}
	s, err := newSession(ctx, stderr)
	if err != nil {
		fmt.Fprintf(stderr, "verify: %v\n", err)
		return 1
	}
	defer s.close()
	code, err := work(s)
	if err != nil {
		fmt.Fprintf(stderr, "verify: %v\n", err)
		return 1
	}
	return code
}

// task returns what a command line asks for: to perform steps, to measure, to take pictures, or to make
// a release.
func task(args []string, stdout io.Writer) (func(*session) (code int, err error), error) {
	if len(args) > 0 && args[0] == "measure" {
		if len(args) != 2 {
			return nil, errors.New("measure needs one folder, that of a site: the one that holds content/")
		}
		return func(s *session) (int, error) { return 0, measure(s, args[1], stdout) }, nil
	}
	if len(args) > 0 && args[0] == "screens" {
		if len(args) > 2 {
			return nil, errors.New("screens takes one folder at most, where the pictures go")
		}
		dir := append(args[1:], screensDir)[0]
		return func(s *session) (int, error) { return 0, takeScreens(s, dir, stdout) }, nil
	}
	if len(args) > 0 && args[0] == "release" {
		if len(args) > 2 {
			return nil, errors.New("release takes one folder at most, where the files go")
		}
		dir := append(args[1:], "")[0]
		return func(s *session) (int, error) { return 0, release(s, dir, stdout) }, nil
	}
	chosen, err := choose(args)
	return func(s *session) (int, error) {
		s.named = len(args) > 0
		return perform(s, chosen, stdout), nil
	}, err
}

// choose returns the steps of these names, in their own order; when there are none, all that need
// not be asked for.
func choose(names []string) ([]step, error) {
	all := steps()
	for _, name := range names {
		if !slices.ContainsFunc(all, func(s step) bool { return s.name == name }) {
			return nil, fmt.Errorf("there is no step %q; -list shows them", name)
		}
	}
	return slices.DeleteFunc(all, func(s step) bool {
		return !slices.Contains(names, s.name) && (s.asked || len(names) > 0)
	}), nil
}
