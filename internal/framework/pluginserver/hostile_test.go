package pluginserver_test

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
)

// hostile answers every RPC with the error, or with a response that has hostile text in every string. It embeds nothing:
// when terraform-plugin-go adds an RPC, it must be added here, too.
type hostile struct{ err error }

var _ pluginserver.Complete = hostile{}

func (h hostile) InvokeAction(context.Context, *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	return &tfprotov6.InvokeActionServerStream{Events: func(push func(tfprotov6.InvokeActionEvent) bool) {
		_ = push(tfprotov6.InvokeActionEvent{Type: *filled[tfprotov6.ProgressInvokeActionEventType]()}) &&
			push(tfprotov6.InvokeActionEvent{Type: *filled[tfprotov6.CompletedInvokeActionEventType]()})
	}}, h.err
}

func (h hostile) ListResource(context.Context, *tfprotov6.ListResourceRequest) (*tfprotov6.ListResourceServerStream, error) {
	return &tfprotov6.ListResourceServerStream{Results: func(push func(tfprotov6.ListResourceResult) bool) {
		push(*filled[tfprotov6.ListResourceResult]())
	}}, h.err
}

func (h hostile) GetMetadata(context.Context, *tfprotov6.GetMetadataRequest) (*tfprotov6.GetMetadataResponse, error) {
	return filled[tfprotov6.GetMetadataResponse](), h.err
}

func (h hostile) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return filled[tfprotov6.GetProviderSchemaResponse](), h.err
}

func (h hostile) GetResourceIdentitySchemas(context.Context, *tfprotov6.GetResourceIdentitySchemasRequest) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	return filled[tfprotov6.GetResourceIdentitySchemasResponse](), h.err
}

func (h hostile) ValidateProviderConfig(context.Context, *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return filled[tfprotov6.ValidateProviderConfigResponse](), h.err
}

func (h hostile) ConfigureProvider(context.Context, *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return filled[tfprotov6.ConfigureProviderResponse](), h.err
}

func (h hostile) ValidateResourceConfig(context.Context, *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return filled[tfprotov6.ValidateResourceConfigResponse](), h.err
}

func (h hostile) UpgradeResourceState(context.Context, *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return filled[tfprotov6.UpgradeResourceStateResponse](), h.err
}

func (h hostile) UpgradeResourceIdentity(context.Context, *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return filled[tfprotov6.UpgradeResourceIdentityResponse](), h.err
}

func (h hostile) ReadResource(context.Context, *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return filled[tfprotov6.ReadResourceResponse](), h.err
}

func (h hostile) PlanResourceChange(context.Context, *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	return filled[tfprotov6.PlanResourceChangeResponse](), h.err
}

func (h hostile) ApplyResourceChange(context.Context, *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return filled[tfprotov6.ApplyResourceChangeResponse](), h.err
}

func (h hostile) ImportResourceState(context.Context, *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return filled[tfprotov6.ImportResourceStateResponse](), h.err
}

func (h hostile) MoveResourceState(context.Context, *tfprotov6.MoveResourceStateRequest) (*tfprotov6.MoveResourceStateResponse, error) {
	return filled[tfprotov6.MoveResourceStateResponse](), h.err
}

func (h hostile) GenerateResourceConfig(context.Context, *tfprotov6.GenerateResourceConfigRequest) (*tfprotov6.GenerateResourceConfigResponse, error) {
	return filled[tfprotov6.GenerateResourceConfigResponse](), h.err
}

func (h hostile) ValidateDataResourceConfig(context.Context, *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	return filled[tfprotov6.ValidateDataResourceConfigResponse](), h.err
}

func (h hostile) ReadDataSource(context.Context, *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	return filled[tfprotov6.ReadDataSourceResponse](), h.err
}

func (h hostile) GetFunctions(context.Context, *tfprotov6.GetFunctionsRequest) (*tfprotov6.GetFunctionsResponse, error) {
	return filled[tfprotov6.GetFunctionsResponse](), h.err
}

func (h hostile) ValidateEphemeralResourceConfig(context.Context, *tfprotov6.ValidateEphemeralResourceConfigRequest) (*tfprotov6.ValidateEphemeralResourceConfigResponse, error) {
	return filled[tfprotov6.ValidateEphemeralResourceConfigResponse](), h.err
}

func (h hostile) OpenEphemeralResource(context.Context, *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	return filled[tfprotov6.OpenEphemeralResourceResponse](), h.err
}

func (h hostile) RenewEphemeralResource(context.Context, *tfprotov6.RenewEphemeralResourceRequest) (*tfprotov6.RenewEphemeralResourceResponse, error) {
	return filled[tfprotov6.RenewEphemeralResourceResponse](), h.err
}

func (h hostile) CloseEphemeralResource(context.Context, *tfprotov6.CloseEphemeralResourceRequest) (*tfprotov6.CloseEphemeralResourceResponse, error) {
	return filled[tfprotov6.CloseEphemeralResourceResponse](), h.err
}

func (h hostile) ValidateListResourceConfig(context.Context, *tfprotov6.ValidateListResourceConfigRequest) (*tfprotov6.ValidateListResourceConfigResponse, error) {
	return filled[tfprotov6.ValidateListResourceConfigResponse](), h.err
}

func (h hostile) ValidateActionConfig(context.Context, *tfprotov6.ValidateActionConfigRequest) (*tfprotov6.ValidateActionConfigResponse, error) {
	return filled[tfprotov6.ValidateActionConfigResponse](), h.err
}

func (h hostile) PlanAction(context.Context, *tfprotov6.PlanActionRequest) (*tfprotov6.PlanActionResponse, error) {
	return filled[tfprotov6.PlanActionResponse](), h.err
}

func (h hostile) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	return filled[tfprotov6.StopProviderResponse](), h.err
}

func (h hostile) CallFunction(context.Context, *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	return filled[tfprotov6.CallFunctionResponse](), h.err
}
