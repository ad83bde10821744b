package helpcenterredirect

import (
	"net/url"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// address is what tells redirects apart: Intercom may write their URLs with another scheme, with the host in lower case, without the
// slash at the end, with other percent escapes, or without the host.
type address struct{ host, rest string }

func addressOf(text string) address {
	u, err := url.Parse(text)
	if err != nil {
		return address{rest: text}
	}
	rest := strings.TrimRight(u.Path, "/")
	if query := u.Query().Encode(); query != "" {
		rest += "?" + query
	}
	if u.Fragment != "" {
		rest += "#" + u.Fragment
	}
	host := strings.ToLower(u.Host)
	for _, port := range []string{":443", ":80"} {
		host = strings.TrimSuffix(host, port)
	}
	return address{host, rest}
}

func (a address) String() string { return a.host + a.rest }

// sameURL reports whether two URLs of one help center are the same redirect's. A URL without a host is a path in the help center.
func sameURL(x, y string) bool {
	a, b := addressOf(x), addressOf(y)
	return a.rest == b.rest && (a.host == b.host || a.host == "" || b.host == "")
}

func sameFromURL(a, b attr.Value) bool {
	x, isText := a.(types.String)
	y, alsoText := b.(types.String)
	if !isText || !alsoText || x.IsNull() || y.IsNull() || x.IsUnknown() || y.IsUnknown() {
		return a.Equal(b)
	}
	return sameURL(x.ValueString(), y.ValueString())
}
