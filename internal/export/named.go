package export

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
)

// naming says that texts are the names of objects of another kind.
type naming struct {
	// typ is the other kind, and prefix what comes before the name.
	typ, prefix string
	// is reports whether the object with the text can mean this one.
	is func(user, named *object) bool
}

// nameOf writes the name of an exported object as a reference to it: in an empty workspace, Terraform must create that object first.
func (e *export) nameOf(s string, p place) (reference hclwrite.Tokens, prefix string, ok bool) {
	n, known := namings[p.object.kind.Type][strings.Join(p.path, ".")]
	name, found := strings.CutPrefix(s, n.prefix)
	if !known || !found {
		return nil, "", false
	}
	if e.named[n.typ] == nil {
		e.named[n.typ] = map[string][]*object{}
		for _, o := range e.ids[n.typ] {
			e.named[n.typ][text(o.state["name"])] = append(e.named[n.typ][text(o.state["name"])], o)
		}
	}
	same := slices.DeleteFunc(slices.Clone(e.named[n.typ][name]), func(o *object) bool { return !n.is(p.object, o) })
	if len(same) != 1 {
		return nil, "", false
	}
	return traversal(n.typ, same[0].name, "name"), n.prefix, true
}

// key writes the key of a map.
func (e *export) key(key string, p place) hclwrite.Tokens {
	if reference, _, ok := e.nameOf(key, p); ok {
		tokens := hclwrite.Tokens{{Type: hclsyntax.TokenOParen, Bytes: []byte("(")}}
		return append(append(tokens, reference...), &hclwrite.Token{Type: hclsyntax.TokenCParen, Bytes: []byte(")")})
	}
	if hclsyntax.ValidIdentifier(key) && !slices.Contains([]string{"for", "null", "true", "false"}, key) {
		return hclwrite.TokensForIdentifier(key)
	}
	return hclwrite.TokensForValue(cty.StringVal(key))
}
