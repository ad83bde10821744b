package intercomtest

import "testing"

// TestUndecidedIdentitySecrets turns the knob: what the fake does without it, and with it.
func TestUndecidedIdentitySecrets(t *testing.T) {
	t.Parallel()
	const path, again = "/secure_mode_secrets", `{"name":"Production Web","supports_web":true}`
	deleted := func(s *Server) { s.DeleteIdentitySecret(ExampleIdentitySecret) }
	used := []Behavior{RefusesUsedSecretNames()}
	runBehaviors(t, map[string]behaviorTest{
		"a name can be used twice":        {version: "Preview", method: "POST", path: path, body: again, status: 201},
		"a name cannot be used twice":     {version: "Preview", set: used, method: "POST", path: path, body: again, status: 422},
		"a deleted one's name is free":    {version: "Preview", seed: deleted, method: "POST", path: path, body: again, status: 201},
		"a deleted one's name is used up": {version: "Preview", seed: deleted, set: used, method: "POST", path: path, body: again, status: 422},
		"another name is free":            {version: "Preview", set: used, method: "POST", path: path, body: `{"name":"web","supports_ios":true}`, status: 201},
	})
}
