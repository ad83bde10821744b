package acctest

import (
	"syscall"

	"golang.org/x/sys/windows"
)

// ownGroup starts a process in a group of its own.
var ownGroup = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}

// interrupt sends Ctrl-Break to a group of processes: Windows does not send Ctrl-C to another group, and Go takes both for an
// interrupt.
func interrupt(group int) error {
	return windows.GenerateConsoleCtrlEvent(windows.CTRL_BREAK_EVENT, uint32(group)) //nolint:gosec // it is a process ID
}
