package intercom_test

import (
	"encoding/json"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

func TestCollectionTellsAbsentFromNull(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		body              string
		description       string
		described, placed bool
		parent            intercom.ID
		locales           int
	}{
		"absent":        {`{"id":"7","name":"n"}`, "", false, false, "", -1},
		"null":          {`{"id":"7","name":"n","description":null,"parent_id":null,"translated_content":null}`, "", true, true, "", -1},
		"empty":         {`{"id":"7","name":"n","description":"","parent_id":""}`, "", true, true, "", -1},
		"values":        {`{"id":7,"name":"n","description":"d","parent_id":8,"translated_content":{"type":null,"fr":{"name":"m"},"de":null}}`, "d", true, true, "8", 1},
		"other types":   {`{"id":"7","name":"n","description":{"a":1},"parent_id":[1],"translated_content":[]}`, "", false, false, "", -1},
		"upper case":    {`{"id":"7","name":"n","translated_content":{"pt-BR":{"name":"m","description":null}}}`, "", false, false, "", 1},
		"odd in locale": {`{"id":"7","name":"n","translated_content":{"fr":{"name":["x"]}}}`, "", false, false, "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := answering(200, nil, []byte(c.body)).Collection(t.Context(), "7")
			if err != nil {
				t.Fatal(err)
			}
			description, described := got.Description.Get()
			parent, placed := got.ParentID.Get()
			assertEqual(t, description, c.description)
			assertEqual(t, described, c.described)
			assertEqual(t, parent, c.parent)
			assertEqual(t, placed, c.placed)
			locales := len(got.TranslatedContent)
			if got.TranslatedContent == nil {
				locales = -1
			}
			assertEqual(t, locales, c.locales)
		})
	}
}

func TestCreatedCollectionIsOne(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		body string
		want bool
	}{
		"as described":     {`{"id":"7","workspace_id":"w","name":"n"}`, true},
		"with its type":    {`{"type":"collection","id":"7","name":"n"}`, true},
		"a promise":        {`{"id":"req-77"}`, false},
		"an article":       {`{"type":"article","id":"7","workspace_id":"w","title":"n"}`, false},
		"a help center":    {`{"id":"7","workspace_id":"w","display_name":"n"}`, false},
		"without an ID":    {`{"workspace_id":"w","name":"n"}`, false},
		"something else's": {`{"id":"7","name":"n"}`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := answering(200, nil, []byte(c.body)).CreateCollection(t.Context(), intercom.CreateCollectionRequest{})
			assertEqual(t, err == nil, c.want)
		})
	}
}

func TestCollectionRequests(t *testing.T) {
	t.Parallel()
	for want, req := range map[string]any{
		`{}`:                   intercom.CollectionRequest{},
		`{"name":"n"}`:         intercom.CreateCollectionRequest{CollectionRequest: intercom.CollectionRequest{Name: intercom.Set("n")}},
		`{"help_center_id":7}`: intercom.CreateCollectionRequest{HelpCenterID: "7"},
		`{"description":"","translated_content":{"fr":{"name":"m","description":""}},"parent_id":null}`: intercom.CollectionRequest{
			Description: intercom.Set(""), ParentID: intercom.Null[string](), TranslatedContent: map[string]intercom.CollectionText{"fr": {Name: "m"}},
		},
	} {
		got, err := json.Marshal(req)
		if err != nil {
			t.Fatal(err)
		}
		assertEqual(t, string(got), want)
	}
	if _, err := answering(200, nil, nil).CreateCollection(t.Context(), intercom.CreateCollectionRequest{HelpCenterID: "7b"}); err == nil {
		t.Error("a help center's ID that is no number was sent")
	}
}
