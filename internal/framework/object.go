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

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
)

// Object is an ordinary Intercom object, with its verbs in plain Go. M is the resource's model, which embeds Common, and T
// is the object as the client decodes it. The kernel does everything else about Terraform.
type Object[M, T any] struct {
	Metadata
	// Description is the resource's description in the docs.
	Description string
	// Attributes are the resource's own. The kernel adds workspace_id, timeouts, and what the metadata implies.
	Attributes func() map[string]schema.Attribute
	// Equivalent has, by attribute, a comparison for values that managedfields.Equivalent cannot compare.
	Equivalent map[string]Equivalence
	// TerraformOnly are the arguments that Intercom does not store, besides the kernel's own.
	TerraformOnly []string
	// Resends reports whether a change of arguments that Intercom does not store needs an update although nothing else changes: state has
	// what one of them made a read show, and not what the plan means. Optional.
	Resends func(plan, prior *M) bool

	// Facts returns what an object shows about itself.
	Facts func(T) Facts
	// Flatten copies everything that Intercom shows into the model. For a free map, it copies the keys that the model has.
	Flatten func(ctx context.Context, shown T, m *M) diag.Diagnostics
	// FlattenMaps fills the free maps with all keys that Intercom shows, for an import that requests them.
	FlattenMaps func(ctx context.Context, r Reader, shown T, m *M) diag.Diagnostics

	// Overtaken returns an attribute of Whole that somebody has changed to something that another attribute shows, and what that is:
	// hours, where the day is closed now. Optional.
	Overtaken func(plan, state, now *M) (name, what string)
	// Uncleared adds to the free maps of after, which Flatten filled, what an update clears and Intercom still shows. Optional.
	Uncleared func(ctx context.Context, r Reader, c Change[M], shown T, after *M)

	// Recall completes what a read shows, in after, with what the object keeps in private state, and keeps what it must remember.
	// state is the one before. Optional.
	Recall func(ctx context.Context, r Reader, m Memory, state, after *M, shown T) diag.Diagnostics
	// Remember does the same for the answer to a write: of a create, prior is nil. What after then shows otherwise than plan is
	// reported as not stored. Optional.
	Remember func(ctx context.Context, r Reader, m Memory, plan, prior, after *M, shown T) diag.Diagnostics
	// Prepare changes a plan before anything is decided by it: it may keep a value of Prior that means what the configuration says.
	// Optional.
	Prepare func(ctx context.Context, p *Plan[M]) diag.Diagnostics

	// Create sends the POST.
	Create func(ctx context.Context, w Writer, plan *M) (T, error)
	// Complete sends what a POST cannot set, if anything, and returns the updated object. If it fails, the user gets a
	// warning.
	Complete func(ctx context.Context, w Writer, created T, plan *M) (T, error)
	// WriteOnly copies write-only arguments from the configuration into what Create and Complete get as the plan: no plan and no
	// state has them. What they hold must be told Data.Hide. Update finds them in Change.Config. Optional.
	WriteOnly func(d *providerdata.Data, config, plan *M)
	// Imported warns of what an import cannot take over. Optional.
	Imported func(T) diag.Diagnostics
	// Read is the GET, or the parent's; an AbsentError if that lacks the object.
	Read func(ctx context.Context, r Reader, id ID) (T, error)
	// ReadOwn reads the object by the attribute id of a state, where Read finds it by other keys and can lag behind writes. An object
	// that Read does not find, or in whose place it finds another, is gone only if ReadOwn does not find it either. ReadOwn also
	// confirms what a write did. Optional.
	ReadOwn func(ctx context.Context, r Reader, state *M) (T, error)
	// All returns the complete list of objects, with everything that a read shows. With batch_refresh, a refresh uses an
	// object from this list if the list shows no change. Optional.
	All func(ctx context.Context, r Reader) ([]T, error)
	// ShowsOtherwise reports whether an object from All shows an attribute that Flatten leaves null without a state: in another form,
	// so that Recall tells whether it changed, or in a free map, of which Flatten shows the state's keys. Optional.
	ShowsOtherwise func(listed T, name string) bool
	// Lookup returns the ID of an object that an import does not name by its ID. Optional.
	Lookup func(ctx context.Context, r Reader, text string) (ID, diag.Diagnostics)
	// Update sends what changed, or returns ErrUnchanged.
	Update func(ctx context.Context, w Writer, change Change[M]) (T, error)
	// Destroy has the values of on_destroy that make a call, the default first.
	Destroy []Verb[T]
	// Singleton: every workspace, or every object of another kind, has exactly one, from the start. A create changes it, and a
	// destroy makes no call unless on_destroy is set, because it cannot be deleted.
	Singleton bool
	// Remove sends the write of a verb without Do, which needs more of the state than the ID, or what is kept beside it.
	Remove func(ctx context.Context, w Writer, private privatestate.Reader, state *M) error
	// CheckDestroy refuses a destroy that cannot be carried out, both at plan and before the call. A plan shows its warnings, too. Optional.
	CheckDestroy func(state *M) diag.Diagnostics
	// CheckContents refuses to destroy an object because of what Intercom shows to be in it. It is asked right before the write,
	// when Terraform has destroyed what it manages of that. Optional.
	CheckContents func(ctx context.Context, r Reader, state *M) diag.Diagnostics
	// Keeps reports that a destroy makes no call whatever on_destroy says, because the object is built in. Optional.
	Keeps func(*M) bool
	// Label names the object in messages, in addition to its ID.
	Label func(*M) string

	// Key returns a planned object's natural key, or "" if it has none or the key is unknown. Two resources cannot have the
	// same key.
	Key func(plan *M) string
	// Alike groups creates of objects without a key that a search cannot tell apart. Creates of one group run one after the
	// other. Default: one group.
	Alike func(plan *M) string
	// KeyArgument is the argument that a diagnostic about a taken key blames.
	KeyArgument func(plan *M) string
	// KeyName is the name in messages of a key with several arguments. Default: KeyArgument.
	KeyName string
	// Matches reports whether an object has the planned object's natural key. Without a key, it reports whether the object is
	// equal and recent.
	Matches func(plan *M, shown T) bool
	// Find returns the objects that may match.
	Find func(ctx context.Context, r Reader, plan *M) ([]T, error)
	// FindBefore: call Find before each create, because the POST would change an object that has the key.
	FindBefore bool
	// FindAtPlan: call Find when a create is planned, because Intercom refuses a key that is taken.
	FindAtPlan bool
	// SnapshotAtPlan: a plan searches Snapshot for a taken key instead of calling Find. The snapshot has all objects and is
	// taken once per walk, whatever the walk creates.
	SnapshotAtPlan bool
	// Archived reports whether an object is archived, or nil if the answer does not tell. Set it if a destroy archives: the
	// object keeps its natural key, so no other object can have that key, not even its own replacement. Optional.
	Archived func(T) *bool
	// Unarchive unarchives an object. Set it if the model has on_create, with which a create can unarchive an object that has
	// the same key. Optional. Find or Snapshot must return archived objects, which Archived recognizes, or Existing must
	// return the ID that a conflict names. UnarchivesBy is the key's name in the docs, and UnarchiveNote is added to the
	// description.
	Unarchive                   func(ctx context.Context, w Writer, id ID) error
	UnarchivesBy, UnarchiveNote string
	// Again reports whether a second POST cannot create a second object.
	Again func(plan *M) bool
	// Immediate: Find does not lag behind writes, so one lookup decides.
	Immediate bool
	// Shared: creating an object that exists succeeds and changes nothing, so only the plan can notice two resources with one
	// key.
	Shared bool
	// ShownOnce: the answer to a create has what no later answer shows, so an object whose create had no clear answer is of no
	// use. It is never adopted.
	ShownOnce bool
	// Snapshot returns the objects that exist before the walk's first create, either all or the recent ones.
	Snapshot func(ctx context.Context, r Reader, plan *M) ([]T, error)
	// SnapshotKey returns the key of the parent whose objects are listed separately. Default: one snapshot for the kind.
	SnapshotKey func(plan *M) string
	// Differs returns how an object differs from the planned one, or "".
	Differs func(plan *M, shown T) string
	// InTheWay reports whether an object can be the reason for a conflict with the planned one. Optional.
	InTheWay func(plan *M, shown T) bool
	// Existing returns the ID that a conflict names, or "". Refused returns the diagnostic for a refused create. Both
	// optional.
	Existing func(error) string
	Refused  func(ctx context.Context, r Reader, plan *M, doing string, err error) diag.Diagnostic
	// KeyTaken returns the diagnostic for an object that already matches. Optional.
	KeyTaken func(b *Base, plan *M, by T) diag.Diagnostic

	// Overwrote returns why an answer shows that the POST changed an older object (an upsert does that), or "". took is the
	// time since the create began. Optional.
	Overwrote func(plan *M, shown T, took time.Duration) string
	// CheckPlan returns errors and warnings at plan that are specific to this object. Optional.
	CheckPlan func(ctx context.Context, p *Plan[M]) diag.Diagnostics
	// Validate checks what no single argument can show to be wrong. Optional.
	Validate func(config *M) diag.Diagnostics
	// ConfigValidators are the resource's configuration validators. Optional.
	ConfigValidators []resource.ConfigValidator
	// Invalidate is called after every write to the object, to invalidate caches. Optional.
	Invalidate func(d *providerdata.Data, m *M)
}

