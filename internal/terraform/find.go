// Package terraform finds the real terraform binary, for programs that run it from Go.
package terraform

import (
	"context"
	"fmt"
	"os"

	install "github.com/hashicorp/hc-install"
	"github.com/hashicorp/hc-install/fs"
	"github.com/hashicorp/hc-install/product"
	"github.com/hashicorp/hc-install/releases"
	"github.com/hashicorp/hc-install/src"
)

// Find returns the path of the binary in TF_ACC_TERRAFORM_PATH, as in acceptance tests, or else of terraform in PATH. If
// there is none, it downloads the latest release into dir.
func Find(ctx context.Context, dir string) (string, error) {
	sources := []src.Source{
		&fs.AnyVersion{Product: &product.Terraform},
		&releases.LatestVersion{Product: product.Terraform, InstallDir: dir},
	}
	if chosen := os.Getenv("TF_ACC_TERRAFORM_PATH"); chosen != "" {
		sources = []src.Source{&fs.AnyVersion{ExactBinPath: chosen}}
	}
	path, err := install.NewInstaller().Ensure(ctx, sources)
	if err != nil {
		return "", fmt.Errorf("finding terraform on PATH, or downloading it: %w", err)
	}
	return path, nil
}
