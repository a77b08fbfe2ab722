package diag_test

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// arguments are what each code's texts are given, as code.go says; a code that is not
// here takes none.
var arguments = map[diag.Code][]any{
	diag.Unreadable: {"error"}, diag.TooLarge: {"5 MB", "4 MB"}, diag.UnknownKey: {"key"},
	diag.DuplicateKey: {"key", 7}, diag.DuplicateValue: {"value", 7}, diag.MissingKey: {"key"},
	diag.EmptyValue: {"key"}, diag.WantText: {"key"}, diag.WantList: {"key"}, diag.WantMapping: {"key"},
	diag.WantNumber: {"key"}, diag.WantYesNo: {"key"}, diag.BadDate: {"key", "value"}, diag.DateOrder: {"key", "other"},
	diag.AlwaysError: {"code"}, diag.TakenAlias: {"address"}, diag.UnknownPhase: {"id", "ids"}, diag.UnknownRole: {"id", "ids"}, diag.UnknownValue: {"key", "value", "values"},
	diag.BadID: {"value"}, diag.BadURL: {"value"}, diag.BadColour: {"value"}, diag.BadAlias: {"value"}, diag.ManyRedirects: {"file", 2001, 2000}, diag.MissingSection: {"file"},
	diag.NoAddress: {"name"}, diag.DuplicateAddress: {"address", "file"}, diag.TakenAddress: {"address"},
	diag.FuturePage: {"date"}, diag.FutureChange: {"date"}, diag.DuplicateID: {"id"}, diag.UnknownAttribute: {"attribute"}, diag.RawHTML: {"tag"},
	diag.UnknownBox: {"kind"}, diag.UnclosedBox: {"kind"}, diag.UnusedFootnote: {"name"}, diag.UndefinedFootnote: {"name"},
	diag.BadLink: {"address"}, diag.BadScheme: {"scheme"}, diag.DeadLink: {"target"}, diag.DeadAnchor: {"anchor", "file"},
	diag.MissingFile: {"file"}, diag.LinkOutside: {"target"}, diag.RootedLink: {"target"}, diag.DraftLink: {"target"},
	diag.ExternalImage: {"address"}, diag.BadImage: {"file"}, diag.Template: {"error"}, diag.BadAsset: {"error"},
	diag.DeadReference: {"reference"}, diag.InlineCode: {"what"}, diag.ExternalResource: {"address"}, diag.RepeatedID: {"id"},
	diag.LongID: {"value", 30}, diag.ProseBlock: {"#"}, diag.BadTaskAttribute: {"attribute"}, diag.ItemLoop: {"target"}, diag.StrayPlace: {"id"}, diag.UnknownPlace: {"id"}, diag.Unplaced: {"id"}, diag.PlacedTwice: {"id", 7}, diag.MisplacedKey: {"key", "type"}, diag.WrongColumn: {"key", "id", "types"}, diag.UnevenYears: {"id", 4, 5}, diag.NotTemplate: {"target"}, diag.UnknownTechnology: {"id", "ids"}, diag.UnknownField: {"id", "file"}, diag.MissingValue: {"id", "label"}, diag.IncompletePlan: {3, 5, "labels"}, diag.WantAmount: {"key"}, diag.WantLevel: {"key", "levels"}, diag.WantPeriod: {"key"}, diag.PeriodOrder: {"key"}, diag.WrongTotal: {"key", "1", "2", "column"}, diag.DuplicateRow: {7}, diag.TooFewRows: {"key", 1, 3}, diag.TooManyRows: {"key", 9, 8}, diag.RaciAccountable: {"activity", 2}, diag.RaciResponsible: {"activity"}, diag.TakenName: {"name", 7}, diag.NeedlessName: {"name"}, diag.WordTooLarge: {"50 MB"}, diag.WordDamaged: {"part"}, diag.WordOtherTemplate: {"one", "other"}, diag.WordOldTemplate: {"1.0", "1.1"}, diag.WordUnknownField: {"field", "text"}, diag.WordUnreadValue: {"label", "text"}, diag.WordMissingField: {"label"}, diag.WordStrayText: {"text"}, diag.WordPlain: {"label", "what"},
	diag.ReviewOverdue: {"date"}, diag.ReviewSoon: {"date", 9}, diag.HeadingSkip: {"heading", 4, 2}, diag.NoAlt: {"image"}, diag.NoCaptions: {"film", "file"},
	diag.VagueLink: {"text"}, diag.BareURL: {"address"}, diag.LongSentence: {"text", 40, 35}, diag.HardText: {55, 50},
	diag.BadEmail: {"value"}, diag.BadEdit: {"value"}, diag.MissingAny: {"key", "keys"}, diag.NotFull: {"what"}, diag.OldStatement: {"date"}, diag.UnknownFact: {"id", "ids"}, diag.EditorsLink: {"link"}, diag.MissingFact: {"id", "text"}, diag.OldLaw: {"date"}, diag.RepeatedText: {"text", 12, "file"}, diag.LateDeficiency: {"what", "date"},
	diag.UnexplainedShort: {"short"}, diag.SearchLoop: {"terms"}, diag.LinkGone: {"address", "404"},
	diag.LinkMoved: {"address", "new"}, diag.LinkUnchecked: {"address", "503"},
}

