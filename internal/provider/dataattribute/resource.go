// Package dataattribute implements the intercom_data_attribute resource, data sources, and list resource.
package dataattribute

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/dataattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const (
	hint       = "The data source intercom_data_attributes lists the IDs of all attributes. You can also write the model and the name: contact/plan."
	permission = "Write data attributes"
)

// Object is intercom_data_attribute. Intercom can neither read a single attribute nor delete one: an attribute is read from
// the lists of both models, and archived. An archived attribute keeps its name, which is unique across both models.
var Object = framework.Object[model, *intercom.DataAttribute]{
	Metadata: framework.Metadata{
		Whole: []string{"options"},
		Name:  "data attribute", Plural: "data attributes", Type: "intercom_data_attribute",
		Keys:      []framework.Key{{Name: "id", Description: "ID of the data attribute."}},
		IDHint:    hint,
		Immutable: []string{"model", "name", "data_type"}, Permission: permission,
	},
	Description: "A custom data attribute of the contacts or companies of an Intercom workspace. Their `custom_attributes` hold the values. Refer to the attribute's name there, " +
		"so that Terraform creates the attribute first.\n\n" +
		"Intercom cannot delete, rename, or retype an attribute through its API. **Destroying this resource archives it**: contacts and companies keep their values. " +
		"An archived attribute keeps its name, so a new attribute needs a different name, also for the other model and even if it replaces the archived one. " +
		"To take the archived attribute into state again, set `on_create` to `unarchive`.\n\n" +
		"An import takes the ID of the attribute, or its model and name, such as `contact/plan`.\n\n" + schemas.LeftAlone,
	Attributes: attributes,
	Validate:   validate,
	Equivalent: map[string]framework.Equivalence{"data_type": sameType, "options": sameOptions},
	Facts: func(a *intercom.DataAttribute) framework.Facts {
		return framework.Facts{ID: framework.ID{string(a.ID)}, Name: a.Model + "/" + a.Name, CreatedAt: a.CreatedAt}
	},
	Flatten: flatten,
	Create: func(ctx context.Context, w framework.Writer, plan *model) (*intercom.DataAttribute, error) {
		return w.CreateDataAttribute(ctx, plan.createRequest())
	},
	Complete: func(ctx context.Context, w framework.Writer, created *intercom.DataAttribute, plan *model) (*intercom.DataAttribute, error) {
		if !plan.Archived.ValueBool() {
			return created, nil
		}
		defer dataattributes.Invalidate(w.Data)
		return archive(ctx, w, string(created.ID))
	},
	Read:   read,
	Lookup: lookup,
	Update: func(ctx context.Context, w framework.Writer, c framework.Change[model]) (*intercom.DataAttribute, error) {
		change := c.Plan.updateRequest(c.Prior)
		if change.IsZero() {
			return nil, framework.ErrUnchanged
		}
		return w.UpdateDataAttribute(ctx, c.Prior.ID.ValueString(), change)
	},
	Destroy: []framework.Verb[*intercom.DataAttribute]{{
		OnDestroy: schemas.OnDestroyArchive, Doing: "archiving", Clause: "archives it",
		Effect: "This plan archives data attributes", Detail: "Intercom cannot delete an attribute. It is archived: contacts and companies keep their values. It keeps its name.",
		Do: func(ctx context.Context, w framework.Writer, id framework.ID) error {
			_, err := archive(ctx, w, id[0])
			return err
		},
		Done: func(a *intercom.DataAttribute) bool { return intercom.Yes(a.Archived) },
	}},
	Archived: func(a *intercom.DataAttribute) *bool { return a.Archived },
	Unarchive: func(ctx context.Context, w framework.Writer, id framework.ID) error {
		a, err := w.UpdateDataAttribute(ctx, id[0], intercom.UpdateDataAttributeRequest{Archived: intercom.Set(false)})
		if err == nil {
			err = framework.CheckArchived(a.Archived, false)
		}
		return err
	},
	UnarchivesBy: "name", UnarchiveNote: "Contacts and companies keep their values.",
	Label:       func(m *model) string { return m.Model.ValueString() + "/" + m.Name.ValueString() },
	Key:         func(m *model) string { return m.Name.ValueString() },
	KeyArgument: func(*model) string { return "name" },
	Matches: func(m *model, a *intercom.DataAttribute) bool {
		return attrvalue.EquivalentText(m.Name.ValueString(), a.Name)
	},
	Find: func(ctx context.Context, r framework.Reader, _ *model) ([]*intercom.DataAttribute, error) {
		return custom(ctx, r)
	},
	FindAtPlan: true, SnapshotAtPlan: true,
	Again: func(*model) bool { return true },
	Snapshot: func(ctx context.Context, r framework.Reader, _ *model) ([]*intercom.DataAttribute, error) {
		return custom(ctx, r)
	},
	Differs:    differs,
	CheckPlan:  checkPlan,
	Invalidate: func(d *providerdata.Data, _ *model) { dataattributes.Invalidate(d) },
}

