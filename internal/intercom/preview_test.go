package intercom_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestTokenAdmin: the call that confirms the workspace also tells whose the token is, without another call.
func TestTokenAdmin(t *testing.T) {
	t.Parallel()
	s := intercomtest.New(t)
	intercomtest.SeedExample(s.Workspace)
	client, err := intercom.New(intercom.Config{Token: s.Token, BaseURL: s.URL})
	if err != nil {
		t.Fatal(err)
	}
	before, err := client.PinnedReader(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	assertEqual(t, before.TokenAdmin(), "")
	assertEqual(t, intercom.Reader{}.TokenAdmin(), "")
	reader, err := client.Reader(t.Context(), s.WorkspaceID)
	if err != nil {
		t.Fatal(err)
	}
	assertEqual(t, reader.TokenAdmin(), "814800")
	assertEqual(t, len(s.Calls()), 1)
}

// TestPreviewAreas: only the calls of an area that the configuration names are sent with the version Preview.
func TestPreviewAreas(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		version intercom.Version
		preview []string
		team    string
		changes bool
	}{
		"none":         {"2.16", nil, "2.16", false},
		"another":      {"2.16", []string{intercom.PreviewIdentitySecrets}, "2.16", false},
		"team members": {"2.14", []string{intercom.PreviewTeamMembers}, "Preview", true},
		"all":          {intercom.Preview, nil, "Preview", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := intercomtest.New(t)
			intercomtest.SeedExample(s.Workspace)
			client := newClient(t, intercom.Config{Token: s.Token, BaseURL: s.URL, Version: c.version, Preview: c.preview})
			if _, err := client.TeamsWithMembers(t.Context()); err != nil {
				t.Error(err)
			}
			listed := s.Calls()[len(s.Calls())-1]
			assertEqual(t, listed.Version, c.team)
			s.ResetCalls()
			_, err := client.SetTeamMembers(t.Context(), intercomtest.ExampleTeam, intercom.TeamMembers{AdminIDs: []string{intercomtest.ExampleSecondAdmin}})
			if (err == nil) != c.changes {
				t.Errorf("changing the members: %v", err)
			}
			if _, err := client.Team(t.Context(), intercomtest.ExampleTeam); err != nil {
				t.Error(err)
			}
			if _, err := client.Teams(t.Context()); err != nil {
				t.Error(err)
			}
			for _, call := range s.Calls() {
				want := string(c.version)
				if strings.HasPrefix(call.Path, "/teams/") {
					want = c.team
				}
				if call.Version != want {
					t.Errorf("%s %s with version %s, not %s", call.Method, call.Path, call.Version, want)
				}
			}
			assertEqual(t, client.Version(), c.version)
			assertEqual(t, client.VersionOf(intercom.PreviewTeamMembers), intercom.Version(c.team))
		})
	}
	_, err := intercom.New(intercom.Config{Token: "dG9rOmFiYw==", Preview: []string{"tickets"}})
	if err == nil || !strings.Contains(err.Error(), `"tickets"`) || !strings.Contains(err.Error(), intercom.PreviewTeamMembers) {
		t.Errorf("an unknown area: %v", err)
	}
}

// TestPreviewIsNotANumber: no numbered version has what only Preview has, and Preview has what every version has.
func TestPreviewIsNotANumber(t *testing.T) {
	t.Parallel()
	for version, want := range map[intercom.Version]bool{"2.16": false, "2.17": false, "3.0": false, intercom.Preview: true} {
		assertEqual(t, version.Has(intercom.Preview), want)
		assertEqual(t, version.Has("2.16"), true)
	}
}

// TestTeamMembersRequest: both levels are sent, or none. IDs are numbers.
func TestTeamMembersRequest(t *testing.T) {
	t.Parallel()
	for want, members := range map[string]intercom.TeamMembers{
		`{"admin_ids":[1,2]}`: {AdminIDs: []string{"1", "2"}, SecondaryIDs: []string{"2"}},
		`{"admin_ids":[1,2],"admin_priority_level":{"primary_admin_ids":[1],"secondary_admin_ids":[2]}}`:                            {AdminIDs: []string{"1", "2"}, Levels: true, SecondaryIDs: []string{"2"}},
		`{"admin_ids":[9007199254740993],"admin_priority_level":{"primary_admin_ids":[9007199254740993],"secondary_admin_ids":[]}}`: {AdminIDs: []string{"9007199254740993"}, Levels: true},
	} {
		body, err := members.Request()
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		assertEqual(t, string(got), want)
	}
	if _, err := (intercom.TeamMembers{AdminIDs: []string{"ada"}}).Request(); err == nil {
		t.Error("an ID that is no number was accepted")
	}
}

// TestHidden: neither formatting nor encoding an identity verification secret shows it.
func TestHidden(t *testing.T) {
	t.Parallel()
	const value = "9Zw0xNs3vKk0fPz9rwKqNbzH3mPVQmQxL9vhSm9Tk4A"
	s := &intercom.IdentitySecret{}
	if err := json.Unmarshal([]byte(`{"id":"103","secret":"`+value+`"}`), s); err != nil {
		t.Fatal(err)
	}
	assertEqual(t, s.Secret.Reveal(), value)
	encoded, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{string(encoded), fmt.Sprint(s), fmt.Sprintf("%v %+v %#v %s %q", s, *s, s, s.Secret, s.Secret)} {
		if strings.Contains(text, value[:12]) {
			t.Errorf("it shows: %s", text)
		}
	}
}

// TestIdentitySecrets: the secret is in the answer to the create only, and an empty 204 is a deletion. Anything else is not.
func TestIdentitySecrets(t *testing.T) {
	t.Parallel()
	s := intercomtest.New(t)
	w := newClient(t, intercom.Config{Token: s.Token, BaseURL: s.URL, Preview: []string{intercom.PreviewIdentitySecrets}})
	made, err := w.CreateIdentitySecret(t.Context(), intercom.IdentitySecretRequest{Name: "web", SupportsWeb: true})
	if err != nil {
		t.Fatal(err)
	}
	assertEqual(t, made.Secret.Reveal(), s.IdentitySecrets()[0].Secret)
	found, err := w.IdentitySecrets(t.Context())
	if err != nil || len(found) != 1 || found[0].Secret.Reveal() != "" {
		t.Errorf("the list has %v, %v", found, err)
	}
	s.Set(intercomtest.AnswersBody(200, `{"id":"102","deleted":true}`).On("DELETE", "/secure_mode_secrets/*").WithoutEffect())
	if err := w.DeleteIdentitySecret(t.Context(), string(made.ID)); !intercom.IsUnreadable(err) {
		t.Errorf("a 200 was taken for a deletion: %v", err)
	}
	s.ClearBehaviors()
	if err := w.DeleteIdentitySecret(t.Context(), string(made.ID)); err != nil || len(s.IdentitySecrets()) > 0 {
		t.Errorf("deleting: %v", err)
	}
	if err := w.DeleteIdentitySecret(t.Context(), string(made.ID)); !intercom.IsGone(err, "identity_verification_secret_not_found") {
		t.Errorf("deleting again: %v", err)
	}
}
