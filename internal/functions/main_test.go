package functions_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

func TestMain(m *testing.M) { acctest.Main(m) }
