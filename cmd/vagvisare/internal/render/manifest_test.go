package render_test

import (
	"bytes"
	"encoding/json"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/brand"
	"vagvisare/cmd/vagvisare/internal/render"
)

// TestManifest holds that what a device reads to install the portal leads to icons of the sizes that it says.
func TestManifest(t *testing.T) {
	out, problems := publish(t, nil)
	assets, _ := fewAssets()
	if err := assets.Publish(out); err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	data, err := out.ReadFile("manifest.webmanifest")
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		Name  string `json:"name"`
		Start string `json:"start_url"`
		Icons []struct{ Src, Sizes string }
	}
	if err := json.Unmarshal(data, &manifest); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(manifest.Name, "Portalen") || manifest.Start != "./" || len(manifest.Icons) != 2 {
		t.Errorf("the manifest says %+v", manifest)
	}
	for _, icon := range manifest.Icons {
		data, err := out.ReadFile(icon.Src)
		if err != nil {
			t.Error(err)
			continue
		}
		drawn, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil || !strings.HasPrefix(icon.Sizes, "192x") && !strings.HasPrefix(icon.Sizes, "512x") || drawn.Width != drawn.Height {
			t.Errorf("%s: %v, %+v", icon.Src, err, drawn)
		}
	}
}

// TestWithIcons holds that icons in another colour have other names, and that one that the site brings along stays as it is.
func TestWithIcons(t *testing.T) {
	path := func(colour, name string, root fstest.MapFS) string {
		t.Helper()
		assets, problems := asset.Load(root)
		drawn, err := render.WithIcons(assets, brand.For(colour))
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		path, err := drawn.Path(name)
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	none := fstest.MapFS{"assets/a.txt": {}}
	own := fstest.MapFS{"assets/images/icon-180.png": {Data: []byte("own")}}
	for _, c := range []struct {
		name string
		root fstest.MapFS
		same bool
	}{
		{"images/icon-180.png", none, false},
		{"images/icon-512.png", none, false},
		{"images/icon-180.png", own, true},
		{"images/icon-192.png", own, false},
	} {
		red, green := path("#c8102e", c.name, c.root), path("#00aa00", c.name, c.root)
		if (red == green) != c.same {
			t.Errorf("%s of %v is %s in red, %s in green", c.name, c.root, red, green)
		}
	}
}
