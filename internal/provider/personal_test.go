package provider_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// TestHidePersonalDataBeforeConfigure: validation comes before the provider's arguments, so only the environment is known.
func TestHidePersonalDataBeforeConfigure(t *testing.T) {
	invalid := acctest.Block{"role": "user", "email": "Ada Byron"}
	for name, c := range map[string]struct {
		variable  string
		arguments acctest.Block
		hidden    bool
	}{
		"not set":               {hidden: false},
		"the variable":          {variable: "true", hidden: true},
		"the variable is false": {variable: "false", hidden: false},
		"the argument":          {arguments: acctest.Block{"hide_personal_data": true}, hidden: true},
		"the argument first":    {variable: "true", arguments: acctest.Block{"hide_personal_data": false}, hidden: false},
		"the argument is unknown": {
			arguments: acctest.Block{"hide_personal_data": acctest.Unknown}, hidden: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("INTERCOM_HIDE_PERSONAL_DATA", c.variable)
			p := acctest.NewUnconfigured(t, "intercom_contact")
			if c.arguments != nil {
				c.arguments["access_token"] = "dG9rOmFiYw=="
				acctest.Expect(t, p.Configure(c.arguments))
			}
			diags := p.Validate(invalid)
			acctest.Expect(t, diags, "email")
			if hidden := !strings.Contains(acctest.Text(diags), "Ada Byron"); hidden != c.hidden {
				t.Errorf("hidden: %v\n%s", hidden, acctest.Text(diags))
			}
		})
	}
}

func TestHidePersonalDataMalformed(t *testing.T) {
	t.Setenv("INTERCOM_HIDE_PERSONAL_DATA", "perhaps")
	p := acctest.NewUnconfigured(t, "intercom_contact")
	acctest.Expect(t, p.Configure(acctest.Block{"access_token": "dG9rOmFiYw=="}), "ERROR", "Malformed INTERCOM_HIDE_PERSONAL_DATA", "true or false")
}
