package pluginserver

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// revalidate validates the configuration of an action again before it invokes the action. Terraform validates it only once, while
// values can be unknown.
type revalidate struct{ complete }

// InvokeAction implements tfprotov6.ActionServer.
func (r revalidate) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	resp, err := r.ValidateActionConfig(ctx, &tfprotov6.ValidateActionConfigRequest{ActionType: req.ActionType, Config: req.Config})
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(resp.Diagnostics, isError) {
		return r.complete.InvokeAction(ctx, req)
	}
	for _, d := range resp.Diagnostics {
		d.Detail += "\n\nThe action was not invoked."
	}
	return &tfprotov6.InvokeActionServerStream{Events: func(push func(tfprotov6.InvokeActionEvent) bool) {
		push(tfprotov6.InvokeActionEvent{Type: tfprotov6.CompletedInvokeActionEventType{Diagnostics: resp.Diagnostics}})
	}}, nil
}

func isError(d *tfprotov6.Diagnostic) bool {
	return d.Severity == tfprotov6.DiagnosticSeverityError
}
