package compress_test

import (
	"bytes"
	stdgzip "compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"

	"vagvisare/cmd/vagvisare/internal/compress"
	"vagvisare/cmd/vagvisare/internal/write"
)

// page is as long as most pages are.
var page = []byte(strings.Repeat("<li><a href=\"../roller/\">Roller och ansvar</a> för er som inför välfärdsteknik</li>\n", 400))

// variant returns the one with an ending.
func variant(t testing.TB, ending string) write.Variant {
	t.Helper()
	for _, v := range compress.Variants() {
		if v.Ending == ending {
			return v
		}
	}
	t.Fatalf("there are no variants %s", ending)
	return write.Variant{}
}

func compressed(t testing.TB, v write.Variant, name string, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := v.Make(&b, bytes.NewReader(data), name, int64(len(data))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// decoders are those of each ending, also one that we do not compress with.
var decoders = map[string][]func(io.Reader) (io.Reader, error){
	".br": {func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil }},
	".gz": {
		func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		func(r io.Reader) (io.Reader, error) { return stdgzip.NewReader(r) },
	},
}

func holdRoundTrip(t testing.TB, ending string, data, made []byte) {
	t.Helper()
	for i, decoder := range decoders[ending] {
		r, err := decoder(bytes.NewReader(made))
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s, decoder %d: %d bytes come back as %d others, %v", ending, i, len(data), len(got), err)
		}
	}
}

// samples are texts of all sizes around those of the pieces that are compressed at once.
func samples() map[string][]byte {
	random := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 200_000)
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	large := bytes.Repeat(append(page, noise[:999]...), 60)
	return map[string][]byte{
		"empty": {}, "a byte": {'x'}, "page": page, "noise": noise,
		"a piece": large[:64<<10], "a piece and a byte": large[:64<<10+1], "pieces": large[:3*64<<10], "large": large,
	}
}

func TestRoundTrip(t *testing.T) {
	for ending := range decoders {
		v := variant(t, ending)
		for name, data := range samples() {
			for _, path := range []string{"index.html", "assets/js/site.js"} {
				t.Run(ending+" "+name+" "+path, func(t *testing.T) {
					holdRoundTrip(t, ending, data, compressed(t, v, path, data))
				})
			}
		}
	}
}

func TestSameBytes(t *testing.T) {
	for _, v := range compress.Variants() {
		for name, data := range samples() {
			t.Run(v.Ending+" "+name, func(t *testing.T) {
				// The first of a kind has an encoder of its own, others one that has been used.
				want := compressed(t, variant(t, v.Ending), "a.html", data)
				if !bytes.Equal(want, compressed(t, v, "a.html", data)) || !bytes.Equal(want, compressed(t, v, "b/c.html", data)) {
					t.Error("the same file gives other bytes the next time")
				}
				var b bytes.Buffer
				err := v.Make(&b, iotest.HalfReader(iotest.DataErrReader(bytes.NewReader(data))), "a.html", int64(len(data)))
				if err != nil || !bytes.Equal(want, b.Bytes()) {
					t.Error("a file that is read in other pieces gives other bytes", err)
				}
			})
		}
	}
}

func TestSameBytesFromManyGoroutines(t *testing.T) {
	for _, v := range compress.Variants() {
		texts := samples()
		want := map[string][]byte{}
		for name, data := range texts {
			want[name] = compressed(t, v, "a.html", data)
		}
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for name, data := range texts { // in an order of its own
					if !bytes.Equal(want[name], compressed(t, v, "a.html", data)) {
						t.Errorf("%s: %s gives other bytes", v.Ending, name)
					}
				}
			})
		}
		wg.Wait()
	}
}

// TestGzipHeader holds that nothing of the machine is in a file: no time, no name, and 255 for
// a system that is not known. RFC 1952 tells the bytes.
func TestGzipHeader(t *testing.T) {
	for path, effort := range map[string]byte{"index.html": 0, "assets/style.css": 2} {
		got := compressed(t, variant(t, ".gz"), path, page)[:10]
		if want := []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, effort, 255}; !bytes.Equal(got, want) {
			t.Errorf("%s: header % x, want % x", path, got, want)
		}
	}
}

func TestWants(t *testing.T) {
	tests := []struct {
		name string
		size int64
		want bool
	}{
		{"index.html", 1000, true},
		{"index.html", 999, false},
		{"a/b/INDEX.HTML", 1000, true},
		{"assets/css/style-1a2b.css", 5000, true},
		{"search/terms/1a2b.js", 5000, true},
		{"assets/images/logo.svg", 5000, true},
		{"sitemap.xml", 5000, true},
		{"robots.txt", 5000, true},
		{"manifest.webmanifest", 5000, true},
		{"film.sv.vtt", 5000, true},
		{"table.csv", 5 << 30, true},
		{"mall.docx", 5000, false},
		{"mall.pdf", 5000, false},
		{"bild.png", 5000, false},
		{"film.mp4", 5000, false},
		{"data.txt.gz", 5000, false},
		{"data.zip", 5000, false},
		{"html", 5000, false},
		{".htaccess", 5000, false},
		{"web.config", 5000, false},
	}
	for _, v := range compress.Variants() {
		for _, tt := range tests {
			if got := v.Wants(tt.name, tt.size); got != tt.want {
				t.Errorf("%s: Wants(%q, %d) = %v", v.Ending, tt.name, tt.size, got)
			}
		}
	}
}

