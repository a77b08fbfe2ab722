package render_test

import (
	"html"
	"testing"
)

// TestShare holds that a mail about a page needs no script, whatever stands in the title.
func TestShare(t *testing.T) {
	shared := page("planera/a.md", "")
	shared.Title = "Larm & “lås” på 50 %?"
	got, err := read(t, map[string]string{"page.html": `<a href="{{.Share}}">Dela</a>`}, "planera/a/index.html", shared)
	want := `<a href="mailto:?subject=Larm%20%26%20%E2%80%9Cl%C3%A5s%E2%80%9D%20p%C3%A5%2050%20%25%3F` +
		`&body=Larm%20%26%20%E2%80%9Cl%C3%A5s%E2%80%9D%20p%C3%A5%2050%20%25%3F%0D%0Ahttps%3A%2F%2Fportal.example%2Fvt%2Fplanera%2Fa%2F">Dela</a>`
	if html.UnescapeString(got) != want || err != nil {
		t.Errorf("got %s, %v, wanted %s", got, err, want)
	}
}
