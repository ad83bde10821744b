package collection

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ID            types.String      `tfsdk:"id"`
	Name          types.String      `tfsdk:"name"`
	Description   types.String      `tfsdk:"description"`
	ParentID      types.String      `tfsdk:"parent_id"`
	HelpCenterID  types.String      `tfsdk:"help_center_id"`
	Translations  types.Map         `tfsdk:"translations"`
	URL           types.String      `tfsdk:"url"`
	Icon          types.String      `tfsdk:"icon"`
	Order         types.Int64       `tfsdk:"order"`
	DefaultLocale types.String      `tfsdk:"default_locale"`
	CreatedAt     timetypes.RFC3339 `tfsdk:"created_at"`
	Drift         types.Map         `tfsdk:"drift"`
	ForceDestroy  types.Bool        `tfsdk:"force_destroy"`
	Protection    types.Bool        `tfsdk:"deletion_protection"`
	OnDestroy     types.String      `tfsdk:"on_destroy"`
}

// translationType is a value of translations.
var translationType = types.ObjectType{AttrTypes: map[string]attr.Type{"name": types.StringType, "description": types.StringType}}

func translation(name, description types.String) attr.Value {
	return types.ObjectValueMust(translationType.AttrTypes, map[string]attr.Value{"name": name, "description": description})
}

// textsOf are the texts of a value of translations.
func textsOf(value attr.Value) (name, description types.String) {
	object, _ := value.(types.Object)
	name, _ = object.Attributes()["name"].(types.String)
	description, _ = object.Attributes()["description"].(types.String)
	return name, description
}

// flatten takes over all that Intercom shows. What an answer leaves out stays as it is.
func flatten(_ context.Context, c *intercom.Collection, m *model) (diags diag.Diagnostics) {
	m.ID = types.StringValue(string(c.ID))
	if !c.CreatedAt.IsZero() || m.CreatedAt.IsUnknown() {
		m.CreatedAt = framework.TimeAs(m.CreatedAt, c.CreatedAt)
	}
	if c.Name != "" {
		m.Name = types.StringValue(c.Name)
	}
	if description, shown := c.Description.Get(); shown || m.Description.IsUnknown() {
		m.Description = framework.Text(description)
	}
	if parent, shown := c.ParentID.Get(); shown || m.ParentID.IsUnknown() {
		m.ParentID = framework.Text(string(parent))
	}
	for into, shown := range map[*types.String]string{&m.HelpCenterID: string(c.HelpCenterID), &m.URL: c.URL, &m.Icon: c.Icon, &m.DefaultLocale: c.DefaultLocale} {
		if shown != "" || into.IsUnknown() {
			*into = framework.Text(shown)
		}
	}
	if c.Order != nil || m.Order.IsUnknown() {
		m.Order = types.Int64PointerValue(c.Order)
	}
	return m.flattenTranslations(c)
}

// flattenTranslations shows the locales that the model has, or all of them where it has none. Help centers with one language
// show no translations at all, which does not mean that there are none.
func (m *model) flattenTranslations(c *intercom.Collection) (diags diag.Diagnostics) {
	configured := m.Translations.Elements()
	if len(configured) > 0 && c.TranslatedContent == nil {
		diags.AddWarning("Intercom does not show the translations of collections",
			"The help center of collection "+framework.Label(string(c.ID), c.Name)+" has one language, and Intercom shows no translations then. "+
				"Terraform keeps the configured translations in state and cannot tell whether Intercom has them. Add the languages in the settings of the help center.")
		return diags
	}
	shown := map[string]attr.Value{}
	for locale, content := range c.TranslatedContent {
		before, wanted := configured[locale]
		text := shownTexts(content, before)
		if text == nil || !wanted && (len(configured) > 0 || locale == c.DefaultLocale) {
			continue
		}
		if _, description := textsOf(before); wanted && description.IsNull() {
			name, _ := textsOf(text)
			text = translation(name, description) // which is not managed
		}
		shown[locale] = text
	}
	if _, wanted := configured[c.DefaultLocale]; wanted {
		shown[c.DefaultLocale] = translation(m.Name, m.Description) // these count where the two differ
	}
	m.Translations = types.MapNull(translationType)
	if len(shown) > 0 || len(configured) > 0 {
		m.Translations = types.MapValueMust(translationType, shown)
	}
	return diags
}

