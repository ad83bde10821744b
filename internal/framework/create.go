package framework

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// create creates the planned object. If an equal object exists, it creates nothing: it unarchives that object if it is
// archived and the plan allows it, or fails.
func (r *object[M, T]) create(ctx context.Context, w Writer, plan *M) (created T, unarchived bool, diags diag.Diagnostics) {
	before, err := r.snapshot(ctx, w.Reads(), plan)
	if err != nil {
		diags.Append(providerdiag.Error("looking for existing "+r.Plural, err, fmt.Sprintf("No %s was created.", r.Name), r.Permission))
		return created, false, diags
	}
	if r.key(plan) != "" && !r.Data.Creates.Claim(r.claimOfKey(plan)) {
		diags.Append(r.twice(plan))
		return created, false, diags
	}
	archived, problem := r.existing(ctx, w.Reads(), plan, before)
	if problem != nil {
		diags.Append(problem)
		return created, false, diags
	}
	if archived == nil {
		client := w.Data.Client(&diags)
		creation := r.creation(ctx, w, plan, before, client)
		if plain := creation; r.unarchives(plan) {
			creation.Refused = func(doing string, err error) diag.Diagnostic {
				if archived = r.archivedInTheWay(ctx, w.Reads(), err); archived != nil {
					return nil // it is unarchived below
				}
				return plain.refused(doing, err)
			}
		}
		created, diags = creation.Do(ctx, client)
	}
	if archived != nil {
		created, diags = r.unarchive(ctx, w, plan, archived)
	}
	return created, archived != nil, diags
}

// creation describes how to create the planned object exactly once.
func (r *object[M, T]) creation(ctx context.Context, w Writer, plan *M, before snapshot[T], client *intercom.Client) Creation[T] {
	began := client.LocalTime()
	return Creation[T]{
		Base: &r.Base, Key: r.alike(plan),
		Post:  func(ctx context.Context) (T, error) { return r.kind.Create(ctx, w, plan) },
		Facts: r.kind.Facts,
		Differs: func(_ context.Context, shown T, _ bool) (string, error) {
			if named := r.kind.Facts(shown).WorkspaceID; named != "" && named != w.Workspace().ID {
				return "its workspace is " + named, nil
			}
			return r.kind.Differs(plan, shown), nil
		},
		Before: before.Snapshot,
		Find: func(ctx context.Context) ([]T, error) {
			r.wrote(plan)
			return r.kind.Find(ctx, w.Reads(), plan)
		},
		Again:     r.kind.Again != nil && r.kind.Again(plan),
		Immediate: r.kind.Immediate,
		Shared:    r.kind.Shared,
		Named:     r.named(w.Reads()),
		Unrelated: r.unrelated(w.Reads(), plan),
		Refused:   r.refusal(ctx, w.Reads(), plan),
		Overwrote: func(shown T) diag.Diagnostic {
			if r.kind.Overwrote == nil {
				return nil
			}
			if why := r.kind.Overwrote(plan, shown, client.LocalTime().Sub(began)); why != "" {
				return r.overwrote(plan, shown, why)
			}
			return nil
		},
		ShownOnce: r.kind.ShownOnce,
		Wanted:    r.wanted(plan),
	}
}

// overwrote reports that a create changed somebody else's object. The object is not adopted.
func (r *object[M, T]) overwrote(plan *M, shown T, why string) diag.Diagnostic {
	facts := r.kind.Facts(shown)
	return diag.NewAttributeErrorDiagnostic(path.Root(r.kind.KeyArgument(plan)), fmt.Sprintf("Error creating %s: Intercom changed an existing one", r.article()),
		fmt.Sprintf("Somebody else created %s %s at the same moment, and the POST changed it instead of creating one: %s. Intercom offers no way to prevent this. "+
			"It is not in Terraform's state.\n\nWhat to do: check its values in Intercom. To manage it, import it, with the resource's address as \"to\":\n\n%s",
			r.Name, Label(facts.ID.String(), facts.Name), why, r.ImportBlock(facts.ID.String())))
}

