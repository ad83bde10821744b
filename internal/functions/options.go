package functions

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/markdown"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// optionsParameter is the last argument of the functions that render Markdown.
var optionsParameter = function.DynamicParameter{
	Name: "options",
	MarkdownDescription: "At most one object with any of these attributes:\n" +
		"  - `path`: Path of the file in its folder, such as `en/billing/refunds.md`. Links and images are relative to it.\n" +
		"  - `links`: Map of URLs. The keys are paths of files. A link to another file, such as `[refunds](../billing/refunds.md)`, becomes a link to its URL. A file that is missing in the map is an error. " +
		"Without `links`, links to files are left as they are written.\n" +
		"  - `image_base`: URL of the folder, before the paths of relative images. Intercom copies an image when the article is written, and never looks at it again. So give a changed image a new name.\n" +
		"  - `lenient`: Whether to flatten what Intercom cannot hold instead of failing. Defaults to `false`.",
}

// options reads the options of a function.
func options(given []types.Dynamic, at int64) (markdown.Options, *function.FuncError) {
	var o markdown.Options
	fail := func(format string, args ...any) (markdown.Options, *function.FuncError) {
		return o, function.NewArgumentFuncError(at, fmt.Sprintf(format, args...))
	}
	if len(given) > 1 {
		return fail("%d objects of options. Write one", len(given))
	}
	if len(given) == 0 || given[0].IsNull() || given[0].IsUnderlyingValueNull() {
		return o, nil
	}
	members, ok := membersOf(given[0].UnderlyingValue())
	if !ok {
		return fail("the options are not an object")
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		value := dynamic(members[name])
		if value == nil || value.IsNull() {
			continue
		}
		switch v := value.(type) {
		case types.Bool:
			if name == "lenient" {
				o.Lenient = v.ValueBool()
				continue
			}
		case types.String:
			switch name {
			case "path":
				o.Path = strings.TrimPrefix(v.ValueString(), "./")
				continue
			case "image_base":
				if o.ImageBase = v.ValueString(); !strings.HasPrefix(o.ImageBase, "https://") && !strings.HasPrefix(o.ImageBase, "http://") {
					return fail("image_base is %s. Write a URL that begins with https://", intercom.Quote(o.ImageBase, 80))
				}
				continue
			}
		}
		if name != "links" {
			if name == "path" || name == "image_base" || name == "lenient" {
				return fail("the option %s has another type", name)
			}
			return fail("unknown option %s. The options are path, links, image_base, and lenient", intercom.Quote(name, 40))
		}
		links, ok := membersOf(value)
		if !ok {
			return fail("the option links is not a map of URLs")
		}
		o.Links = map[string]string{}
		for path, address := range links {
			url, ok := dynamic(address).(types.String)
			if !ok || url.IsNull() {
				return fail("the link to %s has no URL. An article has one as soon as it is published", intercom.Quote(path, 120))
			}
			o.Links[path] = url.ValueString()
		}
	}
	return o, nil
}

// membersOf returns the members of an object or a map.
func membersOf(value attr.Value) (map[string]attr.Value, bool) {
	switch v := value.(type) {
	case types.Object:
		return v.Attributes(), true
	case types.Map:
		return v.Elements(), true
	}
	return nil, false
}

// dynamic returns the value in a dynamic one.
func dynamic(value attr.Value) attr.Value {
	if d, ok := value.(types.Dynamic); ok {
		return d.UnderlyingValue()
	}
	return value
}

// problemsError reports the problems of a text, at most ten.
func problemsError(problems []markdown.Problem, o markdown.Options) *function.FuncError {
	if len(problems) == 0 {
		return nil
	}
	var lines []string
	for i, p := range problems {
		if i == 10 {
			lines = append(lines, fmt.Sprintf("and %d more", len(problems)-i))
			break
		}
		lines = append(lines, at(o, p.String()))
	}
	return function.NewArgumentFuncError(0, strings.Join(lines, ".\n"))
}

// at puts the file before a message.
func at(o markdown.Options, message string) string {
	if o.Path == "" {
		return message
	}
	return intercom.Clean(o.Path, 120) + ", " + message
}
