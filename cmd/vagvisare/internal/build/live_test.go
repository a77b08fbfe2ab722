package build_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/diag"
)

var steps = flag.Int("steps", 30, "how many edits TestLive makes for each seed")

// TestLive makes random edits, and holds that what is served after each is what a build of the same files makes.
func TestLive(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			testLive(t, seed)
		})
	}
}

func testLive(t *testing.T, seed uint64) {
	archive, err := txtar.ParseFile("testdata/plans.txtar")
	if err != nil {
		t.Fatal(err)
	}
	start, _ := unpack(archive)
	e := &editor{Rand: rand.New(rand.NewPCG(seed, 0)), start: start, site: fstest.MapFS{}}
	for name, file := range start {
		e.site[name] = file
	}
	opt := build.Options{Root: e.site, Defaults: defaults(t), Date: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)}
	live := build.NewLive(opt)
	good, shown := 0, 0
	for range *steps {
		what, names := e.edit()
		pages, _ := live.Update(names)
		wanted, problems := anew(t, opt)
		if shown += len(pages); wanted != nil && strings.HasPrefix(what, "a paragraph") {
			for _, page := range pages { // which is right before the whole is linked anew
				name := page.Path + "index.html"
				if got, err := live.ReadFile(name); err != nil || string(got) != string(wanted[name]) {
					t.Fatalf("at once after %s (error %v), as built (-), live (+):\n%s", what, err, cmp.Diff(string(wanted[name]), string(got)))
				}
			}
		}
		live.Relink()
		if diff := cmp.Diff(messages(problems), messages(live.Newest().Problems)); diff != "" {
			t.Fatalf("after %s, problems of a build (-), of the live site (+):\n%s", what, diff)
		}
		if wanted == nil {
			continue
		}
		good++
		for name, data := range wanted {
			if got, err := live.ReadFile(name); err != nil || string(got) != string(data) {
				t.Fatalf("after %s, %s (error %v), as built (-), live (+):\n%s", what, name, err, cmp.Diff(string(data), string(got)))
			}
		}
		live.Good(func(r *build.Result) {
			if r.Tree.Len() != len(wanted) {
				t.Fatalf("after %s, there are %d files, want %d", what, r.Tree.Len(), len(wanted))
			}
		})
	}
	if t.Logf("%d of %d states without errors; %d pages shown at once", good, *steps, shown); good < *steps/4 || shown < *steps/8 {
		t.Errorf("too few of the edits show anything")
	}
	e.site = fstest.MapFS{}
	for name, file := range start {
		e.site[name] = file
	}
	opt.Root = e.site
	built, _ := compile(t, opt)
	read, _ := anew(t, opt)
	if diff := cmp.Diff(text(built), text(read)); diff != "" {
		t.Errorf("as built (-), as read for a preview (+):\n%s", diff)
	}
}

// anew returns what is served of a site that is read now, as compile does of one that is built: without the index, which takes long.
func anew(t *testing.T, opt build.Options) (files map[string][]byte, problems []diag.Problem) {
	t.Helper()
	live := build.NewLive(opt)
	newest := live.Newest()
	if newest.Tree == nil {
		return nil, newest.Problems
	}
	files = map[string][]byte{}
	for _, name := range newest.Tree.Paths() {
		data, err := live.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = data
	}
	return files, newest.Problems
}

func messages(problems []diag.Problem) []string {
	var list []string
	for _, p := range problems {
		list = append(list, fmt.Sprintf("%s:%d:%d: %v %v %v %q", p.File, p.Line, p.Col, p.Severity, p.Code, p.Near, p.Excerpt))
	}
	return list
}

// An editor edits a site at random.
type editor struct {
	*rand.Rand
	start fstest.MapFS
	site  fstest.MapFS
	made  int
}

// edit changes the site, and tells what it did and which files it touched.
func (e *editor) edit() (what string, touched []string) {
	name := e.pick(e.names())
	old := string(e.site[name].Data)
	lines := strings.SplitAfter(old, "\n")
	at := e.IntN(len(lines))
	put := func(what, text string) (string, []string) {
		e.site[name] = &fstest.MapFile{Data: []byte(text)}
		return what + " in " + name, []string{name}
	}
	switch e.IntN(12) {
	case 0, 1, 2:
		return put("a paragraph at the end", strings.TrimRight(old, "\n")+"\n\n"+e.pick(additions)+"\n")
	case 3:
		return put("a line twice", strings.Join(slices.Insert(slices.Clone(lines), at, lines[at]), ""))
	case 4:
		return put("a line less", strings.Join(slices.Delete(slices.Clone(lines), at, at+1), ""))
	case 5:
		return put("another title", strings.Replace(old, "title: ", "title: "+e.pick([]string{"Å", "Alla ", "Zoo "}), 1))
	case 6:
		e.made++
		name = path.Dir(name) + fmt.Sprintf("/ny-%d.md", e.made)
		return put("a new page", fmt.Sprintf("---\ntitle: Ny %d\ntags: [larm]\n---\n%s\n", e.made, e.pick(additions)))
	case 7:
		delete(e.site, name)
		return name + " removed", []string{name}
	case 8:
		e.made++
		to := path.Dir(name) + fmt.Sprintf("/flyttad-%d%s", e.made, path.Ext(name))
		e.site[to] = e.site[name]
		delete(e.site, name)
		return name + " renamed " + to, []string{name, to}
	default:
		return e.mend()
	}
}

// mend brings the site back to what it was, all at once.
func (e *editor) mend() (string, []string) {
	var touched []string
	for name, file := range e.site {
		switch first := e.start[name]; {
		case first == nil && e.IntN(2) == 0:
			delete(e.site, name)
			touched = append(touched, name)
		case first != nil && string(first.Data) != string(file.Data):
			e.site[name] = first
			touched = append(touched, name)
		}
	}
	for name, file := range e.start {
		if e.site[name] == nil {
			e.site[name] = file
			touched = append(touched, name)
		}
	}
	return "all mended", touched
}

var additions = []string{
	"Nytt stycke om larm.", "## En rubrik", "Se [rollerna](/planera/roller.md).", "- [ ] **SKA** En punkt {roll=chef}",
	"En tabell:\n\n| a | b |\n| - | - |\n| 1 | 2 |", "Läs [här](roller.md#ansvar).", "<b>nej</b>", "> [!TIPS]\n> Ett råd.",
}

func (e *editor) pick(from []string) string { return from[e.IntN(len(from))] }

// names are the files of the site, sorted, those rarely that everything hangs on.
func (e *editor) names() []string {
	var names []string
	for name := range e.site {
		if name != "content/site.yaml" || e.IntN(3) == 0 {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
