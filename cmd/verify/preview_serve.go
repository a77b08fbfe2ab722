package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"vagvisare/cmd/verify/internal/browser"
)

// serve starts `vagvisare serve` for the site in a folder, and returns its address. It ends with ctx.
func serve(ctx context.Context, s *session, dir string) (string, error) {
	program, err := s.program()
	if err != nil {
		return "", err
	}
	c := exec.CommandContext(ctx, program, "serve", "--source", dir, "--listen", "127.0.0.1:0")
	out, err := c.StdoutPipe()
	if err != nil {
		return "", err
	}
	c.Stderr = c.Stdout
	if err := c.Start(); err != nil {
		return "", err
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, rest, found := strings.Cut(lines.Text(), "http://"); found {
			go func() {
				for lines.Scan() { // or the program would wait for somebody to read
				}
				c.Wait()
			}()
			return "http://" + strings.Fields(rest)[0], nil
		}
	}
	return "", fmt.Errorf("vagvisare serve tells no address: %v", c.Wait())
}

// served copies the portal, and returns it as the program serves it until the context ends, with a page to look at it.
func served(ctx context.Context, s *session, b *browser.Browser, name string) (*portal, *browser.Site, *browser.Page, error) {
	p, err := newPortal(s, name, plainCopy)
	if err != nil {
		return nil, nil, nil, err
	}
	address, err := serve(ctx, s, p.dir)
	if err != nil {
		return nil, nil, nil, err
	}
	site, err := browser.Files(p.public())
	if err != nil {
		return nil, nil, nil, err
	}
	site.Base = address
	page, err := b.NewPage()
	return p, site, page, err
}

// editPortal edits the portal itself, served by the program.
func editPortal(s *session, b *browser.Browser, t *tally) error {
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	p, site, page, err := served(ctx, s, b, "preview")
	if err != nil {
		return err
	}
	r := &reading{walk: &walk{way: way{"serve", site}, name: "the program itself", tally: t, page: page}}
	file := filepath.Join(p.dir, "content", "planera", "roller-och-ansvar.md")
	original, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	save := func(text string) { r.do(func() error { return os.WriteFile(file, []byte(text), 0o666) }) }
	r.allowed = []string{"503", "404"} // while the first index is made; and what shows no page of the portal
	r.begin("planera/roller-och-ansvar/", browser.View{})
	r.tap(".search-form input")
	r.write("larm")
	save(string(original) + "\n\n## En ny rubrik\n\nOch ett *nytt* stycke.\n")
	r.until("what is saved is shown", `text("main h2").includes("En ny rubrik") && text("main").includes("Och ett nytt stycke.")`)
	r.stays()
	r.holds("what is typed stays", `focused() && field().value === "larm"`)
	save(string(original) + "\n\nEn [död länk](finns-inte.md).\n")
	r.until("a mistake is told", piece(`shown("panel") && text("problems").includes("finns-inte.md") && text("problems").includes("roller-och-ansvar.md, rad")`))
	r.holds("the last version stays", `text("main h2").includes("En ny rubrik")`)
	save(string(original))
	r.until("when it is mended, the page is as it was", `!text("main h2").includes("En ny rubrik")`)
	r.until("and nothing is told", piece(`!shown("panel") && !shown("badge")`))
	r.stays()
	r.open("sok/?q=zyxord", browser.View{})
	r.until("nothing is found", `part("none")`)
	save(string(original) + "\n\nOrdet zyxord.\n")
	r.until("what is saved is found, without being asked for again", `hits().length === 1 && !part("none")`)
	r.end()
	return page.Close()
}
