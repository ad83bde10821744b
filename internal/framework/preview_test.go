package framework

import (
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// TestPreviewArea: an object of an area of Preview has the version that the provider chose for the area. Without it, a plan is
// refused and a 404 proves nothing, and both name the argument preview.
func TestPreviewArea(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		version intercom.Version
		preview []string
		has     bool
	}{
		"a numbered version": {"2.16", nil, false},
		"another area":       {"2.16", []string{intercom.PreviewIdentitySecrets}, false},
		"this area":          {"2.14", []string{intercom.PreviewTeamMembers}, true},
		"all of Preview":     {intercom.Preview, nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, err := intercom.New(intercom.Config{Token: "dG9rOmFiYw==", Version: c.version, Preview: c.preview})
			if err != nil {
				t.Fatal(err)
			}
			b := Base{
				Metadata: Metadata{
					Name: "team", Plural: "members of teams", GoneCodes: []string{"team_not_found"}, Preview: intercom.PreviewTeamMembers,
					Since: Since{Read: intercom.Preview, Write: intercom.Preview},
				},
				Data: providerdata.New(client, providerdata.Options{}),
			}
			problem := b.CheckVersion(b.Since.Write)
			if (problem == nil) != c.has {
				t.Fatalf("refused: %v", problem)
			}
			missing := &intercom.APIError{StatusCode: http.StatusNotFound, Intercom: true, Details: []intercom.ErrorDetail{{Code: "team_not_found"}}}
			unproved := b.ProveMissing(missing)
			if (unproved == nil) != c.has {
				t.Fatalf("a 404 is unproved: %v", unproved)
			}
			if c.has {
				return
			}
			for _, text := range []string{problem.Detail(), unproved.Error()} {
				if !strings.Contains(text, `"team_members" to the provider's argument preview`) {
					t.Errorf("it does not name the argument: %s", text)
				}
			}
			if !strings.Contains(b.Describe("Members."), `preview = ["team_members"]`) {
				t.Error("the description does not name the argument")
			}
		})
	}
}
