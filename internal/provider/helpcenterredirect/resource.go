// Package helpcenterredirect implements the intercom_help_center_redirect resource, data source, and list resource.
package helpcenterredirect

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ID           types.String      `tfsdk:"id"`
	HelpCenterID types.String      `tfsdk:"help_center_id"`
	FromURL      types.String      `tfsdk:"from_url"`
	Locale       types.String      `tfsdk:"locale"`
	TargetType   types.String      `tfsdk:"target_type"`
	TargetID     types.String      `tfsdk:"target_id"`
	CreatedAt    timetypes.RFC3339 `tfsdk:"created_at"`
	Drift        types.Map         `tfsdk:"drift"`
}

const (
	since      = "2.16"
	permission = "Read and write help center redirects"
)

// Object is intercom_help_center_redirect. Intercom keeps URLs apart, so that a second POST makes no second redirect.
var Object = framework.Object[model, *intercom.HelpCenterRedirect]{
	Metadata: framework.Metadata{
		Name: "help center redirect", Plural: "help center redirects", Type: "intercom_help_center_redirect",
		Keys: []framework.Key{
			{Name: "help_center_id", Description: "ID of the help center."},
			{Name: "id", Description: "ID of the redirect."},
		},
		IDHint:     "The data source intercom_help_center_redirects lists the IDs of all redirects.",
		Immutable:  []string{"help_center_id", "from_url", "locale", "target_type", "target_id"},
		References: map[string]string{"help_center_id": "intercom_help_center", "target_id": "intercom_{target_type}"},
		GoneCodes:  []string{"not_found"}, Since: framework.Since{Read: since, Write: since, Delete: since}, Permission: permission, ReadPermission: "Read help center redirects",
	},
	Description: "A redirect of an Intercom help center: it leads visitors of a URL to an article or a collection.\n\n" +
		"Intercom cannot change a redirect. Changing an argument **replaces it**: Terraform deletes the old one and creates a new one. " +
		"Do not use `create_before_destroy`: a URL can have only one redirect.\n\n" +
		"You do not need a redirect for an article or a collection whose name changes: Intercom redirects its old URLs by itself.",
	Attributes: attributes,
	Equivalent: map[string]framework.Equivalence{"from_url": sameFromURL},
	Facts: func(h *intercom.HelpCenterRedirect) framework.Facts {
		return framework.Facts{ID: framework.ID{string(h.HelpCenterID), string(h.ID)}, Name: h.FromURL, CreatedAt: h.CreatedAt, UpdatedAt: h.UpdatedAt}
	},
	Flatten: flatten,
	Create: func(ctx context.Context, w framework.Writer, plan *model) (*intercom.HelpCenterRedirect, error) {
		return w.CreateHelpCenterRedirect(ctx, plan.HelpCenterID.ValueString(), intercom.CreateHelpCenterRedirectRequest{
			FromURL: plan.FromURL.ValueString(), Locale: plan.Locale.ValueString(), TargetType: plan.TargetType.ValueString(), TargetID: plan.TargetID.ValueString(),
		})
	},
	Read: read,
	All:  all,
	Update: func(context.Context, framework.Writer, framework.Change[model]) (*intercom.HelpCenterRedirect, error) {
		return nil, framework.ErrUnchanged
	},
	Destroy: []framework.Verb[*intercom.HelpCenterRedirect]{{
		OnDestroy: schemas.OnDestroyDelete, Doing: "deleting", Clause: "deletes it",
		Effect: "This plan deletes help center redirects", Detail: "Its URL shows no article and no collection any more.",
		Do: func(ctx context.Context, w framework.Writer, id framework.ID) error {
			return w.DeleteHelpCenterRedirect(ctx, id[0], id[1])
		},
	}},
	Label:       func(m *model) string { return m.FromURL.ValueString() },
	Key:         key,
	KeyArgument: func(*model) string { return "from_url" },
	Matches: func(m *model, h *intercom.HelpCenterRedirect) bool {
		return sameURL(h.FromURL, m.FromURL.ValueString())
	},
	Find:        planned,
	FindAtPlan:  true,
	Snapshot:    planned,
	SnapshotKey: func(m *model) string { return m.HelpCenterID.ValueString() },
	Again:       func(*model) bool { return true },
	Differs:     differs,
	Refused:     refused,
	Invalidate: func(d *providerdata.Data, m *model) {
		providerdata.Shared[framework.Listed[intercom.HelpCenterRedirect]](d).Invalidate(m.HelpCenterID.ValueString())
	},
}

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"help_center_id": schemas.Reference("ID of the help center. Changing it **replaces the redirect**."),
		"from_url": schema.StringAttribute{
			MarkdownDescription: "URL to redirect, such as `https://help.example.com/old-page`. It must be one of the help center's URLs. Changing it **replaces the redirect**, unless only the scheme, the case of the host, a slash at the end, or the percent escapes change.",
			Required:            true,
			Validators:          []validator.String{schemas.IsWebURL},
		},
		"locale": schema.StringAttribute{
			MarkdownDescription: "Locale of the translation that the redirect leads to, such as `en`. Where the target has no such translation, Intercom uses another one. Changing it **replaces the redirect**.",
			Required:            true,
			Validators:          []validator.String{stringvalidator.OneOf(intercom.ContentLocales...)},
		},
		"target_type": schema.StringAttribute{
			MarkdownDescription: "What the redirect leads to: `article` or `collection`. Changing it **replaces the redirect**.",
			Required:            true,
			Validators:          []validator.String{stringvalidator.OneOf(intercom.RedirectToArticle, intercom.RedirectToCollection)},
		},
		"target_id": schema.StringAttribute{
			MarkdownDescription: "ID of the article or the collection. It must be in the help center. Changing it **replaces the redirect**.",
			Required:            true,
			Validators:          []validator.String{schemas.IsID},
		},
	}
}