// named reads the object that a conflict names.
func (r *object[M, T]) named(reader Reader) func(context.Context, error) (*T, string) {
	if r.kind.Existing == nil {
		return nil
	}
	return func(ctx context.Context, conflict error) (*T, string) {
		id := r.kind.Existing(conflict)
		if id == "" {
			return nil, ""
		}
		shown, err := r.kind.Read(ctx, reader, ID{id})
		if err != nil {
			return nil, id
		}
		return &shown, id
	}
}

// unrelated reads the object that a conflict names. If it cannot be read, it may be the cause of the conflict.
func (r *object[M, T]) unrelated(reader Reader, plan *M) func(context.Context, error) string {
	if r.kind.Existing == nil || r.kind.InTheWay == nil {
		return nil
	}
	return func(ctx context.Context, conflict error) string {
		id := r.kind.Existing(conflict)
		if id == "" {
			return ""
		}
		if shown, err := r.kind.Read(ctx, reader, ID{id}); err != nil || r.kind.InTheWay(plan, shown) {
			return ""
		}
		return id
	}
}

func (r *object[M, T]) refusal(ctx context.Context, reader Reader, plan *M) func(string, error) diag.Diagnostic {
	if r.kind.Refused == nil {
		return nil
	}
	return func(doing string, err error) diag.Diagnostic {
		// The run may be stopping, but the user still needs to know which object caused the conflict.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		return r.kind.Refused(ctx, reader, plan, doing, err)
	}
}

func (r *object[M, T]) key(plan *M) string {
	if r.kind.Key == nil {
		return ""
	}
	return r.kind.Key(plan)
}

// claimOfKey distinguishes equal keys of different arguments: an email can be another contact's external ID.
func (r *object[M, T]) claimOfKey(plan *M) string {
	return fmt.Sprintf("%s %s %s", r.Type, r.kind.KeyArgument(plan), r.key(plan))
}

// keyName is the key's name in messages.
func (r *object[M, T]) keyName(plan *M) string {
	if r.kind.KeyName != "" {
		return r.kind.KeyName
	}
	return r.kind.KeyArgument(plan)
}

// alike returns the key under which creates wait for each other, because a lookup could not tell their objects apart.
func (r *object[M, T]) alike(plan *M) string {
	key := r.key(plan)
	if key == "" && r.kind.Alike != nil {
		return "alike " + r.kind.Alike(plan)
	}
	return key
}

func (r *object[M, T]) wanted(plan *M) string {
	if key := r.key(plan); key != "" {
		return fmt.Sprintf("with %s %q", r.keyName(plan), key)
	}
	if r.kind.Label != nil && r.kind.Label(plan) != "" {
		return fmt.Sprintf("like the configured one, %q", intercom.Clean(r.kind.Label(plan), 80))
	}
	return "like the configured one"
}

// existing refuses to create an object that exists: its natural key is taken, or an equal object without a key is so recent
// that an earlier run may have created it and lost the answer. If the plan unarchives an archived object instead, existing
// returns its ID.
func (r *object[M, T]) existing(ctx context.Context, reader Reader, plan *M, before snapshot[T]) (archived ID, problem diag.Diagnostic) {
	candidates := before.objects
	if r.kind.FindBefore {
		found, err := r.kind.Find(ctx, reader, plan)
		if err != nil {
			return nil, providerdiag.Error("looking for existing "+r.Plural, err, fmt.Sprintf("No %s was created.", r.Name), r.Permission)
		}
		candidates = found
	}
	if r.unarchives(plan) {
		alike, problem := r.archivedAlike(ctx, reader, plan, candidates)
		if alike != nil {
			return r.kind.Facts(*alike).ID, nil
		}
		if problem != nil {
			return nil, problem
		}
	}
	return nil, r.refuseTaken(ctx, reader, plan, candidates, nil)
}

