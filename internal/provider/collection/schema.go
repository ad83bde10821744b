package collection

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"name": schema.StringAttribute{
			MarkdownDescription: "Name of the collection, in the default language of the help center.",
			Required:            true,
			Validators:          []validator.String{schemas.Identifying},
		},
		"description": schema.StringAttribute{
			MarkdownDescription: "Description of the collection, in the default language of the help center.",
			Optional:            true, Computed: true,
			Validators: []validator.String{schemas.NotEmpty}, PlanModifiers: []planmodifier.String{managedfields.Clearable()},
		},
		"parent_id": schema.StringAttribute{
			MarkdownDescription: "ID of the collection that this one is in. If you leave it out, the collection is on the first level. There are three levels. Changing it moves the collection.",
			Optional:            true,
			Validators:          []validator.String{schemas.IsID},
		},
		"help_center_id": schema.StringAttribute{
			MarkdownDescription: "ID of the help center that the collection is in. If you leave it out, a new collection is in the help center of its parent, or else in the default one. " +
				"Changing it **replaces the collection**: Intercom cannot move one to another help center.",
			Optional: true, Computed: true,
			Validators: []validator.String{schemas.IsNumber}, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		},
		"translations": schema.MapNestedAttribute{
			MarkdownDescription: "Texts of the collection in the other languages of the help center, keyed by locale, such as `fr` or `pt-BR`. " +
				"The texts of the default language are `name` and `description`. A description that you leave out is not managed. Removing a locale does not change its texts in Intercom, which cannot delete a translation.",
			Optional: true, Computed: true,
			Validators: []validator.Map{mapvalidator.SizeAtLeast(1)}, PlanModifiers: []planmodifier.Map{managedfields.Optional()},
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				// Not Required: the framework would miss it in an object that is not known yet. validate misses it where it is null.
				"name":        schema.StringAttribute{MarkdownDescription: "Name of the collection. Required.", Optional: true, Validators: []validator.String{schemas.Identifying}},
				"description": schema.StringAttribute{MarkdownDescription: "Description of the collection.", Optional: true, Validators: []validator.String{schemas.NotEmpty}},
			}},
		},
		"url":            schema.StringAttribute{MarkdownDescription: "URL of the collection. It follows the name.", Computed: true},
		"icon":           schema.StringAttribute{MarkdownDescription: "Icon of the collection. Only Intercom's settings change it.", Computed: true},
		"order":          schema.Int64Attribute{MarkdownDescription: "Position among the collections of the same parent. Only Intercom's settings change it.", Computed: true},
		"default_locale": schema.StringAttribute{MarkdownDescription: "Default locale of the help center. Null if the help center has one language.", Computed: true},
		"force_destroy": schema.BoolAttribute{
			MarkdownDescription: "Whether to delete the collection although articles or collections are in it. Intercom does not document what happens to them. " +
				"Default: `false`: Terraform first destroys what it manages of them, and refuses if anything is left. A new value takes effect after it has been applied.",
			Optional: true,
		},
	}
}

// validate refuses locales that Intercom does not have, and translations without a name.
func validate(config *model) (diags diag.Diagnostics) {
	for _, locale := range config.locales() {
		value := config.Translations.Elements()[locale]
		if name, _ := textsOf(value); name.IsNull() && !value.IsUnknown() {
			diags.AddAttributeError(translationsPath.AtMapKey(locale).AtName("name"), "Missing name", "A translation has at least a name.")
		}
		if !slices.Contains(intercom.ContentLocales, locale) {
			diags.AddAttributeError(translationsPath.AtMapKey(locale), "Unknown locale", fmt.Sprintf("%s is not a locale of Intercom's help centers, which are: %s.",
				intercom.Quote(locale, 40), strings.Join(intercom.ContentLocales, ", ")))
		}
	}
	return diags
}

var (
	parentPath       = path.Root("parent_id")
	translationsPath = path.Root("translations")
)
