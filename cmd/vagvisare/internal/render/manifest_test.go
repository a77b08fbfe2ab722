package render_test

import (
	"encoding/json"
	"image/png"
	"strings"
	"testing"
)

// TestManifest holds that what a device reads to install the portal leads to icons of the sizes that it says.
func TestManifest(t *testing.T) {
	data, err := read(t, nil, "manifest.webmanifest")
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		Name  string `json:"name"`
		Start string `json:"start_url"`
		Icons []struct{ Src, Sizes string }
	}
	if err := json.Unmarshal([]byte(data), &manifest); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(manifest.Name, "Portalen") || manifest.Start != "./" || len(manifest.Icons) != 2 {
		t.Errorf("the manifest says %+v", manifest)
	}
	for _, icon := range manifest.Icons {
		data, _ := read(t, nil, icon.Src)
		drawn, err := png.DecodeConfig(strings.NewReader(data))
		if err != nil || !strings.HasPrefix(icon.Sizes, "192x") && !strings.HasPrefix(icon.Sizes, "512x") || drawn.Width != drawn.Height {
			t.Errorf("%s: %v, %+v", icon.Src, err, drawn)
		}
	}
}
