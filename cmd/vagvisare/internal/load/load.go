// Package load reads a site's content/: every text, its front matter, site.yaml and the
// glossary, and what the other files are.
//
// It reads everything before it complains, so that an editor gets all problems of all
// files at once. What it takes as it is, it makes plain first: byte-order marks, line
// endings, decomposed letters and soft hyphens are gone before anyone else sees the text.
// The package owns adrg/frontmatter and the YAML library.
package load

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/text/unicode/norm"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/cmd/vagvisare/internal/tree"
)

// maxText is the size in bytes of the largest text that is read. It is some hundred times
// a long page, and keeps a film that someone named .md from filling the memory.
const maxText = 4e6

// Content reads the folder content/ of a site's root. progress, unless nil, is told how
// many of the files have been read.
func Content(root fs.FS, progress func(done, total int)) (site.Source, []diag.Problem) {
	return Read(root, progress).Source()
}

type loader struct {
	root     fs.FS
	problems []diag.Problem
	unread   map[string]bool
}

func (l *loader) report(file string, code diag.Code, args ...any) {
	l.problems = append(l.problems, diag.Problem{File: file, Code: code, Args: args})
}

// walk lists the files of content/, sorted, without those that editors' programs leave behind.
func (l *loader) walk() []string {
	var names []string
	err := fs.WalkDir(l.root, "content", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && name == "content" && errors.Is(err, fs.ErrNotExist):
			return fs.SkipDir // the missing site.yaml is reported already
		case err != nil:
			l.report(tidy(name), diag.Unreadable, reason(err))
			return skip(d)
		case name != "content" && tree.Stray(d.Name()):
			return skip(d)
		case d.Type()&fs.ModeSymlink != 0:
			if l.follow(name) {
				names = append(names, name)
			}
		case d.Type().IsRegular():
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		l.report("content", diag.Unreadable, reason(err))
	}
	return names
}

func skip(d fs.DirEntry) error {
	if d != nil && d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// follow reports whether a symbolic link leads to a file inside the site.
func (l *loader) follow(name string) bool {
	info, err := fs.Stat(l.root, name)
	switch {
	case err != nil && strings.Contains(err.Error(), "escapes"):
		// os.Root refuses a link that leads out with an error that has no name.
		l.report(tidy(name), diag.SymlinkOutside)
	case err != nil:
		l.report(tidy(name), diag.Unreadable, reason(err))
	case info.IsDir():
		l.report(tidy(name), diag.SymlinkFolder)
	default:
		return info.Mode().IsRegular()
	}
	l.unread[strings.TrimPrefix(tidy(name), "content/")] = true
	return false
}

// split parts the texts from the other files. site.yaml, the glossary, and the Go file that
// embeds the folder, are neither.
func split(names []string) (texts, others []string) {
	for _, name := range names {
		switch {
		case strings.EqualFold(path.Ext(name), ".md"):
			texts = append(texts, name)
		case name != siteFile && name != glossaryFile && path.Ext(name) != ".go":
			others = append(others, name)
		}
	}
	return texts, others
}

func counter(progress func(done, total int), total int) func() {
	if progress == nil {
		return func() {}
	}
	var done atomic.Int64
	return func() { progress(int(done.Add(1)), total) }
}

// Excerpts fills in the lines that problems are about, by reading the files again: there
// are few problems, and keeping every text for their sake would cost much memory.
func Excerpts(root fs.FS, problems []diag.Problem) {
	texts := map[string][]string{} // lines by file
	for i := range problems {
		p := &problems[i]
		if p.Line == 0 || p.Excerpt != "" {
			continue
		}
		lines, ok := texts[p.File]
		if !ok {
			text, problem := readText(root, p.File)
			if problem != nil {
				text, _ = readText(root, norm.NFD.String(p.File)) // as some systems spell names
			}
			lines = strings.Split(string(text), "\n")
			texts[p.File] = lines
		}
		if p.Line <= len(lines) {
			p.Excerpt = lines[p.Line-1]
		}
	}
}

// tidy returns a path in the form that links are compared in, which is that of texts.
func tidy(name string) string {
	return strings.ReplaceAll(norm.NFC.String(name), "\u00ad", "")
}

// reason returns what went wrong, without the path, which the problem's place tells.
func reason(err error) string {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err.Error()
	}
	return err.Error()
}

// readText reads a text and makes it plain. It reads at most maxText bytes.
func readText(root fs.FS, name string) ([]byte, *diag.Problem) {
	file := tidy(name)
	f, err := root.Open(name)
	if err != nil {
		return nil, &diag.Problem{File: file, Code: diag.Unreadable, Args: []any{reason(err)}}
	}
	defer f.Close()
	var raw []byte
	if info, err := f.Stat(); err == nil {
		if info.Size() > maxText {
			return nil, &diag.Problem{File: file, Code: diag.TooLarge, Args: []any{megabytes(info.Size()), megabytes(maxText)}}
		}
		raw = make([]byte, 0, info.Size()+1)
	}
	for {
		n, err := f.Read(raw[len(raw):cap(raw)])
		raw = raw[:len(raw)+n]
		switch {
		case len(raw) > maxText:
			return nil, &diag.Problem{File: file, Code: diag.TooLarge, Args: []any{megabytes(int64(len(raw))), megabytes(maxText)}}
		case err == io.EOF:
			return plain(raw, file)
		case err != nil:
			return nil, &diag.Problem{File: file, Code: diag.Unreadable, Args: []any{reason(err)}}
		}
		raw = slices.Grow(raw, 512)
	}
}
