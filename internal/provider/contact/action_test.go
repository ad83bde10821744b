package contact_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

const lead1, user1 = "6762f2d81bb69f9f2193bd01", intercomtest.ExampleContact

// world returns a workspace with lead1, who has the email and a conversation of nobody else.
func world(t *testing.T) *intercomtest.Server {
	t.Helper()
	s := acctest.Fake(t)
	s.AddContact(intercomtest.Contact{ID: lead1, Role: "lead", Name: "A. Lovelace", Email: intercomtest.ExampleContactEmail})
	s.AddConversation("515", lead1)
	return s
}

func merging(changes acctest.Block) acctest.Block {
	config := acctest.Block{"workspace_id": "ecahpwf5", "from_contact_id": lead1, "into_contact_id": user1}
	maps.Copy(config, changes)
	return config
}

// TestUnarchiveAction: it prints the import block, whether the contact was archived or not. Contacts that are gone or merged are
// refused.
func TestUnarchiveAction(t *testing.T) {
	t.Parallel()
	for situation, c := range map[string]struct {
		behaviors []intercomtest.Behavior
		meet      func(*intercomtest.Server)
		says      []string
	}{
		"archived": {meet: func(s *intercomtest.Server) {
			s.UpdateContact(user1, func(c *intercomtest.Contact) { c.Archived = true })
		}},
		"archived and hidden": {behaviors: []intercomtest.Behavior{intercomtest.ArchivedContactsHidden()}, meet: func(s *intercomtest.Server) {
			s.UpdateContact(user1, func(c *intercomtest.Contact) { c.Archived = true })
		}},
		"not archived":           {},
		"not archived, refused":  {behaviors: []intercomtest.Behavior{intercomtest.RefusesSecondUnarchive()}, says: []string{"Intercom answered 400", "Nothing was changed"}},
		"deleted":                {meet: func(s *intercomtest.Server) { s.DeleteContact(user1) }, says: []string{"Intercom answered 404", "Nothing was changed"}},
		"merged":                 {meet: func(s *intercomtest.Server) { s.MergeContact(user1, intercomtest.ExampleSecondContact) }, says: []string{intercomtest.ExampleSecondContact, "merged into another one cannot be changed"}},
		"archived by a teammate": {behaviors: []intercomtest.Behavior{intercomtest.NotDone().On("POST", "")}, meet: func(s *intercomtest.Server) { s.DeleteContact(user1) }, says: []string{"404"}},
	} {
		t.Run(situation, func(t *testing.T) {
			t.Parallel()
			s := world(t)
			s.Set(c.behaviors...)
			if c.meet != nil {
				c.meet(s)
			}
			result := acctest.NewAction(t, s, "intercom_contact_unarchive", nil).Invoke(acctest.Block{"contact_id": user1})
			if c.says != nil {
				acctest.Expect(t, result.Diags, append(c.says, "ERROR")...)
				return
			}
			acctest.Expect(t, result.Diags)
			if len(result.Progress) != 1 || !strings.Contains(result.Progress[0], `id = "`+user1+`"`) || !strings.Contains(result.Progress[0], "to = intercom_contact.NAME") || find(s, user1).Archived {
				t.Errorf("progress %q", result.Progress)
			}
		})
	}
}

