package main

import "os"

// peakBytes is 0: Windows does not tell it of a process that has ended.
func peakBytes(*os.ProcessState) int64 { return 0 }
