package export

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// TestProviderBlock: what the environment set of the host and the API version is in the provider block, unless it is the default.
func TestProviderBlock(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		client    intercom.Config
		has, none string
	}{
		"the default version":  {intercom.Config{BaseURL: intercom.RegionURLs["us"], Version: intercom.DefaultVersion}, "", "api_version"},
		"the default region":   {intercom.Config{BaseURL: intercom.RegionURLs["us"], Version: intercom.DefaultVersion}, "", "region"},
		"another version":      {intercom.Config{BaseURL: intercom.RegionURLs["us"], Version: "2.15"}, `api_version = "2.15"`, "region"},
		"Preview":              {intercom.Config{BaseURL: intercom.RegionURLs["us"], Version: intercom.Preview}, `api_version = "Preview"`, "region"},
		"another region":       {intercom.Config{BaseURL: intercom.RegionURLs["eu"], Version: intercom.DefaultVersion}, `region = "eu"`, "api_version"},
		"an address of no one": {intercom.Config{BaseURL: "http://127.0.0.1:1", Version: intercom.DefaultVersion}, "", "region"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := &export{server: &server{client: c.client}}
			block := strings.Join(strings.Fields(string(formatted(e.providers))), " ")
			if !strings.Contains(block, c.has) {
				t.Errorf("no %s: %s", c.has, block)
			}
			if strings.Contains(block, c.none) {
				t.Errorf("it has %s: %s", c.none, block)
			}
		})
	}
}
