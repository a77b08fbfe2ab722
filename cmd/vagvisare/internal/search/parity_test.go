package search_test

import (
	"bufio"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vagvisare/cmd/vagvisare/internal/search"
)

// The script and this package must analyse, plan and score alike. Most is asked of the engine that some browsers have, in
// node. By hand more can be asked, of another site, which also tells how long a query takes:
//
//	go test ./cmd/vagvisare/internal/search/ -run TestParity -v -corpus DIR -queries 5000 -node
//	go test ./cmd/vagvisare/internal/search/ -run TestStems -v -wordlist FILE
var (
	queries  = flag.Int("queries", 200, "ask `N` random queries")
	withNode = flag.Bool("node", false, "ask all golden queries, all by node, and tell how long they take")
	wordlist = flag.String("wordlist", "", "compare the stems of the words in `FILE` too: one on each line, in UTF-8")
)

// TestStems holds that the script's stems are those of this package.
func TestStems(t *testing.T) {
	words := inflections()
	if *wordlist == "" { // a part of them, or the test would take a minute
		kept := words[:0]
		for i := 0; i < len(words); i += 11 {
			kept = append(kept, words[i])
		}
		words = kept
	}
	pages, _ := documents(t, *corpus)
	words = append(words, vocabulary(pages)...)
	if *wordlist != "" {
		data, err := os.ReadFile(*wordlist)
		if err != nil {
			t.Fatal(err)
		}
		words = append(words, strings.Fields(strings.ToLower(string(data)))...)
	}
	t.Logf("%d words", len(words))
	inParallel(t, words, func(words []string) {
		b := newBrowser(t, small(t, "en sida"))
		if err := b.open(); err != nil {
			t.Error(err)
			return
		}
		b.define("list", strings.Join(words, "\n"))
		wrong := 0
		stems := strings.Split(b.eval(`list.split("\n").map((word) => Vagvisare.search.words.know(word).stem).join("\n")`).String(), "\n")
		for i, word := range words {
			if want := search.Stem(word); stems[i] != want {
				if wrong++; wrong < 20 {
					t.Errorf("%s: the script's stem is %q, want %q", word, stems[i], want)
				}
			}
		}
	})
}

// inParallel cuts a list in halves, which two processors share.
func inParallel[T any](t *testing.T, list []T, do func([]T)) {
	t.Helper()
	defer debug.SetGCPercent(debug.SetGCPercent(800)) // an engine in Go leaves much behind
	var group sync.WaitGroup
	half := len(list) / 2
	for _, part := range [][]T{list[:half], list[half:]} {
		group.Go(func() { do(part) })
	}
	group.Wait()
}

// inflections returns words that look Swedish: all endings that the stemmer knows on all sorts of beginnings.
func inflections() []string {
	beginnings := strings.Fields("b st k fj skr å ö ab upph ins tr")
	vowels := strings.Fields("a e i o u y å ä ö é ie")
	ends := strings.Fields("b d g k l m n r s t v dd ll mm nn ck rt nd ng lig full lös el er ns skt ör")
	endings := append(strings.Fields("a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or s as arnas ernas ornas es ades "+
		"andes ens arens hetens erns at andet het ast dd gd nn dt gt kt tt lig ig els fullt löst ning ningen ningarna ing eln et an alt ilt mm n r el"), "")
	var words []string
	for _, beginning := range beginnings {
		for _, vowel := range vowels {
			for _, end := range ends {
				for _, ending := range endings {
					words = append(words, beginning+vowel+end+ending)
				}
			}
		}
	}
	return words
}

