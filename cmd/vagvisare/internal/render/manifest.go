package render

import (
	"encoding/json"
	"fmt"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/brand"
)

// manifestFile is what a device reads that puts the portal among its programs.
const manifestFile = "manifest.webmanifest"

// Sides of the icons, in pixels: what iOS asks for, and what the manifest must have for others.
const (
	touchIcon = 180
	smallIcon = 192
	largeIcon = 512
)

// iconName returns the name of an icon among the assets.
func iconName(size int) string { return fmt.Sprintf("images/icon-%d.png", size) }

// WithIcons returns the assets with the icons that devices ask for, drawn in the colours of a palette, but for those that a site
// brings along.
func WithIcons(assets *asset.Assets, palette brand.Palette) (*asset.Assets, error) {
	for _, size := range []int{touchIcon, smallIcon, largeIcon} {
		name := iconName(size)
		if assets.Data(name) != nil {
			continue
		}
		data, err := palette.Icon(size)
		if err == nil {
			assets, err = assets.With(name, data)
		}
		if err != nil {
			return nil, fmt.Errorf("draw assets/%s: %w", name, err)
		}
	}
	return assets, nil
}

// A manifest follows the W3C's Web Application Manifest. Its addresses are relative to where it lies.
type manifest struct {
	Name       string         `json:"name"`
	ShortName  string         `json:"short_name"`
	Language   string         `json:"lang"`
	Start      string         `json:"start_url"`
	Scope      string         `json:"scope"`
	Display    string         `json:"display"`
	Theme      string         `json:"theme_color"`
	Background string         `json:"background_color"`
	Icons      []manifestIcon `json:"icons"`
}

type manifestIcon struct {
	Source  string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
}

func (r *Renderer) manifest() ([]byte, error) {
	m := manifest{
		Name: r.site.Title + " – " + r.site.Organisation, ShortName: r.site.Title, Language: r.site.Language,
		Start: "./", Scope: "./", Display: "minimal-ui",
		Theme: r.palette.Light["surface"].String(), Background: r.palette.Light["paper"].String(),
	}
	for _, size := range []int{smallIcon, largeIcon} {
		path, err := r.assets.Path(iconName(size))
		if err != nil {
			return nil, err
		}
		m.Icons = append(m.Icons, manifestIcon{path, fmt.Sprintf("%[1]dx%[1]d", size), "image/png", "any maskable"})
	}
	data, err := json.Marshal(m)
	return append(data, '\n'), err
}

// installable puts into the tree what a device reads to put the portal among its programs.
func (p *publisher) installable() { p.file(manifestFile, nil, p.renderer.manifest) }

// TouchIcon returns the published path of the icon for a device's home screen.
func (v *View) TouchIcon() (string, error) { return v.renderer.assets.Path(iconName(touchIcon)) }

// Picture returns the absolute address of a picture that stands for the portal where a page is shared, or "" when the portal's own
// address is not known.
func (v *View) Picture() (string, error) {
	if v.Site.URL == "" {
		return "", nil
	}
	path, err := v.renderer.assets.Path(iconName(largeIcon))
	return v.Site.URL + path, err
}
