package lint_test

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/lint"
	"vagvisare/cmd/vagvisare/internal/load"
	"vagvisare/cmd/vagvisare/internal/site"
)

// frame is what a test's site has unless the test says otherwise. The header hel is one that
// nothing is to be said of.
const frame = `
-- content/site.yaml --
title: Portalen
organisation: Lindmarka kommun
url: https://portal.example/
phases:
  - {id: planera, title: Planera}
-- content/_index.md --
---
title: Hem
---
`

// stated is an accessibility statement that nothing is to be said of.
const stated = `
accessibility: {conformance: full, assessed: 2026-11-01, updated: 2026-11-02, method: self, report: {email: a@b.example}}
`

var today = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// open links the site of an archive. A line "HEL" opens front matter that nothing is to be said of.
func open(t *testing.T, archive string, drafts bool) (*site.Site, site.Source, fs.FS) {
	t.Helper()
	const header = "title: En sida\nsummary: Om något.\nowner: Enheten\nreview: 2028-01-01\nphase: planera\n"
	files := fstest.MapFS{}
	for _, part := range []string{frame, archive} {
		for _, f := range txtar.Parse([]byte(part)).Files {
			files[f.Name] = &fstest.MapFile{Data: []byte(strings.Replace(string(f.Data), "HEL\n", header, 1))}
		}
	}
	if config := files["content/site.yaml"]; !strings.Contains(string(config.Data), "accessibility:") {
		config.Data = append(config.Data, stated...)
	}
	source, problems := load.Content(files, nil)
	if diag.Failed(problems) {
		t.Fatalf("the site cannot be read: %v", problems)
	}
	s, problems := site.New(source, site.Options{Date: today, Drafts: drafts})
	if diag.Failed(problems) {
		t.Fatalf("the site cannot be linked: %v", problems)
	}
	return s, source, files
}