// archive archives an attribute. The answer must show it.
func archive(ctx context.Context, w framework.Writer, id string) (*intercom.DataAttribute, error) {
	a, err := w.UpdateDataAttribute(ctx, id, intercom.UpdateDataAttributeRequest{Archived: intercom.Set(true)})
	if err == nil {
		err = framework.CheckArchived(a.Archived, true)
	}
	if err != nil {
		return nil, err
	}
	return a, nil
}

// custom returns the attributes of both models that the workspace defines. Intercom's own attributes have no ID.
func custom(ctx context.Context, r framework.Reader) ([]*intercom.DataAttribute, error) {
	var found []*intercom.DataAttribute
	all, err := dataattributes.All(ctx, r)
	for _, a := range all {
		if a.ID != "" {
			found = append(found, a)
		}
	}
	return found, err
}

// read finds an attribute in the lists of all: two calls, however many there are. Only lists that include Intercom's own
// attributes prove that one is gone.
func read(ctx context.Context, r framework.Reader, id framework.ID) (*intercom.DataAttribute, error) {
	all, err := dataattributes.All(ctx, r)
	standard := map[string]bool{}
	for _, a := range all {
		if string(a.ID) == id[0] {
			return a, nil
		}
		standard[a.Model] = standard[a.Model] || a.ID == ""
	}
	switch {
	case err != nil:
	case !standard[intercom.ModelContact] || !standard[intercom.ModelCompany]:
		err = &providerdiag.LocalError{
			What: "the lists of data attributes are not complete", Next: "run it again. If the lists stay like this, give Intercom's support the workspace ID and the time.",
			Err: errors.New("the answers show none of Intercom's own data attributes, so they do not prove that this one does not exist"),
		}
	default:
		err = &framework.AbsentError{What: fmt.Sprintf("neither contacts nor companies have a data attribute with the ID %s", id), Listed: true}
	}
	// The next read must call Intercom again.
	dataattributes.Invalidate(r.Data)
	return nil, err
}

func differs(m *model, a *intercom.DataAttribute) string {
	switch {
	case a.Model != "" && a.Model != m.Model.ValueString():
		return "its model is " + intercom.Clean(a.Model, 40)
	case !attrvalue.EquivalentText(m.Name.ValueString(), a.Name):
		return fmt.Sprintf("its name is %q", intercom.Clean(a.Name, 80))
	case a.DataType != "" && !sameType(m.DataType, m.typeOf(a)):
		return "its data type is " + intercom.Clean(a.Kind(), 40)
	}
	return ""
}

// sameType: stable API versions show a datetime as a date, so the two cannot be distinguished.
func sameType(a, b attr.Value) bool {
	instant := func(v attr.Value) bool {
		text, _ := v.(types.String)
		return text.ValueString() == intercom.DataAttributeDate || text.ValueString() == intercom.DataAttributeDatetime
	}
	return a.Equal(b) || instant(a) && instant(b)
}

// checkPlan refuses the name of one of Intercom's own attributes, and passes the planned attribute to the plans of contacts
// and companies.
func checkPlan(ctx context.Context, p *framework.Plan[model]) (diags diag.Diagnostics) {
	if p.Replaces {
		replaced := p.Prior.definition()
		replaced.Archived = new(true)
		dataattributes.Plan(p.Data, replaced)
		return nil
	}
	if p.Plan.Model.IsUnknown() || p.Plan.Name.IsUnknown() {
		return nil
	}
	if p.Prior == nil {
		diags = p.WithReader(ctx, func(ctx context.Context, r framework.Reader) diag.Diagnostics { return refuseStandard(ctx, r, p.Plan) })
	}
	if !diags.HasError() {
		dataattributes.Plan(p.Data, p.Plan.definition())
	}
	return diags
}

func refuseStandard(ctx context.Context, r framework.Reader, plan *model) (diags diag.Diagnostics) {
	// The search for the name has already reported a failure to read them.
	standard, _ := dataattributes.Standard(ctx, r, plan.Model.ValueString())
	for _, a := range standard {
		if a.Name == plan.Name.ValueString() {
			diags.AddAttributeError(path.Root("name"), fmt.Sprintf("%q is a standard attribute", a.Name),
				fmt.Sprintf("Intercom defines the %s attribute %q (%s) itself. Terraform cannot manage it, and no custom attribute can have its name. %s\n\nWhat to do: choose another name.",
					a.Model, a.Name, intercom.Clean(a.Label, 80), framework.NothingChanged))
			return diags
		}
	}
	return nil
}
