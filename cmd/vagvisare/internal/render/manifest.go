package render

import (
	"encoding/json"
	"fmt"
	"strings"
)

// manifestFile is what a device reads that puts the portal among its programs.
const manifestFile = "manifest.webmanifest"

// Sides of the icons, in pixels: what iOS asks for, and what the manifest must have for others.
const (
	touchIcon = 180
	smallIcon = 192
	largeIcon = 512
)

// iconPath returns where an icon is published. Its colour is a part of the name, so that a new colour gets a new address.
func (r *Renderer) iconPath(size int) string {
	return fmt.Sprintf("assets/images/icon-%s-%d.png", strings.TrimPrefix(r.palette.Light["badge"].String(), "#"), size)
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
		m.Icons = append(m.Icons, manifestIcon{r.iconPath(size), fmt.Sprintf("%[1]dx%[1]d", size), "image/png", "any maskable"})
	}
	data, err := json.Marshal(m)
	return append(data, '\n'), err
}

// installable puts into the tree what a device needs to put the portal among its programs.
func (p *publisher) installable() {
	p.file(manifestFile, nil, p.renderer.manifest)
	for _, size := range []int{touchIcon, smallIcon, largeIcon} {
		p.file(p.renderer.iconPath(size), nil, func() ([]byte, error) { return p.renderer.palette.Icon(size) })
	}
}

// TouchIcon returns the published path of the icon for a device's home screen.
func (v *View) TouchIcon() string { return v.renderer.iconPath(touchIcon) }

// Picture returns the absolute address of a picture that stands for the portal where a page is shared, or "" when the portal's own
// address is not known.
func (v *View) Picture() string {
	if v.Site.URL == "" {
		return ""
	}
	return v.Site.URL + v.renderer.iconPath(largeIcon)
}
