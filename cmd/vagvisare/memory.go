package main

import (
	"runtime"
	"runtime/debug"
)

// boundMemory keeps what follows within about twice the memory that is in use now. Making
// pages leaves much behind and holds little: collecting a little more often costs less
// than the memory would.
func boundMemory() {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	debug.SetMemoryLimit(int64(max(stats.NextGC, 256<<20))) // the next collection is due at twice the use
}

// heldMemory returns the memory that the Go runtime has got from the system so far, in
// bytes, which never shrinks: a fair stand-in for the peak where the system does not tell it.
func heldMemory() int64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.Sys)
}
