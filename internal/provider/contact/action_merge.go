package contact

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type mergeConfig struct {
	actions.Arguments
	FromContactID           types.String `tfsdk:"from_contact_id"`
	IntoContactID           types.String `tfsdk:"into_contact_id"`
	SkipDuplicateValidation types.Bool   `tfsdk:"skip_duplicate_validation"`
}

func (c *mergeConfig) request() intercom.MergeRequest {
	return intercom.MergeRequest{From: c.FromContactID.ValueString(), Into: c.IntoContactID.ValueString(), SkipDuplicateValidation: c.SkipDuplicateValidation.ValueBool()}
}

// MergeAction is intercom_contact_merge.
var MergeAction = actions.Kind[mergeConfig, *mergeConfig]{
	Metadata: irreversible(actionOn("intercom_contact_merge")),
	Description: "Merges an Intercom lead into a user. The user gets the lead's conversations, tickets, notes, and tags, and the lead no longer exists.\n\n" +
		"~> **This cannot be undone.** The action merges nothing unless the access token belongs to `workspace_id`, `from_contact_id` is a lead, and `into_contact_id` is a user. " +
		"A lead that has already been merged into this user stays as it is. If the lead is a resource, remove it from state afterwards.\n\n" +
		"With API version `Preview`, the plan shows what the merge would change, without the values, and refuses a merge that Intercom would refuse.",
	Attributes: map[string]schema.Attribute{
		"from_contact_id": actions.ID("ID of the lead, which the merge removes."),
		"into_contact_id": actions.ID("ID of the user, which the merge keeps."),
		"skip_duplicate_validation": schema.BoolAttribute{
			MarkdownDescription: fmt.Sprintf("Whether to merge contacts that have neither an email nor a phone number in common. Default: `false`. Requires API version %s or later. Earlier versions never compare them.", intercom.ChoosesDuplicates),
			Optional:            true,
		},
	},
	Doing: func(c *mergeConfig) string {
		return fmt.Sprintf("merging contact %s into contact %s", c.FromContactID.ValueString(), c.IntoContactID.ValueString())
	},
	Check: checkMerge,
	Warn: func(c *mergeConfig) (summary, detail string) {
		return "This plan merges contacts permanently", fmt.Sprintf("Lead %s of workspace %s is merged into user %s and no longer exists afterwards. This cannot be undone.", c.FromContactID, c.WorkspaceID, c.IntoContactID)
	},
	Preview: func(ctx context.Context, r framework.Reader, c *mergeConfig) diag.Diagnostics {
		if r.Version() != intercom.Preview {
			return nil
		}
		doing := fmt.Sprintf("previewing the merge of contact %s into contact %s", c.FromContactID.ValueString(), c.IntoContactID.ValueString())
		shown, err := r.PreviewMerge(ctx, c.request())
		if into, merged := intercom.MergedInto(err); merged && into == c.IntoContactID.ValueString() {
			return nil // the invocation says so
		}
		if err != nil {
			return diag.Diagnostics{providerdiag.Warning(doing, err, "The plan does not show what the merge would change.", metadata.Permission)}
		}
		if refused := notAllowed(shown); refused != nil {
			return diag.Diagnostics{refused}
		}
		return diag.Diagnostics{diag.NewWarningDiagnostic("What a merge of contacts would change", fmt.Sprintf("Lead %s into user %s: %s", c.FromContactID.ValueString(), c.IntoContactID.ValueString(), effects(shown)))}
	},
	Invoke: merge,
}

func checkMerge(c *mergeConfig, version intercom.Version) (diags diag.Diagnostics) {
	if !c.FromContactID.IsUnknown() && c.FromContactID.Equal(c.IntoContactID) {
		diags.AddAttributeError(path.Root("into_contact_id"), "A contact cannot be merged into itself", "from_contact_id and into_contact_id are equal. "+framework.NothingChanged)
	}
	if version != "" && c.SkipDuplicateValidation.ValueBool() && !version.Has(intercom.ChoosesDuplicates) {
		diags.AddAttributeError(path.Root("skip_duplicate_validation"), "API version without skip_duplicate_validation",
			fmt.Sprintf("API version %s merges contacts whether they have something in common or not, and %s is the first version with the argument. %s Set the provider's api_version to %s, or remove skip_duplicate_validation.",
				version, intercom.ChoosesDuplicates, framework.NothingChanged, intercom.DefaultVersion))
	}
	return diags
}

