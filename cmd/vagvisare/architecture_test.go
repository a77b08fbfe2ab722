package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// importTable says which of our packages each package in internal/ may import. Data goes
// one way: from what stands below to what stands above.
const importTable = `
| package  | may import (of ours)                                         |
| -------- | ------------------------------------------------------------ |
| diag     | –                                                            |
| tree     | –                                                            |
| headers  | –                                                            |
| host     | headers                                                      |
| watch    | –                                                            |
| brand    | –                                                            |
| markdown | diag                                                         |
| plan     | diag                                                         |
| words    | –                                                            |
| figure   | plan, words                                                  |
| site     | diag, markdown, plan                                         |
| load     | brand, diag, host, markdown, plan, site, tree                             |
| asset    | diag, tree                                                   |
| search   | plan, site                                                   |
| word     | diag, markdown, plan                                         |
| render   | asset, brand, diag, figure, markdown, plan, search, site, tree, word, words |
| check    | diag, site, tree                                             |
| lint     | diag, markdown, plan, site                                   |
| write    | tree                                                         |
| compress | write                                                        |
| build    | all above                                                    |
| move     | diag, load, markdown, plan, site, tree                       |
| preview  | build, diag, headers, lint, search, site, tree, watch                 |
| publish  | headers, write                                               |
`

// moduleTable says which packages import each module of others: its one owner, so that it
// can be replaced in one place. x/net, x/text and x/sync are tools like the standard library.
const moduleTable = `
| module                             | imported by           |
| ---------------------------------- | --------------------- |
| github.com/adrg/frontmatter        | load                  |
| github.com/andybalholm/brotli      | compress              |
| github.com/blevesearch/bleve/v2    | search                |
| github.com/blevesearch/bleve_index_api | search            |
| github.com/blevesearch/snowballstem | search               |
| github.com/fsnotify/fsnotify       | watch                 |
| github.com/klauspost/compress      | compress              |
| github.com/minio/minio-go/v7       | publish               |
| github.com/pkg/sftp                | publish               |
| github.com/schollz/progressbar/v3  | main                  |
| github.com/spf13/cobra             | main                  |
| github.com/tdewolff/minify/v2      | asset                 |
| github.com/tdewolff/parse/v2       | asset                 |
| github.com/yuin/goldmark           | markdown              |
| go.yaml.in/yaml/v4                 | load                  |
| golang.org/x/crypto                | publish               |
| golang.org/x/net                   | check, render         |
| golang.org/x/sync                  | check, load, publish, search, write |
| golang.org/x/term                  | main                  |
| golang.org/x/text                  | load, markdown, move, search, site |
| gopkg.in/ini.v1                    | publish               |
`

// swedishTable says which strings and characters with Swedish letters stand in Go code.
// All that a reader sees stands in diag's catalogue, in layouts/ or in content/; these are
// what addresses and the alphabet are made with.
const swedishTable = `
| package  | literals     |
| -------- | ------------ |
| markdown | å, ä, ö, BÖR |
| search   | aeiouyåäöé   |
| site     | ÅÄÖ          |
`

const ours = "vagvisare/cmd/vagvisare/internal/"

// TestPackages holds that the table, the folders and ARCHITECTURE.md know the same
// packages, the latter in the same order.
func TestPackages(t *testing.T) {
	var want []string
	for _, row := range table(importTable) {
		want = append(want, row.name)
	}
	entries, err := os.ReadDir("internal")
	if err != nil {
		t.Fatal(err)
	}
	var folders []string
	for _, e := range entries {
		folders = append(folders, e.Name())
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(want)), folders); diff != "" {
		t.Errorf("packages of the table (-), folders of internal/ (+):\n%s", diff)
	}
	document, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, match := range regexp.MustCompile(`(?m)^- \*\*(\w+)\*\*:`).FindAllStringSubmatch(string(document), -1) {
		told = append(told, match[1])
	}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("packages of the table (-), of ARCHITECTURE.md (+):\n%s", diff)
	}
}

// topLevel is all that stands beside each other in the project; more is what .gitignore names.
var topLevel = []string{
	".ci", ".git", ".gitignore", "LICENSE", "README.md", "assets", "cmd", "content", "go.mod", "go.sum", "layouts", "public",
}

