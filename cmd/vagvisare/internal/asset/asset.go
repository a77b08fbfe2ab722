// Package asset makes the files of assets/ ready to publish: joined, minified, and named
// after their contents, so that hosts and browsers may keep them for ever.
//
// The files directly in assets/css are joined, in the order of their names, into
// css/site.css, and those directly in assets/js into js/site.js, which every page loads. The
// files of a folder assets/css/NAME or assets/js/NAME are joined likewise into css/NAME.css or js/NAME.js, which
// only those pages load that need it. Icons are not published: layouts write them into pages. Everything else
// is published by itself. The package owns tdewolff/minify.
package asset

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/tree"
)

// Assets are the files of assets/, ready to publish.
type Assets struct {
	files map[string]file   // by name, e.g. "css/site.css"
	parts map[string][]part // of joined files, by the name of the whole
	icons map[string]string // by name without extension: inline SVG
}

type file struct {
	path string // published, e.g. "assets/css/site-0123456789.css"
	data []byte
}

// A part is a file that is joined with others.
type part struct {
	name string // e.g. "css/base.css"
	data []byte
}

// separator ends a file that is joined with others. The last statement of a minified
// script has lost its semicolon, and would go on in the next file.
var separator = map[string]string{".css": "\n", ".js": ";\n"}

// bundleOf returns the name of the file that the files of a folder are joined into, or "".
func bundleOf(dir string) string {
	switch {
	case dir == "css", dir == "js":
		return dir + "/site." + dir
	case path.Dir(dir) == "css", path.Dir(dir) == "js":
		return dir + "." + path.Dir(dir)
	}
	return ""
}

// Load reads and prepares the folder assets/ of root. What cannot be minified is a problem.
func Load(root fs.FS) (*Assets, []diag.Problem) {
	a := &Assets{files: map[string]file{}, parts: map[string][]part{}, icons: map[string]string{}}
	var problems []diag.Problem
	err := fs.WalkDir(root, "assets", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case tree.Stray(d.Name()) && d.IsDir():
			return fs.SkipDir
		case tree.Stray(d.Name()) || d.IsDir() || path.Ext(name) == ".go":
			return nil
		}
		data, err := fs.ReadFile(root, name)
		if err != nil {
			problems = append(problems, diag.Problem{File: name, Code: diag.Unreadable, Args: []any{err}})
			return nil
		}
		data, err = minified(path.Ext(name), data)
		if err != nil {
			problems = append(problems, problem(name, err))
		}
		name = strings.TrimPrefix(name, "assets/")
		switch bundle := bundleOf(path.Dir(name)); {
		case bundle != "" && path.Ext(name) != path.Ext(bundle): // a note to those who write them
		case bundle != "":
			a.parts[bundle] = append(a.parts[bundle], part{name, data})
		case path.Dir(name) == "icons":
			a.icons[strings.TrimSuffix(path.Base(name), ".svg")] = string(data)
		default:
			a.add(name, data)
		}
		return nil
	})
	if err != nil {
		problems = append(problems, diag.Problem{File: "assets", Code: diag.Unreadable, Args: []any{err}})
	}
	for bundle := range a.parts {
		a.join(bundle)
	}
	return a, problems
}

// join makes one file of its parts.
func (a *Assets) join(bundle string) {
	var whole []byte
	for _, p := range a.parts[bundle] {
		whole = append(append(whole, p.data...), separator[path.Ext(bundle)]...)
	}
	a.add(bundle, whole)
}

// With returns the assets with other contents of one file, such as "css/colours.css", whether there is one or not.
func (a *Assets) With(name string, data []byte) (*Assets, error) {
	data, err := minified(path.Ext(name), data)
	if err != nil {
		return nil, fmt.Errorf("assets/%s: %w", name, err)
	}
	own := &Assets{files: maps.Clone(a.files), parts: maps.Clone(a.parts), icons: a.icons}
	bundle := bundleOf(path.Dir(name))
	if bundle == "" || path.Ext(name) != path.Ext(bundle) {
		own.add(name, data)
		return own, nil
	}
	parts := slices.DeleteFunc(slices.Clone(a.parts[bundle]), func(p part) bool { return p.name == name })
	at, _ := slices.BinarySearchFunc(parts, name, func(p part, name string) int { return strings.Compare(p.name, name) })
	own.parts[bundle] = slices.Insert(parts, at, part{name, data})
	own.join(bundle)
	return own, nil
}

// Data returns what is published of a file such as "images/logo.svg"; nil where there is none.
func (a *Assets) Data(name string) []byte { return a.files[name].data }

// Part returns a file as it is joined with others, such as "css/tokens.css"; nil where there is none.
func (a *Assets) Part(name string) []byte {
	for _, p := range a.parts[bundleOf(path.Dir(name))] {
		if p.name == name {
			return p.data
		}
	}
	return nil
}

// problem gives the minifier's error its place.
func problem(name string, err error) diag.Problem {
	p := diag.Problem{File: name, Code: diag.BadAsset, Args: []any{err}}
	var at *parse.Error
	if errors.As(err, &at) {
		p.Line, p.Col, p.Args = at.Line, at.Column, []any{at.Message}
	}
	return p
}

func (a *Assets) add(name string, data []byte) {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	hashed := "assets/" + strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:5]) + ext
	a.files[name] = file{path: hashed, data: data}
}

// Path returns the published path of an asset such as "css/site.css".
func (a *Assets) Path(name string) (string, error) {
	f, ok := a.files[name]
	if !ok {
		return "", fmt.Errorf("there is no assets/%s", name)
	}
	return f.path, nil
}

// Icon returns the inline SVG of assets/icons/NAME.svg.
func (a *Assets) Icon(name string) (string, error) {
	svg, ok := a.icons[name]
	if !ok {
		return "", fmt.Errorf("there is no assets/icons/%s.svg", name)
	}
	return svg, nil
}

// Publish puts the assets into a tree, but for some of them.
func (a *Assets) Publish(t *tree.Tree, but ...string) error {
	for _, name := range slices.Sorted(maps.Keys(a.files)) {
		if slices.Contains(but, name) {
			continue
		}
		if err := a.PublishFile(t, name); err != nil {
			return err
		}
	}
	return nil
}

// PublishFile puts one of the assets, such as "css/style.css", into a tree.
func (a *Assets) PublishFile(t *tree.Tree, name string) error {
	f, ok := a.files[name]
	if !ok {
		return fmt.Errorf("there is no assets/%s", name)
	}
	return t.Add(f.path, func() ([]byte, error) { return f.data, nil })
}
