package write_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/tree"
	"vagvisare/cmd/vagvisare/internal/write"
)

// A press makes variants of HTML files of three bytes or more: the same without dashes.
// They pay if there were any.
type press struct {
	ending string
	recipe string
	mark   string // what its variants begin with
	calls  atomic.Int64
}

func (p *press) variant() write.Variant {
	return write.Variant{
		Ending: p.ending,
		Recipe: p.recipe,
		Wants:  func(name string, size int64) bool { return strings.HasSuffix(name, ".html") && size >= 3 },
		Make: func(to io.Writer, from io.Reader, name string, size int64) error {
			p.calls.Add(1)
			data, err := io.ReadAll(from)
			if err == nil && int64(len(data)) != size {
				err = fmt.Errorf("%s has %d bytes, not %d", name, len(data), size)
			}
			if err == nil {
				_, err = to.Write([]byte(p.pressed(string(data))))
			}
			return err
		},
		Pays: func(size, made int64) bool { return made < size },
	}
}

func (p *press) pressed(text string) string { return p.mark + strings.ReplaceAll(text, "-", "") }

// called returns how many variants have been made since it was asked last.
func (p *press) called() int64 { return p.calls.Swap(0) }

func pressed(presses ...*press) write.Options {
	var opt write.Options
	for _, p := range presses {
		opt.Variants = append(opt.Variants, p.variant())
	}
	return opt
}

