package conversationattribute

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var optionsPath = path.Root("options")

// option is one option of a list: the key that the configuration chose for it, Intercom's ID, and its label.
type option struct{ key, id, label string }

// steps are what leads from one set of options to another.
type steps struct {
	renamed, added, archived []option
	// unknown are options that state has without an ID. Adding them could double them.
	unknown []option
	// ids are the IDs by planned key; the ID of an added option is unknown.
	ids map[string]attr.Value
}

// stepsBetween tells what becomes of each option: the same key is the same option, and so is a new key for a label that stays.
func stepsBetween(state, plan *model) steps {
	before, after, ids := labelsOf(state.Options), labelsOf(plan.Options), labelsOf(state.OptionIDs)
	s := steps{ids: map[string]attr.Value{}}
	left := map[string]bool{} // keys of state that the plan does not have
	for key := range before {
		_, stays := plan.Options.Elements()[key]
		left[key] = !stays
	}
	for _, key := range slices.Sorted(maps.Keys(plan.Options.Elements())) {
		was, label := key, after[key]
		if _, had := before[key]; !had {
			was = ""
			for _, old := range keysOf(before) {
				if left[old] && label != "" && attrvalue.EquivalentText(before[old], label) {
					was, left[old] = old, false
					break
				}
			}
		}
		id := ids[was]
		switch {
		case id == "" && was != "":
			s.unknown = append(s.unknown, option{key: key, label: label})
			s.ids[key] = types.StringUnknown()
			continue
		case id == "":
			s.ids[key] = types.StringUnknown()
			s.added = append(s.added, option{key: key, label: label})
			continue
		case label != "" && !attrvalue.EquivalentText(before[was], label):
			s.renamed = append(s.renamed, option{key, id, label})
		}
		s.ids[key] = types.StringValue(id)
	}
	for _, key := range keysOf(before) {
		if left[key] && ids[key] != "" {
			s.archived = append(s.archived, option{key, ids[key], before[key]})
		}
	}
	return s
}

// optionsOf are the live options that an answer shows, by the keys that the model has for them: an option is known by its ID, and
// a new one by its label. What the model does not have gets its label as key. An answer may leave the options out.
func (m *model) optionsOf(a *intercom.ConversationAttribute) (labels, ids types.Map) {
	none := types.MapNull(types.StringType)
	if m.DataType.ValueString() != intercom.ConversationAttributeList {
		return none, none
	}
	if !showsOptions(a) {
		return m.Options, mapOf(labelsOf(m.OptionIDs))
	}
	wanted, live, known := labelsOf(m.Options), map[string]string{}, map[string]string{}
	keyByID := map[string]string{}
	for key, id := range labelsOf(m.OptionIDs) {
		keyByID[id] = key
	}
	byLabel := func(label string) string {
		for _, key := range keysOf(wanted) {
			if _, used := known[key]; !used && attrvalue.EquivalentText(wanted[key], label) {
				return key
			}
		}
		return ""
	}
	var others []intercom.ConversationAttributeOption
	for _, o := range a.Options {
		if key := keyByID[string(o.ID)]; key != "" && !o.Archived {
			known[key], live[key] = string(o.ID), o.Label
		} else if !o.Archived {
			others = append(others, o)
		}
	}
	for _, o := range others {
		key := byLabel(o.Label)
		if key == "" {
			key = o.Label
			_, isWanted := wanted[key]
			if _, used := known[key]; used || isWanted || key == "" {
				key = string(o.ID)
			}
		}
		known[key], live[key] = string(o.ID), o.Label
	}
	return mapOf(live), mapOf(known)
}

// labelsOf are the known texts of a map.
func labelsOf(m types.Map) map[string]string {
	texts := map[string]string{}
	for key, value := range m.Elements() {
		if !value.IsUnknown() && !value.IsNull() {
			texts[key] = textOf(value)
		}
	}
	return texts
}

func keysOf(texts map[string]string) []string { return slices.Sorted(maps.Keys(texts)) }

func mapOf(texts map[string]string) types.Map {
	values := map[string]attr.Value{}
	for key, text := range texts {
		values[key] = types.StringValue(text)
	}
	return types.MapValueMust(types.StringType, values)
}

