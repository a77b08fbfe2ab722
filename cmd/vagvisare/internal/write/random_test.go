package write_test

import (
	"bufio"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"vagvisare/cmd/vagvisare/internal/tree"
	"vagvisare/cmd/vagvisare/internal/write"
)

// A world is a folder to which one tree after the other is published, and what is known of it.
type world struct {
	*testing.T
	*rand.Rand
	dir     string
	foreign map[string]string
}

// TestRandomRuns publishes random trees, with variants and without, over what earlier runs,
// runs that were cut off and others have left. Each complete run must give what it gives in
// an empty folder, and nothing that is cut off leaves a variant older than its file.
func TestRandomRuns(t *testing.T) {
	for seed := range uint64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := &world{T: t, Rand: rand.New(rand.NewPCG(seed, 1)), dir: t.TempDir()}
			w.foreign = map[string]string{"notes.txt": "mine", "f": "folder", "f/more.html.p": "mine"}
			put(t, w.dir, "notes.txt", "mine")
			put(t, w.dir, "f/more.html.p", "mine")
			for range 15 {
				w.round()
			}
		})
	}
}

func (w *world) round() {
	tr := w.tree()
	opt := w.options()
	switch w.IntN(4) {
	case 0:
		w.cutOff(tr, opt)
	case 1:
		w.tamper()
	}
	if w.IntN(3) == 0 {
		tr, opt = w.tree(), w.options() // another one than the run that was cut off had
	}
	publishWith(w, tr, w.dir, opt)
	want := clean(w, tr, opt)
	maps.Copy(want, w.foreign)
	same(w, "folder", want, contents(w, w.dir))
	again := publishWith(w, tr, w.dir, opt)
	same(w, "written and removed by the same run again", [2]int{}, [2]int{again.Written, again.Removed})
}

// tree returns a tree of few names, so that they clash in all ways.
func (w *world) tree() *tree.Tree {
	tr := new(tree.Tree)
	names := []string{"a.html", "b.html", "c.html", "a.html.p", "b.html.q/x.html", "A.html.P", "d/a.html", "d/b.html", "d", "f/x.html", "s.css"}
	w.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	for _, name := range names[:w.IntN(len(names))] {
		text := w.text()
		// A name that another one takes is left out.
		_ = tr.Add(name, func() ([]byte, error) { return []byte(text), nil })
	}
	return tr
}

func (w *world) text() string {
	return []string{"", "x", "--", "x-y", "x-y-z", "xyz", "-----", "x--------y"}[w.IntN(8)]
}

func (w *world) options() write.Options {
	p, q := &press{ending: ".p", recipe: "1"}, &press{ending: ".q", recipe: "1", mark: "+"}
	if w.IntN(4) == 0 {
		q.recipe, q.mark = "2", "*"
	}
	opt := pressed([][]*press{{}, {p}, {p, q}, {p, q}, {q}}[w.IntN(5)]...)
	opt.Workers = 1 + w.IntN(3)
	return opt
}

// cutOff lets a run fail at a random one of its files.
func (w *world) cutOff(tr *tree.Tree, opt write.Options) {
	var files []string
	goal := clean(w, tr, opt)
	for name, text := range goal {
		if text != "folder" {
			files = append(files, name)
		}
	}
	if len(files) == 0 {
		return
	}
	slices.Sort(files)
	blocked := files[w.IntN(len(files))]
	before := contents(w, w.dir)
	if before[blocked] == goal[blocked] || before[blocked] == "folder" || before[filepath.Dir(blocked)] == goal[blocked] {
		return // the run would not write it, or has more to do there first
	}
	if dir := filepath.Dir(blocked); dir != "." && before[dir] != "folder" {
		return
	}
	obstruct(w.T, tr, w.dir, blocked, opt)
	w.holdAges(tr, before, goal)
}

// holdAges holds that no file that has become the new one lies beside a variant of the old one.
func (w *world) holdAges(tr *tree.Tree, before, goal map[string]string) {
	now := contents(w, w.dir)
	for _, name := range tr.Paths() {
		for _, ending := range []string{".p", ".q"} {
			variant := name + ending
			isOther := tr.Has(variant) || goal[variant] == "folder" || w.foreign[variant] != ""
			isNew := now[name] == goal[name] && now[name] != before[name]
			if isNew && !isOther && now[variant] != goal[variant] {
				w.Errorf("%s is new, but beside it lies %q as %s", name, now[variant], variant)
			}
		}
	}
}

