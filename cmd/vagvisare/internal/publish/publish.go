// Package publish brings a finished site to the host where visitors read it, and never builds one.
//
// Only what differs is sent, and in an order that no visitor can be hurt by: files that no page of
// the old version names come first, in their places; files that replace others are sent beside them,
// and take their places when all have arrived. What a page needs comes before the page, what leads to
// a page comes after it, and what is gone goes last. A run that is cut off at any point leaves every
// page whole, and the next run completes it.
//
// What a host must remember lies on the host itself, in the folder .vagvisare/: the manifest of what
// visitors see and of the version before, and what is needed to go back to that.
package publish

import (
	"context"
	"fmt"
	"time"
)

// Options are the choices of a run.
type Options struct {
	// Now is when the run takes place; old files are kept from then on.
	Now time.Time

	// KeepOld is how long a file that is named after its content stays when no page names it any more:
	// visitors may still have such a page open. With 0 nothing old is kept, the version before included.
	KeepOld time.Duration

	// MaxDeletes is the greatest share of the files there that may be removed, 0 to 1. Files that are
	// named after their content do not count.
	MaxDeletes float64

	// Yes lets a run take a place where something else lies already, and overwrite it.
	Yes bool

	// Sources are folders of this machine that the site is made of, where nothing may be published.
	Sources []string

	// Concurrency is how many files are sent at the same time; 0 means DefaultConcurrency.
	Concurrency int

	// Plan, if there is one, hears what is about to be done, before anything is.
	Plan func(*Plan)

	// Progress, if there is one, hears how far the run has come. It is called from one goroutine at a time.
	Progress func(Progress)

	// Waiting, if there is one, hears that somebody else seems to be publishing to the host, and that the
	// run waits to see whether that is so.
	Waiting func(holder string)
}

// A Progress is how far a run has come.
type Progress struct {
	Stage             string // "keep", "send", "switch", "remove" or "tidy"; "undo" after a failure
	Files, TotalFiles int
	Bytes, TotalBytes int64
}

// A Result tells what a run did.
type Result struct {
	Files     int       // of the site
	Sent      int       // files
	SentBytes int64     // of these
	Removed   int       // files
	Kept      int       // old files that stay for a while
	KeptUntil time.Time // when the last of these may go; zero if they stay for the version before alone
}

// A CutOffError is the failure of a run that had begun to send. The next run goes on from there.
type CutOffError struct {
	Err error

	// Undone is whether all that had been sent has been removed again.
	Undone bool

	// Mixed is whether visitors may see some files of the new version and some of the one before; each page is whole.
	// If not, they have what they had.
	Mixed bool
}

func (e *CutOffError) Error() string { return e.Err.Error() }
func (e *CutOffError) Unwrap() error { return e.Err }

// Publish makes the host hold the site of dir, the output folder of a build. It refuses a folder that
// no build has finished, or that has changed since, before it touches the host. A run that fails once it
// has begun to send is a *CutOffError.
func Publish(ctx context.Context, dir string, host Host, opt Options) (Result, error) {
	site, err := openFor(dir, host, opt)
	if err != nil {
		return Result{}, err
	}
	return locked(ctx, host, opt, func(ctx context.Context, host Host) (Result, error) {
		return do(ctx, host, opt, func(there *past) (*Plan, error) { return there.plan(site, opt) })
	})
}

// Preview returns what Publish would do, and changes nothing.
func Preview(ctx context.Context, dir string, host Host, opt Options) (*Plan, error) {
	site, err := openFor(dir, host, opt)
	if err != nil {
		return nil, err
	}
	_, plan, err := planned(ctx, patient{host}, func(there *past) (*Plan, error) { return there.plan(site, opt) })
	return plan, err
}

// Rollback brings back the version before, or, when the last run was cut off, the last whole one. It
// can itself be taken back in the same way.
func Rollback(ctx context.Context, host Host, opt Options) (Result, error) {
	return locked(ctx, host, opt, func(ctx context.Context, host Host) (Result, error) {
		return do(ctx, host, opt, func(there *past) (*Plan, error) { return there.planBack(opt) })
	})
}

// PreviewRollback returns what Rollback would do, and changes nothing.
func PreviewRollback(ctx context.Context, host Host, opt Options) (*Plan, error) {
	_, plan, err := planned(ctx, patient{host}, func(there *past) (*Plan, error) { return there.planBack(opt) })
	return plan, err
}

// planned looks at a host and makes a plan of what is there.
func planned(ctx context.Context, host Host, makePlan func(*past) (*Plan, error)) (*past, *Plan, error) {
	there, err := look(ctx, host)
	if err != nil {
		return nil, nil, err
	}
	plan, err := makePlan(there)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", host, err)
	}
	return there, plan, nil
}

// do makes a plan and carries it out.
func do(ctx context.Context, host Host, opt Options, makePlan func(*past) (*Plan, error)) (Result, error) {
	there, plan, err := planned(ctx, host, makePlan)
	if err != nil {
		return Result{}, err
	}
	return carryOut(ctx, host, there, plan, opt)
}