// TestBlockAction: the ID must be confirmed. A second block is harmless, however Intercom answers it.
func TestBlockAction(t *testing.T) {
	t.Parallel()
	config := func(id, confirm string) acctest.Block {
		return acctest.Block{"workspace_id": "ecahpwf5", "contact_id": id, "confirm_contact_id": confirm}
	}
	s := world(t)
	a := acctest.NewAction(t, s, "intercom_contact_block", nil)
	for _, diags := range [][]string{{acctest.Text(a.Validate(config(lead1, user1)))}, {acctest.Text(a.Plan(config(lead1, user1)))}, {acctest.Text(a.Invoke(config(lead1, user1)).Diags)}} {
		if !strings.Contains(diags[0], "confirm_contact_id is not contact_id") || s.Count("POST", "") > 0 {
			t.Errorf("not refused: %s", diags[0])
		}
	}
	acctest.Expect(t, a.Plan(config(lead1, lead1)), "WARNING", "This plan blocks contacts permanently", "cannot unblock")
	acctest.Expect(t, a.Invoke(config(lead1, lead1)).Diags)
	if !find(s, lead1).Blocked || find(s, user1).Blocked || !s.Conversations()[0].Archived {
		t.Errorf("%+v", s.Contacts())
	}
	acctest.Expect(t, a.Invoke(config(lead1, lead1)).Diags)
	s.Set(intercomtest.RefusesSecondBlock())
	acctest.Expect(t, a.Invoke(config(lead1, lead1)).Diags, "ERROR", "400 parameter_invalid")
	// The lost answer's block is what the second attempt is refused for.
	s.UpdateContact(user1, func(*intercomtest.Contact) {})
	s.Inject(intercomtest.Fault{Method: "POST", Path: "/contacts/*/block", Times: 1, Act: intercomtest.ResetAfter()})
	acctest.Expect(t, a.Invoke(config(user1, user1)).Diags, "ERROR", "The change may have been applied", "safe to run the action again")
	acctest.Expect(t, a.Invoke(config("6762f2d81bb69f9f21930000", "6762f2d81bb69f9f21930000")).Diags, "ERROR", "404", "Nothing was changed")
}

// TestMergeAction: in every version, a lead is merged into a user, and a second run changes nothing.
func TestMergeAction(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2.13", "2.14", "2.15", "2.16", "Preview"} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			s := world(t)
			a := acctest.NewAction(t, s, "intercom_contact_merge", acctest.Block{"api_version": version})
			planned := a.Plan(merging(nil))
			acctest.Expect(t, planned, "WARNING", "This plan merges contacts permanently", "cannot be undone")
			result := a.Invoke(merging(nil))
			acctest.Expect(t, result.Diags)
			if find(s, lead1).MergedInto != user1 || !strings.Contains(result.Progress[len(result.Progress)-1], "Merged contact "+lead1) {
				t.Errorf("%+v, progress %q", find(s, lead1), result.Progress)
			}
			if shown := acctest.Text(planned) + strings.Join(result.Progress, "\n"); strings.Contains(shown, "Lovelace") || strings.Contains(shown, intercomtest.ExampleContactEmail) {
				t.Errorf("personal data is shown: %s", shown)
			}
			if version == "Preview" {
				acctest.Expect(t, planned, "What a merge of contacts would change", "conversations that move: 1", `"name" is discarded`)
				if !strings.Contains(result.Progress[0], "conversations that move: 1") {
					t.Errorf("progress %q", result.Progress)
				}
			}
			again := a.Invoke(merging(nil))
			acctest.Expect(t, again.Diags)
			if s.Count("POST", "/contacts/merge") != 1 || !strings.Contains(again.Progress[0], "already merged") {
				t.Errorf("%d merges, progress %q", s.Count("POST", "/contacts/merge"), again.Progress)
			}
		})
	}
}

