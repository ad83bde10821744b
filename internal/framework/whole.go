package framework

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
)

// replaces reports whether the plan sends an attribute that an update replaces as a whole.
func (r *object[M, T]) replaces(plan, state *M) bool {
	values, before := Values(plan), Values(state)
	return slices.ContainsFunc(r.Whole, func(name string) bool { return !r.fields().Same(name, values[name], before[name]) })
}

// now reads what Intercom shows of an object, whether it is managed or not.
func (r *object[M, T]) now(ctx context.Context, reader Reader, state *M) (*M, error) {
	shown, err := r.read(ctx, reader, state)
	if err != nil {
		return nil, err
	}
	if err := CheckSame(r.facts(state), r.kind.Facts(shown)); err != nil {
		return nil, err
	}
	now := clone(state)
	if diags := r.kind.Flatten(ctx, shown, now); diags.HasError() {
		return nil, fmt.Errorf("%s: %s", diags[0].Summary(), diags[0].Detail())
	}
	return now, nil
}

// planTakeover warns of values that the plan replaces without showing them, because they were not managed until now.
func (r *object[M, T]) planTakeover(ctx context.Context, p *Plan[M]) diag.Diagnostics {
	values, before := Values(p.Plan), Values(p.Prior)
	taken := slices.DeleteFunc(slices.Clone(r.Whole), func(name string) bool { return !before[name].IsNull() || values[name].IsNull() })
	if len(taken) == 0 {
		return nil
	}
	return p.WithReader(ctx, func(ctx context.Context, reader Reader) diag.Diagnostics {
		shown, err := r.now(ctx, reader, p.Prior)
		if err != nil {
			return diag.Diagnostics{providerdiag.AttributeError(path.Root(taken[0]), fmt.Sprintf("reading %s %s to plan what it replaces", r.Name, r.label(p.Prior)), err, NothingChanged, r.Permission)}
		}
		now := Values(shown)
		var warnings diag.Diagnostics
		for _, name := range taken {
			if isEmpty(now[name]) || r.fields().Same(name, values[name], now[name]) {
				continue
			}
			warnings.AddAttributeWarning(path.Root(name), fmt.Sprintf("This plan replaces values of %s that Terraform did not manage", r.Plural),
				fmt.Sprintf("Of %s %s, Intercom shows %s = %s, which is not in state. The apply replaces all of it with what the configuration says.", r.Name, r.label(p.Prior), name, quoted(now[name])))
		}
		return warnings
	})
}

// ReplacesTexts warns that a plan replaces texts in Intercom that Terraform did not manage. texts names their kind for the summary, has
// is a sentence without its end about the object that has them, and keep says how to keep them.
func ReplacesTexts(at path.Path, texts, has, keep string) diag.Diagnostic {
	return diag.NewAttributeWarningDiagnostic(at, "This plan replaces "+texts,
		has+" already, which this plan replaces. If another configuration or a teammate maintains it, the two overwrite each other. To keep the text, "+keep)
}

// refuseStale refuses an update that would undo what somebody has changed since the plan was made: the plan did not show that.
// Terraform plans once more right before an apply, and that plan names the values that were not managed.
func (r *object[M, T]) refuseStale(ctx context.Context, w Writer, plan, state *M, normalized managedfields.Normalized) diag.Diagnostics {
	if !r.replaces(plan, state) {
		return nil
	}
	doing := fmt.Sprintf("updating %s %s", r.Name, r.label(state))
	r.wrote(state) // a list of the walk may be minutes old
	shown, err := r.now(ctx, w.Reads(), state)
	if err != nil {
		return diag.Diagnostics{providerdiag.Error(doing, err, NothingChanged+" "+StateKept, r.Permission)}
	}
	var changed, how []string
	values, before, now := Values(plan), Values(state), Values(shown)
	for _, name := range r.Whole {
		was, got := before[name], now[name]
		kept := got.IsNull() || values[name].IsNull() && slices.Contains(r.fields().Managed, name) && !slices.Contains(r.fields().Clearable, name)
		planned := r.fields().Same(name, values[name], got)
		same := r.fields().Same(name, was, got) || r.fields().Same(name, was, normalized.Restore(name, was, got))
		if !was.IsNull() && !kept && !planned && !same {
			changed, how = append(changed, name), append(how, fmt.Sprintf("%s is %s now", name, quoted(got)))
		}
	}
	if len(changed) == 0 && r.kind.Overtaken != nil {
		if name, what := r.kind.Overtaken(plan, state, shown); name != "" {
			changed, how = []string{name}, []string{what}
		}
	}
	if len(changed) == 0 {
		return nil
	}
	return diag.Diagnostics{providerdiag.AttributeError(path.Root(changed[0]), doing, &providerdiag.LocalError{
		What: "somebody has changed " + strings.Join(changed, ", "),
		Next: "plan again. The new plan shows the change.",
		Err:  fmt.Errorf("since the plan was made, somebody has changed the %s: %s. This update would undo that", r.Name, strings.Join(how, ", ")),
	}, NothingChanged+" "+StateKept)}
}

// isEmpty reports whether a value is null or a collection without elements.
func isEmpty(value attr.Value) bool {
	return value.IsNull() || value.String() == "[]" || value.String() == "{}"
}
