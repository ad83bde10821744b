package acctest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/go-version"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/terraform"
)

// CLI is the real terraform binary with the provider as a separate process, for what only shows there: logs, signals, files
// on disk, memory.
type CLI struct {
	// Dir is Terraform's working directory.
	Dir string

	tb  testing.TB
	bin string
	env []string
}

// built is the provider's binary, built once for all tests of a package.
var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "terraform-provider-intercom-")
	if err != nil {
		return "", err
	}
	const module = "github.com/terraform-intercom/terraform-provider-intercom"
	out, err := exec.CommandContext(context.Background(), "go", "build", "-o", filepath.Join(dir, "terraform-provider-intercom"), module).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building the provider: %w\n%s", err, out)
	}
	return dir, nil
})

// NewCLI returns a terraform in its own directory, whose provider uses the fake. Like all acceptance tests, it is skipped
// unless TF_ACC is set. The provider is also installed under the addresses in poses: Terraform starts every provider that a
// state names, even one that has nothing left to do.
func NewCLI(tb testing.TB, s *intercomtest.Server, poses ...string) *CLI {
	tb.Helper()
	if os.Getenv("TF_ACC") == "" {
		tb.Skip("acceptance tests are skipped unless TF_ACC is set")
	}
	bin, err := terraform.Find(context.Background(), os.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	mirror, err := built()
	if err != nil {
		tb.Fatal(err)
	}
	c := &CLI{Dir: tb.TempDir(), tb: tb, bin: bin}
	overrides := []string{fmt.Sprintf("    %q = %q", provider.Address, mirror)}
	for _, address := range poses {
		dir := tb.TempDir()
		if err := os.Symlink(filepath.Join(mirror, "terraform-provider-intercom"), filepath.Join(dir, "terraform-provider-"+path.Base(address))); err != nil {
			tb.Fatal(err)
		}
		overrides = append(overrides, fmt.Sprintf("    %q = %q", address, dir))
	}
	c.Write("terraform.rc", "provider_installation {\n  dev_overrides {\n"+strings.Join(overrides, "\n")+"\n  }\n}\n")
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "TF_") && !strings.HasPrefix(variable, "INTERCOM_") {
			c.env = append(c.env, variable)
		}
	}
	c.env = append(c.env, "TF_CLI_CONFIG_FILE="+filepath.Join(c.Dir, "terraform.rc"), "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1",
		"INTERCOM_BASE_URL="+s.URL, "INTERCOM_ACCESS_TOKEN="+s.Token, "INTERCOM_PREVIEW="+strings.Join(intercom.PreviewAreas, ","))
	return c
}

// SkipBelow skips the test if terraform is older than the version, which has the tested feature.
func (c *CLI) SkipBelow(least string) {
	c.tb.Helper()
	out, err := c.Run(nil, "version", "-json")
	var is struct {
		Version *version.Version `json:"terraform_version"`
	}
	if err != nil || json.Unmarshal([]byte(out), &is) != nil {
		c.tb.Fatalf("terraform version: %v\n%s", err, out)
	}
	if is.Version.Core().LessThan(version.Must(version.NewVersion(least))) {
		c.tb.Skipf("terraform %s is older than %s", is.Version, least)
	}
}

// Write writes a file to the working directory.
func (c *CLI) Write(name, content string) {
	c.tb.Helper()
	if err := os.WriteFile(filepath.Join(c.Dir, name), []byte(content), 0o600); err != nil {
		c.tb.Fatal(err)
	}
}

// Config writes main.tf: the provider's requirement and body.
func (c *CLI) Config(body string) {
	c.tb.Helper()
	// The address must be complete, because OpenTofu resolves a shorter one in its own registry.
	c.Write("main.tf", fmt.Sprintf("terraform {\n  required_providers {\n    intercom = { source = %q }\n  }\n}\n\n%s", provider.Address, body))
}

// Run runs terraform with additional environment variables and returns everything that it printed.
func (c *CLI) Run(env []string, args ...string) (string, error) {
	c.tb.Helper()
	return c.Start(env, args...).Wait()
}

// Running is a running terraform.
type Running struct {
	cmd *exec.Cmd
	out *output
}

// output can be read while it is written.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// Start starts terraform.
func (c *CLI) Start(env []string, args ...string) *Running {
	c.tb.Helper()
	return c.start(env, c.bin, args...)
}

// StartShell starts a POSIX shell script in which terraform is the tested binary. It skips the test if a tool that the
// script needs is missing.
func (c *CLI) StartShell(env []string, script string, tools ...string) *Running {
	c.tb.Helper()
	for _, tool := range append(tools, "sh") {
		if _, err := exec.LookPath(tool); err != nil {
			c.tb.Skipf("the script needs %s: %v", tool, err)
		}
	}
	dir := c.tb.TempDir()
	// The binary may be tofu.
	if err := os.Symlink(c.bin, filepath.Join(dir, "terraform")); err != nil {
		c.tb.Fatal(err)
	}
	return c.start(append(env, "PATH="+dir+string(os.PathListSeparator)+os.Getenv("PATH")), "sh", "-c", script)
}

func (c *CLI) start(env []string, bin string, args ...string) *Running {
	c.tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	c.tb.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, bin, args...)
	cmd.Dir = c.Dir
	cmd.Env = slices.Concat(c.env, env)
	out := &output{}
	cmd.Stdout, cmd.Stderr = out, out
	// It has its own process group, as in a terminal, so Ctrl-C reaches the provider, too.
	cmd.SysProcAttr = ownGroup
	if err := cmd.Start(); err != nil {
		c.tb.Fatal(err)
	}
	return &Running{cmd: cmd, out: out}
}

// Interrupt sends the user's Ctrl-C.
func (r *Running) Interrupt() error { return interrupt(r.cmd.Process.Pid) }

// Printed returns what was printed so far.
func (r *Running) Printed() string { return r.out.String() }

// Wait returns everything that was printed, and an error unless the exit code is 0.
func (r *Running) Wait() (string, error) {
	err := r.cmd.Wait()
	return r.out.String(), err
}