// TestTopLevel holds that nothing else has been left there.
func TestTopLevel(t *testing.T) {
	ignored, err := os.ReadFile("../../.gitignore")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		known := slices.Contains(topLevel, e.Name())
		for pattern := range strings.FieldsSeq(string(ignored)) {
			matches, err := filepath.Match(strings.Trim(pattern, "/"), e.Name())
			known = known || err == nil && matches
		}
		if !known {
			t.Errorf("%s does not belong at the top level", e.Name())
		}
	}
}

func TestImports(t *testing.T) {
	allowed := map[string][]string{}
	var above []string
	for _, row := range table(importTable) {
		allowed[row.name] = row.list
		if slices.Equal(row.list, []string{"all above"}) {
			allowed[row.name] = slices.Clone(above)
		}
		for _, name := range allowed[row.name] {
			if !slices.Contains(above, name) {
				t.Errorf("the table lets %s import %s, which does not stand above it", row.name, name)
			}
		}
		above = append(above, row.name)
	}
	for _, s := range sources(t) {
		for _, name := range imports(s.file) {
			name, isOurs := strings.CutPrefix(name, ours)
			if isOurs && s.pkg != "main" && !slices.Contains(allowed[s.pkg], name) {
				t.Errorf("%s: %s may not import %s", s.name, s.pkg, name)
			}
		}
	}
}

func TestModules(t *testing.T) {
	want, got := map[string][]string{}, map[string][]string{}
	for _, row := range table(moduleTable) {
		want[row.name] = row.list
	}
	for _, s := range sources(t) {
		for _, name := range imports(s.file) {
			if first, _, _ := strings.Cut(name, "/"); !strings.Contains(first, ".") {
				continue // of the standard library, or ours
			}
			module := moduleOf(name, want)
			got[module] = append(got[module], s.pkg)
		}
	}
	if diff := cmp.Diff(want, compact(got)); diff != "" {
		t.Errorf("importers of modules, by the table (-), in the code (+):\n%s", diff)
	}
}

func TestOnlyMainPrintsAndExits(t *testing.T) {
	for _, s := range sources(t) {
		for _, name := range prints(s.file) {
			if s.pkg != "main" {
				t.Errorf("%s: only main prints and ends the program, but this uses %s", s.name, name)
			}
		}
	}
}

func TestNoInit(t *testing.T) {
	for _, s := range sources(t) {
		if hasInit(s.file) {
			t.Errorf("%s: a function init works behind the reader's back", s.name)
		}
	}
}

func TestSwedishStandsInTheCatalogue(t *testing.T) {
	want, got := map[string][]string{}, map[string][]string{}
	for _, row := range table(swedishTable) {
		want[row.name] = slices.Sorted(slices.Values(row.list))
	}
	for _, s := range sources(t) {
		if found := swedish(s.file); s.pkg != "diag" && len(found) > 0 {
			got[s.pkg] = append(got[s.pkg], found...)
		}
	}
	if diff := cmp.Diff(want, compact(got)); diff != "" {
		t.Errorf("Swedish in Go code, by the table (-), in the code (+):\n%s", diff)
	}
}

// TestRulesFind holds that the rules above find what they forbid, in whatever form.
func TestRulesFind(t *testing.T) {
	const bad = `package bad

import (
	"fmt"
	"log"
	. "os"
	system "os"

	_ "github.com/other/module"
)

// init in a comment, and å in one, are allowed.
func init() {
	fmt.Println("hej då")
	fmt.Fprintln(system.Stdout, "\u00c4", 'ö', ` + "`Å`" + `)
	log.Print()
	println()
	system.Exit(1)
	_ = fmt.Sprintf("")
}

func (T) init() {}
`
	file := parse(t, "bad.go", bad)
	for _, test := range []struct {
		what      string
		got, want any
	}{
		{"imports", imports(file), []string{"fmt", "log", "os", "os", "github.com/other/module"}},
		{"prints", prints(file), []string{". \"os\"", "fmt.Println", "os.Stdout", "log.Print", "println", "os.Exit"}},
		{"init", hasInit(file), true},
		{"no init", hasInit(parse(t, "good.go", "package good\n\nfunc (T) init() {}\n")), false},
		{"swedish", swedish(file), []string{"hej då", "Ä", "ö", "Å"}},
		{"module", moduleOf("github.com/yuin/goldmark/ast", map[string][]string{"github.com/yuin/goldmark": nil}), "github.com/yuin/goldmark"},
		{"unknown module", moduleOf("github.com/yuin/goldmarks", map[string][]string{"github.com/yuin/goldmark": nil}), "github.com/yuin/goldmarks"},
	} {
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.what, diff)
		}
	}
}

