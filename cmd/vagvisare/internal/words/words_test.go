package words_test

import (
	"strings"
	"testing"
	"time"

	"vagvisare/cmd/vagvisare/internal/words"
)

const data = `{
	"months": ["januari", "februari"], "files": {"docx": "Word"}, "units": ["byte", "kB", "MB", "GB"], "decimal": ",",
	"a": {"b": {"c": "djupt", "list": ["ett", 2]}}
}`

func parse(t testing.TB) words.Words {
	t.Helper()
	w, err := words.Parse([]byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestWords holds where words are found, and what is told of those that are missing.
func TestWords(t *testing.T) {
	w := parse(t)
	for _, c := range []struct {
		name string
		find func() (string, error)
		want string // what is found, or, after "!", what the error says
	}{
		{"a word", func() (string, error) { return w.Text("decimal") }, ","},
		{"a word far down", func() (string, error) { return w.Text("a", "b", "c") }, "djupt"},
		{"no such word", func() (string, error) { return w.Text("a", "x", "c") }, `!layouts/words.json has no "a x c"`},
		{"an object", func() (string, error) { return w.Text("a", "b") }, `!layouts/words.json has no "a b"`},
		{"below a word", func() (string, error) { return w.Text("decimal", "b") }, `!layouts/words.json has no "decimal b"`},
		{"no words at all", func() (string, error) { return words.Words(nil).Text("a") }, `!layouts/words.json has no "a"`},
		{"an item", func() (string, error) { return w.Item(1, "months") }, "februari"},
		{"an item far down", func() (string, error) { return w.Item(1, "a", "b", "list") }, "2"},
		{"after the last", func() (string, error) { return w.Item(2, "a", "b", "list") }, `!layouts/words.json has no "a b list" number 3`},
		{"before the first", func() (string, error) { return w.Item(-1, "months") }, `!layouts/words.json has no "months" number 0`},
		{"of no list", func() (string, error) { return w.Item(0, "decimal") }, `!layouts/words.json has no "decimal" number 1`},
		{"a date", func() (string, error) { return w.Date(time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC)) }, "3 februari 2026"},
		{"a month without a name", func() (string, error) { return w.Date(time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC)) }, `!layouts/words.json has no "months" number 3`},
		{"a size without a unit", func() (string, error) { return words.Words(nil).Size(1) }, `!layouts/words.json has no "units" number 1`},
		{"a kind of file", func() (string, error) { return w.FileType("docx"), nil }, "Word"},
		{"another kind of file", func() (string, error) { return w.FileType("xyz"), nil }, "XYZ"},
	} {
		got, err := c.find()
		if want, fails := strings.CutPrefix(c.want, "!"); fails {
			if err == nil || err.Error() != want {
				t.Errorf("%s: told %v, wanted %s", c.name, err, want)
			}
		} else if got != want || err != nil {
			t.Errorf("%s: got %q, %v; wanted %q", c.name, got, err, want)
		}
	}
}

func TestSize(t *testing.T) {
	w := parse(t)
	for bytes, want := range map[int64]string{
		0: "0 byte", 1: "1 byte", 999: "999 byte", 1000: "1 kB", 1499: "1 kB", 1500: "2 kB", 77_400: "77 kB", 999_499: "999 kB",
		999_500: "1,0 MB", 1_234_567: "1,2 MB", 9_949_999: "9,9 MB", 9_950_000: "10 MB", 123_456_789: "123 MB",
		1_500_000_000: "1,5 GB", 15_000_000_000_000: "15000 GB",
	} {
		if got, err := w.Size(bytes); got != strings.Replace(want, " ", "\u00a0", 1) || err != nil {
			t.Errorf("%d: got %q, %v; wanted %q", bytes, got, err, want)
		}
	}
}

// TestParse holds that what is no object of words is refused.
func TestParse(t *testing.T) {
	for name, data := range map[string]string{"no JSON": "{", "no object": "[]", "an empty file": ""} {
		if w, err := words.Parse([]byte(data)); err == nil {
			t.Errorf("%s: got %v", name, w)
		}
	}
}