// TestMergeActionRefuses: nothing is merged unless a lead is merged into a user, and contacts have something in common, or the
// configuration says otherwise.
func TestMergeActionRefuses(t *testing.T) {
	t.Parallel()
	stranger := func(s *intercomtest.Server) {
		s.UpdateContact(lead1, func(c *intercomtest.Contact) { c.Email = "else@example.com" })
	}
	for situation, c := range map[string]struct {
		version string
		config  acctest.Block
		meet    func(*intercomtest.Server)
		says    []string
		posts   int
	}{
		"itself":                     {config: acctest.Block{"into_contact_id": lead1}, says: []string{"cannot be merged into itself"}},
		"a user":                     {config: acctest.Block{"from_contact_id": intercomtest.ExampleSecondContact}, says: []string{"is not a lead", "Nothing was changed"}},
		"into a lead":                {config: acctest.Block{"from_contact_id": user1, "into_contact_id": lead1}, says: []string{"is not a lead"}},
		"nobody":                     {config: acctest.Block{"from_contact_id": "6762f2d81bb69f9f21930000"}, says: []string{"404", "Nothing was changed"}},
		"nothing in common":          {meet: stranger, says: []string{"400 invalid_merge", "Nothing was changed"}, posts: 1},
		"nothing in common, Preview": {version: "Preview", meet: stranger, says: []string{"does not allow this merge", "no_shared_identifier", "Nothing was changed"}},
		"skip in an old version":     {version: "2.15", config: acctest.Block{"skip_duplicate_validation": true}, says: []string{"2.16 is the first version"}},
		"merged into another": {meet: func(s *intercomtest.Server) { s.MergeContact(lead1, intercomtest.ExampleSecondContact) }, says: []string{
			intercomtest.ExampleSecondContact, "Nothing was changed",
		}},
		"merged into another by a teammate": {meet: func(s *intercomtest.Server) {
			s.Inject(intercomtest.Fault{Method: "POST", Path: "/contacts/merge", Times: 1, Act: intercomtest.ResetBefore()})
			s.OnCall(func(call intercomtest.Call) {
				if call.Fault != "" {
					s.MergeContact(lead1, intercomtest.ExampleSecondContact)
				}
			})
		}, says: []string{"ERROR"}, posts: 2},
	} {
		t.Run(situation, func(t *testing.T) {
			t.Parallel()
			s := world(t)
			if c.meet != nil {
				c.meet(s)
			}
			arguments := acctest.Block{}
			if c.version != "" {
				arguments["api_version"] = c.version
			}
			diags := acctest.NewAction(t, s, "intercom_contact_merge", arguments).Invoke(merging(c.config)).Diags
			acctest.Expect(t, diags, append(c.says, "ERROR")...)
			if find(s, lead1).MergedInto == user1 || s.Count("POST", "/contacts/merge") != c.posts {
				t.Errorf("%d POSTs, %+v", s.Count("POST", "/contacts/merge"), find(s, lead1))
			}
		})
	}
	s := world(t)
	stranger(s)
	acctest.Expect(t, acctest.NewAction(t, s, "intercom_contact_merge", nil).Invoke(merging(acctest.Block{"skip_duplicate_validation": true})).Diags)
}

// TestMergeActionUnproved: where merged contacts answer 404, a lost answer leaves the merge unproved, and the action says so.
func TestMergeActionUnproved(t *testing.T) {
	t.Parallel()
	s := world(t)
	s.Set(intercomtest.MergedContactsNotFound())
	s.Inject(intercomtest.Fault{Method: "POST", Path: "/contacts/merge", Times: 1, Act: intercomtest.ResetAfter()})
	acctest.Expect(t, acctest.NewAction(t, s, "intercom_contact_merge", nil).Invoke(merging(nil)).Diags, "WARNING", "Merge not proved", "check in Intercom")
	if find(s, lead1).MergedInto != user1 {
		t.Error("it was not merged")
	}
}

// TestMergeActionRefusedTwice: where the answer to a merge is unreadable and reads lag, the second send is refused because of the
// first one. The report does not say that nothing was changed.
func TestMergeActionRefusedTwice(t *testing.T) {
	t.Parallel()
	s := world(t)
	s.Inject(intercomtest.Fault{Method: "POST", Path: "/contacts/merge", Times: 1, Act: intercomtest.TruncateJSON()})
	s.Set(intercomtest.AnswersBody(200, `{"type":"contact","id":"`+lead1+`","role":"lead"}`).On("GET", "/contacts/"+lead1))
	diags := acctest.NewAction(t, s, "intercom_contact_merge", nil).Invoke(merging(nil)).Diags
	acctest.Expect(t, diags, "ERROR", "A read does not show the change")
	if text := acctest.Text(diags); strings.Contains(text, "Nothing was changed") || find(s, lead1).MergedInto != user1 || s.Count("POST", "/contacts/merge") != 2 {
		t.Errorf("%d POSTs: %s", s.Count("POST", "/contacts/merge"), text)
	}
}

