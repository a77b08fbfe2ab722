package build_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/tree"
)

// pictured is put over the site of testdata/plans.txtar: files that are shown, linked to, both and neither, on pages of all sorts.
const pictured = `
-- content/_index.md --
---
title: Hem
---
![Start](<bilder/Översikt ÅÄÖ.svg>)
-- content/planera/_index.md --
---
title: Planera
---
![Delad](bilder/delad.svg)
-- content/planera/bilder/delad.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>
-- content/planera/tvilling.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>
-- content/infora/bilder/delad.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"/>
-- content/bilder/Översikt ÅÄÖ.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"/>
-- content/bilder/ingen.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="50" height="10"/>
-- content/bilder/logo.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="60" height="10"/>
-- content/planera/visar.md --
---
title: Visar
---
![Delad](bilder/delad.svg) och ![tvilling](tvilling.svg).

- [Bara länkad](bara-länkad.pdf)

[Filmen](film.mp4){video="2 min"}
-- content/planera/länkar.md --
---
title: Länkar
---
[![Delad](bilder/delad.svg)](bilder/delad.svg), ![Annan](../infora/bilder/delad.svg).
-- content/planera/bara-länkad.pdf --
pdf
-- content/planera/film.mp4 --
film
-- content/planera/film.vtt --
WEBVTT
-- content/checklistor/bild.md --
---
title: Lista med bild
kind: checklist
phase: planera
---
- [ ] **SKA** Se efter. {roles=chef}

  ![Delad](../planera/bilder/delad.svg)
-- content/checklistor/lan.md --
---
title: Lista som lånar
kind: checklist
phase: infora
---
- [ ] [Se efter](bild.md#se-efter)
`

// picturedSite returns the site with pictures, with more over it.
func picturedSite(t *testing.T, over string) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/plans.txtar")
	if err != nil {
		t.Fatal(err)
	}
	site, _ := unpack(archive)
	maps.DeleteFunc(site, func(name string, _ *fstest.MapFile) bool { return !strings.HasPrefix(name, "content/") })
	config := site["content/site.yaml"]
	site["content/site.yaml"] = &fstest.MapFile{Data: append(bytes.Clone(config.Data), "brand: {colour: '#c8102e', logo: bilder/logo.svg}\n"...)}
	change(site, pictured)
	change(site, over)
	return site
}

// hashed is the name of a file with the hash of its contents.
var hashed = regexp.MustCompile(`-([0-9a-f]{10})(\.[a-z0-9]+)?$`)

// namedAfter reports whether a published path tells the hash of what the file holds.
func namedAfter(name string, data []byte) bool {
	sum := sha256.Sum256(data)
	match := hashed.FindStringSubmatch(name)
	return match != nil && strings.HasPrefix(hex.EncodeToString(sum[:]), match[1])
}

// TestLoadedIsNamed holds that all that a browser loads with a page is named after what it holds, so that a page
// of one version can never be seen with a picture, a style or a script of another.
func TestLoadedIsNamed(t *testing.T) {
	site := picturedSite(t, "")
	out := designed(t, site).Tree
	from := map[string][]string{} // pages by what they load
	for _, name := range out.Paths() {
		data := contents(t, out, name)
		if strings.HasPrefix(name, "assets/") && path.Ext(name) != ".html" && !namedAfter(name, data) {
			t.Errorf("%s is not named after what it holds", name)
		}
		for _, ref := range loadedBy(t, name, data) {
			ref = path.Join(path.Dir(name), ref)
			from[ref] = append(from[ref], name)
		}
	}
	for ref, pages := range from {
		if !out.Has(ref) || !namedAfter(ref, contents(t, out, ref)) {
			t.Errorf("%s, loaded by %s and %d more, is not there, or not named after what it holds", ref, pages[0], len(pages)-1)
		}
	}
	for _, c := range []struct {
		source, name string
		pages        []string
	}{
		{"planera/bilder/delad.svg", "delad-*.svg", []string{
			"planera/index.html", "planera/visar/index.html", "planera/lankar/index.html", "planera/skriv-ut/index.html", "skriv-ut/index.html",
			"checklistor/bild/index.html", "checklistor/lan/index.html", "checklistor/skriv-ut/index.html",
		}},
		{"infora/bilder/delad.svg", "delad-*.svg", []string{"planera/lankar/index.html"}},
		{"planera/tvilling.svg", "tvilling-*.svg", []string{"planera/visar/index.html"}},
		{"bilder/Översikt ÅÄÖ.svg", "oversikt-aao-*.svg", []string{"index.html"}},
		{"bilder/logo.svg", "logo-*.svg", []string{"index.html", "404.html", "planera/visar/index.html"}},
		{"planera/film.mp4", "film-*.mp4", []string{"planera/visar/index.html"}},
		{"planera/film.vtt", "film-*.vtt", []string{"planera/visar/index.html"}},
	} {
		sum := sha256.Sum256(site["content/"+c.source].Data)
		file := "assets/files/" + strings.Replace(c.name, "*", hex.EncodeToString(sum[:])[:10], 1)
		for _, page := range c.pages {
			if !slices.Contains(from[file], page) {
				t.Errorf("%s does not load %s, which is loaded by %q", page, file, from[file])
			}
		}
	}
	if icons := slices.DeleteFunc(slices.Collect(maps.Keys(from)), func(ref string) bool { return !strings.Contains(ref, "/icon-") }); len(icons) != 3 {
		t.Errorf("the icons that are loaded are %q", icons)
	}
}

