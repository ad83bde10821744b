package article

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/richtext"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// text is what an article says in one locale: a part of the model, or of its translations.
type text struct {
	Title, Description, Body, BodyMarkdown, State types.String
}

var translationType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"title": types.StringType, "description": types.StringType, "body": types.StringType, "body_markdown": types.StringType, "state": types.StringType,
}}

func textOf(value attr.Value) text {
	object, _ := value.(types.Object)
	get := func(name string) types.String {
		v, ok := object.Attributes()[name].(types.String)
		if !ok {
			return types.StringNull()
		}
		return v
	}
	return text{get("title"), get("description"), get("body"), get("body_markdown"), get("state")}
}

func (t text) value() attr.Value {
	return types.ObjectValueMust(translationType.AttrTypes, map[string]attr.Value{
		"title": t.Title, "description": t.Description, "body": t.Body, "body_markdown": t.BodyMarkdown, "state": t.State,
	})
}

// flatten takes over what an answer shows of a text. Of the two forms of the body, it takes the one that the text has, or else
// Markdown where Intercom shows it.
func (t *text) flatten(c intercom.ArticleContent) {
	if c.Title != "" {
		t.Title = types.StringValue(c.Title)
	}
	if description, shown := c.Description.Get(); shown || t.Description.IsUnknown() {
		t.Description = framework.Text(description)
	}
	if c.State != "" || t.State.IsUnknown() {
		t.State = framework.Text(c.State)
	}
	t.showBody(c)
}

func (t *text) showBody(c intercom.ArticleContent) {
	html, hasHTML := c.Body.Get()
	markdown, hasMarkdown := c.BodyMarkdown.Get()
	switch {
	case !hasHTML && !hasMarkdown:
	case !t.Body.IsNull() && !hasHTML:
	case !t.Body.IsNull():
		t.Body = types.StringValue(richtext.StripSignatures(html))
	case hasMarkdown:
		t.BodyMarkdown = framework.Text(richtext.StripSignatures(markdown))
	case !t.BodyMarkdown.IsNull():
		t.BodyMarkdown = types.StringValue(richtext.StripSignatures(html)) // this version shows no Markdown
	default:
		t.Body = framework.Text(richtext.StripSignatures(html))
	}
	for _, into := range []*types.String{&t.Body, &t.BodyMarkdown} {
		if into.IsUnknown() {
			*into = types.StringNull()
		}
	}
}

// importHTML is what an import ID may end in, for configurations that write bodies in HTML.
const importHTML = "body=html"

// oneForm leaves one of the two forms of an imported body, as in a configuration: Markdown where Intercom shows it, unless the
// import requested HTML.
func (t *text) oneForm(c intercom.ArticleContent, option string) {
	html, shown := c.Body.Get()
	switch {
	case option == importHTML && shown:
		t.Body, t.BodyMarkdown = framework.Text(richtext.StripSignatures(html)), types.StringNull()
	case !t.BodyMarkdown.IsNull():
		t.Body = types.StringNull()
	}
}

// only leaves out what is not managed of a text.
func (t text) only(managed text) text {
	if managed.Description.IsNull() {
		t.Description = types.StringNull()
	}
	if managed.State.IsNull() {
		t.State = types.StringNull()
	}
	if managed.Body.IsNull() {
		t.Body = types.StringNull()
	}
	if managed.BodyMarkdown.IsNull() {
		t.BodyMarkdown = types.StringNull()
	}
	return t
}

// asLeftBy leaves out a body that a plan does not have: one that was removed from the configuration stays in Intercom as it is.
func (t text) asLeftBy(planned text) text {
	if planned.body().IsNull() {
		t.Body, t.BodyMarkdown = planned.Body, planned.BodyMarkdown
	}
	return t
}

// sameTranslations compares texts as Intercom keeps them.
func sameTranslations(a, b attr.Value) bool {
	x, _ := a.(types.Map)
	y, _ := b.(types.Map)
	if a.IsUnknown() || b.IsUnknown() || a.IsNull() != b.IsNull() || len(x.Elements()) != len(y.Elements()) {
		return a.Equal(b)
	}
	others := (&model{Translations: y}).translations()
	for locale, one := range (&model{Translations: x}).translations() {
		if other, both := others[locale]; !both || !one.same(other) {
			return false
		}
	}
	return true
}

func (t text) same(other text) bool {
	plain := func(a, b types.String) bool {
		return a.Equal(b) || !a.IsUnknown() && !b.IsUnknown() && attrvalue.EquivalentText(a.ValueString(), b.ValueString())
	}
	return plain(t.Title, other.Title) && plain(t.Description, other.Description) && t.Body.Equal(other.Body) && t.BodyMarkdown.Equal(other.BodyMarkdown) && t.State.Equal(other.State)
}

// sameText takes an empty text for none.
func sameText(a, b attr.Value) bool {
	x, _ := a.(types.String)
	y, _ := b.(types.String)
	return !a.IsUnknown() && !b.IsUnknown() && attrvalue.EquivalentText(x.ValueString(), y.ValueString())
}
