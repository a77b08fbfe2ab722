package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/move"
	"vagvisare/cmd/vagvisare/internal/site"
)

func newMove() *cobra.Command {
	var flags siteFlags
	var dryRun bool
	c := &cobra.Command{
		Use:   "move OLD NEW",
		Short: "Move a page, a file or a folder, and mend all links to it",
		Long: `Move gives a file or a folder of content/ another path there, mends every link to it and
every link in it, and lets the old address of each page lead to the new one (aliases in its
front matter). OLD and NEW are paths in content/; where NEW ends with a slash, or is a folder
that is there, OLD is moved into it.

Everything is worked out first, and the site compiled as it will be. Where a link would
lead elsewhere, or anything would be wrong that is not wrong now, nothing is changed.`,
		Example: `  vagvisare move planera/roller.md infora/roller.md
  vagvisare move --dry-run planera/filer bilagor`,
		Args: arguments(cobra.ExactArgs(2)),
		RunE: func(c *cobra.Command, args []string) error { return runMove(c, &flags, args[0], args[1], dryRun) },
	}
	flags.registerSource(c)
	c.Flags().BoolVar(&dryRun, "dry-run", false, "show what would change, and change nothing")
	return c
}

func runMove(c *cobra.Command, flags *siteFlags, from, to string, dryRun bool) error {
	for _, name := range []*string{&from, &to} {
		inside, err := anyContentPath(*name)
		if err != nil {
			return err
		}
		*name = inside
	}
	root, opt, err := flags.open()
	if err != nil {
		return err
	}
	defer root.Close()
	opt.Drafts, opt.Editors, opt.Cache = true, true, "" // of what may never be, no search index is kept
	lang := flags.lang
	prepared, err := move.Prepare(move.Options{Root: opt.Root, From: from, To: to, Compile: func(root fs.FS) (*site.Site, []diag.Problem) {
		own := opt
		own.Root = root
		result := build.Site(own)
		lang = flags.language(result)
		return result.Site, result.Problems
	}})
	var refused *move.RefusedError
	if errors.As(err, &refused) {
		if printErr := diag.Print(c.ErrOrStderr(), refused.Problems, lang); printErr != nil {
			return printErr
		}
	}
	if err != nil {
		return err
	}
	if err := diag.Print(c.ErrOrStderr(), prepared.Notes, lang); err != nil {
		return err
	}
	if dryRun {
		printMove(c.OutOrStdout(), prepared)
		return nil
	}
	if err := prepared.Apply(flags.source); err != nil {
		return err
	}
	summarizeMove(c.OutOrStdout(), prepared)
	fmt.Fprintf(c.OutOrStdout(), "Next: vagvisare check --source %s\n", flags.source)
	return nil
}

// anyContentPath returns the path in content/ of a file or a folder, which may also be named with content/
// before it.
func anyContentPath(name string) (string, error) {
	slash := filepath.ToSlash(name)
	clean := strings.TrimPrefix(path.Clean(slash), "content/")
	if !fs.ValidPath(clean) || clean == "." || clean == "content" || filepath.IsAbs(name) {
		return "", usageError{fmt.Errorf("%s does not lie in content/", name)}
	}
	if strings.HasSuffix(slash, "/") {
		clean += "/"
	}
	return clean, nil
}

// printMove shows what a move would change, line by line.
func printMove(w io.Writer, m *move.Move) {
	for _, change := range m.Changes {
		for _, line := range change.Lines {
			fmt.Fprintf(w, "%s:%d\n", change.File, line.Number)
			if line.Old != "" {
				fmt.Fprintf(w, "  - %s\n", shown(line.Old))
			}
			fmt.Fprintf(w, "  + %s\n", shown(line.New))
		}
	}
	summarizeMove(w, m)
}

// shown cuts a line that is a whole paragraph.
func shown(line string) string {
	const most = 200
	if runes := []rune(line); len(runes) > most {
		return string(runes[:most]) + " …"
	}
	return line
}

func summarizeMove(w io.Writer, m *move.Move) {
	fmt.Fprintf(w, "%s → %s: %s mended, %s changed\n", m.From, m.To, plural(m.Links, "link"), plural(len(m.Changes), "file"))
	for _, address := range m.Leading {
		fmt.Fprintf(w, "%s leads to the new address\n", address)
	}
	for _, address := range m.Kept {
		fmt.Fprintf(w, "note: %s is another page of the portal now\n", address)
	}
	for _, address := range m.Lost {
		fmt.Fprintf(w, "note: there will be nothing at %s any more\n", address)
	}
	for _, name := range m.Unread {
		fmt.Fprintf(w, "note: %s cannot be read, and links in it are left as they are\n", name)
	}
}
