package acctest_test

import (
	"maps"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// TestNullElements: null elements of collections, which look-ups that found nothing leave, and empty keys are refused. In a free map,
// null says that a key has no value.
func TestNullElements(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	for _, c := range []struct {
		kind    string
		changes acctest.Block
		says    string
	}{
		{"intercom_team_members", acctest.Block{"admin_ids": []any{nil}}, "Null element in admin_ids"},
		{"intercom_conversation_attribute", acctest.Block{"options": acctest.Block{"a": nil, "b": "B"}}, "Null element in options"},
		{"intercom_conversation_attribute", acctest.Block{"options": acctest.Block{"": "A", "b": "B"}}, "Empty key in options"},
		{"intercom_conversation_attribute", acctest.Block{"visible_to_team_ids": []any{nil}}, "Null element in visible_to_team_ids"},
		{"intercom_data_connector", acctest.Block{"headers": acctest.Block{"Accept": nil}}, "Null element in headers"},
		{"intercom_article", acctest.Block{"collection_ids": []any{nil}}, "Null element in collection_ids"},
		{"intercom_contact", acctest.Block{"custom_attributes": acctest.Block{"plan": nil}}, ""},
	} {
		config := maps.Clone(acctest.Samples[c.kind].Config)
		maps.Copy(config, c.changes)
		diags := acctest.NewProtocol(t, s, c.kind, nil).Validate(config)
		if c.says == "" {
			acctest.Expect(t, diags)
			continue
		}
		acctest.Expect(t, diags, "ERROR", c.says)
	}
}
