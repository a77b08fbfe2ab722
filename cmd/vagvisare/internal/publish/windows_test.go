package publish

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWindowsFaults(t *testing.T) {
	long := strings.Repeat("a/", 115) + "index.html"
	for _, test := range []struct {
		name  string
		names []string
		want  []string
	}{
		{"what a portal has", []string{"index.html", "planera/index.html", ".vagvisare/manifest", "assets/css/site-0123456789.css", "åäö é/con-tur.html", "com10/a.pdf", "console/a"}, nil},
		{"devices", []string{"aux/index.html", "a/Nul.tar.gz", "com1", "prn .txt", "lpt³.md"}, []string{
			"a/Nul.tar.gz (Nul is a device)", "aux/index.html (aux is a device)", "com1 (com1 is a device)",
			"lpt³.md (lpt³ is a device)", "prn .txt (prn is a device)",
		}},
		{"characters", []string{"a:b", "fråga?/index.html", "x\ty", `c\d`}, []string{
			"a:b (it must not have ':')", `c\d (it must not have '\\')`, "fråga?/index.html (it must not have '?')", "x\ty (it must not have '\\t')",
		}},
		{"endings", []string{"mapp./a.html", "b "}, []string{
			"b  (it must not end with a dot or a space)", "mapp./a.html (it must not end with a dot or a space)",
		}},
		{"case", []string{"Larm/index.html", "larm/index.html", "LARM", "Å.html", "å.html"}, []string{
			"LARM (a folder has that name too)", "larm/index.html (the same as Larm/index.html to it)", "å.html (the same as Å.html to it)",
		}},
		{"length", []string{long, long + "x", strings.Repeat("ö", 240), strings.Repeat("😀", 121)}, []string{
			long + "x (241 characters are more than 240)", strings.Repeat("😀", 121) + " (242 characters are more than 240)",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			slices.Reverse(test.names)
			if diff := cmp.Diff(test.want, windowsFaults(test.names)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRefuseWindows(t *testing.T) {
	if err := refuseWindows([]string{"index.html"}); err != nil {
		t.Error(err)
	}
	err := refuseWindows([]string{"aux", "b?", "c?", "d?", "e?"})
	for _, part := range []string{"aux (aux is a device)", "2 more", "--yes", "rename"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%v does not tell %q", err, part)
		}
	}
}
