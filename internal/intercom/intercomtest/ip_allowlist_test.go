package intercomtest

import (
	"strings"
	"testing"
)

// TestUndecidedAllowlist turns the knob: what the fake does without it, and with it.
func TestUndecidedAllowlist(t *testing.T) {
	t.Parallel()
	stored := func(s *Server, _ response) any { return strings.Join(s.IPAllowlist().Addresses, " ") }
	const put = `{"enabled":true,"ip_allowlist":["203.0.113.9/24","10.0.0.1/32"]}`
	runBehaviors(t, map[string]behaviorTest{
		"ranges are kept as sent":    {method: "PUT", path: "/ip_allowlist", body: put, got: stored, want: "203.0.113.9/24 10.0.0.1/32"},
		"ranges become canonical":    {set: []Behavior{CanonicalAddresses()}, method: "PUT", path: "/ip_allowlist", body: put, got: stored, want: "203.0.113.0/24 10.0.0.1"},
		"the caller is not on it":    {method: "PUT", path: "/ip_allowlist", body: `{"enabled":true,"ip_allowlist":["10.0.0.1"]}`, status: 422},
		"the caller need not be yet": {method: "PUT", path: "/ip_allowlist", body: `{"enabled":false,"ip_allowlist":["10.0.0.1"]}`, got: stored, want: "10.0.0.1"},
		"no address":                 {method: "PUT", path: "/ip_allowlist", body: `{"enabled":false,"ip_allowlist":["10.0.0"]}`, status: 422},
		"only one field":             {seed: func(s *Server) { s.SetIPAllowlist(true, CallerIP) }, method: "PUT", path: "/ip_allowlist", body: `{"enabled":false}`, got: stored, want: CallerIP},
		"a caller is locked out":     {seed: func(s *Server) { s.SetIPAllowlist(true, "10.0.0.0/8") }, method: "GET", path: "/tags", status: 403},
		"a caller is let in":         {seed: func(s *Server) { s.SetIPAllowlist(true, "10.0.0.0/8"); s.CallsFrom("10.1.2.3") }, method: "GET", path: "/tags", status: 200},
	})
}