// A source is a Go file that is no test.
type source struct {
	pkg  string // "main", or the folder's name below internal/, or content, layouts, assets
	name string
	file *ast.File
}

// sources parses all Go files of the program, whatever system they are for.
func sources(t *testing.T) []source {
	t.Helper()
	var list []source
	for _, root := range []string{".", "../../content", "../../layouts", "../../assets"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.Name() == "testdata":
				return fs.SkipDir
			case d.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
				return nil
			}
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			list = append(list, source{packageOf(name), name, parse(t, name, string(text))})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return list
}

func packageOf(name string) string {
	dir := filepath.ToSlash(filepath.Dir(name))
	if dir == "." {
		return "main"
	}
	return strings.TrimPrefix(strings.TrimPrefix(dir, "internal/"), "../../")
}

func parse(t *testing.T, name, text string) *ast.File {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func imports(file *ast.File) []string {
	var paths []string
	for _, spec := range file.Imports {
		paths = append(paths, unquoted(spec.Path))
	}
	return paths
}

func unquoted(literal *ast.BasicLit) string {
	s, err := strconv.Unquote(literal.Value)
	if err != nil {
		panic(err)
	}
	return s
}

// prints returns what a file uses to print or to end the program by itself.
func prints(file *ast.File) []string {
	forbidden := regexp.MustCompile(`^(os\.(Exit|Stdin|Stdout|Stderr)|fmt\.Print(f|ln)?|log(/slog)?\..*|syscall\.Exit)$`)
	var found []string
	packages := map[string]string{} // by the name that the file gives them
	for _, spec := range file.Imports {
		path := unquoted(spec.Path)
		local := path[strings.LastIndexByte(path, '/')+1:]
		if spec.Name != nil {
			local = spec.Name.Name
		}
		if local == "." {
			found = append(found, ". "+spec.Path.Value) // hides what the file uses
		}
		packages[local] = path
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && forbidden.MatchString(packages[x.Name]+"."+n.Sel.Name) {
				found = append(found, packages[x.Name]+"."+n.Sel.Name)
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.Ident); ok && (f.Name == "print" || f.Name == "println") {
				found = append(found, f.Name)
			}
		}
		return true
	})
	return found
}

func hasInit(file *ast.File) bool {
	return slices.ContainsFunc(file.Decls, func(d ast.Decl) bool {
		f, ok := d.(*ast.FuncDecl)
		return ok && f.Recv == nil && f.Name.Name == "init"
	})
}

// swedish returns the strings and characters of a file that hold Swedish letters.
func swedish(file *ast.File) []string {
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		literal, ok := n.(*ast.BasicLit)
		if ok && (literal.Kind == token.STRING || literal.Kind == token.CHAR) && strings.ContainsAny(unquoted(literal), "åäöÅÄÖ") {
			found = append(found, unquoted(literal))
		}
		return true
	})
	return found
}

// moduleOf returns the one of the modules that an import path lies in, or the path itself.
func moduleOf(path string, modules map[string][]string) string {
	for module := range modules {
		if path == module || strings.HasPrefix(path, module+"/") {
			return module
		}
	}
	return path
}

// compact sorts each list and drops repetitions.
func compact(lists map[string][]string) map[string][]string {
	for name := range lists {
		lists[name] = slices.Compact(slices.Sorted(slices.Values(lists[name])))
	}
	return lists
}

// A row is a line of a table: a name and a list, which is empty for "–".
type row struct {
	name string
	list []string
}

func table(text string) []row {
	var rows []row
	for _, line := range strings.Split(strings.TrimSpace(text), "\n")[2:] {
		cells := strings.Split(strings.Trim(line, "|"), "|")
		r := row{name: strings.TrimSpace(cells[0])}
		if list := strings.TrimSpace(cells[1]); list != "–" {
			r.list = strings.Split(list, ", ")
		}
		rows = append(rows, r)
	}
	return rows
}
