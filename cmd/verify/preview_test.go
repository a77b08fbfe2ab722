package main

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"vagvisare/cmd/verify/internal/browser"
)

// BenchmarkPatch measures how long it takes from when the browser hears that a page of 300
// paragraphs has changed until it is shown: fetched, compared and drawn. And how much of that
// is the comparison.
func BenchmarkPatch(b *testing.B) {
	if err := os.Chdir("../.."); err != nil { // to the root of the module
		b.Fatal(err)
	}
	s, err := newSession(b.Context(), b.Output())
	if err != nil {
		b.Fatal(err)
	}
	defer s.close()
	program, err := s.chromium()
	if err != nil {
		b.Fatal(err)
	}
	chromium, err := browser.Start(s.ctx, program)
	if err != nil {
		b.Fatal(err)
	}
	defer chromium.Close()
	times, compared, err := patchTimes(s, chromium, b)
	if err != nil {
		b.Fatal(err)
	}
	slices.Sort(times)
	b.ReportMetric(times[len(times)/2], "ms-median")
	b.ReportMetric(times[len(times)-1], "ms-longest")
	b.ReportMetric(compared, "ms-compare")
	b.ReportMetric(0, "ns/op") // of nothing that matters
}

func patchTimes(s *session, chromium *browser.Browser, b *testing.B) (times []float64, compared float64, err error) {
	pages, err := previewPages()
	if err != nil {
		return nil, 0, err
	}
	host, err := newPreviewHost(s, pages)
	if err != nil {
		return nil, 0, err
	}
	page, err := chromium.NewPage()
	if err != nil {
		return nil, 0, err
	}
	defer page.Close()
	r := &reading{&walk{way: host.way, name: "measure", tally: &tally{}, page: page}, host, chromium, nil}
	r.begin("long/", browser.View{})
	// A connection of its own hears the report at the same time as the preview does.
	r.run(`void (globalThis.events = new EventSource("/_vagvisare/events"), events.addEventListener("change", () => (globalThis.heard = performance.now())))`)
	r.run(`new Promise(done => events.addEventListener("state", done))`)
	for i := 0; b.Loop(); i++ {
		r.run(`void (globalThis.patched = new Promise(done => new MutationObserver((_, seen) => {
			seen.disconnect();
			requestAnimationFrame(() => setTimeout(() => done(performance.now() - heard)));
		}).observe(document.querySelector("main"), {subtree: true, childList: true, characterData: true})))`)
		r.edit("long/index.html", fmt.Sprintf("<p>Stycke %d ", 150+i%100), fmt.Sprintf("<p>Ett nytt stycke %d.</p>\n<p>Stycke %d ", i, 150+i%100))
		times = append(times, ask[float64](r.walk, `patched`))
	}
	comparison, err := compare()
	if err != nil {
		return nil, 0, err
	}
	return times, ask[float64](r.walk, comparison), r.err
}

// compare returns an expression of how long the comparison takes alone, in milliseconds, as a
// median, on copies of the page.
func compare() (string, error) {
	var code []byte
	for _, name := range []string{"10-pair.js", "20-mirror.js"} {
		data, err := os.ReadFile(client + "/" + name)
		if err != nil {
			return "", err
		}
		code = append(code, data...)
	}
	return `(() => {` + string(code) + `
		const text = document.documentElement.outerHTML;
		const parse = (text) => new DOMParser().parseFromString(text, "text/html").documentElement;
		const mirror = new Mirror(parse(text), parse(text));
		const times = [];
		for (let i = 0; i < 31; i++) {
			const next = parse(text.replace("<p>Stycke 150 ", "<p>Ett nytt stycke " + i + ".</p><p>Stycke 150 "));
			const begun = performance.now();
			mirror.update(next);
			times.push(performance.now() - begun);
		}
		return times.sort((a, b) => a - b)[15];
	})()`, nil
}
