package conversationattribute

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type listModel struct {
	DataType types.String `tfsdk:"data_type"`
}

// NewListResource returns list "intercom_conversation_attribute". Archived attributes cannot be imported.
func NewListResource() list.ListResource {
	return framework.NewListResource(&Object, framework.Listing[listModel, *intercom.ConversationAttribute]{
		Description: "Lists the custom attributes of conversations that are not archived.",
		Attributes: map[string]schema.Attribute{
			"data_type": schema.StringAttribute{
				MarkdownDescription: "Data type that the attributes must have.", Optional: true,
				Validators: []validator.String{stringvalidator.OneOf(intercom.ConversationAttributeTypes...)},
			},
		},
		Find: func(ctx context.Context, r framework.Reader, wanted listModel, _ int64) iter.Seq2[*intercom.ConversationAttribute, error] {
			return framework.All(func() ([]*intercom.ConversationAttribute, error) { return all(ctx, r) }, func(a *intercom.ConversationAttribute) bool {
				return wanted.DataType.IsNull() || wanted.DataType.ValueString() == a.DataType
			})
		},
	})
}
