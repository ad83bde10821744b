package customobjectinstance

import (
	"context"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/customattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
)

// Source is data "intercom_custom_object_instance".
var Source = datasources.Of(&Object, datasources.Source[*instance]{
	By:   []string{"external_id"},
	Hint: "Both the type and the external_id are compared letter by letter.",
	Within: datasources.Within[*instance]{
		Argument: "type", Description: "Identifier of the custom object type.",
		Holds: func(c *instance, value string) bool { return c.Type == value },
		Find: func(ctx context.Context, r framework.Reader, within, _, value string) ([]*instance, error) {
			return datasources.Single(r.CustomObjectInstance(ctx, within, value))
		},
	},
	Descriptions: map[string]string{
		"type":                "Identifier of the custom object type.",
		customattributes.Name: "Custom attributes that are set, keyed by the attribute's name. Times are in Unix seconds.",
	},
})
