package export

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// server is the provider's own protocol server in this process: an export sees what Terraform would see.
type server struct {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	schema *tfprotov6.GetProviderSchemaResponse
	// calls counts the exchanges with Intercom, and waited what the client waited for the rate limit, in nanoseconds.
	calls, waited atomic.Int64
	// waiting is called before the client waits.
	waiting func(time.Duration)
	// client has the settings of the provider's client.
	client intercom.Config
}

// listedResult is one result of a list. state is null if the resource was not asked for.
type listedResult struct {
	name     string
	identity map[string]string
	state    tftypes.Value
}

// newServer starts and configures the provider. What arguments lacks comes from the environment, as in Terraform.
func newServer(ctx context.Context, version string, arguments map[string]string, options []provider.Option, waiting func(time.Duration)) (*server, error) {
	s := &server{waiting: waiting}
	p := provider.New(version, append(options, provider.WithClient(s.observe))...)()
	s.ProviderServer = pluginserver.New(p)
	lists, ok := s.ProviderServer.(tfprotov6.ListResourceServer)
	if !ok {
		return nil, errors.New("the provider's server has no lists")
	}
	s.ListResourceServer = lists
	var err error
	if s.schema, err = s.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		return nil, err
	}
	values := map[string]tftypes.Value{"batch_refresh": tftypes.NewValue(tftypes.Bool, true)}
	for name, value := range arguments {
		values[name] = tftypes.NewValue(tftypes.String, value)
		if set := (tftypes.Set{ElementType: tftypes.String}); attribute(s.schema.Provider.Block, name).ValueType().Is(set) {
			var all []tftypes.Value
			for _, each := range commas(value) {
				all = append(all, tftypes.NewValue(tftypes.String, each))
			}
			values[name] = tftypes.NewValue(set, all)
		}
	}
	config, err := block(s.schema.Provider.Block, values)
	if err != nil {
		return nil, err
	}
	resp, err := s.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{TerraformVersion: "export", Config: config})
	if err != nil {
		return nil, err
	}
	return s, problem(resp.Diagnostics)
}

// observe adds to what the provider's client reports about its calls.
func (s *server) observe(cfg *intercom.Config) {
	s.client = *cfg
	observe, pausing := cfg.Observe, cfg.Pausing
	cfg.Observe = func(ctx context.Context, e intercom.Exchange) {
		s.calls.Add(1)
		observe(ctx, e)
	}
	cfg.Pausing = func(ctx context.Context, p intercom.Pause) {
		s.waited.Add(int64(p.Wait))
		s.waiting(p.Wait)
		pausing(ctx, p)
	}
}

// list calls found for each object of a kind. It returns the problems of objects that cannot be shown, and the error that ended the
// list before its end.
func (s *server) list(ctx context.Context, k *kind, config map[string]tftypes.Value, withResource bool, found func(listedResult)) (skipped []error, err error) {
	dynamic, err := block(k.list, config)
	if err != nil {
		return nil, err
	}
	stream, err := s.ListResource(ctx, &tfprotov6.ListResourceRequest{TypeName: k.Type, Config: dynamic, IncludeResource: withResource})
	if err != nil {
		return nil, err
	}
	typ := s.schema.ResourceSchemas[k.Type].ValueType()
	for result := range stream.Results {
		if ctx.Err() != nil {
			return skipped, ctx.Err()
		}
		failed := problem(result.Diagnostics)
		switch {
		case failed != nil && result.Identity == nil:
			return skipped, failed
		case failed != nil:
			skipped = append(skipped, fmt.Errorf("%s: %w", result.DisplayName, failed))
			continue
		case result.Identity == nil:
			for _, d := range result.Diagnostics { // an object that the list could not read
				skipped = append(skipped, fmt.Errorf("%s: %s", d.Summary, d.Detail))
			}
			continue
		}
		one := listedResult{name: result.DisplayName}
		if one.identity, err = identityOf(k.Keys, result.Identity); err != nil {
			return skipped, err
		}
		if withResource {
			if one.state, err = result.Resource.Unmarshal(typ); err != nil {
				return skipped, err
			}
		}
		found(one)
	}
	return skipped, ctx.Err()
}

