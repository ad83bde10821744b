package acctest

import (
	"syscall"

	"golang.org/x/sys/windows"
)

// ownGroup starts a process in its own group.
var ownGroup = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}

// interrupt sends Ctrl-Break to a group of processes: Windows does not send Ctrl-C to another group, and Go treats both as
// an interrupt.
func interrupt(group int) error {
	return windows.GenerateConsoleCtrlEvent(windows.CTRL_BREAK_EVENT, uint32(group)) //nolint:gosec // a process ID
}
