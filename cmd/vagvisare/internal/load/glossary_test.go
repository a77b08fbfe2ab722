package load_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/site"
)

// glossary reads an ordlista.yaml, and returns problems as "line:col code".
func glossary(text string) ([]*site.Term, []string) {
	source, problems := content(map[string]string{"ordlista.yaml": text})
	list := told(problems)
	for i := range list {
		list[i] = strings.TrimPrefix(list[i], "content/ordlista.yaml:")
	}
	return source.Glossary, list
}

// TestGlossary holds what an entry says, and where.
func TestGlossary(t *testing.T) {
	terms, told := glossary(`# Ord
- term: konsekvensbedömning
  explanation: >-
    Ett: två
    tre.
  searched-as: [riskbedömning]
  short: [DPIA]
  synonyms:
    - bedömning av risker
  page: planera/dpia.md#nar
- {term: 24, explanation: Ett tal.}
`)
	if told != nil {
		t.Fatalf("told %q", told)
	}
	want := []*site.Term{
		{
			Term: "konsekvensbedömning", Explanation: "Ett: två tre.", Short: []string{"DPIA"}, Synonyms: []string{"bedömning av risker"},
			SearchedAs: []string{"riskbedömning"}, PageRef: site.Ref{Value: "planera/dpia.md#nar", Line: 10, Col: 9}, Line: 2, Col: 3,
			Refs: []site.Ref{{Value: "konsekvensbedömning", Line: 2, Col: 9}, {Value: "DPIA", Line: 7, Col: 11}, {Value: "bedömning av risker", Line: 9, Col: 7}, {Value: "riskbedömning", Line: 6, Col: 17}},
		},
		{Term: "24", Explanation: "Ett tal.", Line: 11, Col: 3, Refs: []site.Ref{{Value: "24", Line: 11, Col: 10}}},
	}
	if diff := cmp.Diff(want, terms); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
}

// TestGlossaryProblems holds what is told of a glossary, and how many entries are left.
func TestGlossaryProblems(t *testing.T) {
	const whole = "- {term: a, explanation: b}\n"
	for _, c := range []struct {
		name, text string
		entries    int
		want       []string
	}{
		{"nothing", "", 0, nil},
		{"comments", "# a\n\n", 0, nil},
		{"no value", "---\n", 0, nil},
		{"an empty list", "[]\n", 0, nil},
		{"a mapping", "a: b\n", 0, []string{"1:1 want-list"}},
		{"a text", "a\n", 0, []string{"1:1 want-list"}},
		{"no YAML", whole + "- term: a: b\n", 0, []string{"2:10 bad-yaml"}},
		{"an entry that is a text", whole + "- a\n", 1, []string{"2:3 want-mapping"}},
		{"an entry without a value", whole + "-\n", 1, []string{"2:2 want-mapping"}},
		{"an entry that is a list", "- [a]\n" + whole, 1, []string{"1:3 want-mapping"}},
		{"no term", "- explanation: b\n" + whole, 1, []string{"1:0 missing-key"}},
		{"no explanation", "-\n  term: a\n", 1, []string{"2:0 missing-key"}},
		{"an empty term", "- {term: '', explanation: b}\n", 0, []string{"1:4 empty-value"}},
		{"an unknown key", "- {term: a, explanation: b, synonym: [c]}\n", 1, []string{"1:29 unknown-key"}},
		{"a key twice", "- term: a\n  term: c\n  explanation: b\n", 1, []string{"2:3 duplicate-key"}},
		{"a text for a list", "- {term: a, explanation: b, short: c}\n", 1, []string{"1:36 want-list"}},
		{"a list for a text", "- {term: [a], explanation: [b], page: [c]}\n", 0, []string{"1:10 want-text", "1:28 want-text", "1:39 want-text"}},
		{"a list in a list", "- {term: a, explanation: b, synonyms: [[c], '', d, d]}\n", 1, []string{"1:40 want-text", "1:45 empty-value", "1:52 duplicate-value"}},
		{"an alias", "- &a {term: a, explanation: b}\n- *a\n", 2, nil},
		{"no UTF-8", "- {term: a\xe5, explanation: b}\n", 0, []string{"1:11 not-utf8"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			terms, told := glossary(c.text)
			if diff := cmp.Diff(c.want, told); diff != "" || len(terms) != c.entries {
				t.Errorf("%d entries, wanted %d; told: wanted (-), got (+):\n%s", len(terms), c.entries, diff)
			}
		})
	}
	_, problems := content(map[string]string{"ordlista.yaml": "- {term: a, explanation: b, synonym: [c]}\n"})
	if len(problems) != 1 || problems[0].Near != "synonyms" {
		t.Errorf("told %v", problems)
	}
}

// TestGlossaryIsNoFile holds that the glossary is neither a page nor a file to link to, and
// that a site may do without it.
func TestGlossaryIsNoFile(t *testing.T) {
	source, problems := content(map[string]string{"ordlista.yaml": "- {term: a, explanation: b}\n", "a/ordlista.yaml": "x"})
	if len(problems) > 0 || source.Files["ordlista.yaml"] != nil || source.Files["a/ordlista.yaml"] == nil || len(source.Pages) > 0 {
		t.Errorf("told %v; files %v", problems, source.Files)
	}
	if source, problems := content(nil); source.Glossary != nil || len(problems) > 0 {
		t.Errorf("without: %v, told %v", source.Glossary, problems)
	}
	root := fstest.MapFS{"content/site.yaml": {Data: []byte(siteYAML)}, "content/ordlista.yaml/a.md": {Data: []byte("---\ntitle: a\n---\nText.\n")}}
	if _, problems := load.Content(root, nil); len(problems) != 1 || problems[0].Code != diag.Unreadable {
		t.Errorf("a folder: told %v", problems)
	}
}

// FuzzGlossary holds that reading a glossary never panics, that an entry is lost only if that
// is told, and that each name has its place.
func FuzzGlossary(f *testing.F) {
	for _, s := range []string{
		"- term: a\n  explanation: b\n  short: [c, d]\n  synonyms: [e]\n  searched-as: [f]\n  page: g.md\n", "[]", "- &a {term: a}\n- *a\n", "- - a\n",
		"- term: |\n    a\n    b\n", "- {? [a] : b}\n", "a", "---\n...\n- a", "- <<: {term: a}\n", "- term: !!binary aGVq\n", "- &a [*a]\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		terms, told := glossary(text)
		again, toldAgain := glossary(text)
		if !cmp.Equal(terms, again) || !cmp.Equal(told, toldAgain) {
			t.Errorf("two runs differ: %v, %v", told, toldAgain)
		}
		for _, term := range terms {
			if len(term.Refs) != len(term.Names())+len(term.SearchedAs) || term.Term == "" || term.Line == 0 {
				t.Errorf("%+v", term)
			}
			for i, name := range term.Names() {
				if term.Refs[i].Value != name || term.Refs[i].Line == 0 {
					t.Errorf("%q has the place %+v", name, term.Refs[i])
				}
			}
		}
	})
}
