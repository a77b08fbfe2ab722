package headers_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/headers"
	"vagvisare/cmd/vagvisare/internal/site"
)

func TestCacheControl(t *testing.T) {
	for path, want := range map[string]string{
		"assets/css/site-0123456789.css":               headers.Immutable,
		"assets/images/logo-abcdef0123.svg":            headers.Immutable,
		"assets/top-abcdef0123.txt":                    headers.Immutable,
		"assets/fonts/a.b/text.bold-abcdef0123.woff2":  headers.Immutable,
		"assets/files/licens-abcdef0123":               headers.Immutable,
		"search/pages/01234567-0.js":                   headers.Immutable,
		"search/pages/01234567-39.js":                  headers.Immutable,
		"search/terms/01234567.js":                     headers.Immutable,
		"search/words/01234567.js":                     headers.Immutable,
		"search/filters/01234567.js":                   headers.Immutable,
		"search/manifest.js":                           headers.Revalidate,
		"search/index.html":                            headers.Revalidate,
		"search/terms/index.html":                      headers.Revalidate,
		"assets/images/icon-180-abcdef0123.png":        headers.Immutable,
		"assets/images/icon-180.png":                   headers.Revalidate,
		"assets/css/site.css":                          headers.Revalidate,
		"assets/css/site-0123456789a.css":              headers.Revalidate,
		"assets/css/site-012345678G.css":               headers.Revalidate,
		"assets/x-0123456789/index.html":               headers.Revalidate,
		"index.html":                                   headers.Revalidate,
		"planera/assets/css/site-0123456789.css":       headers.Revalidate,
		"planera/plan-0123456789/plan-0123456789.docx": headers.Revalidate,
		"": headers.Revalidate,
	} {
		if got := headers.CacheControl(path); got != want {
			t.Errorf("CacheControl(%q) = %q, want %q", path, got, want)
		}
	}
}

// TestNamesAreKnown holds that what is named after its contents is taken for it, as it is named today. The
// search's files are held by TestHashed of package build, which needs a whole site.
func TestNamesAreKnown(t *testing.T) {
	assets, problems := asset.Load(fstest.MapFS{
		"assets/css/a.css":      {Data: []byte("a{color:red}")},
		"assets/js/a.js":        {Data: []byte("a()")},
		"assets/fonts/Text.TTF": {Data: []byte("font")},
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, name := range []string{"css/site.css", "js/site.js", "fonts/Text.TTF"} {
		if path, err := assets.Path(name); err != nil || !headers.IsHashed(path) {
			t.Errorf("%s is published as %q, error %v, which is not taken for named after its contents", name, path, err)
		}
	}
	hash := strings.Repeat("0123456789abcdef", 4)
	for _, source := range []string{"planera/Kalkyl för lås.XLSX", "licens", "ö.tar.gz", "bilder/Bild 2024010112.svg", "film.mp4", "film.vtt"} {
		if f := (&site.File{Source: source, Hash: hash}); !headers.IsHashed(f.Path()) {
			t.Errorf("%s is published as %q, which is not taken for named after its contents", source, f.Path())
		}
	}
}

func TestContentType(t *testing.T) {
	for path, want := range map[string]string{
		"index.html":           "text/html; charset=utf-8",
		"a/b.c/SITE.CSS":       "text/css; charset=utf-8",
		"search/manifest.js":   "text/javascript; charset=utf-8",
		"manifest.webmanifest": "application/manifest+json; charset=utf-8",
		"feed.xml":             "application/xml; charset=utf-8",
		"a.svg":                "image/svg+xml; charset=utf-8",
		"a.vtt":                "text/vtt; charset=utf-8",
		"a.avif":               "image/avif",
		"a.docx":               "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		"a.pdf":                "application/pdf",
		"a.html.exe":           "application/octet-stream",
		"html":                 "application/octet-stream",
		"a.html/":              "application/octet-stream",
		"a.":                   "application/octet-stream",
	} {
		if got := headers.ContentType(path); got != want {
			t.Errorf("ContentType(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestTypes(t *testing.T) {
	seen := map[string]bool{}
	for _, ty := range headers.Types() {
		if seen[ty.Ending] || ty.Ending != strings.ToLower(ty.Ending) || strings.ContainsAny(ty.Ending, ". ") || !strings.Contains(ty.Name, "/") {
			t.Errorf("%+v is repeated or wrong", ty)
		}
		seen[ty.Ending] = true
		if strings.HasPrefix(ty.Name, "text/") && !ty.Text {
			t.Errorf("%s is text without a charset", ty.Ending)
		}
		if got := headers.ContentType("x." + ty.Ending); got != ty.String() {
			t.Errorf("ContentType of %s is %q, want %q", ty.Ending, got, ty)
		}
	}
}

func TestSecurity(t *testing.T) {
	names := func(https bool) map[string]string {
		found := map[string]string{}
		for _, h := range headers.Security(https) {
			if found[h.Name] != "" || strings.ContainsAny(h.Name+h.Value, "\r\n\"\\") {
				t.Errorf("%+v is repeated or cannot stand in a configuration", h)
			}
			found[h.Name] = h.Value
		}
		return found
	}
	open, closed := names(false), names(true)
	for _, name := range []string{"Strict-Transport-Security", "Cross-Origin-Opener-Policy"} {
		if open[name] != "" || closed[name] == "" {
			t.Errorf("%s is for https alone", name)
		}
	}
	policy := open["Content-Security-Policy"]
	if !strings.HasPrefix(policy, "default-src 'self';") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "data:") {
		t.Errorf("the policy %q lets in more than the site's own files", policy)
	}
}
