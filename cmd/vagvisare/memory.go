package main

import "runtime"

// heldMemory returns the memory that the Go runtime has got from the system so far, in
// bytes, which never shrinks: a fair stand-in for the peak where the system does not tell it.
func heldMemory() int64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.Sys)
}
