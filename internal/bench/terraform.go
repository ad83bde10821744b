package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/terraform"
)

const module = "github.com/terraform-intercom/terraform-provider-intercom"

// binaries are the CLI and the programs that were built for a run.
type binaries struct {
	cli, version   string
	dir            string // has all files of the run
	meter          string
	intercom, idle string
	cliConfig      string
}

func findBinaries(ctx context.Context, dir string) (b binaries, err error) {
	b.dir = dir
	if b.cli, err = terraform.Find(ctx, dir); err != nil {
		return b, err
	}
	out, err := exec.CommandContext(ctx, b.cli, "version").Output()
	if err != nil {
		return b, fmt.Errorf("asking %s for its version: %w", b.cli, err)
	}
	// Warnings, for example about a CLI configuration, may come before it.
	for line := range strings.Lines(string(out)) {
		if name, version, ok := strings.Cut(strings.TrimSpace(line), " v"); ok && !strings.Contains(name, " ") {
			b.version = name + " " + version
			break
		}
	}
	// Terraform finds the meter under the provider's name.
	b.meter = filepath.Join(dir, "meter", "terraform-provider-intercom")
	b.intercom, b.idle = filepath.Join(dir, "intercom"), filepath.Join(dir, "idle")
	for binary, pkg := range map[string]string{b.meter: module + "/internal/bench/meter", b.intercom: module, b.idle: module + "/internal/bench/idle"} {
		if out, err := exec.CommandContext(ctx, "go", "build", "-o", binary, pkg).CombinedOutput(); err != nil {
			return b, fmt.Errorf("building %s: %w\n%s", pkg, err, out)
		}
	}
	b.cliConfig = filepath.Join(dir, "terraform.rc")
	rc := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    %q = %q\n  }\n}\n", provider.Address, filepath.Dir(b.meter))
	return b, os.WriteFile(b.cliConfig, []byte(rc), 0o600)
}

// usage is the cost of a run of the CLI.
type usage struct {
	// Seconds passed.
	Seconds float64 `json:"seconds"`
	// CPUSeconds and PeakMiB are the CLI's without the provider's. The peak is the provider's if that is higher, which only
	// happens with a handful of resources.
	CPUSeconds float64 `json:"cpu_seconds"`
	PeakMiB    float64 `json:"peak_mib"`
	// ProviderCPUSeconds is the sum of the run's provider processes, and ProviderPeakMiB the largest of them.
	ProviderCPUSeconds float64 `json:"provider_cpu_seconds"`
	ProviderPeakMiB    float64 `json:"provider_peak_mib"`
	// StateBytes is the size of the state file after the run.
	StateBytes int64 `json:"state_bytes"`
}

// project is a working directory with a configuration.
type project struct {
	binaries
	path     string
	provider string
	env      []string
}

// newProject writes a configuration. provider is the binary for intercom, if the configuration uses it.
func (b binaries) newProject(configuration, provider string, env ...string) (*project, error) {
	path, err := os.MkdirTemp(b.dir, "project-")
	if err != nil {
		return nil, err
	}
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "TF_") && !strings.HasPrefix(variable, "INTERCOM_") {
			env = append(env, variable)
		}
	}
	env = append(env, "TF_CLI_CONFIG_FILE="+b.cliConfig, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1")
	return &project{b, path, provider, env}, os.WriteFile(filepath.Join(path, "main.tf"), []byte(configuration), 0o600)
}

// run runs the CLI.
func (p *project) run(ctx context.Context, env []string, args ...string) (u usage, err error) {
	notes := filepath.Join(p.path, "notes")
	defer func() { err = errors.Join(err, os.RemoveAll(notes)) }()
	cmd := exec.CommandContext(ctx, p.meter, append([]string{p.cli}, args...)...)
	cmd.Dir = p.path
	cmd.Env = slices.Concat(p.env, env, []string{"BENCH_PROVIDER=" + p.provider, "BENCH_NOTES=" + notes})
	began := time.Now()
	out, err := cmd.CombinedOutput()
	u.Seconds = time.Since(began).Seconds()
	if err != nil {
		return u, fmt.Errorf("%s %s: %w\n%s", p.cli, strings.Join(args, " "), err, out[max(0, len(out)-4000):])
	}
	state, err := os.Stat(filepath.Join(p.path, "terraform.tfstate"))
	if err != nil {
		return u, err
	}
	u.StateBytes = state.Size()
	data, err := os.ReadFile(notes)
	if err != nil {
		return u, err
	}
	return u, u.read(data)
}

// read adds up the meters' records. The CLI's record includes its children.
func (u *usage) read(notes []byte) error {
	const mib = 1 << 20
	lines := bufio.NewScanner(bytes.NewReader(notes))
	for lines.Scan() {
		var note struct {
			Role       string  `json:"role"`
			CPUSeconds float64 `json:"cpu_seconds"`
			PeakBytes  float64 `json:"peak_bytes"`
		}
		if err := json.Unmarshal(lines.Bytes(), &note); err != nil {
			return err
		}
		if note.Role == "provider" {
			u.ProviderCPUSeconds += note.CPUSeconds
			u.ProviderPeakMiB = max(u.ProviderPeakMiB, note.PeakBytes/mib)
			u.CPUSeconds -= note.CPUSeconds
			continue
		}
		u.CPUSeconds += note.CPUSeconds
		u.PeakMiB = note.PeakBytes / mib
	}
	return lines.Err()
}

// tickets returns a configuration with n tickets.
func tickets(n int) string {
	return fmt.Sprintf(`terraform {
  required_providers {
    intercom = { source = %q }
  }
}

variable "suffix" {
  default = ""
}

resource "intercom_ticket" "many" {
  count             = %d
  ticket_type_id    = "1234"
  contacts          = [{ email = "ada@example.com" }]
  title             = "Ticket ${count.index}${var.suffix}"
  description       = "One of many."
  ticket_attributes = { Priority = "High" }
}
`, provider.Address, n)
}

// filling makes the state of a terraform_data, which has its input twice, as large as a ticket's.
const filling = 405

// nothing returns a configuration with n of the CLI's own resources, which do nothing, with more additional bytes in their
// input.
func nothing(n, more int) string {
	return fmt.Sprintf(`variable "suffix" {
  default = ""
}

resource "terraform_data" "many" {
  count = %d
  input = "Ticket ${count.index}${var.suffix}%s"
}
`, n, strings.Repeat("x", more))
}
