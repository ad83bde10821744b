package framework

import (
	"context"
	"time"
)

// repairTime limits calls that repair what an earlier call of the same operation broke.
const repairTime = 2 * time.Minute

// Repairing returns the context of a call that puts back what an earlier call of the same operation has removed. It goes on although
// the user stops the run or the operation's timeout has passed: nothing else would put it back.
func Repairing(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), repairTime)
}
