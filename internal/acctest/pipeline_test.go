package acctest_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// pipelineConfig has objects of all kinds. Of those in "fate", a second plan leaves only the replaced ticket.
const pipelineConfig = `
provider "intercom" {}

variable "there" {
  type    = bool
  default = true
}

locals { fate = var.there ? toset(["x"]) : toset([]) }

resource "intercom_ticket" "replaced" {
  ticket_type_id = "1234"
  contacts       = [{ email = var.there ? "ada@example.com" : "grace@example.com" }]
  title          = "Replaced"
}

resource "intercom_ticket" "deleted" {
  for_each       = local.fate
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Deleted"
}

resource "intercom_ticket" "fate" {
  for_each       = var.there ? toset(["close", "abandon"]) : toset([])
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "To ${each.key}"
  on_destroy     = each.key
}

resource "intercom_contact" "deleted" {
  for_each = local.fate
  email    = "joan@example.com"
}

resource "intercom_contact" "archived" {
  for_each   = local.fate
  email      = "radia@example.com"
  on_destroy = "archive"
}

resource "intercom_company" "deleted" {
  for_each   = local.fate
  company_id = "acme-1"
  name       = "Acme"
}

resource "intercom_tag" "deleted" {
  for_each = local.fate
  name     = "Churned"
}

resource "intercom_collection" "deleted" {
  for_each = local.fate
  name     = "Billing"
}

resource "intercom_article" "deleted" {
  for_each  = local.fate
  title     = "Refunds"
  author_id = "814860"
}

resource "intercom_article" "unpublished" {
  for_each   = local.fate
  title      = "Invoices"
  author_id  = "814860"
  on_destroy = "unpublish"
}

resource "intercom_office_hours_schedule" "deleted" {
  for_each  = local.fate
  name      = "Support"
  time_zone = "Europe/Dublin"
  hours     = { monday = ["09:00-17:00"] }
}

resource "intercom_audience" "deleted" {
  for_each   = local.fate
  name       = "Trials"
  predicates = [{ attribute = "email", type = "string", comparison = "known" }]
}

resource "intercom_contact_tag" "removed" {
  for_each   = local.fate
  contact_id = intercom_contact.deleted["x"].id
  tag_id     = intercom_tag.deleted["x"].id
}

resource "intercom_ticket_type" "archived" {
  for_each = local.fate
  name     = "Outage"
}

resource "terraform_data" "other" {
  for_each = local.fate
}
`

// TestExamplesPipeline runs the commands of the guide on deletions: the review lists every permanent deletion of a real
// plan, including replacements, and nothing that Intercom can undo. The report then has the same objects.
func TestExamplesPipeline(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.AddContact(intercomtest.Contact{Email: "grace@example.com"})
	blocks := shellBlocks(t, "deleting-tickets.md")
	review, apply := blocks[0], blocks[1]
	e := &erasure{acctest.NewCLI(t, s), t, s, blocks}
	e.Config(pipelineConfig)
	e.Write("deletions.sh", readFile(t, examplesDir+"/pipeline/deletions.sh"))

	e.run(1, "sh deletions.sh list erase.tfplan")
	e.run(2, "sh deletions.sh list")
	e.run(0, review)
	if listed := readFile(t, filepath.Join(e.Dir, "erase.txt")); listed != "" {
		t.Errorf("a plan that only creates deletes\n%s", listed)
	}
	e.run(0, apply, `"status": "complete"`)
	e.run(0, review+"\nexit 1", "Nothing to do.")

	e.Write("next.auto.tfvars", "there = false")
	e.run(0, review, "This plan deletes companies permanently")
	listed := readFile(t, filepath.Join(e.Dir, "erase.txt"))
	var got, objects []string
	for line := range strings.Lines(listed) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if len(fields) != 5 {
			t.Fatalf("%q", line)
		}
		got = append(got, strings.Join(append(fields[:1:1], fields[3:]...), " "))
		objects = append(objects, strings.TrimPrefix(fields[0], "intercom_")+"/"+fields[1])
		if numbered := strings.HasPrefix(fields[2], "#"); numbered != (fields[0] == "intercom_ticket") {
			t.Errorf("%q", line)
		}
	}
	want := []string{
		`intercom_article deleted intercom_article.deleted["x"]`, `intercom_audience deleted intercom_audience.deleted["x"]`, `intercom_collection deleted intercom_collection.deleted["x"]`,
		`intercom_company deleted intercom_company.deleted["x"]`, `intercom_contact deleted intercom_contact.deleted["x"]`,
		`intercom_office_hours_schedule deleted intercom_office_hours_schedule.deleted["x"]`, `intercom_tag deleted intercom_tag.deleted["x"]`, `intercom_ticket deleted intercom_ticket.deleted["x"]`,
		`intercom_ticket replaced intercom_ticket.replaced`,
	}
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("listed %q, want %q", got, want)
	}
	e.run(1, strings.Replace(review, "-le 20", "-le 4", 1))
	e.run(0, apply)
	e.confirmedInTime(e.wants("complete", objects, nil, nil))
	e.run(0, "sh deletions.sh check", "companies/", "tags/", "articles/", "audiences/", "help_center/collections/")
}

