package publish_test

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// packed is a site with names and contents of many kinds.
func packed() map[string]string {
	site := portal("blue", "index.html=1", "å ä+ö%41/index.html=2")
	site["lång.html"] = strings.Repeat("Lång text. ", 40_000) // more than is looked at to see whether it can be compressed
	site["film.mp4"] = noise(1, 300_000)
	site["tom.txt"] = ""
	site[".htaccess"] = "x"
	return site
}

// unpacked returns what an archive holds, without the manifest.
func unpacked(t *testing.T, file string) (site map[string]string, headers []zip.FileHeader) {
	t.Helper()
	r, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	site = map[string]string{}
	for _, f := range r.File {
		content, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(content)
		if err = errors.Join(err, content.Close()); err != nil {
			t.Fatal(err)
		}
		site[f.Name] = string(data)
		headers = append(headers, f.FileHeader)
	}
	delete(site, ".vagvisare/manifest")
	return site, headers
}

func mustZip(t *testing.T, dir, file string) publish.Result {
	t.Helper()
	result, err := publish.Zip(t.Context(), dir, file, publish.ArchiveTime, options())
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// TestZip holds that an archive has every file, sorted, with the time that was chosen, and compressed only where that pays.
func TestZip(t *testing.T) {
	dir, file := built(t, packed()), filepath.Join(t.TempDir(), "portal.zip")
	at := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	result, err := publish.Zip(t.Context(), dir, file, at, options())
	if err != nil {
		t.Fatal(err)
	}
	got, headers := unpacked(t, file)
	if diff := cmp.Diff(packed(), got); diff != "" {
		t.Errorf("built (-), packed (+):\n%s", diff)
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if result.Files != len(packed()) || result.SentBytes != info.Size() {
		t.Errorf("the result is %+v of %d files and %d bytes", result, len(packed()), info.Size())
	}
	if !slices.IsSortedFunc(headers, func(a, b zip.FileHeader) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("the files are not sorted")
	}
	for _, h := range headers {
		if !h.Modified.Equal(at) || h.Mode() != 0o644 {
			t.Errorf("%s has time %v and mode %v", h.Name, h.Modified, h.Mode())
		}
		if h.NonUTF8 || h.Name == "lång.html" && h.Flags&0x800 == 0 {
			t.Errorf("%s is not marked as UTF-8", h.Name)
		}
		if want := strings.HasPrefix(h.Name, "lång"); want != (h.Method == zip.Deflate) && (want || h.Name == "film.mp4" || h.Name == "tom.txt") {
			t.Errorf("%s is packed by method %d", h.Name, h.Method)
		}
	}
}

// TestZipSame holds that the same site makes the same bytes, wherever it lies and when it was written.
func TestZipSame(t *testing.T) {
	folder := t.TempDir()
	one, two := filepath.Join(folder, "1.zip"), filepath.Join(folder, "2.zip")
	mustZip(t, built(t, packed()), one)
	mustZip(t, built(t, packed()), two)
	mustZip(t, built(t, packed()), two) // over the one that is there
	a, errA := os.ReadFile(one)
	b, errB := os.ReadFile(two)
	if err := errors.Join(errA, errB); err != nil {
		t.Fatal(err)
	}
	if string(a) != string(b) {
		t.Error("the archives differ")
	}
}

// TestZipTimes holds that times which the format cannot hold become the nearest that it can.
func TestZipTimes(t *testing.T) {
	dir, file := built(t, portal("blue", "index.html=1")), filepath.Join(t.TempDir(), "portal.zip")
	for _, test := range []struct{ at, want time.Time }{
		{time.Unix(0, 0), publish.ArchiveTime},
		{time.Date(2300, 1, 1, 0, 0, 0, 0, time.UTC), time.Unix(1<<32-1, 0)},
	} {
		if _, err := publish.Zip(t.Context(), dir, file, test.at, options()); err != nil {
			t.Fatal(err)
		}
		if _, headers := unpacked(t, file); !headers[0].Modified.Equal(test.want) {
			t.Errorf("%v becomes %v, want %v", test.at, headers[0].Modified, test.want)
		}
	}
}

// TestZipUnpacked holds that what has been unpacked is a finished site: it can be published, and published over.
func TestZipUnpacked(t *testing.T) {
	file, dir := filepath.Join(t.TempDir(), "portal.zip"), t.TempDir()
	mustZip(t, built(t, packed()), file)
	r, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if err := os.CopyFS(dir, r); err != nil {
		t.Fatal(err)
	}
	host := newTroubled(false)
	mustPublish(t, dir, host, options())
	wants(t, host, packed())

	over, err := publish.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	next := packed()
	next["index.html"] = "new"
	if r := mustPublish(t, built(t, next), over, options()); r.Sent != 1 {
		t.Errorf("%d files are sent where one differs", r.Sent)
	}
}

// TestPreviewZip holds that a preview tells in what the archive there differs, and changes nothing.
func TestPreviewZip(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "portal.zip")
	mustZip(t, built(t, portal("blue", "index.html=1", "old.html=1")), file)
	before := readAll(t, folder)
	plan, err := publish.PreviewZip(built(t, portal("blue", "index.html=2", "new.html=1")), file, options())
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"new.html"}, {"index.html"}, {"old.html"}}
	if diff := cmp.Diff(want, [][]string{plan.New, plan.Changed, plan.Removed}); diff != "" || plan.Same != 2 || len(plan.Left) > 0 {
		t.Errorf("new, changed and removed files, wanted (-), got (+), %d the same, %d left:\n%s", plan.Same, len(plan.Left), diff)
	}
	if diff := cmp.Diff(before, readAll(t, folder)); diff != "" {
		t.Errorf("before (-), after (+):\n%s", diff)
	}
}

