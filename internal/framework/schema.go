package framework

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/helpers/validatordiag"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// IsID refuses at validation what the client would refuse before a call.
var IsID validator.String = isID{}

type isID struct{}

func (isID) Description(context.Context) string {
	return "must be an id of Intercom's: letters, digits, - and _"
}

func (v isID) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v isID) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	id := req.ConfigValue
	if id.IsNull() || id.IsUnknown() || intercom.ValidID(id.ValueString()) == nil {
		return
	}
	resp.Diagnostics.Append(validatordiag.InvalidAttributeValueMatchDiagnostic(req.Path, v.Description(ctx), id.ValueString()))
}

// What destroying a resource does to the object in Intercom: the values of on_destroy.
const (
	OnDestroyDelete  = "delete"
	OnDestroyArchive = "archive"
	OnDestroyAbandon = "abandon"
)

// Parent is a required argument with the ID of what the object belongs to: with another one, it is another object.
func Parent(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Required:            true,
		Validators:          []validator.String{IsID},
		PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
	}
}

// ArchivedOnDestroy is the argument on_destroy of an object that Intercom cannot delete.
func (o Object) ArchivedOnDestroy() schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: fmt.Sprintf("What destroying does to the %s in Intercom: `archive` (default) archives it, `abandon` leaves it as it is. A change counts once it is applied.", o.Name),
		Optional:            true,
		Validators:          []validator.String{stringvalidator.OneOf(OnDestroyArchive, OnDestroyAbandon)},
	}
}

// DeletionProtection is the argument deletion_protection.
func (o Object) DeletionProtection() schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: fmt.Sprintf("Whether Terraform refuses to destroy or replace the %s. To destroy it, apply `false` first. Default: the provider's `deletion_protection`.", o.Name),
		Optional:            true,
	}
}

// Archived is the argument archived; does says what being archived means.
func (o Object) Archived(does string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: fmt.Sprintf("Whether the %s is archived: %s. Default: `false`, so that one which somebody archived in Intercom is unarchived by the next apply.", o.Name, does),
		Optional:            true,
		Computed:            true,
		Default:             booldefault.StaticBool(false),
	}
}

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
