package framework

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NotThere ends the summary of an import of what is proved not to exist.
const NotThere = ": it does not exist"

// HandleReadError reports why an object could not be read, and removes it from state if it is proved to be gone. label
// names it in messages.
func (b *Base) HandleReadError(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse, workspace, label string, err error) {
	doing := fmt.Sprintf("reading %s %s", b.Name, label)
	isImport, _ := Importing(ctx, req.Private, &resp.Diagnostics)
	if !IsMissing(err) {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, StateKept, b.Permission))
		return
	}
	if gone := b.ConfirmGone(ctx, workspace, err); gone != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, gone, StateKept, b.Permission))
		return
	}
	if absent, ok := errors.AsType[*AbsentError](err); ok {
		err = &providerdiag.LocalError{Next: "correct the ID, then run it again.", Err: absent}
	}
	if isImport {
		resp.Diagnostics.AddError(fmt.Sprintf("Error importing %s %s%s", b.Name, label, NotThere), providerdiag.Detail(err, b.IDHint))
		return
	}
	resp.Diagnostics.AddWarning(capitalized(b.Plural)+" are gone from Intercom",
		fmt.Sprintf("%s %s does not exist in Intercom any more: %s. It is removed from Terraform's state. While the configuration has it, Terraform plans to create a new one.", capitalized(b.Name), label, b.goneHow()))
	resp.State.RemoveResource(ctx)
}

// goneHow describes what may have happened to an object that is gone.
func (m Metadata) goneHow() string {
	if m.Gone != "" {
		return m.Gone
	}
	return "somebody deleted it"
}

// CheckSame returns an error if a read contradicts what can never change: it is another object, a proxy mixes up answers,
// or the token belongs to another workspace.
func CheckSame(known, shown Facts) error {
	switch {
	case known.WorkspaceID != "" && shown.WorkspaceID != "" && shown.WorkspaceID != known.WorkspaceID:
		return &intercom.WorkspaceMismatchError{Token: shown.WorkspaceID, Expected: known.WorkspaceID}
	case shown.ID != nil && !slices.Equal(shown.ID, known.ID):
		return &ImpostorError{What: "id", Known: known.ID.String(), Shown: shown.ID.String()}
	case !known.CreatedAt.IsZero() && !shown.CreatedAt.IsZero() && !known.CreatedAt.Equal(shown.CreatedAt.Time):
		return &ImpostorError{What: "created_at", Known: known.CreatedAt.String(), Shown: shown.CreatedAt.String()}
	}
	return nil
}

// ImpostorError reports that an answer shows another object under the same ID.
type ImpostorError struct{ What, Known, Shown string }

func (e *ImpostorError) Error() string {
	return fmt.Sprintf("the answer shows another object: its %s is %s, not %s", e.What, intercom.Quote(e.Shown, 80), intercom.Quote(e.Known, 80))
}

// Fields is what the kernel must know about a resource's attributes.
type Fields struct {
	// Managed are the arguments that are managed if the configuration sets them.
	Managed []string
	// Clearable are the managed arguments that are cleared when the configuration stops setting them.
	Clearable []string
	// Immutable are the arguments that cannot change in place.
	Immutable []string
	// Filled are the arguments that every object has, such as its name: an answer that shows none leaves them out.
	Filled []string
	// Flags are the booleans that every object has. An answer without one shows neither true nor false.
	Flags []string
	// Terraform are the attributes that Intercom does not know.
	Terraform []string
	// Computed are the attributes that no configuration can set.
	Computed []string
	// Equivalent has, by attribute, a comparison for values that managedfields.Equivalent cannot compare.
	Equivalent map[string]Equivalence
}

// Equivalence reports whether two values of an attribute mean the same.
type Equivalence func(a, b attr.Value) bool

// Same reports whether two values of an attribute mean the same.
func (f Fields) Same(name string, a, b attr.Value) bool {
	if a.Equal(b) {
		return true
	}
	if equivalent, ok := f.Equivalent[name]; ok {
		return equivalent(a, b)
	}
	return managedfields.Equivalent(a, b)
}

// Refresh returns the new state: Intercom's values of the managed arguments, or the values as written if they mean the
// same. Arguments that cannot change in place keep their values; drift has Intercom's values of them. What every object has and
// Intercom does not show keeps its value, too.
func (f Fields) Refresh(before, shown map[string]attr.Value, normalized managedfields.Normalized) (after map[string]attr.Value, drift map[string]string) {
	after, drift = maps.Clone(shown), map[string]string{}
	for name, was := range before {
		now := shown[name]
		if now != nil && !f.Same(name, was, now) {
			now = normalized.Restore(name, was, now)
			after[name] = now
		}
		switch {
		case now == nil || slices.Contains(f.Terraform, name) || f.leavesOut(name, now) && !was.IsNull():
			after[name] = was
		case f.Same(name, was, now):
			after[name] = was
		case was.IsNull() && slices.Contains(f.Managed, name):
			after[name] = was
		case !was.IsNull() && slices.Contains(f.Immutable, name):
			after[name] = was
			drift[name] = plain(now)
		}
	}
	return after, drift
}

// leavesOut reports whether an answer leaves out a value that every object has.
func (f Fields) leavesOut(name string, shown attr.Value) bool {
	return slices.Contains(f.Filled, name) && plain(shown) == ""
}

func plain(value attr.Value) string {
	if text, ok := value.(types.String); ok { // "" if it is null
		return text.ValueString()
	}
	return value.String()
}

// DriftValue returns the value of the attribute drift.
func DriftValue(drift map[string]string) types.Map {
	if len(drift) == 0 {
		return types.MapNull(types.StringType)
	}
	values := map[string]attr.Value{}
	for name, value := range drift {
		values[name] = types.StringValue(value)
	}
	return types.MapValueMust(types.StringType, values)
}

// DriftWarning warns that Intercom shows other values of arguments that cannot change in place.
func (b *Base) DriftWarning(label string, drift map[string]string) diag.Diagnostic {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(drift)) {
		lines = append(lines, fmt.Sprintf("%s: %q", name, intercom.Clean(drift[name], 120)))
	}
	return diag.NewWarningDiagnostic(fmt.Sprintf("%s differ from the configuration in what cannot change in place", capitalized(b.Plural)),
		fmt.Sprintf("Of %s %s, Intercom now shows %s. Terraform keeps the configured value and plans no replacement because of this. The attribute drift shows the difference.",
			b.Name, label, strings.Join(lines, ", ")))
}

// RecordImport records which arguments an import found, and ends the import.
func (b *Base) RecordImport(ctx context.Context, resp *resource.ReadResponse, managed []string, shown map[string]attr.Value) {
	privatestate.Set(ctx, resp.Private, privatestate.Unmanaged, managedfields.Imported(managed, shown), &resp.Diagnostics)
	privatestate.Set(ctx, resp.Private, privatestate.Importing, nil, &resp.Diagnostics)
}