// readAll returns the files of a folder, for a comparison.
func readAll(t *testing.T, folder string) map[string]string {
	t.Helper()
	files, err := onDisk(folder)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for path, data := range files {
		texts[path] = string(data)
	}
	return texts
}

// TestZipRefused holds that whatever is no archive of this portal is left as it is, unless the user says otherwise.
func TestZipRefused(t *testing.T) {
	site := portal("blue", "index.html=1")
	another := maps.Clone(site)
	another["manifest.webmanifest"] = `{"name": "Another"}`
	for name, test := range map[string]struct {
		make func(t *testing.T, file string)
		want string
	}{
		"text": {
			func(t *testing.T, file string) { writeFile(t, file, "text") },
			"portal.zip is no archive of a portal (zip: not a valid zip file); --yes overwrites it",
		},
		"another archive": {
			func(t *testing.T, file string) { archive(t, file, map[string]string{"a.txt": "a"}) },
			"portal.zip is no archive of a portal (it has no .vagvisare/manifest); --yes overwrites it",
		},
		"another portal": {
			func(t *testing.T, file string) { mustZip(t, built(t, another), file) },
			`portal.zip: another portal lies there, "Another"; --yes puts "Portal" in its place`,
		},
		"a file added": {
			func(t *testing.T, file string) {
				mustZip(t, built(t, site), file)
				files, _ := unpacked(t, file)
				files["own.txt"] = "x"
				files[".vagvisare/manifest"] = ""
				for path := range site {
					files[".vagvisare/manifest"] += strings.Repeat("0", 64) + "  " + path + "\n"
				}
				archive(t, file, files)
			},
			"own.txt, which vagvisare has not put into ",
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder, dir := t.TempDir(), built(t, site)
			file := filepath.Join(folder, "portal.zip")
			test.make(t, file)
			before, opt := readAll(t, folder), options()
			_, err := publish.Zip(t.Context(), dir, file, publish.ArchiveTime, opt)
			_, previewed := publish.PreviewZip(dir, file, opt)
			if err == nil || !strings.Contains(err.Error(), test.want) || previewed == nil || previewed.Error() != err.Error() {
				t.Errorf("error %v, of a preview %v, want %s", err, previewed, test.want)
			}
			if diff := cmp.Diff(before, readAll(t, folder)); diff != "" {
				t.Errorf("before (-), after (+):\n%s", diff)
			}
			opt.Yes = true
			if _, err := publish.Zip(t.Context(), dir, file, publish.ArchiveTime, opt); err != nil {
				t.Fatal(err)
			}
			got, _ := unpacked(t, file)
			if diff := cmp.Diff(site, got); diff != "" {
				t.Errorf("built (-), packed (+):\n%s", diff)
			}
		})
	}
}

// archive makes one of any files.
func archive(t *testing.T, file string, files map[string]string) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(f)
	for name, text := range files {
		part, err := w.Create(name)
		if err == nil {
			_, err = io.WriteString(part, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestZipNames holds that an archive has no names that Windows cannot unpack.
func TestZipNames(t *testing.T) {
	site := portal("blue", "index.html=1", "aux/index.html=1")
	file := filepath.Join(t.TempDir(), "portal.zip")
	_, err := publish.Zip(t.Context(), built(t, site), file, publish.ArchiveTime, options())
	if err == nil || !strings.Contains(err.Error(), "names that Windows cannot hold: aux/index.html") {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the archive is there: %v", err)
	}
}

// TestZipStopped stops the packing, and the archive that was there stays, alone.
func TestZipStopped(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "portal.zip")
	mustZip(t, built(t, portal("blue", "index.html=1")), file)
	before := readAll(t, folder)
	ctx, cancel := context.WithCancel(t.Context())
	opt := options()
	opt.Progress = func(p publish.Progress) {
		if p.Files == 2 {
			cancel()
		}
	}
	_, err := publish.Zip(ctx, built(t, packed()), file, publish.ArchiveTime, opt)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(before, readAll(t, folder)); diff != "" {
		t.Errorf("before (-), after (+):\n%s", diff)
	}
}

// TestZipBehindLink holds that a link to an archive stays one.
func TestZipBehindLink(t *testing.T) {
	folder := t.TempDir()
	file, link := filepath.Join(folder, "portal.zip"), filepath.Join(folder, "latest.zip")
	mustZip(t, built(t, portal("blue", "index.html=1")), file)
	if err := os.Symlink("portal.zip", link); err != nil {
		t.Fatal(err)
	}
	two := portal("blue", "index.html=2")
	mustZip(t, built(t, two), link)
	got, _ := unpacked(t, file)
	if diff := cmp.Diff(two, got); diff != "" {
		t.Errorf("built (-), packed (+):\n%s", diff)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode().Type() != os.ModeSymlink {
		t.Errorf("the link is %v, error %v", info, err)
	}
}
