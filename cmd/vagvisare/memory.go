package main

import (
	"runtime"
	"runtime/debug"

	"vagvisare/cmd/vagvisare/internal/build"
)

// limitMemory lets the collector work harder than it would by itself once a site takes much
// memory: what reading leaves behind would else be as much again.
func limitMemory() { debug.SetMemoryLimit(readingLimit) }

// readingLimit is in bytes. A site of a thousand pages stays far below it.
const readingLimit = 300 << 20

// A frugal observer sets the limit for each stage of a build.
type frugal struct{ build.Observer }

// Stage implements build.Observer.
func (f frugal) Stage(name string) {
	if name == "search" {
		debug.SetMemoryLimit(indexingLimit)
	}
	f.Observer.Stage(name)
}

// indexingLimit is in bytes. An index of ten thousand pages takes about twice the memory of their texts for a moment;
// with less room the collector would take longer than the indexing.
const indexingLimit = 850 << 20

// boundMemory keeps what follows within about 1.6 times the memory that is in use now. Making
// pages leaves much behind and holds little: collecting a little more often costs less
// than the memory would.
func boundMemory() {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	debug.SetMemoryLimit(max(int64(stats.HeapAlloc/5*8), 256<<20))
}

// hurry lets the collector wait while a site is read that somebody waits for, until there is no more room, and returns what ends
// that. From then on it works as usual.
func hurry() (done func()) {
	debug.SetMemoryLimit(servingLimit)
	usual := debug.SetGCPercent(400)
	return func() { debug.SetGCPercent(usual) }
}

// servingLimit is in bytes. A preview of ten thousand pages holds half of it, and makes as much again for a moment while it
// links the site anew.
const servingLimit = 800 << 20

// heldMemory returns the memory that the Go runtime has got from the system so far, in
// bytes, which never shrinks: a fair stand-in for the peak where the system does not tell it.
func heldMemory() int64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.Sys)
}