// TestSubscriptionAction: what "subscribed" means depends on the type's consent type. A person who has opted out is never opted in.
func TestSubscriptionAction(t *testing.T) {
	t.Parallel()
	unsubscribed := func(c *intercomtest.Contact) { c.Unsubscribed = true }
	chose := func(c *intercomtest.Contact) { c.SubscriptionIDs = []string{"106"} }
	for situation, c := range map[string]struct {
		consent string
		want    bool
		before  func(*intercomtest.Contact)
		after   bool // the contact is attached
		writes  int
		says    string
	}{
		"opt-out, subscribe, opted out":                 {"opt_out", true, chose, true, 0, "The contact has opted out"},
		"opt-out, subscribe":                            {"opt_out", true, nil, false, 0, ""},
		"opt-out, subscribe, unsubscribed from emails":  {"opt_out", true, unsubscribed, false, 0, "unsubscribed from all emails"},
		"opt-out, unsubscribe":                          {"opt_out", false, nil, true, 1, ""},
		"opt-out, unsubscribe again":                    {"opt_out", false, chose, true, 0, ""},
		"opt-out, unsubscribe, unsubscribed":            {"opt_out", false, unsubscribed, true, 1, ""},
		"opt-in, subscribe":                             {"opt_in", true, nil, true, 1, ""},
		"opt-in, subscribe again":                       {"opt_in", true, chose, true, 0, ""},
		"opt-in, subscribe, unsubscribed from emails":   {"opt_in", true, unsubscribed, false, 0, "unsubscribed from all emails"},
		"opt-in, unsubscribe":                           {"opt_in", false, chose, false, 1, ""},
		"opt-in, unsubscribe, not subscribed":           {"opt_in", false, nil, false, 0, ""},
		"opt-in, unsubscribe, unsubscribed from emails": {"opt_in", false, func(c *intercomtest.Contact) { chose(c); unsubscribed(c) }, false, 1, ""},
	} {
		t.Run(situation, func(t *testing.T) {
			t.Parallel()
			s := world(t)
			s.AddSubscriptionType(intercomtest.SubscriptionType{ID: "106", Name: "Newsletters", Consent: c.consent})
			s.AddSubscriptionType(intercomtest.SubscriptionType{ID: "107", Name: "Offers"})
			if c.before != nil {
				s.UpdateContact(user1, c.before)
			}
			a := acctest.NewAction(t, s, "intercom_contact_subscription", nil)
			result := a.Invoke(acctest.Block{"contact_id": user1, "subscription_type_id": "106", "subscribed": c.want})
			if c.says != "" {
				acctest.Expect(t, result.Diags, "ERROR", c.says, "Nothing was changed")
			} else if acctest.Expect(t, result.Diags); len(result.Progress) != 1 {
				t.Errorf("progress %q", result.Progress)
			}
			if attached := slices.Contains(find(s, user1).SubscriptionIDs, "106"); attached != c.after {
				t.Errorf("attached: %t", attached)
			}
			if n := s.Count("POST", "/contacts/*/subscriptions") + s.Count("DELETE", "/contacts/*/subscriptions/*"); n != c.writes {
				t.Errorf("%d writes, want %d", n, c.writes)
			}
		})
	}
}

