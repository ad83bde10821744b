package functions_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

var text = tftypes.String

// object is a value of an object with what the members say.
func object(members map[string]tftypes.Value) tftypes.Value {
	memberTypes := map[string]tftypes.Type{}
	for name, v := range members {
		memberTypes[name] = v.Type()
	}
	return tftypes.NewValue(tftypes.Object{AttributeTypes: memberTypes}, members)
}

func str(s string) tftypes.Value { return tftypes.NewValue(text, s) }

// call calls a function of a provider that is not configured. The first arguments are texts, further ones dynamic.
func call(t *testing.T, name string, result tftypes.Type, texts []string, further ...tftypes.Value) (tftypes.Value, *tfprotov6.FunctionError) {
	t.Helper()
	var arguments []*tfprotov6.DynamicValue
	for _, s := range texts {
		v, err := tfprotov6.NewDynamicValue(text, str(s))
		if err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, &v)
	}
	for _, f := range further {
		v, err := tfprotov6.NewDynamicValue(tftypes.DynamicPseudoType, f)
		if err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, &v)
	}
	server := pluginserver.New(provider.New("test")())
	resp, err := server.CallFunction(t.Context(), &tfprotov6.CallFunctionRequest{Name: name, Arguments: arguments})
	if err != nil {
		t.Fatal(err)
	}
	if resp.Error != nil {
		return tftypes.Value{}, resp.Error
	}
	v, err := resp.Result.Unmarshal(result)
	if err != nil {
		t.Fatal(err)
	}
	return v, nil
}

// articleType is what article_file returns.
var articleType = tftypes.Object{AttributeTypes: map[string]tftypes.Type{
	"title": text, "description": text, "state": text, "locale": text, "key": text, "intercom_id": text, "collection": text, "author": text, "body": text, "body_markdown": text,
	"tags": tftypes.List{ElementType: text}, "redirect_from": tftypes.List{ElementType: text}, "links": tftypes.List{ElementType: text},
}}

// members returns the members of an object, with texts as they are, lists joined with "|", and null as "null".
func members(t *testing.T, v tftypes.Value) map[string]string {
	t.Helper()
	values := map[string]tftypes.Value{}
	if err := v.As(&values); err != nil {
		t.Fatal(err)
	}
	shown := map[string]string{}
	for name, v := range values {
		var s string
		var list []tftypes.Value
		switch {
		case v.IsNull():
			s = "null"
		case v.As(&s) == nil:
		case v.As(&list) == nil:
			var parts []string
			for _, item := range list {
				var part string
				if err := item.As(&part); err != nil {
					t.Fatal(err)
				}
				parts = append(parts, part)
			}
			s = strings.Join(parts, "|")
		}
		shown[name] = s
	}
	return shown
}

func TestArticleFile(t *testing.T) {
	t.Parallel()
	got, problem := call(t, "article_file", articleType, []string{"---\nkey: billing/refunds\nintercom_id: 48\ndescription: When the money is back.\nstate: published\nlocale: pt-BR\ncollection: billing\n" +
		"tags: [money, back]\nredirect_from: https://help.example.com/old\nauthor: docs@example.com\nsidebar_position: 3\n---\n\n# How *refunds* work\n\nSee [fees](../fees.md).\n\n![a](b.png)\n"},
		object(map[string]tftypes.Value{
			"path": str("en/billing/refunds.md"), "image_base": str("https://raw.example.com/abc"), "lenient": tftypes.NewValue(tftypes.Bool, false),
			"links": object(map[string]tftypes.Value{"en/fees.md": str("https://help.example.com/en/articles/7")}),
		}))
	if problem != nil {
		t.Fatal(problem.Text)
	}
	want := map[string]string{
		"title": "How refunds work", "description": "When the money is back.", "state": "published", "locale": "pt-BR", "key": "billing/refunds", "intercom_id": "48", "collection": "billing",
		"author": "docs@example.com", "tags": "money|back", "redirect_from": "https://help.example.com/old", "links": "en/fees.md",
		"body":          `<p>See <a href="https://help.example.com/en/articles/7">fees</a>.</p><div class="intercom-container"><img src="https://raw.example.com/abc/en/billing/b.png" alt="a"></div>`,
		"body_markdown": "See [fees](https://help.example.com/en/articles/7).\n\n![a](https://raw.example.com/abc/en/billing/b.png)\n",
	}
	if shown := members(t, got); !maps.Equal(shown, want) {
		for _, name := range slices.Sorted(maps.Keys(want)) {
			if shown[name] != want[name] {
				t.Errorf("%s: got %q, want %q", name, shown[name], want[name])
			}
		}
	}
}

