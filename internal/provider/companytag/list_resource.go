package companytag

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/association"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NewListResource returns list "intercom_company_tag": the tags of a company, or the companies that have a tag.
func NewListResource() list.ListResource {
	return association.NewListResource(Object, association.Listing{
		Description: "Lists the tags of an Intercom company, or the companies that have a tag. Intercom may not list companies without contacts by their tag.\n\n" +
			"If Intercom does not show all of them, the list ends with an error. If no company has the tag, the provider reads the list of all tags to confirm that the tag exists.",
		By: map[string]association.By{
			"company_id": association.ByObject(framework.Reader.Company, links),
			"tag_id":     {Find: tagged, Exists: association.TagExists},
		},
	})
}

// links are the tags that a company shows.
func links(c *intercom.Company) (links []*association.Link, err error) {
	tags, err := association.Tags(c.Tags, "company "+string(c.ID))
	for _, t := range tags {
		links = append(links, &association.Link{ID: framework.ID{string(c.ID), string(t.ID)}, Name: association.Pair(cmp.Or(c.Name, c.CompanyID), t.Name)})
	}
	return links, err
}

// tagged yields the companies that have a tag. One that does not show it has changed since Intercom indexed it.
func tagged(ctx context.Context, r framework.Reader, tag string, _ int64) iter.Seq2[*association.Link, error] {
	found := framework.All(func() ([]*intercom.Company, error) { return framework.Pointers(r.TaggedCompanies(ctx, tag)) }, nil)
	return association.Of(found, func(c *intercom.Company) ([]*association.Link, error) {
		shown, err := links(c)
		return slices.DeleteFunc(shown, func(l *association.Link) bool { return l.ID[1] != tag }), err
	})
}
