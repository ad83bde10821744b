package pluginserver_test

import (
	"os"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
)

func TestFollowTerraformLogLevel(t *testing.T) {
	for name, test := range map[string]struct {
		env           map[string]string
		sdk, provider string
		framework     string
	}{
		"nobody looks":           {nil, "OFF", "OFF", ""},
		"Terraform's own level":  {map[string]string{"TF_LOG": "info"}, "info", "info", ""},
		"the providers' level":   {map[string]string{"TF_LOG": "TRACE", "TF_LOG_PROVIDER": "WARN"}, "WARN", "WARN", ""},
		"only the core's":        {map[string]string{"TF_LOG_CORE": "TRACE"}, "OFF", "OFF", ""},
		"an invalid level":       {map[string]string{"TF_LOG": "JSON"}, "JSON", "JSON", ""},
		"a separate level":       {map[string]string{"TF_LOG": "DEBUG", "TF_LOG_SDK": "ERROR"}, "ERROR", "DEBUG", ""},
		"this provider's":        {map[string]string{"TF_LOG_PROVIDER_INTERCOM": "TRACE"}, "OFF", "TRACE", ""},
		"no line per value":      {map[string]string{"TF_LOG": "debug"}, "debug", "debug", "INFO"},
		"the framework's own":    {map[string]string{"TF_LOG": "DEBUG", "TF_LOG_SDK_FRAMEWORK": "TRACE"}, "DEBUG", "DEBUG", "TRACE"},
		"a file for a wrapper":   {map[string]string{"TF_TEMP_LOG_PATH": "wrapper.log"}, "", "", ""},
		"a wrapper, and a level": {map[string]string{"TF_TEMP_LOG_PATH": "wrapper.log", "TF_LOG_SDK": "WARN"}, "WARN", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			for _, variable := range []string{"TF_LOG", "TF_LOG_CORE", "TF_LOG_PROVIDER", "TF_LOG_SDK", "TF_LOG_SDK_FRAMEWORK", "TF_LOG_PROVIDER_INTERCOM", "TF_TEMP_LOG_PATH"} {
				t.Setenv(variable, test.env[variable])
			}
			if err := pluginserver.FollowTerraformLogLevel(); err != nil {
				t.Fatal(err)
			}
			if sdk, provider := os.Getenv("TF_LOG_SDK"), os.Getenv("TF_LOG_PROVIDER_INTERCOM"); sdk != test.sdk || provider != test.provider {
				t.Errorf("the SDK logs at %q and the provider at %q, want %q and %q", sdk, provider, test.sdk, test.provider)
			}
			if framework := os.Getenv("TF_LOG_SDK_FRAMEWORK"); framework != test.framework {
				t.Errorf("the framework logs at %q, want %q", framework, test.framework)
			}
		})
	}
}

// TestLogLevels runs with each of Terraform's levels and checks that the logs of that level are written. Terraform treats a
// level with a trailing space as TRACE and shows everything that the provider writes; terraform-plugin-log reads it as the
// level.
func TestLogLevels(t *testing.T) {
	t.Parallel()
	c := acctest.NewCLI(t, acctest.Fake(t))
	c.Config(`data "intercom_workspace" "this" {}`)
	for level, want := range map[string]struct{ calls, rpcs bool }{
		"": {false, false}, "INFO": {false, false}, "DEBUG": {true, false}, "TRACE": {true, true},
		"OFF ": {false, false}, "DEBUG ": {true, false},
	} {
		out, err := c.Run([]string{"TF_LOG_PROVIDER=" + level}, "plan", "-no-color")
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if calls, rpcs := strings.Contains(out, "path=/me"), strings.Contains(out, "Received request"); calls != want.calls || rpcs != want.rpcs {
			t.Errorf("level %q shows calls: %t, and RPCs: %t; want %t and %t\n%s", level, calls, rpcs, want.calls, want.rpcs, out)
		}
	}
}
