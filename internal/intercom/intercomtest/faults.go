package intercomtest

import (
	"net/http"
)

// Fault makes calls fail. Faults are tried in the order of their injection. The first one that matches a call and is not
// used up takes it.
type Fault struct {
	Method string // "" = any
	Path   string // pattern as for Count; "" = any
	Skip   int    // matching calls that this fault ignores first
	Times  int    // matching calls that it takes after that; 0 = all
	Act    Act
}

// Act is what happens to a call that a fault takes. Use the constructors.
type Act struct {
	name      string
	acts      bool                                                       // Intercom does what the call asks
	edit      func(*Server, *Call, *answer)                              // changes the answer, which is blank unless the call acts
	send      func(*Server, http.ResponseWriter, *http.Request, *answer) // nil: sent normally
	silent    bool                                                       // no answer goes on the wire
	normalize func(*Ticket)
	stale     bool
}

// armedFault is a fault and the number of calls that it has matched.
type armedFault struct {
	Fault
	met int
}

// Inject adds a fault.
func (s *Server) Inject(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &armedFault{Fault: f})
}

// ClearFaults removes all faults, like the end of an incident.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// pickFault returns the fault that takes a call.
func (s *Server) pickFault(c *Call) (Act, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		if !matchCall(f.Method, f.Path, c.Method, c.Path) {
			continue
		}
		f.met++
		if f.met > f.Skip && (f.Times == 0 || f.met <= f.Skip+f.Times) {
			return f.Act, true
		}
	}
	return Act{}, false
}
