package load

import (
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A Folder is a site's content/ as it was read, file by file, so that what has changed can be
// read again by itself. It is used by one goroutine at a time.
type Folder struct {
	root     fs.FS
	config   *site.Config // nil when site.yaml cannot be understood
	sound    bool         // whether texts can be held against it
	glossary []*site.Term
	names    []string            // of all files, sorted
	unread   map[string]bool     // what stands in the folder but cannot be read
	texts    map[string]*reading // by name
	files    map[string]*site.File

	problems struct{ config, glossary, listing []diag.Problem }
}

// A reading is what became of a file of Markdown.
type reading struct {
	page     *site.Page // nil when it gives none
	problems []diag.Problem
}

// Read reads the folder content/ of a site's root. progress, unless nil, is told how many of the
// texts have been read.
func Read(root fs.FS, progress func(done, total int)) *Folder {
	f := &Folder{root: root}
	l := &loader{root: root}
	f.config, f.sound = l.config()
	f.problems.config = l.problems
	f.list()
	if f.config == nil {
		return f
	}
	f.readGlossary()
	texts, files := split(f.names)
	f.texts, f.files = map[string]*reading{}, map[string]*site.File{}
	f.readTexts(texts, counter(progress, len(texts)))
	f.readFiles(files)
	return f
}

// list lists the files of the folder.
func (f *Folder) list() {
	l := &loader{root: f.root, unread: map[string]bool{}}
	f.names = slices.Sorted(slices.Values(l.walk()))
	f.unread, f.problems.listing = l.unread, l.problems
}

func (f *Folder) readGlossary() {
	l := &loader{root: f.root}
	f.glossary = l.glossary()
	f.problems.glossary = l.problems
}

func (f *Folder) readFiles(names []string) {
	for i, file := range readFiles(f.root, names) {
		f.files[names[i]] = file
	}
}

// readTexts reads texts in parallel.
func (f *Folder) readTexts(names []string, count func()) {
	converter := markdown.New(f.config.EscapeHTML)
	texts := make([]*reading, len(names))
	inParallel(len(names), func(i int) {
		r := &pageReader{reader: reader{file: tidy(names[i])}, config: f.config, sound: f.sound, converter: converter}
		r.read(f.root, names[i])
		texts[i] = &reading{r.page, r.problems}
		count()
	})
	for i, name := range names {
		f.texts[name] = texts[i]
	}
}

// inParallel does something n times.
func inParallel(n int, do func(i int)) {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		group.Go(func() error {
			do(i)
			return nil
		})
	}
	group.Wait()
}

// Source returns what a site is made of, with all problems that single files show.
func (f *Folder) Source() (site.Source, []diag.Problem) {
	problems := slices.Concat(f.problems.config, f.problems.listing)
	if f.config == nil {
		return site.Source{}, problems
	}
	config := *f.config
	source := site.Source{Config: &config, Unread: maps.Clone(f.unread), Glossary: f.glossary, Files: make(map[string]*site.File, len(f.files))}
	texts, files := split(f.names)
	for _, name := range files {
		file := f.files[name]
		if other := source.Files[file.Source]; other != nil {
			problems = append(problems, diag.Problem{File: "content/" + file.Source, Code: diag.DuplicateAddress, Args: []any{file.Source, other.Name}})
		}
		source.Files[file.Source] = file
	}
	problems = append(problems, f.problems.glossary...)
	for _, name := range texts {
		t := f.texts[name]
		problems = append(problems, t.problems...)
		if t.page != nil {
			source.Pages = append(source.Pages, t.page)
		} else {
			source.Unread[strings.TrimPrefix(tidy(name), "content/")] = true
		}
	}
	return source, problems
}

// An Edit is what an update has found.
type Edit struct {
	// Pages are texts that were read again, each by itself a page as before; their problems stand beside them.
	Pages    []*site.Page
	Problems []diag.Problem
	// Other tells that more has changed: files have come or gone, or what is true of the whole site.
	Other bool
}

// Update reads again what has changed: files by their names from the site's root. A name may
// also be of a folder, or of a file that there is no longer.
func (f *Folder) Update(names []string) Edit {
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !strings.HasPrefix(name, "content/") && name != "content" })
	switch {
	case len(names) == 0:
		return Edit{}
	case f.config == nil || slices.Contains(names, siteFile):
		*f = *Read(f.root, nil)
		return Edit{Other: true}
	}
	edit := Edit{Other: slices.Contains(names, glossaryFile)}
	if edit.Other {
		f.readGlossary()
	}
	again := slices.DeleteFunc(names, func(name string) bool { return name == glossaryFile })
	if f.moved(again) {
		edit.Other = true
		before := f.names
		f.list()
		again = f.take(before, again)
	}
	texts, files := split(again)
	edit.Other = edit.Other || len(files) > 0
	f.readFiles(files)
	before := make([]*reading, len(texts))
	for i, name := range texts {
		before[i] = f.texts[name]
	}
	f.readTexts(texts, func() {})
	for i, name := range texts {
		now := f.texts[name]
		if before[i] == nil || (before[i].page == nil) != (now.page == nil) {
			edit.Other = true
			continue
		}
		edit.Problems = append(edit.Problems, now.problems...)
		if now.page != nil {
			edit.Pages = append(edit.Pages, now.page)
		}
	}
	return edit
}

// moved reports whether one of the names is of no file that is known, or of one that is there no longer.
func (f *Folder) moved(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		_, known := slices.BinarySearch(f.names, name)
		info, err := fs.Stat(f.root, name)
		return !known || err != nil || !info.Mode().IsRegular()
	})
}

// take forgets the files that are gone, and returns those that are to be read: the new ones, and
// those of the names that are still there.
func (f *Folder) take(before, names []string) []string {
	for _, name := range before {
		if _, there := slices.BinarySearch(f.names, name); !there {
			delete(f.texts, name)
			delete(f.files, name)
		}
	}
	return slices.DeleteFunc(slices.Clone(f.names), func(name string) bool {
		_, known := slices.BinarySearch(before, name)
		return known && !slices.Contains(names, name)
	})
}
