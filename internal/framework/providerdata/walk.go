package providerdata

import (
	"crypto/rand"
	"sync"
)

// Walk records what happened since the provider was configured. Terraform refreshes only in plan walks and configures the
// provider again for the apply, so an object that was not read is being applied. The zero Walk is empty.
type Walk struct {
	mu       sync.Mutex
	id       string
	reads    map[string]bool
	answered map[string]bool
	planned  map[string]bool
	created  map[string]bool
	fates    map[string]Fates
}

// Fates is what the resources of a walk that have one object in state plan for it: how many keep it, how many destroy it, and whether
// one of them has imported it in this walk.
type Fates struct {
	Kept, Destroyed int
	Imported        bool
}

// ID returns a text that no other walk has.
func (w *Walk) ID() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.id == "" {
		w.id = rand.Text()
	}
	return w.id
}

// RecordRead records that an object was refreshed.
func (w *Walk) RecordRead(id string) { w.record(&w.reads, id) }

// IsFresh reports whether an object was refreshed in this walk.
func (w *Walk) IsFresh(id string) bool { return w.has(&w.reads, id) }

// RecordCreate records that a resource of this walk has created an object.
func (w *Walk) RecordCreate(id string) { w.record(&w.created, id) }

// Created reports whether a resource of this walk has created an object.
func (w *Walk) Created(id string) bool { return w.has(&w.created, id) }

// RecordAnswer records that an operation succeeded: the API version has it, whatever the documentation says.
func (w *Walk) RecordAnswer(operation string) { w.record(&w.answered, operation) }

// Answers reports whether an operation succeeded in this walk.
func (w *Walk) Answers(operation string) bool { return w.has(&w.answered, operation) }

// Plan records that a resource of this walk will have a unique key or will import an object, and reports whether it was
// free.
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

// PlanFate adds to the fates of an object, and returns all of them. Terraform plans a resource that is in state once per walk, so a second
// call is about another resource.
func (w *Walk) PlanFate(id string, more Fates) Fates {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.fates == nil {
		w.fates = map[string]Fates{}
	}
	f := w.fates[id]
	f.Kept, f.Destroyed, f.Imported = f.Kept+more.Kept, f.Destroyed+more.Destroyed, f.Imported || more.Imported
	w.fates[id] = f
	return f
}

// ForgetFates is for tests that plan one resource several times in a walk, which Terraform does not do.
func (w *Walk) ForgetFates() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fates = nil
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
