package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/diag"
)

func newImport() *cobra.Command {
	var flags siteFlags
	var how importFlags
	c := &cobra.Command{
		Use:   "import FILE.docx",
		Short: "Turn a filled-in Word file into a plan",
		Long: `Import reads a Word file that someone has filled in, made by the portal for a template or
for a plan and saved by Word or LibreOffice, and writes the plan as Markdown. What could not
be read is listed, and everything else is kept.

A file that exists is written over only with --force; then what the Word file does not tell,
such as the plan's summary, owner and text, is kept from it.`,
		Example: `  vagvisare import plan.docx --template mallar/forvaltningsplan.md -o content/planer/digitala-las/forvaltningsplan.md`,
		Args:    arguments(cobra.ExactArgs(1)),
		RunE:    func(c *cobra.Command, args []string) error { return runImport(c, &flags, &how, args[0]) },
	}
	flags.registerSource(c)
	c.Flags().StringVar(&how.template, "template", "", "read it by the template at `PATH` in content/ (default: the one that the document names)")
	c.Flags().StringVarP(&how.output, "output", "o", "", "write the plan into `FILE` (default: standard output)")
	c.Flags().BoolVar(&how.force, "force", false, "write over the file if it exists")
	c.Flags().BoolVar(&how.strict, "strict", false, "fail, and write nothing, if anything could not be read")
	return c
}

type importFlags struct {
	template, output string
	force, strict    bool
}

func runImport(c *cobra.Command, flags *siteFlags, how *importFlags, file string) error {
	if _, err := os.Lstat(how.output); err == nil && how.output != "" && !how.force {
		return fmt.Errorf("%s exists already; --force writes over it", how.output)
	}
	template := ""
	if how.template != "" {
		var err error
		if template, err = contentPath(how.template); err != nil {
			return err
		}
	}
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	result, done, err := flags.model()
	if err != nil {
		return err
	}
	defer done()
	day, _ := flags.day() // an error is told when the site is opened
	data, problems := result.Import(in, info.Size(), build.Import{
		File: filepath.ToSlash(file), Template: template, Source: flags.inContent(how.output), Date: day,
	})
	problems = diag.Sort(problems)
	if err := diag.Print(c.ErrOrStderr(), problems, flags.language(result)); err != nil {
		return err
	}
	if data == nil || how.strict && len(problems) > 0 {
		return errTold
	}
	if how.output == "" {
		_, err := c.OutOrStdout().Write(data)
		return err
	}
	if err := writeNew(how.output, data, how.force); err != nil {
		return err
	}
	fmt.Fprintf(c.OutOrStdout(), "%s written\n", how.output)
	return nil
}

// inContent returns the path in content/ of a file, or "" where it lies elsewhere.
func (f *siteFlags) inContent(file string) string {
	if file == "" {
		return ""
	}
	content, err := real(filepath.Join(f.source, "content"))
	own, ownErr := real(file)
	if errors.Join(err, ownErr) != nil || !within(own, content) {
		return ""
	}
	rel, err := filepath.Rel(content, own)
	if err != nil {
		return ""
	}
	return filepath.ToSlash(rel)
}
