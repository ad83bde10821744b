package acctest_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// wholeWorkspace has some 2,300 objects of all kinds, most of them articles, people, and tickets.
func wholeWorkspace(s *intercomtest.Server) {
	seedHelpCenter(s, 300)
	for i := range 48 {
		s.AddCollection(intercomtest.Collection{Name: fmt.Sprintf("More %d", i)})
	}
	for i := range 200 {
		s.AddDataAttribute(intercomtest.DataAttribute{Name: fmt.Sprintf("Attribute %d", i), Model: "contact", DataType: "string"})
	}
	for i := range 100 {
		s.AddTag(intercomtest.Tag{Name: fmt.Sprintf("Tag %d", i)})
	}
	for i := range 10 {
		s.AddOfficeHoursSchedule(intercomtest.OfficeHoursSchedule{Name: fmt.Sprintf("Hours %d", i), Intervals: [][2]int64{{600, 720}}})
		s.AddDataConnector(intercomtest.DataConnector{Name: fmt.Sprintf("Connector %d", i), State: "live"})
		s.AddConversationAttribute(intercomtest.ConversationAttribute{Name: fmt.Sprintf("Attribute %d", i)})
		s.AddAudience(intercomtest.Audience{Name: fmt.Sprintf("Audience %d", i)})
		s.AddTicketType(intercomtest.TicketType{Name: fmt.Sprintf("Type %d", i), Attributes: []intercomtest.Attribute{{Name: "One"}, {Name: "Two"}, {Name: "Three"}}})
		s.AddHelpCenterRedirect(intercomtest.HelpCenterRedirect{
			HelpCenterID: intercomtest.DefaultHelpCenter, FromURL: fmt.Sprintf("https://intercom.help/help-ecahpwf5/%d", i), TargetType: "article", TargetID: fmt.Sprint(9000 + i),
		})
	}
	for i := range 500 {
		s.AddContact(intercomtest.Contact{Role: "user", Email: fmt.Sprintf("user-%d@example.com", i), Name: fmt.Sprintf("User %d", i)})
	}
	for i := range 10 {
		company := s.AddCompany(intercomtest.Company{CompanyID: fmt.Sprintf("company-%d", i), Name: fmt.Sprintf("Company %d", i)})
		s.UpdateContact(s.Contacts()[i].ID, func(c *intercomtest.Contact) { c.CompanyIDs = []string{company.ID} })
	}
	contact := s.Contacts()[0].ID
	for i := range 1000 {
		s.AddTicket(intercomtest.Ticket{
			TypeID: intercomtest.ExampleIncidentType, ContactIDs: []string{contact},
			Attributes: map[string]any{"_default_title_": fmt.Sprintf("Ticket %d", i)},
		})
	}
}

// BenchmarkExport exports a whole workspace with the built provider: without a rate limit, and with 167 calls per 10 seconds, the
// smallest share of the usual limit. ideal-s/op is the time that its calls take at least under the limit.
func BenchmarkExport(b *testing.B) {
	tools := b.TempDir()
	build(b, filepath.Join(tools, "provider"), "../..")
	build(b, filepath.Join(tools, "meter"), "../bench/meter")
	for _, c := range []struct {
		name  string
		limit int
	}{{"unlimited", 1_000_000}, {"167 per 10 s", 167}} {
		b.Run(c.name, func(b *testing.B) {
			s := acctest.Fake(b)
			wholeWorkspace(s)
			s.SetRateLimit(c.limit, 10*time.Second)
			s.ResetCalls()
			notes := filepath.Join(b.TempDir(), "notes")
			for b.Loop() {
				cmd := exec.CommandContext(b.Context(), filepath.Join(tools, "meter"), filepath.Join(tools, "provider"),
					"export", "-dir", filepath.Join(b.TempDir(), "workspace"), "-include", "people,tickets")
				cmd.Env = append(os.Environ(), "BENCH_NOTES="+notes, "INTERCOM_BASE_URL="+s.URL, "INTERCOM_ACCESS_TOKEN="+s.Token)
				if output, err := cmd.CombinedOutput(); err != nil {
					b.Fatalf("%v\n%s", err, output)
				}
			}
			var cost struct {
				CPU  float64 `json:"cpu_seconds"`
				Peak float64 `json:"peak_bytes"`
			}
			if err := json.NewDecoder(strings.NewReader(readFile(b, notes))).Decode(&cost); err != nil {
				b.Fatal(err)
			}
			calls := len(s.Calls()) / b.N
			b.ReportMetric(float64(calls), "calls/op")
			b.ReportMetric(float64(calls/c.limit*10), "ideal-s/op")
			b.ReportMetric(cost.CPU, "cpu-s/op")
			b.ReportMetric(cost.Peak/(1<<20), "peak-MiB")
		})
	}
}

func build(b *testing.B, output, pkg string) {
	b.Helper()
	if text, err := exec.CommandContext(b.Context(), "go", "build", "-o", output, pkg).CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, text)
	}
}
