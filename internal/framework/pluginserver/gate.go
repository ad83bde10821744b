package pluginserver

import (
	"context"
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// gate makes every text that the provider returns safe to print: diagnostics, function errors, the progress of actions, the
// display names of list results, and the errors of RPCs. It does not change values: state, private state, identities, and
// plans. Attribute paths, type names, and descriptions do not come from Intercom, so it does not change them either.
type gate struct {
	complete
	secrets      func() []string
	hidesPersons func() bool

	// mu guards redactors, which remove the secrets in known.
	mu        sync.Mutex
	known     []string
	redactors []*intercom.Redactor
}

func withGate(inner complete, secrets func() []string, hidesPersons func() bool) *gate {
	return &gate{complete: inner, secrets: secrets, hidesPersons: hidesPersons}
}

// text returns the current text filter. The secrets are known after ConfigureProvider.
func (g *gate) text() text {
	secrets := g.secrets()
	g.mu.Lock()
	defer g.mu.Unlock()
	if !slices.Equal(secrets, g.known) {
		g.known = slices.Clone(secrets)
		g.redactors = nil
		for _, secret := range secrets {
			g.redactors = append(g.redactors, intercom.NewRedactor(secret))
		}
	}
	return text{g.redactors, g.hidesPersons()}
}

func (g *gate) diagnostics(all []*tfprotov6.Diagnostic) []*tfprotov6.Diagnostic {
	if len(all) == 0 {
		return all
	}
	t := g.text()
	safe := make([]*tfprotov6.Diagnostic, 0, len(all))
	for _, d := range all {
		if d == nil {
			continue
		}
		safe = append(safe, &tfprotov6.Diagnostic{Severity: d.Severity, Summary: t.line(d.Summary), Detail: t.paragraphs(d.Detail), Attribute: d.Attribute})
	}
	return safe
}

// failure returns the error of an RPC. Terraform prints its text.
func (g *gate) failure(err error) error {
	if err == nil {
		return nil
	}
	return &failure{text: g.text().paragraphs(err.Error()), cause: err}
}

type failure struct {
	text  string
	cause error
}

func (f *failure) Error() string { return f.text }

// Unwrap lets gRPC find the status code of the cause.
func (f *failure) Unwrap() error { return f.cause }

// StopProvider implements tfprotov6.ProviderServer.
func (g *gate) StopProvider(ctx context.Context, req *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	resp, err := g.complete.StopProvider(ctx, req)
	if resp != nil && resp.Error != "" {
		resp.Error = g.text().paragraphs(resp.Error)
	}
	return resp, g.failure(err)
}

// CallFunction implements tfprotov6.FunctionServer.
func (g *gate) CallFunction(ctx context.Context, req *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	resp, err := g.complete.CallFunction(ctx, req)
	if resp != nil && resp.Error != nil {
		resp.Error = &tfprotov6.FunctionError{Text: g.text().paragraphs(resp.Error.Text), FunctionArgument: resp.Error.FunctionArgument}
	}
	return resp, g.failure(err)
}

// ListResource implements tfprotov6.ListResourceServer.
func (g *gate) ListResource(ctx context.Context, req *tfprotov6.ListResourceRequest) (*tfprotov6.ListResourceServerStream, error) {
	stream, err := g.complete.ListResource(ctx, req)
	if err != nil {
		return nil, g.failure(err)
	}
	return &tfprotov6.ListResourceServerStream{Results: func(push func(tfprotov6.ListResourceResult) bool) {
		stream.Results(func(result tfprotov6.ListResourceResult) bool {
			result.DisplayName = g.text().name(result.DisplayName)
			result.Diagnostics = g.diagnostics(result.Diagnostics)
			return push(result)
		})
	}}, nil
}

// InvokeAction implements tfprotov6.ActionServer.
func (g *gate) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	stream, err := g.complete.InvokeAction(ctx, req)
	if err != nil {
		return nil, g.failure(err)
	}
	return &tfprotov6.InvokeActionServerStream{Events: func(push func(tfprotov6.InvokeActionEvent) bool) {
		stream.Events(func(event tfprotov6.InvokeActionEvent) bool {
			switch e := event.Type.(type) {
			case tfprotov6.ProgressInvokeActionEventType:
				event.Type = tfprotov6.ProgressInvokeActionEventType{Message: g.text().paragraphs(e.Message)}
			case tfprotov6.CompletedInvokeActionEventType:
				event.Type = tfprotov6.CompletedInvokeActionEventType{Diagnostics: g.diagnostics(e.Diagnostics)}
			}
			return push(event)
		})
	}}, nil
}
