package validators

import (
	"context"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest/contract"
)

// runVariable is set by make validators. Without it, the tests skip: npm packages take a minute to install.
const runVariable = "VALIDATORS"

// toRun are the tests that drive the provider: the life of every object on every version, and every look-up and list.
var toRun = []struct{ folders, pattern string }{
	{"../provider/*", "^TestCRUD[A-Za-z]*$"},
	{"../acctest", "^Test(DataSources|Lists)$"},
}

// enabled skips a test unless the validators are to run, and then fails if something is missing.
func enabled(t *testing.T) {
	t.Helper()
	if os.Getenv(runVariable) == "" {
		t.Skipf("%s is not set: run make validators", runVariable)
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Fatalf("Node.js is missing: %v", err)
	}
	if _, err := os.Stat("node_modules"); err != nil {
		t.Fatalf("the npm packages are not installed: run make validators: %v", err)
	}
}

// descriptions is the folder with Intercom's API descriptions.
func descriptions(t *testing.T) string {
	t.Helper()
	dir := os.Getenv(contract.DirVariable)
	if dir == "" {
		t.Fatalf("%s is not set: it names the folder with Intercom's API descriptions", contract.DirVariable)
	}
	return dir
}

// TestPrism lets the provider meet the fake behind Prism, on every version.
func TestPrism(t *testing.T) {
	t.Parallel()
	enabled(t)
	f := newFront(t, startPrisms(t, descriptions(t)))
	for _, run := range toRun {
		packages := packagesWith(t, run.folders, run.pattern)
		tests := exec.CommandContext(t.Context(), "go", append([]string{"test", "-count=1", "-run", run.pattern}, packages...)...)
		tests.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "TF_ACC=") }),
			acctest.ProxyVariable+"="+f.URL)
		if out, err := tests.CombinedOutput(); err != nil {
			t.Errorf("go test -run '%s' %s: %v\n%s", run.pattern, packages, err, out)
		}
	}
	f.judge(t)
}

// packagesWith are the packages that have a test of this name: building the tests of the others takes most of the time.
func packagesWith(t *testing.T, folders, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folders, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	declared := regexp.MustCompile("(?m)^func " + strings.Trim(pattern, "^$") + `\b`)
	var packages []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if declared.Match(text) {
			packages = append(packages, filepath.Dir(file))
		}
	}
	if len(packages) == 0 {
		t.Fatalf("no test in %s is named %s", folders, pattern)
	}
	return slices.Compact(packages)
}

// startPrisms starts a Prism for each published description, all at once: reading one takes seconds.
func startPrisms(t *testing.T, dir string) map[string]*url.URL {
	t.Helper()
	behind := upstream(t)
	prisms, mu, wg := map[string]*url.URL{}, sync.Mutex{}, sync.WaitGroup{}
	for _, version := range contract.Versions {
		description := filepath.Join(dir, "intercom-"+strings.ToLower(version)+".yaml")
		wg.Go(func() {
			at, err := startPrism(t, description, behind)
			if err != nil {
				t.Errorf("Prism with %s: %v", description, err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			prisms[version] = at
		})
	}
	wg.Wait()
	if t.Failed() {
		t.FailNow()
	}
	return prisms
}

// startPrism returns once the Prism listens.
func startPrism(t *testing.T, description, behind string) (*url.URL, error) {
	t.Helper()
	port, err := freePort(t.Context())
	if err != nil {
		return nil, err
	}
	var out strings.Builder
	prism := exec.Command("node", filepath.Join("node_modules", "@stoplight", "prism-cli", "dist", "index.js"),
		"proxy", description, behind, "--port", port, "--errors=false", "--cors=false", "--verboseLevel", "fatal")
	prism.Stdout, prism.Stderr = &out, &out
	if err := prism.Start(); err != nil {
		return nil, err
	}
	ended := make(chan error, 1)
	go func() { ended <- prism.Wait() }()
	t.Cleanup(func() {
		_ = prism.Process.Kill()
		t.Logf("Prism was stopped: %v", <-ended)
	})
	at := &url.URL{Scheme: "http", Host: net.JoinHostPort("127.0.0.1", port)}
	for range 600 {
		select {
		case err := <-ended:
			ended <- err
			return nil, fmt.Errorf("it ended: %w\n%s", err, out.String())
		case <-time.After(100 * time.Millisecond):
		}
		if conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", at.Host); err == nil {
			return at, conn.Close()
		}
	}
	return nil, http.ErrServerClosed
}

func freePort(ctx context.Context) (string, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer func() { _ = l.Close() }()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}

// judge fails the test for every finding that no exception explains, and for every exception that explains none.
func (f *front) judge(t *testing.T) {
	t.Helper()
	used := make([]map[string]bool, len(exceptions))
	for _, version := range contract.Versions {
		explained := 0
		t.Logf("version %s: %d exchanges of %d operations", version, f.exchanges[version], len(f.operations[version]))
		if f.exchanges[version] == 0 {
			t.Errorf("version %s: nothing went through Prism", version)
		}
		for _, one := range slices.SortedFunc(maps.Keys(f.findings[version]), func(a, b finding) int { return strings.Compare(a.String(), b.String()) }) {
			i := slices.IndexFunc(exceptions, func(e exception) bool { return e.explains(version, one) })
			if i < 0 {
				t.Errorf("version %s: %s (%s)", version, one, f.findings[version][one])
				continue
			}
			if used[i] == nil {
				used[i] = map[string]bool{}
			}
			used[i][version] = true
			explained++
		}
		t.Logf("version %s: %d findings, %d of them explained", version, len(f.findings[version]), explained)
	}
	for i, e := range exceptions {
		for _, version := range e.in() {
			if !used[i][version] {
				t.Errorf("version %s: the exception %q is not needed", version, e.why)
			}
		}
	}
}
