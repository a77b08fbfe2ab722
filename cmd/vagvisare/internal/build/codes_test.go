package build_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"vagvisare/cmd/vagvisare/internal/build"
	"vagvisare/cmd/vagvisare/internal/diag"
)

// elsewhere are the codes that no archive can produce, and where they are tested.
var elsewhere = map[diag.Code]string{
	// An fs.FS in memory has no outside that a link could lead to.
	diag.SymlinkOutside: "load: TestSymlinks",
	// It takes a folder that someone else has written into.
	diag.ForeignFile: "write, and TestFailures here",
	// A look at the published bytes, which a build does not take.
	diag.DeadReference:    "check",
	diag.InlineCode:       "check",
	diag.ExternalResource: "check",
	diag.RepeatedID:       "check",
	// It takes two thousand old addresses.
	diag.ManyRedirects: "TestManyRedirects",
	// Advice, which a build does not give.
	diag.BareURL:          "lint",
	diag.HardText:         "lint",
	diag.HeadingSkip:      "lint",
	diag.LinkGone:         "lint",
	diag.LinkMoved:        "lint",
	diag.LinkUnchecked:    "lint",
	diag.LongSentence:     "lint",
	diag.NoAlt:            "lint",
	diag.NoCaptions:       "lint",
	diag.NoOwner:          "lint",
	diag.NoReview:         "lint",
	diag.LateDeficiency:   "lint",
	diag.MissingFact:      "lint",
	diag.OldLaw:           "lint",
	diag.RepeatedText:     "lint",
	diag.NoStatement:      "lint",
	diag.OldStatement:     "lint",
	diag.NoSummary:        "lint",
	diag.OrphanPage:       "lint",
	diag.ReviewOverdue:    "lint",
	diag.ReviewSoon:       "lint",
	diag.SearchLoop:       "lint",
	diag.UnexplainedShort: "lint",
	diag.UnusedFile:       "lint",
	diag.VagueLink:        "lint",
}

// TestCodes holds that every problem in the catalogue is one that an editor or a designer
// can get, and that some archive of testdata shows how.
func TestCodes(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	produced := map[diag.Code]bool{}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		site, _ := unpack(archive)
		_, problems := compile(t, build.Options{Root: site})
		for _, p := range problems {
			produced[p.Code] = true
		}
	}
	codes := diag.Codes()
	slices.Sort(codes)
	for _, code := range codes {
		where, excused := elsewhere[code]
		if strings.HasPrefix(string(code), "word-") { // told by an import: TestBadImports
			where, excused = "TestBadImports", true
		}
		switch {
		case produced[code] && excused:
			t.Errorf("an archive produces %s, so it needs no excuse (%s)", code, where)
		case !produced[code] && !excused:
			t.Errorf("no archive produces %s", code)
		}
	}
	for code := range elsewhere {
		if !code.Known() {
			t.Errorf("%s is excused but is no code", code)
		}
	}
}
