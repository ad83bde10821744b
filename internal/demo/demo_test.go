package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
)

// essentials are what the narration must have, in this order.
var essentials = []string{
	`resource "intercom_ticket" "outage"`,
	"$ terraform init", "Installed", "API: nothing",
	"$ terraform plan", "Plan: 2 to add",
	"$ terraform apply", "2 added", "POST /tickets → 200 ×2",
	"$ terraform plan", "No changes.",
	"$ terraform plan", `~ admin_assignee_id = "814861" -> "814860"`, "Plan: 0 to add, 1 to change, 0 to destroy.",
	"$ terraform apply", "1 changed", `PUT /tickets/{id} {"assignee_id":"814860"} → 200`,
	"$ terraform apply", `~ "Priority" = "High" -> "Urgent"`, "1 changed", "PUT /tickets/{id} ",
	"$ terraform destroy", "is protected from deletion", "set deletion_protection = false",
	"$ terraform apply", "~ deletion_protection = true -> false", "1 changed",
	"$ terraform destroy", "permanently", "cannot be undone", "2 destroyed", "DELETE /tickets/{id} → 200 ×2",
	"$ terraform destroy -auto-approve -refresh=false", "2 destroyed", "DELETE /tickets/{id} → 404 ×2", "GET /tickets/{id} → 404 ×2",
	"calls to the API",
	"In Intercom: 0 tickets. In Terraform's state: 0 tickets.",
}

// TestDemo runs the demo in an environment in which it would fail if Terraform or the provider used the environment.
func TestDemo(t *testing.T) {
	for name, value := range map[string]string{
		"TF_CLI_ARGS_plan":         "-no-such-option",
		"TF_CLI_CONFIG_FILE":       "no-such-file",
		"TF_DATA_DIR":              "no-such-directory",
		"TF_PLUGIN_CACHE_DIR":      "no-such-directory",
		"TF_WORKSPACE":             "production",
		"INTERCOM_ACCESS_TOKEN":    "a real one",
		"INTERCOM_API_VERSION":     "2.12",
		"INTERCOM_BASE_URL":        "https://example.invalid",
		"INTERCOM_REGION":          "eu",
		"INTERCOM_WORKSPACE_ID":    "a-real-one",
		"INTERCOM_NO_SUCH_SETTING": "1",
	} {
		t.Setenv(name, value)
	}
	var out bytes.Buffer
	temp := t.TempDir()
	kept, err := run(t.Context(), &out, false, temp)
	if err != nil {
		t.Fatalf("%v\n\n%s", err, out.String())
	}
	assertRecorded(t, kept)
	assertEmpty(t, temp)
	rest := out.String()
	for _, essential := range essentials {
		_, after, found := strings.Cut(rest, essential)
		if !found {
			t.Fatalf("not told, or not in its place: %s\n\n%s", essential, out.String())
		}
		rest = after
	}
	if lines := strings.Count(out.String(), "\n"); lines > 150 {
		t.Errorf("%d lines are too many to read", lines)
	}
	for _, unwanted := range []string{"tok_", "\x1b", temp} {
		if strings.Contains(out.String(), unwanted) {
			t.Errorf("the narration has %q:\n%s", unwanted, out.String())
		}
	}
}

// TestInterrupted stops the demo in the middle, as Ctrl-C does.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	temp := t.TempDir()
	out := writer(func(text string) {
		if strings.Contains(text, "Create the tickets") {
			cancel()
		}
	})
	if _, err := run(ctx, out, false, temp); err == nil || !strings.Contains(err.Error(), "stopped before its end") {
		t.Errorf("got %v, want that it was stopped", err)
	}
	assertEmpty(t, temp)
}

// TestFalseClaims runs steps whose claims are wrong.
func TestFalseClaims(t *testing.T) {
	t.Parallel()
	st, err := openStage(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.close(); err != nil {
			t.Error(err)
		}
	})
	tests := []struct {
		name string
		step step
		want string
	}{
		{"failure", step{command: plan}, "exit status 1"}, // without init
		{"exit status", step{command: initialize, fails: true}, "must have failed"},
		{"output", step{command: initialize, shows: []string{"Uninstalled"}}, `no "Uninstalled"`},
		{"calls", step{command: initialize, calls: []string{workspace}}, "API calls were not those expected"},
		{"tickets", step{command: initialize, tickets: 1}, "0 tickets are in Intercom"},
		{"state", step{command: initialize, managed: 1}, "in Terraform's state, expected 1"},
		{"edit", step{command: initialize, edit: [2]string{"priority", ""}}, "to edit"},
		{"event", step{command: initialize, event: takeOver}, "no ticket"},
		{"check", step{command: initialize, check: erased}, "0 tickets were erased"},
		{"token", step{command: initialize, event: leak}, "the access token is in Terraform's state"},
	}
	for _, test := range tests {
		n := &narrator{out: io.Discard, secret: st.fake.Token}
		if _, err := test.step.play(t.Context(), st, n); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %s", test.name, err, test.want)
		}
	}
}

// leak puts the access token into Terraform's state, which has no resources.
func leak(st *stage) error {
	state := fmt.Sprintf(`{"version":4,"terraform_version":"1.8.0","serial":1,"lineage":%q,"outputs":{},"resources":[]}`, st.fake.Token)
	return os.WriteFile(st.path("terraform.tfstate"), []byte(state), 0o600)
}

func TestNarrator(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	n := &narrator{out: &out, color: true, secret: "hush"}
	n.say(bold, "  ", "one\n\ntwo")
	if want := bold + "  one" + plain + "\n" + bold + plain + "\n" + bold + "  two" + plain + "\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
	n.say(plain, "", "the token is hush")
	n.say(plain, "", "three")
	if n.err == nil || strings.Contains(out.String(), "hush") || strings.Contains(out.String(), "three") {
		t.Errorf("after the token, got error %v and %q", n.err, out.String())
	}
}

// writer is an io.Writer that calls a function.
type writer func(text string)

func (w writer) Write(p []byte) (int, error) {
	w(string(p))
	return len(p), nil
}

func assertEmpty(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v (%v)", entries, err)
	}
}
