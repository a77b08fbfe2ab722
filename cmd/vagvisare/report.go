package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"vagvisare/cmd/vagvisare/internal/diag"
)

// A report is what a command tells at its end.
type report struct {
	pages, files int
	bytes        int64
	started      time.Time
	problems     []diag.Problem
	lang         string
}

// jsonReport is the report for programs. Its names are a promise.
type jsonReport struct {
	Pages    int           `json:"pages"`
	Files    int           `json:"files"`
	Bytes    int64         `json:"bytes"`
	Seconds  float64       `json:"seconds"`
	Problems []jsonProblem `json:"problems"`
}

type jsonProblem struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Col      int    `json:"col"`
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Text     string `json:"text"`
	Hint     string `json:"hint"`
}

func (r *report) writeJSON(w io.Writer) error {
	out := jsonReport{
		Pages: r.pages, Files: r.files, Bytes: r.bytes,
		Seconds: time.Since(r.started).Round(time.Millisecond).Seconds(), Problems: []jsonProblem{},
	}
	for _, p := range r.problems {
		out.Problems = append(out.Problems, jsonProblem{
			p.File, p.Line, p.Col, string(p.Code), p.Severity.String(), p.Text(r.lang), p.Hint(r.lang),
		})
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(out)
}

// summary is the last line of a build that went well.
func (r *report) summary(dir string) string {
	return fmt.Sprintf("%s, %s, %s in %.1f s, %s of memory at most → %s",
		plural(r.pages, "page"), plural(r.files, "file"), size(r.bytes),
		time.Since(r.started).Seconds(), size(peakMemory()), dir)
}

// verdict tells how many problems there are, for a command that stops for them.
func (r *report) verdict() string {
	errors, notes := count(r.problems)
	parts := []string{plural(errors, "error")}
	if notes > 0 {
		parts = append(parts, plural(notes, "note"))
	}
	return strings.Join(parts, ", ")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func size(bytes int64) string {
	value, unit := float64(bytes), 0
	units := []string{"bytes", "kB", "MB", "GB"}
	for value >= 1000 && unit < len(units)-1 {
		value, unit = value/1000, unit+1
	}
	if unit < 2 {
		return fmt.Sprintf("%.0f %s", value, units[unit])
	}
	return fmt.Sprintf("%.1f %s", value, units[unit])
}
