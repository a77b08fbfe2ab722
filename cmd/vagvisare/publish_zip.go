package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// pack does what is asked for with an archive.
func (f *publishFlags) pack(ctx context.Context, c *cobra.Command, file string) error {
	if f.back {
		return usageError{errors.New("--rollback: an archive holds one version only")}
	}
	modified, err := sourceDate(publish.ArchiveTime)
	if err != nil {
		return usageError{err}
	}
	report := &publishReport{target: file, packed: true, started: time.Now()}
	opt := f.options(c, report)
	opt.Plan = nil // all of it is packed anew
	if f.dryRun {
		report.plan, err = publish.PreviewZip(f.from, file, opt)
	} else {
		bar := newTransfer(c.ErrOrStderr(), f.quiet || f.json)
		opt.Progress = bar.show
		report.result, err = publish.Zip(ctx, f.from, file, modified, opt)
		bar.done()
	}
	if err != nil {
		return err
	}
	return report.print(c.OutOrStdout(), f)
}
