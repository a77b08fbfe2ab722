package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/publish"
)

// A publishReport is what publish tells at its end: what it has done, or with --dry-run what it would do.
type publishReport struct {
	target  string
	back    bool // whether it is about the version before
	packed  bool // whether the target is an archive
	started time.Time
	result  publish.Result
	plan    *publish.Plan // if nothing was done
}

// jsonPublish is the report for programs. Its names are a promise.
type jsonPublish struct {
	Target    string      `json:"target"`
	DryRun    bool        `json:"dry_run"`
	Rollback  bool        `json:"rollback"`
	Files     int         `json:"files"`
	Sent      int         `json:"sent"`
	SentBytes int64       `json:"sent_bytes"`
	Removed   int         `json:"removed"`
	Kept      int         `json:"kept"`
	KeptUntil string      `json:"kept_until,omitempty"`
	Seconds   float64     `json:"seconds"`
	Changes   *jsonChange `json:"changes,omitempty"` // with --dry-run
}

// A jsonChange lists paths.
type jsonChange struct {
	New     []string `json:"new"`
	Changed []string `json:"changed"`
	Removed []string `json:"removed"`
	Kept    []string `json:"kept"`
}

func (r *publishReport) print(w io.Writer, flags *publishFlags) (err error) {
	switch {
	case flags.json:
		return r.writeJSON(w)
	case r.plan != nil:
		return writePlan(w, r.plan, r.target)
	case !flags.quiet:
		_, err = fmt.Fprintln(w, r.summary())
	}
	return err
}

// beginning tells what is about to be done.
func (r *publishReport) beginning(plan *publish.Plan) string {
	files := len(plan.New) + len(plan.Changed)
	if r.back {
		return fmt.Sprintf("bringing back the version before to %s: %s to put back (%s), %d to remove",
			r.target, plural(files, "file"), size(plan.Bytes), len(plan.Removed))
	}
	return fmt.Sprintf("publishing to %s: %s to send (%s), %d to remove",
		r.target, plural(files, "file"), size(plan.Bytes), len(plan.Removed))
}

// summary is the last line of a run that went well.
func (r *publishReport) summary() string {
	result := r.result
	if r.packed {
		return fmt.Sprintf("packed %s into %s (%s) in %.1f s", plural(result.Files, "file"), r.target, size(result.SentBytes),
			time.Since(r.started).Seconds())
	}
	if result.Sent == 0 && result.Removed == 0 {
		return fmt.Sprintf("nothing to do: %s has all %s", r.target, plural(result.Files, "file"))
	}
	verb, sent := "published", "sent"
	if r.back {
		verb, sent = "brought back", "put back"
	}
	parts := []string{fmt.Sprintf("%d %s (%s)", result.Sent, sent, size(result.SentBytes)), fmt.Sprintf("%d removed", result.Removed)}
	if result.Kept > 0 {
		kept := plural(result.Kept, "old one") + " kept"
		if !result.KeptUntil.IsZero() {
			kept += " until " + result.KeptUntil.Local().Format(time.DateOnly)
		}
		parts = append(parts, kept)
	}
	return fmt.Sprintf("%s %s to %s: %s in %.1f s", verb, plural(result.Files, "file"), r.target, strings.Join(parts, ", "),
		time.Since(r.started).Seconds())
}

func (r *publishReport) writeJSON(w io.Writer) error {
	out := jsonPublish{
		Target: r.target, DryRun: r.plan != nil, Rollback: r.back,
		Files: r.result.Files, Sent: r.result.Sent, SentBytes: r.result.SentBytes, Removed: r.result.Removed, Kept: r.result.Kept,
		Seconds: time.Since(r.started).Round(time.Millisecond).Seconds(),
	}
	if !r.result.KeptUntil.IsZero() {
		out.KeptUntil = r.result.KeptUntil.UTC().Format(time.RFC3339)
	}
	if p := r.plan; p != nil {
		out.Files, out.Sent, out.SentBytes = p.Same+len(p.New)+len(p.Changed), len(p.New)+len(p.Changed), p.Bytes
		out.Removed, out.Kept = len(p.Removed), len(p.Left)
		out.Changes = &jsonChange{New: sorted(p.New), Changed: sorted(p.Changed), Removed: sorted(p.Removed), Kept: sorted(p.Left)}
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(out)
}

// oneLine is an error's text without line breaks, which joined errors have.
func oneLine(err error) string {
	return strings.ReplaceAll(strings.TrimSpace(err.Error()), "\n", "; ")
}
