// Command idle is a framework provider that does nothing: it has intercom_ticket with its real schema, and makes no call.
// Its cost is the framework's. With IDLE_BARE set, it has no resource.
package main

import (
	"context"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	intercom "github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/ticket"
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

func (idleProvider) Resources(context.Context) []func() resource.Resource {
	if os.Getenv("IDLE_BARE") != "" {
		return nil
	}
	return []func() resource.Resource{func() resource.Resource { return idleTicket{ticket.NewResource()} }}
}

// idleTicket has the ticket's name and schema, and only the methods that every resource must have.
type idleTicket struct{ resource.Resource }

func (idleTicket) Create(_ context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var err error
	if resp.State.Raw, err = known(req.Plan.Raw); err != nil {
		resp.Diagnostics.AddError("Error creating nothing", err.Error())
	}
}

func (idleTicket) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (idleTicket) Update(_ context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var err error
	if resp.State.Raw, err = known(req.Plan.Raw); err != nil {
		resp.Diagnostics.AddError("Error updating nothing", err.Error())
	}
}

func (idleTicket) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}

// known makes planned unknown values known.
func known(planned tftypes.Value) (tftypes.Value, error) {
	return tftypes.Transform(planned, func(_ *tftypes.AttributePath, v tftypes.Value) (tftypes.Value, error) {
		switch {
		case v.IsKnown():
			return v, nil
		case v.Type().Is(tftypes.String):
			return tftypes.NewValue(tftypes.String, "2026-12-01T09:00:00Z"), nil
		case v.Type().Is(tftypes.Bool):
			return tftypes.NewValue(tftypes.Bool, true), nil
		}
		return tftypes.NewValue(v.Type(), nil), nil
	})
}
