package intercom_test

import (
	"slices"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// TestDataAttributeOptions: options are read as text or as objects. Options in any other form are ignored, which does not
// turn a list into a string.
func TestDataAttributeOptions(t *testing.T) {
	t.Parallel()
	for options, want := range map[string][]string{
		`["a","b"]`: {"a", "b"}, `[{"value":"a"},{"value":"b"}]`: {"a", "b"}, `[]`: {}, `null`: nil, `"a,b"`: nil, `[{"label":"a"}]`: nil, `[1,2]`: nil,
	} {
		body := `{"type":"list","data":[{"type":"data_attribute","name":"email"},{"type":"data_attribute","id":1,"name":"plan","data_type":"string","custom":true,"options":` + options + `}]}`
		found, err := answering(200, nil, []byte(body)).DataAttributes(t.Context(), intercom.ModelContact)
		if err != nil || len(found) != 2 {
			t.Fatalf("%s: %v, %v", options, found, err)
		}
		got := found[1].Options
		if !slices.Equal(got, want) || (got == nil) != (want == nil) {
			t.Errorf("%s is read as %v", options, got)
		}
		if isList := found[1].Kind() == intercom.DataAttributeList; isList != (len(want) > 0) {
			t.Errorf("%s: the kind is %s", options, found[1].Kind())
		}
	}
}

// TestCustomWithoutID: without its ID, a workspace's attribute could not be distinguished from Intercom's own.
func TestCustomWithoutID(t *testing.T) {
	t.Parallel()
	body := `{"type":"list","data":[{"type":"data_attribute","name":"plan","custom":true}]}`
	if found, err := answering(200, nil, []byte(body)).DataAttributes(t.Context(), intercom.ModelContact); err == nil {
		t.Errorf("read as %+v", found)
	}
	created, err := answering(200, nil, []byte(`{"type":"data_attribute","name":"plan","custom":true}`)).CreateDataAttribute(t.Context(), intercom.CreateDataAttributeRequest{})
	if err == nil {
		t.Errorf("created as %+v", created)
	}
}
