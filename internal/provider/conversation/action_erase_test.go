package conversation_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const name = "intercom_conversations_erase"

func with(changes acctest.Block) acctest.Block {
	config := acctest.Block{"workspace_id": "ecahpwf5", "contact_id": intercomtest.ExampleContact, "expected_count": 3}
	maps.Copy(config, changes)
	return config
}

var named = acctest.Block{"contact_id": nil, "ids": []any{"516", "515", "518"}}

// newHarness returns a workspace with the contact's conversations 515, 516, and 518.
func newHarness(t *testing.T, arguments acctest.Block) (*acctest.Action, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	s.AddConversation("515", intercomtest.ExampleContact)
	s.AddConversation("516", intercomtest.ExampleSecondContact, intercomtest.ExampleContact)
	s.AddConversation("517", intercomtest.ExampleSecondContact)
	s.AddConversation("518", intercomtest.ExampleContact)
	return acctest.NewAction(t, s, name, arguments), s
}

func left(s *intercomtest.Server) (ids []string) {
	for _, c := range s.Conversations() {
		ids = append(ids, c.ID)
	}
	return ids
}

// TestErase: the contact's conversations are found, read, and deleted, and no others are. The metrics stay unless the
// configuration says otherwise.
func TestErase(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2.13", "2.14", "2.15", "2.16", "Preview"} {
		for retain, want := range map[any]string{nil: "true", false: "false"} {
			t.Run(fmt.Sprint(version, " ", retain), func(t *testing.T) {
				t.Parallel()
				a, s := newHarness(t, acctest.Block{"api_version": version})
				config := with(acctest.Block{"retain_metrics": retain})
				acctest.Expect(t, a.Validate(config))
				chooses := version == "2.16" || version == "Preview"
				if !chooses && retain == false {
					for _, diags := range [][]string{{acctest.Text(a.Plan(config))}, {acctest.Text(a.Invoke(config).Diags)}} {
						if !strings.Contains(diags[0], "2.16 is the first version that can delete them") || len(s.Calls()) > 0 {
							t.Errorf("%d calls: %s", len(s.Calls()), diags[0])
						}
					}
					return
				}
				acctest.Expect(t, a.Plan(config), "WARNING", "This plan deletes conversations permanently", "If there are 3 of them", "ecahpwf5")
				result := a.Invoke(config)
				acctest.Expect(t, result.Diags)
				if got := left(s); !slices.Equal(got, []string{"517"}) {
					t.Errorf("left are %v", got)
				}
				if n := len(result.Progress); n != 4 || !strings.Contains(result.Progress[3], "3 of 3 done") {
					t.Errorf("progress: %q", result.Progress)
				}
				for _, call := range s.Calls() {
					if call.Method == "DELETE" && call.RawQuery != map[bool]string{true: "retain_metrics=" + want}[chooses] {
						t.Errorf("%s %s?%s", call.Method, call.Path, call.RawQuery)
					}
				}
			})
		}
	}
}

// TestEraseNamed: the conversations are deleted in the order of ids, without a search. A second run finds none of them and
// warns that the IDs may be wrong.
func TestEraseNamed(t *testing.T) {
	t.Parallel()
	a, s := newHarness(t, nil)
	acctest.Expect(t, a.Invoke(with(named)).Diags)
	var deleted []string
	for _, call := range s.Calls() {
		if call.Method == "DELETE" {
			deleted = append(deleted, strings.TrimPrefix(call.Path, "/conversations/"))
		}
	}
	if !slices.Equal(deleted, []string{"516", "515", "518"}) || s.Count("POST", "") > 0 {
		t.Errorf("deleted %v, %d searches", deleted, s.Count("POST", ""))
	}
	acctest.Expect(t, a.Invoke(with(named)).Diags, "WARNING", "Conversations that were not there", "516, 515, 518")
}