func contents(t *testing.T, out *tree.Tree, name string) []byte {
	t.Helper()
	data, err := out.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var cssURL = regexp.MustCompile(`url\(["']?([^"')]+)`)

// loadedBy returns the addresses of what a browser loads with a page, a style sheet or a manifest, without being asked to.
func loadedBy(t *testing.T, name string, data []byte) (refs []string) {
	t.Helper()
	switch path.Ext(name) {
	case ".css":
		for _, match := range cssURL.FindAllSubmatch(data, -1) {
			refs = append(refs, string(match[1]))
		}
	case ".webmanifest":
		var manifest struct{ Icons []struct{ Src string } }
		if err := json.Unmarshal(data, &manifest); err != nil {
			t.Fatal(err)
		}
		for _, icon := range manifest.Icons {
			refs = append(refs, icon.Src)
		}
	case ".html":
		tokens := html.NewTokenizer(bytes.NewReader(data))
		for tokens.Next() != html.ErrorToken {
			refs = append(refs, loadedByElement(tokens.Token())...)
		}
	}
	return refs
}

func loadedByElement(token html.Token) (refs []string) {
	attributes := map[string]string{}
	for _, a := range token.Attr {
		attributes[a.Key] = a.Val
	}
	for key, value := range attributes {
		switch {
		case key == "src", key == "poster", key == "data" && token.Data == "object":
			refs = append(refs, value)
		case key == "srcset":
			for candidate := range strings.SplitSeq(value, ",") {
				refs = append(refs, strings.Fields(candidate)[0])
			}
		case key == "href" && token.Data == "link" && slices.Contains([]string{"icon", "apple-touch-icon", "stylesheet", "preload"}, attributes["rel"]):
			refs = append(refs, value)
		}
	}
	return refs
}

// TestFilesOfContent holds which files of content/ are published: those that are shown or linked to, under one name each.
func TestFilesOfContent(t *testing.T) {
	out := designed(t, picturedSite(t, "")).Tree
	var got []string
	for _, name := range out.Paths() {
		if rest, ok := strings.CutPrefix(name, "assets/files/"); ok {
			got = append(got, hashed.ReplaceAllString(rest, "$2"))
		}
	}
	slices.Sort(got)
	want := []string{
		"bara-lankad.pdf", "delad.svg", "delad.svg", "film.mp4", "film.vtt", "kallelse.docx", "logo.svg", "oversikt-aao.svg", "tvilling.svg",
		"underlag-natt.pdf",
	}
	if !slices.Equal(got, want) {
		t.Errorf("published are %q, wanted %q", got, want)
	}
}

// TestChangedPicture holds that a changed picture gets a new name, and changes the pages that show it, and nothing else.
func TestChangedPicture(t *testing.T) {
	const changed = "-- content/planera/bilder/delad.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"21\" height=\"10\"/>\n"
	before, after := designed(t, picturedSite(t, "")).Tree, designed(t, picturedSite(t, changed)).Tree
	all := map[string]bool{}
	for _, name := range slices.Concat(before.Paths(), after.Paths()) {
		all[name] = true
	}
	var got []string
	for name := range all {
		switch short := hashed.ReplaceAllString(name, "$2"); {
		case !after.Has(name):
			got = append(got, "- "+short)
		case !before.Has(name):
			got = append(got, "+ "+short)
		case !bytes.Equal(contents(t, before, name), contents(t, after, name)):
			got = append(got, "~ "+name)
		}
	}
	slices.Sort(got)
	want := []string{
		"+ assets/files/delad.svg", "- assets/files/delad.svg", "~ checklistor/bild/index.html", "~ checklistor/lan/index.html",
		"~ checklistor/skriv-ut/index.html", "~ infora/skriv-ut/index.html", "~ planera/index.html", "~ planera/lankar/index.html",
		"~ planera/skriv-ut/index.html", "~ planera/visar/index.html", "~ skriv-ut/index.html",
	}
	if !slices.Equal(got, want) {
		t.Errorf("it changes %q, wanted %q", got, want)
	}
}

// TestExact holds that a file that has changed since the site was read is not published under the name of what it was, and that a
// preview shows it all the same.
func TestExact(t *testing.T) {
	site := picturedSite(t, "")
	built := designed(t, site)
	live := build.NewLive(build.Options{Root: site, Defaults: defaults(t), Date: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)})
	var film string
	for _, name := range built.Tree.Paths() {
		if path.Ext(name) == ".mp4" {
			film = name
		}
	}
	read := func() (all, pieces error) {
		_, all = built.Tree.ReadFile(film)
		f, err := built.Tree.Open(film)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		_, pieces = io.Copy(io.Discard, f)
		return all, pieces
	}
	if all, pieces := read(); all != nil || pieces != nil {
		t.Errorf("as it was, reading fails with %v and %v", all, pieces)
	}
	for _, now := range []string{"melf", "film och mer", "fi", ""} {
		site["content/planera/film.mp4"] = &fstest.MapFile{Data: []byte(now)}
		all, pieces := read()
		for _, err := range []error{all, pieces} {
			if err == nil || !strings.Contains(err.Error(), "content/planera/film.mp4 has changed") {
				t.Errorf("%q in place of another film: error %v", now, err)
			}
		}
		if data, err := live.ReadFile(film); err != nil || string(data) != now {
			t.Errorf("the preview shows %q, error %v, wanted %q", data, err, now)
		}
	}
}