func TestArticleFileTexts(t *testing.T) {
	t.Parallel()
	large := strings.Repeat("word ", 20_000)
	for name, c := range map[string]struct {
		text        string
		title, body string
	}{
		"no front matter":    {"# A\nb", "A", "<p>b</p>"},
		"an empty one":       {"---\n---\n# A\nb", "A", "<p>b</p>"},
		"a comment alone":    {"---\n# a: b\n---\n# A\nb", "A", "<p>b</p>"},
		"null":               {"---\n~\n---\n# A\nb", "A", "<p>b</p>"},
		"Windows":            {"\ufeff---\r\ntitle: A\r\n---\r\n\r\nb\r\n", "A", "<p>b</p>"},
		"both titles":        {"---\ntitle: A\n---\n# B\nc", "A", "<p>c</p>"},
		"a rule in code":     {"# A\n\n```yaml\n---\na: b\n---\n```", "A", "<pre><code>---\na: b\n---</code></pre>"},
		"a rule in the text": {"# A\n\nb\n\n---\n\nc", "A", "<p>b</p><hr><p>c</p>"},
		"a number":           {"---\ntitle: 2026\n---\n", "2026", ""},
		"a date":             {"---\ntitle: 2026-01-02\n---\n", "2026-01-02", ""},
		"an alias":           {"---\nx: &x A\ntitle: *x\n---\n", "A", ""},
		"dots at the end":    {"---\ntitle: A\n...\nb", "A", "<p>b</p>"},
		"an end in a text":   {"---\ntitle: |-\n  A\n  ---\n---\nb", "A\n---", "<p>b</p>"},
		"much":               {"# A\n\n" + large, "A", "<p>" + strings.TrimSpace(large) + "</p>"},
	} {
		got, problem := call(t, "article_file", articleType, []string{c.text})
		if problem != nil {
			t.Errorf("%s: %s", name, problem.Text)
			continue
		}
		shown := members(t, got)
		if shown["title"] != c.title || shown["body"] != c.body {
			t.Errorf("%s: title %q, body %.200q, want %q and %.200q", name, shown["title"], shown["body"], c.title, c.body)
		}
		if shown["tags"] != "" || shown["key"] != "null" || shown["state"] != "null" {
			t.Errorf("%s: %v", name, shown)
		}
	}
}