// read imports an object with all keys of its free maps, and reads it.
func (s *server) read(ctx context.Context, kind, id string) (tftypes.Value, error) {
	typ := s.schema.ResourceSchemas[kind].ValueType()
	imported, err := s.ImportResourceState(ctx, &tfprotov6.ImportResourceStateRequest{TypeName: kind, ID: id})
	if err == nil {
		err = problem(imported.Diagnostics)
	}
	if err != nil {
		return tftypes.Value{}, err
	}
	if len(imported.ImportedResources) != 1 {
		return tftypes.Value{}, errors.New("the provider imported nothing")
	}
	object := imported.ImportedResources[0]
	resp, err := s.ReadResource(ctx, &tfprotov6.ReadResourceRequest{TypeName: kind, CurrentState: object.State, Private: object.Private, CurrentIdentity: object.Identity})
	if err == nil {
		err = problem(resp.Diagnostics)
	}
	if err != nil {
		if resp != nil && slices.ContainsFunc(resp.Diagnostics, func(d *tfprotov6.Diagnostic) bool { return strings.HasSuffix(d.Summary, framework.NotThere) }) {
			err = fmt.Errorf("%w: %w", errGone, err)
		}
		return tftypes.Value{}, err
	}
	state, err := resp.NewState.Unmarshal(typ)
	if err == nil && state.IsNull() {
		err = errGone
	}
	return state, err
}

// errGone means that Intercom has proved that an object does not exist.
var errGone = errors.New("it is gone")

// errNoMatch means that Intercom answered, but that not exactly one object matches.
var errNoMatch = errors.New("not exactly one object matches")

// data reads a data source. A problem of an argument is errNoMatch.
func (s *server) data(ctx context.Context, name string, config map[string]tftypes.Value) (map[string]tftypes.Value, error) {
	schema := s.schema.DataSourceSchemas[name]
	dynamic, err := block(schema.Block, config)
	if err != nil {
		return nil, err
	}
	resp, err := s.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: dynamic})
	if err == nil {
		err = problem(resp.Diagnostics)
	}
	if err != nil {
		if resp != nil && !slices.ContainsFunc(resp.Diagnostics, func(d *tfprotov6.Diagnostic) bool {
			return d.Severity == tfprotov6.DiagnosticSeverityError && d.Attribute == nil
		}) {
			err = fmt.Errorf("%w: %w", errNoMatch, err)
		}
		return nil, err
	}
	state, err := resp.State.Unmarshal(schema.ValueType())
	if err != nil {
		return nil, err
	}
	return fields(state), nil
}

// validate returns the errors of the provider's validators.
func (s *server) validate(ctx context.Context, kind string, config tftypes.Value) ([]*tfprotov6.Diagnostic, error) {
	dynamic, err := tfprotov6.NewDynamicValue(config.Type(), config)
	if err != nil {
		return nil, err
	}
	resp, err := s.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{
		TypeName: kind, Config: &dynamic, ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	if err != nil {
		return nil, err
	}
	var found []*tfprotov6.Diagnostic
	for _, d := range resp.Diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			found = append(found, d)
		}
	}
	return found, nil
}

// problem returns the errors among the diagnostics, or nil.
func problem(diags []*tfprotov6.Diagnostic) error {
	var all []error
	for _, d := range diags {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			all = append(all, errors.New(strings.TrimSuffix(d.Summary+": "+oneLine(d.Detail), ": ")))
		}
	}
	return errors.Join(all...)
}

// oneLine writes a detail's paragraphs as one.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// block returns the configuration of a block in which everything but values is null.
func block(b *tfprotov6.SchemaBlock, values map[string]tftypes.Value) (*tfprotov6.DynamicValue, error) {
	typ := b.ValueType()
	all := map[string]tftypes.Value{}
	for name, t := range typ.(tftypes.Object).AttributeTypes {
		all[name] = tftypes.NewValue(t, nil)
	}
	maps.Copy(all, values)
	dynamic, err := tfprotov6.NewDynamicValue(typ, tftypes.NewValue(typ, all))
	return &dynamic, err
}

// identityOf returns the parts of an identity, all of which are text.
func identityOf(keys []framework.Key, data *tfprotov6.ResourceIdentityData) (map[string]string, error) {
	types := map[string]tftypes.Type{workspaceID: tftypes.String}
	for _, k := range keys {
		types[k.Name] = tftypes.String
	}
	v, err := data.IdentityData.Unmarshal(tftypes.Object{AttributeTypes: types})
	parts := map[string]string{}
	for name, value := range fields(v) {
		parts[name] = text(value)
	}
	return parts, err
}

// fields returns the attributes of an object, or none.
func fields(v tftypes.Value) map[string]tftypes.Value {
	var all map[string]tftypes.Value
	if v.Type() == nil || v.IsNull() || !v.IsKnown() || v.As(&all) != nil {
		return map[string]tftypes.Value{}
	}
	return all
}

// elements returns the elements of a list, a set, or a tuple, or none.
func elements(v tftypes.Value) []tftypes.Value {
	var all []tftypes.Value
	if v.Type() == nil || v.IsNull() || !v.IsKnown() || v.As(&all) != nil {
		return nil
	}
	return all
}

// text returns a string's value, or "".
func text(v tftypes.Value) string {
	var s string
	if v.Type() == nil || v.IsNull() || !v.IsKnown() || v.As(&s) != nil {
		return ""
	}
	return s
}
