// Package contacttag implements the intercom_contact_tag resource.
package contacttag

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/association"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ContactID types.String `tfsdk:"contact_id"`
	TagID     types.String `tfsdk:"tag_id"`
}

// Object is intercom_contact_tag.
var Object = association.New(association.Association[model]{
	Metadata: framework.Metadata{
		Name: "contact tag", Plural: "contact tags", Type: "intercom_contact_tag",
		Keys: []framework.Key{
			{Name: "contact_id", Description: "ID of the contact in Intercom's API."},
			{Name: "tag_id", Description: "ID of the tag."},
		},
		IDHint:    "Both are IDs of Intercom's API. The data sources intercom_contact and intercom_tag look them up.",
		GoneCodes: []string{"not_found"}, Permission: "Read and list users and companies, Write users and companies, Read tags, Write tags",
		Gone:       "somebody removed the tag from the contact, or the contact was deleted, archived, or merged",
		References: map[string]string{"contact_id": "intercom_contact", "tag_id": "intercom_tag"},
		Records:    framework.RecordsPeople,
	},
	Description: "A tag on an Intercom contact. Destroying this resource removes the tag from the contact. It deletes neither the tag nor the contact.",
	ID: func(m *model) framework.ID {
		return framework.ID{m.ContactID.ValueString(), m.TagID.ValueString()}
	},
	Attach: func(ctx context.Context, w framework.Writer, id framework.ID, _ *model) error {
		return w.TagContact(ctx, id[0], id[1])
	},
	Detach: func(ctx context.Context, w framework.Writer, id framework.ID, _ *model) error {
		return w.UntagContact(ctx, id[0], id[1])
	},
	Attached: func(ctx context.Context, r framework.Reader, id framework.ID) (bool, error) {
		tags, err := r.ContactTags(ctx, id[0])
		shown := slices.ContainsFunc(tags, func(t intercom.Tag) bool { return string(t.ID) == id[1] })
		if err == nil && !shown {
			err = &framework.AbsentError{What: fmt.Sprintf("contact %s does not have tag %s", id[0], id[1])}
		}
		return shown, err
	},
})
