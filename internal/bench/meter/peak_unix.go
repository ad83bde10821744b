//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peakBytes is the most memory that a process had.
func peakBytes(state *os.ProcessState) int64 {
	peak := int64(state.SysUsage().(*syscall.Rusage).Maxrss) //nolint:unconvert // of 32 bits on some platforms
	if runtime.GOOS == "darwin" {
		return peak
	}
	return peak << 10 // there in bytes, elsewhere in KiB
}
