package acctest_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// workspace is the content of a fake besides the example workspace.
type workspace struct {
	Types       []intercomtest.TicketType
	Attributes  []intercomtest.DataAttribute
	Tags        []intercomtest.Tag
	Companies   []intercomtest.Company
	Contacts    []intercomtest.Contact
	Tickets     []intercomtest.Ticket
	Schedules   []intercomtest.OfficeHoursSchedule
	Exceptions  []intercomtest.OfficeHoursException
	Collections []intercomtest.Collection
	Redirects   []intercomtest.HelpCenterRedirect
	Talks       []intercomtest.ConversationAttribute
	Connectors  []intercomtest.DataConnector
	Articles    []intercomtest.Article
	Allowlist   intercomtest.IPAllowlist
	Audiences   []intercomtest.Audience
	Instances   []intercomtest.CustomObjectInstance
	Teams       []intercomtest.Team
	Secrets     []intercomtest.IdentitySecret
}

// conversation is the conversation in the links of the releases' configurations.
const conversation = "204"

func (w workspace) fill(s *intercomtest.Server) {
	s.AddConversation(conversation)
	for _, t := range w.Types {
		s.AddTicketType(t)
	}
	for _, a := range w.Attributes {
		s.AddDataAttribute(a)
	}
	for _, tag := range w.Tags {
		s.AddTag(tag)
	}
	for _, c := range w.Companies {
		s.AddCompany(c)
	}
	for _, c := range w.Contacts {
		s.AddContact(c)
	}
	for _, t := range w.Tickets {
		s.AddTicket(t)
	}
	for _, o := range w.Schedules {
		s.AddOfficeHoursSchedule(o)
	}
	for _, c := range w.Connectors {
		s.AddDataConnector(c)
	}
	for _, a := range w.Talks {
		s.AddConversationAttribute(a)
	}
	for _, e := range w.Exceptions {
		s.AddOfficeHoursException(e)
	}
	for _, a := range w.Audiences {
		s.AddAudience(a)
	}
	for _, t := range w.Teams {
		s.AddTeam(t)
	}
	for _, each := range w.Secrets {
		s.AddIdentitySecret(each)
	}
	for _, c := range w.Instances {
		s.AddCustomObjectInstance(c)
	}
	s.SetIPAllowlist(w.Allowlist.Enabled, w.Allowlist.Addresses...)
	for _, a := range w.Articles {
		s.AddArticle(a)
	}
	for _, c := range w.Collections {
		s.AddCollection(c)
	}
	for _, r := range w.Redirects {
		s.AddHelpCenterRedirect(r)
	}
}

// writeRelease applies a release's configuration and writes the state and the content of the fake.
func writeRelease(t *testing.T, folder string) {
	t.Helper()
	s := acctest.Fake(t)
	before := workspace{
		Attributes: s.DataAttributes(), Tags: s.Tags(), Contacts: s.Contacts(), Companies: s.Companies(),
		Schedules: s.OfficeHoursSchedules(), Exceptions: s.OfficeHoursExceptions(), Talks: s.ConversationAttributes(), Connectors: s.DataConnectors(),
		Collections: s.Collections(), Redirects: s.HelpCenterRedirects(), Articles: s.Articles(), Audiences: s.Audiences(), Teams: s.Teams(), Secrets: s.IdentitySecrets(),
	}
	s.AddConversation(conversation)
	s.AddTeam(intercomtest.Team{ID: "814910", Name: "Billing", Distribution: intercom.Balanced, AdminIDs: []string{intercomtest.ExampleSecondAdmin}})
	c := acctest.NewCLI(t, s)
	c.Config("")
	config, err := os.ReadFile(filepath.Join(folder, "main.tf.json"))
	if err != nil {
		t.Fatal(err)
	}
	c.Write("resources.tf.json", string(config))
	for _, args := range [][]string{{"apply", "-auto-approve"}, {"apply", "-auto-approve", "-refresh-only"}, {"plan", "-detailed-exitcode"}} {
		if out, err := c.Run(nil, args...); err != nil {
			t.Fatalf("terraform %v: %v\n%s", args, err, out)
		}
	}
	state, err := os.ReadFile(filepath.Join(c.Dir, "terraform.tfstate"))
	if err != nil || !strings.Contains(string(state), `"identity"`) {
		t.Fatalf("%v; a state with identities takes Terraform 1.12 or later", err)
	}
	after := workspace{
		Attributes: s.DataAttributes()[len(before.Attributes):], Tags: s.Tags()[len(before.Tags):], Contacts: s.Contacts()[len(before.Contacts):], Companies: s.Companies()[len(before.Companies):], Tickets: s.Tickets(),
	}
	after.Schedules, after.Exceptions = s.OfficeHoursSchedules()[len(before.Schedules):], s.OfficeHoursExceptions()[len(before.Exceptions):]
	after.Allowlist, after.Audiences = s.IPAllowlist(), s.Audiences()[len(before.Audiences):]
	after.Teams = s.Teams()[len(before.Teams):]
	after.Secrets = s.IdentitySecrets()[len(before.Secrets):]
	after.Instances = s.CustomObjectInstances()[1:] // the example workspace has one
	after.Articles = s.Articles()[len(before.Articles):]
	after.Collections, after.Redirects = s.Collections()[len(before.Collections):], s.HelpCenterRedirects()[len(before.Redirects):]
	after.Connectors = s.DataConnectors()[len(before.Connectors):]
	after.Talks = s.ConversationAttributes()[len(before.Talks):]
	for _, ticket := range after.Tickets {
		kind, _ := s.TicketType(ticket.TypeID)
		example := kind.ID == intercomtest.ExampleIncidentType || kind.ID == intercomtest.ExampleTaskType
		if known := slices.ContainsFunc(after.Types, func(t intercomtest.TicketType) bool { return t.ID == kind.ID }); !example && !known {
			after.Types = append(after.Types, kind)
		}
	}
	text, err := json.MarshalIndent(after, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"state.json": state, "workspace.json": append(text, '\n')} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
