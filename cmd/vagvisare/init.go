package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"

	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/content"
)

func newInit() *cobra.Command {
	return &cobra.Command{
		Use:   "init DIR",
		Short: "Start a site with the guidance that comes along",
		Long: `Init writes a complete site to start from into a folder: content/ with all guidance,
public/ for what will be compiled, and .vscode/, which sets up Visual Studio Code as
“vagvisare schema --vscode” does. It never writes over anything; settings of Visual Studio
Code that are there already are added to.`,
		Example: `  vagvisare init portal`,
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			n, err := writeStarter(args[0])
			if err != nil {
				return err
			}
			source, _ := load.Content(os.DirFS(args[0]), nil) // what is wrong with it is told when it is built
			more, todo, err := setUpVSCode(args[0], source.Config)
			if err != nil {
				return err
			}
			out := c.OutOrStdout()
			fmt.Fprintf(out, "%s written to %s\n", plural(n+more, "file"), args[0])
			for _, text := range todo {
				fmt.Fprintln(out, text)
			}
			fmt.Fprintf(out, "Next: open %s; “vagvisare serve --source %s” shows the portal as you write\n",
				filepath.Join(args[0], "content", "site.yaml"), args[0])
			return nil
		},
	}
}

// writeStarter writes the starter site into dir and returns the number of files.
func writeStarter(dir string) (int, error) {
	if _, err := os.Lstat(filepath.Join(dir, "content")); !errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("start a site in %s: it has a content/ already, and nothing is written over", dir)
	}
	n := 0
	put := func(name string, data []byte) error {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) {
			return nil
		}
		if err != nil {
			return err
		}
		n++
		_, err = f.Write(data)
		return errors.Join(err, f.Close())
	}
	err := fs.WalkDir(content.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) == ".go" {
			return err
		}
		data, err := content.FS.ReadFile(name)
		if err != nil {
			return err
		}
		return put("content/"+name, data)
	})
	err = errors.Join(err, put("public/.gitignore", []byte("*\n!.gitignore\n")))
	return n, err
}
