package render_test

import (
	"html"
	"maps"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/plan"
	"vagvisare/cmd/vagvisare/internal/render"
	"vagvisare/cmd/vagvisare/internal/search"
	"vagvisare/cmd/vagvisare/internal/site"
)

// aboutLock is the page about one of the terms.
var aboutLock = &site.Page{Path: "planera/las/"}

// terms are a glossary, whose ids are the first letters of what they name.
var terms = []*site.Term{
	{ID: "k", Term: "konsekvensbedömning avseende dataskydd", Short: []string{"DPIA"}, Synonyms: []string{"konsekvensbedömning"}},
	{ID: "d", Term: "dataskydd"},
	{ID: "s", Term: "socialtjänstlagen", Short: []string{"SoL"}},
	{ID: "l", Term: "digitalt lås", Synonyms: []string{"lås"}, Page: aboutLock},
	{ID: "n", Term: "nyckel"},
	{ID: "i", Term: "it-stöd"},
	{ID: "g", Term: "drift & förvaltning", Synonyms: []string{"drift"}},
	{ID: "e", Term: "e-tjänst"},
	{ID: "p", Term: "planering"},
	{ID: "q", Term: "planera"},
	{ID: "r", Term: "Åtgärd"},
	{ID: "x", Term: "amp", Synonyms: []string{"quot", "34", "§", "div", "href"}},
	{ID: "b", Term: "BankID"},
	{ID: "o", Term: "vad som helst"},
	{ID: "m", Term: "VAD", Short: []string{"HUR"}},
}