func TestContentProblems(t *testing.T) {
	t.Parallel()
	path := object(map[string]tftypes.Value{"path": str("en/a.md")})
	for name, c := range map[string]struct {
		function string
		text     string
		options  []tftypes.Value
		problem  string
		argument int64
	}{
		"nothing":                 {"article_file", "", nil, "line 1: the article has no title", 0},
		"no title":                {"article_file", "---\nkey: a\n---\nb", nil, "line 4: the article has no title", 0},
		"no end":                  {"article_file", "---\ntitle: A\n\nb", nil, "line 1: the front matter has no end", 0},
		"no map":                  {"front_matter", "---\nb\n---\n", nil, "line 2: the front matter is not a map", 0},
		"invalid YAML":            {"front_matter", "---\na: b\nc: d: e\n---\n", nil, "line 3 is not valid YAML: mapping values are not allowed", 0},
		"twice the same key":      {"article_file", "---\ntitle: a\ntitle: b\n---\n", nil, "line 3 is not valid YAML", 0},
		"infinity":                {"front_matter", "---\na: .inf\n---\n", nil, "a: +Inf is not a number", 0},
		"a state":                 {"article_file", "---\ntitle: A\nstate: live\n---\n", nil, `line 3: state is "live"`, 0},
		"a locale":                {"article_file", "---\nlocale: pt_BR\n---\n# A", nil, `line 2: locale is "pt_BR"`, 0},
		"an ID":                   {"article_file", "---\nintercom_id: https://a.b\n---\n# A", nil, `line 2: intercom_id is "https://a.b"`, 0},
		"a key":                   {"article_file", "---\nkey: a b\n---\n# A", nil, `line 2: key is "a b"`, 0},
		"a list as title":         {"article_file", "---\ntitle: [a]\n---\n", nil, "line 2: title is not a text", 0},
		"a map of tags":           {"article_file", "---\ntags: {a: b}\n---\n# A", nil, "line 2: tags is not a list of texts", 0},
		"a body":                  {"article_file", "---\na: b\n---\n# A\n\n- c\n  - d\n\n> e", nil, "line 7: Intercom refuses a list in a list. Write one list, or a heading and a list for each item.\nline 9: Intercom has no quotations", 0},
		"a file":                  {"article_file", "---\na: b\n---\n# A\n\n> c", []tftypes.Value{path}, "en/a.md, line 6: Intercom has no quotations", 0},
		"a file's front matter":   {"article_file", "---\na: b: c\n---\n# A", []tftypes.Value{path}, "en/a.md, line 2 is not valid YAML", 0},
		"many problems":           {"markdown_to_html", strings.Repeat("> a\n\n", 12), nil, "and 2 more", 0},
		"an unknown option":       {"markdown_to_html", "a", []tftypes.Value{object(map[string]tftypes.Value{"image_bas": str("b")})}, `unknown option "image_bas"`, 1},
		"an option's type":        {"markdown_to_html", "a", []tftypes.Value{object(map[string]tftypes.Value{"lenient": str("yes")})}, "the option lenient has another type", 1},
		"a base":                  {"markdown_to_html", "a", []tftypes.Value{object(map[string]tftypes.Value{"image_base": str("help/")})}, `image_base is "help/"`, 1},
		"links that are no map":   {"markdown_to_html", "a", []tftypes.Value{object(map[string]tftypes.Value{"links": str("help/")})}, "links is not a map", 1},
		"a link without URL":      {"markdown_to_html", "a", []tftypes.Value{object(map[string]tftypes.Value{"links": object(map[string]tftypes.Value{"a.md": tftypes.NewValue(text, nil)})})}, `the link to "a.md" has no URL`, 1},
		"options that are a text": {"markdown_to_html", "a", []tftypes.Value{str("lenient")}, "the options are not an object", 1},
		"options twice":           {"markdown_to_html", "a", []tftypes.Value{path, path}, "2 objects of options", 1},
		"no article's URL":        {"article_id", "https://a.b/collections/48", nil, "is not the URL of an article", 0},
		"a terminal's text":       {"article_id", "\x1b[31m", nil, `\u001b[31m`, 0},
	} {
		result := tftypes.Type(text)
		switch c.function {
		case "article_file":
			result = articleType
		case "front_matter":
			result = tftypes.DynamicPseudoType
		}
		_, problem := call(t, c.function, result, []string{c.text}, c.options...)
		switch {
		case problem == nil:
			t.Errorf("%s: no error", name)
		case !strings.Contains(problem.Text, c.problem):
			t.Errorf("%s: error %q, want one that says %q", name, problem.Text, c.problem)
		case problem.FunctionArgument == nil || *problem.FunctionArgument != c.argument:
			t.Errorf("%s: error about argument %v, want %d", name, problem.FunctionArgument, c.argument)
		case strings.HasSuffix(problem.Text, ".") || strings.Contains(problem.Text, "developer"):
			t.Errorf("%s: error %q", name, problem.Text)
		}
	}
}

func TestMarkdownToHTML(t *testing.T) {
	t.Parallel()
	got, problem := call(t, "markdown_to_html", text, []string{"- a\n  - b ~~c~~"}, object(map[string]tftypes.Value{"lenient": tftypes.NewValue(tftypes.Bool, true), "links": tftypes.NewValue(tftypes.DynamicPseudoType, nil)}))
	if problem != nil {
		t.Fatal(problem.Text)
	}
	if !got.Equal(str("<ul><li>a</li><li>b c</li></ul>")) {
		t.Errorf("got %s", got)
	}
	if _, problem := call(t, "markdown_to_html", text, []string{"a"}, tftypes.NewValue(tftypes.DynamicPseudoType, nil)); problem != nil {
		t.Errorf("null options: %s", problem.Text)
	}
}

func TestFrontMatter(t *testing.T) {
	t.Parallel()
	got, problem := call(t, "front_matter", tftypes.DynamicPseudoType, []string{"---\ntitle: A\nn: 3\nhalf: 0.5\nyes: true\nnothing:\ndate: 2026-01-02\nlist: [a, 1]\nmap: {a: {b: c}}\n1: one\n---\n# B"})
	if problem != nil {
		t.Fatal(problem.Text)
	}
	want := object(map[string]tftypes.Value{
		"title": str("A"), "n": tftypes.NewValue(tftypes.Number, 3), "half": tftypes.NewValue(tftypes.Number, 0.5), "yes": tftypes.NewValue(tftypes.Bool, true),
		"nothing": tftypes.NewValue(tftypes.DynamicPseudoType, nil), "date": str("2026-01-02"), "1": str("one"),
		"list": tftypes.NewValue(tftypes.Tuple{ElementTypes: []tftypes.Type{text, tftypes.Number}}, []tftypes.Value{str("a"), tftypes.NewValue(tftypes.Number, 1)}),
		"map":  object(map[string]tftypes.Value{"a": object(map[string]tftypes.Value{"b": str("c")})}),
	})
	if !got.Equal(want) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, s := range []string{"", "# A", "---\n---", "a\n---\nb: c\n---", " ---\na: b\n---\n"} {
		if got, problem := call(t, "front_matter", tftypes.DynamicPseudoType, []string{s}); problem != nil || !got.Equal(object(map[string]tftypes.Value{})) {
			t.Errorf("%q: %v, %v", s, got, problem)
		}
	}
}

