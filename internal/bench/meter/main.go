// Command meter runs a command and records its cost: CPU time and peak memory. Installed under the name of a provider, it
// runs the provider, so that Terraform's and the provider's cost are measured separately. It is deliberately small: Linux
// starts a process's memory peak with that of its parent.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
)

// The variables that name the command of a provider's meter and the file in which every meter records the cost, one JSON
// object per line.
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
	cmd := exec.Command(command[0], command[1:]...) //nolint:noctx // it ends with its parent
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
