// Command terraform-provider-intercom serves the provider to Terraform over protocol 6. Its subcommand export writes a workspace as
// Terraform configuration.
package main

import (
	"context"
	"flag"
	"log"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/export"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// version is set by the release build's ldflags.
var version = "dev"

// gcPercent saves a tenth of the provider's CPU time in a plan, compared with 200. The peak is then 55 to 75 MiB for 1,000
// tickets, and up to 135 MiB for 5,000.
const gcPercent = 400

// exportGCPercent keeps an export of 2,300 objects below 100 MiB. It costs a fifth more CPU time, while the export waits for the rate
// limit.
const exportGCPercent = 50

func main() {
	if len(os.Args) > 1 && os.Args[1] == "export" {
		collectGarbage(exportGCPercent)
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		code := export.Command(ctx, version, os.Args[2:], os.Stdout, os.Stderr)
		stop()
		os.Exit(code)
	}
	attach := flag.Bool("debug", false, "wait for a debugger such as delve; prints how to let Terraform attach")
	flag.Parse()
	var options []tf6server.ServeOpt
	if *attach {
		options = append(options, tf6server.WithManagedDebug())
	} else if err := pluginserver.FollowTerraformLogLevel(); err != nil {
		log.Fatal(err)
	}
	// Nearly everything that an RPC allocates is garbage when it ends.
	collectGarbage(gcPercent)
	err := tf6server.Serve(provider.Address, func() tfprotov6.ProviderServer {
		return pluginserver.New(provider.New(version)())
	}, options...)
	if err != nil {
		log.Fatal(err)
	}
}

// collectGarbage sets how often the collector runs, unless the environment does.
func collectGarbage(percent int) {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(percent)
	}
}
