package intercom_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// TestLists: a list shows each object once, whatever it repeats. A proxy that mixes up answers may answer a list with one object, as if
// all others were gone. Only a lookup can have such an answer.
func TestLists(t *testing.T) {
	t.Parallel()
	_, err := answering(200, nil, []byte(`{"type":"tag","id":"7","name":"VIP"}`)).Tags(t.Context())
	if !intercom.IsOtherObject(err) {
		t.Errorf("tags: %v", err)
	}
	tags, err := answering(200, nil, []byte(`{"type":"list","data":[{"type":"tag","id":"7","name":"VIP"},{"type":"tag","id":"7","name":"VIP"},{"type":"tag","id":"8","name":"New"}]}`)).Tags(t.Context())
	if err != nil || len(tags) != 2 {
		t.Errorf("a list with one tag twice: %v, %v", tags, err)
	}
	articles, err := answering(200, nil, []byte(`{"type":"list","pages":null,"total_count":2,"data":[{"type":"article","id":"7"},{"type":"article","id":"7"},{"type":"article","id":"8"}]}`)).LatestArticles(t.Context())
	if err != nil || len(articles) != 2 {
		t.Errorf("a page with one article twice: %v, %v", articles, err)
	}
	found, err := answering(200, nil, []byte(`{"type":"company","id":"7","company_id":"acme"}`)).CompaniesBy(t.Context(), "company_id", "acme")
	if err != nil || len(found) != 1 {
		t.Errorf("companies: %v, %v", found, err)
	}
}
