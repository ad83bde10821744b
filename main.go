// Command terraform-provider-intercom serves the provider to Terraform over protocol 6.
package main

import (
	"flag"
	"log"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// version is set by the release build's ldflags.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "wait for a debugger such as delve; prints how to let Terraform attach")
	flag.Parse()
	var options []tf6server.ServeOpt
	if *debug {
		options = append(options, tf6server.WithManagedDebug())
	} else if err := pluginserver.FollowTerraformLogLevel(); err != nil {
		log.Fatal(err)
	}
	err := tf6server.Serve(provider.Address, func() tfprotov6.ProviderServer {
		return pluginserver.New(provider.New(version)())
	}, options...)
	if err != nil {
		log.Fatal(err)
	}
}
