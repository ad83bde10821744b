package pluginserver

import "github.com/hashicorp/terraform-plugin-go/tfprotov6"

// Complete is the interface that the tests' inner servers implement.
type Complete = complete

// WithRPCContexts, Stop, and Gate are the parts of New.
func WithRPCContexts(inner tfprotov6.ProviderServer) tfprotov6.ProviderServer {
	return withRPCContexts(inner.(complete))
}

func Stop(inner tfprotov6.ProviderServer) tfprotov6.ProviderServer { return withStop(inner.(complete)) }

func Gate(inner tfprotov6.ProviderServer, secrets ...string) tfprotov6.ProviderServer {
	return withGate(inner.(complete), func() []string { return secrets }, func() bool { return false })
}
