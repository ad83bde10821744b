package identitysecret_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// shows returns how a text shows a value: as it is, in base64 wherever it begins, or escaped for a URL.
func shows(text, value string) string {
	spellings := []string{value, url.QueryEscape(value), url.PathEscape(value)}
	for before := range 3 {
		encoded := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", before) + value))
		// The characters at the ends depend on what is around the value.
		spellings = append(spellings, encoded[4:len(encoded)-4], strings.NewReplacer("+", "-", "/", "_").Replace(encoded[4:len(encoded)-4]))
	}
	for _, spelling := range spellings {
		if strings.Contains(text, spelling) {
			return spelling
		}
	}
	return ""
}

// TestShows: the search finds a value in each spelling.
func TestShows(t *testing.T) {
	t.Parallel()
	const value = "9Zw0xNs3vKk0fPz9rwKqNbzH3mPVQmQxL9vhSm9Tk4A"
	for _, text := range []string{value, "a " + value, base64.StdEncoding.EncodeToString([]byte(`{"secret":"` + value + `"}`)), base64.URLEncoding.EncodeToString([]byte(`{"a":"` + value + `"}`))} {
		if shows(text, value) == "" {
			t.Errorf("not found in %s", text)
		}
	}
	if got := shows(value[1:], value); got != "" {
		t.Errorf("found %s", got)
	}
}

const twoSecrets = `provider "intercom" {
  preview = ["identity_verification_secrets"]
}

resource "intercom_identity_verification_secret" "web" {
  name         = "web-2026-11"
  supports_web = true
  public_key   = file("rsa.pub")
}

resource "intercom_identity_verification_secret" "apps" {
  name             = "apps-2026-11"
  supports_ios     = true
  supports_android = true
}

output "encrypted_secret" {
  value = intercom_identity_verification_secret.web.encrypted_secret
}

output "hash" {
  value     = provider::intercom::user_hash(intercom_identity_verification_secret.apps.secret, "42")
  sensitive = true
}
`

// TestValueStaysSecret searches everything that runs at the level TRACE print, log, and store for the values. With a public key,
// nothing has the value in any spelling. Without one, only the state has it. It also runs the commands of the guide.
func TestValueStaysSecret(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	c := acctest.NewCLI(t, s)
	c.SkipBelow("1.8.0")
	commands := shellBlocks(t, "rotating-a-secret.md")
	if out, err := c.StartShell(nil, commands[0], "openssl").Wait(); err != nil {
		t.Fatalf("%s: %v\n%s", commands[0], err, out)
	}
	c.Config(twoSecrets)
	trace := []string{"TF_LOG=TRACE", "TF_LOG_PATH=" + filepath.Join(c.Dir, "trace.log")}
	var printed []string
	run := func(args ...string) {
		t.Helper()
		out, err := c.Run(trace, args...)
		if err != nil {
			t.Fatalf("terraform %v: %v\n%s", args, err, out)
		}
		printed = append(printed, out)
	}
	run("plan", "-no-color", "-out=plan.out")
	run("apply", "-no-color", "plan.out")
	run("plan", "-no-color", "-detailed-exitcode")
	web, apps := "", ""
	for _, each := range s.IdentitySecrets() {
		switch each.Name {
		case "web-2026-11":
			web = each.Secret
		case "apps-2026-11":
			apps = each.Secret
		}
	}
	if out, err := c.StartShell(nil, commands[1], "openssl").Wait(); err != nil || strings.TrimSpace(out) != web || web == "" {
		t.Errorf("the command of the guide: %v, %q, want %q", err, out, web)
	}
	run("show", "-no-color")
	run("destroy", "-no-color", "-auto-approve")

	search := func(where, content string) {
		if got := shows(content, web); got != "" {
			t.Errorf("%s holds the encrypted value as %s", where, got)
		}
		if got := shows(content, apps); got != "" && !strings.Contains(where, "tfstate") {
			t.Errorf("%s holds the value as %s", where, got)
		}
	}
	for i, out := range printed {
		search(fmt.Sprintf("output %d", i), out)
	}
	err := filepath.WalkDir(c.Dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		search(path, string(content))
		return err
	})
	if err != nil {
		t.Error(err)
	}
	log, _ := os.ReadFile(filepath.Join(c.Dir, "trace.log"))
	if before, _ := os.ReadFile(filepath.Join(c.Dir, "terraform.tfstate.backup")); !strings.Contains(string(log), "POST /secure_mode_secrets") || shows(string(before), apps) == "" {
		t.Errorf("the search finds nothing: the log has %d bytes, the state %d", len(log), len(before))
	}
}

