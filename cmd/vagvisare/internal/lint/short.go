package lint

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/site"
)

// everyday are short forms that everyone knows, or knows better than the words behind them.
var everyday = map[string]bool{
	"AB": true, "CD": true, "DVD": true, "EU": true, "FAQ": true, "FN": true, "GPS": true, "HTML": true, "ID": true, "IT": true,
	"OBS": true, "OK": true, "PC": true, "PDF": true, "PIN": true, "QR": true, "SIM": true, "SMS": true, "TV": true, "URL": true,
	"USB": true, "VD": true, "WC": true,
}

// stressed are slugs of words that are written in capitals where they are stressed, or say how
// binding something is.
var stressed = map[string]bool{
	"ska": true, "bor": true, "kan": true, "inte": true, "ej": true, "alla": true, "aldrig": true, "alltid": true, "och": true,
	"eller": true, "must": true, "should": true, "may": true, "not": true, "never": true, "always": true, "and": true, "or": true,
}

// longestShort is how many letters a short form has at most. What is longer is a word that
// someone has written in capitals.
const longestShort = 7

var (
	wordForm    = regexp.MustCompile(`[\p{L}\p{N}]+(?:[-–][\p{L}\p{N}]+)*`)
	statuteForm = regexp.MustCompile(`[\p{L}-]+ \d{4}:\d+`) // SFS 2017:30: a place where to look, not a word
	numeralForm = regexp.MustCompile(`^[IVX]+$`)
	explaining  = regexp.MustCompile(`([\p{L}\p{N}]+)(?::\p{L}+)? \(([^()]*)\)`)
	// "X betyder", "X is a" and the like; \x{e4} is a with dots, \x{e5} a with a ring, \x{f6} o with dots.
	defining   = regexp.MustCompile(`([\p{L}\p{N}]+) (?:betyder|st\x{e5}r f\x{f6}r|\x{e4}r en|\x{e4}r ett|means|stands for|is an?)(?:$|[ :])`)
	inBrackets = regexp.MustCompile(`\p{L}[^\s]* \(([\p{L}\p{N}]+)[,;:)]`)
	notSpelt   = regexp.MustCompile(`\S*(?:@|://|www\.)\S*`)
	longerWord = regexp.MustCompile(`\p{Ll}{4,}`)
)

// Unexplained returns the short forms on a page, such as DPIA, that neither the glossary nor
// the page itself explains, in the order in which they come. A page explains one by
// "the long name (SHORT)", "SHORT (the long name)" or "SHORT is a …", or in a list of definitions.
func Unexplained(s *site.Site, p *site.Page) []string {
	return newLinter(s, Options{}).unexplained(p, readPage(p))
}

func (l *linter) unexplained(p *site.Page, blocks []block) []string {
	told := append([]block{{element: "p", spoken: p.Title}, {element: "p", spoken: p.Summary}}, blocks...)
	var found []string
	for _, b := range told {
		if !hasCapitals(b.spoken) {
			continue
		}
		text := notSpelt.ReplaceAllString(statuteForm.ReplaceAllString(b.spoken, " "), " ")
		for _, word := range wordForm.FindAllString(text, -1) {
			for _, short := range l.shorts(word) {
				if !slices.Contains(found, short) {
					found = append(found, short)
				}
			}
		}
	}
	if len(found) == 0 {
		return nil
	}
	own, plain := ownWords(told)
	return slices.DeleteFunc(found, func(short string) bool { return own[short] || plain[strings.ToLower(short)] })
}

// hasCapitals reports whether a text has two capital letters side by side, or with one letter
// between: without them it has no short form, which most texts are thus spared a closer look for.
func hasCapitals(text string) bool {
	last, before := false, false
	for _, r := range text {
		upper := 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r)
		if upper && (last || before) {
			return true
		}
		last, before = upper, last && unicode.IsLetter(r)
	}
	return false
}

// ownWords returns the short forms that the page explains, and all words that it writes in
// small letters: one of these in capitals is stressed, not shortened.
func ownWords(blocks []block) (own, plain map[string]bool) {
	own, plain = map[string]bool{}, map[string]bool{}
	for _, b := range blocks {
		if b.element == "dt" {
			own[b.text] = true
		}
		for _, m := range inBrackets.FindAllStringSubmatch(b.spoken, -1) {
			own[m[1]] = true
		}
		for _, m := range explaining.FindAllStringSubmatch(b.spoken, -1) {
			if longerWord.MatchString(m[2]) {
				own[m[1]] = true
			}
		}
		for _, m := range defining.FindAllStringSubmatch(b.spoken, -1) {
			own[m[1]] = true
		}
		for _, word := range wordForm.FindAllString(b.spoken, -1) {
			if word == strings.ToLower(word) {
				plain[word] = true
			}
		}
	}
	return own, plain
}

// shorts returns the short forms in a word that the glossary lacks: DPIA in DPIA-arbete.
func (l *linter) shorts(word string) []string {
	var list []string
	for _, part := range parts(word) {
		if isShort(part) && !everyday[part] && !stressed[markdown.Slug(part)] &&
			!l.known()[strings.ToLower(part)] && !l.known()[strings.ToLower(word)] {
			list = append(list, part)
		}
	}
	return list
}

func parts(word string) []string {
	return strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == '–' })
}

// isShort reports whether a word is written as a short form: DPIA, KLASSA, SoL, not IV. It
// begins with a capital letter, has another one, and none but capitals unless it is as short as SoL.
func isShort(word string) bool {
	upper, lower := 0, 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLetter(r):
			lower++
		}
	}
	first, _ := utf8.DecodeRuneInString(word)
	last, _ := utf8.DecodeLastRuneInString(word)
	mixed := lower == 1 && unicode.IsUpper(last) && upper+lower <= 4
	return unicode.IsUpper(first) && upper >= 2 && (lower == 0 || mixed) &&
		utf8.RuneCountInString(word) <= longestShort && !numeralForm.MatchString(word)
}

// explained returns, in small letters, what the glossary explains: its names, the words that
// lead to them, and the short forms within names.
func explained(glossary []*site.Term) map[string]bool {
	known := map[string]bool{}
	for _, t := range glossary {
		for _, name := range t.Names() {
			known[strings.ToLower(name)] = true
			for _, word := range wordForm.FindAllString(name, -1) {
				for _, part := range parts(word) {
					known[strings.ToLower(part)] = known[strings.ToLower(part)] || isShort(part)
				}
			}
		}
		for _, name := range t.SearchedAs {
			known[strings.ToLower(name)] = true
		}
	}
	return known
}