// flatten takes over what Intercom shows. The locale stays as it is configured: Intercom shows that of the translation which the
// target has.
func flatten(_ context.Context, h *intercom.HelpCenterRedirect, m *model) diag.Diagnostics {
	m.HelpCenterID, m.ID, m.CreatedAt = types.StringValue(string(h.HelpCenterID)), types.StringValue(string(h.ID)), framework.TimeAs(m.CreatedAt, h.CreatedAt)
	for into, shown := range map[*types.String]string{&m.FromURL: h.FromURL, &m.TargetType: h.TargetType, &m.TargetID: string(h.TargetID)} {
		if shown != "" || into.IsUnknown() {
			*into = framework.Text(shown)
		}
	}
	if m.Locale.IsNull() || m.Locale.IsUnknown() {
		m.Locale = framework.Text(h.Locale)
	}
	return nil
}

// read reads a redirect. Intercom's 404 is the same where the help center is not found, which does not mean that the redirect is gone.
func read(ctx context.Context, r framework.Reader, id framework.ID) (*intercom.HelpCenterRedirect, error) {
	h, err := r.HelpCenterRedirect(ctx, id[0], id[1])
	if !framework.IsMissing(err) {
		return h, err
	}
	switch _, problem := r.HelpCenter(ctx, id[0]); {
	case framework.IsMissing(problem):
		return nil, &providerdiag.LocalError{
			What: "neither the redirect nor its help center was found", Next: "look whether the help center exists. If it was deleted, remove the redirect from state (terraform state rm). If it exists, run it again.",
			Err: fmt.Errorf("neither the redirect nor its help center %s was found: %s", intercom.Quote(id[0], 40), err.Error()),
		}
	case problem != nil:
		return nil, problem
	}
	return nil, err
}

// planned are the redirects of the planned help center.
func planned(ctx context.Context, r framework.Reader, plan *model) ([]*intercom.HelpCenterRedirect, error) {
	if plan.HelpCenterID.ValueString() == "" {
		return nil, nil
	}
	return ofHelpCenter(ctx, r, plan.HelpCenterID.ValueString())
}

// ofHelpCenter reads the redirects of a help center, once until the walk writes one.
func ofHelpCenter(ctx context.Context, r framework.Reader, helpCenterID string) ([]*intercom.HelpCenterRedirect, error) {
	return framework.Pointers(providerdata.Shared[framework.Listed[intercom.HelpCenterRedirect]](r.Data).Get(ctx, helpCenterID, func() ([]intercom.HelpCenterRedirect, error) {
		return r.HelpCenterRedirects(ctx, helpCenterID)
	}))
}

// key is the URL in the form that all its spellings have.
func key(m *model) string {
	if m.FromURL.ValueString() == "" {
		return ""
	}
	return addressOf(m.FromURL.ValueString()).String()
}

// differs says what a redirect shows otherwise than it was asked for.
func differs(m *model, h *intercom.HelpCenterRedirect) string {
	switch {
	case string(h.HelpCenterID) != m.HelpCenterID.ValueString():
		return "its help center is " + intercom.Quote(string(h.HelpCenterID), 40)
	case !sameURL(h.FromURL, m.FromURL.ValueString()):
		return fmt.Sprintf("its from_url is %q", intercom.Clean(h.FromURL, 120))
	case h.TargetType != m.TargetType.ValueString() || string(h.TargetID) != m.TargetID.ValueString():
		return fmt.Sprintf("its target is %s %s", intercom.Quote(h.TargetType, 40), intercom.Quote(string(h.TargetID), 40))
	}
	return ""
}

// refused is the diagnostic of a POST that certainly created nothing.
func refused(_ context.Context, _ framework.Reader, _ *model, doing string, err error) diag.Diagnostic {
	const consequence = "No help center redirect was created."
	if !intercom.IsConflict(err) {
		return providerdiag.Error(doing, err, consequence, permission)
	}
	return providerdiag.AttributeError(path.Root("from_url"), doing, err, consequence+" The URL has a redirect already. "+
		"If the plan replaces this redirect, remove create_before_destroy: the old redirect keeps the URL until it is deleted. Otherwise delete the other redirect or import it.", permission)
}
