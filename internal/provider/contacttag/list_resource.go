package contacttag

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/association"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NewListResource returns list "intercom_contact_tag": the tags of a contact, or the contacts that a search finds by a tag.
func NewListResource() list.ListResource {
	return association.NewListResource(Object, association.Listing{
		Description: "Lists the tags of an Intercom contact, or the contacts that have a tag.\n\n" +
			"Intercom finds the contacts of a tag with its search, which lags behind changes, sometimes by minutes. Archived and merged contacts are not listed. " +
			"If no contact has the tag, the provider reads the list of all tags to confirm that the tag exists.",
		By: map[string]association.By{
			"contact_id": association.ByList(framework.Reader.ContactTags, func(contact string, t *intercom.Tag) *association.Link {
				return &association.Link{ID: framework.ID{contact, string(t.ID)}, Name: t.Name}
			}),
			"tag_id": {Find: tagged, Exists: association.TagExists},
		},
	})
}

// tagged yields the contacts that have a tag, as the list of contacts does.
func tagged(ctx context.Context, r framework.Reader, tag string, limit int64) iter.Seq2[*association.Link, error] {
	found := r.SearchContacts(ctx, intercom.All(intercom.Where("tag_id", "=", tag)), intercom.PerPage(limit))
	return association.Of(found, func(c *intercom.Contact) ([]*association.Link, error) {
		return []*association.Link{{ID: framework.ID{string(c.ID), tag}, Name: c.DisplayName()}}, nil
	})
}
