package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// A bom is a list of what a release is made of, in CycloneDX 1.6: https://cyclonedx.org/docs/1.6/json/.
type bom struct {
	Schema       string          `json:"$schema"`
	Format       string          `json:"bomFormat"`
	SpecVersion  string          `json:"specVersion"`
	SerialNumber string          `json:"serialNumber"`
	Version      int             `json:"version"`
	Metadata     bomMetadata     `json:"metadata"`
	Components   []bomComponent  `json:"components"`
	Dependencies []bomDependency `json:"dependencies"`
	Compositions []bomComplete   `json:"compositions"`
}

type bomMetadata struct {
	Timestamp  string         `json:"timestamp"`
	Lifecycles []bomLifecycle `json:"lifecycles"`
	Authors    []bomAuthor    `json:"authors"`
	Component  bomComponent   `json:"component"`
}

type bomLifecycle struct {
	Phase string `json:"phase"`
}

type bomAuthor struct {
	Name string `json:"name"`
}

type bomComponent struct {
	Type       string         `json:"type"`
	Ref        string         `json:"bom-ref"`
	Name       string         `json:"name"`
	Version    string         `json:"version"`
	Hashes     []bomHash      `json:"hashes,omitempty"`
	Licences   []bomLicence   `json:"licenses"`
	PURL       string         `json:"purl"`
	References []bomReference `json:"externalReferences,omitempty"`
	Properties []bomProperty  `json:"properties,omitempty"`
}

type bomHash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

// A bomLicence is either one licence or, alone in its list, an expression of several.
type bomLicence struct {
	Licence    *bomLicenceID `json:"license,omitempty"`
	Expression string        `json:"expression,omitempty"`
}

type bomLicenceID struct {
	ID string `json:"id"`
}

type bomReference struct {
	Type   string    `json:"type"`
	URL    string    `json:"url"`
	Hashes []bomHash `json:"hashes"`
}

type bomProperty struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type bomDependency struct {
	Ref       string   `json:"ref"`
	DependsOn []string `json:"dependsOn,omitempty"`
}

type bomComplete struct {
	Aggregate    string   `json:"aggregate"`
	Dependencies []string `json:"dependencies"`
}

// newBOM returns the JSON of what the archives hold. The same parts and archives make the same bytes.
func newBOM(id releaseIdentity, parts partList, archives []archive) ([]byte, error) {
	own := parts.at("")
	main := bomComponent{
		Type: "application", Name: "vagvisare", Version: id.version, Licences: bomLicences(own.ids),
		PURL: "pkg:generic/vagvisare@" + url.QueryEscape(id.version),
	}
	main.Ref = main.PURL
	for _, a := range archives {
		main.References = append(main.References, bomReference{"distribution", a.name, []bomHash{sha256Hash(a.data)}})
	}
	b := bom{
		Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", Format: "CycloneDX", SpecVersion: "1.6", Version: 1,
		Metadata: bomMetadata{
			id.at.UTC().Format(time.RFC3339), []bomLifecycle{{"build"}}, []bomAuthor{{id.authors}}, main,
		},
	}
	refs := map[string]string{"": main.Ref}
	for _, p := range parts.others() {
		c, err := p.component(own.targets)
		if err != nil {
			return nil, err
		}
		b.Components = append(b.Components, c)
		refs[p.path] = c.Ref
	}
	complete := bomComplete{Aggregate: "complete"}
	for _, p := range append([]*part{own}, parts.others()...) {
		d := bomDependency{Ref: refs[p.path]}
		for _, need := range p.needs {
			d.DependsOn = append(d.DependsOn, refs[need])
		}
		b.Dependencies = append(b.Dependencies, d)
		complete.Dependencies = append(complete.Dependencies, d.Ref)
	}
	b.Compositions = []bomComplete{complete}
	return b.number()
}

// number gives a list its number, made of all that it says, and returns its JSON.
func (b bom) number() ([]byte, error) {
	text, err := json.Marshal(b)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(text)
	sum[6] = sum[6]&0x0f | 0x80 // a UUID of version 8: one's own way to make it
	sum[8] = sum[8]&0x3f | 0x80
	b.SerialNumber = fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
	text, err = json.MarshalIndent(b, "", "  ")
	return append(text, '\n'), err
}

// component tells of a part, and of its targets where these are not all.
func (p *part) component(all []string) (bomComponent, error) {
	c := bomComponent{Type: "library", Name: p.path, Version: p.version, Licences: bomLicences(p.ids), PURL: p.purl()}
	c.Ref = c.PURL
	if p.path != stdlib {
		sum, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(p.sum, "h1:"))
		if err != nil || len(sum) != sha256.Size {
			return c, fmt.Errorf("%s %s has the sum %q", p.path, p.version, p.sum)
		}
		c.Hashes = []bomHash{{"SHA-256", hex.EncodeToString(sum)}}
	}
	if len(p.targets) < len(all) {
		c.Properties = []bomProperty{{"vagvisare:only-in", strings.Join(p.targets, " ")}}
	}
	return c, nil
}

// purl names a part as scanners do: in lower case, whatever the module's own.
func (p *part) purl() string {
	var segments []string
	for segment := range strings.SplitSeq(strings.ToLower(p.path), "/") {
		segments = append(segments, url.PathEscape(segment))
	}
	return "pkg:golang/" + strings.Join(segments, "/") + "@" + url.QueryEscape(p.version)
}

func bomLicences(ids []string) []bomLicence {
	if len(ids) == 1 {
		return []bomLicence{{Licence: &bomLicenceID{ids[0]}}}
	}
	return []bomLicence{{Expression: strings.Join(ids, " AND ")}}
}

func sha256Hash(data []byte) bomHash {
	sum := sha256.Sum256(data)
	return bomHash{"SHA-256", hex.EncodeToString(sum[:])}
}
