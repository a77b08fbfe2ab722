package search_test

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vagvisare/cmd/vagvisare/internal/search"
	"vagvisare/cmd/vagvisare/internal/site"
)

// A writer changes a small site at random: always in the same way.
type writer struct {
	*rand.Rand
	pages    map[string]*search.Document
	glossary []*site.Term
	coined   []string // words that no dictionary has
}

func newWriter(seed uint64) *writer {
	w := &writer{rand.New(rand.NewPCG(seed, 17)), map[string]*search.Document{}, nil, nil}
	for range 30 {
		w.add()
	}
	return w
}

func (w *writer) pick(words string) string {
	list := strings.Fields(words)
	return list[w.IntN(len(list))]
}

// part returns a word that compounds are made of: a common one, or one that only this site knows, perhaps for a while.
func (w *writer) part() string {
	if w.IntN(2) > 0 {
		return w.pick("trygghet larm natt kamera risk bedömning konsekvens skola gata nyckel lås internet sensor kvarter fjäder bår ö och på")
	}
	if len(w.coined) == 0 || w.IntN(6) == 0 {
		w.coined = append(w.coined, w.pick("tvim kor bla skri åv nä fro lum")+w.pick("p nk st rv ll tt")+w.pick("a a el er ning en ar et o"))
	}
	return w.coined[len(w.coined)-1-w.IntN(min(8, len(w.coined)))]
}

// linked returns a part as it may begin a compound.
func (w *writer) linked(part string) string {
	switch stem, vowel := strings.CutSuffix(part, "a"); {
	case vowel && w.IntN(2) == 0:
		return stem + w.pick("u o e")
	case w.IntN(4) == 0:
		return stem
	case w.IntN(3) == 0:
		return part + "s"
	}
	return part
}

// word returns a word as it may stand in a text.
func (w *writer) word() string {
	word := w.part()
	for range w.IntN(6) / 3 {
		word = w.linked(w.part()) + word
	}
	switch w.IntN(12) {
	case 0:
		return strings.ToUpper(word)
	case 1:
		return w.part() + "- och " + w.part() + w.part()
	case 2:
		return word + w.pick("en et ar arna er erna ning s n t")
	case 3:
		return w.pick("DPIA dpia SoL IT-stöd konsekvensbedömning trygghetslarm larm")
	case 4:
		return w.part() + "-" + w.part()
	}
	return word
}

func (w *writer) text(most int) string {
	words := make([]string, w.IntN(most+1))
	for i := range words {
		words[i] = w.word()
	}
	return strings.Join(words, " ")
}

func (w *writer) page(path string) *search.Document {
	d := &search.Document{
		Path: path, Title: w.text(3),
		Kind: w.pick("guidance plan checklist"), Phase: w.pick("planera infora"), Roles: strings.Fields(w.pick("chef jurist") + " it"),
	}
	for range w.IntN(3) {
		d.Keywords = append(d.Keywords, w.text(2))
	}
	for i := range w.IntN(4) {
		d.Sections = append(d.Sections, search.Section{ID: fmt.Sprint("s", i), Title: w.text(2), Text: w.text(12)})
	}
	return d
}

func (w *writer) add() {
	path := fmt.Sprintf("%s/%d/", w.pick("a b c d"), w.IntN(1000))
	w.pages[path] = w.page(path)
}

func (w *writer) any() string {
	return slices.Sorted(maps.Keys(w.pages))[w.IntN(len(w.pages))]
}

// edit changes the site.
func (w *writer) edit() {
	if len(w.pages) < 20 {
		w.add()
	}
	path := w.any()
	switch w.IntN(12) {
	case 0:
		w.add()
	case 1:
		delete(w.pages, path)
	case 2:
		moved := *w.pages[path]
		delete(w.pages, path)
		moved.Path = "e/" + path
		w.pages[moved.Path] = &moved
	case 3:
		w.glossary = slices.Clone(w.glossary)
		if len(w.glossary) > 4 || len(w.glossary) > 0 && w.IntN(3) == 0 {
			i := w.IntN(len(w.glossary))
			w.glossary = slices.Delete(w.glossary, i, i+1)
			return
		}
		w.glossary = append(w.glossary, &site.Term{
			ID: fmt.Sprint("t", w.IntN(1000)), Term: w.word(), Short: []string{w.pick("DPIA SoL")},
			Synonyms: []string{w.part() + " " + w.part()}, SearchedAs: []string{w.part()},
		})
	case 4: // nothing but the words in between
		same := *w.pages[path]
		same.Sections = slices.Clone(same.Sections)
		w.pages[path] = &same
	case 5:
		for range 8 {
			w.pages[w.any()] = w.page(path)
			delete(w.pages, path)
			w.pages[path] = w.page(path)
		}
	default:
		edited := *w.pages[path]
		edited.Sections = append(slices.Clone(edited.Sections), search.Section{Text: w.text(3)})
		w.pages[path] = &edited
	}
}

