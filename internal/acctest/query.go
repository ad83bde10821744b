package acctest

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Data reads the data source of the driver's name.
func (p *Protocol) Data(config Block) (Object, []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	typ := p.schema.DataSourceSchemas[p.name].ValueType()
	resp, err := p.server.ReadDataSource(context.Background(), &tfprotov6.ReadDataSourceRequest{
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
