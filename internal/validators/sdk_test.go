package validators

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest/contract"
)

// TestSDK drives the fake with Intercom's official Node SDK. Every exchange is checked against the published description, as
// with the provider.
func TestSDK(t *testing.T) {
	t.Parallel()
	enabled(t)
	dir := descriptions(t)
	s := intercomtest.New(t)
	intercomtest.SeedExample(s.Workspace)
	s.OnCall(func(c intercomtest.Call) {
		for _, text := range contract.Check(dir, c) {
			t.Errorf("version %s: %s %s: %s", c.Version, c.Method, c.Path, text)
		}
	})
	seed, err := json.Marshal(map[string]string{
		"adminId": intercomtest.ExampleAdmin, "typeId": intercomtest.ExampleIncidentType, "stateId": intercomtest.ExampleInProgress,
		"tagId": intercomtest.ExampleTag, "companyId": intercomtest.ExampleCompany, "contactId": intercomtest.ExampleContact,
	})
	if err != nil {
		t.Fatal(err)
	}
	script := exec.CommandContext(t.Context(), "node", "sdk.mjs")
	script.Env = append(os.Environ(), "INTERCOM_BASE_URL="+s.URL, "INTERCOM_ACCESS_TOKEN="+s.Token, "SDK_SEED="+string(seed))
	out, err := script.CombinedOutput()
	if err != nil {
		t.Fatalf("sdk.mjs: %v\n%s", err, out)
	}
	t.Log(strings.TrimSpace(string(out)))
}