// Verb describes what a value of on_destroy does.
type Verb[T any] struct {
	// OnDestroy is the value: "delete", "archive".
	OnDestroy string
	// Doing is a clause for messages: "deleting".
	Doing string
	// Clause describes it in the docs: "archives it".
	Clause string
	// Effect and Detail describe it in a plan: a constant summary and a sentence. Empty: the plan has no warning.
	Effect, Detail string
	// Do sends the write.
	Do func(ctx context.Context, w Writer, id ID) error
	// Done reports whether a read shows the result. Nil: the object must be gone.
	Done func(T) bool
}

// Change describes an update.
type Change[M any] struct {
	Config, Plan, Prior *M
	// Unmanaged reports whether an import found the argument and no configuration has set it since.
	Unmanaged func(name string) bool
	// Private is what is kept beside the state.
	Private privatestate.Reader
}

// Memory is what an object keeps beside the state, under keys of its own.
type Memory struct {
	privatestate.Reader
	privatestate.Writer
	// Importing: the read is the one after an import.
	Importing bool
	// Option is what the import ID requested: the object's ImportOption, or "".
	Option string
}

// nothing is an empty private state.
type nothing struct{}

// GetKey implements privatestate.Reader.
func (nothing) GetKey(context.Context, string) ([]byte, diag.Diagnostics) { return nil, nil }

