package dataconnector_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestWithdrawAction: a live connector becomes a draft and keeps everything else. A draft stays as it is, and so does a connector
// that a workflow uses.
func TestWithdrawAction(t *testing.T) {
	t.Parallel()
	for version, has := range map[string]bool{"2.15": false, "2.16": true, "Preview": true} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			a := acctest.NewAction(t, s, "intercom_data_connector_withdraw", acctest.Block{"api_version": version})
			config := acctest.Block{"data_connector_id": intercomtest.ExampleConnector}
			if !has {
				acctest.Expect(t, a.Plan(config), "ERROR", "does not support data connectors")
				acctest.Expect(t, a.Invoke(config).Diags, "ERROR", "does not support data connectors")
				return
			}
			before := connector(t, s, intercomtest.ExampleConnector)
			acctest.Expect(t, a.Invoke(config).Diags)
			after := connector(t, s, intercomtest.ExampleConnector)
			if before.State != "live" || after.State != "draft" || after.URL != before.URL {
				t.Errorf("%+v", after)
			}
			again := a.Invoke(config)
			acctest.Expect(t, again.Diags)
			if s.Count("PATCH", "") != 1 || !strings.Contains(again.Progress[0], "is a draft already") {
				t.Errorf("%d changes, progress %q", s.Count("PATCH", ""), again.Progress)
			}
			acctest.Expect(t, a.Invoke(acctest.Block{"data_connector_id": "9"}).Diags, "ERROR", "404", "Nothing was changed")
		})
	}
}