var verb = regexp.MustCompile(`%(\[(\d+)\])?[a-z%]`)

// TestCatalogue holds that every code has its texts in both languages, that both tell the
// same of the arguments which the code is given, and that no two codes sound alike.
func TestCatalogue(t *testing.T) {
	codes := diag.Codes()
	if len(codes) < 60 {
		t.Fatalf("only %d codes", len(codes))
	}
	form := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	heard := map[string]diag.Code{}
	for _, code := range codes {
		if !form.MatchString(string(code)) || !code.Known() {
			t.Errorf("%q is no proper code", code)
		}
		p := diag.Problem{Code: code, Args: arguments[code]}
		hints := 0
		for _, lang := range diag.Languages {
			text, hint := p.Text(lang), p.Hint(lang)
			if text == "" {
				t.Errorf("%s has no text in %s", code, lang)
			}
			if hint != "" {
				hints++
			}
			if strings.Contains(text+hint, "%!") {
				t.Errorf("%s in %s: %s / %s", code, lang, text, hint)
			}
			if other, taken := heard[lang+text]; taken {
				t.Errorf("%s and %s both say %q", code, other, text)
			}
			heard[lang+text] = code
			if hint != "" && !strings.ContainsAny(hint[len(hint)-1:], ".!?") && !strings.HasSuffix(hint, "…") {
				t.Errorf("%s in %s: the hint %q is no sentence", code, lang, hint)
			}
			if first, _ := utf8.DecodeRuneInString(text); unicode.IsUpper(first) && !strings.HasPrefix(text, "HTML") || strings.HasSuffix(text, ".") {
				t.Errorf("%s in %s: the text %q follows a place, so it is no sentence of its own", code, lang, text)
			}
		}
		if sv, en := told(t, code, "sv"), told(t, code, "en"); !slices.Equal(sv, en) {
			t.Errorf("%s tells its arguments %v in Swedish and %v in English", code, sv, en)
		}
		if hints == 1 {
			t.Errorf("%s has a hint in one language only", code)
		}
	}
	for code := range arguments {
		if !code.Known() {
			t.Errorf("arguments for %s, which is no code", code)
		}
	}
	for _, word := range []diag.Code{"note", "did-you-mean", "site-group", "no-owner-list", "review-event", "", "x"} {
		if word.Known() {
			t.Errorf("%q is known as a problem", word)
		}
	}
}

