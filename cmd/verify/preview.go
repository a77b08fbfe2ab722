package main

import (
	"fmt"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"vagvisare/cmd/verify/internal/browser"
)

// checkPreview edits pages while they are read, and holds that readers see what has changed
// and lose nothing of theirs.
func checkPreview(s *session, t *tally) {
	if err := runPreview(s, t); err != nil {
		t.fail("%v", err)
	}
	slices.Sort(t.messages) // done in parallel, told in order
}

func runPreview(s *session, t *tally) error {
	script, err := axeScript(s)
	if err != nil {
		return err
	}
	return s.browse(func(b *browser.Browser) error {
		jobs := []func() error{
			func() error { return editPortal(s, b, t) },
			func() error { return lookAtStyle(s, b, &audit{tally: t, axe: script}) },
		}
		for _, edit := range edits() {
			jobs = append(jobs, func() error { return takeEdit(s, b, &audit{tally: t, axe: script}, edit) })
		}
		return atOnce(jobs)
	})
}

// atOnce does jobs, a few at a time, and returns what went wrong.
func atOnce(jobs []func() error) error {
	var group errgroup.Group
	group.SetLimit(max(2, runtime.NumCPU()))
	for _, job := range jobs {
		group.Go(job)
	}
	return group.Wait()
}

// An editing is what an editor does while somebody reads, and what that reader then sees.
type editing struct {
	name string
	take func(*reading)
}

func edits() []editing {
	return []editing{
		{"what a reader has done stays", keepForms},
		{"the page stays where it is", keepPlace},
		{"nodes are moved, not made anew", moveItems},
		{"what scripts have made stays", keepScripts},
		{"what scripts cannot take in starts anew", startAnew},
		{"a style sheet changes without a flash", changeStyle},
		{"a picture changes", changePicture},
		{"a page goes and comes back", losePage},
		{"a page cannot be made", breakPage},
		{"errors are told, and mended", tellErrors},
		{"what was saved elsewhere is told", tellSaved},
		{"the editor's bar", showBar},
		{"the bar leaves room", leaveRoom},
		{"tabs share a connection", shareConnection},
		{"hidden tabs catch up", catchUp},
		{"a page that is left lets go", letGo},
		{"the server goes and comes back", loseServer},
		{"it can be used by all", lookAtPreview},
	}
}

// A reading is a walk on a page of a preview that is edited meanwhile.
type reading struct {
	*walk
	host    *previewHost
	browser *browser.Browser
	audit   *audit
}

func takeEdit(s *session, b *browser.Browser, a *audit, e editing) error {
	pages, err := previewPages()
	if err != nil {
		return err
	}
	host, err := newPreviewHost(s, pages)
	if err != nil {
		return err
	}
	defer host.closeSlow()
	page, err := b.NewPage() // which shares with others, as tabs do
	if err != nil {
		return err
	}
	r := &reading{&walk{way: host.way, name: e.name, tally: a.tally, page: page}, host, b, a}
	e.take(r)
	r.end()
	return page.Close()
}

// begin opens a page, and waits until the preview listens.
func (r *reading) begin(page string, view browser.View) {
	r.open(page, view)
	r.until("the preview is there", piece(`shown("bar")`))
	r.until("it listens", piece(`text("facts").includes("ord")`))
	r.run(`void (globalThis.same = document.querySelector("main"))`)
}

// edit changes texts of a page, which the host reports.
func (r *reading) edit(name string, pairs ...string) {
	r.do(func() error { return r.host.edit(name, pairs...) })
}

// tell does something with the host.
func (r *reading) tell(do func(*previewHost)) {
	r.do(func() error {
		do(r.host)
		return nil
	})
}

// stays checks that the page has not started anew.
func (r *reading) stays() {
	r.holds("the page is the same", `globalThis.same?.isConnected`)
}

// connected waits until the host has so many streams open.
func (r *reading) connected(what string, open int) {
	r.do(func() error {
		for deadline := time.Now().Add(3 * time.Minute); ; {
			now := r.host.connections()
			if now == open {
				r.tally.pass()
				return nil
			}
			if time.Now().After(deadline) {
				return fmt.Errorf("it did not come to this: %s: %d streams are open", what, now)
			}
			if err := r.page.Settle(); err != nil {
				return fmt.Errorf("%s: %w", what, err)
			}
		}
	})
}

// piece makes an expression of what the preview shows of its own a whole one.
func piece(expression string) string {
	return `(() => {
		const root = document.querySelector("vagvisare-preview").shadowRoot;
		const piece = (name) => root.querySelector('[data-part="' + name + '"]');
		const shown = (name) => piece(name).checkVisibility();
		const text = (name) => piece(name).textContent.replace(/\s+/g, " ").trim();
		return ` + expression + `;
	})()`
}
