// Command terraform-provider-intercom serves the provider to Terraform over protocol 6.
package main

import (
	"flag"
	"log"
	"os"
	godebug "runtime/debug"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/graceful"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/lease"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/loglevel"
)

// version is set by the release build's ldflags.
var version = "dev"

// gcPercent lets the heap grow to three times what is in use before it is collected, not to twice: some 10 MiB more for a
// sixth less processor time, since nearly all that an RPC allocates is garbage when it ends. 300 takes more than 80 MiB for the
// plan of 5,000 tickets. GOGC goes before it.
const gcPercent = 200

func main() {
	debug := flag.Bool("debug", false, "wait for a debugger such as delve; prints how to let Terraform attach")
	flag.Parse()
	var options []tf6server.ServeOpt
	if *debug {
		options = append(options, tf6server.WithManagedDebug())
	} else if err := loglevel.FollowTerraform(); err != nil {
		log.Fatal(err)
	}
	if os.Getenv("GOGC") == "" {
		godebug.SetGCPercent(gcPercent)
	}
	err := tf6server.Serve(provider.Address, func() tfprotov6.ProviderServer {
		return graceful.Server(lease.Server(providerserver.NewProtocol6(provider.New(version)())()))
	}, options...)
	if err != nil {
		log.Fatal(err)
	}
}
