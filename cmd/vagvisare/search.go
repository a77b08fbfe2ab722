package main

import (
	"encoding/json"
	"fmt"
	"html"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/search"
)

func newSearch() *cobra.Command {
	var flags siteFlags
	query := search.Query{}
	var asJSON bool
	c := &cobra.Command{
		Use:   "search QUERY...",
		Short: "Search the site as its readers do",
		Long: `Search answers a query from the site's search index, which is made first where it is
missing or older than the texts. The answer is that of the published portal's own search.`,
		Example: `  vagvisare search larm
  vagvisare search --explain --limit 3 digital tillsyn
  vagvisare search --json '"mobila trygghetslarm"'`,
		Args: arguments(cobra.MinimumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			query.Text = strings.Join(args, " ")
			return runSearch(c, &flags, query, asJSON)
		},
	}
	flags.registerSource(c)
	c.Flags().BoolVar(&flags.drafts, "drafts", false, "take in drafts, and pages published later than today")
	c.Flags().BoolVar(&asJSON, "json", false, "print the hits as a JSON array on standard output, and nothing else")
	c.Flags().BoolVar(&query.Explain, "explain", false, "tell which field and which form matched, and how much that counts")
	c.Flags().IntVar(&query.Limit, "limit", 10, "print at most `N` hits")
	return c
}

func runSearch(c *cobra.Command, flags *siteFlags, query search.Query, asJSON bool) error {
	if query.Limit < 0 {
		return usageError{fmt.Errorf("--limit: %d is less than none", query.Limit)}
	}
	root, opt, err := flags.open()
	if err != nil {
		return err
	}
	defer root.Close()
	opt.Observer = newProgress(c.ErrOrStderr(), asJSON)
	result := build.Site(opt)
	opt.Observer.Stage("")
	if result.Tree == nil {
		r := &report{started: time.Now(), problems: result.Problems, lang: flags.language(result)}
		if err := diag.Print(c.ErrOrStderr(), r.problems, r.lang); err != nil {
			return err
		}
		fmt.Fprintf(c.ErrOrStderr(), "%s; nothing can be searched\n", r.verdict())
		return errTold
	}
	index, err := result.Index()
	if err != nil {
		return err
	}
	defer index.Close()
	found, err := index.Search(query)
	if err != nil {
		return err
	}
	if asJSON {
		return writeHits(c.OutOrStdout(), found)
	}
	return printHits(c.OutOrStdout(), found)
}

// A hit is how a hit is told in JSON.
type hit struct {
	Rank     int                   `json:"rank"` // from 1
	Score    float64               `json:"score"`
	Path     string                `json:"path"` // e.g. "planera/roller/"
	Title    string                `json:"title"`
	Section  string                `json:"section"`  // the heading of the best section, or ""
	Fragment string                `json:"fragment"` // HTML, with <mark>
	Explain  []search.Contribution `json:"explain,omitempty"`
}

func writeHits(w io.Writer, found *search.Result) error {
	hits := []hit{}
	for i, h := range found.Hits {
		hits = append(hits, hit{i + 1, h.Score, h.Path, h.Title, h.SectionTitle(), fragment(h, html.EscapeString, "<mark>", "</mark>"), h.Explanation})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(hits)
}

// fragment returns a hit's excerpt.
func fragment(h *search.Hit, escape func(string) string, open, end string) string {
	var b strings.Builder
	for _, piece := range h.Excerpt {
		text := escape(piece.Text)
		if piece.Mark {
			text = open + text + end
		}
		b.WriteString(text)
	}
	return b.String()
}

func printHits(w io.Writer, found *search.Result) error {
	say := func(label string, words []string) {
		if len(words) > 0 {
			fmt.Fprintf(w, "%s: %s\n", label, strings.Join(words, ", "))
		}
	}
	for _, c := range found.Corrected {
		fmt.Fprintf(w, "nothing is called %s; searched for %s\n", c.From, c.To)
	}
	say("also searched for", found.Also)
	say("no page has all words; without", found.Missing)
	for i, h := range found.Hits {
		address := h.Path
		if id := h.SectionID(); id != "" {
			address += "#" + id
		}
		fmt.Fprintf(w, "%2d. %s  %s  (%.2f)\n", i+1, h.Title, address, h.Score)
		if len(h.Missing) > 0 {
			fmt.Fprintf(w, "    lacks: %s\n", strings.Join(h.Missing, ", "))
		}
		if text := fragment(h, func(s string) string { return s }, "*", "*"); text != "" {
			fmt.Fprintf(w, "    %s\n", text)
		}
		for _, part := range h.Explanation {
			fmt.Fprintf(w, "    %8.3f  %-8s  %s (%s: %s)\n", part.Score, part.Field, part.Term, part.As, part.Form)
		}
	}
	if found.Suggestion != "" {
		fmt.Fprintf(w, "did you mean: %s\n", found.Suggestion)
	}
	say("nothing was found; near it", found.Near)
	_, err := fmt.Fprintf(w, "%d hits\n", found.Total)
	return err
}