// TestTermLinks holds what is linked: [x:…] stands for a link to the term x.
func TestTermLinks(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"a word", "<p>Vi har [n:nyckel] och nyckel.</p>"},
		{"inflections", "<p>[n:nycklarna] [r:åtgärders] [l:låset] [k:Konsekvensbedömningar]</p>"},
		{"nothing", ""},
		{"no tags", "[n:nyckel]"},
		{"no words", "<br>–<hr>"},
		{"a name with several words", "<p>En [k:konsekvensbedömning avseende dataskydd] och [d:dataskydd].</p>"},
		{"the same in the lines of a file", "<p>En [k:konsekvensbedömning\navseende  dataskydd] och [d:dataskydd].</p>"},
		{"inflected", "<p>[k:Konsekvensbedömningen avseende dataskyddet] och konsekvensbedömning.</p>"},
		{"its parts are not linked the second time either", "<p>[k:DPIA] är konsekvensbedömning avseende dataskydd. [d:Dataskydd].</p>"},
		{"a part of it", "<p>[k:Konsekvensbedömning] avseende annat</p>"},
		{"parted by a sign", "<p>[k:konsekvensbedömning], avseende [d:dataskydd]</p>"},
		{"parted by a tag", "<p>[k:konsekvensbedömning] <em>avseende</em> [d:dataskydd]</p>"},
		{"in a tag", "<p><strong>[k:konsekvensbedömning avseende dataskydd]</strong></p>"},
		{"short forms in their own case", "<p>sol Sol SOL Dpia [s:SoL] DPIAer [k:DPIA:er]</p>"},
		{"a short form with an ending", "<p>[s:SoL:s] regler</p>"},
		{"capitals inside", "<p>bankid Bankid [b:BankID]</p>"},
		{"stop words", "<p>Vad hur Hur VAD-frågan [o:vad som helst] [m:VAD]</p>"},
		{"short stop words", "<p>vad hur [m:HUR]</p>"},
		{"parts of words", "<p>Låskolv dörrlås nyckelknippa onyckel nyckel2 2lås [l:lås]</p>"},
		{"parts of compounds with a hyphen", "<p>DPIA-mall it-lås \u2011 lås-it lås\u2011it [l:lås]- och [n:nyckel]-\u00a0[k:DPIA]</p>"},
		{"a name with a hyphen", "<p>it stöd, [i:IT-stödet] [e:e\u2011tjänsten] E tjänst</p>"},
		{"in addresses", "<p>lås@nyckel.se drift.se x.nyckel www.drift [n:nyckel]. [g:Drift]</p>"},
		{"beside signs", "<p>([n:nyckel])”[l:lås]”/–[k:DPIA]–…[s:SoL]!</p>"},
		{"the word that is written so", "<p>Att [q:planera] är [p:planering]: planering, planera.</p>"},
		{"the word that is written so, when its term is linked", "<p>[p:Planering] och planering.</p>"},
		{"capitals", "<p>[r:ÅTGÄRD]</p>"},
		{"soft hyphens", "<p>[k:kon\u00adsekvens\u00adbedömning] Onöd\u00adnyckel [n:nyck\u200bel]</p>"},
		{"entities", "<p>&#34;[k:DPIA]&#34; &amp; [g:drift &amp; förvaltning] &lt;[l:lås]&gt; &[d:dataskydd]; &#38;[n:nyckel] &quot;&nbsp;&amp;[r:&#197;tg&auml;rd]</p>"},
		{"no entities", "<p>&[n:nyckel] & &; &&&#; [x:amp] &#[l:lås]</p>"},
		{"the text of a link", "<p><a href=\"x\">DPIA</a> [k:DPIA] <a href='x'><em>lås</em> lås</a>[l:lås]</p>"},
		{"headings", "<h2 id=\"a\">DPIA</h2><h3>DPIA <em>DPIA</em></h3><h6>DPIA</h6><p>[k:DPIA]</p>"},
		{"code", "<p><code>DPIA</code></p><pre tabindex=\"0\"><code class=\"language-x\">DPIA <b>DPIA</b></code> DPIA</pre>"},
		{"controls", "<button type=\"button\">DPIA</button><details><summary>DPIA</summary>[k:DPIA]</details><select><option>SoL</option></select><textarea>SoL</textarea>"},
		{"labels", "<label for=\"x\"><span class=\"a\">DPIA</span> DPIA</label><span class=\"task__label\" id=\"a\"><span>DPIA</span> DPIA</span><p>[k:DPIA]</p>"},
		{"titles and machine text", "<p class=\"box__title\"><span>Lag</span> DPIA</p><span class=\"link__meta\">(lås)</span><p class=\"field-heading\">SoL</p><p class=\"a field__type\">SoL</p><p class=\"text\">[k:DPIA]</p>"},
		{"captions", "<table><caption>DPIA</caption><tr><th>DPIA</th><td>[k:DPIA]</td></tr></table><figure><p>[l:lås]</p><figcaption>SoL</figcaption></figure><dl><dt>SoL</dt><dd>[s:SoL]</dd></dl>"},
		{"drawings", "<svg viewBox=\"0 0 1 1\"><svg/><svg><title>DPIA</title></svg><text>DPIA</text></svg><p>[k:DPIA]</p>"},
		{"an element in itself", "<label>DPIA<label>DPIA</label>DPIA</label>[k:DPIA]"},
		{"attributes", "<p title=\"> DPIA\" data-a='DPIA > \" <b>' class=\"nyckel\">[k:DPIA]</p><img alt=\"lås\"><br/>[l:lås]"},
		{"comments", "<!-- DPIA > <a> --><p>[k:DPIA]</p>"},
		{"what is left open", "<p>[k:DPIA] <a href=\"x\">lås"},
		{"a tag that has no end", "[k:DPIA] <p title=\"lås"},
		{"a comment that has no end", "[k:DPIA] <!-- lås"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := marked.ReplaceAllString(c.want, "$2")
			got := render.LinkTerms(terms, nil, text)[0]
			want := marked.ReplaceAllString(c.want, `<a class="term" href="../ordlista/#$1">$2</a>`)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("wanted (-), got (+):\n%s", diff)
			}
			if unlinked(got) != text {
				t.Errorf("without its links it is %s, not %s", unlinked(got), text)
			}
		})
	}
}

var (
	marked = regexp.MustCompile(`\[(\w):([^\]]*)\]`)
	linked = regexp.MustCompile(`<a class="term" href="[^"]*">([^<]*)</a>`)
)

// unlinked returns HTML without the links to terms.
func unlinked(text string) string { return linked.ReplaceAllString(text, "$1") }

