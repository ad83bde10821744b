package export

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
)

// variable is a value of this workspace that another one may have otherwise.
type variable struct{ name, value, description string }

// variables are the variables of the output, by what they mean.
type variables struct {
	all   []variable
	names *names
}

// reference writes a reference to the variable of a name and value, and declares it.
func (v *variables) reference(title, value, description string) hclwrite.Tokens {
	name := v.names.give("var", title+"="+value, title)
	if !slices.ContainsFunc(v.all, func(one variable) bool { return one.name == name }) {
		v.all = append(v.all, variable{name, value, description})
	}
	return traversal("var", name)
}

// url writes a URL with a variable for its scheme and host.
func (v *variables) url(s string) (hclwrite.Tokens, bool) {
	scheme, rest, found := strings.Cut(s, "://")
	if !found || scheme != "http" && scheme != "https" {
		return nil, false
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	origin, after := scheme+"://"+rest[:end], rest[end:]
	parsed, err := url.Parse(origin)
	if err != nil || parsed.Host == "" || parsed.User != nil || strings.ContainsAny(rest[:end], "{}$% ") {
		return nil, false
	}
	reference := v.reference("url_"+parsed.Host, origin, "Where "+parsed.Host+" of the exported workspace is.")
	if after == "" {
		return reference, true
	}
	return interpolated("", reference, after), true
}

// interpolated writes a template: a reference, with text before and after it.
func interpolated(before string, reference hclwrite.Tokens, after string) hclwrite.Tokens {
	start, end := hclwrite.TokensForValue(cty.StringVal(before)), hclwrite.TokensForValue(cty.StringVal(after))
	tokens := slices.Concat(start[:len(start)-1], hclwrite.Tokens{{Type: hclsyntax.TokenTemplateInterp, Bytes: []byte("${")}}, reference)
	tokens = append(tokens, &hclwrite.Token{Type: hclsyntax.TokenTemplateSeqEnd, Bytes: []byte("}")})
	return append(tokens, end[1:]...)
}

// declare writes the declarations. Only workspace_id has a default, and only without -variables.
func (v *variables) declare(file *hclwrite.Body, workspace string, withDefault bool) {
	body := file.AppendNewBlock("variable", []string{workspaceID}).Body()
	body.SetAttributeValue("description", cty.StringVal("ID of the Intercom workspace. The provider refuses an access token of any other one."))
	body.SetAttributeRaw("type", hclwrite.TokensForIdentifier("string"))
	if withDefault {
		body.SetAttributeValue("default", cty.StringVal(workspace))
	}
	for _, one := range v.sorted() {
		file.AppendNewline()
		body := file.AppendNewBlock("variable", []string{one.name}).Body()
		body.SetAttributeValue("description", cty.StringVal(one.description))
		body.SetAttributeRaw("type", hclwrite.TokensForIdentifier("string"))
	}
}

// values writes a .tfvars file with the values of the exported workspace.
func (v *variables) values(workspace string) []byte {
	return fmt.Appendf(nil, "# The values of workspace %s when it was exported.\n%s", workspace, formatted(func(file *hclwrite.Body) {
		file.SetAttributeValue(workspaceID, cty.StringVal(workspace))
		for _, one := range v.sorted() {
			file.SetAttributeValue(one.name, cty.StringVal(one.value))
		}
	}))
}

func (v *variables) sorted() []variable {
	return slices.SortedFunc(slices.Values(v.all), func(a, b variable) int { return strings.Compare(a.name, b.name) })
}
