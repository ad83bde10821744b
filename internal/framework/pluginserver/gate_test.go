package pluginserver_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// TestGateCoversEveryRPC makes every call that Terraform can make, on a server that returns only hostile text.
func TestGateCoversEveryRPC(t *testing.T) {
	t.Parallel()
	for name, call := range rpcsOf(t, pluginserver.Gate(hostile{}, token)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			response, err := call()
			if err != nil {
				t.Fatal(err)
			}
			texts := 0
			for _, part := range parts(response) {
				eachText("", part, func(path string, text reflect.Value) {
					texts++
					checkText(t, path, text.String())
				})
			}
			if texts == 0 {
				t.Error("the response has no text, so the test proves nothing")
			}
		})
	}
}

// TestGateCoversErrors is the same test for the errors of RPCs, which Terraform also prints.
func TestGateCoversErrors(t *testing.T) {
	t.Parallel()
	cause := errors.New(hostileText)
	for name, call := range rpcsOf(t, pluginserver.Gate(hostile{cause}, token)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := call()
			if !errors.Is(err, cause) {
				t.Fatalf("the error is not the server's: %v", err)
			}
			checkText(t, "error", err.Error())
		})
	}
}

// rpcsOf returns all methods of the server that take a context and a request.
func rpcsOf(t *testing.T, server tfprotov6.ProviderServer) map[string]func() (any, error) {
	t.Helper()
	calls := map[string]func() (any, error){}
	for method, value := range reflect.ValueOf(server).Methods() {
		calls[method.Name] = func() (any, error) {
			request := reflect.New(value.Type().In(1).Elem())
			out := value.Call([]reflect.Value{reflect.ValueOf(t.Context()), request})
			err, _ := reflect.TypeAssert[error](out[1])
			return out[0].Interface(), err
		}
	}
	return calls
}

// parts returns what can hold text in a response: the response itself, or what its stream carries.
func parts(response any) (all []reflect.Value) {
	switch stream := response.(type) {
	case *tfprotov6.ListResourceServerStream:
		for result := range stream.Results {
			all = append(all, reflect.ValueOf(&result).Elem())
		}
	case *tfprotov6.InvokeActionServerStream:
		for event := range stream.Events {
			content := reflect.New(reflect.TypeOf(event.Type)).Elem()
			content.Set(reflect.ValueOf(event.Type))
			all = append(all, content)
		}
	default:
		all = append(all, reflect.ValueOf(response))
	}
	return all
}

func checkText(t *testing.T, path, text string) {
	t.Helper()
	oneLine := strings.HasSuffix(path, ".Summary") || strings.HasSuffix(path, ".DisplayName")
	limit, maxLine := 16<<10, 4000
	if oneLine {
		limit, maxLine = 512, 512
	}
	if !utf8.ValidString(text) {
		t.Errorf("%s is not UTF-8", path)
	}
	for _, r := range text {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) && (oneLine || r != '\n') {
			t.Errorf("%s has %q", path, r)
		}
	}
	if !strings.Contains(text, `a\u001b]0;title\u0007 b\u000d c\u0000 d\u202e e\u2066 f\u2028 g\x9b h\xff i\u009b j\u007f`) {
		t.Errorf("%s does not show what was escaped: %.200q", path, text)
	}
	if len(text) > limit {
		t.Errorf("%s has %d bytes, more than %d", path, len(text), limit)
	}
	if !strings.HasSuffix(text, "…") {
		t.Errorf("%s does not show that it was cut: %q", path, text[len(text)-20:])
	}
	for line := range strings.SplitSeq(text, "\n") {
		if len(line) > maxLine {
			t.Errorf("%s has a line of %d bytes", path, len(line))
		}
	}
	for _, form := range forms {
		for i := range len(form) - 11 {
			if strings.Contains(text, form[i:i+12]) {
				t.Errorf("%s has the part %q of the token", path, form[i:i+12])
			}
		}
	}
	if got := strings.Count(text, "[access token]"); got != len(forms) {
		t.Errorf("%s names the token %d times, want %d", path, got, len(forms))
	}
}

// notServed are the methods of the framework's server for state stores, which the provider does not have.
var notServed = []string{
	"ConfigureStateStore", "DeleteState", "GetStates", "LockState", "ReadStateBytes", "UnlockState", "ValidateStateStoreConfig", "WriteStateBytes",
}

// TestServerIsComplete fails if a new version of the framework's server has an RPC that the provider's server does not pass
// on.
func TestServerIsComplete(t *testing.T) {
	t.Parallel()
	p := provider.New("test")()
	server := pluginserver.New(p)
	if got, want := reflect.TypeOf(server), reflect.TypeOf(pluginserver.Gate(hostile{})); got != want {
		t.Errorf("the outermost server is %s, want %s", got, want)
	}
	served := rpcsOf(t, server)
	for name := range rpcsOf(t, providerserver.NewProtocol6(p)()) {
		if _, ok := served[name]; ok == slices.Contains(notServed, name) {
			t.Errorf("%s is served: %t, want %t", name, ok, !ok)
		}
	}
}
