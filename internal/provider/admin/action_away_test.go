package admin_test

import (
	"maps"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestAwayAction: both booleans are always sent, and reasons exist since 2.14. What Intercom or a teammate changed is not reported
// as done.
func TestAwayAction(t *testing.T) {
	t.Parallel()
	unset := func(s *intercomtest.Server) {
		s.UpdateAdmin(intercomtest.ExampleAdmin, func(a *intercomtest.Admin) { a.AwayModeEnabled = false })
	}
	for situation, c := range map[string]struct {
		version   string
		config    acctest.Block
		behaviors []intercomtest.Behavior
		faults    []intercomtest.Fault
		teammate  bool
		says      []string
		want      intercomtest.Admin
	}{
		"away":                     {want: intercomtest.Admin{AwayModeEnabled: true}},
		"away, 2.13":               {version: "2.13", want: intercomtest.Admin{AwayModeEnabled: true}},
		"away and reassigning":     {config: acctest.Block{"away_mode_reassign": true}, want: intercomtest.Admin{AwayModeEnabled: true, AwayModeReassign: true}},
		"back":                     {config: acctest.Block{"away_mode_enabled": false}},
		"a reason":                 {config: acctest.Block{"away_status_reason_id": "7"}, want: intercomtest.Admin{AwayModeEnabled: true, AwayReasonID: "7"}},
		"a reason, 2.14":           {version: "2.14", config: acctest.Block{"away_status_reason_id": "7"}, want: intercomtest.Admin{AwayModeEnabled: true, AwayReasonID: "7"}},
		"a reason, 2.13":           {version: "2.13", config: acctest.Block{"away_status_reason_id": "7"}, says: []string{"2.14 is the first with reasons", "Nothing was changed"}},
		"a deleted reason":         {config: acctest.Block{"away_status_reason_id": "8"}, says: []string{"400 parameter_invalid", "Away status reason is deleted", "Nothing was changed"}},
		"a mandatory reason":       {behaviors: []intercomtest.Behavior{intercomtest.AwayReasonMandatory()}, says: []string{"400 away_status_reason_mandatory", "Nothing was changed"}},
		"a mandatory reason, back": {behaviors: []intercomtest.Behavior{intercomtest.AwayReasonMandatory()}, config: acctest.Block{"away_mode_enabled": false}},
		"nobody":                   {config: acctest.Block{"admin_id": "1"}, says: []string{"404 admin_not_found", "Nothing was changed"}},
		"answered, but not done": {
			behaviors: []intercomtest.Behavior{intercomtest.Stores(map[string]any{"away_mode_enabled": false}).On("PUT", "")},
			says:      []string{"Intercom answered with success, but", "A read does not show the change"},
		},
		"undone by a teammate after a lost answer": {
			faults:   []intercomtest.Fault{{Method: "PUT", Act: intercomtest.HTMLBody200()}},
			teammate: true, says: []string{"A read does not show the change", "safe to run the action again"},
		},
	} {
		t.Run(situation, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			s.AddAwayReason("7", false)
			s.AddAwayReason("8", true)
			s.Set(c.behaviors...)
			for _, fault := range c.faults {
				s.Inject(fault)
			}
			if c.teammate {
				s.OnCall(func(call intercomtest.Call) {
					if call.Fault != "" {
						unset(s)
					}
				})
			}
			arguments := acctest.Block{}
			if c.version != "" {
				arguments["api_version"] = c.version
			}
			config := acctest.Block{"admin_id": intercomtest.ExampleAdmin, "away_mode_enabled": true, "away_mode_reassign": false}
			maps.Copy(config, c.config)
			result := acctest.NewAction(t, s, "intercom_admin_away", arguments).Invoke(config)
			if c.says != nil {
				acctest.Expect(t, result.Diags, append(c.says, "ERROR")...)
			} else {
				acctest.Expect(t, result.Diags)
			}
			got := s.AdminAway(intercomtest.ExampleAdmin)
			if c.says == nil && (got.AwayModeEnabled != c.want.AwayModeEnabled || got.AwayModeReassign != c.want.AwayModeReassign || got.AwayReasonID != c.want.AwayReasonID) {
				t.Errorf("%+v", got)
			}
		})
	}
}