// publishWith is publish with options.
func publishWith(t testing.TB, tr *tree.Tree, dir string, opt write.Options) write.Result {
	t.Helper()
	result, err := write.Tree(t.Context(), tr, dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// clean returns what a run into an empty folder gives.
func clean(t testing.TB, tr *tree.Tree, opt write.Options) map[string]string {
	t.Helper()
	dir := t.TempDir()
	publishWith(t, tr, dir, opt)
	return contents(t, dir)
}

func TestVariants(t *testing.T) {
	dir := t.TempDir()
	opt := pressed(&press{ending: ".p"}, &press{ending: ".q", mark: "+"})
	tr := newTree(t, file{"style.css", "a-b-c"}, file{"a/index.html", "a-b-c"}, file{"few.html", "a-bc"}, file{"none.html", "abc"},
		file{"short.html", "--"})

	same(t, "result", write.Result{Files: 8, Bytes: 19 + 3 + 4 + 3, Written: 8}, publishWith(t, tr, dir, opt))

	want := map[string]string{
		"style.css": "a-b-c", "a/index.html": "a-b-c", "a/index.html.p": "abc", "a/index.html.q": "+abc",
		"few.html": "a-bc", "few.html.p": "abc", "none.html": "abc", "short.html": "--",
	}
	sums := map[string]string{}
	for name, text := range want {
		sums[name] = sum(text)
	}
	got, err := write.Manifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "Manifest", sums, got)
	want["a"] = "folder"
	same(t, "folder", want, contents(t, dir))
	same(t, ".vagvisare", []string{"manifest", "recipe"}, names(t, filepath.Join(dir, ".vagvisare")))
}

func TestUnchangedVariantsAreNotMadeAgain(t *testing.T) {
	dir := t.TempDir()
	p := &press{ending: ".p", recipe: "1"}
	opt := pressed(p)
	tr := newTree(t, file{"a.html", "a-a"}, file{"b.html", "b-b"}, file{"c.html", "c-c"})
	publishWith(t, tr, dir, opt)
	same(t, "variants made", 3, p.called())
	age(t, dir)
	before := snapshot(t, dir)

	same(t, "result", write.Result{Files: 6, Bytes: 15}, publishWith(t, tr, dir, opt))
	same(t, "variants made", 0, p.called())
	same(t, "folder", before, snapshot(t, dir))

	tr = newTree(t, file{"a.html", "a-a"}, file{"b.html", "B-b"}, file{"c.html", "c-c"})
	same(t, "result", write.Result{Files: 6, Bytes: 15, Written: 2}, publishWith(t, tr, dir, opt))
	same(t, "variants made", 1, p.called())
	after := snapshot(t, dir)
	for _, name := range []string{"b.html", "b.html.p", ".vagvisare/manifest"} {
		if before[name] == after[name] {
			t.Errorf("%s was not written", name)
		}
		delete(before, name)
		delete(after, name)
	}
	same(t, "all other files", before, after)
	same(t, "the variant", "Bb", contents(t, dir)["b.html.p"])
}

func TestVariantsThatAreNotWantedAnyMore(t *testing.T) {
	p := pressed(&press{ending: ".p"})
	first := []file{{"a.html", "a-a"}, {"b.html", "b-b"}}
	tests := []struct {
		name   string
		next   []file
		opt    write.Options
		result write.Result
	}{
		{"it does not pay", []file{{"a.html", "aaa"}, {"b.html", "b-b"}}, p, write.Result{Files: 3, Bytes: 8, Written: 1, Removed: 1}},
		{"the file is too small", []file{{"a.html", "a"}, {"b.html", "b-b"}}, p, write.Result{Files: 3, Bytes: 6, Written: 1, Removed: 1}},
		{"the file is gone", []file{{"b.html", "b-b"}}, p, write.Result{Files: 2, Bytes: 5, Removed: 2}},
		{"no variants", first, write.Options{}, write.Result{Files: 2, Bytes: 6, Removed: 2}},
		{"others", first, pressed(&press{ending: ".q"}), write.Result{Files: 4, Bytes: 10, Written: 2, Removed: 2}},
		{"no variants and another file", []file{{"a.html", "A-A"}, {"b.html", "b-b"}}, write.Options{}, write.Result{Files: 2, Bytes: 6, Written: 1, Removed: 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			publishWith(t, newTree(t, first...), dir, p)
			tr := newTree(t, tt.next...)
			same(t, "result", tt.result, publishWith(t, tr, dir, tt.opt))
			same(t, "folder", clean(t, tr, tt.opt), contents(t, dir))
			_, err := os.Stat(filepath.Join(dir, ".vagvisare", "recipe"))
			if hasRecipe := err == nil; hasRecipe != (tt.opt.Variants != nil) {
				t.Errorf("the folder has a recipe: %v", hasRecipe)
			}
		})
	}
}

func TestAnotherRecipe(t *testing.T) {
	tr := newTree(t, file{"a.html", "a-a-"}, file{"b.html", "b-b-"})
	first := &press{ending: ".p", recipe: "1"}
	tests := []struct {
		name    string
		next    *press
		calls   int64
		written int
	}{
		{"the same", &press{ending: ".p", recipe: "1"}, 0, 0},
		{"the same bytes by another recipe", &press{ending: ".p", recipe: "2"}, 2, 0},
		{"other bytes", &press{ending: ".p", recipe: "2", mark: "+"}, 2, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			publishWith(t, tr, dir, pressed(first))
			opt := pressed(tt.next)
			same(t, "written", tt.written, publishWith(t, tr, dir, opt).Written)
			same(t, "variants made", tt.calls, tt.next.called())
			same(t, "folder", clean(t, tr, opt), contents(t, dir))
			tt.next.called()
			publishWith(t, tr, dir, opt)
			same(t, "variants made by the run after", 0, tt.next.called())
		})
	}
}

func TestVariantChangedByHand(t *testing.T) {
	p := pressed(&press{ending: ".p"})
	tr := newTree(t, file{"a.html", "a-a"}, file{"b.html", "b-b"}, file{"c.html", "c-c"})
	dir := t.TempDir()
	publishWith(t, tr, dir, p)
	put(t, dir, "a.html.p", "AA")
	put(t, dir, "b.html", "B-B")
	if err := os.Remove(filepath.Join(dir, "c.html.p")); err != nil {
		t.Fatal(err)
	}
	same(t, "result", write.Result{Files: 6, Bytes: 15, Written: 3}, publishWith(t, tr, dir, p))
	same(t, "folder", clean(t, tr, p), contents(t, dir))
}

