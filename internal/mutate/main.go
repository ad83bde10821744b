// Package main checks the tests: it changes one line of a package at a time and runs the tests that should notice.
//
// The common tools run the tests of the changed package only. Here the kernel's rules are tested from internal/acctest, over
// all objects, so the tests to run are an argument.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

// run changes the package and writes one line for each change, and the totals. A survivor is no error: whether it matters is
// for the reader to decide.
func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("mutate", flag.ContinueOnError)
	dir := flags.String("pkg", "", "directory of the package to change")
	files := flags.String("files", "*.go", "pattern of the files to change")
	tests := flags.String("tests", "", "arguments of go test: the packages that test it, and -run; its own package if empty")
	sample := flags.Int("sample", 0, "number of changes to try, drawn at random; 0 tries all")
	seed := flags.Uint64("seed", 1, "seed of the sample")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *dir == "" {
		return errors.New("-pkg is missing, for example -pkg ./internal/framework")
	}
	if *tests == "" {
		*tests = *dir
	}
	tmp, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	suite := suite{tmp: tmp, pkg: *dir, args: strings.Fields(*tests)}

	mutants, err := mutantsOf(*dir, *files)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d changes in %s. Running the tests unchanged.\n", len(mutants), *dir)
	covered, err := suite.baseline(ctx)
	if err != nil {
		return err
	}
	count := map[verdict]int{}
	tried := slices.DeleteFunc(slices.Clone(mutants), func(m mutant) bool { return !covered.has(m) })
	count[uncovered] = len(mutants) - len(tried)
	if *sample > 0 && *sample < len(tried) {
		rng := rand.New(rand.NewPCG(*seed, 0)) //nolint:gosec // A sample, not a secret.
		rng.Shuffle(len(tried), func(i, j int) { tried[i], tried[j] = tried[j], tried[i] })
		tried = tried[:*sample]
		slices.SortFunc(tried, mutant.compare)
	}
	fmt.Fprintf(out, "The tests take %s. %d changes are in lines that no test runs. Trying %d.\n",
		suite.took.Round(time.Second), count[uncovered], len(tried))
	for i, m := range tried {
		v, err := suite.try(ctx, m)
		if ctx.Err() != nil {
			fmt.Fprintf(out, "Interrupted after %d of %d.\n", i, len(tried))
			break
		}
		if err != nil {
			return err
		}
		count[v]++
		fmt.Fprintf(out, "%4d/%d %-12s %s\n", i+1, len(tried), v, m)
	}
	fmt.Fprintf(out, "%d killed, %d survived, %d do not compile, %d in lines that no test runs.\n",
		count[killed], count[survived], count[invalid], count[uncovered])
	return nil
}

// verdict is what the tests said of a change.
type verdict string

const (
	killed    verdict = "killed"
	survived  verdict = "SURVIVED"
	invalid   verdict = "not compiled"
	uncovered verdict = "not covered"
)

// suite is the tests of the package, run in a directory for what they write.
type suite struct {
	tmp, pkg string
	args     []string
	took     time.Duration // by the tests without a change
}

// baseline runs the tests without a change and reads which lines they run. Tests that fail by themselves prove nothing.
func (s *suite) baseline(ctx context.Context) (coverage, error) {
	profile := filepath.Join(s.tmp, "cover")
	start := time.Now()
	output, err := s.test(ctx, "-coverpkg", s.pkg, "-coverprofile", profile)
	s.took = time.Since(start)
	if err != nil {
		return nil, fmt.Errorf("the tests fail without a change: %w\n%s", err, output)
	}
	data, err := os.ReadFile(profile)
	if err != nil {
		return nil, err
	}
	return parseCoverage(string(data))
}

// try runs the tests with the change. What takes five times as long as the unchanged tests hangs, which counts as noticed.
func (s *suite) try(ctx context.Context, m mutant) (verdict, error) {
	overlay, err := m.overlay(s.tmp)
	if err != nil {
		return "", err
	}
	limited, cancel := context.WithTimeout(ctx, 5*s.took+time.Minute)
	defer cancel()
	output, err := s.test(limited, "-overlay", overlay, "-failfast", "-vet=off")
	var exit *exec.ExitError
	switch {
	case err == nil:
		return survived, nil
	case strings.Contains(output, "[build failed]"):
		return invalid, nil
	case errors.As(err, &exit) || limited.Err() != nil:
		return killed, nil
	default:
		return "", err
	}
}

func (s *suite) test(ctx context.Context, args ...string) (string, error) {
	args = append(append([]string{"test", "-count=1"}, args...), s.args...)
	cmd := exec.CommandContext(ctx, "go", args...)
	// The test binaries, which are children of go, end by themselves soon after they lose it.
	cmd.WaitDelay = 10 * time.Second
	output, err := cmd.CombinedOutput()
	return string(output), err
}