// told returns which of its arguments a code's text and hint tell in a language.
func told(t *testing.T, code diag.Code, lang string) []int {
	t.Helper()
	marked := diag.Problem{Code: code}
	for i := range arguments[code] {
		marked.Args = append(marked.Args, mark(i+1))
	}
	all := marked.Text(lang) + marked.Hint(lang)
	if verb.MatchString(all) {
		t.Errorf("%s in %s: a verb is left over in %s", code, lang, all)
	}
	var which []int
	for i := range arguments[code] {
		if strings.Contains(all, fmt.Sprintf("‹%d›", i+1)) {
			which = append(which, i+1)
		}
	}
	return which
}

// A mark prints as itself whatever the verb.
type mark int

func (m mark) Format(f fmt.State, _ rune) { fmt.Fprintf(f, "‹%d›", int(m)) }

// TestLanguages holds that the two languages differ, and that any other is English.
func TestLanguages(t *testing.T) {
	p := diag.Problem{Code: diag.UnknownKey, Args: []any{"sumary"}, Near: "summary"}
	for _, c := range []struct{ lang, text, hint string }{
		{"sv", "okänd nyckel ”sumary”", "Menade du ”summary”?"},
		{"en", "unknown key “sumary”", "Did you mean “summary”?"},
		{"fi", "unknown key “sumary”", "Did you mean “summary”?"},
		{"", "unknown key “sumary”", "Did you mean “summary”?"},
	} {
		if text, hint := p.Text(c.lang), p.Hint(c.lang); text != c.text || hint != c.hint {
			t.Errorf("%q: %q, %q; wanted %q, %q", c.lang, text, hint, c.text, c.hint)
		}
	}
}

func TestHint(t *testing.T) {
	for _, c := range []struct {
		p    diag.Problem
		want string
	}{
		{diag.Problem{Code: diag.UnknownKey, Args: []any{"x"}}, ""},
		{diag.Problem{Code: diag.UnknownKey, Args: []any{"x"}, Near: "50 %[1]s"}, "Did you mean “50 %[1]s”?"},
		{diag.Problem{Code: diag.EmptyPage}, "Write something under the header, or set draft: true."},
		{
			diag.Problem{Code: diag.UnknownPhase, Args: []any{"plan", "planera, infora"}, Near: "planera"},
			"Did you mean “planera”? The phases are: planera, infora.",
		},
	} {
		if got := c.p.Hint("en"); got != c.want {
			t.Errorf("%v: got %q, wanted %q", c.p, got, c.want)
		}
	}
}

func TestPlace(t *testing.T) {
	for _, c := range []struct {
		line, col int
		want      string
	}{
		{0, 0, "content/a.md"}, {0, 3, "content/a.md"}, {4, 0, "content/a.md:4"}, {4, 1, "content/a.md:4:1"},
	} {
		p := diag.Problem{File: "content/a.md", Line: c.line, Col: c.col, Code: diag.EmptyPage}
		if got := p.Place(); got != c.want {
			t.Errorf("%d:%d: got %q, wanted %q", c.line, c.col, got, c.want)
		}
		if got, want := p.Error(), c.want+": the page has no text"; got != want {
			t.Errorf("Error: got %q, wanted %q", got, want)
		}
	}
	var err error = diag.Problem{Code: diag.EmptyPage}
	if !errors.As(fmt.Errorf("make: %w", err), new(diag.Problem)) {
		t.Error("a wrapped problem cannot be told from other errors")
	}
}

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		word       string
		candidates string
		want       string
	}{
		{"sumary", "title summary", "summary"},       // one letter left out
		{"ttitle", "title summary", "title"},         // one too many
		{"tilte", "title tiles", "title"},            // two changed places, which counts one
		{"itle", "title", "title"},                   // the first left out
		{"Titel", "title", ""},                       // capital and transposition are two
		{"färg", "title owner", ""},                  // nothing near
		{"ab", "ba", "ba"},                           // in a short word one is allowed
		{"ab", "cd", ""},                             // but two are not
		{"a", "b", "b"},                              // one, whatever the length
		{"", "a", "a"},                               // one letter typed to begin with
		{"", "ab", ""},                               //
		{"abcdef", "abxxef", "abxxef"},               // a third of the word may differ
		{"abcdef", "abxxxf", ""},                     // not more
		{"planera", "planerad planeras", "planerad"}, // of equals the first
		{"planera", "planeras planera", "planera"},   // the nearest, not the first
		{"åtgärd", "atgard åtgärder", "atgard"},      // characters count, not bytes
		{"x", "", ""},
		{"ca", "abc", ""}, // optimal string alignment: three apart
	} {
		if got := diag.Nearest(c.word, strings.Fields(c.candidates)); got != c.want {
			t.Errorf("Nearest(%q, %s) = %q, wanted %q", c.word, c.candidates, got, c.want)
		}
	}
	if got := diag.Nearest("a", []string{"", "b"}); got != "b" {
		t.Errorf("the empty word is no candidate, got %q", got)
	}
}

