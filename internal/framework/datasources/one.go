package datasources

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/boolvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"golang.org/x/text/unicode/norm"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var (
	_ datasource.DataSourceWithConfigure        = (*one[int])(nil)
	_ datasource.DataSourceWithConfigValidators = (*one[int])(nil)
)

// one is the data source of one object.
type one[T any] struct{ source[T] }

// Metadata implements datasource.DataSource.
func (d *one[T]) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = d.Type
}

// Schema implements datasource.DataSource.
func (d *one[T]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := d.Attributes()
	maps.Copy(attributes, d.withinAttribute(true)) // the object's own attribute wins if it has this name
	only := len(d.By) == 1 && d.Flag == ""
	quoted := make([]string, len(d.By))
	for i, name := range d.By {
		quoted[i] = "`" + name + "`"
		attributes[name] = schema.StringAttribute{
			MarkdownDescription: attributes[name].GetMarkdownDescription(), Required: only, Optional: !only, Computed: !only,
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		}
	}
	if d.Flag != "" {
		quoted = append(quoted, "`"+d.Flag+" = true`")
		attributes[d.Flag] = schema.BoolAttribute{
			MarkdownDescription: attributes[d.Flag].GetMarkdownDescription(), Optional: true, Computed: true, Validators: []validator.Bool{boolvalidator.Equals(true)},
		}
	}
	for _, name := range d.Narrow {
		attributes[name] = schema.StringAttribute{
			MarkdownDescription: attributes[name].GetMarkdownDescription() + " If you set it, the " + d.Name + " must have it.", Optional: true, Computed: true,
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		}
	}
	description := fmt.Sprintf("Looks up one Intercom %s by its %s.", d.Name, alternatives(quoted))
	if !only {
		description += " Set exactly one of them."
	}
	if d.List != nil {
		description += " The provider reads the list once per run, even if several data sources use it."
	}
	resp.Schema = schema.Schema{MarkdownDescription: d.DescribeRead(strings.TrimSpace(description + " " + d.Note)), Attributes: attributes}
}

// alternatives joins texts to "a", "a or b", or "a, b, or c".
func alternatives(texts []string) string {
	switch last := len(texts) - 1; last {
	case 0:
		return texts[0]
	case 1:
		return texts[0] + " or " + texts[1]
	default:
		return strings.Join(texts[:last], ", ") + ", or " + texts[last]
	}
}

// ConfigValidators implements datasource.DataSourceWithConfigValidators.
func (d *one[T]) ConfigValidators(context.Context) []datasource.ConfigValidator {
	arguments := make([]path.Expression, len(d.By))
	for i, name := range d.By {
		arguments[i] = path.MatchRoot(name)
	}
	if d.Flag != "" {
		arguments = append(arguments, path.MatchRoot(d.Flag))
	}
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(arguments...)}
}

// Read implements datasource.DataSource.
func (d *one[T]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var within, wanted types.String
	var by string
	if d.Within.Argument != "" {
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(d.Within.Argument), &within)...)
	}
	for _, name := range d.By {
		var value types.String
		if resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(name), &value)...); !value.IsNull() {
			by, wanted = name, value
		}
	}
	if d.Flag != "" {
		var flag types.Bool
		if resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(d.Flag), &flag)...); flag.ValueBool() {
			by, wanted = d.Flag, types.StringValue("true")
		}
	}
	ctx, cancel := context.WithTimeout(ctx, framework.DefaultTimeout)
	defer cancel()
	r, ok := d.reader(ctx, "looking up a "+d.Name, &resp.Diagnostics)
	if !ok {
		return
	}
	candidates := d.candidates(ctx, r, by, wanted.ValueString(), within, &resp.Diagnostics)
	narrowed := d.narrow(ctx, req, &candidates, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	attributes := d.choose(candidates, by, wanted.ValueString(), within, narrowed, &resp.Diagnostics)
	if !resp.Diagnostics.HasError() {
		d.set(ctx, resp, attributes, within, nil)
	}
}

// narrow leaves the candidates that have all values of Narrow that are set, and says which those are.
func (d *one[T]) narrow(ctx context.Context, req datasource.ReadRequest, candidates *[]attr.Value, diags *diag.Diagnostics) (where string) {
	for _, name := range d.Narrow {
		var value types.String
		if diags.Append(req.Config.GetAttribute(ctx, path.Root(name), &value)...); value.IsNull() {
			continue
		}
		*candidates = slices.DeleteFunc(*candidates, func(o attr.Value) bool { return !sameText(textOf(o, name), value.ValueString()) })
		where += fmt.Sprintf(" within %s %s", name, intercom.Quote(value.ValueString(), 80))
	}
	return where
}

