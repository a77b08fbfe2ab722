package main

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// kill publishes so many editions, and kills each run at some point of the time that a whole one takes. When visitors have looked
// at what it left, it is run again, or what it has begun is taken back.
func (p *publication) kill(times int) error {
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	took := time.Duration(0)
	err := p.next(func() error {
		began := time.Now()
		err := p.finish()
		took = time.Since(began)
		return err
	})
	killed := 0
	for n := 0; n < times && err == nil; n++ {
		err = p.next(func() error {
			ended, err := p.cutOff(time.Duration(random.Int64N(int64(took))))
			if ended || err != nil {
				return err
			}
			killed++
			p.await(12)
			if n%3 == 2 && p.begun() {
				p.now--
				return p.run("publish", p.target, "--rollback", "--quiet")
			}
			return p.finish()
		})
	}
	p.tally.note("%d of %d runs were killed before they ended, at random points from the seed %d", killed, times, seed)
	if err == nil && killed == 0 {
		p.tally.fail("every run ended before it was killed")
	}
	return err
}

// await returns when visitors have made so many visits.
func (p *publication) await(visits int64) {
	for enough := p.visits.Load() + visits; p.visits.Load() < enough && p.session.ctx.Err() == nil; {
		time.Sleep(time.Millisecond)
	}
}

// cutOff publishes, and kills the program after a time, unless it has ended by then.
func (p *publication) cutOff(after time.Duration) (ended bool, err error) {
	c := exec.CommandContext(p.session.ctx, p.program, p.arguments()...)
	if err := c.Start(); err != nil {
		return false, err
	}
	timer := time.AfterFunc(after, func() { c.Process.Kill() })
	err = c.Wait()
	timer.Stop()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && !exit.Exited() {
		return false, p.session.ctx.Err()
	}
	return true, err
}

// begun reports whether a run that was killed had begun to change anything.
func (p *publication) begun() bool {
	_, err := os.Stat(filepath.Join(p.target, ".vagvisare", "touched.json"))
	return err == nil
}
