package actions

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const (
	// MaxErased limits the objects of one erasure: a person can still review this many, and it limits the damage of a wrong
	// configuration.
	MaxErased = 1000
	// fewTargets limits how many of the found objects a message lists.
	fewTargets = 20
)

// Target is an object to erase. Its label has no title or name, because a job's log may outlive the object.
type Target struct{ ID, Label string }

func labels(targets []Target) string {
	all := make([]string, len(targets))
	for i, t := range targets {
		all[i] = t.Label
	}
	return strings.Join(all, ", ")
}

// EraseArguments returns the arguments of every erasure. hint explains which IDs to use.
func EraseArguments(ctx context.Context, plural, hint string) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"workspace_id": ID(fmt.Sprintf("ID of the workspace that the %s are in, as shown in Intercom's URLs. If the access token belongs to a different workspace, the action deletes nothing.", plural)),
		"expected_count": schema.Int64Attribute{
			MarkdownDescription: fmt.Sprintf("Number of %s to delete, at most %d. If the number of matching %s differs, the action deletes nothing.", plural, MaxErased, plural),
			Required:            true,
			Validators:          []validator.Int64{int64validator.Between(1, MaxErased)},
		},
		"ids": schema.ListAttribute{
			MarkdownDescription: hint,
			ElementType:         types.StringType,
			Optional:            true,
			Validators: []validator.List{
				listvalidator.SizeBetween(1, MaxErased), listvalidator.UniqueValues(), listvalidator.NoNullValues(), listvalidator.ValueStringsAre(schemas.IsID),
			},
		},
		"timeouts": Timeouts(ctx),
	}
}

// Named returns the objects in ids.
func Named(ids types.List) (targets []Target) {
	for _, element := range ids.Elements() {
		value, _ := element.(types.String)
		targets = append(targets, Target{value.ValueString(), value.ValueString()})
	}
	return targets
}

// CheckSelection refuses a configuration that does not select the objects in exactly one way, as far as it is known: by ids or by
// otherwise, which is how messages name the other way.
func (a *Action) CheckSelection(ids types.List, expected types.Int64, searches bool, otherwise string) (diags diag.Diagnostics) {
	switch {
	case ids.IsNull() && !searches:
		diags.AddAttributeError(path.Root("ids"), fmt.Sprintf("No %s selected", a.Base.Plural), fmt.Sprintf("Set ids or %s. The action never deletes all %s of a workspace.", otherwise, a.Base.Plural))
	case !ids.IsNull() && searches:
		diags.AddAttributeError(path.Root("ids"), capitalized(a.Base.Plural)+" selected in two ways", fmt.Sprintf("Set either ids or %s, not both.", otherwise))
	case !ids.IsNull() && !ids.IsUnknown() && !expected.IsUnknown() && int64(len(ids.Elements())) != expected.ValueInt64():
		diags.AddAttributeError(path.Root("expected_count"), "Unexpected number of "+a.Base.Plural,
			fmt.Sprintf("ids has %d, and %d are expected. None is erased.", len(ids.Elements()), expected.ValueInt64()))
	}
	return diags
}

// CheckCount reports an error if a search found an unexpected number of objects.
func (a *Action) CheckCount(found []Target, expected int64, diags *diag.Diagnostics) {
	if int64(len(found)) == expected {
		return
	}
	count, list := fmt.Sprint(len(found)), labels(found)
	if len(found) > MaxErased {
		count = fmt.Sprintf("more than %d", MaxErased)
	}
	if len(found) > fewTargets {
		list = labels(found[:fewTargets]) + ", …"
	}
	diags.AddAttributeError(path.Root("expected_count"), "Unexpected number of "+a.Base.Plural,
		fmt.Sprintf("The search finds %s, and %d are expected: %s\n\nNone is erased. The search lags behind changes by seconds to minutes: if %s were created, changed or erased just now, try again later.",
			count, expected, list, a.Base.Plural))
}

