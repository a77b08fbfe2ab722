// Vagvisare compiles a municipality's guidance, written in Markdown, into a static portal.
//
// Each command is one file of this package. Only here is anything printed, and only here
// does the program end: with 0 when all is well, 1 when something is wrong with the site or
// the machine, and 2 when the command line cannot be understood.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
}

// errTold is a failure that the user has been told of already.
var errTold = errors.New("told")

// A usageError is a command line that cannot be understood.
type usageError struct{ error }

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	command, err := root.ExecuteContextC(ctx)
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "vagvisare: %v\nRun “%s --help” for what it takes.\n", err, command.CommandPath())
		return 2
	case !errors.Is(err, errTold):
		fmt.Fprintf(stderr, "vagvisare: %v\n", err)
	}
	return 1
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "vagvisare",
		Short: "Compile Markdown guidance into a static portal",
		Long: `Vagvisare compiles a municipality's guidance, written in Markdown, into a static portal
that works on any host, at any address, and opened straight from a folder.

A site is a folder that holds content/ (texts, attachments and site.yaml) and, where it
wants to differ from the default portal, layouts/ and assets/.`,
		Example: `  vagvisare init portal               start a site in the folder portal
  vagvisare serve --source portal     show it while you write
  vagvisare build --source portal     compile it into portal/public
  vagvisare check --source portal     compile it in memory, and look at everything
  vagvisare publish --source portal … bring portal/public to its host`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{unknownCommand(c, args[0])}
			}
			return c.Help()
		},
	}
	root.SuggestionsMinimumDistance = 2
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(newBuild(), newCheck(), newImport(), newInit(), newMove(), newNew(), newPublish(), newSchema(), newSearch(), newServe(), newVersion())
	return root
}

func unknownCommand(c *cobra.Command, name string) error {
	err := fmt.Errorf("there is no command %q", name)
	if near := c.SuggestionsFor(name); len(near) > 0 {
		err = fmt.Errorf("%w; did you mean %q?", err, near[0])
	}
	return err
}

// arguments makes cobra's check of positional arguments a usage error.
func arguments(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}
