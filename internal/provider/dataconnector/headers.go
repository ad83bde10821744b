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

// versions are what a connector is right before a write.
type versions struct {
	live    bool
	headers []string
}

// readVersions reads the version that counts and, where that is the live one, the draft, too: a PATCH replaces the headers of both.
func readVersions(ctx context.Context, r framework.Reader, id string) (v versions, err error) {
	c, err := read(ctx, r, id)
	if err != nil {
		return v, err
	}
	all := []*intercom.DataConnector{c}
	if v.live = c.State == intercom.ConnectorLive; v.live {
		switch draft, err := r.DataConnector(ctx, id, intercom.ConnectorDraft); {
		case err == nil:
			all = append(all, draft)
		case !framework.IsMissing(err):
			return v, err
		}
	}
	for _, each := range all {
		if each.Headers == nil {
			return v, fmt.Errorf("the answer does not show the headers of data connector %s", id)
		}
		for _, h := range each.Headers {
			if !slices.Contains(v.headers, h.Name) {
				v.headers = append(v.headers, h.Name)
			}
		}
	}
	return v, nil
}

// sendsHeaders reports whether the way from state to the plan m sends the list of headers.
func (m *model) sendsHeaders(state *model) bool {
	switch {
	case m.Headers.Equal(state.Headers) && m.SecretVersion.Equal(state.SecretVersion):
		return false
	case m.Headers.IsNull() && m.SecretVersion.IsNull() && state.Headers.IsNull() && state.SecretVersion.IsNull():
		return false
	}
	return true
}

// checkHeaders returns an error if an update would delete headers that neither the plan m nor the state has: the update replaces all
// headers, and no plan shows that.
func (m *model) checkHeaders(state *model, there []string) error {
	known := map[string]bool{}
	for _, each := range []*model{m, state} {
		for name := range each.Headers.Elements() {
			known[strings.ToLower(name)] = true
		}
		for _, name := range framework.Texts(each.SecretHeaderNames) {
			known[strings.ToLower(name)] = true
		}
	}
	var lost []string
	for _, name := range there {
		if !known[strings.ToLower(name)] {
			lost = append(lost, intercom.Quote(name, 80))
		}
	}
	if len(lost) == 0 {
		return nil
	}
	return &providerdiag.LocalError{
		What: "the connector has headers that the configuration does not have",
		Next: "add them, with their values, to headers or secret_headers_wo, or remove them in Intercom. Then plan again.",
		Err: fmt.Errorf("in Intercom, the connector has headers that are neither in headers nor in secret_headers_wo: %s. A change of headers replaces all of them, "+
			"and Intercom never shows their values, so that the provider cannot keep them", strings.Join(lost, ", ")),
	}
}

// planHeaders refuses at plan what checkHeaders would refuse.
func planHeaders(ctx context.Context, p *framework.Plan[model]) diag.Diagnostics {
	if p.Prior == nil || p.Replaces || p.Plan.Headers.IsUnknown() || p.Plan.SecretHeaderNames.IsUnknown() || !p.Plan.sendsHeaders(p.Prior) {
		return nil
	}
	id := p.Prior.ID.ValueString()
	return p.WithReader(ctx, func(ctx context.Context, r framework.Reader) diag.Diagnostics {
		doing := "planning the headers of data connector " + framework.Label(id, p.Prior.Name.ValueString())
		there, err := readVersions(ctx, r, id)
		if err == nil {
			err = p.Plan.checkHeaders(p.Prior, there.headers)
		}
		if err != nil {
			return diag.Diagnostics{providerdiag.AttributeError(path.Root("headers"), doing, err, framework.NothingChanged, permission)}
		}
		return nil
	})
}
