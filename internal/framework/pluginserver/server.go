// Package pluginserver serves the provider to Terraform. It wraps the framework's server with what every provider process
// needs, so that objects need not deal with it.
package pluginserver

import (
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// complete is the interface of the framework's server. tfprotov6.ProviderServer does not include list resources and actions
// yet. State stores are missing here, because the provider has none.
type complete interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

// New returns the server of p. It releases the memory of each RPC when the RPC ends, validates actions again when they are invoked,
// lets them finish when the user stops a run, and makes every text that it returns safe to print. If the provider has a method Secrets() []string, no text
// contains those values. If it has a method HidesPersonalData() bool that returns true, no text has names, titles, or email
// addresses.
func New(p provider.Provider) tfprotov6.ProviderServer {
	secrets := func() []string { return nil }
	if keeper, ok := p.(interface{ Secrets() []string }); ok {
		secrets = keeper.Secrets
	}
	hidesPersons := func() bool { return false }
	if hider, ok := p.(interface{ HidesPersonalData() bool }); ok {
		hidesPersons = hider.HidesPersonalData
	}
	inner := providerserver.NewProtocol6(p)().(complete)
	return withGate(withStop(revalidate{withRPCContexts(inner)}), secrets, hidesPersons)
}