// refuseTaken refuses the plan if a read confirms that one of the candidates matches it, because lists lag behind. except
// is the object's own ID.
func (r *object[M, T]) refuseTaken(ctx context.Context, reader Reader, plan *M, candidates []T, except ID) diag.Diagnostic {
	for _, each := range candidates {
		id := r.kind.Facts(each).ID
		ours := except == nil && !r.kind.Singleton && r.Data.Creates.Claimed(r.Claim(id))
		if slices.Equal(id, except) || ours && r.kind.Archived == nil || !r.kind.Matches(plan, each) {
			continue
		}
		now, err := r.kind.Read(ctx, reader, id)
		if IsMissing(err) {
			continue
		}
		if err == nil && !r.kind.Matches(plan, now) {
			continue
		}
		if err == nil {
			each = now
		}
		if r.kind.KeyTaken != nil {
			return r.kind.KeyTaken(&r.Base, plan, each)
		}
		return r.keyTaken(plan, each)
	}
	return nil
}

// keyTaken refuses a natural key that another object has. It advises an import only if the object is not in state, and
// on_create if the object is archived.
func (r *object[M, T]) keyTaken(plan *M, by T) diag.Diagnostic {
	shown, argument, key := r.kind.Facts(by), r.kind.KeyArgument(plan), r.key(plan)
	id := shown.ID.String()
	if r.kind.Archived == nil {
		return r.KeyTaken(argument, key, id, shown.Name)
	}
	label, archived := Label(id, shown.Name), intercom.Yes(r.kind.Archived(by))
	if archived {
		label += ", which is archived"
	}
	remedy := fmt.Sprintf("choose another %s, or import it, with the resource's address as \"to\":\n\n%s", argument, r.ImportBlock(id))
	switch {
	case r.Data.Walk.IsFresh(r.Claim(shown.ID)):
		remedy = fmt.Sprintf("choose another %s. To keep the object in place of replacing it, leave out -replace, or untaint it (terraform untaint). "+
			"It is in Terraform's state: a %s that is destroyed or replaced is archived and keeps its %s.", argument, r.Name, argument)
	case archived:
		remedy += fmt.Sprintf("\n\nApplying after the import unarchives the %s, since archived is false by default.", r.Name)
		if r.kind.Unarchive != nil {
			remedy = "set on_create = \"unarchive\" to take it into state, " + remedy
		}
	default:
		remedy += "\n\nIf Terraform has it in state already, do not import it: leave out -replace, or untaint it (terraform untaint)."
	}
	return diag.NewAttributeErrorDiagnostic(path.Root(argument), fmt.Sprintf("%s %q exists already", capitalized(r.Name), key),
		fmt.Sprintf("It is %s. %s\n\nWhat to do: %s", label, NothingChanged, remedy))
}

// KeyTaken refuses a natural key that another object in Intercom has.
func (b *Base) KeyTaken(argument, key, id, name string) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root(argument), fmt.Sprintf("%s %q exists already", capitalized(b.Name), key),
		fmt.Sprintf("It is %s. %s\n\nWhat to do: choose another %s, or import it, with the resource's address as \"to\":\n\n%s\n\n%s", Label(id, name), NothingChanged, argument, b.ImportBlock(id), NotInStateToo))
}

// NotInStateToo follows the advice to import an object: another resource of the configuration may have it.
const NotInStateToo = "If Terraform has it in state already, do not import it. If this is the same resource at another address, use a moved block. " +
	"If the resource that has it is renamed or destroyed, apply that first."

func (r *object[M, T]) twice(plan *M) diag.Diagnostic {
	argument := r.keyName(plan)
	return diag.NewAttributeErrorDiagnostic(path.Root(r.kind.KeyArgument(plan)), fmt.Sprintf("Two resources have the same %s", argument),
		fmt.Sprintf("Another %s of this configuration has %s %q. Intercom would keep one object for both. Give each its own, or remove one. No second %s was created.", r.Type, argument, r.key(plan), r.Name))
}
