package acctest_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// changing is an action of one change. seeded is a workspace where it has something to do, and made is how often the change was
// made.
type changing struct {
	config     acctest.Block
	seed       func(*intercomtest.Server)
	made       func(*intercomtest.Server) int
	method     string // of its write
	path       string
	permission string // that a 403 lacks
}

const (
	anEmployee = "Read and list users and companies, Write users and companies"
	theLead    = "6762f2d81bb69f9f2193bc77"
)

func contactOf(s *intercomtest.Server, id string) (found intercomtest.Contact) {
	for _, c := range s.Contacts() {
		if c.ID == id {
			found = c
		}
	}
	return found
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// actionsOfOneChange lists the actions of a Kind.
var actionsOfOneChange = map[string]changing{
	"intercom_contact_unarchive": {
		config: acctest.Block{"contact_id": intercomtest.ExampleContact},
		seed: func(s *intercomtest.Server) {
			s.Set(intercomtest.ArchivedContactsHidden())
			s.UpdateContact(intercomtest.ExampleContact, func(c *intercomtest.Contact) { c.Archived = true })
		},
		made:   func(s *intercomtest.Server) int { return count(!contactOf(s, intercomtest.ExampleContact).Archived) },
		method: "POST", path: "/contacts/*/unarchive", permission: anEmployee,
	},
	"intercom_contact_block": {
		config: acctest.Block{"workspace_id": "ecahpwf5", "contact_id": intercomtest.ExampleContact, "confirm_contact_id": intercomtest.ExampleContact},
		made:   func(s *intercomtest.Server) int { return count(contactOf(s, intercomtest.ExampleContact).Blocked) },
		method: "POST", path: "/contacts/*/block", permission: anEmployee,
	},
	"intercom_contact_merge": {
		config: acctest.Block{"workspace_id": "ecahpwf5", "from_contact_id": theLead, "into_contact_id": intercomtest.ExampleContact},
		seed: func(s *intercomtest.Server) {
			s.AddContact(intercomtest.Contact{ID: theLead, Role: "lead", Email: intercomtest.ExampleContactEmail})
		},
		made:   func(s *intercomtest.Server) int { return count(contactOf(s, theLead).MergedInto != "") },
		method: "POST", path: "/contacts/merge", permission: anEmployee,
	},
	"intercom_contact_subscription": {
		config: acctest.Block{"contact_id": intercomtest.ExampleContact, "subscription_type_id": "106", "subscribed": false},
		seed:   func(s *intercomtest.Server) { s.AddSubscriptionType(intercomtest.SubscriptionType{ID: "106"}) },
		made: func(s *intercomtest.Server) int {
			return len(contactOf(s, intercomtest.ExampleContact).SubscriptionIDs)
		},
		method: "POST", path: "/contacts/*/subscriptions", permission: anEmployee,
	},
	"intercom_contact_note": {
		config: acctest.Block{"contact_id": intercomtest.ExampleContact, "admin_id": intercomtest.ExampleAdmin, "body": "Is 1 < 2?"},
		made:   func(s *intercomtest.Server) int { return len(s.Notes()) },
		method: "POST", path: "/contacts/*/notes", permission: anEmployee,
	},
	"intercom_company_note": {
		config: acctest.Block{"company_id": intercomtest.ExampleCompany, "body": "Renews in May."},
		made:   func(s *intercomtest.Server) int { return len(s.Notes()) },
		method: "POST", path: "/companies/*/notes", permission: anEmployee,
	},
	"intercom_admin_away": {
		config: acctest.Block{"admin_id": intercomtest.ExampleAdmin, "away_mode_enabled": true, "away_mode_reassign": true},
		made: func(s *intercomtest.Server) int {
			return count(s.AdminAway(intercomtest.ExampleAdmin).AwayModeReassign)
		},
		method: "PUT", path: "/admins/*/away", permission: "Update admins",
	},
	"intercom_data_event": {
		config: acctest.Block{"external_id": "70", "event_name": "deployed-release"},
		made:   func(s *intercomtest.Server) int { return len(s.Events()) },
		method: "POST", path: "/events", permission: "Write events",
	},
	"intercom_identity_verification_secret_revoke": {
		config: acctest.Block{"workspace_id": "ecahpwf5", "identity_verification_secret_id": intercomtest.ExampleIdentitySecret},
		made:   func(s *intercomtest.Server) int { return count(len(s.IdentitySecrets()) == 0) },
		method: "DELETE", path: "/secure_mode_secrets/*", permission: "Read and write identity verification secrets",
	},
	"intercom_data_connector_withdraw": {
		config: acctest.Block{"data_connector_id": intercomtest.ExampleConnector},
		made: func(s *intercomtest.Server) int {
			for _, c := range s.DataConnectors() {
				if c.ID == intercomtest.ExampleConnector {
					return count(c.State == "draft")
				}
			}
			return 0
		},
		method: "PATCH", path: "/data_connectors/*", permission: "Read and write data connectors",
	},
}

func (c changing) start(t *testing.T, name string, arguments acctest.Block) (*acctest.Action, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	if c.seed != nil {
		c.seed(s)
	}
	return acctest.NewAction(t, s, name, arguments), s
}

// actionFaults are faults of an action's write. Those that are definite refusals prove that nothing happened.
var actionFaults = map[string]struct {
	act     intercomtest.Act
	refuses bool
}{
	"none":               {intercomtest.Act{}, false},
	"429":                {intercomtest.TooManyRequests("", ""), false},
	"reset before":       {intercomtest.ResetBefore(), false},
	"reset after":        {intercomtest.ResetAfter(), false},
	"502 before":         {intercomtest.HTML(502), false},
	"502 after":          {intercomtest.ActThenHTML(502), false},
	"HTML with 200":      {intercomtest.HTMLBody200(), false},
	"empty 200":          {intercomtest.EmptyBody(200), false},
	"another object":     {intercomtest.WrongID(), false},
	"missing permission": {intercomtest.Status(403, "forbidden", "required scope"), true},
	"bad request":        {intercomtest.Status(400, "parameter_invalid", "No"), true},
}

// afterwards are the faults that can follow another one.
var afterwards = []string{"429", "reset after", "502 after", "HTML with 200", "another object", "missing permission"}

// TestActionsMeetPairsOfFaults: whatever happens to the write, and to its repetition, an action reports success only if the change
// was made, never makes it twice, and never says that nothing was changed if it was.
func TestActionsMeetPairsOfFaults(t *testing.T) {
	t.Parallel()
	for name, c := range actionsOfOneChange {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for first, one := range actionFaults {
				for second := range actionFaults {
					// Only after an unclear end can the second call matter.
					if second != "none" && (first == "none" || first == "429" || actionFaults[first].refuses || !slices.Contains(afterwards, second)) {
						continue
					}
					a, s := c.start(t, name, nil)
					for _, fault := range []string{first, second} {
						if fault != "none" {
							s.Inject(intercomtest.Fault{Method: c.method, Path: c.path, Times: 1, Act: actionFaults[fault].act})
						}
					}
					c.judge(t, fmt.Sprintf("%s, then %s", first, second), a.Invoke(c.config), s, one.refuses)
					if t.Failed() {
						return
					}
				}
			}
		})
	}
}

