package publish_test

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/headers"
	"vagvisare/cmd/vagvisare/internal/publish"
	"vagvisare/cmd/vagvisare/internal/tree"
	"vagvisare/cmd/vagvisare/internal/write"
)

var day = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// options are those that a test starts from.
func options() publish.Options {
	return publish.Options{Now: day, KeepOld: 7 * 24 * time.Hour, MaxDeletes: 1, Concurrency: 3}
}

// built returns a folder that holds a finished site of these files.
func built(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	tr := new(tree.Tree)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := tr.Add(name, func() ([]byte, error) { return []byte(files[name]), nil }); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := write.Tree(t.Context(), tr, dir, write.Options{}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// named returns a path that tells what the file holds, as the portal's own do.
func named(pattern, content string) string {
	return fmt.Sprintf(pattern, fmt.Sprintf("%x", sha256.Sum256([]byte(content)))[:10])
}

// edition makes a site of a number. Each page names its style sheet, pictures and other pages as src: and href:, the search
// its shard, and that the pages that it finds.
func edition(number int) map[string]string {
	random := rand.New(rand.NewPCG(uint64(number), 0))
	files := map[string]string{"manifest.webmanifest": `{"name": "Portal"}`}
	style := fmt.Sprintf("style %d", random.IntN(3))
	css := named("assets/css/site-%s.css", style)
	files[css] = style
	pages := []string{"index.html"}
	for n := range 8 {
		if random.IntN(3) > 0 {
			pages = append(pages, fmt.Sprintf("p%d/index.html", n))
		}
	}
	if random.IntN(4) == 0 {
		pages = append(pages, "P1/index.html", "p2") // a name that differs by case, and a file where a folder may be
		pages = slices.DeleteFunc(pages, func(p string) bool { return p == "p1/index.html" || p == "p2/index.html" })
	}
	for _, p := range pages {
		picture := fmt.Sprintf("picture %d", random.IntN(4))
		image := named("assets/files/bild-%s.svg", picture)
		files[image] = picture
		files[p] = fmt.Sprintf("text %d src:%s src:%s href:%s\n", random.IntN(3), css, image, pages[random.IntN(len(pages))])
		if random.IntN(2) == 0 {
			files[p+".gz"] = files[p] + "compressed"
		}
	}
	shard := "href:" + strings.Join(pages, " href:")
	terms := fmt.Sprintf("search/terms/%x.js", sha256.Sum256([]byte(shard)))[:21] + ".js"
	files[terms] = shard
	files["search/manifest.js"] = "src:" + terms
	files["feed.xml"] = shard
	return files
}

var reference = regexp.MustCompile(`(src|href):(\S+)`)

// broken returns what a visitor would meet who starts from the home page, the search or the feed and goes everywhere: references
// to files that are not there. What a page is made of is named after its content, so that a file of that name is of its version.
func broken(files map[string][]byte) (problems []string) {
	met := map[string]bool{}
	var meet func(string)
	meet = func(name string) {
		data, ok := files[name]
		if met[name] || !ok {
			return
		}
		met[name] = true
		meet(name + ".gz") // what a web server sends in its place
		for _, match := range reference.FindAllStringSubmatch(string(data), -1) {
			target, ok := files[match[2]]
			if !ok {
				problems = append(problems, name+" refers to "+match[2]+", which is not there")
			} else if match[1] == "src" && path.Dir(match[2]) != "search/terms" && !strings.Contains(match[2], fmt.Sprintf("%x", sha256.Sum256(target))[:10]) {
				problems = append(problems, match[2]+" holds something else")
			}
			meet(match[2])
		}
	}
	for _, start := range []string{"index.html", "search/manifest.js", "feed.xml"} {
		meet(start)
	}
	return problems
}

func mustPublish(t *testing.T, dir string, host publish.Host, opt publish.Options) publish.Result {
	t.Helper()
	result, err := publish.Publish(t.Context(), dir, host, opt)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestVisitors(t *testing.T) {
	for _, knows := range []bool{false, true} {
		t.Run(fmt.Sprint("host knows sums: ", knows), func(t *testing.T) { testVisitors(t, knows) })
	}
}

// testVisitors publishes one edition after another, cuts most runs off at some change, and holds that after every single
// change each page is whole, that the next run completes what was begun, and that each version can be brought back.
func testVisitors(t *testing.T, knows bool) {
	random := rand.New(rand.NewPCG(7, 7))
	host := &memory{files: map[string][]byte{}, knows: knows}
	var dirs []string
	for n := range 30 {
		dirs = append(dirs, built(t, edition(n)))
	}
	mustPublish(t, dirs[0], host, options())
	now := 0
	for range 40 {
		next := random.IntN(len(dirs))
		before := edition(now)
		host.changed = func(files map[string][]byte) {
			if problems := broken(files); len(problems) > 0 && !structural(edition(now), edition(next)) {
				t.Errorf("from edition %d to %d: %q", now, next, problems)
			}
		}
		host.dies = host.changes + 1 + random.IntN(80)
		_, err := publish.Publish(t.Context(), dirs[next], host, options())
		host.dies = 0
		delete(host.files, ".vagvisare/lock.json") // its holder is dead
		_, begun := host.files[".vagvisare/touched.json"]
		if err != nil && begun && !maps.Equal(before, edition(next)) && random.IntN(3) == 0 {
			if _, err := publish.Rollback(t.Context(), host, options()); err != nil {
				t.Fatalf("back from edition %d to %d: %v", next, now, err)
			}
			compare(t, host, before, knows)
			continue
		}
		mustPublish(t, dirs[next], host, options())
		compare(t, host, edition(next), knows)
		if maps.Equal(before, edition(next)) {
			continue
		}
		back := host.clone()
		if _, err := publish.Rollback(t.Context(), back, options()); err != nil {
			t.Fatalf("back from edition %d to %d: %v", next, now, err)
		}
		compare(t, back, before, knows)
		if _, err := publish.Rollback(t.Context(), back, options()); err != nil {
			t.Fatal(err)
		}
		compare(t, back, edition(next), knows)
		now = next
	}
}

// structural reports whether an edition has a file where the other has a folder, or a name that differs by case alone: there
// something must go before the other can come.
func structural(a, b map[string]string) bool {
	_, inA := a["p2"]
	_, inB := b["p2"]
	return inA != inB
}

// compare holds that a host has the files of a site, and else only old ones that are named after their content.
func compare(t *testing.T, host *memory, want map[string]string, knows bool) {
	t.Helper()
	got := host.site()
	maps.DeleteFunc(got, func(name, _ string) bool {
		_, wanted := want[name]
		return !wanted && headers.IsHashed(name)
	})
	want = maps.Clone(want)
	if knows {
		maps.DeleteFunc(want, func(name, _ string) bool { return strings.HasSuffix(name, ".gz") })
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("files that were built (-), on the host (+):\n%s", diff)
	}
	for name := range host.files {
		if strings.HasPrefix(name, ".vagvisare/stage/") || name == ".vagvisare/touched.json" || name == ".vagvisare/lock.json" {
			t.Errorf("%s has been left", name)
		}
	}
}
