//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peakBytes returns a process's peak memory.
func peakBytes(state *os.ProcessState) int64 {
	peak := int64(state.SysUsage().(*syscall.Rusage).Maxrss) //nolint:unconvert // 32 bits on some platforms
	if runtime.GOOS == "darwin" {
		return peak
	}
	return peak << 10 // bytes there, KiB elsewhere
}