// A file that is changed while its variant is made would be taken for the one of which the
// manifest speaks, for ever.
func TestFileChangedWhileItsVariantIsMade(t *testing.T) {
	dir := t.TempDir()
	publish(t, newTree(t, file{"a.html", "a-a"}), dir)
	p := &press{ending: ".p"}
	opt := pressed(p)
	opt.Variants[0].Wants = func(string, int64) bool { put(t, dir, "a.html", "B-B"); return true }
	_, err := write.Tree(t.Context(), newTree(t, file{"a.html", "a-a"}), dir, opt)
	want := "write " + filepath.Join(dir, "a.html.p") + ": a.html changed while it was read"
	if err == nil || err.Error() != want {
		t.Errorf("error %v; want %s", err, want)
	}
	same(t, "folder", map[string]string{"a.html": "B-B"}, contents(t, dir))
}

func TestFailureToMakeAVariantLeavesAll(t *testing.T) {
	boom := errors.New("no memory")
	fails(t, func(t *testing.T, tr *tree.Tree, dir string) error {
		opt := pressed(&press{ending: ".p"})
		opt.Variants[0].Make = func(io.Writer, io.Reader, string, int64) error { return boom }
		_, err := write.Tree(t.Context(), tr, dir, opt)
		if !errors.Is(err, boom) {
			t.Errorf("error %v", err)
		}
		return err
	})
}

func TestForeignVariants(t *testing.T) {
	p := pressed(&press{ending: ".p"})
	page := file{"a.html", "a-a"}
	t.Run("another one", func(t *testing.T) {
		dir := t.TempDir()
		put(t, dir, "a.html.p", "mine")
		put(t, dir, "b.html.p/x", "mine")
		want := snapshot(t, dir)
		_, err := write.Tree(t.Context(), newTree(t, page, file{"b.html", "b-b"}), dir, p)
		same(t, "foreign", []string{"a.html.p", "b.html.p"}, foreign(t, err))
		same(t, "folder", want, snapshot(t, dir))
	})
	t.Run("beside an older page of ours", func(t *testing.T) {
		dir := t.TempDir()
		publish(t, newTree(t, file{"a.html", "old"}), dir)
		put(t, dir, "a.html.p", "mine")
		want := snapshot(t, dir)
		_, err := write.Tree(t.Context(), newTree(t, page), dir, p)
		same(t, "foreign", []string{"a.html.p"}, foreign(t, err))
		same(t, "folder", want, snapshot(t, dir))
	})
	t.Run("a link to the same bytes", func(t *testing.T) {
		dir := t.TempDir()
		put(t, dir, "elsewhere", "aa")
		symlink(t, "elsewhere", filepath.Join(dir, "a.html.p"))
		_, err := write.Tree(t.Context(), newTree(t, page), dir, p)
		same(t, "foreign", []string{"a.html.p"}, foreign(t, err))
	})
	t.Run("the same bytes", func(t *testing.T) {
		dir := t.TempDir()
		put(t, dir, "a.html.p", "aa")
		same(t, "result", write.Result{Files: 2, Bytes: 5, Written: 1}, publishWith(t, newTree(t, page), dir, p))
		// From now on it is ours.
		same(t, "result", write.Result{Removed: 2}, publishWith(t, newTree(t), dir, p))
	})
	t.Run("where there is none of ours", func(t *testing.T) {
		dir := t.TempDir()
		put(t, dir, "a.html.p", "mine")
		publishWith(t, newTree(t, file{"a.html", "aaa"}), dir, p)
		publish(t, newTree(t, page), dir)
		same(t, "folder", map[string]string{"a.html": "a-a", "a.html.p": "mine"}, contents(t, dir))
	})
}

