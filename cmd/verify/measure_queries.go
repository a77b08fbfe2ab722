package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Kinds of queries.
const (
	oneWord    = "1 word"
	twoWords   = "2 words"
	threeWords = "3 words"
	misspelt   = "misspelt"
)

// A searchedPage is what a page's file in search/pages/ hands over.
type searchedPage struct {
	Title    string
	Sections [][3]string // id, title, text
}

// siteQueries returns queries of a published site's own words, by kind: single words from the
// most common to some that ten pages have, and words that begin a page's title.
func siteQueries(public string) (map[string][]string, error) {
	stop, err := stopWords(public)
	if err != nil {
		return nil, err
	}
	pages, err := searchedPages(public)
	if err != nil {
		return nil, err
	}
	queries := map[string][]string{}
	count := map[string]int{}
	starts := map[int][]string{}
	for _, p := range pages {
		text := p.Title
		for _, s := range p.Sections {
			text += " " + s[1] + " " + s[2]
		}
		for word := range words(text, stop) {
			count[word]++
		}
		title := titleWords(p, stop)
		for n := 2; n <= min(3, len(title)); n++ {
			starts[n] = append(starts[n], strings.Join(title[:n], " "))
		}
	}
	queries[oneWord] = spreadWords(count)
	queries[twoWords] = spread(starts[2], 8)
	queries[threeWords] = spread(starts[3], 8)
	for _, word := range queries[oneWord] {
		if letters := []rune(word); len(letters) > 7 && letters[3] != letters[4] {
			letters[3], letters[4] = letters[4], letters[3]
			queries[misspelt] = append(queries[misspelt], string(letters))
		}
	}
	if len(queries[oneWord]) == 0 {
		return nil, fmt.Errorf("%s has no word that ten pages have", public)
	}
	return queries, nil
}

func stopWords(public string) (map[string]bool, error) {
	data, err := os.ReadFile(filepath.Join(public, "search", "manifest.js"))
	if err == nil {
		data, err = uncompressed(data)
	}
	var manifest struct{ Analysis struct{ Stop []string } }
	if err == nil {
		err = json.Unmarshal(data, &manifest)
	}
	stop := map[string]bool{}
	for _, word := range manifest.Analysis.Stop {
		stop[word] = true
	}
	return stop, err
}

func searchedPages(public string) ([]searchedPage, error) {
	files, err := filepath.Glob(filepath.Join(public, "search", "pages", "*.js"))
	if err != nil {
		return nil, err
	}
	var pages []searchedPage
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var p searchedPage
		contents := data[bytes.IndexByte(data, ',')+1 : max(bytes.LastIndexByte(data, ')'), 0)]
		if err := json.Unmarshal(contents, &p); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		pages = append(pages, p)
	}
	return pages, nil
}

var wordOf = regexp.MustCompile(`\p{L}{4,}`)

// words returns the words of a text that are worth searching for, as a set.
func words(text string, stop map[string]bool) map[string]bool {
	found := map[string]bool{}
	for _, word := range wordOf.FindAllString(strings.ToLower(text), -1) {
		if !stop[word] {
			found[word] = true
		}
	}
	return found
}

func titleWords(p searchedPage, stop map[string]bool) []string {
	found := wordOf.FindAllString(strings.ToLower(p.Title), -1)
	return slices.DeleteFunc(found, func(word string) bool { return stop[word] })
}

// spreadWords returns a dozen words, of which the first is the most common one and the last
// stands on ten pages; and the one that people here search for.
func spreadWords(count map[string]int) []string {
	const wanted = "informationssäkerhet"
	list := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	list = slices.DeleteFunc(list, func(word string) bool { return count[word] < 10 })
	var found []string
	for i := range 12 {
		// Common words are few, rare ones many.
		at := int(math.Pow(float64(len(list)), float64(i)/11)) - 1
		if len(list) > 0 && !slices.Contains(found, list[at]) {
			found = append(found, list[at])
		}
	}
	if count[wanted] > 0 && !slices.Contains(found, wanted) {
		found = append(found, wanted)
	}
	return found
}

// spread returns n of a list, at even distances.
func spread(list []string, n int) []string {
	var found []string
	for i := range min(n, len(list)) {
		found = append(found, list[i*len(list)/min(n, len(list))])
	}
	return found
}
