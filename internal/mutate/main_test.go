package main

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
)

// The test notices that Less changes, but tries no equal numbers. It calls Log, and looks at nothing that Log does. Nobody calls
// Never.
const (
	source = `package p

var logged int

func Less(a, b int) bool { return a < b }

func Log() { count() }

func count() { logged++ }

func Never(a bool) bool {
	if a {
		return true
	}
	return false
}
`
	tests = `package p

import "testing"

func TestLess(t *testing.T) {
	Log()
	if !Less(1, 2) || Less(2, 1) {
		t.Fatal("wrong")
	}
}
`
	exactTests = `package p

import "testing"

func TestLess(t *testing.T) {
	Log()
	if !Less(1, 2) || Less(2, 1) || Less(1, 1) || logged != 1 {
		t.Fatal("wrong")
	}
}
`
)

// inModule writes a module with the source and its tests, and changes to its directory.
func inModule(t *testing.T, tests string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for file, text := range map[string]string{"go.mod": "module p\n\ngo 1.25\n", "p.go": source, "p_test.go": tests} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSurvivors(t *testing.T) {
	for name, test := range map[string]struct{ tests, want string }{
		"tests that miss changes": {tests, "0 killed, 2 survived, 0 do not compile, 3 in lines that no test runs."},
		"exact tests":             {exactTests, "2 killed, 0 survived, 0 do not compile, 3 in lines that no test runs."},
	} {
		t.Run(name, func(t *testing.T) {
			inModule(t, test.tests)
			var out bytes.Buffer
			if err := run(context.Background(), []string{"-pkg", "."}, &out); err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(out.String(), test.want+"\n") {
				t.Errorf("got %s\nwant %s", out.String(), test.want)
			}
			if now, err := os.ReadFile("p.go"); err != nil || string(now) != source {
				t.Errorf("the source is changed: %v\n%s", err, now)
			}
		})
	}
}

func TestFailsWithoutChange(t *testing.T) {
	inModule(t, strings.Replace(tests, "!Less(1, 2)", "Less(1, 2)", 1))
	err := run(context.Background(), []string{"-pkg", "."}, &bytes.Buffer{})
	if err == nil || !strings.Contains(err.Error(), "the tests fail without a change") {
		t.Errorf("got %v", err)
	}
}

func TestMutants(t *testing.T) {
	got, err := mutantsIn("x.go", []byte(`package x

func f(a, b int, s string, ok bool) bool {
	if ok {
		f(b, a, false)
	}
	if a == b && ok {
		return a-1 > b || "a"+s+s == s
	}
	return ok
}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"x.go:4:5: ok -> !(ok)",
		"x.go:5:3: f(b, a, false) -> _ = func() { f(b, a, false) }",
		"x.go:5:11: false -> true",
		"x.go:7:12: && -> ||",
		"x.go:7:7: == -> !=",
		"x.go:8:18: || -> &&",
		"x.go:8:14: > -> >=",
		"x.go:8:11: - -> +",
		"x.go:8:29: == -> !=",
	}
	var lines []string
	for _, m := range got {
		lines = append(lines, m.String())
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
}
