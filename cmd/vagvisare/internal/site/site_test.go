package site_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/markdown"
	"vagvisare/cmd/vagvisare/internal/site"
)

// today is the day of all builds here.
var today = day(2026, 11, 21)

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func config() *site.Config {
	return &site.Config{
		Title: "Portalen", Organisation: "Lindmarka kommun", Description: "Vägledning", Language: "sv", URL: "https://portal.example/vt/",
		Phases: []*site.Phase{{ID: "planera", Title: "Planera", Question: "Vad?"}, {ID: "infora", Title: "Införa"}},
		Roles:  []*site.Role{{ID: "chef", Title: "Chef"}, {ID: "tekniker", Title: "Tekniker"}},
	}
}

// page makes a page as it is read: the title is the source unless set later.
func page(source, text string) *site.Page {
	doc, _ := markdown.New(false).Convert([]byte(text), 1)
	return &site.Page{Source: source, Title: source, Kind: site.Guidance, Doc: doc}
}

// with changes a page.
func with(p *site.Page, change func(*site.Page)) *site.Page {
	change(p)
	return p
}

func titled(source, title string) *site.Page {
	return with(page(source, ""), func(p *site.Page) { p.Title = title })
}

// sections are the pages of the folders that config names.
func sections() []*site.Page {
	return []*site.Page{page("_index.md", ""), page("planera/_index.md", ""), page("infora/_index.md", "")}
}

func link(pages []*site.Page, files ...*site.File) (*site.Site, []string) {
	source := site.Source{Config: config(), Pages: pages, Files: map[string]*site.File{}}
	for _, f := range files {
		source.Files[f.Source] = f
	}
	s, problems := site.New(source, site.Options{Date: today})
	return s, told(problems)
}

// told returns problems as "file:line:col code", with what is suggested.
func told(problems []diag.Problem) []string {
	var list []string
	for _, p := range diag.Sort(slices.Clone(problems)) {
		at := fmt.Sprintf("%s %s", strings.TrimPrefix(p.Place(), "content/"), p.Code)
		if p.Near != "" {
			at += " near " + p.Near
		}
		list = append(list, at)
	}
	return list
}

func paths(pages []*site.Page) []string {
	list := []string{}
	for _, p := range pages {
		list = append(list, p.Path)
	}
	return list
}

func same(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: wanted (-), got (+):\n%s", what, diff)
	}
}

// TestAddresses holds how a file's path becomes an address, and which pages have none.
func TestAddresses(t *testing.T) {
	for source, want := range map[string]string{
		"planera/Åtgärder & annat.md": "planera/atgarder-annat/",
		"planera/djup/_index.md":      "planera/djup/",
		"Mapp Två/Sub_mapp/x.y.md":    "mapp-tva/sub-mapp/x-y/",
		"a\u030a.md":                  "a/",
		"index-2.md":                  "index-2/",
		"planera/_indexera.md":        "planera/indexera/",
		"planera/index.html.md":       "planera/index-html/",
		"planera/!.md":                "",
		"---/x.md":                    "",
		"roller.MD":                   "roller/",
	} {
		p := page(source, "")
		s, problems := link(append(sections(), p))
		got := s.At(want)
		if want == "" {
			if !slices.ContainsFunc(problems, func(s string) bool { return strings.HasSuffix(s, " no-address") }) {
				t.Errorf("%s: told %q", source, problems)
			}
		} else if got == nil || got.Source != source || got.Path != want {
			t.Errorf("%s: no page at %s; there are %q", source, want, paths(s.Pages))
		}
	}
}

// TestSameAddress holds that of two pages with one address the later file is told of, once,
// and that links to it are no further problem.
func TestSameAddress(t *testing.T) {
	pages := append(sections(), page("planera/atgarder.md", ""), page("planera/åtgärder.md", ""), page("planera/x.md", "[a](åtgärder.md) [b](atgarder.md)\n"))
	_, problems := link(pages)
	same(t, "problems", []string{"planera/åtgärder.md duplicate-address"}, problems)
}

// TestFileAndFolder holds what is told where a file and a folder want one address.
func TestFileAndFolder(t *testing.T) {
	for _, c := range []struct {
		name    string
		sources []string
		want    string // file that is told of, or "" where that may be either
	}{
		{"a page and a folder's page", []string{"om.md", "om/_index.md"}, "om/_index.md"},
		{"a page and a folder without one", []string{"om.md", "om/x.md"}, ""},
		{"two folders", []string{"Om/_index.md", "om/_index.md"}, "om/_index.md"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages := sections()
			for _, source := range c.sources {
				pages = append(pages, page(source, ""))
			}
			s, problems := link(pages)
			if c.want != "" && !slices.Contains(problems, c.want+" duplicate-address") {
				t.Errorf("told %q, wanted %s", problems, c.want)
			}
			seen := map[string]bool{}
			for _, path := range paths(s.Pages) {
				if seen[path] {
					t.Errorf("two pages at %s", path)
				}
				seen[path] = true
			}
		})
	}
}

