package publish_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// A troubled host notes what it is asked to change, and fails when a test wants it to.
type troubled struct {
	*memory
	calls []string // such as "put index.html"

	// What happens before each call, and what is then its failure.
	before func(ctx context.Context, op, path string) error
}

// errPassing is a failure that passes.
var errPassing = errors.New("the host is busy")

func newTroubled(knows bool) *troubled {
	return &troubled{memory: &memory{files: map[string][]byte{}, knows: knows}}
}

func (h *troubled) Passing(err error) bool { return errors.Is(err, errPassing) }

// do notes a change, lets happen what is to happen before it, and makes it.
func (h *troubled) do(ctx context.Context, op, path string, change func() error) error {
	h.mu.Lock()
	h.calls = append(h.calls, op+" "+path)
	before := h.before
	h.mu.Unlock()
	if before != nil {
		if err := before(ctx, op, path); err != nil {
			return err
		}
	}
	return change()
}

func (h *troubled) Read(ctx context.Context, path string) ([]byte, error) {
	if h.before != nil {
		if err := h.before(ctx, "read", path); err != nil {
			return nil, err
		}
	}
	return h.memory.Read(ctx, path)
}

func (h *troubled) Create(ctx context.Context, path string, data []byte) error {
	return h.do(ctx, "create", path, func() error { return h.memory.Create(ctx, path, data) })
}

func (h *troubled) Put(ctx context.Context, path, as string, content publish.Content) error {
	return h.do(ctx, "put", path, func() error { return h.memory.Put(ctx, path, as, content) })
}

func (h *troubled) Copy(ctx context.Context, from, to string) error {
	return h.do(ctx, "copy", to, func() error { return h.memory.Copy(ctx, from, to) })
}

func (h *troubled) Move(ctx context.Context, from, to string) error {
	return h.do(ctx, "move", to, func() error { return h.memory.Move(ctx, from, to) })
}

func (h *troubled) Remove(ctx context.Context, path string) error {
	return h.do(ctx, "remove", path, func() error { return h.memory.Remove(ctx, path) })
}

// changed returns the files of the site that have been sent, put in place or removed since it was last asked.
func (h *troubled) changed() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	calls := slices.DeleteFunc(h.calls, func(call string) bool { return strings.Contains(call, " .vagvisare/") })
	h.calls = nil
	slices.Sort(calls)
	return calls
}

// put lays a file on the host as somebody else would.
func (h *troubled) put(path, text string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.files[path] = []byte(text)
}

// take removes a file as somebody else would.
func (h *troubled) take(path string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.files, path)
}

// all returns everything that lies on the host.
func (h *troubled) all() map[string]string {
	h.mu.Lock()
	defer h.mu.Unlock()
	all := map[string]string{}
	for path, data := range h.files {
		all[path] = string(data)
	}
	return all
}

// portal is a site of some pages, each with its style sheet.
func portal(style string, pages ...string) map[string]string {
	css := named("assets/css/site-%s.css", style)
	files := map[string]string{"manifest.webmanifest": `{"name": "Portal"}`, css: style}
	for _, page := range pages {
		path, text, _ := strings.Cut(page, "=")
		files[path] = text + " src:" + css
	}
	return files
}

// sheet is where the style sheet of a portal lies.
func sheet(style string) string { return named("assets/css/site-%s.css", style) }

// wants holds that the site on a host is this one, and nothing else.
func wants(t *testing.T, host *troubled, sites ...map[string]string) {
	t.Helper()
	want := map[string]string{}
	for _, files := range sites {
		maps.Copy(want, files)
	}
	if diff := cmp.Diff(want, host.site()); diff != "" {
		t.Errorf("wanted (-), there (+):\n%s", diff)
	}
}

// both runs a test with a host that knows sums and headers, as S3 does, and with one that knows neither.
func both(t *testing.T, test func(t *testing.T, host *troubled)) {
	for name, knows := range map[string]bool{"sums known": true, "sums unknown": false} {
		t.Run(name, func(t *testing.T) { test(t, newTroubled(knows)) })
	}
}
