package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/render"
	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/cmd/vagvisare/internal/tree"
)

// newKinds are the kinds of pages that can be begun.
var newKinds = []site.Kind{site.Template, site.PlanDocument, site.Checklist, site.Guidance, site.Example}

func newNew() *cobra.Command {
	var flags siteFlags
	var template, technology string
	c := &cobra.Command{
		Use:   "new KIND PATH",
		Short: "Begin a page: template, plan, checklist, guidance or example",
		Long: `New writes the file of a new page into content/, ready to be filled in: PATH is its path
there. The page is a draft, so that it can be checked and not be published yet. A plan gets
all fields of its template, the required ones first, each with its help as a comment.

What new pages hold stands in layouts/skeletons/, which a site may have of its own.
Nothing is ever written over.`,
		Example: `  vagvisare new guidance planera/samtycke.md
  vagvisare new plan planer/digitala-las/reservplan.md --template mallar/reservplan.md --technology digitala-las`,
		Args: arguments(cobra.ExactArgs(2)),
		RunE: func(c *cobra.Command, args []string) error {
			return runNew(c, &flags, site.Kind(args[0]), args[1], template, technology)
		},
	}
	flags.registerSource(c)
	c.Flags().StringVar(&template, "template", "", "for a plan: follow the template at `PATH` in content/")
	c.Flags().StringVar(&technology, "technology", "", "for a plan or an example: let it be for the technology `ID` of site.yaml")
	return c
}

func runNew(c *cobra.Command, flags *siteFlags, kind site.Kind, name, template, technology string) error {
	if !slices.Contains(newKinds, kind) {
		return usageError{fmt.Errorf("there is no kind %q to begin; choose among template, plan, checklist, guidance and example", kind)}
	}
	name, err := contentPath(name)
	if err != nil {
		return err
	}
	if site.IsIndex(name) && kind != site.Guidance {
		return usageError{fmt.Errorf("%s: the page of a folder is no %s; begin it as guidance", name, kind)}
	}
	result, done, err := flags.model()
	if err != nil {
		return err
	}
	defer done()
	skeleton := flags.skeleton(result, name)
	switch {
	case kind == site.PlanDocument:
		err = fillSkeleton(&skeleton, result, name, template, technology)
	case kind == site.Example && len(result.Site.Technologies) > 0:
		skeleton.Technology, err = chosenTechnology(result.Site, name, technology)
	}
	if err != nil {
		return err
	}
	data, err := result.NewPage(kind, skeleton)
	if err != nil {
		return err
	}
	file := filepath.Join(flags.source, "content", filepath.FromSlash(name))
	if err := writeNew(file, data, false); err != nil {
		return err
	}
	fmt.Fprintf(c.OutOrStdout(), "%s written\nNext: open it; “vagvisare serve --source %s” shows it as you write\n", file, flags.source)
	return nil
}

// contentPath returns a page's path in content/.
func contentPath(name string) (string, error) {
	clean := strings.TrimPrefix(path.Clean(filepath.ToSlash(name)), "content/")
	switch {
	case !fs.ValidPath(clean) || filepath.IsAbs(name):
		return "", usageError{fmt.Errorf("%s does not lie in content/", name)}
	case path.Ext(clean) != ".md":
		return "", usageError{fmt.Errorf("%s: a page's file ends with .md", name)}
	case strings.EqualFold(path.Base(clean), "index.md"):
		return "", usageError{fmt.Errorf("%s: the page of a folder is called _index.md", name)}
	case slices.ContainsFunc(strings.Split(clean, "/"), tree.Stray):
		return "", usageError{fmt.Errorf("%s: a file or folder with such a name is never published", name)}
	}
	return clean, nil
}

// model reads the site with its drafts, however much is wrong with it elsewhere.
func (f *siteFlags) model() (result *build.Result, done func() error, err error) {
	root, opt, err := f.open()
	if err != nil {
		return nil, nil, err
	}
	opt.Drafts, opt.Editors = true, true
	result = build.Site(opt)
	if result.Renderer == nil {
		err := errors.New("the site cannot be read: run “vagvisare check”")
		return nil, nil, errors.Join(err, root.Close())
	}
	return result, root.Close, nil
}

