package framework

import "github.com/hashicorp/terraform-plugin-framework/attr"

// KeepSpelling plans state's values of arguments that the configuration writes otherwise and that mean the same, so that there is no
// change. It is for Prepare.
func (p *Plan[M]) KeepSpelling(equivalent map[string]Equivalence) {
	if p.Prior == nil {
		return
	}
	config, planned, before := Values(p.Config), Values(p.Plan), Values(p.Prior)
	for name, same := range equivalent {
		if !config[name].IsNull() && !before[name].IsNull() && whole(planned[name]) && same(planned[name], before[name]) {
			SetValues(p.Plan, map[string]attr.Value{name: before[name]})
		}
	}
}
