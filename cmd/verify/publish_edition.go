package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// mark stands in each page, style sheet and logo of a built portal for the number of the edition.
const mark = "x0000000"

func markOf(edition int) string { return fmt.Sprintf("x%07d", edition) }

// basePage is a page that each of the two portals has at an address of its own, and the other one as an old address.
const basePage = `---
title: Särtryck %[1]d
summary: En sida som byter adress.
kind: page
owner: Digitaliseringsenheten
published: 2026-11-21
aliases: [edition-%[2]d]
---
Det här är särtryck %[1]d.
`

const baseLogo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 34 44"><title>edition ` + mark + `</title><path d="M1 1h32v42H1z"/></svg>`

var publisherLine = regexp.MustCompile(`(?m)^publisher: .*$`)

// base builds the portal of a number, 0 or 1, and returns its files.
func (p *publication) base(number int) (map[string][]byte, error) {
	source := filepath.Join(p.session.dir, fmt.Sprint("edition-", number))
	if err := plainCopy().copy("content", filepath.Join(source, "content")); err != nil {
		return nil, err
	}
	config, err := os.ReadFile(filepath.Join(source, "content", "site.yaml"))
	if err != nil {
		return nil, err
	}
	site := publisherLine.ReplaceAllLiteralString(string(config), "publisher: Särtrycket är "+mark+".")
	for name, text := range map[string]string{
		"content/site.yaml":                          site + "\nbrand: {logo: marke.svg}\n",
		"content/marke.svg":                          baseLogo,
		"assets/css/zzz.css":                         ":root { --edition: " + mark + " }\n",
		fmt.Sprintf("content/edition-%d.md", number): fmt.Sprintf(basePage, number, 1-number),
	} {
		if err := writeFile(filepath.Join(source, filepath.FromSlash(name)), []byte(text)); err != nil {
			return nil, err
		}
	}
	dir := filepath.Join(source, "public")
	if _, err := p.session.command(nil, p.program, "build", "--source", source, "--output", dir, "--date", "2026-11-22", "--quiet"); err != nil {
		return nil, err
	}
	return filesOf(dir)
}

// An edition is one of the two portals with a number in all that readers get, as if it had been built so: what is named after
// its content has another name in each edition. Beside each page lies a compressed variant.
func (p *publication) edition(number int) (files map[string][]byte) {
	base := p.bases[number%len(p.bases)]
	files = make(map[string][]byte, 2*len(base))
	replacer := strings.NewReplacer(slices.Concat([]string{mark, markOf(number)}, renamed(base, number))...)
	for name, data := range base {
		if ending := path.Ext(name); ending == ".html" || ending == ".css" || ending == ".svg" {
			data = []byte(replacer.Replace(string(data)))
		}
		files[replacer.Replace(name)] = data
		if path.Ext(name) == ".html" {
			files[name+".gz"] = gzipped(data)
		}
	}
	return files
}

// renamed returns the old and new names of the files that bear a mark and are named after their content.
func renamed(base map[string][]byte, number int) (names []string) {
	for name, data := range base {
		if strings.HasPrefix(name, "assets/") && bytes.Contains(data, []byte(mark)) {
			sum := sha256.Sum256(bytes.ReplaceAll(data, []byte(mark), []byte(markOf(number))))
			stem, ending := strings.TrimSuffix(path.Base(name), path.Ext(name)), path.Ext(name)
			names = append(names, path.Base(name), fmt.Sprintf("%s-%x%s", stem[:len(stem)-11], sum[:5], ending))
		}
	}
	return names
}

func gzipped(data []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed) // a level that there is
	w.Write(data)
	w.Close()
	return b.Bytes()
}

// writeEdition writes an edition into the folder that is published from, with the manifest that a build leaves.
func (p *publication) writeEdition(files map[string][]byte) error {
	err := os.RemoveAll(p.source)
	var manifest strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&manifest, "%x  %s\n", sha256.Sum256(files[name]), name)
		err = errors.Join(err, writeFile(filepath.Join(p.source, filepath.FromSlash(name)), files[name]))
	}
	return errors.Join(err, writeFile(filepath.Join(p.source, ".vagvisare", "manifest"), []byte(manifest.String())))
}

// writeFile writes a file that a web server may read, and makes its folder.
func writeFile(name string, data []byte) error {
	return errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, data, 0o644))
}
