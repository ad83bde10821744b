package dataconnector

import (
	"context"
	"fmt"
	"slices"
	"strings"

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

// unpublished are the arguments of which the draft has a value that is not live, that the change from state to the plan m does not
// replace, and that m does not ask for: publishing the change publishes them, too.
func (v versions) unpublished(ctx context.Context, m, state *model) (names []string) {
	if v.draft == nil {
		return nil
	}
	live, draft := *state, *state
	if flatten(ctx, v.shown, &live).HasError() || flatten(ctx, v.draft, &draft).HasError() {
		return nil
	}
	planned, before, inDraft := framework.Values(m), framework.Values(state), framework.Values(&draft)
	for name, value := range framework.Values(&live) {
		sent := !planned[name].IsNull() && !fields.Same(name, planned[name], before[name]) || planned[name].IsNull() && !before[name].IsNull()
		leftOut := inDraft[name].IsNull() // or empty, which people see in Intercom
		if name == "state" || name == "created_at" || strings.Contains(name, "header") || sent || leftOut || fields.Same(name, value, inDraft[name]) || fields.Same(name, planned[name], inDraft[name]) {
			continue
		}
		names = append(names, name)
	}
	if !m.sendsHeaders(state) && !slices.EqualFunc(v.shown.Headers, v.draft.Headers, func(a, b intercom.ConnectorHeader) bool { return a.Name == b.Name }) {
		names = append(names, "headers")
	}
	slices.Sort(names)
	return names
}

// planVersions refuses at plan what checkHeaders would refuse, and warns of a draft that somebody else has not published yet.
func planVersions(ctx context.Context, p *framework.Plan[model]) diag.Diagnostics {
	if p.Prior == nil || p.Replaces {
		return nil
	}
	request, err := p.Plan.request(p.Prior, p.Config)
	headers := !p.Plan.Headers.IsUnknown() && !p.Plan.SecretHeaderNames.IsUnknown() && p.Plan.sendsHeaders(p.Prior)
	publishes := err == nil && request != intercom.DataConnectorRequest{State: request.State} && p.Plan.State.ValueString() != intercom.ConnectorDraft
	if !headers && !publishes {
		return nil
	}
	id := p.Prior.ID.ValueString()
	return p.WithReader(ctx, func(ctx context.Context, r framework.Reader) (diags diag.Diagnostics) {
		label := framework.Label(id, p.Prior.Name.ValueString())
		now, err := readVersions(ctx, r, id)
		if err == nil && headers {
			err = p.Plan.checkHeaders(p.Prior, now)
		}
		switch {
		case err != nil && headers:
			return diag.Diagnostics{providerdiag.AttributeError(path.Root("headers"), "planning the change of data connector "+label, err, framework.NothingChanged, permission)}
		case err != nil:
			return diag.Diagnostics{providerdiag.Warning("reading the draft of data connector "+label, err, "The plan cannot tell whether somebody else has changed it. The apply publishes it as it is.", permission)}
		}
		if others := now.unpublished(ctx, p.Plan, p.Prior); publishes && len(others) > 0 {
			diags.AddWarning("This plan publishes drafts of data connectors that somebody else changed",
				fmt.Sprintf("The draft of data connector %s has changes that are not live: %s. Intercom publishes a draft as a whole, so that they become live with this plan's change. "+
					"If you do not want that, discard them in Intercom before you apply.", label, strings.Join(others, ", ")))
		}
		return diags
	})
}
