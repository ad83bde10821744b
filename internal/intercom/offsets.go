package intercom

import (
	"slices"
	"sync"
	"time"
)

// maxOffsets is the number of newest answers that determine the time. Their median is right even if a few are wrong.
const maxOffsets = 15

// offsets record how far Intercom's clock is ahead of this one, by the Date headers of the newest answers.
type offsets struct {
	mu     sync.Mutex
	newest []time.Duration // a ring buffer when full
	next   int
}

func (o *offsets) add(d time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.newest) < maxOffsets {
		o.newest = append(o.newest, d)
		return
	}
	o.newest[o.next] = d
	o.next = (o.next + 1) % maxOffsets
}

// median is 0 before the first answer.
func (o *offsets) median() time.Duration {
	o.mu.Lock()
	sorted := slices.Clone(o.newest)
	o.mu.Unlock()
	if len(sorted) == 0 {
		return 0
	}
	slices.Sort(sorted)
	return sorted[(len(sorted)-1)/2]
}

// dates are the Date headers of the newest answers.
type dates struct {
	mu     sync.Mutex
	newest []time.Time
}

func (d *dates) add(at time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.newest = append(d.newest, at)
	if len(d.newest) > maxOffsets {
		d.newest = slices.Delete(d.newest, 0, 1)
	}
}

// second returns the second latest date, so one wrong Date changes nothing. It is zero if there are fewer than two.
func (d *dates) second() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.newest) < 2 {
		return time.Time{}
	}
	sorted := slices.SortedFunc(slices.Values(d.newest), time.Time.Compare)
	return sorted[len(sorted)-2]
}