// tamper changes or takes away a file of ours, as others should not.
func (w *world) tamper() {
	ours, err := write.Manifest(w.dir)
	if err != nil || len(ours) == 0 {
		return
	}
	names := slices.Sorted(maps.Keys(ours))
	name := names[w.IntN(len(names))]
	if w.IntN(2) == 0 {
		put(w, w.dir, name, w.text())
	} else if err := os.Remove(filepath.Join(w.dir, name)); err != nil {
		w.Error(err)
	}
}

// versions are two trees with the same names and other texts.
func versions(t testing.TB) [2]*tree.Tree {
	var trees [2]*tree.Tree
	for v := range trees {
		var files []file
		for i := range 60 {
			files = append(files, file{fmt.Sprintf("d%d/index.html", i), fmt.Sprintf("version-%d-of-%d", v, i)})
		}
		files = append(files, file{fmt.Sprintf("only-%d/index.html", v), "o-n-l-y"})
		trees[v] = newTree(t, files...)
	}
	return trees
}

var versionPress = pressed(&press{ending: ".p", recipe: "1"})

// TestKilledRuns kills a process that publishes one version after the other, while it puts
// files into place, and looks at what it has left.
func TestKilledRuns(t *testing.T) {
	if dir := os.Getenv("PUBLISH_UNTIL_KILLED"); dir != "" {
		publishUntilKilled(t, dir)
		return
	}
	if runtime.GOOS == "windows" {
		t.Skip("there the lock of a killed run must be removed by hand")
	}
	dir := t.TempDir()
	trees := versions(t)
	random := rand.New(rand.NewPCG(1, 2))
	for range 15 {
		name := fmt.Sprintf("d%d/index.html", random.IntN(60))
		killAt(t, dir, name+[]string{"", ".p"}[random.IntN(2)])
		holdVersions(t, contents(t, dir))
		if random.IntN(2) == 0 {
			tr := trees[random.IntN(2)]
			publishWith(t, tr, dir, versionPress)
			same(t, "folder", clean(t, tr, versionPress), contents(t, dir))
		}
	}
}

func publishUntilKilled(t *testing.T, dir string) {
	trees := versions(t)
	for i := range 50 {
		publishWith(t, trees[i%2], dir, versionPress)
		fmt.Println("published")
	}
}

// killAt lets another process publish one version after the other, and kills it when a file,
// or its variant, has been replaced.
func killAt(t *testing.T, dir, name string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilledRuns$")
	cmd.Env = append(os.Environ(), "PUBLISH_UNTIL_KILLED="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	begun := lines.Scan()
	ended := make(chan bool)
	go func() {
		for lines.Scan() { // until it has ended, killed or not
		}
		close(ended)
	}()
	replaced := begun && waitForChange(t, filepath.Join(dir, filepath.FromSlash(name)), ended)
	if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Error(err)
	}
	<-ended
	if err := cmd.Wait(); err == nil || !replaced {
		t.Fatalf("%s has not been replaced: %v", name, err)
	}
}

// waitForChange reports whether a file has changed before ended was closed.
func waitForChange(t *testing.T, name string, ended <-chan bool) bool {
	is := func() string {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
		}
		return string(text)
	}
	for was := is(); is() == was; runtime.Gosched() {
		select {
		case <-ended:
			return false
		default:
		}
	}
	return true
}

// holdVersions holds that no variant is older than its file: it is of the same version, or
// of the one that is just being published.
func holdVersions(t *testing.T, all map[string]string) {
	t.Helper()
	// The first files are replaced first, so what the first file says is the new version.
	version := func(text string) string {
		for _, v := range []string{"0", "1"} {
			if strings.HasPrefix(strings.ReplaceAll(text, "-", ""), "version"+v) {
				return v
			}
		}
		return ""
	}
	latest := version(all["d0/index.html.p"])
	for name, text := range all {
		variant, ok := all[name+".p"]
		if !ok || text == "folder" || version(text) == version(variant) {
			continue
		}
		if version(variant) != latest {
			t.Errorf("%s says %q, and its variant %q, though version %s is the latest", name, text, variant, latest)
		}
	}
}