// TestExamplesPipelineUnproved: where no GET shows whether an object exists, its 404 proves nothing.
func TestExamplesPipelineUnproved(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	e := &erasure{acctest.NewCLI(t, s), t, s, nil}
	e.Write("deletions.sh", readFile(t, examplesDir+"/pipeline/deletions.sh"))
	deleted := func(fields string) {
		e.Write("deletions.json", `{"status":"complete","deleted":[{`+fields+`,"workspace_id":"`+s.WorkspaceID+`"}]}`)
	}
	deleted(`"type":"intercom_identity_verification_secret","id":"12"`)
	e.run(1, "sh deletions.sh check", "intercom_identity_verification_secret 12: not proved")
	deleted(`"type":"intercom_data_connector","id":"12345"`) // it is there
	e.run(1, "sh deletions.sh check", "data_connectors/12345: not proved, the answer is 200")
	deleted(`"type":"intercom_data_connector","id":"99999"`)
	e.run(0, "sh deletions.sh check", "data_connectors/99999: Intercom says that it does not exist")
	deleted(`"type":"intercom_custom_object_instance","id":"99999","object_type":"Plan"`)
	e.run(0, "sh deletions.sh check", "custom_object_instances/Plan/99999: Intercom says that it does not exist")
}

// TestExamplesPipelineArchives: the review has conversation attributes, which a destroy archives for good, unless they are abandoned.
func TestExamplesPipelineArchives(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	e := &erasure{acctest.NewCLI(t, s), t, s, nil}
	e.Write("deletions.sh", readFile(t, examplesDir+"/pipeline/deletions.sh"))
	change := func(name, onDestroy string) string {
		return `{"type":"intercom_conversation_attribute","address":"` + name + `","change":{"actions":["delete"],"before":{"id":"1","deletion_protection":null,"on_destroy":` + onDestroy + `}}}`
	}
	e.Write("plan.json", `{"resource_changes":[`+change("unset", "null")+","+change("archive", `"archive"`)+","+change("abandon", `"abandon"`)+`]}`)
	e.run(0, `printf '#!/bin/sh\ncat plan.json\n' >show; chmod +x show; TERRAFORM=./show sh deletions.sh list plan >list.txt`)
	if listed, want := readFile(t, filepath.Join(e.Dir, "list.txt")), "intercom_conversation_attribute\t1\t-\tarchived\tunset\nintercom_conversation_attribute\t1\t-\tarchived\tarchive\n"; listed != want {
		t.Errorf("listed %q, want %q", listed, want)
	}
}

// TestExamplesPipelineAction plans an invocation of the action that deletes tickets: no resource is destroyed, and the review
// still has the action.
func TestExamplesPipelineAction(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	e := &erasure{acctest.NewCLI(t, s), t, s, shellBlocks(t, "deleting-tickets.md")}
	e.SkipBelow("1.14.0")
	e.Config(`
provider "intercom" {}

action "intercom_tickets_erase" "old" {
  config {
    ids            = ["494"]
    expected_count = 1
    workspace_id   = "ecahpwf5"
  }
}

resource "terraform_data" "request" {
  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.intercom_tickets_erase.old]
    }
  }
}
`)
	e.Write("deletions.sh", readFile(t, examplesDir+"/pipeline/deletions.sh"))
	e.run(0, e.blocks[0], "intercom_tickets_erase - - invoked action.intercom_tickets_erase.old")
}
