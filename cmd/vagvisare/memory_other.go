//go:build !linux

package main

// peakMemory returns about the most memory that the process has held, in bytes.
func peakMemory() int64 { return heldMemory() }

// resetPeakMemory has no counterpart here: the peak is that of the whole run so far.
func resetPeakMemory() {}
