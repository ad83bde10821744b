package functions

import (
	"context"
	"fmt"
	"math"
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type frontMatter struct{}

// NewFrontMatter returns the function front_matter.
func NewFrontMatter() function.Function { return frontMatter{} }

// Metadata implements function.Function.
func (frontMatter) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "front_matter"
}

// Definition implements function.Function.
func (frontMatter) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Reads the front matter of a text",
		MarkdownDescription: "Reads the front matter of a text: YAML between two lines of `---`. The text must start with the first one. Returns an object. " +
			"A text without front matter returns an empty object. Dates are returned as they are written.",
		Parameters: []function.Parameter{
			function.StringParameter{Name: "text", MarkdownDescription: "Text of a file, such as `file(\"help/refunds.md\")`."},
		},
		Return: function.DynamicReturn{},
	}
}

// Run implements function.Function.
func (frontMatter) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var text string
	if resp.Error = req.Arguments.Get(ctx, &text); resp.Error != nil {
		return
	}
	f, err := split(text)
	if err != nil {
		resp.Error = function.NewArgumentFuncError(0, err.Error())
		return
	}
	var value any = map[string]any{}
	if f.front != nil {
		if err := f.front.Decode(&value); err != nil {
			resp.Error = function.NewArgumentFuncError(0, yamlError(err).Error())
			return
		}
	}
	result, err := terraformValue(value)
	if err != nil {
		resp.Error = function.NewArgumentFuncError(0, "front matter: "+err.Error())
		return
	}
	resp.Error = resp.Result.Set(ctx, types.DynamicValue(result))
}

// terraformValue converts a value of YAML.
func terraformValue(value any) (attr.Value, error) {
	switch v := value.(type) {
	case nil:
		return types.DynamicNull(), nil
	case string:
		return types.StringValue(v), nil
	case bool:
		return types.BoolValue(v), nil
	case int:
		return types.NumberValue(new(big.Float).SetInt64(int64(v))), nil
	case int64:
		return types.NumberValue(new(big.Float).SetInt64(v)), nil
	case uint64:
		return types.NumberValue(new(big.Float).SetUint64(v)), nil
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return nil, fmt.Errorf("%v is not a number in Terraform", v)
		}
		return types.NumberValue(big.NewFloat(v)), nil
	case map[string]any:
		return object(v)
	case map[any]any:
		named := map[string]any{}
		for key, item := range v {
			named[fmt.Sprint(key)] = item
		}
		return object(named)
	case []any:
		elements, elementTypes := make([]attr.Value, 0, len(v)), make([]attr.Type, 0, len(v))
		for _, item := range v {
			element, err := terraformValue(item)
			if err != nil {
				return nil, err
			}
			elements, elementTypes = append(elements, element), append(elementTypes, element.Type(context.Background()))
		}
		tuple, diags := types.TupleValue(elementTypes, elements)
		if diags.HasError() {
			return nil, fmt.Errorf("%s", diags.Errors()[0].Detail())
		}
		return tuple, nil
	}
	return nil, fmt.Errorf("a value of the type %s is not supported", intercom.Clean(fmt.Sprintf("%T", value), 40))
}

func object(members map[string]any) (attr.Value, error) {
	values, valueTypes := map[string]attr.Value{}, map[string]attr.Type{}
	for key, item := range members {
		value, err := terraformValue(item)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", intercom.Clean(key, 60), err)
		}
		values[key], valueTypes[key] = value, value.Type(context.Background())
	}
	result, diags := types.ObjectValue(valueTypes, values)
	if diags.HasError() {
		return nil, fmt.Errorf("%s", diags.Errors()[0].Detail())
	}
	return result, nil
}
