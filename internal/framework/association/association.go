// Package association implements objects that only connect two others, such as a tag on a contact. The two IDs are their
// identity, so other IDs mean another association.
package association

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Association is a kind of connection between two objects. M is the resource's model. The metadata has two keys, both
// arguments: the ID of the object that Intercom shows the association with, and the ID of the other one.
type Association[M any] struct {
	framework.Metadata
	Description string
	// Attributes are the resource's attributes besides its keys. Optional.
	Attributes func() map[string]schema.Attribute
	// TerraformOnly are the attributes that Intercom does not store.
	TerraformOnly []string
	// ID returns the association in a model. An ID that is unknown is empty.
	ID func(*M) framework.ID
	// Attach creates the association. It is not an error if the association exists.
	Attach func(ctx context.Context, w framework.Writer, id framework.ID, plan *M) error
	// Detach deletes the association.
	Detach func(ctx context.Context, w framework.Writer, id framework.ID, state *M) error
	// Attached reports whether Intercom shows the association. An AbsentError proves that it does not exist. false means that
	// Intercom's answer does not decide.
	Attached func(ctx context.Context, r framework.Reader, id framework.ID) (bool, error)
	// DetachedCodes are the error codes of a Detach that found no association, for cases in which Attached may not decide.
	DetachedCodes []string
	// CheckPlan, CheckDestroy, Refused and Invalidate are as in framework.Object. Optional.
	CheckPlan    func(ctx context.Context, p *framework.Plan[M]) diag.Diagnostics
	CheckDestroy func(state *M) diag.Diagnostics
	Refused      func(ctx context.Context, r framework.Reader, plan *M, doing string, err error) diag.Diagnostic
	Invalidate   func(d *providerdata.Data, m *M)
}

// Link is an association as a read returns it.
type Link struct {
	ID framework.ID
	// Name is what a list shows for people, if the answer has it. Optional.
	Name string
	// Shown: Intercom shows the association. If not, a refresh keeps it in state, and nothing else relies on it.
	Shown bool
}

// New returns the association as an object.
func New[M any](a Association[M]) *framework.Object[M, *Link] {
	names := []string{a.Keys[0].Name, a.Keys[1].Name}
	a.Immutable = names
	if a.Attributes == nil {
		a.Attributes = func() map[string]schema.Attribute { return map[string]schema.Attribute{} }
	}
	return &framework.Object[M, *Link]{
		Metadata: a.Metadata, Description: a.Description, Attributes: a.Attributes, TerraformOnly: a.TerraformOnly,
		Facts:   func(l *Link) framework.Facts { return framework.Facts{ID: l.ID, Name: l.Name} },
		Flatten: func(context.Context, *Link, *M) diag.Diagnostics { return nil },
		Create: func(ctx context.Context, w framework.Writer, plan *M) (*Link, error) {
			return &Link{ID: a.ID(plan)}, a.Attach(ctx, w, a.ID(plan), plan)
		},
		Read: a.read,
		Update: func(context.Context, framework.Writer, framework.Change[M]) (*Link, error) {
			return nil, framework.ErrUnchanged
		},
		Destroy:      []framework.Verb[*Link]{{OnDestroy: schemas.OnDestroyDelete, Doing: "removing"}},
		Remove:       a.remove,
		CheckPlan:    a.CheckPlan,
		CheckDestroy: a.CheckDestroy,
		Refused:      a.Refused,
		Invalidate:   a.Invalidate,

		Key: func(plan *M) string {
			if id := a.ID(plan); id[0] != "" && id[1] != "" {
				return id.String()
			}
			return ""
		},
		KeyArgument: func(*M) string { return names[1] },
		KeyName:     strings.Join(names, "/"),
		Shared:      true,
		// An association that already exists becomes this resource's, because creating it changes nothing.
		Matches:   func(*M, *Link) bool { return true },
		Differs:   func(*M, *Link) string { return "" },
		Find:      a.find,
		Immediate: true,
		Again:     func(*M) bool { return true },
	}
}

func (a Association[M]) read(ctx context.Context, r framework.Reader, id framework.ID) (*Link, error) {
	shown, err := a.Attached(ctx, r, id)
	return &Link{ID: id, Shown: shown}, err
}

// find returns the association of an unclear create, if Intercom shows it.
func (a Association[M]) find(ctx context.Context, r framework.Reader, plan *M) ([]*Link, error) {
	found, err := a.read(ctx, r, a.ID(plan))
	if framework.IsMissing(err) {
		return nil, nil
	}
	if err != nil || !found.Shown {
		return nil, err
	}
	return []*Link{found}, nil
}

// remove deletes the association. If Intercom answers that it does not exist and a read does not decide, the answer is
// believed, unless it may mean that the API version lacks the operation.
func (a Association[M]) remove(ctx context.Context, w framework.Writer, _ privatestate.Reader, state *M) error {
	err := a.Detach(ctx, w, a.ID(state), state)
	if err == nil || !intercom.IsGone(err, a.DetachedCodes...) {
		return err
	}
	if found, readErr := a.read(ctx, w.Reads(), a.ID(state)); readErr != nil || found.Shown {
		return err
	}
	// The code not_found is also the answer to what a version lacks.
	version := w.Data.VersionOf(a.Preview)
	if !intercom.IsGone(err, "not_found") || version.Documented() && version.Has(a.Since.Delete) {
		return nil
	}
	return &providerdiag.LocalError{
		What: "an unconfirmed 404", Next: fmt.Sprintf("set the provider's api_version to %s.", intercom.DefaultVersion),
		// Not wrapped: a 404 would be reported as the answer about an association that a read finds.
		Err: fmt.Errorf("%s. Intercom's API does not show the association, and API version %s may lack the operation: what a version lacks, it answers with 404", err.Error(), version),
	}
}