func (c changing) judge(t *testing.T, situation string, result acctest.Invoked, s *intercomtest.Server, refused bool) {
	t.Helper()
	said, made := acctest.Text(result.Diags), c.made(s)
	nothing := strings.Contains(said, "Nothing was changed") || strings.Contains(said, "No note was created") || strings.Contains(said, "No event was submitted")
	switch failed := acctest.HasError(result.Diags); {
	case made > 1:
		t.Errorf("%s: made %d times", situation, made)
	case !failed && made != 1:
		t.Errorf("%s: it succeeded, and nothing was changed: %s", situation, said)
	case !failed && len(result.Progress) == 0:
		t.Errorf("%s: no progress is reported", situation)
	case failed && nothing && made == 1:
		t.Errorf("%s: it was made: %s", situation, said)
	case failed && !nothing && !strings.Contains(said, "may have been") && !strings.Contains(said, "does not show the change") && !strings.Contains(said, "a read to check that failed"):
		t.Errorf("%s: the state of things is not told: %s", situation, said)
	case refused && (!failed || !nothing || made != 0):
		t.Errorf("%s: it was refused, and %d were made: %s", situation, made, said)
	case strings.Contains(said+strings.Join(result.Progress, "\n"), s.Token):
		t.Errorf("%s: the token is shown", situation)
	}
}

// TestActionsOfOneChange: without a fault, each makes its change once and says so. Nothing is sent with another workspace's token,
// and a 403 names the missing permission.
func TestActionsOfOneChange(t *testing.T) {
	t.Parallel()
	for name, c := range actionsOfOneChange {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, s := c.start(t, name, nil)
			acctest.Expect(t, a.Validate(c.config))
			if diags := a.Plan(c.config); acctest.HasError(diags) || s.Count(c.method, c.path) > 0 {
				t.Errorf("a plan: %s", acctest.Text(diags))
			}
			result := a.Invoke(c.config)
			acctest.Expect(t, result.Diags)
			if c.made(s) != 1 || len(result.Progress) != 1 || s.Count(c.method, c.path) != 1 {
				t.Errorf("made %d times with %d calls, reported %q", c.made(s), s.Count(c.method, c.path), result.Progress)
			}

			for _, pinned := range []bool{true, false} {
				config, arguments := maps.Clone(c.config), acctest.Block{}
				if config["workspace_id"] = "other"; pinned {
					arguments["workspace_id"] = "other"
				}
				a, s := c.start(t, name, arguments)
				acctest.Expect(t, a.Invoke(config).Diags, "ERROR", "another workspace", "Nothing was changed")
				if s.Count(c.method, c.path) > 0 {
					t.Error("a change was sent to another workspace")
				}
			}

			a, s = c.start(t, name, nil)
			s.Inject(intercomtest.Fault{Method: c.method, Path: c.path, Act: intercomtest.Status(403, "forbidden", "required scope")})
			acctest.Expect(t, a.Invoke(c.config).Diags, "ERROR", "403 forbidden", "Request ID", "It needs: ", c.permission)
		})
	}
}
