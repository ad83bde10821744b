package functions_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// TestFunctions calls the functions over the protocol, with a provider that is not configured.
func TestFunctions(t *testing.T) {
	t.Parallel()
	server := pluginserver.New(provider.New("test")())
	for name, c := range map[string]struct {
		function       string
		argument, want any
		// problem is in the error; "" means no error.
		problem string
	}{
		"an instant":               {function: "from_unix", argument: 1796115600, want: "2026-12-01T09:00:00Z"},
		"the epoch":                {function: "from_unix", argument: 0, want: "1970-01-01T00:00:00Z"},
		"before the epoch":         {function: "from_unix", argument: -1, want: "1969-12-31T23:59:59Z"},
		"the last of RFC 3339":     {function: "from_unix", argument: int64(253402300799), want: "9999-12-31T23:59:59Z"},
		"milliseconds":             {function: "from_unix", argument: int64(1796115600000), problem: "Divide milliseconds by 1000"},
		"before the year 0":        {function: "from_unix", argument: int64(-62167219201), problem: "before the year 0"},
		"beyond 64 bits":           {function: "from_unix", argument: 1e30, problem: "after the year 9999"},
		"a word":                   {function: "to_unix", argument: "tomorrow", problem: `"tomorrow" is not a time in RFC 3339 format`},
		"half a second":            {function: "from_unix", argument: 0.5, problem: "0.5 is not a whole number of seconds"},
		"UTC":                      {function: "to_unix", argument: "2026-12-01T09:00:00Z", want: 1796115600},
		"an offset":                {function: "to_unix", argument: "2026-12-01T10:00:00+01:00", want: 1796115600},
		"a fraction":               {function: "to_unix", argument: "2026-12-01T09:00:00.999Z", want: 1796115600},
		"the first of RFC 3339":    {function: "to_unix", argument: "0000-01-01T00:00:00Z", want: int64(-62167219200)},
		"a leap second":            {function: "to_unix", argument: "2016-12-31T23:59:60Z", problem: "is not a time in RFC 3339 format"},
		"lower-case letters":       {function: "to_unix", argument: "2026-12-01t09:00:00z", problem: "is not a time in RFC 3339 format"},
		"seconds for a time":       {function: "to_unix", argument: "1796115600", problem: "is not a time in RFC 3339 format"},
		"a date":                   {function: "to_unix", argument: "2026-12-01", problem: `"2026-12-01" is not a time`},
		"nothing":                  {function: "to_unix", argument: "", problem: `"" is not a time`},
		"what a terminal executes": {function: "to_unix", argument: "\x1b[31m", problem: `\u001b[31m`},
	} {
		t.Log(name)
		argument, result := tftypes.Type(tftypes.Number), tftypes.Type(tftypes.String)
		if c.function == "to_unix" {
			argument, result = result, argument
		}
		given, err := tfprotov6.NewDynamicValue(argument, tftypes.NewValue(argument, c.argument))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := server.CallFunction(t.Context(), &tfprotov6.CallFunctionRequest{Name: c.function, Arguments: []*tfprotov6.DynamicValue{&given}})
		switch {
		case err != nil:
			t.Fatal(err)
		case c.problem != "":
			if resp.Error == nil || !strings.Contains(resp.Error.Text, c.problem) || resp.Error.FunctionArgument == nil || *resp.Error.FunctionArgument != 0 {
				t.Errorf("error %+v, want one about the argument that says %q", resp.Error, c.problem)
			} else if strings.HasSuffix(resp.Error.Text, ".") || strings.Contains(resp.Error.Text, "developer") {
				// Terraform ends the sentence, and the mistake is the user's.
				t.Errorf("error %q", resp.Error.Text)
			}
		case resp.Error != nil:
			t.Errorf("error %s", resp.Error.Text)
		default:
			if got, err := resp.Result.Unmarshal(result); err != nil || !got.Equal(tftypes.NewValue(result, c.want)) {
				t.Errorf("got %s, %v, want %v", got, err, c.want)
			}
		}
	}
}

// TestFunctionsWithTerraform calls them with the real binary, in both directions.
func TestFunctionsWithTerraform(t *testing.T) {
	t.Parallel()
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: acctest.Config(acctest.Fake(t), `
terraform {
  required_providers {
    intercom = { source = "hashicorp/intercom" }
  }
}

output "there" { value = provider::intercom::from_unix(1796115600) }
output "back" { value = provider::intercom::to_unix("2026-12-01T10:00:00+01:00") }
`),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownOutputValue("there", knownvalue.StringExact("2026-12-01T09:00:00Z")),
				statecheck.ExpectKnownOutputValue("back", knownvalue.Int64Exact(1796115600)),
			},
		}},
	})
}
