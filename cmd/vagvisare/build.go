package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/compress"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/write"
)

// buildFlags are the flags of build.
type buildFlags struct {
	siteFlags
	to       string // the output folder, or "" for the usual one
	editors  bool
	compress bool
	stats    bool
}

func newBuild() *cobra.Command {
	var flags buildFlags
	c := &cobra.Command{
		Use:   "build",
		Short: "Compile the site into a folder",
		Long: `Build compiles the site and writes what has changed into the output folder.

If anything is wrong, everything that is wrong is told at once, each problem with its
place and a cure, and the output folder stays exactly as it was. Files there that
vagvisare has not made are never touched.`,
		Example: `  vagvisare build
  vagvisare build --source portal --output /srv/www --base-url https://portal.example/`,
		Args: arguments(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return runBuild(c, &flags) },
	}
	flags.register(c)
	c.Flags().BoolVar(&flags.compress, "compress", false, "write compressed copies too, .br and .gz, beside text files where that pays")
	c.Flags().BoolVar(&flags.editors, "editors", false, "take in what is meant for those who write alone, as serve does")
	c.Flags().StringVar(&flags.to, "output", "", "write into `DIR` (default: SOURCE/public)")
	c.Flags().BoolVar(&flags.stats, "stats", false, "tell what each stage needed: seconds, processor seconds and memory")
	return c
}

func runBuild(c *cobra.Command, flags *buildFlags) error {
	r := &report{started: time.Now()}
	root, opt, err := flags.open()
	if err != nil {
		return err
	}
	defer root.Close()
	dir, err := flags.output(flags.to)
	if err != nil {
		return err
	}
	opt.Editors = flags.editors
	progress := newProgress(c.ErrOrStderr(), flags.quiet || flags.json)
	watch := &stopwatch{Observer: progress}
	opt.Observer = frugal{watch}
	limitMemory()
	result := build.Site(opt)
	r.problems, r.lang = result.Problems, flags.language(result)
	if result.Tree != nil {
		watch.Stage("write")
		boundMemory()
		options := write.Options{Progress: progress.Progress}
		if flags.compress {
			options.Variants = compress.Variants()
		}
		err = writeSite(c.Context(), r, result, dir, options)
	}
	progress.done()
	if flags.stats && err == nil {
		err = watch.print(c.ErrOrStderr())
	}
	return r.conclude(c, &flags.siteFlags, err, dir)
}

// writeSite writes a result, and adds to the report what came of it.
func writeSite(ctx context.Context, r *report, result *build.Result, dir string, opt write.Options) error {
	// Until now nothing is written, and a signal may simply end the program. Here it must
	// be heeded, so that no staged file is left; a second one ends the program all the same.
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	r.pages = len(result.Site.Pages)
	written, err := write.Tree(ctx, result.Tree, dir, opt)
	r.files, r.bytes = written.Files, written.Bytes
	if errors.Is(err, context.Canceled) {
		return errors.New("interrupted; nothing was changed")
	}
	problems, err := result.Failures(err, filepath.ToSlash(dir))
	r.problems = diag.Sort(append(r.problems, problems...))
	return err
}

// conclude prints the report and returns the command's error.
func (r *report) conclude(c *cobra.Command, flags *siteFlags, err error, dir string) error {
	failed := diag.Failed(r.problems)
	if flags.json {
		if jsonErr := r.writeJSON(c.OutOrStdout()); jsonErr != nil {
			return jsonErr
		}
	} else if printErr := diag.Print(c.ErrOrStderr(), r.problems, r.lang); printErr != nil {
		return printErr
	}
	switch {
	case failed:
		if !flags.json {
			fmt.Fprintf(c.ErrOrStderr(), "%s; nothing was written to %s\n", r.verdict(), dir)
		}
		return errors.Join(errTold, err)
	case err != nil:
		return err
	case !flags.quiet && !flags.json:
		fmt.Fprintln(c.OutOrStdout(), r.summary(dir))
	}
	return nil
}