func (w *writer) documents() []*search.Document {
	var list []*search.Document
	for _, path := range slices.Sorted(maps.Keys(w.pages)) {
		w.pages[path].Path = path
		list = append(list, w.pages[path])
	}
	return list
}

// sameAnswers holds that a live index is what one made anew would be: by what it is compiled into, and by its answers.
func sameAnswers(t *testing.T, live *search.Live, w *writer) {
	t.Helper()
	documents := w.documents()
	want, err := search.Create("", documents, w.glossary)
	if err != nil {
		t.Fatal(err)
	}
	defer want.Close()
	err = live.View(func(got *search.Index) error {
		if names := changed(files(t, want), files(t, got)); len(names) > 0 {
			t.Errorf("compiled files differ: %v", names)
		}
		for _, q := range randomQueries(want, documents, 40) {
			expected, err := wanted(want, q)
			if err != nil {
				return err
			}
			answered, err := wanted(got, q)
			if err != nil {
				return err
			}
			if diff := cmp.Diff(expected, answered, cmpopts.EquateEmpty(), cmpopts.EquateApprox(0, 1e-9)); diff != "" {
				t.Errorf("%v: answers of an index made anew (-), of the live one (+):\n%s", q, diff)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func liveOf(t testing.TB, kept string, documents []*search.Document, glossary []*site.Term) (*search.Live, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "preview")
	live, err := search.NewLive(kept, dir, documents, glossary)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := live.Close(); err != nil {
			t.Error(err)
		}
		if left, _ := filepath.Glob(dir + "/*"); len(left) > 0 {
			t.Errorf("%v are left", left)
		}
	})
	return live, dir
}

var edits = flag.Int("edits", 150, "how many edits TestLive makes")

// TestLive holds that after many edits the live index answers as one made anew.
func TestLive(t *testing.T) {
	w := newWriter(1)
	live, _ := liveOf(t, "", w.documents(), w.glossary)
	for step := range *edits {
		w.edit()
		if err := live.Update(w.documents(), w.glossary); err != nil {
			t.Fatal(err)
		}
		if step%10 == 0 {
			if sameAnswers(t, live, w); t.Failed() {
				t.Fatalf("after %d steps", step+1)
			}
		}
	}
}

// TestStemBegins holds that the stem of a word of at least four letters begins with the first three of these, on which the live index relies.
func TestStemBegins(t *testing.T) {
	given, err := os.ReadFile("lists/stems.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range slices.Concat(inflections(), strings.Fields(string(given))) {
		letters := []rune(word)
		if stem := search.Stem(word); len(letters) > 3 && stem != "" && !strings.HasPrefix(stem, string(letters[:3])) {
			t.Errorf("the stem of %s is %s", word, stem)
		}
	}
}

// TestLiveSplits holds that a word which comes or goes on one page changes how those of other pages are split.
func TestLiveSplits(t *testing.T) {
	for name, c := range map[string]struct {
		texts []string
		word  string
	}{
		"a part":                             {[]string{"murvellarm"}, "murvel"},
		"an inflected part":                  {[]string{"larmmurvlarna"}, "murvlar"},
		"a last vowel that changes":          {[]string{"korularm"}, "kora"},
		"a last vowel that is gone":          {[]string{"korplarm"}, "korpa"},
		"one letter of three":                {[]string{"murvellarm"}, "murvell"},
		"a linking s":                        {[]string{"murvelslarm"}, "murvel"},
		"a part of a part":                   {[]string{"nattmurvelslarm", "nattmurvel"}, "murvel"},
		"a given stem":                       {[]string{"larmsensorerna"}, "sensorn"},
		"what a suspension makes":            {[]string{"murvel- och nattlarm"}, "murvellarm"},
		"the end of a suspension":            {[]string{"natt- och larmmurvel", "nattmurvel"}, "murvel"},
		"the parts of what a suspension has": {[]string{"korp- och nattlarmband", "korplarmband", "larmband", "armband"}, "korpl"},
		"a spelling":                         {[]string{"Murvel MURVEL"}, "MURVEL"},
	} {
		t.Run(name, func(t *testing.T) {
			w := &writer{rand.New(rand.NewPCG(1, 2)), map[string]*search.Document{}, nil, nil}
			page := func(path, text string) {
				w.pages[path] = &search.Document{Path: path, Title: "Sida", Roles: []string{"chef"}, Sections: []search.Section{{Text: text}}}
			}
			for i, text := range c.texts {
				page(fmt.Sprint(i), text)
			}
			live, _ := liveOf(t, "", w.documents(), nil)
			for _, text := range []string{c.word, "", c.word} {
				page("x", text)
				if err := live.Update(w.documents(), nil); err != nil {
					t.Fatal(err)
				}
				sameAnswers(t, live, w)
			}
		})
	}
}

// TestLiveStart holds that the live index starts from the one that is kept, leaves that alone, outlives the loss of its own
// folder, and removes what a program left that was broken off.
func TestLiveStart(t *testing.T) {
	w := newWriter(2)
	kept := filepath.Join(t.TempDir(), "search")
	indexOf(t, kept, w.documents(), w.glossary)
	before := contents(t, kept)
	live, dir := liveOf(t, kept, w.documents(), w.glossary)
	sameAnswers(t, live, w)
	for range 3 {
		w.edit()
		if err := live.Update(w.documents(), w.glossary); err != nil {
			t.Fatal(err)
		}
	}
	sameAnswers(t, live, w)
	if names := changed(before, contents(t, kept)); len(names) > 0 {
		t.Errorf("%v changed in what is kept", names)
	}

	left := filepath.Join(dir, "live-left", "index")
	ix, err := search.Create(left, w.documents(), w.glossary)
	if err != nil {
		t.Fatal(err)
	}
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	other, err := search.NewLive("", dir, w.documents(), w.glossary)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); err == nil {
		t.Error("what was left is still there")
	}
	if folders, err := os.ReadDir(dir); err != nil || len(folders) != 2 {
		t.Errorf("%v are there, want the folders of two that run; %v", folders, err)
	}
	if err := other.Close(); err != nil {
		t.Error(err)
	}

	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	w.edit()
	for range 2 {
		w.edit()
		if err := live.Update(w.documents(), w.glossary); err != nil {
			t.Fatal(err)
		}
		sameAnswers(t, live, w)
	}
}

// contents returns the files of a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			var data []byte
			data, err = os.ReadFile(name)
			files[name] = string(data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestLiveAsked holds that the index answers while it is being updated, always as one of the sites that there were.
func TestLiveAsked(t *testing.T) {
	pages := func(n int) []*search.Document {
		var list []*search.Document
		for i := range n {
			list = append(list, &search.Document{Path: fmt.Sprintf("%03d/", i), Title: "Larm", Sections: []search.Section{{Text: fmt.Sprint("nummer ", n)}}})
		}
		return list
	}
	live, _ := liveOf(t, "", pages(50), nil)
	done := make(chan struct{})
	var group sync.WaitGroup
	for range 2 {
		group.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				err := live.View(func(ix *search.Index) error {
					r, err := ix.Search(search.Query{Text: "larm", Limit: 100})
					if err == nil && (r.Total < 50 || r.Total != len(r.Hits) ||
						r.Hits[0].Sections[0].Text != fmt.Sprint("nummer ", r.Total)) {
						t.Errorf("%d hits, the first of which says %s", r.Total, r.Hits[0].Sections[0].Text)
					}
					return err
				})
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for n := range 30 {
		if err := live.Update(pages(51+n%7), nil); err != nil {
			t.Error(err)
		}
	}
	close(done)
	group.Wait()
}
