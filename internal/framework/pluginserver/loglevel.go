package pluginserver

import (
	"cmp"
	"os"
	"strings"
)

// logVariables set the levels of what terraform-plugin-go and the framework log, and of what the provider logs. More specific
// ones, such as TF_LOG_SDK_PROTO, take precedence over the first.
var logVariables = []string{"TF_LOG_SDK", "TF_LOG_PROVIDER_INTERCOM"}

// frameworkVariable sets the level of the framework alone. At DEBUG it writes a line for each value that Intercom wrote in
// another form, which buries the calls.
const frameworkVariable = "TF_LOG_SDK_FRAMEWORK"

// FollowTerraformLogLevel keeps the provider from writing logs that Terraform drops: it sets the log levels that are not set to
// the level from which on Terraform shows a provider's logs.
//
// terraform-plugin-log writes everything from TRACE on unless the environment says otherwise, 200 lines for each ticket of a
// plan. Terraform parses every line and drops those below the level that the user asked for, usually all of them. That is a
// third of the processor time of both. terraform-plugin-go's server takes its level from the environment only. See
// https://developer.hashicorp.com/terraform/internals/debugging and
// https://developer.hashicorp.com/terraform/plugin/log/managing.
func FollowTerraformLogLevel() error {
	if os.Getenv("TF_TEMP_LOG_PATH") != "" {
		// A wrapper of Terraform wants everything in a file.
		return nil
	}
	// JSON, and what is no level, mean TRACE to Terraform and to terraform-plugin-log.
	level := cmp.Or(os.Getenv("TF_LOG_PROVIDER"), os.Getenv("TF_LOG"), "OFF")
	if strings.EqualFold(level, "DEBUG") && os.Getenv("TF_LOG_SDK") == "" && os.Getenv(frameworkVariable) == "" {
		if err := os.Setenv(frameworkVariable, "INFO"); err != nil {
			return err
		}
	}
	for _, variable := range logVariables {
		if os.Getenv(variable) != "" {
			continue
		}
		if err := os.Setenv(variable, level); err != nil {
			return err
		}
	}
	return nil
}