// candidates returns the objects that may have the value: Intercom's complete list, or what it finds.
func (d *one[T]) candidates(ctx context.Context, r framework.Reader, by, wanted string, within types.String, diags *diag.Diagnostics) []attr.Value {
	var shown []T
	if d.List != nil {
		shown = d.list(ctx, r, within, diags)
		if d.Deleted != nil {
			shown = slices.DeleteFunc(slices.Clone(shown), d.Deleted)
		}
	} else {
		shown = d.find(ctx, r, by, wanted, within, diags)
	}
	_, candidates := d.objects(ctx, r, shown, diags)
	return candidates
}

// find asks Intercom for the objects that have the value. The 404 of one object means "none" only if it is Intercom's own
// answer.
func (d *one[T]) find(ctx context.Context, r framework.Reader, by, wanted string, within types.String, diags *diag.Diagnostics) []T {
	find := d.Find
	if d.Within.Find != nil {
		find = func(ctx context.Context, r framework.Reader, by, value string) ([]T, error) {
			return d.Within.Find(ctx, r, within.ValueString(), by, value)
		}
	}
	found, err := find(ctx, r, by, wanted)
	if err == nil {
		d.base.Data.Walk.RecordAnswer(d.Type)
		return found
	}
	if missing, ok := errors.AsType[*missingError](err); ok {
		err = d.base.ProveMissing(missing.error)
	}
	if err != nil {
		diags.Append(providerdiag.AttributeError(path.Root(by), fmt.Sprintf("looking up a %s by its %s", d.Name, by), err, "", d.Reads()))
	}
	return nil
}

// missingError is the 404 of a call that reads one object. A search that answers 404 has failed.
type missingError struct{ error }

// choose returns the one object that has the value. An exact match takes precedence over one with decomposed letters, which Terraform
// composes in every configuration, and over one in another case, if case does not matter.
func (d *one[T]) choose(candidates []attr.Value, by, wanted string, within types.String, where string, diags *diag.Diagnostics) map[string]attr.Value {
	matching := func(matches func(string) bool) []attr.Value {
		return slices.DeleteFunc(slices.Clone(candidates), func(o attr.Value) bool { return !matches(textOf(o, by)) })
	}
	found := matching(func(text string) bool { return text == wanted })
	if len(found) == 0 {
		found = matching(func(text string) bool { return sameText(text, wanted) })
	}
	if len(found) == 0 && slices.Contains(d.AnyCase, by) {
		found = matching(func(text string) bool {
			return attrvalue.EquivalentText(strings.ToLower(text), strings.ToLower(wanted))
		})
	}
	if len(found) == 1 {
		return found[0].(types.Object).Attributes()
	}
	if !within.IsNull() {
		where += fmt.Sprintf(" within %s %s", d.Within.Argument, intercom.Quote(within.ValueString(), 80))
	}
	summary := fmt.Sprintf("%d %s have the %s %s%s", len(found), d.Plural, by, intercom.Quote(wanted, 80), where)
	switch {
	case len(found) > 1:
		apart := cmp.Or(d.Apart, "id")
		diags.AddAttributeError(path.Root(by), summary, fmt.Sprintf("Look it up by %s instead. Their %ss are %s.", apart, apart, strings.Join(texts(found, apart), ", ")))
	case by == d.Flag:
		diags.AddAttributeError(path.Root(by), summary, d.FlagHint)
	case d.List != nil:
		diags.AddAttributeError(path.Root(by), summary, providerdiag.Nearest(wanted, texts(candidates, by)))
	case len(candidates) > 0:
		diags.AddAttributeError(path.Root(by), fmt.Sprintf("Intercom answered with another %s than the one with the %s %s", d.Name, by, intercom.Quote(wanted, 80)),
			fmt.Sprintf("The answer shows the id %s. Run Terraform again, and check whether a proxy changes Intercom's answers (provider argument base_url, HTTPS_PROXY).", strings.Join(texts(candidates, "id"), ", ")))
	default:
		diags.AddAttributeError(path.Root(by), summary, d.Hint)
	}
	return nil
}

// sameText reports whether two texts differ at most in whether their letters are composed.
func sameText(x, y string) bool { return norm.NFC.String(x) == norm.NFC.String(y) }

// Single is for Find functions that read one object: it returns that object, or none if Intercom answers that it does not
// exist.
func Single[T any](found T, err error) ([]T, error) {
	switch {
	case framework.IsMissing(err):
		return nil, &missingError{err}
	case err != nil:
		return nil, err
	}
	return []T{found}, nil
}

// texts returns the values of an attribute, for messages.
func texts(objects []attr.Value, name string) []string {
	all := make([]string, len(objects))
	for i, o := range objects {
		all[i] = textOf(o, name)
	}
	return all
}

func textOf(value attr.Value, name string) string {
	object, _ := value.(types.Object)
	switch v := object.Attributes()[name].(type) {
	case types.String:
		return v.ValueString()
	case types.Bool:
		return fmt.Sprint(v.ValueBool())
	}
	return ""
}
