package acctest

import (
	"context"
	"iter"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Data reads the data source of the driver's name, in the plan walk.
func (p *Protocol) Data(config Block) (Object, []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	return p.data(p.planWalk(), config)
}

// Data reads the data source of the driver's name in the apply walk, as Terraform does if it depends on an applied
// resource.
func (w *Walk) Data(config Block) (Object, []*tfprotov6.Diagnostic) {
	w.tb.Helper()
	return w.data(w.server, config)
}

func (p *Protocol) data(server tfprotov6.ProviderServer, config Block) (Object, []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	typ := p.schema.DataSourceSchemas[p.name].ValueType()
	resp, err := server.ReadDataSource(context.Background(), &tfprotov6.ReadDataSourceRequest{
		TypeName: p.name, Config: p.dynamic(typ, p.value(typ, config)),
	})
	p.must(err)
	if resp.State == nil {
		return Object{}, resp.Diagnostics
	}
	state, err := resp.State.Unmarshal(typ)
	p.must(err)
	return Object{State: state}, resp.Diagnostics
}

// ValidateData checks the configuration of the data source of the driver's name.
func (p *Protocol) ValidateData(config Block) []*tfprotov6.Diagnostic {
	p.tb.Helper()
	typ := p.schema.DataSourceSchemas[p.name].ValueType()
	resp, err := p.planWalk().ValidateDataResourceConfig(context.Background(), &tfprotov6.ValidateDataResourceConfigRequest{
		TypeName: p.name, Config: p.dynamic(typ, p.value(typ, config)),
	})
	p.must(err)
	return resp.Diagnostics
}

// DataSources returns the provider's data sources.
func (p *Protocol) DataSources() []string {
	return slices.Sorted(maps.Keys(p.schema.DataSourceSchemas))
}

// Listed is one result of a list. Its State is the resource's, or nothing if it was not requested.
type Listed struct {
	Name string
	Object
}

// Descriptions returns what the documentation says of the data source and of the list resource.
func (p *Protocol) Descriptions() (data, list string) {
	if d := p.schema.DataSourceSchemas[p.name]; d != nil {
		data = d.Block.Description
	}
	if l := p.schema.ListResourceSchemas[p.name]; l != nil {
		list = l.Block.Description
	}
	return data, list
}

// Stream lists resources of the driver's type like Terraform: the provider continues when the next result is requested. A
// limit of 0 means no limit.
func (p *Protocol) Stream(config Block, limit int64, withResource bool) iter.Seq2[Listed, []*tfprotov6.Diagnostic] {
	typ := p.schema.ListResourceSchemas[p.name].ValueType()
	stream, err := p.planWalk().(tfprotov6.ListResourceServer).ListResource(context.Background(), &tfprotov6.ListResourceRequest{
		TypeName: p.name, Config: p.dynamic(typ, p.value(typ, config)), Limit: limit, IncludeResource: withResource,
	})
	p.must(err)
	return func(yield func(Listed, []*tfprotov6.Diagnostic) bool) {
		for result := range stream.Results {
			listed := Listed{Name: result.DisplayName, Object: Object{State: p.undynamic(result.Resource), Identity: result.Identity}}
			if !yield(listed, result.Diagnostics) {
				return
			}
		}
	}
}

// List lists resources with their state, and returns the results without an error.
func (p *Protocol) List(config Block, limit int64) (found []Listed, diags []*tfprotov6.Diagnostic) {
	for listed, problems := range p.Stream(config, limit, true) {
		if diags = append(diags, problems...); !HasError(problems) {
			found = append(found, listed)
		}
	}
	return found, diags
}

// ValidateList checks the configuration of a list.
func (p *Protocol) ValidateList(config Block) []*tfprotov6.Diagnostic {
	p.tb.Helper()
	typ := p.schema.ListResourceSchemas[p.name].ValueType()
	resp, err := p.planWalk().(tfprotov6.ListResourceServer).ValidateListResourceConfig(context.Background(), &tfprotov6.ValidateListResourceConfigRequest{
		TypeName: p.name, Config: p.dynamic(typ, p.value(typ, config)),
	})
	p.must(err)
	return resp.Diagnostics
}