func TestTreeHasSomethingWhereAVariantWouldLie(t *testing.T) {
	p := pressed(&press{ending: ".p"})
	for _, tr := range []*tree.Tree{
		newTree(t, file{"a.html", "a-a"}, file{"a.html.p", "of the tree"}),
		newTree(t, file{"a.html.P", "of the tree"}, file{"a.html", "a-a"}),
		newTree(t, file{"a.html", "a-a"}, file{"A.html.p/x/y", "of the tree"}),
	} {
		t.Run(tr.Paths()[1], func(t *testing.T) {
			dir := t.TempDir()
			publishWith(t, newTree(t, file{"a.html", "a-a"}), dir, p)
			same(t, "result", write.Result{Files: 2, Bytes: 14, Written: 1}, withoutRemoved(publishWith(t, tr, dir, p)))
			same(t, "folder", clean(t, tr, write.Options{}), contents(t, dir))
			publishWith(t, newTree(t, file{"a.html", "a-a"}), dir, p)
			same(t, "folder", map[string]string{"a.html": "a-a", "a.html.p": "aa"}, contents(t, dir))
		})
	}
}

// withoutRemoved forgets whether a file had to be removed before another came.
func withoutRemoved(r write.Result) write.Result {
	r.Removed = 0
	return r
}

// obstruct puts something in the way of a file while others are staged, so that the commit
// is cut off there.
func obstruct(t *testing.T, tr *tree.Tree, dir, name string, opt write.Options) {
	t.Helper()
	blocked := filepath.Join(dir, filepath.FromSlash(name))
	opt.Progress = func(done, total int) {
		if done < total {
			return
		}
		if err := os.RemoveAll(blocked); err != nil {
			t.Error(err)
		}
		put(t, dir, name+"/in the way", "")
	}
	_, err := write.Tree(t.Context(), tr, dir, opt)
	if want := "write " + blocked + ": "; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("error %v; want %s…", err, want)
	}
	if err := os.RemoveAll(blocked); err != nil {
		t.Error(err)
	}
}

func TestVariantIsNeverOlderThanItsFile(t *testing.T) {
	p := pressed(&press{ending: ".p"}, &press{ending: ".q", mark: "+"})
	old := newTree(t, file{"a.html", "a--"}, file{"m.html", "m--"}, file{"z.html", "z--"}, file{"gone.html", "g--"})
	placed := map[string]string{"z.html": "Z--", "z.html.p": "Z", "z.html.q": "+Z", "a.html": "a--", "a.html.p": "a", "a.html.q": "+a"}
	tests := []struct {
		name, text, blocked string
		opt                 write.Options
		want                map[string]string // besides placed
	}{
		{"at the file", "M--", "m.html", p, map[string]string{"m.html.p": "M", "m.html.q": "+M"}},
		{"at a variant", "M--", "m.html.q", p, map[string]string{"m.html": "m--", "m.html.p": "M"}},
		{"where it does not pay any more", "MMM", "m.html", p, map[string]string{}},
		{"where one does not pay any more", "MM-", "m.html", p, map[string]string{"m.html.p": "MM"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			publishWith(t, old, dir, p)
			next := newTree(t, file{"z.html", "Z--"}, file{"m.html", tt.text}, file{"a.html", "A--"})
			obstruct(t, next, dir, tt.blocked, tt.opt)
			want := map[string]string{"gone.html": "g--", "gone.html.p": "g", "gone.html.q": "+g"}
			maps.Copy(want, placed)
			maps.Copy(want, tt.want)
			same(t, "folder", want, contents(t, dir))

			publishWith(t, next, dir, tt.opt)
			same(t, "folder of the next run", clean(t, next, tt.opt), contents(t, dir))
		})
	}
	t.Run("without variants", func(t *testing.T) {
		dir := t.TempDir()
		publishWith(t, old, dir, p)
		next := newTree(t, file{"z.html", "Z--"}, file{"m.html", "M--"}, file{"a.html", "a--"})
		obstruct(t, next, dir, "m.html", write.Options{})
		same(t, "folder", map[string]string{
			"z.html": "Z--", "a.html": "a--", "a.html.p": "a", "a.html.q": "+a",
			"gone.html": "g--", "gone.html.p": "g", "gone.html.q": "+g",
		}, contents(t, dir))
		publish(t, next, dir)
		same(t, "folder of the next run", clean(t, next, write.Options{}), contents(t, dir))
	})
}