// tell writes problems as "file:line:col code args", after looking for their places.
func tell(files fs.FS, problems []diag.Problem) string {
	var b strings.Builder
	for i := range problems {
		text, _ := fs.ReadFile(files, problems[i].File)
		lint.Locate(text, &problems[i])
	}
	for _, p := range diag.Sort(problems) {
		fmt.Fprintf(&b, "%s %s", strings.TrimPrefix(p.Place(), "content/"), p.Code)
		for _, arg := range p.Args {
			fmt.Fprintf(&b, " %v", arg)
		}
		if p.Severity == diag.Error {
			b.WriteString(" (error)")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestSite(t *testing.T) {
	for _, test := range []struct {
		name, archive, want string
		drafts              bool
	}{
		{name: "nothing to say", archive: "-- content/a.md --\n---\nHEL\n---\n## Ett\n\nText om EU.\n\n### Två\n\n## Tre\n"},
		{
			name:    "what front matter lacks",
			archive: "-- content/a.md --\n---\ntitle: A\nphase: planera\n---\nText.\n",
			want:    "a.md:1 no-owner\na.md:1 no-review\na.md:1 no-summary\n",
		},
		{
			name:    "a folder's page needs none of it",
			archive: "-- content/planera/_index.md --\n---\ntitle: A\n---\nText.\n",
		},
		{
			name: "a law that was read a year ago, and one a day before that",
			archive: "-- content/a.md --\n---\nHEL\nlaw: 2025-11-22\n---\nText.\n" +
				"-- content/b.md --\n---\nHEL\nlaw: 2025-11-21\n---\nText.\n",
			want: "b.md:7:1 old-law 2025-11-21\n",
		},
		{
			name: "a fact that no page carries",
			archive: "-- content/site.yaml --\ntitle: P\norganisation: O\nphases: [{id: planera, title: Planera}]\nfacts:\n" +
				"  - {id: B10, text: Tio}\n  - {id: B1, text: Ett}\n  - id: \"B2\"\n    text: Två\n" +
				"-- content/a.md --\n---\nHEL\nfacts: [B10]\n---\nText.\n",
			want: "site.yaml:6:6 missing-fact B1 Ett\nsite.yaml:7:5 missing-fact B2 Två\n",
		},
		{
			name: "the longest text that another page has too, also behind a heading and in a table",
			archive: "-- content/a.md --\n---\nHEL\n---\nA b c d e f g h i j k *l*. Nej.\n\nEtt två tre fyra fem sex sju åtta nio tio elva tolv tretton.\n" +
				"-- content/b.md --\n---\nHEL\n---\nFörst. a b c d, e f g h i j [k](a.md) L! Ja.\n\n" +
				"| Och |\n| --- |\n| noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton |\n" +
				"-- content/c.md --\n---\nHEL\n---\nA b c d e f g h i j k.\n\nL.\n\n## Ett två tre fyra fem sex sju åtta nio tio elva tolv\n",
			want: "b.md:12:8 repeated-text ett två tre fyra fem sex 13 content/a.md\n",
		},
		{
			name: "sentences longer than the site wants them",
			archive: "-- content/site.yaml --\ntitle: P\norganisation: O\nphases: [{id: planera, title: Planera}]\nsentence: 3\n" +
				"-- content/a.md --\n---\nHEL\n---\nEtt två tre. Ett två tre fyra.\n",
			want: "a.md:8:14 long-sentence Ett två tre fyra. 4 3\n",
		},
		{
			name: "reviews: yesterday, today, in sixty days, in sixty-one",
			archive: `
-- content/a.md --
---
title: A
summary: S
owner: O
phase: planera
review: 2026-11-21
---
Text.
-- content/b.md --
---
title: B
summary: S
owner: O
phase: planera
review: 2026-11-22
---
Text.
-- content/c.md --
---
title: C
summary: S
owner: O
phase: planera
review: 2027-01-21
---
Text.
-- content/d.md --
---
title: D
summary: S
owner: O
phase: planera
review: 2027-01-22
---
Text.
`,
			want: "a.md:6:1 review-overdue 2026-11-21\nb.md:6:1 review-soon 2026-11-22 0\nc.md:6:1 review-soon 2027-01-21 60\n",
		},
		{
			name: "orphans: alone, linked, related, in the glossary, akin",
			archive: `
-- content/ensam.md --
---
title: Ensam
summary: S
owner: O
review: 2028-01-01
---
Se [mig själv](ensam.md).
-- content/lankad.md --
---
title: B
summary: S
owner: O
review: 2028-01-01
---
Text.
-- content/relaterad.md --
---
title: C
summary: S
owner: O
review: 2028-01-01
---
Text.
-- content/ord.md --
---
title: D
summary: S
owner: O
review: 2028-01-01
tags: [a]
---
Text.
-- content/besl.md --
---
title: F
summary: S
owner: O
review: 2028-01-01
tags: [a]
---
Text.
-- content/fas.md --
---
HEL
related: [relaterad.md]
---
Se [sidan om B](lankad.md).
-- content/ordlista.yaml --
- {term: ord, explanation: Förklaring., page: ord.md}
`,
			want: "ensam.md:1 orphan-page\n",
		},
		{
			name: "links: vague, bare, good, footnote",
			archive: `
-- content/a.md --
---
HEL
---
Läs [här](b.md) eller [**Klicka här!**](b.md). [Läs mer](b.md) om [den här länken](b.md).
Se <https://a.example/b> och [www.a.example](https://a.example).
Mejla <a@b.example>, se [här finns mallarna](b.md) eller [a.example](https://a.example).[^1]

[^1]: En not.
-- content/b.md --
---
HEL
---
Text.
`,
			want: "a.md:8:5 vague-link här\na.md:8:23 vague-link Klicka här!\na.md:8:48 vague-link Läs mer\n" +
				"a.md:8:67 vague-link den här länken\na.md:9:4 bare-url https://a.example/b\na.md:9:30 bare-url www.a.example\n",
		},
		{
			name: "films with and without captions",
			archive: "-- content/a.md --\n---\nHEL\n---\n[Med](f/med.mp4) [Utan](f/utan.webm) [Annan](https://film.example/a){video=\"1 min\"}\n" +
				"-- content/f/med.mp4 --\nx\n-- content/f/med.vtt --\nWEBVTT\n-- content/f/utan.webm --\ny\n",
			want: "a.md:8:18 no-captions utan.webm utan.vtt\n",
		},
		{
			name: "images without and with alternative text",
			archive: "-- content/a.md --\n---\nHEL\n---\n![](bild.png) ![En bild](bild.png) [![ ](bild.png)](a.md)\n" +
				"-- content/bild.png --\nx\n",
			want: "a.md:8:1 no-alt bild.png\na.md:8:37 no-alt bild.png\n",
		},
		{
			name: "headings that skip a level",
			archive: "-- content/a.md --\n---\nHEL\n---\n### Först\n\n## Sedan\n\n#### *För* djupt\n\n### Nu\n\n#### Rätt\n\n" +
				"## Sist\n",
			want: "a.md:8:1 heading-skip Först 3 1\na.md:12:1 heading-skip För djupt 4 2\n",
		},
		{
			name: "sentences of thirty-five and thirty-six words",
			archive: "-- content/a.md --\n---\nHEL\n---\n" + strings.Repeat("ord ", 34) + "slut.\n\nVi *har* [ett](a.md) **långt** ord här " +
				strings.Repeat("ord ", 29) + "slut.\n",
			want: "a.md:10:1 long-sentence Vi har ett långt ord här 36 35\n",
		},
		{
			name: "a plan in a draft: what is being written is told, what is finished later is not",
			archive: "-- content/a.md --\n---\ntitle: A\ndraft: true\nreview: 2020-01-01\n---\nSe [här](_index.md).\n" +
				"-- content/b.md --\n---\ntitle: B\nowner: O\n---\nText.\n",
			want:   "a.md:6:4 vague-link här\nb.md:1 no-review\nb.md:1 no-summary\nb.md:1 orphan-page\n",
			drafts: true,
		},
		{
			name: "circles of the glossary",
			archive: `
-- content/ordlista.yaml --
- {term: ett, explanation: E., searched-as: [tvåa, noll]}
- {term: två, explanation: E., synonyms: [tvåa], searched-as: [tre]}
- {term: tre, explanation: E., short: [III], searched-as: [Ett]}
- {term: fyra, explanation: E., searched-as: [ett, fem]}
- {term: fem, explanation: E., searched-as: [sex]}
- {term: sju, explanation: E., searched-as: [sju]}
`,
			want: "ordlista.yaml:1:3 search-loop ett → tre → två → ett\n",
		},
		{
			name: "severities of the site",
			archive: "-- content/site.yaml --\ntitle: P\norganisation: O\nurl: https://a.example/\nphases: [{id: planera, title: P}]\n" +
				"problems: {no-owner: error, no-summary: note, vague-link: error}\n" +
				"-- content/utkast.md --\n---\ntitle: A\ndraft: true\n---\nSe [här](a.md).\n" +
				"-- content/a.md --\n---\ntitle: A\nphase: planera\nreview: 2028-01-01\n---\nText.\n",
			want:   "a.md:1 no-owner (error)\na.md:1 no-summary\nutkast.md:5:4 vague-link här\n",
			drafts: true,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, _, files := open(t, test.archive, test.drafts)
			whole := lint.Site(s, lint.Options{Date: today})
			ofPages := slices.DeleteFunc(slices.Clone(whole), func(p diag.Problem) bool {
				return path.Ext(p.File) == ".yaml" || p.Code == diag.RepeatedText // what one page does not show
			})
			var byPage []diag.Problem
			for _, p := range s.Pages {
				byPage = append(byPage, lint.Page(s, p, lint.Options{Date: today})...)
			}
			if diff := cmp.Diff(tell(files, ofPages), tell(files, byPage)); diff != "" {
				t.Errorf("Site (-) and Page (+) differ:\n%s", diff)
			}
			if diff := cmp.Diff(test.want, tell(files, whole)); diff != "" {
				t.Errorf("wanted (-), got (+):\n%s", diff)
			}
		})
	}
}

// TestLIX holds that the limit is the site's, and that little text is not measured.
func TestLIX(t *testing.T) {
	// Twelve words, five of them long: 12/1 + 100·5/12 = 53.7 for each sentence.
	hard := "Kommunen använder välfärdsteknik och måste därför beskriva hur rutinerna ska följas noga. "
	for _, test := range []struct {
		limit     string
		sentences int
		want      string
	}{
		{"", 9, "a.md hard-text 54 50\n"},
		{"", 8, ""}, // 96 words
		{"lix: 53\n", 9, "a.md hard-text 54 53\n"},
		{"lix: 54\n", 9, ""},
	} {
		s, _, files := open(t, "-- content/site.yaml --\ntitle: P\norganisation: O\nurl: https://a.example/\n"+test.limit+
			"phases: [{id: planera, title: P}]\n-- content/a.md --\n---\nHEL\n---\n"+strings.Repeat(hard, test.sentences)+"\n", false)
		if got := tell(files, lint.Site(s, lint.Options{Date: today})); got != test.want {
			t.Errorf("%q, %d sentences: got %q, wanted %q", test.limit, test.sentences, got, test.want)
		}
	}
}

// TestRead holds LIX against texts that were counted by hand.
func TestRead(t *testing.T) {
	for _, test := range []struct {
		name, text                  string
		words, sentences, lix, long int
	}{
		{"nothing", "```\nkod\n```\n", 0, 0, 0, 0},
		{"one word", "Hej.\n", 1, 1, 1, 0},
		{"six letters are not long, seven are", "Vilken vilken vilkens.\n", 3, 1, 36, 0},                                 // 3 + 33.3
		{"two sentences", "Larmet går. Sjuksköterskan kommer genast hem!\n", 6, 2, 20, 0},                                // 3 + 16.7
		{"halves are rounded up", "En tvåa. En trea är. Fyra fem sex sju åtta.\nNio tio elva nu då hej.\n", 16, 4, 4, 0}, // 4
		{"items count one by one", "Ta med:\n\n- nyckeln\n- telefonen\n- en lapp\n", 6, 4, 35, 0},                        // 1.5 + 33.3: nyckeln, telefonen
		{"headings, tables and code do not count", "## Välfärdsteknik\n\nVi gör.\n\n| Användare | B |\n| --- | --- |\n| Användare | C |\n\n    kodexempel\n", 2, 1, 2, 0},
		{"abbreviations end nothing", "Enligt 5 kap. 2 § ska t.ex. Anna bl.a. ringa kl. 12 varje dag.\n", 13, 1, 13, 0},
		{"a number with a point begins a sentence", "1\\. Ring oss. 2\\. Vänta.\n", 5, 2, 3, 0},
		{"a colon before a capital", "Så här: Ring oss.\n", 4, 2, 2, 0},
		{"a colon inside", "Se EU:s regler: de gäller.\n", 5, 1, 5, 0},
		{"quoted ends", "”Är det bra?” Ja. (Alltid.) Så.\n", 6, 4, 2, 0},
		{"a box has a name that does not count", "::: viktigt Användarna\nVi gör.\n:::\n", 2, 1, 2, 0},
		{"a footnote's number does not count, its text does", "Vi gör.[^1]\n\n[^1]: Inte du.\n", 4, 2, 2, 0},
		{"tasks count, without their level", "- [ ] **SKA** Du ringer. {#ring}\n\n  Fråga alltid.\n", 4, 2, 2, 0},
		{"twenty-five words are not listed", strings.Repeat("ett ", 24) + "slut.\n", 25, 1, 25, 0},
		{"twenty-six words are", strings.Repeat("ett ", 25) + "slut.\n", 26, 1, 26, 1},
		{"three at most", strings.Repeat(strings.Repeat("ett ", 25)+"slut.\n\n", 4), 104, 4, 26, 3},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, _, _ := open(t, "-- content/a.md --\n---\nHEL\n---\n"+test.text, false)
			got := lint.Read(s.At("a/"))
			want := lint.Readability{Words: test.words, Sentences: test.sentences, LIX: test.lix, Most: got.Most, Longest: got.Longest}
			if diff := cmp.Diff(want, got); diff != "" || len(got.Longest) != test.long {
				t.Errorf("%d listed, wanted %d; wanted (-), got (+):\n%s", len(got.Longest), test.long, diff)
			}
		})
	}
}

