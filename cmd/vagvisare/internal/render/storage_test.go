package render_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	comment   = regexp.MustCompile(`(?m)(^|[\s;{}])//.*$|/\*(?s:.*?)\*/`)
	elsewhere = regexp.MustCompile(`document\.cookie|cookieStore|indexedDB|\bcaches\b|serviceWorker|getDirectory|window\.name`)
	storage   = regexp.MustCompile(`\b(localStorage|sessionStorage)\b(?:\.(\w+)\(([^,)]*))?`)
	constant  = regexp.MustCompile(`const (\w+) = ("[^"]*")`)
)

// kept returns what a script keeps in the browser, as "place key", and what it does with the browser's storage that cannot
// be followed. To read and to remove what is kept needs no telling.
func kept(source string) (keys, unclear []string) {
	source = comment.ReplaceAllString(source, "$1")
	unclear = elsewhere.FindAllString(source, -1)
	constants := map[string]string{}
	for _, match := range constant.FindAllStringSubmatch(source, -1) {
		constants[match[1]] = match[2]
	}
	for _, match := range storage.FindAllStringSubmatch(source, -1) {
		key := match[3]
		if written, named := constants[key]; named {
			key = written
		}
		switch {
		case match[2] == "getItem", match[2] == "removeItem":
		case match[2] == "setItem" && strings.HasPrefix(key, `"`):
			keys = append(keys, match[1]+" "+strings.Trim(key, `"`))
		default:
			unclear = append(unclear, match[0])
		}
	}
	return keys, unclear
}

// TestKept holds what is found in a script, since TestStored is worth no more.
func TestKept(t *testing.T) {
	for _, test := range []struct {
		source        string
		keys, unclear []string
	}{
		{`localStorage.setItem("a", "1"); sessionStorage.setItem("b", x)`, []string{"localStorage a", "sessionStorage b"}, nil},
		{"const key = \"a\";\nlocalStorage.setItem(key, x); localStorage.removeItem(other)", []string{"localStorage a"}, nil},
		{"// localStorage is not used\nf(\"https://a\"); /* localStorage.x = 1 */", nil, nil},
		{`localStorage.setItem(key, x)`, nil, []string{"localStorage.setItem(key"}},
		{`localStorage[key] = x; const s = window.sessionStorage`, nil, []string{"localStorage", "sessionStorage"}},
		{`localStorage.clear()`, nil, []string{"localStorage.clear("}},
		{`document.cookie = "a=b"; indexedDB.open("x")`, nil, []string{"document.cookie", "indexedDB"}},
	} {
		keys, unclear := kept(test.source)
		if !slices.Equal(keys, test.keys) || !slices.Equal(unclear, test.unclear) {
			t.Errorf("%s: got %q and %q, wanted %q and %q", test.source, keys, unclear, test.keys, test.unclear)
		}
	}
}

// TestStored holds that the page about storage tells of all that scripts keep, and of nothing else.
func TestStored(t *testing.T) {
	root := os.DirFS("../../../..")
	var found []string
	err := fs.WalkDir(root, "assets/js", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".js" {
			return err
		}
		data, err := fs.ReadFile(root, name)
		keys, unclear := kept(string(data))
		found = append(found, keys...)
		for _, what := range unclear {
			t.Errorf("%s: what %s keeps cannot be told: write the key where it is kept, and tell of it in layouts/words.json", name, what)
		}
		return err
	})
	if err != nil || len(found) == 0 {
		t.Fatalf("found nothing that is kept: %v", err)
	}
	data, err := fs.ReadFile(root, "layouts/words.json")
	if err != nil {
		t.Fatal(err)
	}
	var list struct{ Storage []struct{ Place, Key string } }
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	var told []string
	page := text(t, portal(t), "lagring/index.html")
	for _, s := range list.Storage {
		told = append(told, s.Place+" "+s.Key)
		if !strings.Contains(page, s.Key+" ("+s.Place+")") {
			t.Errorf("the page does not name %s", s.Key)
		}
	}
	slices.Sort(found)
	slices.Sort(told)
	if diff := cmp.Diff(slices.Compact(found), told); diff != "" {
		t.Errorf("kept by scripts (-), told (+):\n%s", diff)
	}
}

// TestStoredWords holds what is told of a list that says too little.
func TestStoredWords(t *testing.T) {
	for list, want := range map[string]string{
		`"storage": [],`: "",
		``:               `layouts/words.json has no "storage"`,
		`"storage": [{"key": "a", "place": "localStorage", "what": "A", "when": "B"}],`:                `storage: "a" is not fully told`,
		`"storage": [{"key": "a", "place": "localStorage", "what": "A", "when": "B", "untill": "C"}],`: `storage: json: unknown field "untill"`,
	} {
		_, problems := publish(t, map[string]string{"words.json": strings.Replace(words, `"storage": [],`, list, 1)})
		got := ""
		if len(problems) > 0 {
			got = problems[0].Text("en")
		}
		if want != strings.TrimPrefix(got, "the layout fails: ") {
			t.Errorf("%s: got %q, wanted %q", list, got, want)
		}
	}
}

// TestStorageLinks holds that the page is found from every page, and from the choice on the page of the search.
func TestStorageLinks(t *testing.T) {
	out := portal(t)
	for name, want := range map[string]int{"index.html": 1, "404.html": 1, "sok/index.html": 2} {
		if n := strings.Count(text(t, out, name), `lagring/`); n != want {
			t.Errorf("%s leads to the page about storage %d times, wanted %d", name, n, want)
		}
	}
}
