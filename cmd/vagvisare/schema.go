package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/cmd/vagvisare/internal/words"
	"vagvisare/layouts"
)

func newSchema() *cobra.Command {
	var flags siteFlags
	var output string
	var vscode bool
	c := &cobra.Command{
		Use:   "schema",
		Short: "Write JSON Schemas of what stands in content/",
		Long: `Schema writes JSON Schemas (draft 7) with which editors' programs complete and check what
stands in content/: site for site.yaml, ordlista for the glossary, page for the front matter
of pages, and values/PATH for the values of plans that follow the template at PATH. They
are made of the tables that the files are read by, and of the site's own phases, roles,
technologies and templates.

With --vscode it sets up Visual Studio Code in the site's folder .vscode/, as “vagvisare init”
does: with the extension for YAML by Red Hat, site.yaml and the glossary are completed and
checked as one writes. That extension does not look into Markdown; for front matter there
are snippets: write the beginning of a key there, and press Ctrl+Space.`,
		Example: `  vagvisare schema --vscode
  vagvisare schema --output schemas`,
		Args: arguments(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			if vscode && output != "" {
				return usageError{errors.New("--vscode and --output: choose one of them")}
			}
			return runSchema(c, &flags, output, vscode)
		},
	}
	flags.registerSource(c)
	c.Flags().StringVar(&output, "output", "", "write NAME.schema.json into `DIR` (default: all as one object on standard output)")
	c.Flags().BoolVar(&vscode, "vscode", false, "set up Visual Studio Code in the site's folder")
	return c
}

func runSchema(c *cobra.Command, flags *siteFlags, output string, vscode bool) error {
	result, done, err := flags.model()
	if err != nil {
		return err
	}
	defer done()
	if vscode {
		n, todo, err := setUpVSCode(flags.source, result.Site.Config)
		fmt.Fprintf(c.OutOrStdout(), "%s written to %s\n", plural(n, "file"), filepath.Join(flags.source, ".vscode"))
		for _, text := range todo {
			fmt.Fprintln(c.OutOrStdout(), text)
		}
		return err
	}
	vocabulary, err := newVocabulary(flags.source)
	if err != nil {
		return err
	}
	vocabulary.Config, vocabulary.Field = result.Site.Config, result.Renderer.Describe
	schemas := schemasOf(vocabulary, result.Site.OfKind(site.Template))
	if output == "" {
		data, err := indented(schemas)
		if err == nil {
			_, err = c.OutOrStdout().Write(data)
		}
		return err
	}
	written, err := writeSchemas(schemas, output)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.OutOrStdout(), "%s in %s, %d of them written\n", plural(len(schemas), "schema"), output, written)
	return nil
}

// newVocabulary returns the words of schemas: those of the site's own layouts/keys.json, else
// those that come along.
func newVocabulary(source string) (load.Vocabulary, error) {
	const name = "keys.json"
	data, err := os.ReadFile(filepath.Join(source, "layouts", name))
	if errors.Is(err, fs.ErrNotExist) {
		data, err = layouts.FS.ReadFile(name)
	}
	if err != nil {
		return load.Vocabulary{}, err
	}
	w, err := words.Parse(data)
	if err != nil {
		return load.Vocabulary{}, fmt.Errorf("layouts/%s: %w", name, err)
	}
	text := func(keys ...string) string {
		s, _ := w.Text(keys...) // what is not told says nothing
		return s
	}
	return load.Vocabulary{Text: text}, nil
}

// schemasOf returns all schemas by name.
func schemasOf(v load.Vocabulary, templates []*site.Page) map[string]*load.Schema {
	schemas := fileSchemas(v)
	schemas["page"] = load.PageSchema(v, templates)
	for _, t := range templates {
		schemas["values/"+strings.TrimSuffix(t.Source, ".md")] = load.ValuesSchema(v, t)
	}
	return schemas
}

// fileSchemas returns the schemas of the files that are YAML throughout.
func fileSchemas(v load.Vocabulary) map[string]*load.Schema {
	return map[string]*load.Schema{"site": load.SiteSchema(v), "ordlista": load.GlossarySchema(v)}
}

// writeSchemas writes the schemas that differ from what lies in a folder, and returns how many.
func writeSchemas(schemas map[string]*load.Schema, dir string) (int, error) {
	written := 0
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		changed, err := writeJSON(filepath.Join(dir, filepath.FromSlash(name)+".schema.json"), schemas[name])
		if err != nil {
			return written, err
		}
		if changed {
			written++
		}
	}
	return written, nil
}

// writeJSON writes a value into a file of ours, unless that holds it already, and reports whether it did.
func writeJSON(file string, value any) (bool, error) {
	data, err := indented(value)
	if err != nil {
		return false, err
	}
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, data) {
		return false, nil
	}
	return true, writeNew(file, data, true)
}

func indented(value any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "\t")
	err := encoder.Encode(value)
	return b.Bytes(), err
}
