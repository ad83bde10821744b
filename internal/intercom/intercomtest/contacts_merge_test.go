package intercomtest

import "testing"

func TestMergeContacts(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		from, into string
		status     int
	}{
		"a lead into a user": {from: "lead", into: "user", status: 200},
		"a user into a user": {from: "other", into: "user", status: 400},
		"a lead into a lead": {from: "lead", into: "lead2", status: 400},
		"a stranger":         {from: "stranger", into: "user", status: 400},
		"one that is not":    {from: "lead", into: "999", status: 404},
		"one that was":       {from: "merged", into: "user", status: 410},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := New(t)
			for id, role := range map[string]string{"lead": "lead", "lead2": "lead", "merged": "lead", "user": "user", "other": "user"} {
				s.AddContact(Contact{ID: id, Role: role, Phone: "+35315550100"})
			}
			s.AddContact(Contact{ID: "stranger", Role: "lead"})
			s.MergeContact("merged", "user")
			body := `{"from":"` + test.from + `","into":"` + test.into + `"}`
			if got := newClient(t, s).do("POST", "/contacts/merge", body); got.status != test.status {
				t.Fatalf("status %d, want %d", got.status, test.status)
			}
			want := 200
			if test.status == 200 {
				want = 410
			}
			if got := newClient(t, s).do("GET", "/contacts/lead", ""); got.status != want {
				t.Errorf("the lead answers %d, want %d", got.status, want)
			}
		})
	}
}