// TestEraseRefuses: nothing is deleted if the configuration does not say exactly what to delete, or if the workspace is not
// confirmed.
func TestEraseRefuses(t *testing.T) {
	t.Parallel()
	for situation, c := range map[string]struct {
		provider, config acctest.Block
		meet             func(*intercomtest.Server)
		says             string
		deletes          int
	}{
		"another count":             {config: acctest.Block{"expected_count": 2}, says: "The search finds 3, and 2 are expected"},
		"a lagging search":          {meet: func(s *intercomtest.Server) { s.AddConversation("519", intercomtest.ExampleContact) }, says: "The search finds 4, and 3 are expected"},
		"another count of ids":      {config: acctest.Block{"contact_id": nil, "ids": []any{"515"}}, says: "ids has 1, and 3 are expected"},
		"nothing selected":          {config: acctest.Block{"contact_id": nil}, says: "No conversations selected"},
		"two ways":                  {config: acctest.Block{"ids": []any{"515", "516", "518"}}, says: "selected in two ways"},
		"another workspace":         {config: acctest.Block{"workspace_id": "other"}, says: "another workspace"},
		"unknown workspace":         {meet: func(s *intercomtest.Server) { s.Set(intercomtest.MeStatus(403)) }, says: "Nothing was changed"},
		"protected by the provider": {provider: acctest.Block{"deletion_protection": true}, says: "Conversations are protected from deletion"},
		"an old version":            {provider: acctest.Block{"api_version": "2.12"}, says: "2.13 is the first that can erase conversations"},
		"a search that fails": {meet: func(s *intercomtest.Server) {
			s.Inject(intercomtest.Fault{Method: "POST", Act: intercomtest.HTMLBody200()})
		}, says: "searching for the conversations to erase"},
		"a contact that left": {meet: func(s *intercomtest.Server) {
			s.Set(intercomtest.Overrides(map[string]any{"contacts.contacts": []any{}}).On("GET", "/conversations/*"))
		}, says: "does not show contact"},
		"deleted is false": {meet: func(s *intercomtest.Server) {
			s.Set(intercomtest.Overrides(map[string]any{"deleted": false}).WithoutEffect().On("DELETE", "/conversations/*"))
		}, says: "was not deleted", deletes: 1},
		"contacts left out": {meet: func(s *intercomtest.Server) { s.Set(intercomtest.Omits("contacts").On("GET", "/conversations/*")) }, says: "does not show contact"},
	} {
		t.Run(situation, func(t *testing.T) {
			t.Parallel()
			a, s := newHarness(t, c.provider)
			if c.meet != nil {
				c.meet(s)
			}
			acctest.Expect(t, a.Invoke(with(c.config)).Diags, "ERROR", c.says)
			if n := len(s.Conversations()); n < 4 || s.Count("DELETE", "") != c.deletes {
				t.Errorf("%d conversations, %d deletions", n, s.Count("DELETE", ""))
			}
		})
	}
}

// TestEraseMeets: the action stops at the first conversation whose deletion is not proved, and lists what remains.
func TestEraseMeets(t *testing.T) {
	t.Parallel()
	for trouble, c := range map[string]struct {
		act   intercomtest.Act
		times int
		left  []string
		says  []string
	}{
		"lost":          {intercomtest.ResetAfter(), 1, []string{"517"}, nil},
		"never arrived": {intercomtest.ResetBefore(), 1, []string{"517"}, nil},
		"429":           {intercomtest.TooManyRequests("", ""), 2, []string{"517"}, nil},
		"a page":        {intercomtest.HTML(502), 1, []string{"517"}, nil},
		"a lying 404":   {intercomtest.LyingNotFound(), 0, []string{"515", "516", "517", "518"}, []string{"but the conversation exists", "0 of 3 conversations are erased", "516, 515, 518"}},
		"403":           {intercomtest.Status(403, "forbidden", "No."), 0, []string{"515", "516", "517", "518"}, []string{"403", "Write conversations", "Request ID"}},
	} {
		t.Run(trouble, func(t *testing.T) {
			t.Parallel()
			a, s := newHarness(t, nil)
			s.Inject(intercomtest.Fault{Method: "DELETE", Act: c.act, Times: c.times})
			diags := a.Invoke(with(named)).Diags
			if c.says == nil {
				acctest.Expect(t, diags)
			} else {
				acctest.Expect(t, diags, append(c.says, "ERROR")...)
			}
			if got := left(s); !slices.Equal(got, c.left) {
				t.Errorf("left are %v, want %v", got, c.left)
			}
		})
	}
}
