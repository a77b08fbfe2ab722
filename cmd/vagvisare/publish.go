package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// publishFlags are the flags of publish.
type publishFlags struct {
	source, from string
	dryRun, back bool
	yes          bool
	maxDeletes   share
	keepOld      age
	concurrency  int
	open         publish.TargetOptions
	quiet, json  bool
}

func newPublish() *cobra.Command {
	flags := publishFlags{maxDeletes: 0.2, keepOld: age(7 * day)}
	c := &cobra.Command{
		Use:   "publish TARGET",
		Short: "Bring the compiled site to its host, or take it back",
		Long: `Publish brings what build has compiled to the host where readers find it. TARGET is one of

  s3://bucket/prefix        storage that speaks S3; endpoint and keys are taken from where
                            the AWS tools take them: AWS_… variables, ~/.aws/
  sftp://user@host/path     a server that speaks SFTP, whose key stands in known_hosts; with
                            a key of the agent, of ~/.ssh or --identity (its passphrase in
                            VAGVISARE_SSH_PASSPHRASE), or VAGVISARE_SSH_PASSWORD
  /srv/www, \\server\share   a folder: of a web server, or of a file share
  zip:FILE                  an archive, for a host that takes one, or a USB stick

Only what differs is sent, and in an order in which readers never meet a broken page. If
the connection breaks, run it again: it goes on from there. Files there that vagvisare
has not published are never touched.

The version before is kept there, and --rollback brings it back.`,
		Example: `  vagvisare publish /srv/www/portal
  vagvisare publish --dry-run sftp://web@intranet.example/srv/www/portal
  vagvisare publish --rollback s3://portal
  vagvisare publish zip:portal.zip`,
		Args: arguments(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error { return runPublish(c, &flags, args[0]) },
	}
	flags.register(c)
	return c
}

func (f *publishFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.source, "source", ".", "publish the site in `DIR`, which build has compiled")
	flags.StringVar(&f.from, "from", "", "publish what build has written into `DIR` (default: SOURCE/public)")
	flags.BoolVar(&f.dryRun, "dry-run", false, "list what would change there, and change nothing")
	flags.BoolVar(&f.back, "rollback", false, "bring back the version before")
	flags.BoolVar(&f.yes, "yes", false, "publish also where something else lies, and overwrite it")
	flags.Var(&f.maxDeletes, "max-deletes", "stop if more than `SHARE` of the files there would be removed")
	flags.Var(&f.keepOld, "keep-old",
		"keep old files that open pages may still need for `TIME`, such as 7d or 12h; 0 keeps no version to go back to")
	flags.IntVar(&f.concurrency, "concurrency", publish.DefaultConcurrency, "send `N` files at the same time")
	flags.StringVar(&f.open.Identity, "identity", "",
		"use the private key in `FILE` for SFTP (default: those of the agent and of ~/.ssh)")
	flags.StringVar(&f.open.KnownHosts, "known-hosts", "",
		"look for the server's key in `FILE` for SFTP (default: ~/.ssh/known_hosts)")
	flags.BoolVar(&f.quiet, "quiet", false, "print what goes wrong only")
	flags.BoolVar(&f.json, "json", false, "print the result as JSON on standard output, and nothing else")
}

// check refuses flags that cannot be meant.
func (f *publishFlags) check(c *cobra.Command) error {
	switch {
	case f.concurrency < 1:
		return usageError{fmt.Errorf("--concurrency: %d is less than one", f.concurrency)}
	case f.back && c.Flags().Changed("from"):
		return usageError{errors.New("--rollback brings back what lies there: leave out --from")}
	}
	f.open.Yes = f.yes
	if f.from == "" {
		f.from = filepath.Join(f.source, "public")
	}
	return nil
}

func runPublish(c *cobra.Command, flags *publishFlags, target string) error {
	if err := flags.check(c); err != nil {
		return err
	}
	// A first signal ends the run in good order, so that nothing is left halfway that need not be; a second one ends the
	// program at once.
	ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	err := flags.publishTo(ctx, c, target)
	if usage, ok := errors.AsType[usageError](err); ok {
		return usage
	}
	if misunderstood, ok := errors.AsType[*publish.TargetError](err); ok {
		return usageError{misunderstood}
	}
	return told(ctx, err)
}

// publishTo does what is asked for with a target.
func (f *publishFlags) publishTo(ctx context.Context, c *cobra.Command, target string) (err error) {
	if file, ok := publish.ArchiveOf(target); ok {
		return f.pack(ctx, c, file)
	}
	host, err := publish.OpenTarget(ctx, target, f.open)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, host.Close()) }()
	report := &publishReport{target: host.String(), back: f.back, started: time.Now()}
	opt := f.options(c, report)
	if f.dryRun {
		report.plan, err = f.preview(ctx, host, opt)
	} else {
		report.result, err = f.change(ctx, c.ErrOrStderr(), host, opt)
	}
	if err != nil {
		return err
	}
	return report.print(c.OutOrStdout(), f)
}

func (f *publishFlags) preview(ctx context.Context, host publish.Host, opt publish.Options) (*publish.Plan, error) {
	if f.back {
		return publish.PreviewRollback(ctx, host, opt)
	}
	return publish.Preview(ctx, f.from, host, opt)
}

func (f *publishFlags) change(ctx context.Context, w io.Writer, host publish.Host, opt publish.Options) (publish.Result, error) {
	bar := newTransfer(w, f.quiet || f.json)
	defer bar.done()
	opt.Progress = bar.show
	if f.back {
		return publish.Rollback(ctx, host, opt)
	}
	return publish.Publish(ctx, f.from, host, opt)
}

// options turns the flags into what a run needs.
func (f *publishFlags) options(c *cobra.Command, report *publishReport) publish.Options {
	opt := publish.Options{
		Now: time.Now(), KeepOld: time.Duration(f.keepOld), MaxDeletes: float64(f.maxDeletes), Yes: f.yes, Concurrency: f.concurrency,
	}
	for _, dir := range []string{"content", "layouts", "assets"} {
		opt.Sources = append(opt.Sources, filepath.Join(f.source, dir))
	}
	if f.quiet || f.json {
		return opt
	}
	var once sync.Once
	opt.Waiting = func(holder string) {
		once.Do(func() {
			fmt.Fprintf(c.ErrOrStderr(), "waiting: %s seems to be publishing to %s\n", holder, report.target)
		})
	}
	opt.Plan = func(plan *publish.Plan) {
		if len(plan.New)+len(plan.Changed)+len(plan.Removed) > 0 {
			fmt.Fprintln(c.ErrOrStderr(), report.beginning(plan))
		}
	}
	return opt
}

// told turns what ended a run into a line that says what readers have now, and what to do.
func told(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	cut, begun := errors.AsType[*publish.CutOffError](err)
	interrupted := ctx.Err() != nil && errors.Is(err, context.Canceled)
	switch text := oneLine(err); {
	case interrupted && begun && cut.Mixed:
		return errors.New("interrupted; run it again to complete")
	case interrupted && !begun:
		return errors.New("interrupted; nothing was changed")
	case interrupted:
		return errors.New("interrupted; visitors still have the version before")
	case begun && cut.Undone:
		return errors.New(text + "; nothing was changed")
	case begun && cut.Mixed:
		return errors.New(text + "; run it again to complete")
	case begun:
		return errors.New(text + "; visitors still have the version before")
	default:
		return errors.New(text)
	}
}
