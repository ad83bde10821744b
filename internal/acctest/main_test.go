package acctest_test

import (
	"runtime/debug"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// TestMain lets garbage grow: each of thousands of cells has its own provider and fake, which live for milliseconds.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	acctest.Main(m)
}