// TestTermLinksOfAPage holds that a term is linked once on a page, whatever it is made of, and
// not on the page about it.
func TestTermLinksOfAPage(t *testing.T) {
	got := render.LinkTerms(terms, aboutLock, "<p>Lås</p>", "<p>nyckel</p>", "<p>nyckel, digitala lås, dataskydd</p>")
	want := []string{
		"<p>Lås</p>", `<p><a class="term" href="../ordlista/#n">nyckel</a></p>`, `<p>nyckel, digitala lås, <a class="term" href="../ordlista/#d">dataskydd</a></p>`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("wanted (-), got (+):\n%s", diff)
	}
}

// TestTermAddress holds that an address is one, whatever the glossary's page and its terms are called.
func TestTermAddress(t *testing.T) {
	odd := []*site.Term{{ID: "λ\"<", Term: "nyckel"}}
	got := render.LinkTerms(odd, nil, "nyckel")[0]
	if want := `<a class="term" href="../ordlista/#%CE%BB%22%3C">nyckel</a>`; got != want {
		t.Errorf("got %s, wanted %s", got, want)
	}
}

// TestTermsOfSite holds where links to terms stand in a site: in texts and in a plan's prose, and
// that each page has its own.
func TestTermsOfSite(t *testing.T) {
	over := map[string]string{
		"plan.html": `{{.Body}}{{range .Sections}}{{range .Entries}}{{range .Facts}}{{$.Show .Value}}{{end}}{{with .Field}}{{if .Columns}}{{range .Value.Rows}}{{range .Cells}}({{$.Show .}}){{end}}{{end}}{{else}}{{$.Show .Value}}{{end}}{{end}}{{end}}{{end}}`,
		"page.html": `{{.Summary}} {{.Body}}`, "glossary.html": `{{range .Groups}}{{.ID}} {{.Title}}:{{range .Terms}} {{.ID}}{{end}};{{end}}`,
		"map.html": `{{.Link (words "pages" "glossary" "address")}}`,
	}
	summary := page("planera/b.md", "Nycklar.\n\n- lås\n")
	summary.Summary = "Nyckel"
	template := planTemplate("[[a]]\n\n[[t]]\n\n[[b]]\n\n[[c]]\n",
		&plan.Field{ID: "a", Type: plan.Prose}, &plan.Field{ID: "b", Type: plan.Prose}, &plan.Field{ID: "c", Type: plan.Text},
		&plan.Field{ID: "t", Type: plan.Table, Columns: []*plan.Field{{ID: "d", Type: plan.Prose}}})
	filled := planOf("Text om nyckeln.\n", scalar("a", "Nyckel och lås."), rows("t", []plan.Pair{scalar("d", "SoL")}), scalar("b", "Lås och SoL"), scalar("c", "DPIA"))
	s, r := planSite(t, over, nil, template, filled, page("planera/a.md", "Nyckel, [nyckel](b.md).\n"), summary)
	if len(s.Glossary) != 0 || strings.Contains(publishPlans(t, r, "planera/a/index.html"), "term") {
		t.Error("links without a glossary")
	}
	glossary := []*site.Term{
		{Term: "nyckel"}, {Term: "lås", PageRef: site.Ref{Value: "planera/b.md"}}, {Term: "24/7"},
		{Term: "socialtjänstlagen", Short: []string{"SoL"}}, {Term: "Ånga"}, {Term: "lov"}, {Term: "DPIA"},
	}
	r = glossarySite(t, over, glossary, template, filled, page("planera/a.md", "Nyckel, [nyckel](b.md).\n"), summary)
	for name, want := range map[string]string{
		"planera/a/index.html":       `<p>[nyckel:Nyckel], <a href="../../planera/b/" class="page">nyckel</a>.</p>`,
		"planera/b/index.html":       "Nyckel <p>[nyckel:Nycklar].</p>\n<ul>\n<li>lås</li>\n</ul>",
		"planer/las/plan/index.html": "<p>Text om [nyckel:nyckeln].</p>\n<p>Nyckel och [las:lås].</p>\n(<p>SoL</p>\n)<p>Lås och [socialtjanstlagen:SoL]</p>\nDPIA",
		"ordlista/index.html":        "letter:0-9 0–9: 24-7;letter:D D: dpia;letter:L L: lov las;letter:N N: nyckel;letter:S S: socialtjanstlagen;letter:Å Å: anga;",
		"karta/index.html":           "../ordlista/",
	} {
		root := strings.Repeat("../", strings.Count(name, "/"))
		got := regexp.MustCompile(`<a class="term" href="`+root+`ordlista/#([^"]*)">([^<]*)</a>`).ReplaceAllString(publishPlans(t, r, name), "[$1:$2]")
		if diff := cmp.Diff(want, strings.TrimSpace(got)); diff != "" {
			t.Errorf("%s: wanted (-), got (+):\n%s", name, diff)
		}
	}
}