// TestSubscriptionActionDetaches: a removal whose answer is lost is repeated, and the 404 or 200 of the repetition is decided by a
// read. An unknown type is refused with the known ones.
func TestSubscriptionActionDetaches(t *testing.T) {
	t.Parallel()
	config := acctest.Block{"contact_id": user1, "subscription_type_id": "106", "subscribed": false}
	for name, behaviors := range map[string][]intercomtest.Behavior{"404": nil, "200": {intercomtest.DetachesTwice()}} {
		s := world(t)
		s.Set(behaviors...)
		s.AddSubscriptionType(intercomtest.SubscriptionType{ID: "106", Consent: "opt_in"})
		s.UpdateContact(user1, func(c *intercomtest.Contact) { c.SubscriptionIDs = []string{"106"} })
		s.Inject(intercomtest.Fault{Method: "DELETE", Times: 1, Act: intercomtest.ResetAfter()})
		a := acctest.NewAction(t, s, "intercom_contact_subscription", nil)
		if diags := a.Invoke(config).Diags; len(diags) > 0 || len(find(s, user1).SubscriptionIDs) > 0 {
			t.Errorf("%s: %s", name, acctest.Text(diags))
		}
		unknown := maps.Clone(config)
		unknown["subscription_type_id"] = "9"
		acctest.Expect(t, a.Invoke(unknown).Diags, "ERROR", "No subscription type has the ID", `"106"`)
		s.Set(intercomtest.AnswersBody(200, `{"type":"list","data":[{"type":"subscription","id":"106","consent_type":"double_opt_in"}]}`).On("GET", "/subscription_types"))
		acctest.Expect(t, a.Invoke(config).Diags, "ERROR", "Unknown consent type", "Nothing was changed")
	}
}

// TestNoteActionNeverTwice: a lost answer never leads to a second note, whatever the order of the list, and however late it shows
// the note. An equal note of a teammate is not taken for it.
func TestNoteActionNeverTwice(t *testing.T) {
	t.Parallel()
	config := acctest.Block{"contact_id": user1, "admin_id": intercomtest.ExampleAdmin, "body": "Call <b>back</b> & ask"}
	for situation, c := range map[string]struct {
		behaviors []intercomtest.Behavior
		act       *intercomtest.Act
		teammate  bool
		notes     int
		says      []string
	}{
		"found":                 {act: new(intercomtest.ResetAfter()), notes: 61, says: []string{"WARNING", "Adopted a note"}},
		"found, oldest first":   {behaviors: []intercomtest.Behavior{intercomtest.NotesOldestFirst()}, act: new(intercomtest.ResetAfter()), notes: 61, says: []string{"WARNING", "Adopted a note"}},
		"found late":            {behaviors: []intercomtest.Behavior{intercomtest.Lags(20*time.Second, "notes")}, act: new(intercomtest.ResetAfter()), notes: 61, says: []string{"WARNING", "Adopted a note"}},
		"not found":             {act: new(intercomtest.ResetBefore()), notes: 60, says: []string{"ERROR", "A note may have been created", "look in Intercom for a note"}},
		"and a teammate's":      {act: new(intercomtest.ResetAfter()), teammate: true, notes: 62, says: []string{"ERROR", "cannot tell which of these"}},
		"an older one's answer": {behaviors: []intercomtest.Behavior{intercomtest.AnswersOldest().On("POST", "")}, notes: 61, says: []string{"WARNING", "Adopted a note"}},
	} {
		t.Run(situation, func(t *testing.T) {
			t.Parallel()
			clock := acctest.NewClock(time.Now())
			s := acctest.Fake(t, intercomtest.WithClock(clock.Now))
			for range 60 {
				s.AddNote(intercomtest.Note{ContactID: user1, AdminID: intercomtest.ExampleAdmin, Body: "Call back & ask", CreatedAt: 1700000000})
			}
			s.Set(c.behaviors...)
			if c.act != nil {
				s.Inject(intercomtest.Fault{Method: "POST", Times: 1, Act: *c.act})
			}
			if c.teammate {
				s.OnCall(func(call intercomtest.Call) {
					if call.Fault != "" {
						s.AddNote(intercomtest.Note{ContactID: user1, AdminID: intercomtest.ExampleAdmin, Body: "Call <b>back</b> & ask"})
					}
				})
			}
			result := acctest.NewAction(t, s, "intercom_contact_note", nil, acctest.WithClock(clock)).Invoke(config)
			acctest.Expect(t, result.Diags, c.says...)
			if n := len(s.Notes()); n != c.notes || s.Count("POST", "") != 1 {
				t.Errorf("%d notes, %d POSTs", n, s.Count("POST", ""))
			}
			if strings.Contains(acctest.Text(result.Diags)+strings.Join(result.Progress, ""), "ask") {
				t.Error("the body is shown")
			}
		})
	}
}