func TestLongest(t *testing.T) {
	long := func(n int, first string) string { return first + strings.Repeat(" ord", n-1) + "." }
	s, _, _ := open(t, "-- content/a.md --\n---\nHEL\n---\n"+long(30, "Ett")+"\n\n## Mer om *det*\n\n"+long(26, "Två")+" "+
		long(40, "Tre")+"\n\n> "+long(30, "Fyra")+"\n", false)
	var got []string
	for _, s := range lint.Read(s.At("a/")).Longest {
		got = append(got, fmt.Sprintf("%d %s %s", s.Words, s.Text[:4], s.Section))
	}
	if want := []string{"40 Tre  mer-om-det", "30 Ett  ", "30 Fyra mer-om-det"}; !slices.Equal(got, want) {
		t.Errorf("got %q, wanted %q", got, want)
	}
}

func TestUnexplained(t *testing.T) {
	const glossary = `-- content/ordlista.yaml --
- {term: dataskyddsförordningen, explanation: E., short: [GDPR], searched-as: [pul]}
- {term: NIS2-direktivet, explanation: E.}
- {term: socialtjänstlagen, explanation: E., short: [SoL]}
`
	for _, test := range []struct{ text, want string }{
		{"Gör en DPIA och en KLASSA. En DPIA till.", "DPIA KLASSA"},
		{"Enligt GDPR, GDPR:s och GDPR-arbete. PUL, NIS2 och SoL.", ""},
		{"Enligt HSL:s regler, LSS-boende och KoL.", "HSL LSS KoL"},
		{"En konsekvensbedömning (DPIA). Gör DPIA.", ""},
		{"En DPIA (konsekvensbedömning) och PUB:s (biträdets) avtal, PDL (5 kap.).", "PDL"},
		{"Gör DPIA. Sedan kallas konsekvensbedömning (DPIA, på engelska) så.", ""},
		{"KLASSA är ett verktyg. MSB betyder något, IVO står för mer.", ""},
		{"DPIA\n: En bedömning.\n\nGör en DPIA.", ""},
		{"Du SKA, BÖR och KAN. Det är VIKTIGT, mycket viktigt, INTE annars.", ""},
		{"Kapitel IV och XII, EU, IT-stöd, en PDF. TRYGGHETSLARM.", ""},
		{"Kör `vagvisare NEW` och <https://a.example/DPIA>. Skriv till <DPIA@a.example>.", ""},
		{"Se SFS 2017:30 och HSLF-FS 2017:40. Men SFS är mer.", "SFS"},
		{"## Om DPIA\n\n| MDR | B |\n| --- | --- |\n| LOU | b |", "DPIA MDR LOU"},
		{"iPad, McDonald, A, B2, 4G och 112.", ""},
	} {
		s, _, _ := open(t, glossary+"-- content/a.md --\n---\nHEL\n---\n"+test.text+"\n", false)
		if got := strings.Join(lint.Unexplained(s, s.At("a/")), " "); got != test.want {
			t.Errorf("%q: got %q, wanted %q", test.text, got, test.want)
		}
	}
}

