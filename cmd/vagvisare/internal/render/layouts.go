package render

import (
	"errors"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/tree"
	"vagvisare/cmd/vagvisare/internal/word"
	"vagvisare/cmd/vagvisare/internal/words"
)

// Layouts are the parsed layouts/. Each is parsed twice: small, which is what pages are
// made with, and as written, which tells where an error stands.
type Layouts struct {
	small, written *set
	sources        map[string]string // as written, by path
	words          words.Words
	wordTexts      word.Texts // what words.json says of Word files
	stored         []Stored   // what words.json says that scripts keep
	style          []byte     // the text of the page that shows the design; nil where there is none
}

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
	if l.words, l.wordTexts, l.stored, err = loadWords(root); err != nil {
		return nil, []diag.Problem{{File: words.File, Code: diag.Template, Args: []any{err}}}
	}
	if l.sources, problems = readLayouts(root); len(problems) > 0 {
		return nil, problems
	}
	if l.style, err = fs.ReadFile(root, styleText); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, []diag.Problem{{File: styleText, Code: diag.Unreadable, Args: []any{err}}}
	}
	functions := l.functions(assets)
	if l.written, problems = l.parse(l.sources, functions); len(problems) > 0 {
		return nil, problems
	}
	small := map[string]string{}
	for name, source := range l.sources {
		data, err := asset.Template([]byte(source))
		if err != nil {
			fail(diag.Problem{File: name, Code: diag.BadAsset, Args: []any{err}})
		}
		small[name] = string(data)
	}
	if len(problems) == 0 {
		l.small, problems = l.parse(small, functions)
	}
	return l, problems
}

func readLayouts(root fs.FS) (map[string]string, []diag.Problem) {
	var problems []diag.Problem
	sources := map[string]string{}
	err := fs.WalkDir(root, "layouts", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" || tree.Stray(d.Name()) {
			return err
		}
		data, err := fs.ReadFile(root, name)
		if err != nil {
			problems = append(problems, diag.Problem{File: name, Code: diag.Unreadable, Args: []any{err}})
		}
		sources[name] = string(data)
		return nil
	})
	if err != nil {
		problems = append(problems, diag.Problem{File: "layouts", Code: diag.Unreadable, Args: []any{err}})
	}
	return sources, problems
}

// parse makes a set of sources, by path.
func (l *Layouts) parse(sources map[string]string, functions template.FuncMap) (*set, []diag.Problem) {
	var problems []diag.Problem
	parsed := &set{functions: functions, shared: trees{}, layouts: map[string]trees{}}
	for file, source := range sources {
		name, as, into := layoutName(file), layoutName(file), parsed.shared
		if !isShared(file) {
			if path.Dir(file) != "layouts" {
				continue
			}
			as, into = "main", trees{}
			parsed.layouts[name] = into
		}
		if err := into.parse(as, source, functions); err != nil {
			problems = append(problems, l.problem(err, name))
		}
	}
	return parsed, problems
}

// isShared reports whether all layouts have a file beside them: a partial, a figure, base.html.
func isShared(file string) bool {
	dir := path.Dir(file)
	return dir == "layouts/partials" || dir == "layouts/figures" || file == "layouts/"+baseLayout+".html"
}

// layoutName returns the name of a layout in templates: "page", "crumbs", "figures/raci".
func layoutName(file string) string {
	name := strings.TrimSuffix(file, ".html")
	if rest, figure := strings.CutPrefix(name, "layouts/figures/"); figure {
		return "figures/" + rest
	}
	return path.Base(name)
}

// templateError finds the place in an error of the template engine, such as
// `template: crumbs:3:12: executing "crumbs" at <.Nmae>: can't evaluate …`.
var templateError = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:]*):(\d+)(?::(\d+))?: (.*)$`)

// problem turns an error of the template engine, met while a layout was used, into a
// problem in the file where it stands.
func (l *Layouts) problem(err error, layout string) diag.Problem {
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
		if strings.HasPrefix(at[1], "figures/") {
			p.File = "layouts/" + at[1] + ".html"
		}
	}
	p.Line, _ = strconv.Atoi(at[2])
	if at[3] != "" {
		offset, _ := strconv.Atoi(at[3]) // the engine counts bytes from 0
		line := diag.Line([]byte(l.sources[p.File]), p.Line)
		p.Col = utf8.RuneCountInString(line[:min(offset, len(line))]) + 1
	}
	p.Args = []any{at[4]}
	return p
}
