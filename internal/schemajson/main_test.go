package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"

	"go.uber.org/goleak"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/terraform"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestAgainstTerraform compares the output with the real Terraform's, for the kinds of schema that its version supports.
func TestAgainstTerraform(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := write(t.Context(), &out, pluginserver.New(provider.New("test")())); err != nil {
		t.Fatal(err)
	}
	got := decode(t, out.Bytes())
	want := decode(t, terraformSchemas(t))

	if _, ok := want["resource_schemas"]; !ok {
		t.Error("terraform printed no resources")
	}
	for kind := range want {
		if !reflect.DeepEqual(got[kind], want[kind]) {
			t.Errorf("%s:\n got %v\nwant %v", kind, got[kind], want[kind])
		}
	}
}

// terraformSchemas returns the schemas as terraform prints them. A configuration without a source for the provider means
// hashicorp/intercom.
func terraformSchemas(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	binary, err := terraform.Find(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}

	build := exec.CommandContext(t.Context(), "go", "build", "-o", filepath.Join(dir, "terraform-provider-intercom"), "../..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	rc := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    \"hashicorp/intercom\" = %q\n  }\n}\n", dir)
	for name, text := range map[string]string{"terraformrc": rc, "main.tf": `provider "intercom" {}`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}

	schemas := exec.CommandContext(t.Context(), binary, "providers", "schema", "-json")
	schemas.Dir = dir
	schemas.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+filepath.Join(dir, "terraformrc"), "CHECKPOINT_DISABLE=1")
	var stderr bytes.Buffer
	schemas.Stderr = &stderr
	out, err := schemas.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, &stderr)
	}

	return out
}

// decode returns the one provider's schemas without default values, which Terraform does not print.
func decode(t *testing.T, text []byte) object {
	t.Helper()
	var document struct {
		Schemas map[string]object `json:"provider_schemas"`
	}
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	if len(document.Schemas) != 1 {
		t.Fatalf("%d providers", len(document.Schemas))
	}
	for _, schemas := range document.Schemas {
		return withoutDefaults(schemas).(object)
	}

	return nil
}

func withoutDefaults(value any) any {
	if list, ok := value.([]any); ok {
		for i := range list {
			list[i] = withoutDefaults(list[i])
		}
	}
	in, ok := value.(object)
	if !ok {
		return value
	}
	out := object{}
	for name, v := range in {
		v = withoutDefaults(v)
		if empty, ok := v.(object); (ok && len(empty) == 0) || v == any("") || v == any(false) || v == any(0.0) {
			continue
		}
		out[name] = v
	}

	return out
}