// TestWithheld holds which pages are left out, and what is told of them.
func TestWithheld(t *testing.T) {
	make := func() []*site.Page {
		return append(sections(),
			with(page("planera/utkast.md", ""), func(p *site.Page) { p.Draft = true }),
			with(page("planera/framtid.md", ""), func(p *site.Page) { p.Published = today.AddDate(0, 0, 1) }),
			with(page("planera/i-dag.md", ""), func(p *site.Page) { p.Published = today }),
			with(page("planera/utkast-framtid.md", ""), func(p *site.Page) { p.Draft, p.Published = true, today.AddDate(1, 0, 0) }),
			page("planera/odaterad.md", ""))
	}
	source := site.Source{Config: config(), Pages: make()}
	s, problems := site.New(source, site.Options{Date: today})
	same(t, "pages", []string{"", "planera/", "planera/i-dag/", "planera/odaterad/", "infora/"}, paths(s.Pages))
	same(t, "problems", []string{"planera/framtid.md future-page"}, told(problems))
	if problems[0].Severity != diag.Note {
		t.Error("a page of the future is an error")
	}
	s, problems = site.New(source, site.Options{Date: today, Drafts: true})
	if len(s.Pages) != 8 || len(problems) > 0 {
		t.Errorf("with drafts: %q, told %q", paths(s.Pages), told(problems))
	}
	s, _ = site.New(source, site.Options{})
	if s.At("planera/framtid/") == nil {
		t.Error("without a day, there is no future")
	}
}

// TestOrder holds the reading order and what hangs on it.
func TestOrder(t *testing.T) {
	heavy := func(source, title string, weight int) *site.Page {
		return with(titled(source, title), func(p *site.Page) { p.Weight = weight })
	}
	s, problems := link([]*site.Page{
		titled("_index.md", "Hem"), heavy("infora/_index.md", "A", 1), heavy("planera/_index.md", "Ö", 100),
		titled("planera/1.md", "Öl"), titled("planera/2.md", "Äpple"), titled("planera/3.md", "ål"), titled("planera/4.md", "zon"),
		titled("planera/5.md", "Etapp 10"), titled("planera/6.md", "etapp 9"), heavy("planera/7.md", "Ö tung", 2), heavy("planera/8.md", "Å lätt", 1),
		heavy("planera/9.md", "Minus", -1), titled("planera/djup/_index.md", "Djup"), titled("planera/djup/b.md", "B"), titled("planera/djup/a.md", "A"),
		titled("om/_index.md", "Om"), titled("om/x.md", "X"), heavy("bort.md", "Bort", 3), titled("exempel/x.md", "X"),
		titled("planera/11.md", "Etapp 10"),
	})
	same(t, "problems", []string{"exempel/ missing-section"}, problems)
	same(t, "pages", []string{
		"", "planera/", "planera/9/", "planera/8/", "planera/7/", "planera/djup/", "planera/djup/a/", "planera/djup/b/", "planera/6/", "planera/11/",
		"planera/5/", "planera/4/", "planera/3/", "planera/2/", "planera/1/", "infora/", "bort/", "exempel/", "exempel/x/", "om/", "om/x/",
	}, paths(s.Pages))
	same(t, "children", []string{"planera/djup/a/", "planera/djup/b/"}, paths(s.At("planera/djup/").Children))
	same(t, "children of home", []string{"planera/", "infora/", "bort/", "exempel/", "om/"}, paths(s.Home.Children))
	same(t, "trail", []string{"", "planera/", "planera/djup/"}, paths(s.At("planera/djup/a/").Trail()))
	if s.Home.Trail() != nil || s.Home.Parent != nil || s.Home.Kind != site.Home || s.At("") != s.Home {
		t.Error("home is no home")
	}
	var before, after []string
	for _, p := range s.Pages {
		if p.Prev != nil {
			before = append(before, p.Prev.Path+" < "+p.Path)
		}
		if p.Next != nil {
			after = append(after, p.Path+" < "+p.Next.Path)
		}
	}
	same(t, "previous and next", before, after)
	want := []string{"exempel/ < exempel/x/", "om/ < om/x/"}
	same(t, "chains outside the phases", want, slices.DeleteFunc(slices.Clone(before), func(s string) bool { return strings.HasPrefix(s, "planera/") }))
	same(t, "length of the phase's chain", 13, len(before)-2)
}

