package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/check"
	"vagvisare/cmd/vagvisare/internal/diag"
)

func newCheck() *cobra.Command {
	var flags siteFlags
	c := &cobra.Command{
		Use:   "check",
		Short: "Compile the site in memory and look at every page",
		Long: `Check compiles the site without writing it, and looks at every page as it would be
published: that all references lead somewhere, also those that a layout makes, that no id
stands twice, that nothing is loaded from another host, and that no code stands in a page
where a strict security policy would block it.`,
		Args: arguments(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return runCheck(c, &flags) },
	}
	flags.register(c)
	return c
}

func runCheck(c *cobra.Command, flags *siteFlags) error {
	r := &report{started: time.Now()}
	root, opt, err := flags.open()
	if err != nil {
		return err
	}
	defer root.Close()
	progress := newProgress(c.ErrOrStderr(), flags.quiet || flags.json)
	opt.Observer = progress
	result := build.Site(opt)
	r.problems, r.lang = result.Problems, flags.language(result)
	if result.Tree != nil {
		r.pages, r.files = len(result.Site.Pages), result.Tree.Len()
		progress.Stage("check")
		problems, checkErr := check.Output(result.Tree, progress.Progress)
		more, rest := result.Failures(checkErr, "")
		r.problems = diag.Sort(append(append(r.problems, problems...), more...))
		err = rest
	}
	progress.done()
	return r.concludeCheck(c, flags, err)
}

func (r *report) concludeCheck(c *cobra.Command, flags *siteFlags, err error) error {
	switch {
	case flags.json:
		if jsonErr := r.writeJSON(c.OutOrStdout()); jsonErr != nil {
			return jsonErr
		}
	default:
		if printErr := diag.Print(c.ErrOrStderr(), r.problems, r.lang); printErr != nil {
			return printErr
		}
		if !flags.quiet {
			fmt.Fprintf(c.OutOrStdout(), "%s, %s: %s\n", plural(r.pages, "page"), plural(r.files, "file"), r.verdict())
		}
	}
	if err == nil && diag.Failed(r.problems) {
		return errTold
	}
	return err
}
