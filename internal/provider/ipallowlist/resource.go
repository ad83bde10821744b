// Package ipallowlist implements the intercom_ip_allowlist resource, data source, and list resource.
package ipallowlist

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// shown is a workspace's allowlist. Intercom's answers do not name the workspace.
type shown struct {
	workspaceID string
	*intercom.IPAllowlist
}

// Object is intercom_ip_allowlist. A workspace has one from the start, so that a create is a change, which can be repeated.
var Object = framework.Object[model, shown]{
	Metadata: framework.Metadata{
		Name: "IP allowlist", Plural: "IP allowlists", Type: "intercom_ip_allowlist",
		Keys:      []framework.Key{{Name: "workspace_id", Description: "ID of the workspace that the IP allowlist is in. The provider refuses tokens from any other workspace."}},
		IDHint:    "It is the ID of the workspace, which the data source intercom_workspace shows.",
		Whole:     []string{"enabled", "addresses"},
		GoneCodes: []string{"not_found"}, Permission: permission,
		Since: framework.Since{Read: "2.14", Write: "2.14", Delete: "2.14"}, NotInPreview: true,
		Gone: "Intercom answers that the workspace has none, which its plan may no longer include",
	},
	Description: "The IP allowlist of an Intercom workspace: the addresses from which its API and its web application can be used. A workspace has exactly one.\n\n" +
		"~> **You can lock out your team.** Intercom refuses an allowlist that would lock out the machine that Terraform runs on, and checks nobody else: neither the addresses " +
		"of your teammates, nor the address of the next Terraform run. The machines of HCP Terraform and of hosted CI services change their addresses. Before you enable the allowlist, make " +
		"sure that it has the addresses of your offices and VPNs, and those of all machines that use the API.\n\n" +
		"A create fails if the allowlist is enabled or has addresses already; import it. **Destroying this resource leaves the allowlist as it is**, unless `on_destroy` is `disable`.\n\n" +
		"The provider compares ranges of addresses: `192.168.0.1/24` is the same as `192.168.0.0/24`, and `10.0.0.1/32` is the same as `10.0.0.1`.",
	Attributes: attributes,
	Validate:   validate,
	Equivalent: equivalent,
	Prepare: func(_ context.Context, p *framework.Plan[model]) diag.Diagnostics {
		p.KeepSpelling(equivalent)
		return nil
	},
	Facts: func(s shown) framework.Facts {
		return framework.Facts{ID: framework.ID{s.workspaceID}, Name: "IP allowlist", WorkspaceID: s.workspaceID}
	},
	Flatten: func(_ context.Context, s shown, m *model) diag.Diagnostics {
		m.Enabled, m.Addresses = types.BoolValue(s.Enabled), setOf(s.Addresses)
		return nil
	},
	Create: func(ctx context.Context, w framework.Writer, plan *model) (shown, error) {
		saved, err := w.SaveIPAllowlist(ctx, intercom.IPAllowlistRequest{Enabled: plan.Enabled.ValueBool(), Addresses: framework.Texts(plan.Addresses)})
		return shown{w.Workspace().ID, saved}, err
	},
	Read: func(ctx context.Context, r framework.Reader, id framework.ID) (shown, error) {
		found, err := r.IPAllowlist(ctx)
		return shown{id[0], found}, err
	},
	Update:    update,
	Singleton: true,
	Destroy: []framework.Verb[shown]{{
		OnDestroy: onDestroyDisable, Doing: "disabling", Clause: "disables it and keeps its addresses",
		Effect: "This plan disables IP allowlists", Detail: "The API and the web application can then be used from every address.",
		Do:   disable,
		Done: func(s shown) bool { return !s.Enabled },
	}},
	Key:         func(*model) string { return "the workspace's" },
	KeyArgument: func(*model) string { return "enabled" },
	KeyName:     "IP allowlist",
	Matches:     func(_ *model, s shown) bool { return s.isSet() },
	Find: func(ctx context.Context, r framework.Reader, _ *model) ([]shown, error) {
		found, err := ofToken(ctx, r)
		return []shown{found}, err
	},
	FindBefore: true, FindAtPlan: true,
	KeyTaken:  keyTaken,
	Again:     func(*model) bool { return true },
	Immediate: true,
	Differs: func(plan *model, s shown) string {
		if s.Enabled != plan.Enabled.ValueBool() || !sameRanges(framework.Texts(plan.Addresses), s.Addresses) {
			return "it has other settings"
		}
		return ""
	},
	Refused: func(_ context.Context, _ framework.Reader, _ *model, doing string, err error) diag.Diagnostic {
		return providerdiag.AttributeError(path.Root("addresses"), doing, explained(err), "The IP allowlist was not changed.", permission)
	},
	CheckPlan: checkPlan,
	Invalidate: func(d *providerdata.Data, _ *model) {
		providerdata.Shared[framework.Listed[*intercom.IPAllowlist]](d).Invalidate("")
	},
}

