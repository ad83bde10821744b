package linkedconversation

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/association"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NewListResource returns list "intercom_ticket_linked_conversation": what a tracker ticket is linked with.
func NewListResource() list.ListResource {
	return association.NewListResource(Object, association.Listing{
		Description: "Lists the conversations and customer tickets that an Intercom tracker ticket is linked with. It lists nothing for other tickets.\n\n" +
			"Intercom shows at most 1,000 links. If a ticket may have more, the list ends with an error after those that are shown, unless a `limit` ends it earlier.",
		By: map[string]association.By{"ticket_id": association.ByObject(framework.Reader.Ticket, links)},
	})
}

// links are the conversations and customer tickets that a tracker ticket shows. A link to a ticket of another category, or from another
// ticket, is none that the API can make.
func links(t *intercom.Ticket) (links []*association.Link, err error) {
	if !slices.Contains([]string{"", intercom.CategoryTracker}, t.Category) {
		return nil, nil
	}
	for _, o := range t.LinkedObjects.Data {
		if slices.Contains([]string{"", intercom.CategoryCustomer}, o.Category) {
			links = append(links, &association.Link{ID: framework.ID{string(t.ID), string(o.ID)}, Name: association.Pair(o.Type, string(o.ID))})
		}
	}
	if shown := t.LinkedObjects; len(shown.Data) >= intercom.MaxLinkedObjects || !shown.Complete() {
		err = incomplete(string(t.ID))
	}
	return links, err
}