// TestPlaces holds that a short form is found where it stands by itself, and that a problem
// which stands nowhere keeps its file.
func TestPlaces(t *testing.T) {
	s, _, files := open(t, "-- content/a.md --\n---\nHEL\n---\nDPIAN och xDPIA, men\nen DPIA-mall.\n", false)
	got := tell(files, lint.Site(s, lint.Options{Date: today}))
	if want := "a.md:8:1 unexplained-short DPIAN\na.md:9:4 unexplained-short DPIA\n"; got != want {
		t.Errorf("got %q, wanted %q", got, want)
	}
	p := diag.Problem{Code: diag.UnexplainedShort, Args: []any{"DPIA"}}
	lint.Locate([]byte("Inget."), &p)
	if p.Line != 0 || p.Col != 0 {
		t.Errorf("what stands nowhere is placed at %d:%d", p.Line, p.Col)
	}
}

// planned is a plan with its template: a link in prose, one that is a value, and one in a table.
const planned = `
-- content/site.yaml --
title: P
organisation: O
url: https://portal.example/
phases: [{id: planera, title: P}]
technologies: [{id: larm, title: Larm}]
-- content/mall.md --
---
HEL
kind: template
fields:
  - {id: text, label: Text, type: prose}
  - {id: mer, label: Mer, type: link}
  - id: rader
    label: Rader
    type: table
    columns:
      - {id: se, label: Se, type: link}
---
[[text]]

[[mer]]

[[rader]]
-- content/plan.md --
---
title: Plan
summary: S
owner: O
review: 2028-01-01
kind: plan
template: mall.md
technology: larm
status: review
values:
  text: |
    Se DPIA.

    Läs [här](https://a.example/1).
  mer: https://a.example/2
  rader:
    - se: https://a.example/3
---
`

