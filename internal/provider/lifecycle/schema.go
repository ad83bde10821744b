package lifecycle

import (
	"context"
	"fmt"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
)

// IsID refuses at validation what the client would refuse before a call.
var IsID = stringvalidator.RegexMatches(regexp.MustCompile(`^[A-Za-z0-9_-]{1,128}$`), "must be an id of Intercom's: letters, digits, - and _")

// Timeouts is the argument timeouts.
func Timeouts(ctx context.Context) schema.Attribute {
	return timeouts.Attributes(ctx, timeouts.Opts{
		Create: true, CreateDescription: "How long a create may take, with all waiting for Intercom's rate limit: a duration such as `30s` or `1h30m`. Default: `10m`.",
		Read: true, ReadDescription: "How long a refresh may take. Default: `10m`.",
		Update: true, UpdateDescription: "How long a change may take. Default: `10m`.",
		Delete: true, DeleteDescription: "How long a destroy may take. Default: `10m`. A change counts once it is applied.",
	})
}

// Computed is an attribute that Intercom decides once, when the object is created.
func Computed(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Computed:            true,
		PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

// CreatedAt is the attribute created_at.
func (o Object) CreatedAt() schema.StringAttribute {
	a := Computed(fmt.Sprintf("When the %s was created, as RFC 3339.", o.Name))
	a.CustomType = timetypes.RFC3339Type{}
	return a
}

// WorkspaceID is the attribute workspace_id.
func (o Object) WorkspaceID() schema.StringAttribute {
	return Computed(fmt.Sprintf("ID of the workspace that the %s is in. No other workspace's token is let near it.", o.Name))
}
