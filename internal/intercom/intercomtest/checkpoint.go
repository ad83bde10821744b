package intercomtest

import (
	"maps"
	"slices"
)

// copied returns a copy of a workspace's data that shares nothing with the workspace.
func (w *Workspace) copied() Workspace {
	next := *w
	for _, k := range allKinds {
		k.copyTo(&next, w)
	}
	if w.scroll != nil {
		open := *w.scroll
		next.scroll = &open
	}
	next.erased, next.states = slices.Clone(w.erased), slices.Clone(w.states)
	next.admins = slices.Clone(w.admins)
	next.byID, next.readOnly = maps.Clone(w.byID), maps.Clone(w.readOnly)
	next.tickets = make([]*record, len(w.tickets))
	for i, rec := range w.tickets {
		other := &record{Ticket: rec.clone(), gone: rec.gone, parts: slices.Clone(rec.parts), past: slices.Clone(rec.past)}
		next.tickets[i], next.byID[rec.ID] = other, other
	}
	return next
}

// checkpoint saves what is stored and returns a function that restores it.
func (w *Workspace) checkpoint() func() {
	stored := w.copied()
	return func() { *w = stored }
}

// AddTwinWorkspace adds a workspace with everything that w has, with the same IDs: a customer's copy, or one whose objects
// happen to have the same numbers. Its token sees nothing of w.
func (s *Server) AddTwinWorkspace(id string, of *Workspace) *Workspace {
	w := s.AddWorkspace(id)
	s.mu.Lock()
	defer s.mu.Unlock()
	token := w.Token
	*w = of.copied()
	w.WorkspaceID, w.Token = id, token
	return w
}
