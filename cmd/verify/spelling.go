package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"vagvisare/cmd/verify/internal/tool"
)

// wordList holds the words of the field that the dictionary lacks, one on each line.
const wordList = "cmd/verify/words.txt"

// checkSpelling holds every word of the portal's pages, those for editors too, against a Swedish dictionary and the
// list of the field's own words. A word of the list that no page needs any longer is told as well.
func checkSpelling(s *session, t *tally) {
	words, err := s.portalWords()
	if err != nil {
		t.fail("%v", err)
		return
	}
	own, err := readWordList(wordList)
	if err != nil {
		t.fail("%v", err)
		return
	}
	hunspell, err := tool.Hunspell(s.ctx, os.Stderr)
	if err != nil {
		t.fail("%v", err)
		return
	}
	unknown, err := unlisted(s, hunspell, words)
	if err != nil {
		t.fail("%v", err)
		return
	}
	needed := map[string]bool{}
	for _, word := range slices.Sorted(maps.Keys(unknown)) {
		if listed := listedAs(own, word); listed != "" {
			needed[listed] = true
			continue
		}
		t.fail("%q stands in no dictionary: mend it, or add it to %s\n  %s", word, wordList, strings.Join(unknown[word], "\n  "))
	}
	for _, word := range slices.Sorted(maps.Keys(own)) {
		if !needed[word] {
			t.fail("no page needs %q: take it out of %s", word, wordList)
		}
	}
	t.check("spelling")
	t.note("%d words, %d of them from %s", len(words), len(needed), wordList)
}

// portalWords returns all words of the portal's pages, each with at most three pages that have it.
func (s *session) portalWords() (map[string][]string, error) {
	p, err := newPortal(s, "for editors", plainCopy)
	if err != nil {
		return nil, err
	}
	program, err := s.program()
	if err != nil {
		return nil, err
	}
	if _, err := s.command(p.env, program, "build", "--editors", "--quiet", "--source", p.dir); err != nil {
		return nil, err
	}
	words := map[string][]string{}
	public := os.DirFS(p.public())
	err = fs.WalkDir(public, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".html" {
			return err
		}
		data, err := fs.ReadFile(public, name)
		for _, word := range pageWords(bytes.NewReader(data)) {
			if pages := words[word]; len(pages) < 3 && !slices.Contains(pages, name) {
				words[word] = append(pages, name)
			}
		}
		return err
	})
	return words, err
}

var (
	word = regexp.MustCompile(`\pL[\pL\pM]*(?:[-:’]\pL[\pL\pM]*)*`)
	// no dictionary has addresses, keys, names with digits, and parts of words: "arbetsgivar-", "-ning".
	noWord = regexp.MustCompile(`[/@_#]|[^\s.]\.[^\s.]|\pL\d|\pL-\PL*$|^\PL*-\pL`)
)

// pageWords returns the words of a page's content. Code, drawings (which say the same
// as a table beside them), addresses and what is in another language are left out.
func pageWords(page io.Reader) []string {
	doc, err := html.ParseWithOptions(page, html.ParseOptionEnableScripting(false)) // what stands in noscript is read too
	if err != nil {
		return nil // no text is wrong for it
	}
	var text strings.Builder
	readWords(&text, doc, false)
	var words []string
	for field := range strings.FieldsSeq(text.String()) {
		if !noWord.MatchString(field) {
			words = append(words, word.FindAllString(field, -1)...)
		}
	}
	return words
}

// phrasing are the elements that a word may go on through.
var phrasing = []string{"a", "em", "strong", "span", "sup", "mark", "wbr"}

// readWords writes the text of an element, if it lies in what the page is about.
func readWords(text *strings.Builder, n *html.Node, inside bool) {
	if n.Type == html.TextNode && inside {
		text.WriteString(n.Data)
	}
	if n.Type == html.ElementNode {
		inside = inside || n.Data == "main"
		if slices.Contains([]string{"code", "pre", "kbd", "script", "style", "template", "svg"}, n.Data) || foreign(n) {
			text.WriteString(" ")
			return
		}
		if !slices.Contains(phrasing, n.Data) {
			text.WriteString(" ")
			defer text.WriteString(" ")
		}
	}
	for child := range n.ChildNodes() {
		readWords(text, child, inside)
	}
}

func foreign(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "lang" && a.Val != "sv" })
}

// unlisted returns the words that the dictionary lacks, with their pages. Of a word with hyphens these are its parts.
func unlisted(s *session, hunspell string, words map[string][]string) (map[string][]string, error) {
	whole, err := lacking(s, hunspell, slices.Sorted(maps.Keys(words)))
	if err != nil {
		return nil, err
	}
	parts := map[string][]string{}
	for _, word := range whole {
		for part := range strings.SplitSeq(word, "-") {
			parts[part] = append(parts[part], words[word]...)
		}
	}
	unknown, err := lacking(s, hunspell, slices.Sorted(maps.Keys(parts)))
	maps.DeleteFunc(parts, func(part string, _ []string) bool { return !slices.Contains(unknown, part) })
	return parts, err
}

// lacking returns those of some words that the dictionary lacks.
func lacking(s *session, hunspell string, words []string) ([]string, error) {
	c := exec.CommandContext(s.ctx, hunspell, "-i", "utf-8", "-d", "sv_SE", "-l")
	c.Stdin = strings.NewReader(strings.Join(words, "\n"))
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("hunspell: %w", err)
	}
	var unknown []string
	for line := range strings.FieldsSeq(string(out)) {
		if !slices.Contains(unknown, line) {
			unknown = append(unknown, line)
		}
	}
	return unknown, nil
}

// readWordList reads a list of words. Lines that begin with # explain it.
func readWordList(name string) (map[string]bool, error) {
	data, err := os.ReadFile(name)
	words := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			words[line] = true
		}
	}
	return words, err
}

// endings are how a word of the list may end on a page: "KLASSA" is enough for "KLASSAs" and "IMY" for "IMY:s".
var endings = regexp.MustCompile(`^(:?(s|n|ns|en|ens|et|ets|er|ers|ar|arna|erna|ernas|or|orna|t|na|nas|a|ade|at|ar|as))?$`)

// listedAs returns the word of a list that covers a word of a page: itself, with a small first letter, or without an ending;
// or "".
func listedAs(own map[string]bool, found string) string {
	for _, form := range []string{found, lowerFirst(found)} {
		for cut := len(form); cut > 0; cut-- {
			if own[form[:cut]] && endings.MatchString(form[cut:]) {
				return form[:cut]
			}
		}
	}
	return ""
}

func lowerFirst(s string) string {
	for i := range s {
		if i > 0 {
			return strings.ToLower(s[:i]) + s[i:]
		}
	}
	return strings.ToLower(s)
}
