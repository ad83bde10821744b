package validators

import "testing"

// What Prism says is read as far as it goes: nothing that it found is lost.
func TestParse(t *testing.T) {
	t.Parallel()
	one := `{"location":["response","body","a"],"severity":"Error","code":"type","message":"m"}`
	for header, want := range map[string][]string{
		"":              nil,
		"[]":            nil,
		"[" + one + "]": {"type"},
		"Too many violations! [" + one + `,{"loca`: {"cut off", "type"},
		"[" + one + `,{"loca`:                      {"type", "unreadable"},
		"nonsense":                                 {"unreadable"},
	} {
		got := parse(header)
		if len(got) != len(want) {
			t.Errorf("%q: %d findings, want %d", header, len(got), len(want))
			continue
		}
		for i := range want {
			if got[i].Code != want[i] {
				t.Errorf("%q: finding %d is %q, want %q", header, i, got[i].Code, want[i])
			}
		}
	}
}

// A path's IDs do not tell operations apart.
func TestTemplate(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/tickets/494": "/tickets/{id}", "/ticket_types/1/attributes/2": "/ticket_types/{id}/attributes/{id}", "/tickets/search": "/tickets/search",
		"/contacts/6762f2d81bb69f9f2193bc54/tags/7": "/contacts/{id}/tags/{id}", "/contacts/find_by_external_id/u-1": "/contacts/find_by_external_id/{id}",
	} {
		if got := template(path); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
}
