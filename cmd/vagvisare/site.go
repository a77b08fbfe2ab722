package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vagvisare/assets"
	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/layouts"
)

// siteFlags are the flags of every command that compiles a site.
type siteFlags struct {
	source  string
	baseURL string
	drafts  bool
	date    string
	lang    string
	quiet   bool
	json    bool
}

func (f *siteFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.source, "source", ".", "compile the site in `DIR`, which holds content/")
	flags.StringVar(&f.baseURL, "base-url", "", "let the portal's absolute address be `URL`, in place of site.yaml's url")
	flags.BoolVar(&f.drafts, "drafts", false, "take in drafts, and pages published later than the day of the build")
	flags.StringVar(&f.date, "date", "", "let the day of the build be `YYYY-MM-DD` (default: SOURCE_DATE_EPOCH, else today)")
	flags.StringVar(&f.lang, "lang", "", "tell problems in `LANG`, sv or en (default: the site's language)")
	flags.BoolVar(&f.quiet, "quiet", false, "print problems only")
	flags.BoolVar(&f.json, "json", false, "print the result as JSON on standard output, and nothing else")
}

// registerPreview registers the flags of a command that shows a site, and writes none.
func (f *siteFlags) registerPreview(c *cobra.Command) {
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.source, "source", ".", "show the site in `DIR`, which holds content/")
	flags.BoolVar(&f.drafts, "drafts", false, "take in drafts, and pages published later than the day of the build")
	flags.StringVar(&f.date, "date", "", "let today be `YYYY-MM-DD` (default: SOURCE_DATE_EPOCH, else today)")
	flags.StringVar(&f.lang, "lang", "", "tell problems in `LANG`, sv or en (default: the site's language)")
	flags.BoolVar(&f.quiet, "quiet", false, "print problems only")
}

// registerSource registers the flags of commands that write into a site.
func (f *siteFlags) registerSource(c *cobra.Command) {
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.source, "source", ".", "let the site be that in `DIR`, which holds content/")
	flags.StringVar(&f.date, "date", "", "let today be `YYYY-MM-DD` (default: SOURCE_DATE_EPOCH, else today)")
	flags.StringVar(&f.lang, "lang", "", "tell problems in `LANG`, sv or en (default: the site's language)")
}

// open opens the site's folder and turns the flags into what a build needs.
func (f *siteFlags) open() (*os.Root, build.Options, error) {
	var opt build.Options
	date, err := f.day()
	if err != nil {
		return nil, opt, usageError{err}
	}
	if f.baseURL != "" {
		if f.baseURL, err = load.BaseURL(f.baseURL); err != nil {
			return nil, opt, usageError{errors.New("--base-url: write an absolute address, such as https://portal.example/")}
		}
	}
	if f.lang != "" && f.lang != "sv" && f.lang != "en" {
		return nil, opt, usageError{fmt.Errorf("--lang: %q is neither sv nor en", f.lang)}
	}
	root, err := os.OpenRoot(f.source)
	if err != nil {
		return nil, opt, fmt.Errorf("open the site: %w", err)
	}
	return root, build.Options{
		Root:     root.FS(),
		Defaults: map[string]fs.FS{"layouts": layouts.FS, "assets": assets.FS},
		BaseURL:  f.baseURL, Drafts: f.drafts, Date: date,
		Cache: filepath.Join(f.source, ".vagvisare", "search"),
	}, nil
}

// day returns the day of the build: its only clock. SOURCE_DATE_EPOCH is that of
// reproducible-builds.org: seconds since 1970, UTC.
func (f *siteFlags) day() (time.Time, error) {
	if f.date != "" {
		day, err := time.Parse(time.DateOnly, f.date)
		if err != nil {
			return day, fmt.Errorf("--date: there is no day %q; write it as 2026-11-21", f.date)
		}
		return day, nil
	}
	now, err := sourceDate(time.Now())
	return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC), err
}

// sourceDate returns the time of SOURCE_DATE_EPOCH, or another one where that is not set.
func sourceDate(other time.Time) (time.Time, error) {
	epoch := os.Getenv("SOURCE_DATE_EPOCH")
	if epoch == "" {
		return other, nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return other, fmt.Errorf("SOURCE_DATE_EPOCH: %q is no number of seconds", epoch)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// language returns the language of messages: as asked for, else the site's, else that of
// the terminal.
func (f *siteFlags) language(result *build.Result) string {
	switch {
	case f.lang != "":
		return f.lang
	case result.Language() != "":
		return result.Language()
	}
	for _, variable := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(variable); value != "" {
			lang, _, _ := strings.Cut(value, "_")
			return lang
		}
	}
	return "en"
}

// output returns the folder to write into. It must not be a folder that the site is made
// of, nor hold one.
func (f *siteFlags) output(dir string) (string, error) {
	if dir == "" {
		dir = filepath.Join(f.source, "public")
	}
	out, err := real(dir)
	if err != nil {
		return "", err
	}
	source, err := real(f.source)
	if err != nil {
		return "", err
	}
	for _, part := range []string{"content", "layouts", "assets", "cmd", ".git"} {
		own := filepath.Join(source, part)
		if within(own, out) || within(out, own) {
			return "", usageError{fmt.Errorf("--output: %s would mix the portal with the site's own %s", dir, part)}
		}
	}
	return dir, nil
}

// real returns an absolute path without symbolic links, as far as it exists.
func real(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	resolved, err := filepath.EvalSymlinks(abs)
	if errors.Is(err, fs.ErrNotExist) && filepath.Dir(abs) != abs {
		parent, err := real(filepath.Dir(abs))
		return filepath.Join(parent, filepath.Base(abs)), err
	}
	return resolved, err
}

// within reports whether a path is a folder or lies in it.
func within(path, dir string) bool {
	rest, err := filepath.Rel(dir, path)
	return err == nil && rest != ".." && !strings.HasPrefix(rest, ".."+string(filepath.Separator))
}

func count(problems []diag.Problem) (errors, notes int) {
	for _, p := range problems {
		if p.Severity == diag.Error {
			errors++
		} else {
			notes++
		}
	}
	return errors, notes
}