// vocabulary returns all words of some documents.
func vocabulary(pages []*search.Document) []string {
	var words []string
	for _, d := range pages {
		for _, text := range texts(d) {
			for _, token := range search.Tokens(text) {
				words = append(words, token.Word)
			}
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}

func texts(d *search.Document) []string {
	list := []string{d.Title}
	for _, s := range d.Sections {
		list = append(list, s.Title, s.Text)
	}
	return list
}

// nasty are texts that a program may stumble on.
func nasty() []string {
	var letters strings.Builder // all that have a small form, marks, digits, and some others
	for r := rune(0x80); r < utf8.MaxRune; r++ {
		if unicode.ToLower(r) != r || unicode.In(r, unicode.Mn, unicode.Nd, unicode.Latin) || unicode.IsLetter(r) && r%97 == 0 {
			letters.WriteString("a " + string(r) + "b ")
		}
	}
	return []string{
		"", " ", "och", "Kameran på natten", "EU:s och VD:n, app:ar, app:arn, app:ar2, EU:s\u00adx, 1:a, 3:5, EU:5", "it-stöd, risk- och, e‑post",
		"SoL 2025:400, 3 kap. 2 § kl. 12:30", "3,5 3.5. 1.000.000,50 ,5 5, 3..5 3\u00ad,5 3,\u00ad5 ٣,5 ٣,٥", "anna@kommun.se https://kommun.se/a_b?c=d#e",
		"väl\u00adfärds\u00adteknik\u00ad slut\u200b", "\ufefford \u2060", "a\u030a a\u0308ng o\u0308ppet \u0301 \u0301a", "ÅÄÖ ÉÜ ÿ ß ẞ ŉ ǰ", "İstanbul Iı ΟΔΟΣ Σ ΣΑΣ",
		"🙂 🙂larm👨‍👩‍👧 🇸🇪 ✌🏽", "مرحبا שלום שָׁלוֹם \u202eabc\u202c 中文 ไทย हिन्दी", "𝒜𝓁𝓅𝒽𝒶 𐐀𐐁 𐒀 𞤀 \U000e0100", "<script>alert('x')</script> &amp; &#229;",
		`^(?:[a-z]+)\p{L}*$ \ \\ $1 $& .* [`, "a\x00b \x1f\x7f\u0080", "\ufffd\ufffe \ue000a", strings.Repeat("å", 100_000), strings.Repeat("1.", 4_000), strings.Repeat("a ", 5_000),
		strings.Repeat("1:", 100) + "1", strings.Repeat("-:", 1_000), letters.String(),
	}
}

// A place is a token as the script sees it.
type place struct {
	Start, End int
	Word, Stem string
}

// TestScriptTokens holds that the script finds the same words in texts, however odd.
func TestScriptTokens(t *testing.T) {
	b := newBrowser(t, small(t, "en sida"))
	if err := b.open(); err != nil {
		t.Fatal(err)
	}
	pages, _ := documents(t, *corpus)
	list := nasty()
	for _, d := range pages[:min(20, len(pages))] {
		list = append(list, texts(d)...)
	}
	for _, text := range list {
		b.define("text", text)
		var got, want []place
		if err := json.Unmarshal([]byte(b.eval(`JSON.stringify(Vagvisare.search.words.tokens(text))`).String()), &got); err != nil {
			t.Fatal(err)
		}
		units, at := 0, 0 // of the script, and of this package
		count := func(to int) int {
			units += len(utf16.Encode([]rune(text[at:to])))
			at = to
			return units
		}
		for _, token := range search.Tokens(text) {
			want = append(want, place{count(token.Start), count(token.End), token.Word, token.Stem})
		}
		if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%.100q: words of this package (-), of the script (+):\n%.2000s", text, diff)
		}
	}
}

// TestScriptFold holds that the script takes the marks off all letters alike.
func TestScriptFold(t *testing.T) {
	var letters []string
	for r := rune(1); r < utf8.MaxRune; r++ {
		if s := string(r); unicode.In(r, unicode.Mn, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Hebrew) || search.Fold(s) != s {
			letters = append(letters, s, "a"+s+"\u0301\u0308b")
		}
	}
	b := newBrowser(t, nil)
	b.define("list", strings.Join(letters, "\n"))
	folded := strings.Split(b.eval(`list.split("\n").map(Vagvisare.search.words.fold).join("\n")`).String(), "\n")
	for i, s := range letters {
		if want := search.Fold(s); folded[i] != want {
			t.Errorf("%q (%+q): the script has %+q, want %+q", s, s, folded[i], want)
		}
	}
}

// TestParity holds that the script answers queries as this package does.
func TestParity(t *testing.T) {
	pages, glossary := documents(t, *corpus)
	ix, err := search.Create("", pages, glossary)
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	files := compiled(t, ix)
	var asked []question
	for i, g := range goldens(t) {
		if i%6 != 0 && !*withNode {
			continue
		}
		asked = append(asked, question{Text: g.query, Limit: 10})
	}
	for _, text := range nasty() {
		asked = append(asked, question{Text: text, Limit: 10, Facets: true}, question{Text: text, Limit: 8, Suggest: true})
	}
	asked = append(asked, randomQueries(ix, pages, *queries)...)
	wants := make([]answer, len(asked))
	for i, q := range asked {
		if wants[i], err = wanted(ix, q); err != nil {
			t.Fatal(err)
		}
	}
	compare(t, asked, wants, byNode(t, files, asked))
	if !*withNode {
		// Another engine, in which files come in any order, is ten times as slow.
		const each = 5
		asked, wants = every(each, asked), every(each, wants)
		compare(t, asked, wants, byEngine(t, files, asked))
	}
}

// every returns every nth of a list.
func every[T any](n int, list []T) (some []T) {
	for i := 0; i < len(list); i += n {
		some = append(some, list[i])
	}
	return some
}

// byEngine answers questions by the script in an engine in Go.
func byEngine(t *testing.T, files map[string][]byte, asked []question) []answer {
	t.Helper()
	b := newBrowser(t, files)
	if err := b.open(); err != nil {
		t.Fatal(err)
	}
	got := make([]answer, len(asked))
	for i, q := range asked {
		var err error
		if got[i], err = b.answer(b.start(q)); err != nil {
			t.Errorf("%v: %v", q, err)
		}
	}
	return got
}

func compare(t *testing.T, asked []question, wants, got []answer) {
	t.Helper()
	wrong := 0
	for i, q := range asked {
		if diff := gocmp.Diff(wants[i], got[i], cmpopts.EquateEmpty(), cmpopts.EquateApprox(1e-9, 0)); diff != "" {
			if wrong++; wrong < 20 {
				t.Errorf("%.300v: answers of this package (-), of the script (+):\n%.3000s", q, diff)
			}
		}
	}
	if wrong > 0 {
		t.Errorf("%d of %d answers differ", wrong, len(asked))
	}
}

// wanted answers a question by this package, in the script's form.
func wanted(ix *search.Index, q question) (answer, error) {
	if q.Suggest {
		return answer{Suggested: ix.Suggest(q.Text, q.Limit)}, nil
	}
	r, err := ix.Search(search.Query{Text: q.Text, Phase: q.Phase, Kind: q.Kind, Role: q.Role, Limit: q.Limit})
	if err != nil {
		return answer{}, err
	}
	a := answer{Total: r.Total, Missing: r.Missing, Also: r.Also, Corrected: r.Corrected, Suggestion: r.Suggestion, Near: r.Near}
	for _, h := range r.Hits {
		hit := answerHit{Path: h.Path, Title: h.Title, Kind: h.Kind, Phase: h.Phase, Score: h.Score, Excerpt: h.Excerpt, Missing: h.Missing}
		if id := h.SectionID(); id != "" {
			hit.Section = &answerSection{id, h.SectionTitle()}
		}
		a.Hits = append(a.Hits, hit)
	}
	if q.Facets {
		a.Facets = map[string][]answerFacet{}
		for name, counts := range r.Facets {
			a.Facets[name] = []answerFacet{}
			for id, n := range counts {
				a.Facets[name] = append(a.Facets[name], answerFacet{id, n})
			}
			slices.SortFunc(a.Facets[name], func(a, b answerFacet) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.ID, b.ID)) })
		}
	}
	return a, nil
}

