package main

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestFlaws(t *testing.T) {
	const text = `{
		"categories": {
			"seo": {"score": 0.9, "auditRefs": [
				{"id": "link-text", "weight": 1}, {"id": "canonical", "weight": 1}, {"id": "robots-txt", "weight": 1}, {"id": "structured-data", "weight": 0}]},
			"accessibility": {"score": 1, "auditRefs": [{"id": "link-text", "weight": 1}]}
		},
		"audits": {
			"link-text": {"title": "Links have text", "score": 0, "details": {"items": [{"node": {"selector": "main > a", "explanation": "Fix:\nadd text"}}, {"href": "x"}]}},
			"canonical": {"title": "Canonical", "score": 1},
			"robots-txt": {"title": "Robots", "score": null},
			"structured-data": {"title": "Data", "score": 0}
		}
	}`
	var r lighthouseReport
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	want := []string{"seo: 90", "  link-text: Links have text", "    main > a Fix: add text"}
	if got := r.flaws(); !slices.Equal(got, want) {
		t.Errorf("flaws %q, want %q", got, want)
	}
}

func TestSortMessages(t *testing.T) {
	messages := []nuMessage{
		{Type: "error", URL: "file:/tmp/site/a/index.html", LastLine: 3, LastColumn: 7, Message: "Stray end tag.", Extract: " </p> "},
		{Type: "error", URL: "file:/tmp/site/site.css", Message: "CSS: “paint-order”: Property “paint-order” doesn't exist."},
		{Type: "error", URL: "file:/tmp/site/site.css", LastLine: 1, LastColumn: 2, Message: "CSS: “colour”: Property “colour” doesn't exist."},
	}
	problems, unknown := sortMessages("/tmp/site", messages)
	if unknown != 1 || len(problems) != 2 ||
		!slices.Equal(problems["a/index.html"], []string{"3:7: error: Stray end tag.\n    </p>"}) || len(problems["site.css"]) != 1 {
		t.Errorf("problems %q, %d unknown", problems, unknown)
	}
}

func TestDeferred(t *testing.T) {
	const page = `<script src="../assets/theme.js"></script><script src="../assets/site.js" defer></script><script>x</script>`
	if got := deferred([]byte(page)); !slices.Equal(got, []string{"site.js"}) {
		t.Errorf("deferred scripts %q", got)
	}
}
