package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/hashicorp/terraform-exec/tfexec"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/terraform"
)

// release is the provider's version in the demo.
const release = "0.0.1"

// stage is everything that the story needs: a fake Intercom that listens, and Terraform in its own directory with the
// provider in a filesystem mirror.
type stage struct {
	fake    *intercomtest.Server
	server  *http.Server
	dir     string // has all files of the demo
	tf      *tfexec.Terraform
	version string              // of Terraform
	calls   []intercomtest.Call // of the steps so far
}

func openStage(ctx context.Context, temp string) (*stage, error) {
	dir, err := os.MkdirTemp(temp, "intercom-demo-")
	if err != nil {
		return nil, err
	}
	st := &stage{dir: dir, fake: intercomtest.NewServer(), server: &http.Server{ReadHeaderTimeout: 10 * time.Second}}
	intercomtest.SeedExample(st.fake.Workspace)
	for _, prepare := range []func(context.Context) error{st.serve, st.installProvider, st.configure, st.findTerraform} {
		if err := prepare(ctx); err != nil {
			return nil, errors.Join(err, st.close())
		}
	}
	return st, nil
}

func (st *stage) close() error {
	st.fake.Close()
	return errors.Join(st.server.Close(), os.RemoveAll(st.dir))
}

func (st *stage) serve(ctx context.Context) error {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	st.fake.URL = "http://" + listener.Addr().String()
	st.server.Handler = st.fake.Handler()
	go func() { _ = st.server.Serve(listener) }() // ends when the stage is closed
	return nil
}

// installProvider builds the provider into a filesystem mirror in Terraform's layout.
func (st *stage) installProvider(ctx context.Context) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return errors.New("the demo's binary does not say which module it is of")
	}
	binary := filepath.Join(st.dir, "mirror", filepath.FromSlash(provider.Address), release,
		runtime.GOOS+"_"+runtime.GOARCH, "terraform-provider-intercom_v"+release)
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	build := exec.CommandContext(ctx, "go", "build", "-ldflags", "-X main.version="+release, "-o", binary, info.Main.Path)
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building the provider: %w\n%s", err, out)
	}
	return nil
}

// configure writes main.tf and the CLI configuration, which allows providers only from the mirror.
func (st *stage) configure(context.Context) error {
	cli := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", filepath.ToSlash(filepath.Join(st.dir, "mirror")))
	return errors.Join(
		os.Mkdir(st.path(), 0o700),
		os.WriteFile(filepath.Join(st.dir, "terraformrc"), []byte(cli), 0o600),
		os.WriteFile(st.path("main.tf"), []byte(configuration), 0o600),
	)
}

func (st *stage) findTerraform(ctx context.Context) error {
	binary, err := terraform.Find(ctx, st.dir)
	if err != nil {
		return err
	}
	if st.tf, err = tfexec.NewTerraform(st.path(), binary); err != nil {
		return err
	}
	if err := st.tf.SetEnv(st.environment()); err != nil {
		return err
	}
	version, _, err := st.tf.Version(ctx, false)
	if err != nil {
		return err
	}
	st.version = version.String()
	return nil
}

// environment returns this process's environment without anything that could mislead Terraform: plugin caches, command line
// arguments, variables, and above all a real workspace.
func (st *stage) environment() map[string]string {
	env := map[string]string{}
	for _, variable := range os.Environ() {
		name, value, _ := strings.Cut(variable, "=")
		if name != "" && !strings.HasPrefix(name, "TF_") && !strings.HasPrefix(name, "INTERCOM_") {
			env[name] = value
		}
	}
	env["TF_CLI_CONFIG_FILE"] = filepath.Join(st.dir, "terraformrc")
	env["CHECKPOINT_DISABLE"] = "1"
	env["INTERCOM_BASE_URL"] = st.fake.URL
	env["INTERCOM_ACCESS_TOKEN"] = st.fake.Token
	return env
}

// path returns a path in Terraform's working directory.
func (st *stage) path(name ...string) string {
	return filepath.Join(append([]string{st.dir, "work"}, name...)...)
}

// terraform runs a command. It returns everything that the command printed and the calls that reached Intercom meanwhile.
func (st *stage) terraform(ctx context.Context, command string) (string, []intercomtest.Call, error) {
	var stdout, stderr bytes.Buffer // two, because both are written concurrently
	st.tf.SetStdout(&stdout)
	st.tf.SetStderr(&stderr)
	st.fake.ResetCalls()
	err := commands[command](ctx, st.tf)
	calls := st.fake.Calls()
	st.calls = append(st.calls, calls...)
	return stdout.String() + stderr.String(), calls, err
}

// commands are the commands of steps, as a user types them.
var commands = map[string]func(context.Context, *tfexec.Terraform) error{
	initialize: func(ctx context.Context, tf *tfexec.Terraform) error { return tf.Init(ctx) },
	plan: func(ctx context.Context, tf *tfexec.Terraform) error {
		_, err := tf.Plan(ctx)
		return err
	},
	apply:   func(ctx context.Context, tf *tfexec.Terraform) error { return tf.Apply(ctx) },
	destroy: func(ctx context.Context, tf *tfexec.Terraform) error { return tf.Destroy(ctx) },
	destroyUnseen: func(ctx context.Context, tf *tfexec.Terraform) error {
		return tf.Destroy(ctx, tfexec.Refresh(false))
	},
}

// The keys of commands.
const (
	initialize    = "terraform init"
	plan          = "terraform plan"
	apply         = "terraform apply -auto-approve"
	destroy       = "terraform destroy -auto-approve"
	destroyUnseen = "terraform destroy -auto-approve -refresh=false"
)

// managed lists the resources in Terraform's state.
func (st *stage) managed(ctx context.Context) ([]string, error) {
	state, err := st.tf.Show(ctx)
	if err != nil {
		return nil, err
	}
	var addresses []string
	if state.Values != nil && state.Values.RootModule != nil {
		for _, r := range state.Values.RootModule.Resources {
			addresses = append(addresses, r.Address)
		}
	}
	return addresses, nil
}
