package main

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/net/html"

	"vagvisare/assets"
	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/lint"
	"vagvisare/cmd/vagvisare/internal/site"
	"vagvisare/layouts"
)

// The guidance that the program carries is held to more than other sites are. What `vagvisare check --strict` tells of
// (sentences, repeated texts, facts without a page) is not held here again: cmd/verify runs it.

// guidance compiles the site that the program carries, with what is meant for editors.
func guidance(t *testing.T, editors bool) *build.Result {
	t.Helper()
	result := build.Site(build.Options{
		Root:     os.DirFS("../.."),
		Defaults: map[string]fs.FS{"layouts": layouts.FS, "assets": assets.FS},
		Date:     time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
		Editors:  editors,
	})
	if diag.Failed(result.Problems) {
		t.Fatalf("the site cannot be built: %v", result.Problems)
	}
	return result
}

// TestPlainLanguage holds how hard the guidance is to read: LIX at most 45 on each page and 40 on average, at most 25
// words in a sentence and 14 on average.
func TestPlainLanguage(t *testing.T) {
	var pages, lix, words, sentences int
	for _, p := range guidance(t, true).Site.Pages {
		if p.Doc == nil || p.Kind == site.PlanDocument {
			continue
		}
		r := lint.Read(p)
		if r.Most > 25 {
			t.Errorf("%s has a sentence of %d words: %v", p.File(), r.Most, r.Longest)
		}
		if p.Kind != site.Guidance {
			continue
		}
		if r.LIX > 45 {
			t.Errorf("%s has a LIX of %d", p.File(), r.LIX)
		}
		pages, lix, words, sentences = pages+1, lix+r.LIX, words+r.Words, sentences+r.Sentences
	}
	if pages == 0 || lix > 40*pages || words > 14*sentences {
		t.Errorf("on average of %d pages, the LIX is %.1f, and sentences have %.1f words", pages, mean(lix, pages), mean(words, sentences))
	}
}

// TestWayThere holds that every page is at most three links away from the home page, without the lists of all pages.
func TestWayThere(t *testing.T) {
	const clicks = 3
	lists := []string{"a-o/", "webbkarta/", "andringar/", "amnen/", "sok/", "ordlista/", "skriv-ut/"}
	result := guidance(t, false)
	away := map[string]int{"": 0}
	for queue := []string{""}; len(queue) > 0; queue = queue[1:] {
		from := queue[0]
		if away[from] == clicks || slices.ContainsFunc(lists, func(list string) bool { return strings.HasPrefix(from, list) }) {
			continue
		}
		for _, to := range linksOf(t, result.Tree, from) {
			if _, known := away[to]; !known {
				away[to] = away[from] + 1
				queue = append(queue, to)
			}
		}
	}
	for _, p := range result.Site.Pages {
		if _, reached := away[p.Path]; !reached {
			t.Errorf("/%s is more than %d clicks away from the home page", p.Path, clicks)
		}
	}
}

// linksOf returns the addresses of the portal that a published page has links to, without fragments.
func linksOf(t *testing.T, published fs.FS, address string) (to []string) {
	t.Helper()
	f, err := published.Open(address + "index.html")
	if err != nil {
		return nil // a file, or a page that the portal lacks, which check tells
	}
	defer f.Close()
	for z := html.NewTokenizer(f); z.Next() != html.ErrorToken; {
		token := z.Token()
		for _, a := range token.Attr {
			if token.Data != "a" || a.Key != "href" || strings.Contains(a.Val, ":") || strings.HasPrefix(a.Val, "#") {
				continue
			}
			link, _, _ := strings.Cut(a.Val, "#")
			link, _, _ = strings.Cut(link, "?")
			to = append(to, strings.TrimPrefix(path.Join("/", address, link)+"/", "/"))
		}
	}
	for i := range to {
		if to[i] == "/" {
			to[i] = ""
		}
	}
	return to
}

// TestTied holds that reading, doing and filling in lead to each other: each page of guidance is named by an item of a
// checklist, and each template by a page of guidance.
func TestTied(t *testing.T) {
	s := guidance(t, false).Site
	named := map[*site.Page]map[site.Kind]bool{}
	for _, p := range s.Pages {
		for _, to := range p.AllTargets() {
			if to.Page == nil {
				continue
			}
			if named[to.Page] == nil {
				named[to.Page] = map[site.Kind]bool{}
			}
			named[to.Page][p.Kind] = true
		}
	}
	for _, p := range s.Pages {
		switch {
		case p.Kind == site.Guidance && !named[p][site.Checklist]:
			t.Errorf("no checklist leads to %s", p.File())
		case p.Kind == site.Template && !named[p][site.Guidance]:
			t.Errorf("no guidance leads to %s", p.File())
		}
	}
}

// function finds words for who does something, in any form: a compound that ends as titles do.
var function = regexp.MustCompile(`(?i)^(\pL+(?:ansvarig|samordnare|ledare|chef|ombud|handläggare|användare|operatör|förvaltare|ägare|jurist|` +
	`upphandlare|sköterska|ekonom|tekniker|arkivarie|kommunikatör|strateg|administratör))(?:e|n|s|en|ens|na|nas|er|erna|ernas|or|orna|ornas|et|ets|a|as)?$`)

// textOf returns what a published page says.
func textOf(t *testing.T, published fs.FS, address string) string {
	t.Helper()
	data, err := fs.ReadFile(published, address+"index.html")
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for z := html.NewTokenizer(bytes.NewReader(data)); z.Next() != html.ErrorToken; {
		if token := z.Token(); token.Type == html.TextToken {
			text.WriteString(token.Data + " ")
		}
	}
	return text.String()
}

// TestFunctions holds that whoever the texts give something to do is known: to a role of site.yaml, as an owner of
// information, or to the glossary, which also explains those outside the municipality.
func TestFunctions(t *testing.T) {
	result := guidance(t, false)
	s := result.Site
	known := map[string]bool{}
	add := func(names ...string) {
		for _, name := range names {
			for word := range strings.FieldsSeq(strings.ToLower(name)) {
				known[word] = true
			}
		}
	}
	for _, r := range s.Roles {
		add(append(r.Others, r.Title)...)
	}
	for _, o := range s.Owners {
		add(o.Name)
	}
	for _, term := range s.Glossary {
		add(term.Names()...)
	}
	unknown := map[string][]string{}
	for _, p := range s.Pages {
		for word := range strings.FieldsFuncSeq(textOf(t, result.Tree, p.Path), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
			if m := function.FindStringSubmatch(word); m != nil && !known[strings.ToLower(m[1])] && !slices.Contains(unknown[m[1]], p.File()) {
				unknown[m[1]] = append(unknown[m[1]], p.File())
			}
		}
	}
	for _, word := range slices.Sorted(maps.Keys(unknown)) {
		t.Errorf("%q is nobody's function by site.yaml, and the glossary does not explain it: %v", word, unknown[word][:min(3, len(unknown[word]))])
	}
}