func (f *siteFlags) skeleton(result *build.Result, name string) render.Skeleton {
	day, _ := f.day() // an error is told when the site is opened
	s := render.Skeleton{
		Title: quoted(titleOf(name, result.Site)), Owner: quoted(result.Site.Contact.Function),
		Date: day.Format("2006-01-02"), Review: day.AddDate(1, 0, 0).Format("2006-01-02"), Types: typeNames(),
	}
	if len(result.Site.Phases) > 0 {
		s.Phase = result.Site.Phases[0].ID
	}
	for _, phase := range result.Site.Phases {
		if strings.HasPrefix(name, phase.ID+"/") {
			s.Phase = phase.ID
		}
	}
	return s
}

func typeNames() string {
	list := make([]string, len(plan.Types))
	for i, t := range plan.Types {
		list[i] = string(t)
	}
	return strings.Join(list, ", ")
}

// titleOf makes a title of a file's name; that of a folder's page of the folder's.
func titleOf(name string, s *site.Site) string {
	switch {
	case site.IsIndex(name) && path.Dir(name) == ".":
		return s.Title
	case site.IsIndex(name):
		name = path.Dir(name)
	}
	return strings.TrimSpace(site.TitleOf(strings.TrimSuffix(path.Base(name), ".md")))
}

// quoted puts a text into quotation marks where YAML might read something else in it.
func quoted(s string) string {
	if s == "" || strings.EqualFold(s, "null") || strings.ContainsFunc(s, unicode.IsControl) || strings.ContainsAny(s, ":#\"'[]{},&*!|>%@`\\") || strings.ContainsAny(s[:1], "-?0123456789") {
		return fmt.Sprintf("%q", s)
	}
	return s
}

// fillSkeleton gives a new plan what its template says.
func fillSkeleton(s *render.Skeleton, result *build.Result, name, template, technology string) error {
	page, err := findTemplate(result.Site, template)
	if err != nil {
		return err
	}
	if s.Technology, err = chosenTechnology(result.Site, name, technology); err != nil {
		return err
	}
	s.Template = relativePath(name, page.Source)
	s.Values, err = load.ComposeValues(page.Template.Blank(result.Renderer.Describe))
	return err
}

// chosenTechnology returns the technology that a new page is for: that of its folder, or else the
// first, where none is named.
func chosenTechnology(s *site.Site, name, technology string) (string, error) {
	ids := make([]string, len(s.Technologies))
	for i, t := range s.Technologies {
		ids[i] = t.ID
	}
	if technology == "" && len(ids) > 0 {
		technology = ids[0]
		if folder := path.Base(path.Dir(name)); slices.Contains(ids, folder) {
			technology = folder
		}
	}
	if !slices.Contains(ids, technology) {
		return "", usageError{fmt.Errorf("--technology: %q is not in site.yaml, which has %s", technology, strings.Join(ids, ", "))}
	}
	return technology, nil
}

// findTemplate returns the template with a path in content/.
func findTemplate(s *site.Site, name string) (*site.Page, error) {
	var names []string
	for _, page := range s.OfKind(site.Template) {
		if page.Source == strings.TrimPrefix(path.Clean(filepath.ToSlash(name)), "content/") {
			return page, nil
		}
		names = append(names, page.Source)
	}
	if name == "" {
		return nil, usageError{fmt.Errorf("--template: name one of %s", strings.Join(names, ", "))}
	}
	return nil, usageError{fmt.Errorf("--template: content/ has no template %s, but %s", name, strings.Join(names, ", "))}
}

// relativePath returns the path from one file of content/ to another.
func relativePath(from, to string) string {
	rel, err := filepath.Rel(path.Dir(from), to)
	if err != nil {
		return to
	}
	return filepath.ToSlash(rel)
}

// writeNew writes a file that does not exist yet. With force it takes the place of one that
// does, in one step, so that never half a file stands there.
func writeNew(file string, data []byte, force bool) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	if force {
		return replaceFile(file, data)
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists already, and nothing is written over", file)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

func replaceFile(file string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(file), ".vagvisare-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
