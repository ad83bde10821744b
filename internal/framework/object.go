package framework

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
)

// Object is an ordinary Intercom object: its verbs in plain Go. M is the resource's model, which embeds Common, and T the
// object as the client decodes it. Everything else about Terraform is the kernel's.
type Object[M, T any] struct {
	Metadata
	// Description is the resource's in the docs.
	Description string
	// Attributes are the resource's own; workspace_id, timeouts, and what the metadata implies are the kernel's.
	Attributes func() map[string]schema.Attribute
	// Equivalent tells by attribute whether two values mean the same, where managedfields.Equivalent does not.
	Equivalent map[string]Equivalence
	// TerraformOnly are arguments of which Intercom keeps nothing, beside the kernel's own.
	TerraformOnly []string

	// Facts are what an object shows of itself.
	Facts func(T) Facts
	// Flatten takes over all that Intercom shows. Of a free map, it takes the keys that the model has.
	Flatten func(ctx context.Context, shown T, m *M) diag.Diagnostics
	// FlattenMaps fills the free maps with all keys that Intercom shows, for an import that asks for them.
	FlattenMaps func(ctx context.Context, r Reader, shown T, m *M) diag.Diagnostics

	// Create is the POST.
	Create func(ctx context.Context, w Writer, plan *M) (T, error)
	// Complete sends what a POST cannot set, if anything, and returns the object as it is then. Its failure is a warning.
	Complete func(ctx context.Context, w Writer, created T, plan *M) (T, error)
	// Read is the GET, or the parent's; an AbsentError if that lacks the object.
	Read func(ctx context.Context, r Reader, id ID) (T, error)
	// All returns all objects as Intercom lists them, with everything that a read shows. With batch_refresh, a refresh takes an
	// object from this list if the list shows no change. Optional.
	All func(ctx context.Context, r Reader) ([]T, error)
	// Lookup returns the ID of an object that an import names otherwise than by its ID. Optional.
	Lookup func(ctx context.Context, r Reader, text string) (ID, diag.Diagnostics)
	// Update sends what changed, or returns ErrUnchanged.
	Update func(ctx context.Context, w Writer, change Change[M]) (T, error)
	// Destroy are the values of on_destroy that ask something of Intercom, the default first.
	Destroy []Verb[T]
	// Remove is the write of a verb without Do: it needs more of state than the ID.
	Remove func(ctx context.Context, w Writer, state *M) error
	// CheckDestroy refuses a destroy that cannot be carried out, when it is planned and again before it is. Optional.
	CheckDestroy func(state *M) diag.Diagnostics
	// Keeps reports that a destroy asks nothing of Intercom, whatever on_destroy says: a built-in object. Optional.
	Keeps func(*M) bool
	// Label names the object to a person, beside its ID.
	Label func(*M) string

	// Key is the natural key of a planned object, "" if it has none or it is not known yet. Two resources may not have it.
	Key func(plan *M) string
	// Alike tells apart the creates of objects without a key that a look tells apart: those that are alike follow one another.
	// Default: all do.
	Alike func(plan *M) string
	// KeyArgument is the argument that a taken key is blamed on.
	KeyArgument func(plan *M) string
	// KeyName is what messages call a key of several arguments. Default: KeyArgument.
	KeyName string
	// Matches reports whether an object has the planned object's natural key; without a key, whether it is equal and recent.
	Matches func(plan *M, shown T) bool
	// Find returns the objects that may match.
	Find func(ctx context.Context, r Reader, plan *M) ([]T, error)
	// FindBefore: Find is asked before each create, since the POST would change an object that has the key.
	FindBefore bool
	// FindAtPlan: Find is asked when a create is planned, since a key that is taken refuses it.
	FindAtPlan bool
	// SnapshotAtPlan: a plan looks for a taken key in Snapshot in place of Find. It has all objects, and is taken once a walk,
	// whatever the walk creates.
	SnapshotAtPlan bool
	// Archived reports whether an object is archived. Set where a destroy archives: the object keeps its natural key, so that
	// no other can have it, also not the one that is to replace it. Optional.
	Archived func(T) bool
	// Unarchive takes an object out of the archive. Set where the model has on_create, with which a create may take an archived
	// object with the same key into state. Optional. A search of Find or Snapshot shows it by Archived, or else a conflict names it
	// by Existing. UnarchivesBy is what the docs call the key, and UnarchiveNote what else they say of it.
	Unarchive                   func(ctx context.Context, w Writer, id ID) error
	UnarchivesBy, UnarchiveNote string
	// Again reports whether a second POST makes no second object.
	Again func(plan *M) bool
	// Immediate: Find does not lag behind writes, so that one look decides.
	Immediate bool
	// Shared: a create of what is there already succeeds and changes nothing, so that only the plan can tell that two
	// resources have one key.
	Shared bool
	// Snapshot returns the objects that are there before the walk's first create, all or the recent ones.
	Snapshot func(ctx context.Context, r Reader, plan *M) ([]T, error)
	// SnapshotKey tells apart the parents whose objects are listed on their own. Default: one snapshot of the kind.
	SnapshotKey func(plan *M) string
	// Differs says what an object shows otherwise than it was asked for, or "".
	Differs func(plan *M, shown T) string
	// InTheWay reports whether an object can be why Intercom refuses the planned one with a conflict. Optional.
	InTheWay func(plan *M, shown T) bool
	// Existing returns the ID that a conflict names, or "". Refused is the diagnostic of a refused create. Both optional.
	Existing func(error) string
	Refused  func(ctx context.Context, r Reader, plan *M, doing string, err error) diag.Diagnostic
	// Taken is the diagnostic where an object matches already. Optional.
	Taken func(b *Base, plan *M, by T) diag.Diagnostic

	// Overwrote says why an answer shows that the POST has changed an older object, or "": an upsert does that. took is how
	// long the create took until then. Optional.
	Overwrote func(plan *M, shown T, took time.Duration) string
	// CheckPlan is what only this object refuses, or tells others, at plan. Optional.
	CheckPlan func(ctx context.Context, p *Plan[M]) diag.Diagnostics
	// Validate refuses what no single argument shows to be wrong. Optional.
	Validate func(config *M) diag.Diagnostics
	// ConfigValidators are the resource's. Optional.
	ConfigValidators []resource.ConfigValidator
	// Wrote is called after every write to the object, for caches that show it. Optional.
	Wrote func(d *providerdata.Data, m *M)
}

