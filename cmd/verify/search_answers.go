package main

import (
	"encoding/json"
	"fmt"
	"html"
	"os"
	"slices"
	"strings"

	"vagvisare/cmd/verify/internal/browser"
)

const (
	// goldenQueries holds queries of all kinds, each at the beginning of a line.
	goldenQueries = "cmd/vagvisare/internal/search/testdata/queries.tsv"
	// Of these every eightieth is asked: the program needs half a second for an answer, since it
	// reads the whole portal first. That script and program answer alike is for TestParity to hold.
	everyNth = 80
)

// A hit is what the program and the page both tell of one.
type hit struct{ Path, Title, Section, Fragment string }

// compareAnswers holds that the published search answers as the program does.
func compareAnswers(s *session, p *portal) func(*walk) {
	return func(w *walk) {
		queries, err := someQueries(goldenQueries)
		w.do(func() error { return err })
		w.open("sok/", browser.View{})
		for _, query := range queries {
			var want []hit
			w.do(func() (err error) {
				want, err = programHits(s, p, query)
				return err
			})
			got := pageHits(w, query)
			w.do(func() error {
				w.tally.check(w.String()+": "+query, otherHits(got, want)...)
				return nil
			})
		}
	}
}

// someQueries returns every nth query of a file.
func someQueries(file string) ([]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var queries []string
	n := 0
	for line := range strings.Lines(string(data)) {
		query, _, isQuery := strings.Cut(line, "\t")
		if !isQuery || strings.HasPrefix(line, "#") {
			continue
		}
		if n%everyNth == 0 {
			queries = append(queries, query)
		}
		n++
	}
	return queries, nil
}

// programHits asks the program.
func programHits(s *session, p *portal, query string) ([]hit, error) {
	program, err := s.program()
	if err != nil {
		return nil, err
	}
	out, err := s.command(p.env, program, "search", "--json", "--source", p.dir, "--", query)
	if err != nil {
		return nil, err
	}
	var hits []hit
	return hits, json.Unmarshal(out, &hits)
}

// pageHits asks the script of the page that is open.
func pageHits(w *walk, query string) []hit {
	type pageHit struct {
		Path, Title string
		Section     *struct{ Title string }
		Excerpt     []struct {
			Text string
			Mark bool
		}
	}
	asked, _ := json.Marshal(query) // a string, which cannot fail
	var hits []hit
	for _, h := range ask[[]pageHit](w, `Vagvisare.search.open(document.querySelector("[data-base]").dataset.base)
		.then(index => index.search(`+string(asked)+`)).then(result => result.hits)`) {
		one := hit{Path: h.Path, Title: h.Title}
		if h.Section != nil {
			one.Section = h.Section.Title
		}
		for _, piece := range h.Excerpt {
			text := html.EscapeString(piece.Text)
			if piece.Mark {
				text = "<mark>" + text + "</mark>"
			}
			one.Fragment += text
		}
		hits = append(hits, one)
	}
	return hits
}

// otherHits tells where two lists of hits differ.
func otherHits(got, want []hit) []string {
	if slices.Equal(got, want) {
		return nil
	}
	problems := []string{"the page and the program do not find the same"}
	for i := range max(len(got), len(want)) {
		var one, other hit
		if i < len(got) {
			one = got[i]
		}
		if i < len(want) {
			other = want[i]
		}
		if one != other {
			problems = append(problems, fmt.Sprintf("%2d. page:    %+v", i+1, one), fmt.Sprintf("    program: %+v", other))
		}
	}
	return problems
}
