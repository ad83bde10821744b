package intercomtest

import (
	"maps"
	"slices"
)

// copied is a workspace's data that shares nothing with the workspace.
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
	next.admins, next.teams = slices.Clone(w.admins), slices.Clone(w.teams)
	next.byID = maps.Clone(w.byID)
	next.tickets = make([]*record, len(w.tickets))
	for i, rec := range w.tickets {
		other := &record{Ticket: rec.clone(), gone: rec.gone, parts: slices.Clone(rec.parts), past: slices.Clone(rec.past)}
		next.tickets[i], next.byID[rec.ID] = other, other
	}
	return next
}

// checkpoint remembers what is stored; the function that it returns brings that back.
func (w *Workspace) checkpoint() func() {
	stored := w.copied()
	return func() { *w = stored }
}

// AddTwinWorkspace adds a workspace that has all that w has, with the same IDs: the copy of a customer,
// or one whose objects are numbered like those of w. Its token sees nothing of w.
func (s *Server) AddTwinWorkspace(id string, of *Workspace) *Workspace {
	w := s.AddWorkspace(id)
	s.mu.Lock()
	defer s.mu.Unlock()
	token := w.Token
	*w = of.copied()
	w.WorkspaceID, w.Token = id, token
	return w
}