// TestSameTitle holds that pages with one title come by file, however many there are.
func TestSameTitle(t *testing.T) {
	pages, want := sections(), []string{}
	for i := range 60 {
		pages = append(pages, titled(fmt.Sprintf("planera/%02d.md", i), fmt.Sprint("Samma ", 2-i%3)))
	}
	for title := range 3 {
		for i := 2 - title; i < 60; i += 3 {
			want = append(want, fmt.Sprintf("planera/%02d/", i))
		}
	}
	s, _ := link(pages)
	same(t, "children", want, paths(s.At("planera/").Children))
}

// TestFolders holds what folders without a page become.
func TestFolders(t *testing.T) {
	s, problems := link([]*site.Page{page("lärande-exempel/under_mapp/x.md", ""), page("planera/x.md", "")})
	same(t, "problems", []string{
		" missing-section", "infora/ missing-section", "lärande-exempel/ missing-section",
		"lärande-exempel/under_mapp/ missing-section", "planera/ missing-section",
	}, problems)
	for path, want := range map[string][2]string{
		"": {"Portalen", "Vägledning"}, "planera/": {"Planera", "Vad?"}, "infora/": {"Införa", ""},
		"larande-exempel/": {"Lärande exempel", ""}, "larande-exempel/under-mapp/": {"Under mapp", ""},
	} {
		p := s.At(path)
		if p == nil || p.Title != want[0] || p.Summary != want[1] || !p.IsSection() {
			t.Errorf("%q: %+v", path, p)
		}
	}
	same(t, "trail", []string{"", "larande-exempel/", "larande-exempel/under-mapp/"}, paths(s.At("larande-exempel/under-mapp/x/").Trail()))
}

// TestPhases holds which pages belong to a phase, and in what order.
func TestPhases(t *testing.T) {
	in := func(source, phase string, kind site.Kind) *site.Page {
		return with(page(source, ""), func(p *site.Page) { p.PhaseID, p.Kind = phase, kind })
	}
	s, problems := link(append(sections(),
		in("exempel/a.md", "planera", site.Example), in("planera/x.md", "", site.Guidance), in("planera/y.md", "infora", site.Checklist), in("infora/z.md", "", site.Guidance),
		in("planera/djup/_index.md", "", site.Guidance), in("om.md", "", site.Plain), in("okänd.md", "saknas", site.Plain), in("exempel/_index.md", "", ""),
	))
	same(t, "problems", []string(nil), problems)
	planera, infora := s.Phases[0], s.Phases[1]
	same(t, "planera", []string{"planera/djup/", "planera/x/", "exempel/a/"}, paths(planera.Pages))
	same(t, "infora", []string{"infora/z/"}, paths(infora.Pages))
	same(t, "checklists of infora", []string{"planera/y/"}, paths(infora.Checklists))
	if planera.Number != 1 || infora.Number != 2 || planera.Page != s.At("planera/") || infora.Page != s.At("infora/") {
		t.Errorf("%+v, %+v", planera, infora)
	}
	if s.At("om/").Phase != nil || s.At("okand/").Phase != nil || s.At("exempel/a/").Phase != planera || s.At("planera/").Phase != planera {
		t.Error("a page is in another phase than it says")
	}
	if planera.Count(site.Example) != 1 || infora.Count(site.Guidance) != 1 || infora.Count(site.Example) != 0 {
		t.Error("Count miscounts")
	}
}

// TestRoles holds that a role has the pages written for it, each once.
func TestRoles(t *testing.T) {
	s, _ := link(append(sections(),
		with(page("planera/b.md", ""), func(p *site.Page) { p.RoleIDs = []string{"tekniker", "chef"} }),
		with(page("planera/a.md", ""), func(p *site.Page) { p.RoleIDs = []string{"chef", "chef", "saknas"} })))
	same(t, "chef", []string{"planera/a/", "planera/b/"}, paths(s.Roles[0].Pages))
	same(t, "tekniker", []string{"planera/b/"}, paths(s.Roles[1].Pages))
	if roles := s.At("planera/b/").Roles; len(roles) != 2 || roles[0].ID != "tekniker" {
		t.Errorf("%v", roles)
	}
	if roles := s.At("planera/a/").Roles; len(roles) != 1 {
		t.Errorf("%d roles", len(roles))
	}
}

