package audience

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
)

func attributes() map[string]schema.Attribute {
	predicates := func(description string) schema.SetNestedAttribute {
		return schema.SetNestedAttribute{
			MarkdownDescription: description + " Removing this argument does not change the conditions in Intercom.", Optional: true, Computed: true,
			PlanModifiers: []planmodifier.Set{managedfields.Optional()},
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"attribute":  schema.StringAttribute{MarkdownDescription: "Attribute that is compared, such as `company.name` or `custom_attributes.plan`. Required.", Optional: true, Validators: []validator.String{schemas.Identifying}},
				"type":       schema.StringAttribute{MarkdownDescription: "Type of the attribute, such as `string` or `role`. Required.", Optional: true, Validators: []validator.String{schemas.Identifying}},
				"comparison": schema.StringAttribute{MarkdownDescription: "Comparison, such as `eq` or `contains`. Intercom does not document which ones there are. Required.", Optional: true, Validators: []validator.String{schemas.Identifying}},
				"value":      schema.StringAttribute{MarkdownDescription: "Value that the attribute is compared with. Write numbers as text.", Optional: true},
			}},
		}
	}
	return map[string]schema.Attribute{
		"name":       schema.StringAttribute{MarkdownDescription: "Name of the audience. If another audience already has this name, the plan fails.", Required: true, Validators: []validator.String{schemas.Identifying}},
		"predicates": predicates("Conditions that people of the audience meet, in any order. Must not be empty, because that may mean everyone."),
		"role_predicates": predicates("Conditions on the role of people, in any order. If you leave it out, Intercom may set conditions of its own. " +
			"An empty set removes them, which may widen the audience."),
		"undescribed": schema.SetAttribute{
			MarkdownDescription: "Which of `predicates` and `role_predicates` have conditions in Intercom that its API does not describe, such as groups. " +
				"The arguments do not have these conditions, and the provider refuses to change the argument, because that would remove them. Null if there are none.",
			ElementType: types.StringType, Computed: true,
		},
	}
}

// validate refuses an audience for everyone, and conditions that lack what Intercom requires. The schema cannot: the framework
// refuses a condition that is not known yet where its arguments are required.
func validate(config *model) (diags diag.Diagnostics) {
	diags.Append(refuseEmpty(config)...)
	for argument, set := range map[string]types.Set{"predicates": config.Predicates, "role_predicates": config.RolePredicates} {
		for _, element := range set.Elements() {
			object, _ := element.(types.Object)
			values := object.Attributes()
			for _, name := range slices.Sorted(maps.Keys(values)) {
				if name != "value" && values[name].IsNull() && !object.IsUnknown() {
					diags.AddAttributeError(path.Root(argument).AtSetValue(element).AtName(name), "Missing "+name, fmt.Sprintf("Each element of %s needs an attribute, a type, and a comparison.", argument))
				}
			}
		}
	}
	return diags
}

// refuseEmpty refuses an empty set of predicates. Where the set is known only at apply, it is asked again then.
func refuseEmpty(m *model) (diags diag.Diagnostics) {
	if set := m.Predicates; !set.IsNull() && !set.IsUnknown() && len(set.Elements()) == 0 {
		diags.AddAttributeError(path.Root("predicates"), "Audience without conditions", noConditions+" Leave the argument out to keep the conditions that the audience has.")
	}
	return diags
}

const noConditions = "An audience with an empty set of predicates may include everyone."
