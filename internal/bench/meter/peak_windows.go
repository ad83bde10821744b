package main

import "os"

// peakBytes returns 0: Windows does not report it for a process that has ended.
func peakBytes(*os.ProcessState) int64 { return 0 }
