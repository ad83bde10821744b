// Command terraform-provider-intercom serves the provider to Terraform over protocol 6.
package main

import (
	"context"
	"flag"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// version is set by the release build's ldflags.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "wait for a debugger such as delve; prints how to let Terraform attach")
	flag.Parse()
	err := providerserver.Serve(context.Background(), provider.New(version), providerserver.ServeOpts{
		Address: provider.Address, Debug: *debug, ProtocolVersion: 6,
	})
	if err != nil {
		log.Fatal(err)
	}
}
