package render

import (
	"errors"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/diag"
)

// Layouts are the parsed layouts/. Each is parsed twice: small, which is what pages are
// made with, and as written, which tells where an error stands.
type Layouts struct {
	small, written set
	words          words
}

// A set holds the layouts by name. Each is a template of its own, with base.html around
// it and all partials beside it.
type set map[string]*template.Template

// base.html stands for itself: a page's own layout is called "main" in it.
const baseLayout = "base"

// bare layouts are whole documents without base.html.
var bare = map[string]bool{"redirect": true}

// LoadLayouts reads the folder layouts/ of root.
func LoadLayouts(root fs.FS, assets *asset.Assets) (*Layouts, []diag.Problem) {
	l := &Layouts{}
	var problems []diag.Problem
	fail := func(p diag.Problem) { problems = append(problems, p) }
	var err error
	if l.words, err = loadWords(root); err != nil {
		fail(diag.Problem{File: wordsFile, Code: diag.Template, Args: []any{err}})
		return nil, problems
	}
	sources := map[string]string{}
	err = fs.WalkDir(root, "layouts", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		data, err := fs.ReadFile(root, name)
		sources[name] = string(data)
		return err
	})
	if err != nil {
		fail(diag.Problem{File: "layouts", Code: diag.Unreadable, Args: []any{err}})
		return nil, problems
	}
	functions := l.functions(assets)
	if l.written, problems = parse(sources, functions); len(problems) > 0 {
		return nil, problems
	}
	for name, source := range sources {
		small, err := asset.Template([]byte(source))
		if err != nil {
			fail(diag.Problem{File: name, Code: diag.BadAsset, Args: []any{err}})
			continue
		}
		sources[name] = string(small)
	}
	l.small, _ = parse(sources, functions)
	return l, problems
}

// parse makes a set of sources, by path.
func parse(sources map[string]string, functions template.FuncMap) (set, []diag.Problem) {
	var problems []diag.Problem
	add := func(t *template.Template, name, source string) {
		if _, err := t.New(name).Parse(source); err != nil {
			problems = append(problems, templateProblem(err, name))
		}
	}
	common := template.New("").Funcs(functions).Option("missingkey=error")
	for file, source := range sources {
		if name := layoutName(file); strings.HasPrefix(file, "layouts/partials/") || name == baseLayout {
			add(common, name, source)
		}
	}
	layouts := set{}
	for file, source := range sources {
		name := layoutName(file)
		if path.Dir(file) != "layouts" || name == baseLayout {
			continue
		}
		layouts[name] = template.Must(common.Clone())
		add(layouts[name], "main", source)
	}
	layouts[partials] = common
	return layouts, problems
}

// partials is the name under which a set keeps the partials without any layout.
const partials = ""

func layoutName(file string) string { return strings.TrimSuffix(path.Base(file), ".html") }

// templateError finds the place in an error of the template engine, such as
// `template: crumbs:3:12: executing "crumbs" at <.Nmae>: can't evaluate …`.
var templateError = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:]*):(\d+)(?::(\d+))?: (.*)$`)

// templateProblem turns an error of the template engine into a problem in the file of the layout.
func templateProblem(err error, layout string) diag.Problem {
	var own diag.Problem
	if errors.As(err, &own) {
		return own
	}
	p := diag.Problem{File: "layouts/" + layout + ".html", Code: diag.Template, Args: []any{err}}
	at := templateError.FindStringSubmatch(err.Error())
	if at == nil {
		return p
	}
	switch at[1] {
	case "main":
	case baseLayout:
		p.File = "layouts/base.html"
	default:
		p.File = "layouts/partials/" + at[1] + ".html"
	}
	p.Line, _ = strconv.Atoi(at[2])
	if at[3] != "" {
		p.Col, _ = strconv.Atoi(at[3])
		p.Col++ // the engine counts bytes from 0
	}
	p.Args = []any{at[4]}
	return p
}
