package intercom_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// TestOneObjectIsNoList: a proxy that mixes up answers may answer a list with one object, as if all others were gone. Only
// a lookup can have such an answer.
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
