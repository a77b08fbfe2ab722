package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"vagvisare/cmd/verify/internal/browser"
)

// saves is how often a text is saved, and between is what an editor takes from one save to the next.
const (
	saves   = 30
	between = 1500 * time.Millisecond
)

// measureSaves returns how long it takes from a save until the page that is shown in a browser has it, in a preview of a copy of
// the site in a folder.
func measureSaves(s *session, b *browser.Browser, dir string) (*table, error) {
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	own := filepath.Join(s.dir, "saved")
	if err := os.CopyFS(filepath.Join(own, "content"), os.DirFS(filepath.Join(dir, "content"))); err != nil {
		return nil, err
	}
	address, err := serve(ctx, s, own)
	if err != nil {
		return nil, err
	}
	if err := awaitSearch(address); err != nil {
		return nil, err
	}
	files, err := someTexts(own)
	if err != nil {
		return nil, err
	}
	page, err := b.NewPage()
	if err != nil {
		return nil, err
	}
	defer page.Close()
	site, err := browser.Files(own)
	if err != nil {
		return nil, err
	}
	site.Base = address
	w := &walk{way: way{"serve", site}, name: "save", tally: &tally{}, page: page}
	t := newTable("saved", "ms until it is drawn")
	for i := range saves {
		file := files[i*len(files)/saves]
		rel, err := filepath.Rel(filepath.Join(own, "content"), file)
		if err != nil {
			return nil, err
		}
		w.do(func() error {
			return page.Open(address+filepath.ToSlash(strings.TrimSuffix(rel, ".md"))+"/", browser.View{})
		})
		w.until("the preview is there", `document.querySelector("vagvisare-preview")`)
		w.run(fmt.Sprintf(`new Promise(done => setTimeout(done, %d))`, between.Milliseconds()))
		w.run(`void (globalThis.drawn = new Promise(done => new MutationObserver((_, seen) => {
			seen.disconnect();
			requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now())));
		}).observe(document.querySelector("main"), {subtree: true, childList: true, characterData: true})))`)
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		begun := time.Now()
		if err := os.WriteFile(file, append(text, "\n\nEtt stycke till.\n"...), 0o666); err != nil {
			return nil, err
		}
		drawn := ask[float64](w, `drawn`)
		if w.err != nil {
			return nil, w.err
		}
		t.add("the page that is shown", rel, drawn-float64(begun.UnixMicro())/1000)
	}
	return t, nil
}

// awaitSearch waits until the preview has made its index, which keeps the machine busy.
func awaitSearch(address string) error {
	for late := time.Now().Add(5 * time.Minute); time.Now().Before(late); time.Sleep(time.Second) {
		response, err := http.Get(address + "_vagvisare/search?q=larm")
		if err != nil {
			return err
		}
		response.Body.Close()
		if response.StatusCode == http.StatusOK {
			return nil
		}
	}
	return errors.New("the preview does not become searchable")
}

// someTexts returns the files of a site's guidance, but for those of folders.
func someTexts(dir string) (files []string, err error) {
	err = filepath.WalkDir(filepath.Join(dir, "content"), func(file string, d os.DirEntry, err error) error {
		if err == nil && filepath.Ext(file) == ".md" && d.Name() != "_index.md" {
			files = append(files, file)
		}
		return err
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s holds no texts", dir)
	}
	return files, err
}
