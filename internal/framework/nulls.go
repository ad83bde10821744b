package framework

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// refuseNulls refuses null elements of collections, which look-ups that found nothing leave, and empty keys. Intercom has neither,
// so that state and plan would never agree. In a free map, null says that a key has no value.
func (r *object[M, T]) refuseNulls(config *M) (diags diag.Diagnostics) {
	values := Values(config)
	for _, name := range slices.Sorted(maps.Keys(values)) {
		at := path.Root(name)
		switch v := values[name].(type) {
		case types.List:
			for i, element := range v.Elements() {
				diags.Append(refuseNull(at.AtListIndex(i), name, element)...)
			}
		case types.Set:
			for _, element := range v.Elements() {
				diags.Append(refuseNull(at, name, element)...)
			}
		case types.Map:
			if r.FillsMaps() {
				continue
			}
			for _, key := range slices.Sorted(maps.Keys(v.Elements())) {
				diags.Append(refuseNull(at.AtMapKey(key), name, v.Elements()[key])...)
				if key == "" {
					diags.AddAttributeError(at, "Empty key in "+name, "Each key must have at least one character. "+NothingChanged)
				}
			}
		}
	}
	return diags
}

func refuseNull(at path.Path, name string, element attr.Value) (diags diag.Diagnostics) {
	if element.IsNull() {
		diags.AddAttributeError(at, "Null element in "+name, fmt.Sprintf("An element of %s is null. If it comes from a look-up, that found nothing: leave such elements out, for example with compact(). %s", name, NothingChanged))
	}
	return diags
}
