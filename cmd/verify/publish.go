package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"vagvisare/cmd/verify/internal/browser"
)

// Editions of the portal that are published one after the other. Each page, style sheet and logo of an edition bears its
// number, and each has a page that the others know only as an old address.
const editions = 3

// A publication is what the step needs: editions of the portal, a host that visitors read, and these.
type publication struct {
	session *session
	tally   *tally
	program string
	dirs    []string // of the editions
	target  string
	host    *browser.Site
}

// checkPublish publishes edition after edition while visitors read. A few of the runs are killed.
func checkPublish(s *session, t *tally) {
	t.checkError("publish", published(s, func(p *publication) error { return p.read(10, 12) }, t))
}

// checkKilled kills a hundred runs.
func checkKilled(s *session, t *tally) {
	t.checkError("publish", published(s, func(p *publication) error { return p.read(0, 100) }, t))
}

func published(s *session, do func(*publication) error, t *tally) error {
	program, err := s.program()
	if err != nil {
		return err
	}
	p := &publication{session: s, tally: t, program: program, target: filepath.Join(s.dir, "published")}
	for number := range editions {
		dir, err := p.edition(number + 1)
		if err != nil {
			return err
		}
		p.dirs = append(p.dirs, dir)
	}
	if err := p.publish(0); err != nil {
		return err
	}
	stop, err := p.serve()
	if err != nil {
		return err
	}
	defer stop()
	return do(p)
}

// edition builds the edition of a number, compressed, and returns its folder.
func (p *publication) edition(number int) (string, error) {
	source := filepath.Join(p.session.dir, fmt.Sprint("edition-", number))
	if err := plainCopy().copy("content", filepath.Join(source, "content")); err != nil {
		return "", err
	}
	config := filepath.Join(source, "content", "site.yaml")
	data, err := os.ReadFile(config)
	if err != nil {
		return "", err
	}
	var others []string
	for other := range editions {
		if other+1 != number {
			others = append(others, fmt.Sprint("edition-", other+1))
		}
	}
	site := regexp.MustCompile(`(?m)^publisher: .*$`).ReplaceAllLiteralString(string(data), fmt.Sprintf("publisher: Särtrycket är %d.", number))
	files := map[string]string{
		"content/site.yaml":                          site + "\nbrand: {logo: marke.svg}\n",
		"content/marke.svg":                          fmt.Sprintf(editionLogo, number),
		"assets/css/zzz.css":                         fmt.Sprintf(":root { --edition: %d }\n", number),
		fmt.Sprintf("content/edition-%d.md", number): fmt.Sprintf(editionPage, number, strings.Join(others, ", "), number),
	}
	for name, text := range files {
		name = filepath.Join(source, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			return "", err
		}
	}
	dir := filepath.Join(source, "public")
	_, err = p.session.command(nil, p.program, "build", "--source", source, "--output", dir, "--date", "2026-11-22", "--compress", "--quiet")
	return dir, err
}

const editionLogo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 34 44"><title>edition %d</title><path d="M1 1h32v42H1z"/></svg>`

// editionPage is a page that each edition has at an address of its own.
const editionPage = `---
title: Särtryck %d
summary: En sida som byter adress med varje utgåva.
kind: page
owner: Digitaliseringsenheten
published: 2026-11-21
aliases: [%s]
---
Det här är särtryck %d.
`

// publish publishes an edition, counted from 0.
func (p *publication) publish(edition int) error { return p.run(p.arguments(edition)...) }

// back brings back what was there before.
func (p *publication) back() error { return p.run("publish", p.target, "--rollback", "--quiet") }

func (p *publication) run(args ...string) error {
	_, err := p.session.command(nil, p.program, args...)
	return err
}

func (p *publication) arguments(edition int) []string {
	return []string{"publish", p.target, "--from", p.dirs[edition], "--max-deletes", "100%", "--quiet"}
}

// serve starts nginx on the folder that is published to, as a host does that sends what lies compressed beside files.
func (p *publication) serve() (stop func(), err error) {
	nginx, err := p.session.nginx()
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(p.session.dir, "publish-nginx")
	if err := errors.Join(readable(p.session.dir), os.Mkdir(dir, 0o755)); err != nil {
		return nil, err
	}
	sites, err := withPorts("nginx", []hostedSite{{dir: p.target, base: "/"}})
	if err != nil {
		return nil, err
	}
	config := filepath.Join(dir, "main.conf")
	text := strings.Replace(nginxConfig(dir, sites), "include "+p.target+"/nginx.conf;", "gzip_static on; include /etc/nginx/mime.types;", 1)
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		return nil, err
	}
	if p.host, err = browser.Files(p.target); err != nil {
		return nil, err
	}
	p.host.Base = sites[0].origin + "/"
	return startServer(p.session.ctx, sites, nginx, "-p", dir, "-e", dir+"/error.log", "-c", config)
}

// read lets visitors read while so many editions are published, and so many more runs killed and begun again.
func (p *publication) read(whole, killed int) error {
	ctx, stop := context.WithCancel(p.session.ctx)
	var visitors sync.WaitGroup
	for range 4 {
		visitors.Go(func() { newVisitor(p).read(ctx) })
	}
	visitors.Go(func() { p.tally.checkError("a reader in Chromium", p.search(ctx)) })
	err := errors.Join(p.turn(whole), p.kill(killed))
	stop()
	visitors.Wait()
	return err
}

// turn publishes so many editions, one after the other.
func (p *publication) turn(times int) error {
	for n := range times {
		if err := p.publish((n + 1) % editions); err != nil {
			return err
		}
		p.compare((n + 1) % editions)
	}
	return nil
}
