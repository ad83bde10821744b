// Package loglevel keeps the provider from writing logs that Terraform throws away.
//
// terraform-plugin-log writes everything from TRACE on unless the environment says otherwise, two hundred lines for each
// ticket of a plan. Terraform reads and parses every line, and drops those below the level that its user asked for, which is
// all of them as a rule: a third of the processor time of both. The environment is the only way to tell terraform-plugin-go's
// server, which is set up once for every RPC.
package loglevel

import (
	"cmp"
	"os"
)

// variables set the levels of what terraform-plugin-go and the framework log, and of what the provider does. More specific
// ones, such as TF_LOG_SDK_PROTO, go before the first.
var variables = []string{"TF_LOG_SDK", "TF_LOG_PROVIDER_INTERCOM"}

// FollowTerraform sets the levels that are not set to the one from which on Terraform shows a provider's logs. See
// https://developer.hashicorp.com/terraform/internals/debugging and
// https://developer.hashicorp.com/terraform/plugin/log/managing.
func FollowTerraform() error {
	if os.Getenv("TF_TEMP_LOG_PATH") != "" {
		// A wrapper of Terraform wants everything in a file.
		return nil
	}
	// What Terraform does not know as a level, and JSON, mean TRACE to it, and to terraform-plugin-log.
	level := cmp.Or(os.Getenv("TF_LOG_PROVIDER"), os.Getenv("TF_LOG"), "OFF")
	for _, variable := range variables {
		if os.Getenv(variable) != "" {
			continue
		}
		if err := os.Setenv(variable, level); err != nil {
			return err
		}
	}
	return nil
}