// What a run that changed the recipe has left may be of either.
func TestRecipeOfACutOffRunIsNotTrusted(t *testing.T) {
	first, second := &press{ending: ".p", recipe: "1"}, &press{ending: ".p", recipe: "2", mark: "+"}
	tr := newTree(t, file{"z.html", "z--"}, file{"m.html", "m--"}, file{"a.html", "a--"})
	for _, next := range []*press{first, second} {
		t.Run("then recipe "+next.recipe, func(t *testing.T) {
			dir := t.TempDir()
			publishWith(t, tr, dir, pressed(first))
			obstruct(t, tr, dir, "m.html.p", pressed(second))
			same(t, "variant that was placed", "+z", contents(t, dir)["z.html.p"])
			next.called()
			publishWith(t, tr, dir, pressed(next))
			same(t, "variants made", 3, next.called())
			same(t, "folder", clean(t, tr, pressed(next)), contents(t, dir))
		})
	}
}

// A run that is cut off and has the same recipe has nothing made twice.
func TestVariantsOfACutOffRunAreKept(t *testing.T) {
	p := &press{ending: ".p", recipe: "1"}
	dir := t.TempDir()
	publishWith(t, newTree(t, file{"z.html", "z--"}, file{"m.html", "m--"}, file{"a.html", "a--"}), dir, pressed(p))
	next := newTree(t, file{"z.html", "Z--"}, file{"m.html", "M--"}, file{"a.html", "a--"})
	obstruct(t, next, dir, "m.html", pressed(p))
	p.called()
	publishWith(t, next, dir, pressed(p))
	if got := p.called(); got > 1 { // that of m.html, which the obstacle took away
		t.Errorf("%d variants were made", got)
	}
	same(t, "folder", clean(t, next, pressed(p)), contents(t, dir))
}

func TestVariantsAreTheSameWithManyWorkers(t *testing.T) {
	var files []file
	for i := range 300 {
		files = append(files, file{fmt.Sprintf("%d/index.html", i), strings.Repeat(fmt.Sprint(i, "-"), i)})
	}
	tr := newTree(t, files...)
	opt := pressed(&press{ending: ".p"}, &press{ending: ".q", mark: "+"})
	opt.Workers = 1
	want := clean(t, tr, opt)
	opt.Workers = 16
	if diff := cmp.Diff(want, clean(t, tr, opt)); diff != "" {
		t.Errorf("with 1 worker (-), with 16 (+):\n%s", diff)
	}
}

func TestLargeVariantCostsNoMemory(t *testing.T) {
	const size = 50 << 20
	dir := t.TempDir()
	put(t, dir, "table.csv", "")
	if err := os.Truncate(filepath.Join(dir, "table.csv"), size); err != nil {
		t.Fatal(err)
	}
	tr := new(tree.Tree)
	if err := tr.Copy("table.csv", os.DirFS(dir), "table.csv"); err != nil {
		t.Fatal(err)
	}
	opt := write.Options{Variants: []write.Variant{{
		Ending: ".p",
		Wants:  func(string, int64) bool { return true },
		Make: func(to io.Writer, from io.Reader, _ string, _ int64) error {
			_, err := io.CopyBuffer(to, struct{ io.Reader }{from}, make([]byte, 32<<10))
			return err
		},
		Pays: func(int64, int64) bool { return true },
	}}}
	out := t.TempDir()
	for _, what := range []string{"new", "unchanged"} {
		if got := allocated(func() { publishWith(t, tr, out, opt) }); got > 10<<20 {
			t.Errorf("%s: %d bytes were allocated for a file of %d", what, got, size)
		}
	}
	a, errA := os.ReadFile(filepath.Join(out, "table.csv"))
	b, errB := os.ReadFile(filepath.Join(out, "table.csv.p"))
	if err := errors.Join(errA, errB); err != nil || !bytes.Equal(a, b) {
		t.Error("the variant is not that of the file", err)
	}
	same(t, "files", []string{".vagvisare", "table.csv", "table.csv.p"}, slices.Sorted(slices.Values(names(t, out))))
}
