package move_test

import "testing"

// TestLogo holds that the portal's logo may be moved.
func TestLogo(t *testing.T) {
	const brand = "brand:\n  logo: "
	after, _ := do(t, map[string]string{
		"site.yaml":       siteYAML + brand + "filer/logo.svg\n",
		"filer/logo.svg":  "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
		"planera/sida.md": "---\ntitle: Sida\n---\nText.\n",
	}, "filer/logo.svg", "bilder/kommunen.svg")
	if want := siteYAML + brand + "bilder/kommunen.svg\n"; after["site.yaml"] != want {
		t.Errorf("site.yaml is %s, want %s", after["site.yaml"], want)
	}
}
