package acctest

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Move moves another resource type's state to this one, as a moved block does. It does not read.
func (p *Protocol) Move(source tfprotov6.MoveResourceStateRequest) (Object, []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	source.TargetTypeName = p.name
	resp, err := p.planWalk().MoveResourceState(context.Background(), &source)
	p.must(err)
	return Object{State: p.undynamic(resp.TargetState), Private: resp.TargetPrivate, Identity: resp.TargetIdentity}, resp.Diagnostics
}

// Upgrade reads a state file's entry of a resource of this type: its attributes, and its identity, which can be nil.
func (p *Protocol) Upgrade(version int64, attributes []byte, identityVersion int64, identity []byte) (Object, []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	resp, err := p.planWalk().UpgradeResourceState(context.Background(), &tfprotov6.UpgradeResourceStateRequest{
		TypeName: p.name, Version: version, RawState: &tfprotov6.RawState{JSON: attributes},
	})
	p.must(err)
	upgraded := Object{State: p.undynamic(resp.UpgradedState)}
	if identity == nil || HasError(resp.Diagnostics) {
		return upgraded, resp.Diagnostics
	}
	schemas, err := p.planWalk().GetResourceIdentitySchemas(context.Background(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	p.must(err)
	schema, raw := schemas.IdentitySchemas[p.name], &tfprotov6.RawState{JSON: identity}
	if schema.Version != identityVersion {
		// Terraform only calls it then.
		resp, err := p.planWalk().UpgradeResourceIdentity(context.Background(), &tfprotov6.UpgradeResourceIdentityRequest{
			TypeName: p.name, Version: identityVersion, RawIdentity: raw,
		})
		p.must(err)
		upgraded.Identity = resp.UpgradedIdentity
		return upgraded, resp.Diagnostics
	}
	value, err := raw.Unmarshal(schema.ValueType())
	p.must(err)
	upgraded.Identity = &tfprotov6.ResourceIdentityData{IdentityData: p.dynamic(schema.ValueType(), value)}
	return upgraded, resp.Diagnostics
}
