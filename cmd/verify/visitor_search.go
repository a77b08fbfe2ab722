package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"time"

	"vagvisare/cmd/verify/internal/browser"
)

var packedManifest = regexp.MustCompile(`"manifest","([^"]+)"`)

// searchFiles loads the search's manifest and all files that it names, as searches for everything would.
func (v *visitor) searchFiles(ctx context.Context) (problems []string) {
	folder := v.publication.host.Base + "search/"
	data, err := v.get(ctx, folder+"manifest.js")
	if err != nil {
		return []string{err.Error()}
	}
	names, err := searchNames(data)
	if err != nil {
		return []string{"search/manifest.js: " + err.Error()}
	}
	for _, name := range names {
		if _, err := v.get(ctx, folder+name+".js"); err != nil {
			problems = append(problems, err.Error())
		}
	}
	return problems
}

// searchNames reads the names of all files from a manifest: assets/js/search/ does the same.
func searchNames(data []byte) ([]string, error) {
	match := packedManifest.FindSubmatch(data)
	if match == nil {
		return nil, fmt.Errorf("it cannot be read: %.60q", data)
	}
	raw, err := base64.StdEncoding.DecodeString(string(match[1]))
	if err != nil {
		return nil, err
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	var manifest struct {
		Files struct {
			Terms, Words struct{ Names string }
			Pages        struct {
				Names  string
				Counts []int
			}
			Filters string
		}
	}
	if err := json.NewDecoder(unpacked).Decode(&manifest); err != nil {
		return nil, err
	}
	names := []string{"filters/" + manifest.Files.Filters}
	for folder, hashes := range map[string]string{"terms/": manifest.Files.Terms.Names, "words/": manifest.Files.Words.Names} {
		for ; len(hashes) >= 8; hashes = hashes[8:] {
			names = append(names, folder+hashes[:8])
		}
	}
	for i, count := range manifest.Files.Pages.Counts {
		for n := range count {
			names = append(names, fmt.Sprintf("pages/%s-%d", manifest.Files.Pages.Names[8*i:8*i+8], n))
		}
	}
	return names, nil
}

// search is a reader in a real browser, who searches and opens the first hit, again and again.
func (p *publication) search(ctx context.Context) error {
	return p.session.browse(func(b *browser.Browser) error {
		page, err := b.NewPage()
		if err != nil {
			return err
		}
		for n := 0; ctx.Err() == nil; n++ {
			w := &walk{way: way{"while it is published", p.host}, name: fmt.Sprint("search ", n), tally: p.tally, page: page}
			w.open("sok/?q=s%C3%A4rtryck", browser.View{})
			w.until("hits", `hits().length > 0`)
			w.click(`.search-hit a`)
			w.until("the page that was found, or where it has moved", `/edition-\d/.test(location.pathname) && document.querySelector("h1").textContent.startsWith("Särtryck")`)
			w.end()
			time.Sleep(10 * pace)
		}
		return nil
	})
}
