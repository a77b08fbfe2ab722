package main

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// licenceTexts holds a file for each licence that a release may ship: ID.txt, where ID is SPDX's. Its
// parts, divided by lines of four dashes, each say alone that the licence applies; <…> stands for a
// name of a few words.
//
//go:embed release_licences/*.txt
var licenceTexts embed.FS

// A licence is a text that is known.
type licence struct {
	id    string // SPDX's
	parts []*regexp.Regexp
}

// knownLicences reads the licences that a release may ship.
func knownLicences() ([]licence, error) {
	names, err := fs.Glob(licenceTexts, "release_licences/*.txt")
	if err != nil {
		return nil, err
	}
	var known []licence
	for _, name := range names {
		text, err := fs.ReadFile(licenceTexts, name)
		if err != nil {
			return nil, err
		}
		l := licence{id: strings.TrimSuffix(filepath.Base(name), ".txt")}
		for part := range strings.SplitSeq(string(text), "\n----\n") {
			const hole = " somebody "
			words := plainWords(regexp.MustCompile(`<\w+>`).ReplaceAllString(part, hole))
			l.parts = append(l.parts, regexp.MustCompile(strings.ReplaceAll(words, hole, `(?: \S+){1,12}? `)))
		}
		known = append(known, l)
	}
	return known, nil
}

// termsOfOthers finds words of which licences are made, or that name one that is not known.
var termsOfOthers = regexp.MustCompile(`permission|permitted|redistribut|warrant|liab|condition|restrict|clause|commercial|commons|` +
	`proprietary|public domain|general public|mozilla|gpl|\b(?:isc|zlib|unlicense|eupl|cddl|epl) `)

// headings are what stands above and below a licence; that alone says nothing.
var headings = regexp.MustCompile(`bsd clause licen[cs]e|clause bsd licen[cs]e|mozilla public licen[cs]e version|end of terms and conditions`)

// mostRest is how many words a file may hold besides known texts: titles, holders, files that are meant.
const mostRest = 100

// licencesOf returns the SPDX names, sorted, of the licences that a file holds. It is an error when it
// holds none that is known, or anything more that could be one.
func licencesOf(text string, known []licence) ([]string, error) {
	rest := plainWords(text)
	var ids []string
	for _, l := range known {
		for _, part := range l.parts {
			if part.MatchString(rest) {
				ids = append(ids, l.id)
				rest = part.ReplaceAllString(rest, " ")
			}
		}
	}
	if len(ids) == 0 {
		return nil, fmt.Errorf("no licence that is known: %.100s", rest)
	}
	rest = headings.ReplaceAllString(rest, " ")
	if found := termsOfOthers.FindStringIndex(rest); found != nil {
		return nil, fmt.Errorf("besides %s it says: %.100s", ids, rest[found[0]:])
	}
	if words := strings.Fields(rest); len(words) > mostRest {
		return nil, fmt.Errorf("besides %s it holds %d words more: %.100s", ids, len(words), rest)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// plainWords is what a text says, whatever its lines and signs: lower case, a space around each word.
// Words of one character number clauses in some copies and not in others, and are left out.
func plainWords(text string) string {
	text = strings.ReplaceAll(strings.ToLower(text), "https:", "http:")
	words := regexp.MustCompile(`[\pL\pN]{2,}`).FindAllString(text, -1)
	return " " + strings.Join(words, " ") + " "
}

// A legalFile is a file that goes with what it lies beside: a licence, or a notice.
type legalFile struct {
	name    string
	text    string
	licence bool
}

var (
	licenceName = regexp.MustCompile(`(?i)^(?:un)?(?:licen[cs]e|copying)(?:[-._].*)?$`)
	noticeName  = regexp.MustCompile(`(?i)^notice(?:\.(?:md|txt))?$`)
)

// legalFiles returns the licences and notices that lie directly in a folder.
func legalFiles(dir string) ([]legalFile, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var files []legalFile
	for _, e := range entries {
		isLicence := licenceName.MatchString(e.Name()) && filepath.Ext(e.Name()) != ".go"
		if e.IsDir() || !isLicence && !noticeName.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		files = append(files, legalFile{e.Name(), string(text), isLicence})
	}
	return files, nil
}

// readLicences returns the licences of all that lies in these folders, and their files.
func readLicences(dirs []string, known []licence) (ids []string, files []legalFile, err error) {
	for _, dir := range dirs {
		here, listErr := legalFiles(dir)
		err = errors.Join(err, listErr)
		files = append(files, here...)
		for _, f := range here {
			if !f.licence {
				continue
			}
			found, readErr := licencesOf(f.text, known)
			if readErr != nil {
				err = errors.Join(err, fmt.Errorf("%s: %w", filepath.Join(dir, f.name), readErr))
			}
			ids = append(ids, found...)
		}
	}
	if err == nil && len(ids) == 0 {
		err = fmt.Errorf("%s: no licence", strings.Join(dirs, ", "))
	}
	slices.Sort(ids)
	slices.SortFunc(files, func(a, b legalFile) int { return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.text, b.text)) })
	return slices.Compact(ids), slices.Compact(files), err
}
