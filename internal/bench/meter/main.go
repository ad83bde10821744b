// Command meter runs a command and notes what it took: processor time and peak memory. Under the name of a provider it runs
// the provider, so that what Terraform and the provider take can be told apart. It is small on purpose: Linux begins to count a
// process's memory with that of the one that started it.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
)

// The variables that say what a provider's meter runs, and where every meter notes what that took, a JSON object a line.
const (
	providerVariable = "BENCH_PROVIDER"
	notesVariable    = "BENCH_NOTES"
)

func main() {
	code, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "meter:", err)
		code = 1
	}
	os.Exit(code)
}

func run(command []string) (code int, err error) {
	role := "terraform"
	if len(command) == 0 {
		role, command = "provider", []string{os.Getenv(providerVariable)}
	}
	cmd := exec.Command(command[0], command[1:]...) //nolint:noctx // it ends with what started it
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	var failed *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &failed) {
		return 0, err
	}
	state := cmd.ProcessState
	note, err := json.Marshal(map[string]any{"role": role, "cpu_seconds": (state.UserTime() + state.SystemTime()).Seconds(), "peak_bytes": peakBytes(state)})
	if err != nil {
		return 0, err
	}
	notes, err := os.OpenFile(os.Getenv(notesVariable), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, err
	}
	_, err = notes.Write(append(note, '\n'))
	return state.ExitCode(), errors.Join(err, notes.Close())
}
