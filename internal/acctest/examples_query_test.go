package acctest_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// seedListed adds what examples of lists find.
func seedListed(s *intercomtest.Server) {
	s.AddTicket(intercomtest.Ticket{
		TypeID: intercomtest.ExampleIncidentType, ContactIDs: []string{intercomtest.ExampleContact}, CreatedAt: 1700000000,
		Attributes: map[string]any{intercomtest.TitleAttribute: "Checkout is down", "Priority": "High"},
	})
	acme := s.AddCompany(intercomtest.Company{CompanyID: "acme-1", Name: "Acme"})
	s.AddContact(intercomtest.Contact{Email: "alan@acme.example", CompanyIDs: []string{acme.ID}, CreatedAt: 1700000000})
}

// query runs an example of terraform query: each of its lists must find something.
func (e example) query(t *testing.T) {
	t.Helper()
	s := acctest.Fake(t)
	seedListed(s)
	c := acctest.NewCLI(t, s)
	c.SkipBelow("1.14.0")
	c.Config(`provider "intercom" {}`)
	for name, text := range e.queries {
		c.Write(name, text)
	}
	out, err := c.Run(nil, "query", "-no-color")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, text := range e.queries {
		for _, list := range regexp.MustCompile(`(?m)^list "(\w+)" "(\w+)"`).FindAllStringSubmatch(text, -1) {
			if address := "list." + list[1] + "." + list[2]; !strings.Contains(out, address) {
				t.Errorf("%s finds nothing:\n%s", address, out)
			}
		}
	}
}
