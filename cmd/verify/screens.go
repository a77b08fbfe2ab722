package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"vagvisare/cmd/verify/internal/browser"
)

// screensDir is where the README finds its pictures.
const screensDir = "cmd/vagvisare/docs/screens"

// A screen is a picture of the portal.
type screen struct {
	file string
	page string
	view browser.View
	show string // what stands in its middle, a selector; "" is the page's beginning
}

func screens() []screen {
	phone := browser.View{Width: 390, Height: 844}
	return []screen{
		{"home.png", "", browser.View{Height: 1000}, ""},
		{"home-phone.png", "", phone, ""},
		{"guidance.png", guidancePage, browser.View{}, ""},
		{"guidance-phone.png", guidancePage, phone, ""},
		{"plan-dark.png", planPage, browser.View{Dark: true}, ".figure__drawing"},
		{"search.png", searchPage, browser.View{}, ""},
	}
}

// mostPicture is how many bytes a picture may have: they are all fetched with the repository.
const mostPicture = 150_000

// takeScreens makes the README's pictures from the portal, in a folder. The same portal and the
// same Chromium give the same files.
func takeScreens(s *session, dir string, out io.Writer) error {
	p, err := s.portal()
	if err != nil {
		return err
	}
	host, err := plainHost(s, p.public())
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	return s.browse(func(b *browser.Browser) error {
		page, err := b.NewPage()
		if err != nil {
			return err
		}
		for _, screen := range screens() {
			picture, err := screen.take(page, host)
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(dir, screen.file), picture, 0o666); err != nil {
				return err
			}
			fmt.Fprintf(out, "%s  %d kB\n", filepath.Join(dir, screen.file), (len(picture)+999)/1000)
		}
		return nil
	})
}

// take returns the bytes of a picture.
func (c screen) take(page *browser.Page, host way) ([]byte, error) {
	if err := page.Open(host.address(c.page), c.view); err != nil {
		return nil, err
	}
	if c.page == searchPage {
		if err := page.Wait(`document.querySelector(".search-hit")`); err != nil {
			return nil, err
		}
		if err := page.Settle(); err != nil {
			return nil, err
		}
	}
	if c.show != "" {
		scroll := quote(`document.querySelector(%q).scrollIntoView({block: "center", behavior: "instant"})`, c.show)
		if _, err := browser.Eval[any](page, scroll); err != nil {
			return nil, err
		}
	}
	picture, err := page.Picture()
	if err != nil {
		return nil, err
	}
	data, err := smallPNG(picture)
	if err == nil && len(data) > mostPicture {
		err = fmt.Errorf("%s has %d bytes; allowed are %d", c.file, len(data), mostPicture)
	}
	return data, err
}
