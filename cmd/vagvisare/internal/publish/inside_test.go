package publish

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRefuseNested(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"site/sub", "elsewhere", "sites"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for from, to := range map[string]string{"link": "site", "deep": "site/sub", "up": "."} {
		if err := os.Symlink(filepath.Join(dir, to), filepath.Join(dir, from)); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct{ site, target, want string }{
		{"site", "elsewhere", ""},
		{"site", "elsewhere/new/deeper", ""},
		{"site", "sites", ""},
		{"site", "new", ""},
		{"site", "site", "is the site itself"},
		{"site", "site/", "is the site itself"},
		{"site", "link", "is the site itself"},
		{"link", "site", "is the site itself"},
		{"site", "up/site", "is the site itself"},
		{"site", "site/sub", "lies inside the site"},
		{"site", "site/new", "lies inside the site"},
		{"site", "site/new/deeper", "lies inside the site"},
		{"site", "link/new", "lies inside the site"},
		{"site", "deep", "lies inside the site"},
		{"site", "elsewhere/../site/x", "lies inside the site"},
		{"site", ".", "the site"},
		{"site", "up", "the site"},
		{"site/sub", "link", "the site"},
	} {
		t.Run(test.site+" to "+test.target, func(t *testing.T) {
			err := refuseNested(filepath.Join(dir, test.site), dir+"/"+test.target)
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}