// randomQueries returns queries as people type them, and worse: always the same ones.
func randomQueries(ix *search.Index, pages []*search.Document, n int) []question {
	random := rand.New(rand.NewPCG(7, 11))
	word := func() string { return ix.Lexicon[random.IntN(len(ix.Lexicon))].Word }
	var phases, kinds, roles []string
	for _, d := range pages {
		phases, kinds, roles = append(phases, d.Phase), append(kinds, d.Kind), append(roles, d.Roles...)
	}
	choose := func(ids []string) string {
		switch random.IntN(8) {
		case 0:
			return ids[random.IntN(len(ids))]
		case 1:
			if random.IntN(20) == 0 {
				return "finns-inte"
			}
		}
		return ""
	}
	var list []question
	for range n {
		var words []string
		for range 1 + random.IntN(3) {
			words = append(words, mangled(random, word(), word))
		}
		text := strings.Join(words, []string{" ", " ", " ", " och ", "-", ", "}[random.IntN(6)])
		if random.IntN(10) == 0 {
			text = quoted(random, texts(pages[random.IntN(len(pages))])) + " " + text
		}
		if random.IntN(10) == 0 {
			list = append(list, question{Text: text, Limit: 8, Suggest: true})
			continue
		}
		list = append(list, question{
			Text: text, Phase: choose(phases), Kind: choose(kinds), Role: choose(roles), Limit: []int{10, 10, 10, 20, 1}[random.IntN(5)], Facets: random.IntN(4) == 0,
		})
	}
	return list
}