// TestPlan holds that a plan's values are looked at too, in their places, but not for language.
func TestPlan(t *testing.T) {
	s, _, files := open(t, planned, false)
	if got, want := tell(files, lint.Site(s, lint.Options{Date: today})), "plan.md:14:9 vague-link här\n"; got != want {
		t.Errorf("got %q, wanted %q", got, want)
	}
	if got := lint.Read(s.At("plan/")); got.Words != 4 || got.Sentences != 2 {
		t.Errorf("%d words, %d sentences", got.Words, got.Sentences)
	}
	problems, err := lint.External(t.Context(), s, transport{}, nil)
	want := `plan.md:14:9 link-gone https://a.example/1 DNS
plan.md:15:8 link-gone https://a.example/2 DNS
plan.md:17:11 link-gone https://a.example/3 DNS
`
	if got := tell(files, problems); err != nil || got != want {
		t.Errorf("%v, got %s", err, got)
	}
}

func TestUnused(t *testing.T) {
	s, source, files := open(t, `
-- content/a.md --
---
HEL
---
Se [bilagan](f/b.pdf). ![Bild](f/bild.png) [Film](f/film.mp4)
-- content/utkast.md --
---
title: Utkast
draft: true
---
Se [mer](f/vantar.pdf).
-- content/f/b.pdf --
1
-- content/f/b2.pdf --
1
-- content/f/bild.png --
2
-- content/f/vantar.pdf --
3
-- content/f/film.mp4 --
5
-- content/f/film.vtt --
WEBVTT
-- content/f/logo.svg --
<svg/>
-- content/f/README.txt --
4
-- content/site.yaml --
title: Portalen
organisation: Lindmarka
url: https://portal.example/
phases: [{id: planera, title: Planera}]
brand: {logo: f/logo.svg}
`, true)
	got := tell(files, lint.Unused(s, source.Files))
	if want := "f/b2.pdf unused-file\n"; got != want {
		t.Errorf("got %q, wanted %q", got, want)
	}
}
