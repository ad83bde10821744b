package customobjectinstance

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/customattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// request returns the changes from prior, the zero model for a new instance, to the plan. now is Intercom's instance, or nil for a new
// one.
func request(plan, prior *model, unmanaged bool, now *instance) (intercom.CustomObjectInstanceRequest, error) {
	r := intercom.CustomObjectInstanceRequest{ExternalID: plan.ExternalID.ValueString()}
	before := prior.CustomAttributes
	if before.IsNull() {
		before = types.MapNull(types.StringType)
	}
	r.ExternalCreatedAt = framework.Instant(plan.ExternalCreatedAt, prior.ExternalCreatedAt)
	r.ExternalUpdatedAt = framework.Instant(plan.ExternalUpdatedAt, prior.ExternalUpdatedAt)
	changes, problems := definitions.Changes(plan.CustomAttributes, before, func(string) bool { return unmanaged })
	if problems.HasError() {
		return r, errors.New(problems.Errors()[0].Detail())
	}
	if now != nil {
		if err := definitions.DropEqual(changes, plan.CustomAttributes, before, func() (intercom.Attributes, error) { return now.CustomAttributes, nil }); err != nil {
			return r, err
		}
	}
	r.CustomAttributes = changes
	return r, nil
}

// complete sends the values again that Intercom cleared because it does not read them from text.
func complete(ctx context.Context, w framework.Writer, made *instance, plan *model) (*instance, error) {
	sent, err := request(plan, &model{}, false, nil)
	if err != nil {
		return made, err
	}
	return stored(ctx, w, sent, made)
}

// readOwn reads the instance of a state by Intercom's ID: a read by the external ID can lag behind writes. If another instance has
// that ID as its external ID, only a read by the external ID can tell.
func readOwn(ctx context.Context, r framework.Reader, state *model) (*instance, error) {
	typ := state.Type.ValueString()
	found, err := r.CustomObjectInstanceByID(ctx, typ, state.ID.ValueString())
	if errors.Is(err, intercom.ErrExternalIDOfAnother) {
		return r.CustomObjectInstance(ctx, typ, state.ExternalID.ValueString())
	}
	return found, err
}

// update reads the instance first: if it is gone, or somebody created it again, the POST would write to another one.
func update(ctx context.Context, w framework.Writer, c framework.Change[model]) (*instance, error) {
	typ, id := c.Prior.Type.ValueString(), c.Prior.ID.ValueString()
	now, err := readOwn(ctx, w.Reads(), c.Prior)
	if framework.IsMissing(err) {
		if other, otherErr := w.CustomObjectInstance(ctx, typ, c.Prior.ExternalID.ValueString()); otherErr == nil && string(other.ID) != id {
			now, err = other, nil
		}
	}
	if err != nil {
		return nil, err
	}
	if string(now.ID) != id {
		return nil, &providerdiag.LocalError{
			What: "another instance has its external_id", Next: "remove the instance from state (terraform state rm), and import the new one.",
			Err: fmt.Errorf("state has the instance with the ID %s, and the one with this external_id is %s by now", id, now.ID),
		}
	}
	sent, err := request(c.Plan, c.Prior, c.Unmanaged(customattributes.Name), now)
	if err != nil {
		return nil, err
	}
	if sent.IsZero() {
		return nil, framework.ErrUnchanged
	}
	saved, err := save(ctx, w, typ, id, sent)
	if err != nil {
		return nil, err
	}
	if saved, err = stored(ctx, w, sent, saved); err == nil && len(lost(sent, now, saved)) > 0 {
		saved, err = restored(ctx, w, sent, now, saved)
	}
	if err != nil {
		return nil, &framework.PartialError{Err: err}
	}
	return saved, nil
}

// save updates the instance with Intercom's ID.
func save(ctx context.Context, w framework.Writer, typ, id string, sent intercom.CustomObjectInstanceRequest) (*instance, error) {
	saved, err := w.SaveCustomObjectInstance(ctx, typ, id, sent)
	return saved, providerdiag.Upserted("custom object instance", "external_id", sent.ExternalID, id, err)
}