// sameLabels compares labels as texts are compared, key by key.
func sameLabels(a, b attr.Value) bool {
	x, _ := a.(types.Map)
	y, _ := b.(types.Map)
	if x.IsUnknown() || y.IsUnknown() || x.IsNull() || y.IsNull() {
		return a.Equal(b)
	}
	return maps.EqualFunc(x.Elements(), y.Elements(), func(v, w attr.Value) bool {
		return v.Equal(w) || !v.IsUnknown() && !w.IsUnknown() && attrvalue.EquivalentText(textOf(v), textOf(w))
	})
}

// checkPlan refuses options that Intercom refuses, warns of what cannot be undone, and plans the IDs that stay.
func checkPlan(ctx context.Context, p *framework.Plan[model]) (diags diag.Diagnostics) {
	plan, state := p.Plan, p.Prior
	if plan.Options.IsUnknown() || state != nil && sameLabels(plan.Options, state.Options) && !p.Replaces && !plan.OptionIDs.IsUnknown() {
		return nil
	}
	if plan.Options.IsNull() {
		plan.OptionIDs = types.MapNull(types.StringType)
		return nil
	}
	if state == nil || p.Replaces {
		return checkOptions(plan.Options)
	}
	steps := stepsBetween(state, plan)
	if sameLabels(plan.Options, state.Options) && len(steps.unknown) > 0 {
		plan.OptionIDs = state.OptionIDs
		return nil
	}
	plan.OptionIDs = types.MapValueMust(types.StringType, steps.ids)
	if sameLabels(plan.Options, state.Options) {
		return nil
	}
	diags.Append(checkOptions(plan.Options)...)
	for _, o := range steps.unknown {
		diags.AddAttributeError(optionsPath.AtMapKey(o.key), "Option without an ID", fmt.Sprintf("State does not have the ID of the option %s (key %s), because Intercom did not show it. "+
			"A change of the options now could add it a second time. %s\n\nWhat to do: refresh, then plan again.", intercom.Quote(o.label, 80), intercom.Quote(o.key, 80), framework.NothingChanged))
	}
	label := framework.Label(state.ID.ValueString(), state.Name.ValueString())
	for _, o := range steps.archived {
		diags.AddAttributeWarning(optionsPath, "This plan archives options of conversation attributes permanently",
			fmt.Sprintf("Option %s (key %s) of conversation attribute %s: the API cannot unarchive it. Conversations that have it keep it.", intercom.Quote(o.label, 80), intercom.Quote(o.key, 80), label))
	}
	if len(steps.added) > 0 && !diags.HasError() {
		diags.Append(p.WithReader(ctx, func(ctx context.Context, r framework.Reader) diag.Diagnostics {
			return warnOfArchived(ctx, r, state.ID.ValueString(), label, steps.added)
		})...)
	}
	return diags
}

// checkOptions refuses fewer than two options and equal labels. What Intercom has is not checked: an import plans no change.
func checkOptions(options types.Map) (diags diag.Diagnostics) {
	if len(options.Elements()) < 2 {
		diags.AddAttributeError(optionsPath, "Too few options", "An attribute of data type list needs at least 2 options. Intercom refuses to archive one of the last two.")
	}
	keyOf := map[string]string{}
	labels := labelsOf(options)
	for _, key := range keysOf(labels) {
		label := strings.TrimSpace(labels[key])
		if other, taken := keyOf[label]; taken {
			diags.AddAttributeError(optionsPath.AtMapKey(key), "Equal labels", fmt.Sprintf("The option with the key %q has the label %q, too. Teammates could not tell the two apart.", other, label))
		}
		keyOf[label] = key
	}
	return diags
}

// warnOfArchived warns where a new option gets the label of an archived one. A failure to read has been reported by the look for
// names, or will be by the apply.
func warnOfArchived(ctx context.Context, r framework.Reader, id, label string, added []option) (diags diag.Diagnostics) {
	a, err := r.ConversationAttribute(ctx, id)
	if err != nil {
		return nil
	}
	for _, o := range a.Options {
		if i := slices.IndexFunc(added, func(one option) bool { return o.Archived && attrvalue.EquivalentText(one.label, o.Label) }); i >= 0 {
			diags.AddAttributeWarning(optionsPath.AtMapKey(added[i].key), "This plan adds options with the labels of archived ones",
				fmt.Sprintf("Conversation attribute %s has an archived option %s. The API cannot unarchive it, so that the plan adds a new one. Conversations that have the old one keep that.", label, intercom.Quote(o.Label, 80)))
		}
	}
	return diags
}
