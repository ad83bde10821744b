package intercom_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// TestOneObjectIsNoList: what mixes answers up may answer a list with one object, which would show that all others are gone.
// Only a look-up may be answered like that.
func TestOneObjectIsNoList(t *testing.T) {
	t.Parallel()
	_, err := answering(200, nil, []byte(`{"type":"tag","id":"7","name":"VIP"}`)).Tags(t.Context())
	if !intercom.IsOtherObject(err) {
		t.Errorf("tags: %v", err)
	}
	found, err := answering(200, nil, []byte(`{"type":"company","id":"7","company_id":"acme"}`)).CompaniesBy(t.Context(), "company_id", "acme")
	if err != nil || len(found) != 1 {
		t.Errorf("companies: %v, %v", found, err)
	}
}
