package main

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// kill publishes so many times, and kills each run at some point of the time that a whole one takes. Then it is run again, or
// what it has begun is taken back.
func (p *publication) kill(times int) error {
	seed := uint64(time.Now().UnixNano())
	p.tally.note("%d runs were killed at random points, from the seed %d", times, seed)
	random := rand.New(rand.NewPCG(seed, 0))
	took, err := p.timed()
	if err != nil {
		return err
	}
	now, killed := 0, 0
	for n := range times {
		next := (now + 1) % editions
		ended, err := p.cutOff(next, time.Duration(random.Int64N(int64(took))))
		if err != nil {
			return err
		}
		if !ended {
			killed++
		}
		if !ended && n%3 == 2 && p.begun() {
			err = p.back()
		} else {
			now, err = next, p.publish(next)
		}
		if err != nil {
			return err
		}
		p.compare(now)
	}
	if killed == 0 {
		p.tally.fail("every run ended before it was killed")
	}
	return nil
}

// timed publishes the last edition and then the first, and returns how long the latter took.
func (p *publication) timed() (time.Duration, error) {
	if err := p.publish(editions - 1); err != nil {
		return 0, err
	}
	began := time.Now()
	err := p.publish(0)
	return time.Since(began), err
}

// cutOff publishes an edition, and kills the program after a time, unless it has ended by then.
func (p *publication) cutOff(edition int, after time.Duration) (ended bool, err error) {
	c := exec.CommandContext(p.session.ctx, p.program, p.arguments(edition)...)
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