func TestPosition(t *testing.T) {
	text := []byte("åäö\n\nx\ty\r\nslut")
	for _, c := range []struct{ offset, line, col int }{
		{0, 1, 1}, {2, 1, 2}, {4, 1, 3}, {6, 1, 4}, {7, 2, 1}, {8, 3, 1}, {9, 3, 2}, {10, 3, 3},
		{13, 4, 1}, {17, 4, 5}, {99, 4, 5}, {-1, 1, 1},
	} {
		if line, col := diag.Position(text, c.offset); line != c.line || col != c.col {
			t.Errorf("Position(%d) = %d:%d, wanted %d:%d", c.offset, line, col, c.line, c.col)
		}
	}
	if line, col := diag.Position(nil, 0); line != 1 || col != 1 {
		t.Errorf("Position in nothing = %d:%d, wanted 1:1", line, col)
	}
}

func TestLine(t *testing.T) {
	text := []byte("ett\n\ntre åäö\nfyra")
	for line, want := range map[int]string{-1: "", 0: "", 1: "ett", 2: "", 3: "tre åäö", 4: "fyra", 5: "", 99: ""} {
		if got := diag.Line(text, line); got != want {
			t.Errorf("Line(%d) = %q, wanted %q", line, got, want)
		}
	}
	if got := diag.Line([]byte("ett\n"), 2); got != "" {
		t.Errorf("the line after the last newline is %q", got)
	}
	if got := diag.Line(nil, 1); got != "" {
		t.Errorf("the first line of nothing is %q", got)
	}
}

func TestSort(t *testing.T) {
	p := func(file string, line, col int, code diag.Code, args ...any) diag.Problem {
		return diag.Problem{File: file, Line: line, Col: col, Code: code, Args: args}
	}
	for _, c := range []struct {
		name     string
		in, want []diag.Problem
	}{
		{"nothing", nil, nil},
		{
			"by file, line, column, code",
			[]diag.Problem{
				p("b", 1, 1, "x"), p("a", 10, 1, "x"), p("a", 9, 2, "x"), p("a", 9, 1, "y"), p("a", 9, 1, "x"), p("a", 0, 0, "z"),
			},
			[]diag.Problem{
				p("a", 0, 0, "z"), p("a", 9, 1, "x"), p("a", 9, 1, "y"), p("a", 9, 2, "x"), p("a", 10, 1, "x"), p("b", 1, 1, "x"),
			},
		},
		{
			"repetitions",
			[]diag.Problem{p("a", 1, 1, "x", "k"), p("a", 1, 1, "x", "k"), p("a", 1, 1, "x", "l")},
			[]diag.Problem{p("a", 1, 1, "x", "k"), p("a", 1, 1, "x", "l")},
		},
		{
			"repetitions with another between them",
			[]diag.Problem{p("a", 0, 0, "x", "k"), p("a", 0, 0, "x", "l"), p("a", 0, 0, "x", "k")},
			[]diag.Problem{p("a", 0, 0, "x", "k"), p("a", 0, 0, "x", "l")},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, diag.Sort(c.in)); diff != "" {
				t.Errorf("wanted (-), got (+):\n%s", diff)
			}
		})
	}
}