// glossarySite returns what renders pages with a glossary, with the pages of the folders.
func glossarySite(t testing.TB, over map[string]string, glossary []*site.Term, pages ...*site.Page) *render.Renderer {
	t.Helper()
	c := config()
	c.Technologies = []*site.Technology{{ID: "las", Title: "Lås"}}
	s, _ := site.New(site.Source{Config: c, Glossary: glossary, Pages: append([]*site.Page{
		page("_index.md", ""), page("planera/_index.md", ""), page("infora/_index.md", ""),
	}, pages...)}, site.Options{Date: today})
	all := map[string]string{"words.json": planWords, "partials/field.html": "", "partials/field-figure.html": ""}
	maps.Copy(all, over)
	loaded, problems := render.LoadLayouts(layouts(all), &asset.Assets{})
	if diag.Failed(problems) {
		t.Fatal(problems)
	}
	return render.New(s, &asset.Assets{}, loaded, today)
}

// Each line is a name, and its inflections; after the stroke, words of its kin that are others.
const inflections = `
larm larmet larmen larmets larmens Larm
möte mötet möten mötena mötets mötenas
skola skolan skolor skolorna skolans skolornas
bibliotek biblioteket biblioteken bibliotekens
förvaltning förvaltningen förvaltningar förvaltningarna förvaltningarnas | förvalta förvaltare förvaltningsråd
upphandling upphandlingen upphandlingars | upphandla upphandlare upphandlas upphandlingsstöd
bedömning bedömningens bedömningarnas | bedöma bedömare bedömningsgrund
möjlighet möjligheten möjligheterna | möjlig möjliga
verksamhet verksamheterna verksamheten | verksam verksamhetsplan
operatör operatören operatörernas
sensor sensorn sensorer sensorerna
nyckel nyckeln nycklar nycklarna nycklarnas | nyckelhantering
register registret registren registrets | registerutdrag
exempel exemplet exemplen exempels
kapitel kapitlet kapitlens
fönster fönstret fönstren
program programmet programmen programmets
system systemet systemen systemets | systematisk
avvikelse avvikelsen avvikelser avvikelsernas | avvika avviker
insats insatsen insatser insatsernas
kamera kameran kameror kamerorna kamerornas
anhörig anhöriga anhörigas | anhörigstöd
användare användaren användarna användarnas | använda användas användning användbar
digitalisering digitaliseringen digitaliseringars | digital digitalisera digitaliseringsenheten
område området områden områdena områdenas
roll rollen roller rollernas | rollista
risk risken risker riskernas | riskera
socialtjänstlagen socialtjänstlagens socialtjänstlag
logg loggen loggar loggarna | loggning
lag lagen lagar lagarnas | lagring
dator datorn datorer datorerna
samtycke samtycket samtycken samtyckena
DPIA DPIA:n DPIA:er | dpia
`

// TestInflections holds that all forms of a word are linked, and no other word.
func TestInflections(t *testing.T) {
	for line := range strings.Lines(strings.TrimSpace(inflections)) {
		same, others, _ := strings.Cut(line, "|")
		name := strings.Fields(same)[0]
		index := render.NewTermIndex([]*site.Term{{ID: "x", Term: name}})
		for word := range strings.FieldsSeq(same) {
			if got := render.LinkTermsBy(index, nil, word+" "+word)[0]; got != `<a class="term" href="../ordlista/#x">`+word+"</a> "+word {
				t.Errorf("%s is no form of %s: %s", word, name, got)
			}
		}
		for word := range strings.FieldsSeq(others) {
			if got := render.LinkTermsBy(index, nil, word)[0]; got != word {
				t.Errorf("%s is a form of %s: %s", word, name, got)
			}
		}
	}
}

