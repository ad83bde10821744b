package terraform

import (
	"os"
	"path/filepath"
	"testing"
)

// TestFindChosen: the binary in TF_ACC_TERRAFORM_PATH is run, or none.
func TestFindChosen(t *testing.T) {
	chosen, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("TF_ACC_TERRAFORM_PATH", chosen)
	if got, err := Find(t.Context(), t.TempDir()); got != chosen || err != nil {
		t.Errorf("got %q, %v, want %q", got, err, chosen)
	}
	t.Setenv("TF_ACC_TERRAFORM_PATH", filepath.Join(t.TempDir(), "missing"))
	if got, err := Find(t.Context(), t.TempDir()); err == nil {
		t.Errorf("got %q, want an error", got)
	}
}
