package main

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"vagvisare/cmd/vagvisare/internal/build"
)

// A stopwatch measures the stages of a build: it observes one, and hands on what it hears.
type stopwatch struct {
	build.Observer
	stages []stage
}

// A stage is what one stage of a build needed.
type stage struct {
	name      string
	wall, cpu time.Duration
	peak      int64 // most memory held during the stage, in bytes

	began    time.Time
	cpuBegan time.Duration
}

// Stage ends the stage before and begins the next.
func (s *stopwatch) Stage(name string) {
	s.stop()
	s.stages = append(s.stages, stage{name: name, began: time.Now(), cpuBegan: cpuTime()})
	resetPeakMemory()
	s.Observer.Stage(name)
}

func (s *stopwatch) stop() {
	if len(s.stages) == 0 {
		return
	}
	last := &s.stages[len(s.stages)-1]
	last.wall, last.cpu, last.peak = time.Since(last.began), cpuTime()-last.cpuBegan, peakMemory()
}

// print writes the table of stages, with a line for the whole.
func (s *stopwatch) print(w io.Writer) error {
	s.stop()
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "stage\twall s\tCPU s\tpeak MiB\t")
	whole := stage{name: "whole"}
	for _, s := range s.stages {
		whole.wall, whole.cpu, whole.peak = whole.wall+s.wall, whole.cpu+s.cpu, max(whole.peak, s.peak)
	}
	for _, s := range append(s.stages, whole) {
		fmt.Fprintf(t, "%s\t%.2f\t%.2f\t%d\t\n", s.name, s.wall.Seconds(), s.cpu.Seconds(), s.peak>>20)
	}
	return t.Flush()
}
