package validators

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest/contract"
)

// sdkDifferences are where the SDK and Intercom's own description disagree. The test fails if one does not show up.
var sdkDifferences = []struct{ why, pattern string }{
	{"the schema has an integer, and the example and every contact another kind of ID", `POST /contacts/\w+/notes: path parameter contact_id /: type: value must be an integer`},
}

// TestSDK drives the fake with Intercom's official Node SDK. Every exchange is checked against the published description, as
// with the provider.
func TestSDK(t *testing.T) {
	t.Parallel()
	enabled(t)
	dir := descriptions(t)
	s := intercomtest.New(t)
	intercomtest.SeedExample(s.Workspace)
	seen := make([]atomic.Bool, len(sdkDifferences))
	s.OnCall(func(c intercomtest.Call) {
		for _, text := range contract.Check(dir, c) {
			text = c.Method + " " + c.Path + ": " + text
			known := false
			for i, d := range sdkDifferences {
				if regexp.MustCompile("^" + d.pattern + "$").MatchString(text) {
					known = true
					seen[i].Store(true)
				}
			}
			if !known {
				t.Errorf("version %s: %s", c.Version, text)
			}
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
	for i, d := range sdkDifferences {
		if !seen[i].Load() {
			t.Errorf("the difference %q did not show up", d.why)
		}
	}
}