func TestPays(t *testing.T) {
	tests := []struct {
		size, made int64
		want       bool
	}{
		{1000, 300, true}, {1000, 800, true}, {1000, 801, false},
		{2000, 1800, true}, {2000, 1801, false},
		{100_000, 90_000, true}, {100_000, 90_001, false}, {100_000, 100_500, false},
	}
	for _, v := range compress.Variants() {
		for _, tt := range tests {
			if got := v.Pays(tt.size, tt.made); got != tt.want {
				t.Errorf("%s: Pays(%d, %d) = %v", v.Ending, tt.size, tt.made, got)
			}
		}
	}
}

// TestFilesOfEveryPage holds that style sheets and scripts are compressed with more effort
// than pages, unless they are so large that it would take minutes.
func TestFilesOfEveryPage(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var text bytes.Buffer
	for text.Len() < 100_000 {
		fmt.Fprintf(&text, ".c-%d{margin:%drem}", random.IntN(1000), random.IntN(100))
	}
	large := bytes.Repeat(text.Bytes(), 3)
	for _, v := range compress.Variants() {
		if usual, best := compressed(t, v, "a.css", text.Bytes()), compressed(t, v, "assets/a.css", text.Bytes()); len(best) >= len(usual) {
			t.Errorf("%s: %d bytes in assets/, %d elsewhere", v.Ending, len(best), len(usual))
		}
		if !bytes.Equal(compressed(t, v, "a.css", large), compressed(t, v, "assets/a.css", large)) {
			t.Errorf("%s: a large file in assets/ is compressed in another way than elsewhere", v.Ending)
		}
	}
}

func TestFailures(t *testing.T) {
	boom := errors.New("disk full")
	for _, v := range compress.Variants() {
		want := compressed(t, v, "a.html", page)
		if err := v.Make(failing{boom}, bytes.NewReader(page), "a.html", int64(len(page))); !errors.Is(err, boom) {
			t.Errorf("%s: writing fails, and the error is %v", v.Ending, err)
		}
		from := io.MultiReader(bytes.NewReader(page), iotest.ErrReader(boom))
		if err := v.Make(io.Discard, from, "a.html", int64(len(page))); !errors.Is(err, boom) {
			t.Errorf("%s: reading fails, and the error is %v", v.Ending, err)
		}
		if !bytes.Equal(want, compressed(t, v, "a.html", page)) {
			t.Errorf("%s: the file after a failure has other bytes", v.Ending)
		}
	}
}

type failing struct{ error }

func (f failing) Write([]byte) (int, error) { return 0, f.error }

// TestRecipe holds that a recipe names what decides about the bytes. Only a built program knows
// the versions of its modules.
func TestRecipe(t *testing.T) {
	for ending, parts := range map[string][]string{
		".br": {"github.com/andybalholm/brotli ", "level 6", "11 in assets/", "window 20", " html "},
		".gz": {"github.com/klauspost/compress ", "level 6", "9 in assets/", " html "},
	} {
		recipe := variant(t, ending).Recipe
		for _, part := range parts {
			if !strings.Contains(recipe, part) {
				t.Errorf("%s: %q stands not in the recipe: %s", ending, part, recipe)
			}
		}
	}
}

// FuzzVariants holds that whatever is compressed comes back, and that the bytes do not depend
// on what an encoder has compressed before, nor on how a file is read.
func FuzzVariants(f *testing.F) {
	for _, name := range []string{"empty", "a byte", "page", "a piece and a byte"} {
		f.Add(samples()[name], []byte("before"))
	}
	used := compress.Variants()
	f.Fuzz(func(t *testing.T, data, before []byte) {
		for i, fresh := range compress.Variants() {
			want := compressed(t, fresh, "a.html", data)
			holdRoundTrip(t, fresh.Ending, data, want)
			compressed(t, used[i], "a.html", before)
			var b bytes.Buffer
			if err := used[i].Make(&b, iotest.HalfReader(bytes.NewReader(data)), "a.html", int64(len(data))); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(want, b.Bytes()) {
				t.Errorf("%s: a used encoder gives other bytes", fresh.Ending)
			}
		}
	})
}

func BenchmarkVariants(b *testing.B) {
	for _, v := range compress.Variants() {
		for _, path := range []string{"index.html", "assets/style.css"} {
			b.Run(v.Ending+" "+path, func(b *testing.B) {
				b.SetBytes(int64(len(page)))
				for b.Loop() {
					compressed(b, v, path, page)
				}
			})
		}
	}
}