func TestArticleIDAndUserHash(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]string{
		"https://help.example.com/en/articles/48-refunds": "48", "https://intercom.help/acme/en/articles/9357931": "9357931", "http://help.example.com/articles/7/?a#b": "7",
		"https://app.intercom.com/a/apps/abc/articles/articles/123/show": "123", "/en/articles/5-a": "5",
	} {
		if got, problem := call(t, "article_id", text, []string{url}); problem != nil || !got.Equal(str(want)) {
			t.Errorf("%s: %v, %v, want %s", url, got, problem, want)
		}
	}
	for _, url := range []string{"", "48", "https://a.b/articles/", "https://a.b/articles/48x", "https://a.b/?u=/articles/48"} {
		if _, problem := call(t, "article_id", text, []string{url}); problem == nil {
			t.Errorf("%q has an ID", url)
		}
	}
	// The HMAC-SHA256 of Wikipedia's example.
	got, problem := call(t, "user_hash", text, []string{"key", "The quick brown fox jumps over the lazy dog"})
	if problem != nil || !got.Equal(str("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8")) {
		t.Errorf("user hash %v, %v", got, problem)
	}
	for argument, texts := range [][]string{{"", "a"}, {"a", ""}} {
		if _, problem := call(t, "user_hash", text, texts); problem == nil || *problem.FunctionArgument != int64(argument) {
			t.Errorf("%q: %+v", texts, problem)
		}
	}
}

// FuzzArticleFile calls the functions with any text. None may panic, and an error names the argument.
func FuzzArticleFile(f *testing.F) {
	for _, s := range []string{"", "---\na: b\n---\n# A", "---\na: &a [*a]\n---\n", "---\n? - a\n---", "---\n<<: {a: b}\ntitle: c\n---\n", "---\na: !!binary x\n---\n", "---\n\ta: b\n---", "---\ntags: [[a]]\n---\n", "\ufeff\ufeff---", "---\n---\n---"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, result := range map[string]tftypes.Type{"article_file": articleType, "front_matter": tftypes.DynamicPseudoType, "markdown_to_html": text, "article_id": text} {
			_, problem := call(t, name, result, []string{s})
			if problem == nil {
				continue
			}
			if problem.FunctionArgument == nil || *problem.FunctionArgument != 0 {
				t.Errorf("%s: error %q about no argument", name, problem.Text)
			}
			if strings.Contains(problem.Text, "developer") || strings.Contains(problem.Text, "panic") {
				t.Errorf("%s: error %q", name, problem.Text)
			}
		}
	})
}

// TestContentFunctionsWithTerraform calls them with the real binary, with URLs that are known after the apply.
func TestContentFunctionsWithTerraform(t *testing.T) {
	t.Parallel()
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: acctest.Config(acctest.Fake(t), `
terraform {
  required_providers {
    intercom = { source = "hashicorp/intercom" }
  }
}

resource "terraform_data" "url" {
  input = "https://help.example.com/en/articles/7-fees"
}

locals {
  article = provider::intercom::article_file("# A\n\n[b](b.md)", { links = { "b.md" = terraform_data.url.output } })
}

output "body" { value = local.article.body }
output "matter" { value = provider::intercom::front_matter("---\na: { b: [1] }\n---\n").a.b[0] }
output "html" { value = provider::intercom::markdown_to_html("**a**") }
output "id" { value = provider::intercom::article_id(terraform_data.url.output) }
output "hash" {
  value     = provider::intercom::user_hash(sensitive("key"), "ada")
  sensitive = true
}
`),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownOutputValue("body", knownvalue.StringExact(`<p><a href="https://help.example.com/en/articles/7-fees">b</a></p>`)),
				statecheck.ExpectKnownOutputValue("matter", knownvalue.Int64Exact(1)),
				statecheck.ExpectKnownOutputValue("html", knownvalue.StringExact("<p><b>a</b></p>")),
				statecheck.ExpectKnownOutputValue("id", knownvalue.StringExact("7")),
			},
		}},
	})
}
