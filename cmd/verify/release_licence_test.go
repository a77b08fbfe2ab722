package main

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
)

// licenceText returns what a known licence says, with a holder in its places.
func licenceText(t *testing.T, id string) string {
	t.Helper()
	text, err := fs.ReadFile(licenceTexts, "release_licences/"+id+".txt")
	if err != nil {
		t.Fatal(err)
	}
	holder := strings.NewReplacer("<HOLDERS>", "THE COPYRIGHT HOLDERS AND CONTRIBUTORS", "<holder>", "the Nobody Foundation, Inc.", "----\n", "")
	return "Copyright (c) 2026 Nobody. All rights reserved.\n\n" + holder.Replace(string(text))
}

func TestLicencesOf(t *testing.T) {
	mit := licenceText(t, "MIT")
	known, err := knownLicences()
	if err != nil {
		t.Fatal(err)
	}
	const isc = "Permission to use, copy, modify, and distribute this software for any purpose with or without fee is hereby granted."
	tests := []struct {
		name, text string
		want       string // "" for an error
	}{
		{"MIT", mit, "MIT"},
		{"MIT on one line", strings.ReplaceAll(mit, "\n", " "), "MIT"},
		{"BSD of two clauses", licenceText(t, "BSD-2-Clause"), "BSD-2-Clause"},
		{"BSD of three clauses", "BSD 3-Clause License\n\n" + licenceText(t, "BSD-3-Clause"), "BSD-3-Clause"},
		{"BSD with stars", strings.NewReplacer("1. R", "* R", "2. R", "* R").Replace(licenceText(t, "BSD-2-Clause")), "BSD-2-Clause"},
		{"Apache", "Apache License\nVersion 2.0\n" + licenceText(t, "Apache-2.0"), "Apache-2.0"},
		{"MPL", "Mozilla Public License Version 2.0\n====\n" + licenceText(t, "MPL-2.0"), "MPL-2.0"},
		{"two", mit + "\n----\nParts are under:\n" + licenceText(t, "BSD-3-Clause"), "BSD-3-Clause MIT"},
		{"nothing", "", ""},
		{"a name alone", "MIT License", ""},
		{"one that is not known", isc, ""},
		{"one that is not known after one that is", mit + "\nFiles in a/:\n" + isc, ""},
		{"a sentence more inside", strings.Replace(mit, "THE SOFTWARE IS", "The Software shall be used for Good.\n\nTHE SOFTWARE IS", 1), ""},
		{"a sentence less", strings.Replace(mit, "The above copyright notice and this permission notice", "This notice", 1), ""},
		{"a condition more", "“Commons Clause” License Condition v1.0\n" + mit, ""},
		{"the other clause of BSD", strings.Replace(licenceText(t, "BSD-3-Clause"), "Neither the name", "The name", 1), ""},
		{"a choice with another", mit + "\nOr, at your option, the GPL, version 3.\n", ""},
		{"a long text besides", mit + strings.Repeat("You owe the author a beer. ", 20), ""},
	}
	for _, test := range tests {
		got, err := licencesOf(test.text, known)
		if strings.Join(got, " ") != test.want || (err != nil) != (test.want == "") {
			t.Errorf("%s: %q, error %v; want %q", test.name, got, err, test.want)
		}
	}
}

// All that the program is made of, on any system, has a licence that a release may ship.
func TestLicencesOfModules(t *testing.T) {
	t.Chdir("../..")
	s := &session{ctx: t.Context()}
	known, err := knownLicences()
	if err != nil {
		t.Fatal(err)
	}
	dirs := map[string][]string{}
	for _, system := range []string{"windows", "darwin", "linux"} {
		packages, err := listPackages(s, target{system, "amd64"}, program)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range packages {
			for _, dir := range p.legalDirs() {
				dirs[p.part()] = appendNew(dirs[p.part()], dir)
			}
		}
	}
	if len(dirs["github.com/yuin/goldmark"]) == 0 || len(dirs["github.com/inconshreveable/mousetrap"]) == 0 {
		t.Errorf("only %d modules were found", len(dirs))
	}
	for path, dirs := range dirs {
		if ids, _, err := readLicences(dirs, known); err != nil {
			t.Errorf("%s: %v, error %v", path, ids, err)
		}
	}
}

func TestReadLicences(t *testing.T) {
	module, inner := t.TempDir(), t.TempDir()
	write(t, module, map[string]string{
		"LICENSE.txt": licenceText(t, "Apache-2.0"), "NOTICE": "Made by Nobody.", "license.go": "package license", "README": "GPL",
	})
	write(t, inner, map[string]string{"COPYING": licenceText(t, "MIT")})
	known, err := knownLicences()
	if err != nil {
		t.Fatal(err)
	}
	ids, files, err := readLicences([]string{inner, module}, known)
	var names []string
	for _, f := range files {
		names = append(names, f.name)
	}
	if err != nil || !slices.Equal(ids, []string{"Apache-2.0", "MIT"}) || !slices.Equal(names, []string{"COPYING", "LICENSE.txt", "NOTICE"}) {
		t.Errorf("%q from %q, error %v", ids, names, err)
	}
	if _, _, err := readLicences([]string{t.TempDir()}, known); err == nil {
		t.Error("a module without a licence is no error")
	}
}