// shownTexts are the texts of a locale, or nil if it has none. What the answer leaves out is as before.
func shownTexts(content intercom.CollectionContent, before attr.Value) attr.Value {
	name, description := textsOf(before)
	if text, shown := content.Name.Get(); shown {
		name = framework.Text(text)
	}
	if text, shown := content.Description.Get(); shown {
		description = framework.Text(text)
	}
	if name.IsNull() && description.IsNull() {
		return nil
	}
	return translation(name, description)
}

// sameTranslations compares texts as Intercom keeps them. An empty description is none.
func sameTranslations(a, b attr.Value) bool {
	x, y := elements(a), elements(b)
	if a.IsUnknown() || b.IsUnknown() || a.IsNull() != b.IsNull() || len(x) != len(y) {
		return a.Equal(b)
	}
	for locale, one := range x {
		if other, both := y[locale]; !both || !sameTexts(one, other) {
			return false
		}
	}
	return true
}

func elements(value attr.Value) map[string]attr.Value {
	m, _ := value.(types.Map)
	return m.Elements()
}

func sameTexts(a, b attr.Value) bool {
	name, description := textsOf(a)
	otherName, otherDescription := textsOf(b)
	if name.IsUnknown() || description.IsUnknown() || otherName.IsUnknown() || otherDescription.IsUnknown() {
		return a.Equal(b)
	}
	return attrvalue.EquivalentText(name.ValueString(), otherName.ValueString()) && attrvalue.EquivalentText(description.ValueString(), otherDescription.ValueString())
}

// createRequest has the help center of the parent where the configuration leaves it out.
func (m *model) createRequest(parentsHelpCenter string) intercom.CreateCollectionRequest {
	blank := &model{}
	request := intercom.CreateCollectionRequest{CollectionRequest: m.updateRequest(blank), HelpCenterID: m.HelpCenterID.ValueString()}
	if request.HelpCenterID == "" {
		request.HelpCenterID = parentsHelpCenter
	}
	request.TranslatedContent = m.changedTranslations(blank)
	return request
}

// updateRequest is what leads from state to the plan m, without translations. "" clears a description: whether null does is not
// documented.
func (m *model) updateRequest(state *model) intercom.CollectionRequest {
	return intercom.CollectionRequest{
		Name:        framework.String(m.Name, state.Name),
		Description: framework.StringOrEmpty(m.Description, state.Description),
		ParentID:    framework.String(m.ParentID, state.ParentID),
	}
}

// changedTranslations are the texts of the locales that the plan m has otherwise than state.
func (m *model) changedTranslations(state *model) map[string]intercom.CollectionText {
	changed, before := map[string]intercom.CollectionText{}, state.Translations.Elements()
	for locale, value := range m.Translations.Elements() {
		if was, had := before[locale]; !had || !value.Equal(was) {
			name, description := textsOf(value)
			changed[locale] = intercom.CollectionText{Name: name.ValueString(), Description: description.ValueString()}
		}
	}
	return changed
}

// allTranslations are the changed texts and, of all other locales, those that Intercom shows. It is not documented whether an
// update leaves locales alone that it does not have. The default locale's texts are the collection's own. A description that neither
// the plan m nor state has stays as Intercom shows it.
func (m *model) allTranslations(state *model, c *intercom.Collection) map[string]intercom.CollectionText {
	changed := m.changedTranslations(state)
	all := map[string]intercom.CollectionText{}
	for locale, content := range c.TranslatedContent {
		name, named := content.Name.Get()
		description, _ := content.Description.Get()
		if named && name != "" && locale != c.DefaultLocale {
			all[locale] = intercom.CollectionText{Name: name, Description: description}
		}
	}
	for locale, text := range changed {
		_, planned := textsOf(m.Translations.Elements()[locale])
		_, had := textsOf(state.Translations.Elements()[locale])
		if planned.IsNull() && had.IsNull() {
			text.Description = all[locale].Description
		}
		all[locale] = text
	}
	return all
}

// locales are the keys of translations, in alphabetical order.
func (m *model) locales() []string { return slices.Sorted(maps.Keys(m.Translations.Elements())) }