// TestLowerable holds that a site may keep what makes a page poorer, and nothing that makes
// it false, unsafe or impossible to make.
func TestLowerable(t *testing.T) {
	for _, code := range []diag.Code{diag.DeadLink, diag.DeadAnchor, diag.MissingFile, diag.RawHTML, diag.DraftLink, diag.HeadingOne} {
		if !code.Lowerable() {
			t.Errorf("%s cannot be lowered", code)
		}
	}
	for _, code := range []diag.Code{
		diag.Template, diag.BadAsset, diag.BadScheme, diag.BadYAML, diag.MissingKey, diag.BadID, diag.NotUTF8, diag.Unreadable, diag.NoFrontMatter,
		diag.DuplicateAddress, diag.TakenAddress, diag.UnclosedComment, diag.DuplicateID, diag.ForeignFile, diag.SymlinkOutside, "x", "",
	} {
		if code.Lowerable() {
			t.Errorf("%s can be lowered", code)
		}
	}
}

func TestFailed(t *testing.T) {
	note := diag.Problem{Severity: diag.Note}
	if diag.Failed(nil) || diag.Failed([]diag.Problem{note, note}) {
		t.Error("notes alone fail")
	}
	if !diag.Failed([]diag.Problem{note, {}}) {
		t.Error("an error does not fail")
	}
	if got := []string{diag.Error.String(), diag.Note.String()}; !slices.Equal(got, []string{"error", "note"}) {
		t.Errorf("severities are called %q", got)
	}
}

func TestPrint(t *testing.T) {
	long := strings.Repeat("ord ", 50)
	for _, c := range []struct {
		name string
		p    diag.Problem
		want string
	}{
		{
			"place, excerpt, caret and hint",
			diag.Problem{Line: 4, Col: 3, Code: diag.UnknownKey, Args: []any{"sumary"}, Near: "summary", Excerpt: "  sumary: Vem?"},
			"a.md:4:3: okänd nyckel ”sumary”\n      sumary: Vem?\n      ^ Menade du ”summary”?\n",
		},
		{
			"a caret without a hint",
			diag.Problem{Line: 4, Col: 1, Code: diag.BadLink, Args: []any{"x"}, Excerpt: "x"},
			"a.md:4:1: ”x” är ingen adress\n    x\n    ^\n",
		},
		{
			"a whole line",
			diag.Problem{Line: 1, Code: diag.UnterminatedFrontMatter, Excerpt: "---"},
			"a.md:1: sidhuvudet har inget slut\n    ---\n    Avsluta det med en rad som bara är ---.\n",
		},
		{
			"a whole file",
			diag.Problem{Code: diag.IndexName},
			"a.md: en mapps egen sida ska heta _index.md\n    Byt namn på filen.\n",
		},
		{
			"a file, without a hint",
			diag.Problem{Code: diag.Unreadable, Args: []any{"x"}},
			"a.md: filen går inte att läsa: x\n",
		},
		{
			"a note",
			diag.Problem{Severity: diag.Note, Code: diag.FuturePage, Args: []any{"2026-12-01"}},
			"a.md: anmärkning: sidan är inte med förrän den publiceras den 2026-12-01\n",
		},
		{
			"a column without an excerpt",
			diag.Problem{Line: 9, Col: 9, Code: diag.EmptyPage},
			"a.md:9:9: sidan har ingen text\n    Skriv något under sidhuvudet, eller sätt draft: true.\n",
		},
		{
			"tabs and control characters keep their width",
			diag.Problem{Line: 1, Col: 5, Code: diag.BadLink, Args: []any{"x"}, Excerpt: "\ta\x1b[x\u0085\r"},
			"a.md:1:5: ”x” är ingen adress\n     a [x\n        ^\n",
		},
		{
			"Swedish letters and bytes that are none",
			diag.Problem{Line: 1, Col: 6, Code: diag.BadLink, Args: []any{"x"}, Excerpt: "åäö \xe5x"},
			"a.md:1:6: ”x” är ingen adress\n    åäö �x\n         ^\n",
		},
		{
			"a long line, near its start",
			diag.Problem{Line: 1, Col: 5, Code: diag.BadLink, Args: []any{"x"}, Excerpt: long},
			"a.md:1:5: ”x” är ingen adress\n    " + long[:99] + " …\n        ^\n",
		},
		{
			"a long line, far from its start",
			diag.Problem{Line: 1, Col: 101, Code: diag.BadLink, Args: []any{"x"}, Excerpt: long},
			"a.md:1:101: ”x” är ingen adress\n    …" + long[41:140] + "…\n    " + strings.Repeat(" ", 60) + "^\n",
		},
		{
			"a column past the line's end",
			diag.Problem{Line: 1, Col: 300, Code: diag.BadLink, Args: []any{"x"}, Excerpt: "kort"},
			"",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.p.File = "a.md"
			var b strings.Builder
			if err := diag.Print(&b, []diag.Problem{c.p}, "sv"); err != nil {
				t.Fatal(err)
			}
			if c.want == "" {
				return // it is enough that it does not panic
			}
			if diff := cmp.Diff(c.want, b.String()); diff != "" {
				t.Errorf("wanted (-), got (+):\n%s", diff)
			}
		})
	}
}

