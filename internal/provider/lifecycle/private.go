package ticket

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// What is kept beside the state, and by nobody but this provider read.
const (
	// keyImporting: Read is to take over everything.
	keyImporting = "importing"
	// keyAdopted: the names of the arguments that an import found and no configuration has set since. Leaving them out
	// does not clear them.
	keyAdopted = "adopted"
	// keyAnswered: what Intercom made of values that it normalised.
	keyAnswered = "answered"
)

type privateReader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

type privateWriter interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

func getPrivate[T any](ctx context.Context, p privateReader, key string, diags *diag.Diagnostics) (v T) {
	data, d := p.GetKey(ctx, key)
	diags.Append(d...)
	if len(data) == 0 {
		return v
	}
	if err := json.Unmarshal(data, &v); err != nil {
		diags.AddError("Error reading the ticket's private state", fmt.Sprintf("%s: %s. This is a bug in the provider: please report it.", key, err))
	}
	return v
}

// setPrivate keeps nothing for a zero value: private state is written to disk with every resource.
func setPrivate(ctx context.Context, p privateWriter, key string, v any, diags *diag.Diagnostics) {
	value := reflect.ValueOf(v)
	if !value.IsValid() || value.IsZero() || (value.Kind() == reflect.Map || value.Kind() == reflect.Slice) && value.Len() == 0 {
		diags.Append(p.SetKey(ctx, key, nil)...)
		return
	}
	data, err := json.Marshal(v)
	if err != nil {
		diags.AddError("Error writing the ticket's private state", fmt.Sprintf("%s: %s. This is a bug in the provider: please report it.", key, err))
		return
	}
	diags.Append(p.SetKey(ctx, key, data)...)
}
