package pluginserver

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// The RPCs whose only text is in their diagnostics. TestGateCoversEveryRPC fails if one is missing.

func (g *gate) GetMetadata(ctx context.Context, req *tfprotov6.GetMetadataRequest) (*tfprotov6.GetMetadataResponse, error) {
	resp, err := g.complete.GetMetadata(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) GetProviderSchema(ctx context.Context, req *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	resp, err := g.complete.GetProviderSchema(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) GetResourceIdentitySchemas(ctx context.Context, req *tfprotov6.GetResourceIdentitySchemasRequest) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	resp, err := g.complete.GetResourceIdentitySchemas(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) ValidateProviderConfig(ctx context.Context, req *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	resp, err := g.complete.ValidateProviderConfig(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	resp, err := g.complete.ConfigureProvider(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	resp, err := g.complete.ValidateResourceConfig(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	resp, err := g.complete.UpgradeResourceState(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) UpgradeResourceIdentity(ctx context.Context, req *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	resp, err := g.complete.UpgradeResourceIdentity(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	resp, err := g.complete.ReadResource(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	resp, err := g.complete.PlanResourceChange(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	resp, err := g.complete.ApplyResourceChange(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	resp, err := g.complete.ImportResourceState(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) MoveResourceState(ctx context.Context, req *tfprotov6.MoveResourceStateRequest) (*tfprotov6.MoveResourceStateResponse, error) {
	resp, err := g.complete.MoveResourceState(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) GenerateResourceConfig(ctx context.Context, req *tfprotov6.GenerateResourceConfigRequest) (*tfprotov6.GenerateResourceConfigResponse, error) {
	resp, err := g.complete.GenerateResourceConfig(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) ValidateDataResourceConfig(ctx context.Context, req *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	resp, err := g.complete.ValidateDataResourceConfig(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	resp, err := g.complete.ReadDataSource(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) GetFunctions(ctx context.Context, req *tfprotov6.GetFunctionsRequest) (*tfprotov6.GetFunctionsResponse, error) {
	resp, err := g.complete.GetFunctions(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) ValidateEphemeralResourceConfig(ctx context.Context, req *tfprotov6.ValidateEphemeralResourceConfigRequest) (*tfprotov6.ValidateEphemeralResourceConfigResponse, error) {
	resp, err := g.complete.ValidateEphemeralResourceConfig(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) OpenEphemeralResource(ctx context.Context, req *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	resp, err := g.complete.OpenEphemeralResource(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) RenewEphemeralResource(ctx context.Context, req *tfprotov6.RenewEphemeralResourceRequest) (*tfprotov6.RenewEphemeralResourceResponse, error) {
	resp, err := g.complete.RenewEphemeralResource(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) CloseEphemeralResource(ctx context.Context, req *tfprotov6.CloseEphemeralResourceRequest) (*tfprotov6.CloseEphemeralResourceResponse, error) {
	resp, err := g.complete.CloseEphemeralResource(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) ValidateListResourceConfig(ctx context.Context, req *tfprotov6.ValidateListResourceConfigRequest) (*tfprotov6.ValidateListResourceConfigResponse, error) {
	resp, err := g.complete.ValidateListResourceConfig(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) ValidateActionConfig(ctx context.Context, req *tfprotov6.ValidateActionConfigRequest) (*tfprotov6.ValidateActionConfigResponse, error) {
	resp, err := g.complete.ValidateActionConfig(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}

func (g *gate) PlanAction(ctx context.Context, req *tfprotov6.PlanActionRequest) (*tfprotov6.PlanActionResponse, error) {
	resp, err := g.complete.PlanAction(ctx, req)
	if resp != nil {
		resp.Diagnostics = g.diagnostics(resp.Diagnostics)
	}
	return resp, g.failure(err)
}
