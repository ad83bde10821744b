// Package privatestate reads and writes the provider's private state of a resource as JSON.
package privatestate

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// Keys used in the resource's private state.
const (
	// Importing: the refresh that follows imports everything.
	Importing = "importing"
	// ImportedIn: the walk that imported the object.
	ImportedIn = "imported_in"
	// Unmanaged: names of the arguments that an import found and no configuration has set since. Omitting them does not clear
	// them.
	Unmanaged = "adopted"
	// Normalized: Intercom's answers to values that it stores differently.
	Normalized = "answered"
	// Protected: deletion_protection forbids replacing the object. The plan of a forced replacement reads it here.
	Protected = "protected"
	// Holds: the natural key of the object. The plan of a forced replacement reads it here.
	Holds = "holds"
	// Kept: the ID of the object that a plan keeps. The plan of a forced replacement reads it here.
	Kept = "kept"
)

// Reader is the private state of a request.
type Reader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

// Writer is the private state of a response.
type Writer interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// ReadWriter is the private state of a response that has that of the request.
type ReadWriter interface {
	Reader
	Writer
}

// EndPlan removes the notes for the plan of a forced replacement.
func EndPlan(ctx context.Context, p Writer, diags *diag.Diagnostics) {
	for _, key := range []string{Protected, Holds, Kept} {
		Set(ctx, p, key, nil, diags)
	}
}

// Get returns the value stored under key, or the zero value.
func Get[T any](ctx context.Context, p Reader, key string, diags *diag.Diagnostics) (v T) {
	data, d := p.GetKey(ctx, key)
	diags.Append(d...)
	if len(data) == 0 {
		return v
	}
	if err := json.Unmarshal(data, &v); err != nil {
		diags.AddError("Error reading private state", fmt.Sprintf("%s: %s. This is a bug in the provider: please report it.", key, err))
	}
	return v
}

// Set stores v under key, but stores nothing for a zero value: private state is written to disk with every resource.
func Set(ctx context.Context, p Writer, key string, v any, diags *diag.Diagnostics) {
	value := reflect.ValueOf(v)
	if !value.IsValid() || value.IsZero() || (value.Kind() == reflect.Map || value.Kind() == reflect.Slice) && value.Len() == 0 {
		diags.Append(p.SetKey(ctx, key, nil)...)
		return
	}
	data, err := json.Marshal(v)
	if err != nil {
		diags.AddError("Error writing private state", fmt.Sprintf("%s: %s. This is a bug in the provider: please report it.", key, err))
		return
	}
	diags.Append(p.SetKey(ctx, key, data)...)
}
