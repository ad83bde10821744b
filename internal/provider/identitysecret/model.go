package identitysecret

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ID                 types.String      `tfsdk:"id"`
	Name               types.String      `tfsdk:"name"`
	SupportsWeb        types.Bool        `tfsdk:"supports_web"`
	SupportsIOS        types.Bool        `tfsdk:"supports_ios"`
	SupportsAndroid    types.Bool        `tfsdk:"supports_android"`
	PublicKey          types.String      `tfsdk:"public_key"`
	Secret             types.String      `tfsdk:"secret"`
	EncryptedSecret    types.String      `tfsdk:"encrypted_secret"`
	DeletionProtection types.Bool        `tfsdk:"deletion_protection"`
	OnDestroy          types.String      `tfsdk:"on_destroy"`
	CreatedAt          timetypes.RFC3339 `tfsdk:"created_at"`
	Drift              types.Map         `tfsdk:"drift"`
}

// noValue reports whether state has no value of the secret in any form, because it was imported.
func (m *model) noValue() bool { return m.Secret.IsNull() && m.EncryptedSecret.IsNull() }

// platform is one of the platforms that a secret is for.
type platform struct {
	argument, name string
	of             func(*model) *types.Bool
	shown          func(*intercom.IdentitySecret) *bool
}

var platforms = []platform{
	{"supports_web", "the web", func(m *model) *types.Bool { return &m.SupportsWeb }, func(s *intercom.IdentitySecret) *bool { return s.SupportsWeb }},
	{"supports_ios", "iOS apps", func(m *model) *types.Bool { return &m.SupportsIOS }, func(s *intercom.IdentitySecret) *bool { return s.SupportsIOS }},
	{"supports_android", "Android apps", func(m *model) *types.Bool { return &m.SupportsAndroid }, func(s *intercom.IdentitySecret) *bool { return s.SupportsAndroid }},
}

// flatten copies everything that Intercom shows. Only the answer to a create has a value; the one in state stays. A platform that an
// answer leaves out is not one that the secret lacks.
func flatten(_ context.Context, s *secret, m *model) diag.Diagnostics {
	m.ID, m.Name, m.CreatedAt = types.StringValue(string(s.ID)), framework.Always(s.Name, m.Name), framework.TimeAs(m.CreatedAt, s.CreatedAt)
	for _, p := range platforms {
		if shown := p.shown(&s.IdentitySecret); shown != nil || p.of(m).IsUnknown() {
			*p.of(m) = types.BoolPointerValue(shown)
		}
	}
	for into, value := range map[*types.String]string{&m.Secret: s.Secret.Reveal(), &m.EncryptedSecret: s.encrypted} {
		if value != "" || into.IsUnknown() {
			*into = framework.Text(value)
		}
	}
	return nil
}
