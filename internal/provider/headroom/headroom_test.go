package headroom

import (
	"runtime"
	"runtime/debug"
	"testing"
	"testing/synctest"
	"time"
)

// kept calls Keep, and returns by how many bytes the heap may grow until the collector runs: at once, and after the start.
func kept(t *testing.T) (starting, started uint64) {
	t.Helper()
	usual := debug.SetGCPercent(100)
	t.Cleanup(func() {
		ballast = nil
		debug.SetGCPercent(usual)
	})
	synctest.Test(t, func(*testing.T) {
		Keep()
		starting = growth()
		<-time.After(time.Second)
		synctest.Wait()
	})
	return starting, growth()
}

func growth() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.NextGC - stats.HeapAlloc
}

func TestTheHeapMayGrow(t *testing.T) {
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	if starting, started := kept(t); starting < size/2 || started < size || started > 2*size {
		t.Errorf("by %d bytes at the start, and by %d afterwards", starting, started)
	}
}

func TestTheUserDecides(t *testing.T) {
	for _, variable := range []string{"GOGC", "GOMEMLIMIT"} {
		t.Run(variable, func(t *testing.T) {
			t.Setenv("GOGC", "")
			t.Setenv("GOMEMLIMIT", "")
			t.Setenv(variable, "100")
			if starting, started := kept(t); starting >= size/2 || started >= size || ballast != nil {
				t.Errorf("the heap may grow by %d bytes at the start, and by %d afterwards, with %d in the ballast", starting, started, len(ballast))
			}
		})
	}
}