// TestPrintCaret holds that the caret stands under the character at the column, wherever
// in however long a line that is.
func TestPrintCaret(t *testing.T) {
	for length := 1; length < 400; length += 7 {
		for col := 1; col <= length; col += 3 {
			line := []rune(strings.Repeat("å", length))
			line[col-1] = 'X'
			var b strings.Builder
			if err := diag.Print(&b, []diag.Problem{{Line: 1, Col: col, Code: diag.BadLink, Args: []any{""}, Excerpt: string(line)}}, "sv"); err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(b.String(), "\n")
			excerpt, caret := []rune(lines[1]), []rune(lines[2])
			if len(caret) > len(excerpt) || caret[len(caret)-1] != '^' || excerpt[len(caret)-1] != 'X' {
				t.Fatalf("column %d of %d:\n%s", col, length, b.String())
			}
			if len(excerpt) > 4+101 {
				t.Fatalf("column %d of %d: the excerpt is %d characters wide", col, length, len(excerpt))
			}
		}
	}
}

// TestPrintControl holds that nothing in a faulty file can command a terminal: not the
// line, nor what of it is told in a text, a hint or a place.
func TestPrintControl(t *testing.T) {
	const evil = "a\x1b[2J\u009b2Jb\nc\rd\x00"
	var b strings.Builder
	err := diag.Print(&b, []diag.Problem{
		{File: evil, Line: 1, Col: 1, Code: diag.UnknownKey, Args: []any{evil}, Near: evil, Excerpt: evil},
	}, "sv")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range b.String() {
		if unicode.IsControl(r) && r != '\n' {
			t.Fatalf("%q comes through in %q", r, b.String())
		}
	}
	if n := strings.Count(b.String(), "\n"); n != 3 {
		t.Errorf("%d lines, wanted 3: %q", n, b.String())
	}
}

// TestPrintError holds that a failing writer is told of.
func TestPrintError(t *testing.T) {
	if err := diag.Print(failing{}, []diag.Problem{{Code: diag.EmptyPage}}, "sv"); err == nil {
		t.Error("Print is silent about a writer that fails")
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }
