//go:build unix

package acctest

import "syscall"

// ownGroup starts a process in its own group.
var ownGroup = &syscall.SysProcAttr{Setpgid: true}

// interrupt sends Ctrl-C to a group of processes.
func interrupt(group int) error { return syscall.Kill(-group, syscall.SIGINT) }
