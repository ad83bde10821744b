// Command idle is a framework provider that does nothing: it has every resource with its real schema, and makes no call. Its cost is the framework's. With IDLE_BARE set, it has no resource.
package main

import (
	"context"
	"log"
	"os"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	intercom "github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

func main() {
	idle := func() provider.Provider { return idleProvider{intercom.New("idle")()} }
	if err := providerserver.Serve(context.Background(), idle, providerserver.ServeOpts{Address: intercom.Address}); err != nil {
		log.Fatal(err)
	}
}

// idleProvider has the provider's arguments.
type idleProvider struct{ provider.Provider }

func (idleProvider) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}

func (idleProvider) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (p idleProvider) Resources(ctx context.Context) (idle []func() resource.Resource) {
	if os.Getenv("IDLE_BARE") != "" {
		return nil
	}
	for _, newResource := range p.Provider.Resources(ctx) {
		idle = append(idle, func() resource.Resource { return idleResource{newResource()} })
	}
	return idle
}

// idleResource has a resource's name and schema, and only the methods that every resource must have.
type idleResource struct{ resource.Resource }

func (idleResource) Create(_ context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var err error
	if resp.State.Raw, err = known(req.Plan.Raw); err != nil {
		resp.Diagnostics.AddError("Error creating nothing", err.Error())
	}
}

func (idleResource) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (idleResource) Update(_ context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var err error
	if resp.State.Raw, err = known(req.Plan.Raw); err != nil {
		resp.Diagnostics.AddError("Error updating nothing", err.Error())
	}
}

func (idleResource) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}

// known makes planned unknown values known: times by their names, and every other text an ID.
func known(planned tftypes.Value) (tftypes.Value, error) {
	return tftypes.Transform(planned, func(path *tftypes.AttributePath, v tftypes.Value) (tftypes.Value, error) {
		switch {
		case v.IsKnown():
			return v, nil
		case v.Type().Is(tftypes.String) && strings.HasSuffix(path.String(), `_at")`):
			return tftypes.NewValue(tftypes.String, "2026-12-01T09:00:00Z"), nil
		case v.Type().Is(tftypes.String):
			return tftypes.NewValue(tftypes.String, "1"), nil
		case v.Type().Is(tftypes.Bool):
			return tftypes.NewValue(tftypes.Bool, true), nil
		}
		return tftypes.NewValue(v.Type(), nil), nil
	})
}
