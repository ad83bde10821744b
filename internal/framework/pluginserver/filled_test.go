package pluginserver_test

import (
	"encoding/base64"
	"fmt"
	"html"
	"net/url"
	"reflect"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

const token = `dG9rOmE8YzNk&ZjQyXzg5/MGE+NF9mZmY1:MTow==`

// forms are the spellings of the token.
var forms = []string{
	token,
	token[5:20],
	base64.StdEncoding.EncodeToString([]byte(token)),
	base64.URLEncoding.EncodeToString([]byte(token)),
	url.QueryEscape(token),
	html.EscapeString(token),
	strings.ReplaceAll(token, "&", `\u0026`),
}

// hostileText must not be in anything that the gate returns.
var hostileText = "a\x1b]0;title\x07 b\r c\x00 d\u202e e\u2066 f\u2028 g\x9b h\xff i\u009b j\x7f\n" +
	strings.Join(forms, "\n") + "\n" + strings.Repeat("line ", 14_000)

// untouched are the types whose text the gate does not change.
var untouched = map[reflect.Type]string{
	reflect.TypeFor[tfprotov6.DynamicValue]():              "a value",
	reflect.TypeFor[tfprotov6.ResourceIdentityData]():      "a value",
	reflect.TypeFor[tfprotov6.ImportedResource]():          "a value, and its type",
	reflect.TypeFor[[]byte]():                              "private state",
	reflect.TypeFor[tftypes.AttributePath]():               "what Terraform looks up in the configuration",
	reflect.TypeFor[tfprotov6.Schema]():                    "a constant of the provider's",
	reflect.TypeFor[tfprotov6.ActionSchema]():              "a constant of the provider's",
	reflect.TypeFor[tfprotov6.ResourceIdentitySchema]():    "a constant of the provider's",
	reflect.TypeFor[tfprotov6.Function]():                  "a constant of the provider's",
	reflect.TypeFor[tfprotov6.DataSourceMetadata]():        "a constant of the provider's",
	reflect.TypeFor[tfprotov6.FunctionMetadata]():          "a constant of the provider's",
	reflect.TypeFor[tfprotov6.ResourceMetadata]():          "a constant of the provider's",
	reflect.TypeFor[tfprotov6.EphemeralResourceMetadata](): "a constant of the provider's",
	reflect.TypeFor[tfprotov6.ListResourceMetadata]():      "a constant of the provider's",
	reflect.TypeFor[tfprotov6.ActionMetadata]():            "a constant of the provider's",
	reflect.TypeFor[tfprotov6.StateStoreMetadata]():        "a constant of the provider's",
	reflect.TypeFor[time.Time]():                           "no text",
}

// filled returns a T with hostile text in every string that is not untouched.
func filled[T any]() *T {
	var v T
	eachText("", reflect.ValueOf(&v).Elem(), func(_ string, text reflect.Value) { text.SetString(hostileText) })
	return &v
}

// eachText calls do with every string in v and its path. It fills pointers, slices, and maps that are nil or empty.
func eachText(path string, v reflect.Value, do func(path string, text reflect.Value)) {
	if _, ok := untouched[v.Type()]; ok {
		return
	}
	switch v.Kind() {
	case reflect.String:
		do(path, v)
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		eachText(path, v.Elem(), do)
	case reflect.Slice:
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		}
		for i := range v.Len() {
			eachText(path, v.Index(i), do)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			eachText(path+"."+v.Type().Field(i).Name, v.Field(i), do)
		}
	case reflect.Map:
		if _, ok := untouched[v.Type().Elem().Elem()]; !ok {
			panic(fmt.Sprintf("%s is a map of %s: teach eachText to fill it", path, v.Type().Elem()))
		}
	case reflect.Bool, reflect.Int32, reflect.Int64:
	default:
		panic(fmt.Sprintf("%s is a %s: teach eachText to fill it", path, v.Type()))
	}
}
