package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/check"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/lint"
	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/site"
)

// checkFlags are the flags of check.
type checkFlags struct {
	siteFlags
	strict             bool
	external           bool
	format             string // "text", or one of reviewFormats
	facts, readability bool
}

func newCheck() *cobra.Command {
	var flags checkFlags
	c := &cobra.Command{
		Use:   "check",
		Short: "Compile the site in memory and look at every page",
		Long: `Check compiles the site without writing it, and looks at every page as it would be
published: that all references lead somewhere, also those that a layout makes, that no id
stands twice, that nothing is loaded from another host, and that no code stands in a page
where a strict security policy would block it.

When nothing is wrong it tells what the texts could do better, as notes, owner by owner:
reviews that are due, pages that nobody is led to, links that do not say where they lead,
sentences that are too long, short forms that are not explained.

With --format ics or csv it prints the days of review and nothing else, for a calendar or a
spreadsheet; with --facts what the texts must carry, and on which pages they do; with
--readability how hard each page is to read. Only with --external are other sites asked
whether links to them still work.`,
		Example: `  vagvisare check --strict             fail for notes too
  vagvisare check --format ics         print the days of review as a calendar
  vagvisare check --facts              show where each fact of site.yaml stands
  vagvisare check --external           ask other sites whether links still work`,
		Args: arguments(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return runCheck(c, &flags) },
	}
	flags.register(c)
	c.Flags().BoolVar(&flags.strict, "strict", false, "fail for notes too, not only for errors")
	c.Flags().BoolVar(&flags.external, "external", false, "ask other sites whether links to them still work")
	c.Flags().BoolVar(&flags.facts, "facts", false, "print the facts of site.yaml with their pages; fail when one is missing")
	c.Flags().BoolVar(&flags.readability, "readability", false, "print how hard each page is to read, as a table with tabs")
	c.Flags().StringVar(&flags.format, "format", "text", "print the result as `FORMAT`: text; ics or csv for the days of review alone")
	return c
}

func (f *checkFlags) validate() error {
	if f.format != "text" && reviewFormats[f.format] == nil {
		return usageError{fmt.Errorf("--format: %q is none of text, ics and csv", f.format)}
	}
	asked := 0
	for _, given := range []bool{f.format != "text", f.facts, f.readability} {
		if given {
			asked++
		}
	}
	switch {
	case asked > 1:
		return usageError{errors.New("--format, --facts and --readability each print something else: choose one")}
	case asked == 1 && (f.json || f.external || f.strict):
		return usageError{errors.New("--format, --facts and --readability print nothing else: leave out --json, --external and --strict")}
	}
	return nil
}

func runCheck(c *cobra.Command, flags *checkFlags) error {
	r := &report{started: time.Now()}
	if err := flags.validate(); err != nil {
		return err
	}
	root, opt, err := flags.open()
	if err != nil {
		return err
	}
	defer root.Close()
	progress := newProgress(c.ErrOrStderr(), flags.quiet || flags.json)
	opt.Editors = true // what is shown to some only must be right too
	opt.Observer = progress
	result := build.Site(opt)
	r.problems, r.lang = result.Problems, flags.language(result)
	if list := flags.listing(); list != nil {
		progress.done()
		return r.concludeListing(c, list, result.Site, opt.Date)
	}
	if result.Tree != nil {
		r.pages, r.files = len(result.Site.Pages), result.Tree.Len()
		err = r.look(c.Context(), flags, opt, result, progress)
	}
	progress.done()
	return r.concludeCheck(c, flags, result.Site, err)
}

// look adds what the published pages, the texts and, when asked, other sites show. Advice is
// given only where nothing is wrong: mending comes first, and a text that could not be read
// makes others look worse than they are.
func (r *report) look(ctx context.Context, flags *checkFlags, opt build.Options, result *build.Result, progress *progress) error {
	progress.Stage("check")
	problems, err := check.Output(result.Tree, result.Renderer.Base, progress.Progress)
	more, rest := result.Failures(err, "")
	problems = append(problems, more...)
	if !diag.Failed(problems) {
		advice := lint.Site(result.Site, lint.Options{Date: opt.Date})
		advice = append(advice, unused(opt)...)
		if flags.external {
			progress.Stage("other sites")
			outside, err := lint.External(ctx, result.Site, nil, progress.Progress)
			advice, rest = append(advice, outside...), errors.Join(rest, err)
		}
		locate(opt.Root, advice)
		problems = append(problems, advice...)
	}
	r.problems = diag.Sort(append(r.problems, problems...))
	return rest
}

// unused returns notes on attachments that no page refers to, not even one that waits to be
// published: so the texts are linked once more, with all that wait.
func unused(opt build.Options) []diag.Problem {
	source, _ := load.Content(opt.Root, nil)
	if len(source.Files) == 0 {
		return nil
	}
	all, _ := site.New(source, site.Options{Date: opt.Date, Drafts: true, Editors: true})
	return lint.Unused(all, source.Files)
}

// locate gives advice its places and the lines that it is about. The first line of a text, which
// stands for what its front matter lacks, says nothing.
func locate(root fs.FS, advice []diag.Problem) {
	texts := map[string][]byte{}
	for i := range advice {
		p := &advice[i]
		if _, read := texts[p.File]; !read {
			texts[p.File], _ = fs.ReadFile(root, p.File) // a place less, where that fails
		}
		lint.Locate(texts[p.File], p)
	}
	first := func(p diag.Problem) bool { return p.Line == 1 }
	slices.SortStableFunc(advice, func(a, b diag.Problem) int {
		switch {
		case first(a) == first(b):
			return 0
		case first(a):
			return -1
		}
		return 1
	})
	rest := slices.IndexFunc(advice, func(p diag.Problem) bool { return !first(p) })
	if rest >= 0 {
		load.Excerpts(root, advice[rest:])
	}
}

func (r *report) concludeCheck(c *cobra.Command, flags *checkFlags, s *site.Site, err error) error {
	groups := byOwner(s, r.problems)
	switch {
	case flags.json:
		if jsonErr := r.writeOwnedJSON(c.OutOrStdout(), s); jsonErr != nil {
			return jsonErr
		}
	default:
		if printErr := printGroups(c.ErrOrStderr(), groups, r.lang); printErr != nil {
			return printErr
		}
		if !flags.quiet {
			fmt.Fprintf(c.OutOrStdout(), "%s, %s: %s\n%s\n", plural(r.pages, "page"), plural(r.files, "file"), r.verdict(), r.next(flags))
		}
	}
	if err == nil && (diag.Failed(r.problems) || flags.strict && len(r.problems) > 0) {
		return errTold
	}
	return err
}

// next says what to do now.
func (r *report) next(flags *checkFlags) string {
	build := "vagvisare build"
	if flags.source != "." {
		build += " --source " + flags.source
	}
	errors, notes := count(r.problems)
	switch {
	case errors > 0:
		return "Next: mend the errors, then run " + build
	case notes > 0 && flags.strict:
		return "Next: follow the notes, then run vagvisare check --strict again"
	case notes > 0:
		return "Next: follow the notes that you agree with, then run " + build
	}
	return "Next: " + build
}
