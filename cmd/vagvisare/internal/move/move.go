// Package move gives files of content/ other names, and mends all that names them: links in
// texts, in front matter, in values of plans and in the glossary; and it lets the old addresses of
// pages lead to the new ones.
//
// Everything is worked out in memory first. What the site will be is then compiled and held
// against what it is: each link must lead where it led, and nothing may be wrong that was not
// wrong before. Only then is anything written, and where that fails all is put back.
package move

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/cmd/vagvisare/internal/tree"
)

// Options say what is moved.
type Options struct {
	Root     fs.FS  // the site's folder
	From, To string // paths in content/ of a file or a folder; To may be a folder to move into: one that exists, or ends with a slash

	// Compile reads and links a site, with its drafts; the site is nil where it cannot be read.
	Compile func(root fs.FS) (*site.Site, []diag.Problem)
}

// A Move is worked out, and not made yet.
type Move struct {
	From, To string // paths from the site's root, as the system spells them
	Changes  []Change
	Links    int            // how many links are mended
	Leading  []string       // old addresses that lead on
	Kept     []string       // old addresses at which something else will be, made by the portal
	Lost     []string       // old addresses at which nothing will be
	Unread   []string       // files that cannot be read, whose links are left as they are
	Notes    []diag.Problem // that there will be, and are not now

	files []written
}

// A Change is what changes in a file.
type Change struct {
	File  string // from the site's root, before the move
	Lines []Line
}

// A written file is one with new contents.
type written struct {
	name     string // from the site's root, as the system spells it before the move
	old, new []byte
}

// contents returns the new contents by the old names.
func (m *Move) contents() map[string][]byte {
	contents := map[string][]byte{}
	for _, f := range m.files {
		contents[f.name] = f.new
	}
	return contents
}

// A RefusedError tells what would be wrong, or is.
type RefusedError struct {
	Reason   string
	Problems []diag.Problem
}

func (e *RefusedError) Error() string { return e.Reason }

// Prepare works out a move. The error is a *RefusedError where problems are the reason.
func Prepare(opt Options) (*Move, error) {
	files, err := list(opt.Root)
	if err != nil {
		return nil, err
	}
	r, err := newRenaming(opt.From, opt.To, files)
	if err != nil {
		return nil, err
	}
	before, problems := opt.Compile(opt.Root)
	if before == nil {
		return nil, &RefusedError{Reason: "the site cannot be read", Problems: errorsOnly(problems)}
	}
	if faults := slices.DeleteFunc(errorsOnly(problems), func(p diag.Problem) bool { return !r.moves(p.File) }); len(faults) > 0 {
		return nil, &RefusedError{Reason: "nothing is moved, since errors stand in what is to be moved: mend them first", Problems: faults}
	}
	onDisk := map[string]string{}
	for name := range files {
		onDisk[strings.TrimPrefix(load.Tidy(name), "content/")] = name
	}
	var kept []string // old addresses at which something else will be
	for {
		m := &mender{root: opt.Root, renaming: r, site: before, texts: map[string]*text{}, onDisk: onDisk, kept: kept}
		if err := m.mend(); err != nil {
			return nil, fmt.Errorf("nothing is moved: %w", err)
		}
		move := m.move()
		after, newProblems := opt.Compile(newOverlay(opt.Root, files, r, move.contents()))
		move.Notes = r.fresh(problems, newProblems)
		if taken := m.taken(move.Notes); len(taken) > len(kept) {
			kept = taken
			continue
		}
		if faults := errorsOnly(move.Notes); len(faults) > 0 {
			return nil, &RefusedError{Reason: "nothing is moved, since this would be wrong afterwards", Problems: faults}
		}
		if err := r.compare(before, after); err != nil {
			return nil, err
		}
		move.Kept, move.Lost = kept, lost(before, after)
		return move, nil
	}
}

// taken returns the old addresses of what moves at which something else will be, such as a list
// that the portal makes of all templates.
func (m *mender) taken(problems []diag.Problem) []string {
	taken := slices.Clone(m.kept)
	for _, p := range problems {
		if p.Code == diag.TakenAlias && slices.Contains(m.leading, fmt.Sprint(p.Args...)) {
			taken = append(taken, fmt.Sprint(p.Args...))
		}
	}
	return taken
}

func errorsOnly(problems []diag.Problem) []diag.Problem {
	return slices.DeleteFunc(slices.Clone(problems), func(p diag.Problem) bool { return p.Severity != diag.Error })
}

// lost returns the addresses of pages that nothing is at any more.
func lost(before, after *site.Site) []string {
	answers := map[string]bool{}
	for _, p := range after.Pages {
		answers[p.Path] = true
	}
	for _, redirect := range after.Redirects {
		answers[strings.TrimSuffix(redirect.From, "index.html")] = true
	}
	var gone []string
	for _, p := range before.Pages {
		if !answers[p.Path] && !p.Draft {
			gone = append(gone, "/"+p.Path)
		}
	}
	slices.Sort(gone)
	return gone
}

// A mender works out what must be changed in each file.
type mender struct {
	*renaming
	root      fs.FS
	site      *site.Site
	converter *markdown.Converter
	texts     map[string]*text  // by path in content/
	onDisk    map[string]string // paths from the site's root, by the paths in content/ that the model has
	kept      []string          // old addresses that are not to lead on
	links     int
	leading   []string // old addresses that lead on
}

// move returns what has been worked out.
func (m *mender) move() *Move {
	move := &Move{From: m.onDiskOf(m.from), To: "content/" + m.to, Links: m.links, Leading: m.leading}
	slices.Sort(move.Leading)
	for _, name := range slices.Sorted(maps.Keys(m.texts)) {
		if t := m.texts[name]; len(t.edits) > 0 {
			move.Changes = append(move.Changes, Change{File: t.name, Lines: t.changed()})
			move.files = append(move.files, written{name: m.onDisk[name], old: t.raw, new: t.edited()})
		}
	}
	known := map[string]bool{}
	for _, p := range m.site.Pages {
		known[p.Source] = true
	}
	for name := range m.files {
		stray := slices.ContainsFunc(strings.Split(name, "/"), tree.Stray)
		if strings.EqualFold(path.Ext(name), ".md") && !known[name] && !stray {
			move.Unread = append(move.Unread, "content/"+name)
		}
	}
	slices.Sort(move.Unread)
	return move
}

// onDiskOf returns a path from the site's root as the system spells it, of a file or a folder.
func (m *mender) onDiskOf(name string) string {
	if file, ok := m.onDisk[name]; ok {
		return file
	}
	for inside, file := range m.onDisk {
		if strings.HasPrefix(inside, name+"/") {
			return path.Join(strings.Split(file, "/")[:2+strings.Count(name, "/")]...)
		}
	}
	return "content/" + name
}
