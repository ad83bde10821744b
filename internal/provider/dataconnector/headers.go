package dataconnector

import (
	"fmt"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

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
func (m *model) checkHeaders(state *model, now versions) error {
	there, err := now.headers()
	if err != nil {
		return err
	}
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
