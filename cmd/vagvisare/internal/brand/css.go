package brand

import (
	"fmt"
	"strings"
)

// StyleSheet returns the palette as the file assets/css/colours.css: custom properties of the document, for light screens and
// paper, for screens of readers who have chosen dark, and for those of readers whose computer has.
func (p Palette) StyleSheet() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "/* All colours, derived from the brand's %s. This file is made, not written: brand.colour in site.yaml\n", p.Brand)
	b.WriteString("   makes another. data-theme is the reader's own choice; paper is always light. */\n@layer token {\n")
	b.WriteString("\t:root {\n\t\tcolor-scheme: light;\n")
	fmt.Fprintf(&b, "\t\t--color-brand: %s;\n", p.Brand)
	p.Light.write(&b, "\t\t", light, nil)
	b.WriteString("\t}\n\n\t@media screen {\n\t\t:root[data-theme=\"dark\"] {\n\t\t\tcolor-scheme: dark;\n")
	p.Dark.write(&b, "\t\t\t", dark, p.Light)
	b.WriteString("\t\t}\n\t}\n\n\t@media screen and (prefers-color-scheme: dark) {\n")
	b.WriteString("\t\t:root:not([data-theme=\"light\"]) {\n\t\t\tcolor-scheme: dark;\n")
	p.Dark.write(&b, "\t\t\t", dark, p.Light)
	b.WriteString("\t\t}\n\t}\n}\n")
	return []byte(b.String())
}

// write writes the colours that differ from those of another scheme.
func (s Scheme) write(b *strings.Builder, indent string, roles []role, other Scheme) {
	for _, r := range roles {
		if c := s[r.name]; other == nil || other[r.name] != c {
			fmt.Fprintf(b, "%s--color-%s: %s;\n", indent, r.name, c)
		}
	}
}
