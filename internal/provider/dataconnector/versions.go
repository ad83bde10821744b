package dataconnector

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// versions are what a connector is right before a write: the version that counts and, where that is the live one, its draft. A PATCH
// changes both.
type versions struct {
	shown, draft *intercom.DataConnector
}

func readVersions(ctx context.Context, r framework.Reader, id string) (v versions, err error) {
	if v.shown, err = read(ctx, r, id); err != nil || !v.live() {
		return v, err
	}
	if v.draft, err = r.DataConnector(ctx, id, intercom.ConnectorDraft); framework.IsMissing(err) {
		v.draft, err = nil, nil
	}
	return v, err
}

func (v versions) live() bool { return v.shown.State == intercom.ConnectorLive }

// headers are the names of the headers of both versions.
func (v versions) headers() (names []string, err error) {
	for _, each := range []*intercom.DataConnector{v.shown, v.draft} {
		if each == nil {
			continue
		}
		if each.Headers == nil {
			return nil, fmt.Errorf("the answer does not show the headers of data connector %s", each.ID)
		}
		for _, h := range each.Headers {
			if !slices.Contains(names, h.Name) {
				names = append(names, h.Name)
			}
		}
	}
	return names, nil
}

// prior is state with the draft's values of the arguments that the configuration sets and the change to the plan m leaves as they are.
// What leads from there to m makes the draft, which Intercom publishes as a whole, what m says.
func (v versions) prior(ctx context.Context, config, m, state *model) *model {
	prior, draft := *state, *state
	if flatten(ctx, cmp.Or(v.draft, v.shown), &draft).HasError() {
		return state
	}
	configured, planned, before := framework.Values(config), framework.Values(m), framework.Values(state)
	for name, value := range framework.Values(&draft) {
		if !configured[name].IsNull() && fields.Same(name, planned[name], before[name]) {
			framework.SetValues(&prior, map[string]attr.Value{name: value})
		}
	}
	return &prior
}

// pending are the arguments of which the draft has a value that is not live, that the change from state to the plan m does not
// replace anyhow, and that m does not ask for. Publishing the change sends the configuration's value of those that the configuration
// sets, and publishes the draft's value of the others.
func (v versions) pending(ctx context.Context, config, m, state *model) (set, others []string) {
	if v.draft == nil {
		return nil, nil
	}
	live, draft := *state, *state
	if flatten(ctx, v.shown, &live).HasError() || flatten(ctx, v.draft, &draft).HasError() {
		return nil, nil
	}
	configured, planned, before, inDraft := framework.Values(config), framework.Values(m), framework.Values(state), framework.Values(&draft)
	for name, value := range framework.Values(&live) {
		sent := !planned[name].IsNull() && !fields.Same(name, planned[name], before[name]) || planned[name].IsNull() && !before[name].IsNull()
		leftOut := inDraft[name].IsNull() // or empty, which people see in Intercom
		switch {
		case name == "state" || name == "created_at" || strings.Contains(name, "header") || sent || leftOut || fields.Same(name, value, inDraft[name]) || fields.Same(name, planned[name], inDraft[name]):
		case configured[name].IsNull():
			others = append(others, name)
		default:
			set = append(set, name)
		}
	}
	// Headers that the configuration sets are sent, or checkHeaders refuses the change.
	if config.Headers.IsNull() && config.SecretVersion.IsNull() && !m.sendsHeaders(state) &&
		!slices.EqualFunc(v.shown.Headers, v.draft.Headers, func(a, b intercom.ConnectorHeader) bool { return a.Name == b.Name }) {
		others = append(others, "headers")
	}
	slices.Sort(set)
	slices.Sort(others)
	return set, others
}

// checkDraft refuses to publish what somebody else changed in the draft. A warning would not do: Terraform plans again while it applies,
// and no plan can tell what an earlier one said.
func (v versions) checkDraft(ctx context.Context, config, m, state *model) error {
	_, others := v.pending(ctx, config, m, state)
	if len(others) == 0 {
		return nil
	}
	return &providerdiag.LocalError{
		What: "somebody else has changed its draft", Next: "publish or discard the changes in Intercom, or set these arguments. Then plan again.",
		Err: fmt.Errorf("the draft has changes that are not live, of arguments that the configuration does not set: %s. Intercom publishes a draft as a whole, so that this change would publish them", strings.Join(others, ", ")),
	}
}

// planVersions refuses at plan what checkHeaders and checkDraft would refuse, and warns of a draft that the apply overwrites.
func planVersions(ctx context.Context, p *framework.Plan[model]) diag.Diagnostics {
	if p.Prior == nil || p.Replaces {
		return nil
	}
	request, err := p.Plan.request(p.Prior, p.Config)
	headers := !p.Plan.Headers.IsUnknown() && !p.Plan.SecretHeaderNames.IsUnknown()
	sends := headers && p.Plan.sendsHeaders(p.Prior)
	publishes := err == nil && request != intercom.DataConnectorRequest{State: request.State} && p.Plan.State.ValueString() != intercom.ConnectorDraft
	if !sends && !publishes {
		return nil
	}
	id := p.Prior.ID.ValueString()
	return p.WithReader(ctx, func(ctx context.Context, r framework.Reader) (diags diag.Diagnostics) {
		label := framework.Label(id, p.Prior.Name.ValueString())
		now, err := readVersions(ctx, r, id)
		if err == nil && publishes && now.live() {
			sends = sends || headers && p.Plan.sendsHeaders(now.prior(ctx, p.Config, p.Plan, p.Prior))
		}
		if err == nil && sends {
			err = p.Plan.checkHeaders(p.Prior, now)
		}
		switch {
		case err != nil && sends:
			return diag.Diagnostics{providerdiag.AttributeError(path.Root("headers"), "planning the change of data connector "+label, err, framework.NothingChanged, permission)}
		case err != nil:
			return diag.Diagnostics{providerdiag.Warning("reading the draft of data connector "+label, err, "The plan cannot tell whether somebody else has changed it. The apply refuses to publish what somebody else has changed.", permission)}
		case !publishes:
			return nil
		}
		if err := now.checkDraft(ctx, p.Config, p.Plan, p.Prior); err != nil {
			return diag.Diagnostics{providerdiag.Error("planning the change of data connector "+label, err, framework.NothingChanged, permission)}
		}
		if set, _ := now.pending(ctx, p.Config, p.Plan, p.Prior); len(set) > 0 {
			diags.AddWarning("This plan overwrites drafts of data connectors that somebody else changed",
				fmt.Sprintf("The draft of data connector %s has changes that are not live: %s. The apply replaces them with the configuration's values and publishes those. "+
					"If you do not want that, publish the draft in Intercom, or change the configuration, before you apply.", label, strings.Join(set, ", ")))
		}
		return diags
	})
}
