package workspace_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

const config = `data "intercom_workspace" "this" {}`

func TestDataSource(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t, intercomtest.WithWorkspace("ecahpwf5"), intercomtest.WithRegion("EU"))
	value := func(name string, check knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownValue("data.intercom_workspace.this", tfjsonpath.New(name), check)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: acctest.Config(s, config),
			ConfigStateChecks: []statecheck.StateCheck{
				value("id", knownvalue.StringExact("ecahpwf5")),
				value("region", knownvalue.StringExact("EU")),
				value("name", knownvalue.NotNull()),
				value("timezone", knownvalue.NotNull()),
				value("created_at", knownvalue.StringRegexp(regexp.MustCompile(`^\d{4}-\d\d-\d\dT.*Z$`))),
			},
		}},
	})
}

func TestDataSourceRefused(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.RevokeToken(s.Token)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config:      acctest.Config(s, config),
			ExpectError: regexp.MustCompile(`(?s)reading the workspace of the access token: Intercom answered 401.*access_token`),
		}},
	})
}
