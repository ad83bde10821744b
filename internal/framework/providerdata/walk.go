package providerdata

import "sync"

// Walk remembers what happened since the provider was configured. Terraform refreshes only in plan walks and configures the
// provider anew for the apply, so that an object which was not read is being applied. The zero Walk has seen nothing.
type Walk struct {
	mu       sync.Mutex
	reads    map[string]bool
	answered map[string]bool
	planned  map[string]bool
}

// RecordRead remembers that an object was refreshed.
func (w *Walk) RecordRead(id string) { w.record(&w.reads, id) }

// IsFresh reports whether an object was refreshed in this walk.
func (w *Walk) IsFresh(id string) bool { return w.has(&w.reads, id) }

// RecordAnswer remembers that an operation was answered with success: the API version has it, whatever is documented.
func (w *Walk) RecordAnswer(operation string) { w.record(&w.answered, operation) }

// Answers reports whether an operation was answered with success in this walk.
func (w *Walk) Answers(operation string) bool { return w.has(&w.answered, operation) }

// Plan records that a resource of this walk is to have a key that only one may have, or to import an object, and reports
// whether it was free.
func (w *Walk) Plan(key string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.planned == nil {
		w.planned = map[string]bool{}
	}
	free := !w.planned[key]
	w.planned[key] = true
	return free
}

// Planned reports whether Plan was called for the key.
func (w *Walk) Planned(key string) bool { return w.has(&w.planned, key) }

func (w *Walk) record(set *map[string]bool, key string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if *set == nil {
		*set = map[string]bool{}
	}
	(*set)[key] = true
}

func (w *Walk) has(set *map[string]bool, key string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return (*set)[key]
}
