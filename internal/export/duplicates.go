package export

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// duplicates returns a sentence for each natural key that several exported objects have. One workspace can hold them, but the
// provider creates only one of them in another workspace: Intercom refuses the others, or keeps one object for all.
func (e *export) duplicates(chosen []*kind) (sentences []string) {
	for _, k := range chosen {
		if k.naturalKey == nil {
			continue
		}
		addresses := map[string][]string{}
		for _, o := range k.objects {
			if key := k.naturalKey(stateOf(k, o.state)); key != "" && k.with == nil {
				addresses[key] = append(addresses[key], o.address())
			}
		}
		for _, key := range slices.Sorted(maps.Keys(addresses)) {
			if same := addresses[key]; len(same) > 1 {
				sentences = append(sentences, fmt.Sprintf("%s have the same %s", strings.Join(same, ", "), key))
			}
		}
	}
	return sentences
}

// lacking returns a sentence for each exported object of which the configuration cannot say everything.
func (e *export) lacking(chosen []*kind) (sentences []string) {
	for _, k := range chosen {
		for _, o := range k.objects {
			if of := unsaid[k.Type]; of != nil && len(of(o.state)) > 0 {
				sentences = append(sentences, fmt.Sprintf("%s: some of its %s", o.address(), strings.Join(of(o.state), " and ")))
			}
		}
	}
	return sentences
}

// stateOf returns the state of an object in the type of its schema.
func stateOf(k *kind, state map[string]tftypes.Value) tftypes.Value {
	typ := k.schema.ValueType()
	all := map[string]tftypes.Value{}
	for name, t := range typ.(tftypes.Object).AttributeTypes {
		if all[name] = state[name]; all[name].Type() == nil {
			all[name] = tftypes.NewValue(t, nil)
		}
	}
	return tftypes.NewValue(typ, all)
}
