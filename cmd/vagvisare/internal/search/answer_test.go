package search_test

import (
	"encoding/json"
	"net/url"
	"os"
	"strconv"
	"testing"

	"github.com/dop251/goja"
	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vagvisare/cmd/vagvisare/internal/search"
)

// sameJSON holds that two values are written alike, but for what scores may differ by.
func sameJSON(t *testing.T, q question, want, got []byte) {
	t.Helper()
	var wanted, answered any
	if err := json.Unmarshal(want, &wanted); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(got, &answered); err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(wanted, answered, cmpopts.EquateApprox(1e-9, 0)); diff != "" {
		t.Errorf("%v: answers of the script (-), of this package (+):\n%.3000s", q, diff)
	}
}

// answerJSON answers a question as a server does.
func answerJSON(t *testing.T, ix *search.Index, q question) []byte {
	t.Helper()
	var answer any = ix.Suggest(q.Text, q.Limit)
	if !q.Suggest {
		var err error
		answer, err = ix.Answer(search.Query{Text: q.Text, Phase: q.Phase, Kind: q.Kind, Role: q.Role, Limit: q.Limit}, q.Facets)
		if err != nil {
			t.Fatal(err)
		}
	}
	data, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// questions are some of the golden ones, and some at random: that all are answered alike is for TestParity to hold.
func questions(t *testing.T, ix *search.Index, pages []*search.Document) []question {
	asked := []question{{Text: "", Limit: 10, Facets: true}, {Text: "", Limit: 8, Suggest: true}, {Text: "xyzzy <b>&", Limit: 10, Facets: true}}
	for i, g := range goldens(t) {
		if i%54 == 0 {
			asked = append(asked, question{Text: g.query, Limit: 10, Facets: i%108 == 0})
		}
	}
	return append(asked, randomQueries(ix, pages, 10)...)
}

// TestAnswer holds that an Answer is the object that the script returns, name by name.
func TestAnswer(t *testing.T) {
	pages, glossary := documents(t, *corpus)
	ix := indexOf(t, "", pages, glossary)
	b := newBrowser(t, compiled(t, ix))
	if err := b.open(); err != nil {
		t.Fatal(err)
	}
	for _, q := range questions(t, ix, pages) {
		result, err := b.await(b.start(q))
		if err != nil {
			t.Fatal(err)
		}
		b.define("answer", result)
		sameJSON(t, q, []byte(b.eval(`JSON.stringify(answer)`).String()), answerJSON(t, ix, q))
	}
}

// TestPreviewClient holds that in the preview the script's index is the server, whatever the script makes of it, and that
// its failures are such as the portal's pages know.
func TestPreviewClient(t *testing.T) {
	client, err := os.ReadFile("../preview/client/80-search.js")
	if err != nil {
		t.Fatal(err)
	}
	source, err := script()
	if err != nil {
		t.Fatal(err)
	}
	pages, glossary := documents(t, *corpus)
	ix := indexOf(t, "", pages, glossary)
	b := &browser{t: t, vm: goja.New()}
	status, body := 200, ""
	b.define("answer", func(address string) map[string]any {
		if status == 0 {
			panic(b.vm.NewTypeError("no such server"))
		}
		current := status
		if current == 503 { // the index has been made when it is asked for again
			status = 200
		}
		return map[string]any{"ok": current == 200, "status": current, "body": b.body(ix, address, body)}
	})
	b.eval(`globalThis.TextDecoder = class {};
		globalThis.setTimeout = (then) => then();
		globalThis.URLSearchParams = class {
			constructor(values) { this.values = values }
			toString() { return Object.entries(this.values).map((pair) => pair.map(encodeURIComponent).join("=")).join("&") }
		};
		globalThis.fetch = async (address) => {
			const { ok, status, body } = answer(address);
			return { ok, status, json: async () => JSON.parse(body) };
		}`)
	b.eval(string(client))
	b.eval(source)
	if err := b.open(); err != nil {
		t.Fatal(err)
	}
	for _, q := range questions(t, ix, pages) {
		result, err := b.await(b.start(q))
		if err != nil {
			t.Fatal(err)
		}
		b.define("answered", result)
		sameJSON(t, q, answerJSON(t, ix, q), []byte(b.eval(`JSON.stringify(answered)`).String()))
	}
	for _, c := range []struct {
		status     int
		body, want string
	}{{0, "", "Missing"}, {404, "", "Missing"}, {500, "", "Missing"}, {200, "<!doctype html>", "Damaged"}, {503, "", ""}} {
		status, body = c.status, c.body
		told := ""
		if _, err := b.answer(b.start(question{Text: "larm", Limit: 10})); err != nil {
			told = err.Error()
		}
		if told != c.want {
			t.Errorf("status %d: told %q, want %q", c.status, told, c.want)
		}
	}
}

// body returns what a server sends, or something else.
func (b *browser) body(ix *search.Index, address, instead string) string {
	b.t.Helper()
	u, err := url.Parse(address)
	if err != nil || instead != "" {
		return instead
	}
	values := u.Query()
	limit, err := strconv.Atoi(values.Get("limit"))
	if err != nil {
		b.t.Error(err)
	}
	q := question{
		Text: values.Get("q"), Phase: values.Get("fas"), Kind: values.Get("typ"), Role: values.Get("roll"), Limit: limit,
		Facets: values.Get("facets") == "1", Suggest: u.Path == "/_vagvisare/suggest",
	}
	return string(answerJSON(b.t.(*testing.T), ix, q))
}