// TestIndex holds that each letter stands once, in the language's order, whatever signs
// and foreign letters titles begin with.
func TestIndex(t *testing.T) {
	for _, c := range []struct {
		name, lang string
		titles     []string
		want       string
	}{
		{"Swedish", "sv", []string{"öl", "Ål", "Ärt", "zon", "apa", "Abborre"}, "A: Abborre apa; Z: zon; Å: Ål; Ä: Ärt; Ö: öl"},
		{"English", "en", []string{"öl", "oil", "Ål", "zon"}, "A: Ål; O: oil öl; Z: zon"},
		{"digits", "sv", []string{"112", "7 råd", "Apa", "10 råd"}, "#: 7 råd 10 råd 112; A: Apa"},
		{"accents", "sv", []string{"Élan", "Eld", "Ezo"}, "E: Élan Eld Ezo"},
		{"v and w", "sv", []string{"Va", "Wb", "Vc", "Wd"}, "V: Va Vc; W: Wb Wd"},
		{"quotation marks", "sv", []string{"”Zebra”", "Apa", "Zon", "”Apor”"}, ""},
		{"ü among y", "sv", []string{"Yb", "Üb", "Yd", "Ue"}, ""},
		{"ø among ö", "sv", []string{"Öa", "Øb", "Öc"}, ""},
		{"signs alone", "sv", []string{"!!!", "Apa", "1"}, "#: !!! 1; A: Apa"},
	} {
		t.Run(c.name, func(t *testing.T) {
			source := site.Source{Config: config(), Pages: []*site.Page{page("_index.md", ""), page("x/_index.md", "")}}
			source.Config.Language, source.Config.Phases = c.lang, nil
			for i, title := range c.titles {
				source.Pages = append(source.Pages, titled(fmt.Sprintf("x/%d.md", i), title))
			}
			s, _ := site.New(source, site.Options{})
			var got []string
			seen := map[string]bool{}
			for _, l := range s.Index {
				if seen[l.Name] {
					t.Errorf("the letter %s stands twice", l.Name)
				}
				seen[l.Name] = true
				line := l.Name + ":"
				for _, p := range l.Pages {
					line += " " + p.Title
				}
				got = append(got, line)
			}
			if c.want != "" {
				same(t, "index", c.want, strings.Join(got, "; "))
			}
		})
	}
}

// TestTags holds that a topic is one whatever its capitals, and has each page once.
func TestTags(t *testing.T) {
	tagged := func(source string, tags ...string) *site.Page {
		return with(page(source, ""), func(p *site.Page) { p.Tags = tags })
	}
	s, _ := link(append(sections(), tagged("planera/b.md", "Öl", "drift", "drift", "!"), tagged("planera/a.md", "DRIFT", "ål"), tagged("om.md", "Drift")))
	var got []string
	for _, tag := range s.Tags {
		got = append(got, fmt.Sprintf("%s %s %v", tag.Name, tag.Slug, paths(tag.Pages)))
	}
	same(t, "tags", []string{"Drift drift [om/ planera/a/ planera/b/]", "ål al [planera/a/]", "Öl ol [planera/b/]"}, got)
}

// TestRecent holds which pages count as changed last.
func TestRecent(t *testing.T) {
	dated := func(source string, published, updated time.Time) *site.Page {
		return with(page(source, ""), func(p *site.Page) { p.Published, p.Updated = published, updated })
	}
	s, _ := link(append(sections(),
		with(dated("planera/å.md", day(2026, 4, 1), time.Time{}), func(p *site.Page) { p.Source, p.Title = "planera/c0.md", "AA" }),
		dated("planera/a.md", day(2026, 1, 1), day(2026, 5, 1)), dated("planera/b.md", day(2026, 4, 1), time.Time{}),
		dated("planera/c.md", time.Time{}, time.Time{}), dated("planera/d.md", time.Time{}, day(2026, 6, 1)),
		dated("planera/0.md", day(2026, 4, 1), time.Time{}), dated("om/_index.md", day(2026, 7, 1), time.Time{})))
	same(t, "recent", []string{"planera/d/", "planera/a/", "planera/c0/", "planera/0/", "planera/b/"}, paths(s.Recent(10)))
	same(t, "the first two", []string{"planera/d/", "planera/a/"}, paths(s.Recent(2)))
	same(t, "none", []string{}, paths(s.Recent(0)))
}

// TestBacklinks holds that a page knows who links to it: each page once, never itself.
func TestBacklinks(t *testing.T) {
	s, problems := link(append(sections(),
		page("planera/a.md", "[b](b.md) [b](b.md#x) [a](a.md) [x](#x) [c](../infora/c.md) [b](b.md)\n\n## x\n"),
		page("planera/b.md", "Not[^1]\n\n## x\n\n[^1]: [a](a.md)\n"), page("infora/c.md", "[b](../planera/b.md)\n")))
	same(t, "problems", []string(nil), problems)
	same(t, "a", []string{"planera/b/"}, paths(s.At("planera/a/").Backlinks))
	same(t, "b", []string{"planera/a/", "infora/c/"}, paths(s.At("planera/b/").Backlinks))
	same(t, "c", []string{"planera/a/"}, paths(s.At("infora/c/").Backlinks))
}

// TestSeeAlso holds that named pages go before those that share topics, rare topics before
// common ones, and that there are at most four of these.
func TestSeeAlso(t *testing.T) {
	tagged := func(source string, tags ...string) *site.Page {
		return with(page(source, ""), func(p *site.Page) { p.Tags = tags })
	}
	pages := append(sections(), tagged("planera/a.md", "vanlig", "ovanlig"), tagged("planera/b.md", "vanlig"), tagged("planera/c.md", "ovanlig"),
		tagged("planera/d.md", "vanlig"), tagged("planera/e.md", "vanlig"), tagged("planera/f.md", "vanlig"),
		with(tagged("planera/g.md", "vanlig"), func(p *site.Page) {
			p.Related = []site.Ref{{Value: "../infora/_index.md"}, {Value: "a.md#x"}, {Value: "a.md"}, {Value: "g.md"}}
		}), page("planera/h.md", ""))
	pages[1].Tags = []string{"vanlig"}
	s, problems := link(pages)
	same(t, "problems", []string{"planera/g.md dead-anchor"}, problems)
	same(t, "by topic", []string{"planera/c/", "planera/", "planera/b/", "planera/d/"}, paths(s.At("planera/a/").SeeAlso))
	same(t, "named", []string{"infora/", "planera/a/"}, paths(s.At("planera/g/").SeeAlso))
	same(t, "without topics", []string{}, paths(s.At("planera/h/").SeeAlso))
	same(t, "a section", []string{}, paths(s.At("planera/").SeeAlso))
	same(t, "one rare topic", []string{"planera/a/"}, paths(s.At("planera/c/").SeeAlso))
}

// TestCommonTopic holds that a topic of very many pages makes none of them akin.
func TestCommonTopic(t *testing.T) {
	for n, akin := range map[int]int{100: 4, 101: 0} {
		pages := sections()
		for i := range n {
			pages = append(pages, with(page(fmt.Sprintf("planera/%d.md", i), ""), func(p *site.Page) { p.Tags = []string{"allt"} }))
		}
		if s, _ := link(pages); len(s.At("planera/7/").SeeAlso) != akin {
			t.Errorf("of %d pages, %d are akin, wanted %d", n, len(s.At("planera/7/").SeeAlso), akin)
		}
	}
}

// TestRelatedUnsaid holds that what is named as related, but is no page, is told of.
func TestRelatedUnsaid(t *testing.T) {
	for _, value := range []string{"https://a.example/", "plan.pdf", "%zz", "javascript:x"} {
		p := with(page("planera/a.md", ""), func(p *site.Page) { p.Related = []site.Ref{{Value: value, Line: 3, Col: 11}} })
		if _, problems := link(append(sections(), p), &site.File{Source: "planera/plan.pdf", Hash: strings.Repeat("0", 64)}); len(problems) != 1 {
			t.Errorf("%s: told %q", value, problems)
		}
	}
}

// TestTargets holds what links lead to.
func TestTargets(t *testing.T) {
	file := func(source string) *site.File {
		return &site.File{Source: source, Name: "content/" + source, Hash: strings.Repeat("ab", 32)}
	}
	broken := file("planera/trasig.pdf")
	broken.Err = errors.New("input/output error")
	for _, c := range []struct{ text, want, told string }{
		{"[x](b.md)", "page planera/b/", ""},
		{"[x](b.md#rubrik)", "page planera/b/#rubrik", ""},
		{"[x](./b.md)", "page planera/b/", ""},
		{"[x](../planera/b.md?a=b)", "page planera/b/", ""},
		{"[x](../_index.md)", "page ", ""},
		{"[x](../infora/_index.md)", "page infora/", ""},
		{"[x](<b b.md>)", "page planera/b-b/", ""},
		{"[x](b%20b.md)", "page planera/b-b/", ""},
		{"[x](<å å.md>)", "page planera/a-a/", ""},
		{"[x](%C3%A5%20å.md)", "page planera/a-a/", ""},
		{"[x](#egen)\n\n## Egen", "page planera/a/#egen", ""},
		{"[x](#)", "page planera/a/", ""},
		{"[x](plan.pdf)", "file planera/plan.pdf", ""},
		{"![x](bild.png)", "file planera/bild.png", ""},
		{"[x](bild.png)", "file planera/bild.png", ""},
		{"[x](https://a.example/b)", "url https://a.example/b external", ""},
		{"[x](HTTPS://a.example/b)", "url HTTPS://a.example/b external", ""},
		{"[x](//a.example)", "url //a.example external", ""},
		{"[x](mailto:a@b.example)", "url mailto:a@b.example", ""},
		{"<a@b.example>", "url mailto:a@b.example", ""},
		{"[x](https://portal.example/annan/)", "url https://portal.example/annan/ external", ""},
		{"[x](https://portal.example/vtx/)", "url https://portal.example/vtx/ external", ""},

		{"[x](saknas-helt-och-hållet.md)", "", "a.md:1:1 dead-link"},
		{"[x](b.md#rubirk)", "page planera/b/", "a.md:1:1 dead-anchor near #rubrik"},
		{"[x](b.mb)", "", "a.md:1:1 missing-file"},
		{"[x](plan.pfd)", "", "a.md:1:1 missing-file near plan.pdf"},
		{"![x](b.md)", "", "a.md:1:1 bad-image"},
		{"![x](plan.pdf)", "", "a.md:1:1 bad-image"},
		{"![x](https://a.example/b.png)", "", "a.md:1:1 external-image"},
		{"[x](trasig.pdf)", "", "a.md:1:1 unreadable"},
		{"![x](trasig.pdf)", "", "a.md:1:1 unreadable"},
		{"[x](../../b.md)", "", "a.md:1:1 link-outside"},
		{"[x](../..)", "", "a.md:1:1 link-outside"},
		{"[x](utkast.md)", "", "a.md:1:1 draft-link"},
		{"[x](oläst.md)", "", ""},

		// What is suggested.
		{"[x](/planera/b/)", "", "a.md:1:1 rooted-link near b.md"},
		{"[x](/planera/b)", "", "a.md:1:1 rooted-link near b.md"},
		{"[x](/planera/b.md)", "", "a.md:1:1 rooted-link near b.md"},
		{"[x](/infora/)", "", "a.md:1:1 rooted-link near ../infora/_index.md"},
		{"[x](/saknas/)", "", "a.md:1:1 rooted-link"},
		{"[x](/mapp/)", "", "a.md:1:1 rooted-link"},
		{"[x](https://portal.example/vt/planera/b/)", "", "a.md:1:1 rooted-link near b.md"},
		{"[x](https://portal.example/vt/planera/b/#rubrik)", "", "a.md:1:1 rooted-link near b.md"},
		{"[x](b)", "", "a.md:1:1 dead-link near b.md"},
		{"[x](b/)", "", "a.md:1:1 dead-link near b.md"},
		{"[x](../infora/)", "", "a.md:1:1 dead-link near ../infora/_index.md"},
		{"[x](../../infora/)", "", "a.md:1:1 dead-link near ../infora/_index.md"}, // as if between addresses
		{"[x](../../planera/b/)", "", "a.md:1:1 dead-link near b.md"},
		{"[x](../b/)", "", "a.md:1:1 dead-link near b.md"},
		{"[x](../../mapp/)", "", "a.md:1:1 link-outside"},
		{"[x](../infora/b.md)", "", "a.md:1:1 dead-link near b.md"},
		{"[x](Ansvar.md)", "", "a.md:1:1 dead-link near ansvar.md"},
		{"[x](ansvra.md)", "", "a.md:1:1 dead-link near ansvar.md"},
		{"[x](xyzzy.md)", "", "a.md:1:1 dead-link"},
		{"[x](saknas/_index.md)", "", "a.md:1:1 dead-link"},
		{"[x](../mapp/_index.md)", "", "a.md:1:1 dead-link"},
	} {
		t.Run(c.text, func(t *testing.T) {
			pages := append(sections(), page("planera/a.md", c.text+"\n"), page("planera/b.md", "## Rubrik\n"), page("planera/b b.md", ""),
				page("planera/å å.md", ""), page("mapp/sidan.md", ""), page("planera/ansvar.md", ""),
				with(page("planera/utkast.md", ""), func(p *site.Page) { p.Draft = true }))
			source := site.Source{Config: config(), Pages: pages, Files: map[string]*site.File{}, Unread: map[string]bool{"planera/oläst.md": true}}
			for _, f := range []*site.File{file("planera/plan.pdf"), file("planera/bild.png"), broken} {
				source.Files[f.Source] = f
			}
			s, problems := site.New(source, site.Options{Date: today})
			problems = slices.DeleteFunc(problems, func(p diag.Problem) bool { return p.Code == diag.MissingSection })
			same(t, "told", c.told, strings.ReplaceAll(strings.Join(told(problems), "; "), "planera/a.md", "a.md"))
			same(t, "target", c.want, describe(s.At("planera/a/").Targets[0]))
		})
	}
}

func describe(to site.Target) string {
	fragment := ""
	if to.Fragment != "" {
		fragment = "#" + to.Fragment
	}
	switch {
	case to.Page != nil:
		return "page " + to.Page.Path + fragment
	case to.File != nil:
		return "file " + to.File.Source
	case to.External():
		return "url " + to.URL + " external"
	case to.URL != "":
		return "url " + to.URL
	}
	return ""
}

// TestFiles holds that files are published once for each address, under a name that
// changes with the contents, and only those that a page refers to.
func TestFiles(t *testing.T) {
	file := func(source, hash string) *site.File {
		return &site.File{Source: source, Hash: strings.Repeat(hash, 32)}
	}
	s, problems := link(append(sections(), page("planera/a.md", "[x](<Plan Å.PDF>) [x](../infora/plan-a.pdf) [x](../infora/annan.pdf) ![x](!.svg) [x](LÄSMIG)\n")),
		file("planera/Plan Å.PDF", "ab"), file("infora/plan-a.pdf", "ab"), file("infora/annan.pdf", "ab"), file("planera/!.svg", "cd"),
		file("planera/LÄSMIG", "ef"), file("planera/oanvänd.pdf", "01"))
	same(t, "problems", []string(nil), problems)
	var got []string
	for _, f := range s.Files {
		got = append(got, f.Path())
	}
	same(t, "files", []string{
		"assets/files/annan-ababababab.pdf", "assets/files/file-cdcdcdcdcd.svg", "assets/files/lasmig-efefefefef",
		"assets/files/plan-a-ababababab.pdf",
	}, got)
}

// TestRedirects holds which old addresses give which files, and which are refused.
func TestRedirects(t *testing.T) {
	for _, c := range []struct{ alias, want, told string }{
		{"gammal/", "gammal/index.html", ""},
		{"gammal", "gammal/index.html", ""},
		{"/gammal/", "gammal/index.html", ""},
		{"gammal/sida.html", "gammal/sida.html", ""},
		{"gammal/index.html", "gammal/index.html", ""},
		{"Gammal Åtgärd.aspx", "Gammal Åtgärd.aspx/index.html", ""},
		{"planera/", "", "taken-alias"},
		{"planera", "", "taken-alias"},
		{"planera/index.html", "", "taken-alias"},
		{"index.html", "", "taken-alias"},
		{"infora/x/", "", "taken-alias"}, // another page's alias
		{"/", "", "bad-alias"},
		{"//", "", "bad-alias"},
		{".", "", "bad-alias"},
		{"./", "", "bad-alias"},
		{".dold/", "", "bad-alias"}, // hosts do not show what is hidden
		{"x/.dold.html", "", "bad-alias"},
		{"../x", "", "bad-alias"},
		{"x/../y", "", "bad-alias"},
		{"./x", "", "bad-alias"},
		{"https://a.example/", "", "bad-alias"},
		{"x?y=z", "", "bad-alias"},
		{"x#y", "", "bad-alias"},
		{`x\y`, "", "bad-alias"},
	} {
		p := with(page("planera/a.md", ""), func(p *site.Page) { p.Aliases = []site.Ref{{Value: c.alias, Line: 3, Col: 11}} })
		home := with(page("_index.md", ""), func(p *site.Page) { p.Aliases = []site.Ref{{Value: "infora/x/"}} })
		s, problems := link(append(sections()[1:], p, home))
		var got []string
		for _, r := range s.Redirects {
			if r.To.Path == "planera/a/" {
				got = append(got, r.From)
			}
		}
		want := []string(nil)
		if c.want != "" {
			want = []string{c.want}
		}
		same(t, c.alias, want, got)
		if c.told != "" {
			c.told = "planera/a.md:3:11 " + c.told
		}
		same(t, c.alias+" told", c.told, strings.Join(problems, "; "))
	}
}

// TestRelink holds that a source may be linked again and again: with equal results, and
// without being changed. The preview relies on it.
func TestRelink(t *testing.T) {
	source := site.Source{
		Config: config(), Files: map[string]*site.File{"planera/p.pdf": {Source: "planera/p.pdf", Hash: strings.Repeat("0", 64)}},
		Pages: []*site.Page{
			with(page("planera/b.md", "[a](a.md) [p](p.pdf) [x](x.md)\n"), func(p *site.Page) {
				p.Tags, p.RoleIDs, p.Aliases = []string{"t"}, []string{"chef"}, []site.Ref{{Value: "gammal/"}}
			}),
			with(page("planera/a.md", "[b](b.md#x)\n"), func(p *site.Page) { p.Tags, p.Related = []string{"t"}, []site.Ref{{Value: "b.md"}} }),
			with(page("infora/u.md", ""), func(p *site.Page) { p.Draft = true }),
			page("planera/_index.md", ""), page("om/x.md", ""),
		},
	}
	before := dump(source)
	first, problems := site.New(source, site.Options{Date: today})
	second, problemsAgain := site.New(source, site.Options{Date: today})
	same(t, "problems", told(problems), told(problemsAgain))
	same(t, "sites", dumpSite(first), dumpSite(second))
	same(t, "the source", before, dump(source))
	if source.Pages[0].Source != "planera/b.md" {
		t.Error("the source's pages have been sorted")
	}
	if first.Pages[1] == second.Pages[1] || first.Phases[0] == second.Phases[0] || first.Roles[0] == second.Roles[0] {
		t.Error("two sites share what they change")
	}
	// An edit shows, and only in the new site.
	edited := *source.Pages[1]
	edited.Title = "Ändrad"
	source.Pages[1] = &edited
	third, _ := site.New(source, site.Options{Date: today, Drafts: true})
	if third.At("planera/a/").Title != "Ändrad" || third.At("infora/u/") == nil || second.At("planera/a/").Title == "Ändrad" {
		t.Error("an edit does not show, or shows where it should not")
	}
}

// dump writes all that a source says.
func dump(s site.Source) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%+v\n", *s.Config)
	for _, p := range s.Config.Phases {
		fmt.Fprintf(&b, "%+v\n", *p)
	}
	for _, r := range s.Config.Roles {
		fmt.Fprintf(&b, "%+v\n", *r)
	}
	for _, p := range s.Pages {
		fmt.Fprintf(&b, "%+v\n", *p)
	}
	return b.String()
}

// dumpSite writes what New has found, by paths.
func dumpSite(s *site.Site) string {
	var b strings.Builder
	for _, p := range s.Pages {
		fmt.Fprintf(&b, "%s %s %q children %q backlinks %q also %q", p.Source, p.Path, p.Title, paths(p.Children), paths(p.Backlinks), paths(p.SeeAlso))
		for _, q := range []*site.Page{p.Parent, p.Prev, p.Next} {
			if q != nil {
				fmt.Fprintf(&b, " %q", q.Path)
			}
		}
		for _, to := range p.Targets {
			fmt.Fprintf(&b, " (%s)", describe(to))
		}
		for _, r := range p.Roles {
			fmt.Fprintf(&b, " role %s", r.ID)
		}
		b.WriteByte('\n')
	}
	for _, p := range s.Phases {
		fmt.Fprintf(&b, "phase %s %d %q\n", p.ID, p.Number, paths(p.Pages))
	}
	for _, r := range s.Roles {
		fmt.Fprintf(&b, "role %s %q\n", r.ID, paths(r.Pages))
	}
	for _, tag := range s.Tags {
		fmt.Fprintf(&b, "tag %s %q\n", tag.Slug, paths(tag.Pages))
	}
	for _, l := range s.Index {
		fmt.Fprintf(&b, "letter %s %q\n", l.Name, paths(l.Pages))
	}
	for _, f := range s.Files {
		fmt.Fprintf(&b, "file %s\n", f.Path())
	}
	for _, r := range s.Redirects {
		fmt.Fprintf(&b, "redirect %s %s\n", r.From, r.To.Path)
	}
	return b.String()
}

// TestBadIDs holds that linking survives a site.yaml whose faults have been told already.
func TestBadIDs(t *testing.T) {
	for name, change := range map[string]func(*site.Config){
		"a phase without an id": func(c *site.Config) { c.Phases[0].ID = "" },
		"a role without an id":  func(c *site.Config) { c.Roles[0].ID = "" },
		"no phases":             func(c *site.Config) { c.Phases = nil },
		"no language":           func(c *site.Config) { c.Language = "" },
		"nothing":               func(c *site.Config) { *c = site.Config{} },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if v := recover(); v != nil {
					t.Errorf("panic: %v", v)
				}
			}()
			c := config()
			change(c)
			site.New(site.Source{Config: c, Pages: append(sections(), page("planera/a.md", "[x](_index.md)\n"))}, site.Options{Date: today})
		})
	}
}

// BenchmarkDeadLinks links a site of 5,000 pages, each with a link to nothing: what moves in
// with old text must not pay for every page with every dead link.
func BenchmarkDeadLinks(b *testing.B) {
	source := site.Source{Config: config()}
	for i := range 5000 {
		source.Pages = append(source.Pages, page(fmt.Sprintf("planera/sida-%d.md", i), "[x](finns-inte.md)\n"))
	}
	for b.Loop() {
		site.New(source, site.Options{Date: today})
	}
}

func TestBasePath(t *testing.T) {
	for address, want := range map[string]string{
		"": "/", "https://portal.example/": "/", "https://portal.example/a/b/": "/a/b/", "https://portal.example:8080/a/../b//c/": "/b/c/",
		"https://portal.example/v%C3%A4g/x%20y/": "/väg/x y/",
	} {
		if got := (&site.Config{URL: address}).BasePath(); got != want {
			t.Errorf("the path of %q is %q, want %q", address, got, want)
		}
	}
}