// FuzzTermLinks holds that nothing but links is added, wherever terms stand in however odd HTML; that no
// term is linked twice; and that what is linked is text.
func FuzzTermLinks(f *testing.F) {
	for _, s := range []string{
		"<p>En DPIA &amp; <a href=\"x\">SoL</a> om lås.</p>", "&#34;nyckel&quot;&#x27", "<svg><text>lås</text></svg>lås", "<p title=\"> lås", "<!-- lås",
		"<h2>DPIA</h2><h2/>", "a\u030atga\u0308rd \xe5 \u00adnyckel", "drift &amp; förvaltning", "<label>x</label >lås", "< lås > nyckel", "<a>DPIA</a>DPIA</a>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, `class="term"`) {
			return
		}
		got := render.LinkTerms(terms, nil, text)[0]
		if unlinked(got) != text {
			t.Errorf("without its links, %q is not %q", got, text)
		}
		seen := map[string]bool{}
		for _, link := range linked.FindAllStringSubmatch(got, -1) {
			to, _, _ := strings.Cut(link[0], `">`)
			if seen[to] {
				t.Errorf("%s is linked twice in %q", to, got)
			}
			seen[to] = true
			if len(search.Tokens(html.UnescapeString(link[1]))) == 0 {
				t.Errorf("%q is linked in %q", link[1], got)
			}
		}
	})
}

const benchmarkNames = `
	anhörig användningsfall arkivering avropsavtal avvikelse behörighet bistånd biståndsbeslut brukare brytpunkt dataskyddsombud delegering digital_tillsyn
	driftsättning e-hälsa e-legitimation egenkontroll enhetschef evidens flexteam förstudie förvaltningsobjekt gallring genomförandeplan habilitering hälsodata
	informationsägare informerat_samtycke inbyggt_dataskydd incident integration intressent interoperabilitet journal kalkylränta klassning kommunal_hälso-_och_sjukvård
	kontinuitet kravspecifikation krypterad larmcentral larmkedja larmmottagare leverantör läkemedelsautomat loggning medicinteknisk_produkt medicinskt_ansvarig
	molntjänst mottagare nattillsyn nettonytta nollmätning nuvärde nyckelfri nyttohemtagning nyttorealisering omställning operatör patientjournal personuppgiftsansvarig
	personuppgiftsbiträde pilot plattform processkarta projektägare ramavtal redundans reservrutin rekvisit riskmatris robusthet rättslig_grund samnyttja
	samtycke sekretess sensor skyddsåtgärd stickprov styrgrupp superanvändare systemförvaltare säkerhetsklass tillgänglighet tillsyn tjänstelegitimation trygghetslarm
	trygghetsskapande uppföljning upphandling verksamhetsutvecklare viktig_samhällsfunktion välfärdsteknik vårdgivare ärendehantering åtkomst återställning ändringsråd`

func benchmarkGlossary() []*site.Term {
	var glossary []*site.Term
	for name := range strings.FieldsSeq(benchmarkNames) {
		glossary = append(glossary, &site.Term{Term: strings.ReplaceAll(name, "_", " "), ID: name})
	}
	return glossary
}

// BenchmarkTermLinks looks through a text of the portal for the names of a glossary. Few of them stand in
// it: the words that are looked at for nothing are what costs.
func BenchmarkTermLinks(b *testing.B) {
	source, err := os.ReadFile("../../../../content/planera/informationsklassning.md")
	if err != nil {
		b.Fatal(err)
	}
	_, text, _ := strings.Cut(strings.TrimPrefix(string(source), "---\n"), "\n---\n")
	out, _ := publish(b, nil, page("planera/a.md", text))
	made, err := out.ReadFile("planera/a/index.html")
	if err != nil {
		b.Fatal(err)
	}
	text = string(made)
	b.SetBytes(int64(len(text)))
	index := render.NewTermIndex(benchmarkGlossary())
	for b.Loop() {
		render.LinkTermsBy(index, nil, text)
	}
}