func merge(ctx context.Context, r actions.Run, c *mergeConfig) diag.Diagnostics {
	request := c.request()
	into, diags := exists(ctx, r, "into_contact_id", request.Into)
	if diags.HasError() {
		return diags
	}
	from, err := r.Contact(ctx, request.From)
	if target, merged := intercom.MergedInto(err); merged && target == request.Into {
		r.Report("Contact %s was already merged into contact %s: nothing was changed", request.From, request.Into)
		return nil
	}
	switch {
	case err != nil:
		return r.Blames("from_contact_id", err, framework.NothingChanged)
	case from.Role != intercom.RoleLead:
		return wrongRole("from_contact_id", from, "a lead")
	case into.Role != intercom.RoleUser:
		return wrongRole("into_contact_id", into, "a user")
	}
	if r.Version() == intercom.Preview {
		shown, err := r.PreviewMerge(ctx, request)
		if err != nil {
			return r.Failed(err, framework.NothingChanged)
		}
		if refused := notAllowed(shown); refused != nil {
			return diag.Diagnostics{refused}
		}
		r.Report("Merging %s into %s: %s", roleOf(from), roleOf(into), effects(shown))
	}
	missing := false
	diags = r.SendAndConfirm(ctx, func(ctx context.Context) error {
		_, err := r.MergeContacts(ctx, request)
		return err
	}, func(ctx context.Context) (bool, error) {
		_, err := r.Contact(ctx, request.From)
		if target, merged := intercom.MergedInto(err); merged {
			return target == request.Into, nil
		}
		missing = framework.IsMissing(err)
		return missing, err
	})
	if diags.HasError() {
		return diags
	}
	if missing {
		diags.AddWarning("Merge not proved by Intercom's answer",
			fmt.Sprintf("No answer to the POST confirmed the merge. A read does not find contact %s any more: it was merged, deleted, or archived.\n\nWhat to do: check in Intercom that contact %s has its conversations.", request.From, request.Into))
	}
	r.Report("Merged %s into %s. If the lead is in Terraform's state, remove it there (terraform state rm)", roleOf(from), roleOf(into))
	return diags
}

func wrongRole(argument string, c *intercom.Contact, wanted string) diag.Diagnostics {
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root(argument), fmt.Sprintf("Contact %s is not %s", c.ID, wanted),
		fmt.Sprintf("Its role is %s. Intercom merges only a lead into a user. %s", intercom.Quote(c.Role, 20), framework.NothingChanged))}
}

// notAllowed returns the reasons why Intercom would refuse a merge.
func notAllowed(p *intercom.MergePreview) diag.Diagnostic {
	if *p.Allowed {
		return nil
	}
	var reasons []string
	for _, reason := range p.Reasons {
		reasons = append(reasons, fmt.Sprintf("%s (%s)", intercom.Clean(reason.Code, 80), intercom.Clean(reason.Message, 300)))
	}
	return diag.NewErrorDiagnostic("Intercom does not allow this merge of contacts", fmt.Sprintf("Its preview of the merge answers: %s. %s", strings.Join(reasons, "; "), framework.NothingChanged))
}

// effects describes what a merge would change. It leaves out the values, because they are personal data.
func effects(p *intercom.MergePreview) string {
	var all []string
	moved := p.Summary.Reassignments
	for _, each := range []struct {
		what string
		intercom.MergeCount
	}{
		{"conversations", moved.Conversations}, {"tickets", moved.Tickets}, {"phone calls", moved.PhoneCalls}, {"notes", moved.Notes}, {"tags", moved.Tags},
	} {
		if each.From > 0 {
			all = append(all, fmt.Sprintf("%s that move: %d", each.what, each.From))
		}
	}
	for _, a := range p.Summary.AttributeChanges.Attributes {
		all = append(all, fmt.Sprintf("%s is %s", intercom.Quote(a.Field, 80), intercom.Clean(a.Outcome, 40)))
	}
	if len(all) == 0 {
		return "nothing moves, and no attribute changes"
	}
	return strings.Join(all, ", ")
}
