// Package contacttag is all that Terraform knows of the tags on contacts.
package contacttag

import (
	"context"
	"fmt"
	"slices"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/association"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Association is intercom_contact_tag.
var Association = association.Association{
	Object: framework.Object{
		Name: "contact tag", Type: "intercom_contact_tag",
		Key: []framework.Key{
			{Name: "contact_id", Description: "ID of the contact in Intercom's API."},
			{Name: "tag_id", Description: "ID of the tag."},
		},
		IDHint: "Both are ids of Intercom's API; the data sources intercom_contact and intercom_tag look them up.",
	},
	Description: "A tag on an Intercom contact.",
	Attaching:   "tagging contact %s with tag %s",
	Detaching:   "untagging contact %s of tag %s",
	Attach: func(ctx context.Context, client *intercom.Client, contactID, tagID string) error {
		return client.TagContact(ctx, contactID, tagID)
	},
	Detach: func(ctx context.Context, client *intercom.Client, contactID, tagID string) error {
		return client.UntagContact(ctx, contactID, tagID)
	},
	Attached: func(ctx context.Context, client *intercom.Client, contactID, tagID string) error {
		tags, err := client.ContactTags(ctx, contactID)
		if err == nil && !slices.ContainsFunc(tags, func(t intercom.Tag) bool { return string(t.ID) == tagID }) {
			err = &framework.AbsentError{What: fmt.Sprintf("contact %s does not have tag %s", contactID, tagID)}
		}
		return err
	},
}