// shellBlocks returns the shell commands of a guide.
func shellBlocks(t *testing.T, guide string) (blocks []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "templates", "guides", guide))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile("(?s)```shell\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		blocks = append(blocks, m[1])
	}
	if len(blocks) < 2 {
		t.Fatalf("the guide has the commands %q", blocks)
	}
	return blocks
}

// TestEchoedValue: if a later answer of the same run quotes a value, the message hides it, also when only state knew it.
func TestEchoedValue(t *testing.T) {
	t.Parallel()
	for _, public := range []any{nil, pkix(key().Public())} {
		p, s := newHarness(t)
		first, second := with(acctest.Block{"public_key": public}), with(acctest.Block{"name": "apps-2026-11", "public_key": public})
		plannedFirst, diags := p.Plan(acctest.Object{}, first)
		acctest.Expect(t, diags)
		plannedSecond, diags := p.Plan(acctest.Object{}, second)
		acctest.Expect(t, diags)
		walk := p.ApplyWalk()
		object, diags := walk.Apply(plannedFirst)
		acctest.Expect(t, diags)
		value := valueOf(s, object.Get("id"))
		s.Inject(intercomtest.Fault{Method: "POST", Act: intercomtest.Status(400, "parameter_invalid", "secret "+value+" and "+base64.StdEncoding.EncodeToString([]byte(value)))})
		_, diags = walk.Apply(plannedSecond)
		if acctest.Expect(t, diags, "ERROR", "400"); shows(acctest.Text(diags), value) != "" {
			t.Error(acctest.Text(diags))
		}
		if public != nil {
			continue
		}
		p = acctest.NewProtocol(t, s, kind, nil)
		object, diags = p.Read(object)
		acctest.Expect(t, diags)
		s.Inject(intercomtest.Fault{Method: "GET", Act: intercomtest.Message(403, "secret "+value)})
		_, diags = p.Of("intercom_tags").Data(acctest.Block{})
		if acctest.Expect(t, diags, "ERROR", "403"); shows(acctest.Text(diags), value) != "" || object.IsNull() {
			t.Error(acctest.Text(diags))
		}
	}
}

const crashing = "INTERCOM_TEST_CRASH"

// TestCrash: if the provider crashes while it has the value, the report of the crash does not show it.
func TestCrash(t *testing.T) {
	t.Parallel()
	if public, crash := os.LookupEnv(crashing); crash {
		s := acctest.Fake(t)
		// The observer is called when the answer with the value has been read.
		crash := provider.WithClient(func(cfg *intercom.Config) {
			cfg.Observe = func(_ context.Context, e intercom.Exchange) {
				if e.Method == "POST" {
					panic(fmt.Sprintf("crash after %+v", e))
				}
			}
		})
		config := with(acctest.Block{"public_key": nil})
		if public != "" {
			config["public_key"] = public
		}
		acctest.NewProtocol(t, s, kind, nil, crash).Run(acctest.Object{}, config)
		t.Fatal("it did not crash")
	}
	// The fake derives the value from the ID, so that another one has the same.
	p, s := newHarness(t)
	value := valueOf(s, p.Run(acctest.Object{}, web).Get("id"))
	for _, public := range []string{"", acctest.ExamplePublicKey} {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestCrash$")
		cmd.Env = append(os.Environ(), crashing+"="+public, "GOTRACEBACK=all")
		out, err := cmd.CombinedOutput()
		if text := string(out); err == nil || !strings.Contains(text, "panic: crash after") || !strings.Contains(text, "CreateIdentitySecret") {
			t.Errorf("it did not crash: %v\n%s", err, text)
		} else if got := shows(text, value); got != "" || value == "" {
			t.Errorf("the report shows the value %q", got)
		}
	}
}
