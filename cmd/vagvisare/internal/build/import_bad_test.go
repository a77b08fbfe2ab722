package build_test

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/diag"
)

const (
	smallTemplate = `---
title: Mall för reserv
kind: template
version: "1.0"
fields:
  - {id: syfte, label: Syfte, type: prose}
  - {id: belopp, label: Belopp, type: money}
---

[[syfte]]

[[belopp]]
`
	smallPlan = `---
title: Reserv
kind: plan
template: m.md
technology: digitala-las
status: draft
values:
  syfte: Alla ska vara trygga.
  belopp: 300000
---
`
)

// smallPortal is the portal with a small template and a plan that follows it.
func smallPortal(t *testing.T, template string) *build.Result {
	t.Helper()
	return portal(t, fstest.MapFS{
		"content/m.md": {Data: []byte(template)}, "content/p.md": {Data: []byte(smallPlan)},
		"content/other.md": {Data: []byte(smallTemplate)},
	})
}

// altered returns a Word file with its parts changed by edit; a part that edit makes nil goes.
func altered(t *testing.T, data []byte, edit func(parts map[string][]byte)) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts, names := map[string][]byte{}, []string{}
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Name)
	}
	edit(parts)
	for name := range parts {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, name := range names {
		if parts[name] == nil {
			continue
		}
		w, err := out.Create(name)
		if err == nil {
			_, err = w.Write(parts[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// document returns an edit that replaces text in the main part, where it must stand.
func document(t *testing.T, old, new string) func(map[string][]byte) {
	return func(parts map[string][]byte) {
		const name = "word/document.xml"
		if !bytes.Contains(parts[name], []byte(old)) {
			t.Errorf("the document has no %q", old)
		}
		parts[name] = bytes.Replace(parts[name], []byte(old), []byte(new), 1)
	}
}

// TestBadImports holds what is told of each Word file that cannot be read, or not wholly, and
// that the rest of it comes back all the same.
func TestBadImports(t *testing.T) {
	r := smallPortal(t, smallTemplate)
	good, err := r.Renderer.Word(r.Site.At("p/"))
	if err != nil {
		t.Fatal(err)
	}
	paragraph := "<w:p><w:r><w:t>Skrivet vid sidan av.</w:t></w:r></w:p>"
	body := func(new string) func(map[string][]byte) { return document(t, "<w:body>", "<w:body>"+new) }
	edited := func(edit func(map[string][]byte)) []byte { return altered(t, good, edit) }
	told := map[diag.Code]bool{}
	for _, c := range []struct {
		name     string
		data     []byte
		template string // of the site, where it is another
		want     []diag.Code
		keeps    string // that the plan holds; "" where there is none
	}{
		{"as it was", good, "", nil, "belopp: 300000"},
		{"no Word file", []byte("Kära dagbok"), "", []diag.Code{diag.WordUnreadable}, ""},
		{"an empty file", nil, "", []diag.Code{diag.WordUnreadable}, ""},
		{"cut off", good[:len(good)/2], "", []diag.Code{diag.WordUnreadable}, ""},
		{"locked", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 4096)...), "", []diag.Code{diag.WordEncrypted}, ""},
		{"a bomb", edited(func(p map[string][]byte) { p["word/document.xml"] = make([]byte, 200e6) }), "", []diag.Code{diag.WordTooLarge}, ""},
		{"a damaged part", edited(func(p map[string][]byte) { p["word/document.xml"] = p["word/document.xml"][:1000] }), "", []diag.Code{diag.WordDamaged}, ""},
		{"macros", edited(func(p map[string][]byte) { p["word/vbaProject.bin"] = []byte("x") }), "", []diag.Code{diag.WordMacros}, "belopp: 300000"},
		{"text beside the fields", edited(body(paragraph)), "", []diag.Code{diag.WordStrayText}, "belopp: 300000"},
		{"tracked changes", edited(document(t, "Alla ska vara trygga.", `Alla ska vara trygga.</w:t></w:r><w:ins w:id="900" w:author="x"><w:r><w:t xml:space="preserve"> Och glada.</w:t></w:r></w:ins><w:r><w:t>`)), "", []diag.Code{diag.WordTracked}, "trygga. Och glada."},
		{"an amount in words", edited(document(t, "300\u00a0000\u00a0kr", "ganska mycket")), "", []diag.Code{diag.WordUnreadValue}, "syfte: |"},
		{"a picture", edited(document(t, "Alla ska vara trygga.", `Alla ska vara trygga.</w:t></w:r><w:r><w:drawing/></w:r><w:r><w:t>`)), "", []diag.Code{diag.WordPlain}, "Alla ska vara trygga."},
		{"none of the fields", edited(func(p map[string][]byte) {
			doc := string(p["word/document.xml"])
			p["word/document.xml"] = []byte(doc[:strings.Index(doc, "<w:body>")] + "<w:body>" + paragraph + "</w:body></w:document>")
		}), "", []diag.Code{diag.WordNoFields}, ""},
		{"a field that is new", good, strings.Replace(smallTemplate, "\n---\n\n", "\n  - {id: ny, label: Ny, type: text}\n---\n\n[[ny]]\n\n", 1), []diag.Code{diag.WordMissingField}, "belopp: 300000"},
		{"a field that is gone", good, strings.NewReplacer("  - {id: belopp, label: Belopp, type: money}\n", "", "[[belopp]]\n", "").Replace(smallTemplate), []diag.Code{diag.WordUnknownField}, "syfte: |"},
		{"an older version", good, strings.Replace(smallTemplate, `"1.0"`, `"2.0"`, 1), []diag.Code{diag.WordOldTemplate}, "belopp: 300000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := r
			if c.template != "" {
				r = smallPortal(t, c.template)
			}
			text, problems := r.Import(bytes.NewReader(c.data), int64(len(c.data)), build.Import{File: "p.docx", Template: "m.md"})
			var got []diag.Code
			for _, p := range problems {
				told[p.Code] = true
				got = append(got, p.Code)
				if p.File != "p.docx" || p.Text("sv") == "" {
					t.Errorf("%+v", p)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("told %v; wanted %v", problems, c.want)
			}
			if c.keeps == "" && text != nil || !strings.Contains(string(text), c.keeps) {
				t.Errorf("the plan is\n%s\nwhich lacks %q", text, c.keeps)
			}
		})
	}
	t.Run("another template", func(t *testing.T) {
		_, problems := r.Import(bytes.NewReader(good), int64(len(good)), build.Import{File: "p.docx", Template: "other.md"})
		for _, p := range problems {
			told[p.Code] = true
		}
		if !told[diag.WordOtherTemplate] {
			t.Errorf("told %v", problems)
		}
	})
	for _, code := range diag.Codes() {
		if strings.HasPrefix(string(code), "word-") != told[code] {
			t.Errorf("%s: told %v", code, told[code])
		}
	}
}