// Forbidden returns the reason why the provider's configuration does not allow an erasure.
func (a *Action) Forbidden() (diags diag.Diagnostics) {
	switch d := a.Base.Data; {
	case d.Protected(types.BoolNull()):
		diags.AddError(capitalized(a.Base.Plural)+" are protected from deletion", fmt.Sprintf("The provider's deletion_protection (or INTERCOM_DELETION_PROTECTION) is true, or not known yet. %s\n\n"+
			"What to do: to erase them anyway, set it to false for this run.", framework.NothingChanged))
	case d.Known() && !d.Version().Has(a.Base.Since.Delete):
		diags.AddError("API version without a deletion of "+a.Base.Plural,
			fmt.Sprintf("The provider's api_version is %s, and %s is the first that can erase %s. %s Set api_version to %s.",
				d.Version(), a.Base.Since.Delete, a.Base.Plural, framework.NothingChanged, intercom.DefaultVersion))
	}
	return diags
}

func capitalized(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// Erasure deletes objects permanently, one after another, and proves each deletion before it goes on.
type Erasure struct {
	*Action
	WorkspaceID string
	// Named: the configuration names the objects by ID, so an object that does not exist can be a wrong ID. WrongIDs explains
	// which IDs to use.
	Named    bool
	WrongIDs string
	// Check returns a problem unless the object must still be erased. left describes what remains. Optional.
	Check func(ctx context.Context, t Target, doing, left string) diag.Diagnostic
	// Remove sends the write, and Read the GET that shows that the object still exists.
	Remove, Read func(ctx context.Context, id string) error
	// Erased is called for each object that is gone. Optional.
	Erased func(id string)
}

// again tells the user how to continue if objects remain.
func (e Erasure) again(left int) string {
	if !e.Named {
		return fmt.Sprintf("To go on, invoke the action again with expected_count = %d, once the search has noticed which are erased.", left)
	}
	return fmt.Sprintf("To go on, invoke the action again as it is: a %s that is gone by then counts as erased.", e.Base.Name)
}

// Do erases one object after another and stops at the first failure.
func (e Erasure) Do(ctx context.Context, targets []Target, resp *action.InvokeResponse) {
	Report(ctx, resp, fmt.Sprintf("Erasing %d %s of workspace %s for good: %s", len(targets), e.Base.Plural, e.WorkspaceID, labels(targets)))
	var missing []Target
	for i, t := range targets {
		left := fmt.Sprintf("%d of %d %s are erased. Left, as far as is known: %s. %s", i, len(targets), e.Base.Plural, labels(targets[i:]), e.again(len(targets)-i))
		if err := context.Cause(ctx); err != nil {
			resp.Diagnostics.Append(providerdiag.Error("erasing "+e.Base.Plural, err, left))
			break
		}
		there, problems := e.erase(ctx, t, left)
		if resp.Diagnostics.Append(problems...); problems.HasError() {
			break
		}
		fate := "Erased " + e.Base.Name
		if !there {
			fate = "Not there any more: " + e.Base.Name
			missing = append(missing, t)
		}
		Report(ctx, resp, fmt.Sprintf("%s %s, %d of %d done", fate, t.Label, i+1, len(targets)))
	}
	if len(missing) > 0 && e.Named {
		resp.Diagnostics.AddAttributeWarning(path.Root("ids"), capitalized(e.Base.Plural)+" that were not there",
			fmt.Sprintf("Intercom does not find %s. That is well if they were erased before. If they never were, look whether these are IDs of Intercom's API: %s", labels(missing), e.WrongIDs))
	}
}

// erase erases an object, or confirms that it does not exist.
func (e Erasure) erase(ctx context.Context, t Target, left string) (there bool, diags diag.Diagnostics) {
	doing := fmt.Sprintf("erasing %s %s", e.Base.Name, t.Label)
	if e.Check != nil {
		if problem := e.Check(ctx, t, doing, left); problem != nil {
			return true, diag.Diagnostics{problem}
		}
	}
	there = true
	diags = framework.Deletion{
		Base: &e.Base, Doing: doing, WorkspaceID: e.WorkspaceID, Kept: left,
		Remove: func(ctx context.Context) error {
			err := e.Remove(ctx, t.ID)
			// After a call whose answer was lost, a 404 can be the effect of that call.
			_, repeated := errors.AsType[*intercom.UncertainError](err)
			there = !intercom.IsNotFound(err) || repeated
			return err
		},
		Read: func(ctx context.Context) (bool, error) { return false, e.Read(ctx, t.ID) },
	}.Do(ctx)
	if !diags.HasError() && e.Erased != nil {
		e.Erased(t.ID)
	}
	return there, diags
}
