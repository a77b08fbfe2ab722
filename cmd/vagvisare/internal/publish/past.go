package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/write"
)

// A past is what lies on a host, and what earlier runs have left word of.
type past struct {
	there    map[string]Entry
	manifest map[string]string // path → SHA-256 of what visitors see; nil if nothing has been published
	before   map[string]string // the version before; nil if there is none to go back to
	state    state
	touched  touched
	name     string // of the site there; "" if there is none
	headers  bool   // whether the host keeps headers
}

// A state is what a host must remember besides the files of two versions.
type state struct {
	// Left says since when no page names a file that is still there.
	Left map[string]time.Time `json:"left,omitempty"`

	// Headers are those that files of each ending were last sent with.
	Headers map[string]string `json:"headers,omitempty"`
}

// A touched is word of a run that has begun and not ended: until it has, nobody can say what the files
// that it may have changed hold.
type touched struct {
	Paths []string `json:"paths"`
	Kept  bool     `json:"kept"` // whether a copy was kept of each before it was changed
	To    string   `json:"to"`   // the version that the run was to lead to

	// New tells what those of Paths hold that were not there when the run began, if they are there now: SHA-256 in hex.
	// Hosts that know sums tell that themselves.
	New map[string]string `json:"new,omitempty"`
}

// versionOf returns what tells a version from all others.
func versionOf(sums map[string]string) string {
	sum := sha256.Sum256(write.FormatManifest(sums))
	return hex.EncodeToString(sum[:])
}

// look asks a host for all that lies there.
func look(ctx context.Context, host Host) (*past, error) {
	p := &past{headers: host.Headers()}
	var err error
	if p.there, err = host.List(ctx); err != nil {
		return nil, err
	}
	if p.manifest, err = p.readManifest(ctx, host, manifestPath); err != nil {
		return nil, err
	}
	if p.before, err = p.readManifest(ctx, host, beforePath); err != nil {
		return nil, err
	}
	if err := p.readJSON(ctx, host, statePath, &p.state); err != nil {
		return nil, err
	}
	if err := p.readJSON(ctx, host, touchedPath, &p.touched); err != nil {
		return nil, err
	}
	if p.manifest != nil && p.has(webManifest) {
		data, err := host.Read(ctx, webManifest)
		if err != nil {
			return nil, err
		}
		p.name, _ = readName(inline(data)) // what cannot be read is no reason to leave it there
	}
	return p, nil
}

func (p *past) has(path string) bool {
	_, ok := p.there[path]
	return ok
}

func (p *past) readManifest(ctx context.Context, host Host, path string) (map[string]string, error) {
	if !p.has(path) {
		return nil, nil
	}
	data, err := host.Read(ctx, path)
	if err != nil {
		return nil, err
	}
	sums, err := write.ParseManifest(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w", host, path, err)
	}
	return sums, nil
}

func (p *past) readJSON(ctx context.Context, host Host, path string, to any) error {
	if !p.has(path) {
		return nil
	}
	data, err := host.Read(ctx, path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, to); err != nil {
		return fmt.Errorf("%s: %s: %w", host, path, err)
	}
	return nil
}

// ours returns the files there that earlier runs have put there, whether these ended or not.
func (p *past) ours() map[string]bool {
	ours := map[string]bool{}
	add := func(path string) {
		if p.has(path) {
			ours[path] = true
		}
	}
	for path := range p.manifest {
		add(path)
	}
	for path := range p.state.Left {
		add(path)
	}
	for _, path := range p.touched.Paths {
		add(path)
	}
	return ours
}

// foreign returns the files there that no run has put there.
func (p *past) foreign() map[string]bool {
	foreign := map[string]bool{}
	ours := p.ours()
	for path := range p.there {
		if !ours[path] && !strings.HasPrefix(path, own) {
			foreign[path] = true
		}
	}
	return foreign
}

// readName returns the name that a site gives itself in its web manifest.
func readName(content Content) (string, error) {
	if content.Open == nil {
		return "", fs.ErrNotExist
	}
	f, err := content.Open()
	if err != nil {
		return "", err
	}
	defer f.Close()
	var manifest struct{ Name string }
	if err := json.NewDecoder(f).Decode(&manifest); err != nil {
		return "", err
	}
	if manifest.Name == "" {
		return "", errors.New("it has no name")
	}
	return manifest.Name, nil
}
