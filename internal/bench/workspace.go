package main

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// load is what a run of the benchmark manages.
type load struct {
	// name is "tickets" or "workspace", and n the number of objects.
	name          string
	n             int
	configuration string
	// prepare adds what the configuration refers to. Optional.
	prepare func(*intercomtest.Server)
	// uniform: all objects are tickets, so that copies of the first can be added without Terraform, and a bare client can repeat
	// the calls, in any order, in a second world.
	uniform bool
}

func ticketLoad(n int) load {
	return load{name: "tickets", n: n, configuration: tickets(n), uniform: true}
}

// wholeWorkspace has count = N for most kinds: see share.
//
//go:embed workspace.tf.tmpl
var wholeWorkspace string

// share is the number of objects of a kind in a workspace of 2,300 objects. Every other kind has 10.
var share = map[string]int{
	"TICKETS": 1000, "CONTACTS": 500, "ARTICLES": 300, "DATA_ATTRIBUTES": 200, "TAGS": 100, "COLLECTIONS": 60, "OTHERS": 10,
}

// workspaceLoad is a workspace of about n objects of every kind that the provider has.
func workspaceLoad(n int) load {
	text := strings.ReplaceAll(wholeWorkspace, "ADDRESS", provider.Address)
	objects := 4 // the IP allowlist, an identity verification secret, and an article with its body
	for kind, of := range share {
		count := max(1, of*n/2300)
		text = strings.ReplaceAll(text, "count = "+kind+" ", fmt.Sprintf("count = %d ", count))
		text = strings.ReplaceAll(text, "% "+kind+"]", fmt.Sprintf("%% %d]", count))
		objects += count * strings.Count(wholeWorkspace, "count = "+kind+" ")
	}
	return load{name: "workspace", n: objects, configuration: text, prepare: func(s *intercomtest.Server) {
		s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr", "pt-BR"} })
		for i := range share["OTHERS"] {
			s.AddConversation(fmt.Sprint(7000 + i))
			s.AddTeam(intercomtest.Team{ID: fmt.Sprint(8000 + i), AdminIDs: []string{intercomtest.ExampleSecondAdmin}})
		}
	}}
}
