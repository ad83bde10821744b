// Package headroom makes the garbage collector run less often than it would.
//
// Nearly all that an RPC allocates is garbage when it ends, and what a process keeps is little: so little that the collector runs
// again and again, and has hardly anything to keep.
package headroom

import (
	"os"
	"runtime/debug"
	"time"
)

// size is by how many bytes the heap may grow beyond what the collector would let it. With these, a plan of a thousand tickets
// takes a fifth less processor time.
const size = 16 << 20

// starting is longer than a process takes until Terraform has the schema, which it asks for first.
const starting = 100 * time.Millisecond

// ballast is in use for the collector, which lets the heap become twice as large as what is in use, and takes no memory, since
// nothing is ever written to it.
var ballast []byte

// Keep lets the heap grow by size. GOGC and GOMEMLIMIT go before it.
//
// A memory limit (debug.SetMemoryLimit) in place of the ballast would do the same, but not for a process that needs more than
// that: reading thousands of tickets by a data source then took four times the processor time.
func Keep() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	// The ballast itself makes the collector run, which is not to fall into the start.
	usual := debug.SetGCPercent(400)
	time.AfterFunc(starting, func() {
		ballast = make([]byte, size)
		debug.SetGCPercent(usual)
	})
}
