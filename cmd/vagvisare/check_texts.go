package main

import (
	"bufio"
	"fmt"
	"io"
	"time"

	"vagvisare/cmd/vagvisare/internal/lint"
	"vagvisare/cmd/vagvisare/internal/site"
)

// writeFacts writes the facts that the site must carry, each with the files of its pages. One that is missing is an error.
func writeFacts(w io.Writer, s *site.Site, _ time.Time, _ string) error {
	out := bufio.NewWriter(w)
	missing := 0
	for _, f := range lint.Facts(s) {
		fmt.Fprintf(out, "%-5s %s\n", f.Fact.ID, f.Fact.Text)
		for _, p := range f.Pages {
			fmt.Fprintf(out, "      %s\n", p.File())
		}
		if len(f.Pages) == 0 {
			missing++
			fmt.Fprintln(out, "      MISSING")
		}
	}
	fmt.Fprintf(out, "%s, %d missing\n", plural(len(s.Facts), "fact"), missing)
	if err := out.Flush(); err != nil || missing == 0 {
		return err
	}
	return errTold
}

// writeReadability writes a table of how hard each page is to read, in reading order, and at last the means of all: columns
// with tabs between them, as spreadsheets read them. Plans and folders without a page are left out.
func writeReadability(w io.Writer, s *site.Site, _ time.Time, _ string) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "LIX\twords\tsentences\tmean\tlongest\tkind\tfile")
	var all struct{ pages, lix, words, sentences int }
	for _, p := range s.Pages {
		if p.Doc == nil || p.Kind == site.PlanDocument {
			continue
		}
		r := lint.Read(p)
		fmt.Fprintf(out, "%d\t%d\t%d\t%.1f\t%d\t%s\t%s\n", r.LIX, r.Words, r.Sentences, mean(r.Words, r.Sentences), r.Most, p.Kind, p.File())
		all.pages, all.lix, all.words, all.sentences = all.pages+1, all.lix+r.LIX, all.words+r.Words, all.sentences+r.Sentences
	}
	fmt.Fprintf(out, "%.1f\t%d\t%d\t%.1f\t\t\t%s\n", mean(all.lix, all.pages), all.words, all.sentences, mean(all.words, all.sentences),
		plural(all.pages, "page"))
	return out.Flush()
}

func mean(sum, n int) float64 { return float64(sum) / float64(max(1, n)) }
