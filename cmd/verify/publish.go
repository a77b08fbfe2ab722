package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"vagvisare/cmd/verify/internal/browser"
)

// A publication is editions of the portal that are published one after the other, and visitors who read them meanwhile.
type publication struct {
	session *session
	tally   *tally
	program string
	bases   []map[string][]byte // the files of two portals, of which editions are made
	source  string              // the folder that is published from
	target  string              // the folder that is published to
	host    *browser.Site       // that, as a web server shows it

	now    int // the edition that visitors see, or are about to see
	visits atomic.Int64
}

// checkPublish publishes edition after edition while visitors read. Most of the runs are killed.
func checkPublish(s *session, t *tally) {
	t.checkError("publish", published(s, t, 4, 8))
}

// checkKilled kills a hundred runs.
func checkKilled(s *session, t *tally) {
	t.checkError("publish", published(s, t, 0, 100))
}

// published publishes so many editions in peace, and kills so many more runs.
func published(s *session, t *tally, whole, killed int) error {
	program, err := s.program()
	if err != nil {
		return err
	}
	p := &publication{session: s, tally: t, program: program, source: filepath.Join(s.dir, "edition"), target: filepath.Join(s.dir, "published")}
	for number := range 2 {
		files, err := p.base(number)
		if err != nil {
			return err
		}
		p.bases = append(p.bases, files)
	}
	if err := p.next(p.finish); err != nil {
		return err
	}
	stop, err := p.serve()
	if err != nil {
		return err
	}
	defer stop()
	return p.read(func() error { return errors.Join(p.turn(whole), p.kill(killed)) })
}

// read lets visitors read while something is done.
func (p *publication) read(do func() error) error {
	ctx, stop := context.WithCancel(p.session.ctx)
	var visitors sync.WaitGroup
	for range 3 {
		visitors.Go(func() { newVisitor(p).read(ctx) })
	}
	visitors.Go(func() { p.tally.checkError("a reader in Chromium", p.search(ctx)) })
	err := do()
	stop()
	visitors.Wait()
	return err
}

// turn publishes so many editions, one after the other.
func (p *publication) turn(times int) error {
	for range times {
		if err := p.next(p.finish); err != nil {
			return err
		}
	}
	return nil
}

// next makes the next edition, has something done with it, and holds that visitors then see what they should.
func (p *publication) next(do func() error) error {
	files := p.edition(p.now + 1)
	if err := p.writeEdition(files); err != nil {
		return err
	}
	p.now++
	before := p.now
	if err := do(); err != nil {
		return err
	}
	if p.now != before {
		files = p.edition(p.now)
	}
	p.compare(files)
	return nil
}

// finish publishes to the end.
func (p *publication) finish() error { return p.run(p.arguments()...) }

func (p *publication) run(args ...string) error {
	_, err := p.session.command(nil, p.program, args...)
	return err
}

// arguments are those that publish the folder. One file at a time gives visitors the time to see what is between.
func (p *publication) arguments() []string {
	return []string{"publish", p.target, "--from", p.source, "--concurrency", "1", "--quiet"}
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
	// The portal's own file for nginx names old addresses, and these change with each edition.
	server := fmt.Sprintf("server { listen %s; root %s; gzip_static on; %s }\n", sites[0].listen(), p.target, plainTypes)
	if err := writeFile(filepath.Join(dir, "main.conf"), []byte(nginxMain(dir, server))); err != nil {
		return nil, err
	}
	if p.host, err = browser.Files(p.target); err != nil {
		return nil, err
	}
	p.host.Base = sites[0].origin + "/"
	return startServer(p.session.ctx, sites, nginx, "-p", dir, "-e", dir+"/error.log", "-c", dir+"/main.conf")
}

const plainTypes = "types { text/html html; text/css css; text/javascript js; image/svg+xml svg; application/manifest+json webmanifest; } charset utf-8;"