// Verb is what a value of on_destroy does.
type Verb[T any] struct {
	// OnDestroy is the value: "delete", "archive".
	OnDestroy string
	// Doing is a clause for messages: "deleting".
	Doing string
	// Clause is what the docs say of it: "archives it".
	Clause string
	// Effect is what a plan says of it: a constant summary, and a sentence. Empty: a plan says nothing.
	Effect, Detail string
	// Do is the write.
	Do func(ctx context.Context, w Writer, id ID) error
	// Done reports whether a read shows that it happened. Nil: a read finds nothing.
	Done func(T) bool
}

// Change is what an update is about.
type Change[M any] struct {
	Config, Plan, Prior *M
	// Unmanaged reports whether an import found the argument and no configuration has set it since.
	Unmanaged func(name string) bool
}

// ErrUnchanged is what Update returns where nothing is to be asked of Intercom.
var ErrUnchanged = errors.New("nothing is to be asked of Intercom")

// Plan is what CheckPlan looks at. Prior is nil for a new object, Plan is nil for a destroy.
type Plan[M any] struct {
	Config, Plan, Prior *M
	Data                *providerdata.Data
	Replaces            bool
}

// NewResource returns the object's resource.
func (o *Object[M, T]) NewResource() resource.Resource {
	return &object[M, T]{Base: Base{Metadata: o.Metadata}, kind: o}
}

// object is the resource of an Object.
type object[M, T any] struct {
	Base
	kind *Object[M, T]

	once  sync.Once
	known Fields
}

// Metadata implements resource.Resource.
func (r *object[M, T]) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = r.Type
}

// ConfigValidators implements resource.ResourceWithConfigValidators.
func (r *object[M, T]) ConfigValidators(context.Context) []resource.ConfigValidator {
	return r.kind.ConfigValidators
}

// ValidateConfig implements resource.ResourceWithValidateConfig.
func (r *object[M, T]) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config M
	resp.Diagnostics.Append(Get(ctx, req.Config, &config)...)
	if r.kind.Validate != nil && !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(r.kind.Validate(&config)...)
	}
}

// label names what a model holds to a person.
func (r *object[M, T]) label(m *M) string {
	name := ""
	if r.kind.Label != nil {
		name = r.kind.Label(m)
	}
	return Label(r.idOf(m).String(), name)
}

// facts are what state knows of an object.
func (r *object[M, T]) facts(m *M) Facts {
	facts := Facts{ID: r.idOf(m), WorkspaceID: common(m).WorkspaceID.ValueString()}
	if created, ok := Values(m)["created_at"].(instant); ok && !created.IsNull() && !created.IsUnknown() {
		at, _ := created.ValueRFC3339Time()
		facts.CreatedAt.Time = at
	}
	return facts
}

// onDestroy is the value of on_destroy, "" where it is not set.
func onDestroy(m any) string {
	value, _ := Values(m)["on_destroy"].(types.String)
	return value.ValueString()
}

// onCreate is the value of on_create, "" where it is not set.
func onCreate(m any) string {
	value, _ := Values(m)["on_create"].(types.String)
	return value.ValueString()
}

// protection is the value of deletion_protection, false where there is no such argument.
func (m Metadata) protection(model any) types.Bool {
	if !m.Irreversible {
		return types.BoolValue(false)
	}
	value, _ := Values(model)["deletion_protection"].(types.Bool)
	return value
}

var protectionPath = path.Root("deletion_protection")
