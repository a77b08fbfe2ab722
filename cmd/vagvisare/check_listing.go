package main

import (
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A listing is printed instead of problems: what a site's pages say, as seen on a day, in a language.
type listing func(w io.Writer, s *site.Site, day time.Time, lang string) error

// listing returns what is asked for in place of problems, or nil.
func (f *checkFlags) listing() listing {
	switch {
	case f.facts:
		return writeFacts
	case f.readability:
		return writeReadability
	}
	return reviewFormats[f.format]
}

// concludeListing prints a listing, and errors where the site has any: its pages are as they are,
// also when something else keeps them from being published.
func (r *report) concludeListing(c *cobra.Command, list listing, s *site.Site, day time.Time) error {
	errors := slices.DeleteFunc(r.problems, func(p diag.Problem) bool { return p.Severity != diag.Error })
	if err := diag.Print(c.ErrOrStderr(), errors, r.lang); err != nil {
		return err
	}
	if s != nil {
		if err := list(c.OutOrStdout(), s, day, r.lang); err != nil {
			return err
		}
	}
	if len(errors) > 0 {
		return errTold
	}
	return nil
}
