// Package schemas defines attributes that the schemas of several objects share.
package schemas

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Values of on_destroy: what destroying a resource does to the object in Intercom.
const (
	OnDestroyDelete  = "delete"
	OnDestroyArchive = "archive"
	OnDestroyClose   = "close"
	OnDestroyAbandon = "abandon"
)

// Values of on_create: what creating a resource does if an archived object has its key.
const (
	OnCreateCreate    = "create"
	OnCreateUnarchive = "unarchive"
)

// LeftAlone is the sentence about omitted arguments in a resource's description.
const LeftAlone = "Arguments that you leave out are not managed: Terraform does not change them and does not show them as drift. " +
	"Removing an argument that was set clears its value in Intercom, unless the argument says otherwise."

// Reference returns a required argument with the ID of the object that this one belongs to.
func Reference(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Required: true, Validators: []validator.String{IsID}}
}

// OnDestroy returns the argument on_destroy. does lists each value and its effect, the default first. Abandon is always a
// value.
func OnDestroy(name string, does [][2]string) schema.StringAttribute {
	values, clauses := []string{}, []string{}
	for i, v := range append(does, [2]string{OnDestroyAbandon, "does not change it"}) {
		standard := ""
		if i == 0 {
			standard = " (default)"
		}
		values, clauses = append(values, v[0]), append(clauses, fmt.Sprintf("`%s`%s %s", v[0], standard, v[1]))
	}
	return schema.StringAttribute{
		MarkdownDescription: fmt.Sprintf("Effect of a destroy on the %s in Intercom: %s. A new value takes effect after it has been applied.", name, strings.Join(clauses, ", ")),
		Optional:            true,
		Validators:          []validator.String{stringvalidator.OneOf(values...)},
	}
}

// OnCreate returns the argument on_create. note is added to its description.
func OnCreate(name, key, note string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: strings.TrimSpace(fmt.Sprintf("What a create does if an archived %s has the same %s: `%s` (default) is an error, `%s` unarchives it, changes it to the configuration, and takes it into state. "+
			"If there is none, a new %s is created. Arguments that you leave out keep the values of the archived one. A new value of `on_create` changes nothing in Intercom. %s", name, key, OnCreateCreate, OnCreateUnarchive, name, note)),
		Optional:   true,
		Validators: []validator.String{stringvalidator.OneOf(OnCreateCreate, OnCreateUnarchive)},
	}
}

// DeletionProtection returns the argument deletion_protection.
func DeletionProtection(name string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: fmt.Sprintf("Whether Terraform refuses to destroy or replace the %s. To destroy it, apply `false` first. Default: the provider's `deletion_protection`.", name),
		Optional:            true,
	}
}

// Archived returns the argument archived. does describes the effect of archiving.
func Archived(name, does string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: fmt.Sprintf("Whether the %s is archived: %s. Default: `false`. If somebody archives it in Intercom, the next apply unarchives it.", name, does),
		Optional:            true,
		Computed:            true,
		Default:             booldefault.StaticBool(false),
	}
}

// Timeouts returns the argument timeouts.
func Timeouts(ctx context.Context) schema.Attribute {
	return timeouts.Attributes(ctx, timeouts.Opts{
		Create: true, CreateDescription: "Time limit for a create, including all waiting for Intercom's rate limit, as a duration such as `30s` or `1h30m`. Default: `10m`.",
		Read: true, ReadDescription: "Time limit for a refresh. Default: `10m`.",
		Update: true, UpdateDescription: "Time limit for an update. Default: `10m`.",
		Delete: true, DeleteDescription: "Time limit for a destroy. Default: `10m`. A new value takes effect after it has been applied.",
	})
}

// Computed returns an attribute that Intercom sets when it creates the object and never changes.
func Computed(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Computed:            true,
		PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

// CreatedAt returns the attribute created_at.
func CreatedAt(name string) schema.StringAttribute {
	a := Computed(fmt.Sprintf("Time at which the %s was created, in RFC 3339 format.", name))
	a.CustomType = timetypes.RFC3339Type{}
	return a
}

// WorkspaceID returns the attribute workspace_id.
func WorkspaceID(name string) schema.StringAttribute {
	return Computed(fmt.Sprintf("ID of the workspace that the %s is in. The provider refuses tokens from any other workspace.", name))
}

// Drift returns the attribute drift.
func Drift() schema.MapAttribute {
	return schema.MapAttribute{
		MarkdownDescription: "Arguments that cannot change in place and that have a different value in Intercom, each with the value in Intercom. Terraform keeps the configured value in state and plans no replacement. Null if nothing differs.",
		ElementType:         types.StringType,
		Computed:            true,
		PlanModifiers:       []planmodifier.Map{mapplanmodifier.UseStateForUnknown()},
	}
}