// SetKey implements privatestate.Writer.
func (nothing) SetKey(context.Context, string, []byte) diag.Diagnostics { return nil }

// ErrUnchanged is returned by Update if there is nothing to send to Intercom.
var ErrUnchanged = errors.New("nothing is to be asked of Intercom")

// PartialError is what Update returns where one of its calls failed after another had changed something. State then has what a
// read shows.
type PartialError struct{ Err error }

func (e *PartialError) Error() string { return e.Err.Error() }

// Unwrap returns the error of the call that failed.
func (e *PartialError) Unwrap() error { return e.Err }

// Plan is what CheckPlan looks at. Prior is nil for a new object, Plan is nil for a destroy.
type Plan[M any] struct {
	Config, Plan, Prior *M
	Data                *providerdata.Data
	Replaces            bool
	// Private is what is kept beside the state.
	Private privatestate.Reader
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

// FillsMaps reports whether an import fills free maps where the import ID requests all of their keys.
func (r *object[M, T]) FillsMaps() bool { return r.kind.FlattenMaps != nil }

// ConfigValidators implements resource.ResourceWithConfigValidators.
func (r *object[M, T]) ConfigValidators(context.Context) []resource.ConfigValidator {
	return r.kind.ConfigValidators
}

// ValidateConfig implements resource.ResourceWithValidateConfig.
func (r *object[M, T]) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config M
	resp.Diagnostics.Append(Get(ctx, req.Config, &config)...)
	resp.Diagnostics.Append(r.refuseNulls(&config)...)
	if r.kind.Validate != nil && !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(r.kind.Validate(&config)...)
	}
}

// label names a model's object in messages.
func (r *object[M, T]) label(m *M) string {
	name := ""
	if r.kind.Label != nil {
		name = r.kind.Label(m)
	}
	return Label(r.idOf(m).String(), name)
}

// facts returns what state knows about an object.
func (r *object[M, T]) facts(m *M) Facts {
	facts := Facts{ID: r.idOf(m), WorkspaceID: common(m).WorkspaceID.ValueString()}
	if created, ok := Values(m)["created_at"].(instant); ok && !created.IsNull() && !created.IsUnknown() {
		at, _ := created.ValueRFC3339Time()
		facts.CreatedAt.Time = at
	}
	return facts
}

// onDestroy returns the value of on_destroy, or "" if it is not set.
func onDestroy(m any) string {
	value, _ := Values(m)["on_destroy"].(types.String)
	return value.ValueString()
}

// onCreate returns the value of on_create, or "" if it is not set.
func onCreate(m any) string {
	value, _ := Values(m)["on_create"].(types.String)
	return value.ValueString()
}

// protection returns the value of deletion_protection, or false if there is no such argument.
func (m Metadata) protection(model any) types.Bool {
	if !m.Irreversible {
		return types.BoolValue(false)
	}
	value, _ := Values(model)["deletion_protection"].(types.Bool)
	return value
}

var protectionPath = path.Root("deletion_protection")