var equivalent = map[string]framework.Equivalence{"addresses": func(a, b attr.Value) bool {
	x, isSet := a.(types.Set)
	y, too := b.(types.Set)
	return isSet && too && !x.IsNull() && !y.IsNull() && sameRanges(framework.Texts(x), framework.Texts(y))
}}

const permission = "Manage IP allowlist (manage_ip_allowlist)"

// isSet reports whether somebody has set up the allowlist.
func (s shown) isSet() bool { return s.Enabled || len(s.Addresses) > 0 }

// ofToken reads the allowlist of the access token's workspace.
func ofToken(ctx context.Context, r framework.Reader) (shown, error) {
	var diags diag.Diagnostics
	workspace, err := r.Data.Client(&diags).Workspace(ctx)
	if err != nil {
		return shown{}, err
	}
	found, err := r.IPAllowlist(ctx)
	return shown{workspace.ID, found}, err
}

// update replaces the allowlist. Addresses that are not managed stay.
func update(ctx context.Context, w framework.Writer, c framework.Change[model]) (shown, error) {
	request := intercom.IPAllowlistRequest{Enabled: c.Plan.Enabled.ValueBool(), Addresses: framework.Texts(c.Plan.Addresses)}
	if c.Plan.Addresses.IsNull() {
		now, err := w.Reads().IPAllowlist(ctx)
		if err != nil {
			return shown{}, err
		}
		request.Addresses = now.Addresses
	}
	saved, err := w.SaveIPAllowlist(ctx, request)
	return shown{w.Workspace().ID, saved}, explained(err)
}

// disable keeps the addresses, so that a teammate can enable the allowlist again.
func disable(ctx context.Context, w framework.Writer, _ framework.ID) error {
	now, err := w.Reads().IPAllowlist(ctx)
	if err != nil {
		return err
	}
	saved, err := w.SaveIPAllowlist(ctx, intercom.IPAllowlistRequest{Addresses: now.Addresses})
	if err == nil && saved.Enabled {
		return &framework.NotDoneError{Shown: "enabled is true"}
	}
	return err
}

// explained says what a 422 means: Intercom's message names the caller's address.
func explained(err error) error {
	api, ok := errors.AsType[*intercom.APIError](err)
	if !ok || api.StatusCode != http.StatusUnprocessableEntity || !api.Intercom || intercom.MayHaveHappened(err) {
		return err
	}
	return &providerdiag.LocalError{
		What: "Intercom answered 422",
		Next: "if Intercom's message says that you would be locked out, add the address that it names to addresses. It is the address from which this run reaches Intercom; " +
			"another machine or another network has another one. Otherwise, correct the address that the message names.",
		Err: err,
	}
}

func keyTaken(b *framework.Base, _ *model, by shown) diag.Diagnostic {
	state := "is not enabled"
	if by.Enabled {
		state = "is enabled"
	}
	return diag.NewAttributeErrorDiagnostic(path.Root("enabled"), "An IP allowlist exists already",
		fmt.Sprintf("The IP allowlist of workspace %s %s, and it has %d addresses. %s\n\n"+
			"What to do: import it, with the resource's address as \"to\":\n\n%s\n\nIf Terraform has it in state already, do not import it: leave out -replace, or untaint it (terraform untaint).",
			by.workspaceID, state, len(by.Addresses), framework.NothingChanged, b.ImportBlock(by.workspaceID)))
}