// stored returns the instance after a write whose values Intercom stored. It sends those again that Intercom cleared and that may be
// numbers, booleans, or times, not as text: no call shows the types of the attributes. What is cleared then is an error.
func stored(ctx context.Context, w framework.Writer, sent intercom.CustomObjectInstanceRequest, saved *instance) (*instance, error) {
	repairing, cancel := framework.Repairing(ctx)
	defer cancel()
	saved, err := shown(repairing, w.Reads(), saved)
	if err != nil {
		return nil, err
	}
	again := intercom.CustomObjectInstanceRequest{ExternalID: saved.ExternalID, CustomAttributes: intercom.Attributes{}}
	for _, name := range cleared(sent, saved) {
		if value, ok := typed(sent.CustomAttributes[name]); ok {
			again.CustomAttributes[name] = value
		}
	}
	if !again.IsZero() {
		names := strings.Join(slices.Sorted(maps.Keys(again.CustomAttributes)), ", ")
		if saved, err = save(repairing, w, saved.Type, string(saved.ID), again); err == nil {
			saved, err = shown(repairing, w.Reads(), saved)
		}
		if err != nil {
			return nil, fmt.Errorf("these values were sent as text, and Intercom shows none for them: %s. Sending them again as numbers, booleans, or times failed: %w", names, err)
		}
	}
	names := cleared(sent, saved)
	if len(names) == 0 {
		return saved, nil
	}
	return nil, &providerdiag.LocalError{
		What: "Intercom did not store every value",
		Next: "check in Intercom's settings that the custom object type has the attribute, that the value fits its type, and that a list has the option. Attributes that refer to other objects are not supported. Then correct the configuration and apply again.",
		Err:  fmt.Errorf("these values were sent, and Intercom shows none for them: %s", strings.Join(names, ", ")),
	}
}

// shown reads the instance if an answer does not show its attributes.
func shown(ctx context.Context, r framework.Reader, saved *instance) (*instance, error) {
	if saved.CustomAttributes != nil {
		return saved, nil
	}
	return r.CustomObjectInstanceByID(ctx, saved.Type, string(saved.ID))
}

// cleared returns the attributes and arguments that were set and that the answer shows without a value.
func cleared(sent intercom.CustomObjectInstanceRequest, saved *instance) (names []string) {
	for _, name := range slices.Sorted(maps.Keys(sent.CustomAttributes)) {
		// A reference is an object, whether it refers to something or not.
		if value := sent.CustomAttributes[name]; value != nil && value != "" && !scalar(saved.CustomAttributes[name]) {
			names = append(names, name)
		}
	}
	if _, set := sent.ExternalCreatedAt.Get(); set && saved.ExternalCreatedAt.IsZero() {
		names = append(names, "external_created_at")
	}
	if _, set := sent.ExternalUpdatedAt.Get(); set && saved.ExternalUpdatedAt.IsZero() {
		names = append(names, "external_updated_at")
	}
	return names
}

// typed returns what a text stands for, if it may be a number, a boolean, or a time.
func typed(value any) (any, bool) {
	text, _ := value.(string)
	for _, t := range []attrvalue.Type{{Kind: attrvalue.Decimal}, {Kind: attrvalue.Boolean}, {Kind: attrvalue.Datetime, UnixSeconds: true}} {
		if encoded, err := attrvalue.Encode(t, text); err == nil {
			return encoded, true
		}
	}
	return nil, false
}

// lost returns the attributes that Intercom cleared although the update did not send them.
func lost(sent intercom.CustomObjectInstanceRequest, before, after *instance) (names []string) {
	for _, name := range slices.Sorted(maps.Keys(before.CustomAttributes)) {
		_, given := sent.CustomAttributes[name]
		if scalar(before.CustomAttributes[name]) && !given && after.CustomAttributes[name] == nil {
			names = append(names, name)
		}
	}
	return names
}

// restored sends the attributes again that the update cleared, with those that it sent: it is not documented that an update leaves
// alone what it does not name.
func restored(ctx context.Context, w framework.Writer, sent intercom.CustomObjectInstanceRequest, before, after *instance) (*instance, error) {
	all := intercom.CustomObjectInstanceRequest{ExternalID: after.ExternalID, CustomAttributes: intercom.Attributes{}}
	for _, of := range []*instance{before, after} {
		for name, value := range of.CustomAttributes {
			if _, given := sent.CustomAttributes[name]; scalar(value) && (of == after || !given) {
				all.CustomAttributes[name] = value
			}
		}
	}
	repairing, cancel := framework.Repairing(ctx)
	defer cancel()
	saved, err := save(repairing, w, after.Type, string(after.ID), all)
	if err == nil {
		saved, err = stored(repairing, w, all, saved)
	}
	if err != nil {
		return nil, fmt.Errorf("the update cleared attributes that it did not name: %s. Sending them again failed: %w", strings.Join(lost(sent, before, after), ", "), err)
	}
	return saved, nil
}

// scalar reports whether an attribute has a value that can be sent as Intercom shows it.
func scalar(value any) bool {
	switch value.(type) {
	case string, bool, json.Number:
		return value != ""
	}
	return false
}