// mangled returns a word as somebody may type it.
func mangled(random *rand.Rand, word string, other func() string) string {
	letters := []rune(word)
	i := random.IntN(len(letters))
	switch random.IntN(14) {
	case 0:
		return string(letters[:i+1])
	case 1:
		return search.Fold(word)
	case 2:
		return word + other()
	case 3:
		return word + "s" + other()
	case 4: // a letter is missing
		return string(letters[:i]) + string(letters[i+1:])
	case 5: // is there twice
		return string(letters[:i+1]) + string(letters[i:])
	case 6: // has changed places with the next one
		if i+1 < len(letters) {
			letters[i], letters[i+1] = letters[i+1], letters[i]
		}
		return string(letters)
	case 7: // is another one
		letters[i] = []rune("aeinrstlåäöx")[random.IntN(12)]
		return string(letters)
	case 8:
		return strings.ToUpper(word)
	case 9:
		return search.Stem(word)
	case 10:
		return word + []string{"en", "et", "ar", "arnas", "ning", ":s", "s"}[random.IntN(7)]
	}
	return word
}

// quoted returns two or three words of one of some texts, in quotation marks.
func quoted(random *rand.Rand, texts []string) string {
	words := strings.Fields(texts[random.IntN(len(texts))])
	if len(words) == 0 {
		return `""`
	}
	i := random.IntN(len(words))
	quote := strings.Join(words[i:min(len(words), i+2+random.IntN(2))], " ")
	marks := [][2]string{{`"`, `"`}, {"”", "”"}, {"»", "»"}, {"„", "“"}}[random.IntN(4)]
	return marks[0] + quote + marks[1]
}

// byNode answers questions by the script in node. With the flag -node it logs how long that takes: of each first time, with all
// files still to be read, and of the second time.
func byNode(t *testing.T, files map[string][]byte, asked []question) []answer {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	source, err := script()
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(asked)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"search.js": []byte(source), "questions.json": data} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	arguments := []string{"testdata/node.js", dir}
	if *withNode {
		arguments = append(arguments, "times")
	}
	command := exec.CommandContext(t.Context(), "node", arguments...)
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	var list []answer
	var cold, warm []float64
	lines := bufio.NewReaderSize(out, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			break
		}
		var told struct {
			Cold, Warm float64
			Answer     answer
		}
		if err := json.Unmarshal(line, &told); err != nil {
			t.Fatalf("%.200s: %v", line, err)
		}
		list, cold, warm = append(list, told.Answer), append(cold, told.Cold), append(warm, told.Warm)
	}
	if err := command.Wait(); err != nil || len(list) != len(asked) {
		t.Fatalf("%d answers to %d questions, %v", len(list), len(asked), err)
	}
	if !*withNode {
		return list
	}
	for name, times := range map[string][]float64{"first time": cold, "second time": warm} {
		worst := 0
		for i := range times {
			if times[i] > times[worst] {
				worst = i
			}
		}
		slowest := asked[worst]
		slices.Sort(times)
		at := func(part float64) string { return fmt.Sprintf("%.1f", times[int(part*float64(len(times)-1))]) }
		t.Logf("%s: median %s ms, 90 %% below %s, 99 %% below %s, worst %s (%.100v)", name, at(0.5), at(0.9), at(0.99), at(1), slowest)
	}
	return list
}
