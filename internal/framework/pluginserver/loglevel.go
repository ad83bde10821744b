package pluginserver

import (
	"cmp"
	"os"
	"strings"
)

// logVariables set the log levels of terraform-plugin-go, the framework, and the provider. More specific ones, such as
// TF_LOG_SDK_PROTO, take precedence over the first.
var logVariables = []string{"TF_LOG_SDK", "TF_LOG_PROVIDER_INTERCOM"}

// frameworkVariable sets the log level of only the framework. At DEBUG, it writes a line for each value that Intercom
// returned in another form, which hides the calls.
const frameworkVariable = "TF_LOG_SDK_FRAMEWORK"

// FollowTerraformLogLevel keeps the provider from writing logs that Terraform drops: it sets the log levels that are not
// set to the lowest level at which Terraform shows a provider's logs.
//
// terraform-plugin-log writes everything from TRACE up unless the environment sets a level: 200 lines for each ticket of a
// plan. Terraform parses every line and drops those below the user's level, usually all of them. That takes a third of the
// CPU time of both processes. terraform-plugin-go's server reads its level only from the environment. See
// https://developer.hashicorp.com/terraform/internals/debugging and
// https://developer.hashicorp.com/terraform/plugin/log/managing.
func FollowTerraformLogLevel() error {
	if os.Getenv("TF_TEMP_LOG_PATH") != "" {
		// A wrapper around Terraform wants everything in a file.
		return nil
	}
	// Terraform and terraform-plugin-log treat JSON and invalid levels as TRACE.
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
