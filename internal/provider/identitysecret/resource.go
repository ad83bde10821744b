// Package identitysecret implements the intercom_identity_verification_secret resource, data sources, list resource, and action.
package identitysecret

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Object is intercom_identity_verification_secret. Intercom shows the value of a secret in the answer to its create and never
// again, so a secret whose create had no clear answer is never adopted. Nothing says that names are unique, so a POST is never
// sent twice.
var Object = framework.Object[model, *secret]{
	Metadata: framework.Metadata{
		Name: "identity verification secret", Plural: "identity verification secrets", Type: "intercom_identity_verification_secret",
		Keys:         []framework.Key{{Name: "id", Description: "ID of the secret."}},
		IDHint:       "The data source intercom_identity_verification_secrets lists the IDs of all secrets.",
		Immutable:    []string{"name", "supports_web", "supports_ios", "supports_android", "public_key"},
		Irreversible: true, Preview: intercom.PreviewIdentitySecrets,
		Since:      framework.Since{Read: intercom.Preview, Write: intercom.Preview, Delete: intercom.Preview},
		Permission: "Read and write identity verification secrets",
	},
	Description:   description,
	Attributes:    attributes,
	Validate:      validate,
	Equivalent:    map[string]framework.Equivalence{"public_key": sameKey},
	TerraformOnly: []string{"public_key", "secret", "encrypted_secret"},
	Facts: func(s *secret) framework.Facts {
		return framework.Facts{ID: framework.ID{string(s.ID)}, Name: s.Name, CreatedAt: s.CreatedAt}
	},
	Flatten: flatten,
	Prepare: prepare,
	Recall: func(_ context.Context, r framework.Reader, _ framework.Memory, state, _ *model, _ *secret) diag.Diagnostics {
		r.Data.Hide(state.Secret.ValueString())
		return nil
	},
	Create:   create,
	Imported: imported,
	Read: func(ctx context.Context, r framework.Reader, id framework.ID) (*secret, error) {
		return read(ctx, r, id[0])
	},
	Update: func(context.Context, framework.Writer, framework.Change[model]) (*secret, error) {
		return nil, framework.ErrUnchanged
	},
	Destroy: []framework.Verb[*secret]{{
		OnDestroy: schemas.OnDestroyDelete, Doing: "deleting", Clause: "deletes it",
		Effect: "This plan deletes identity verification secrets permanently", Detail: "Users whose user_hash is signed with it are signed out on their next request.",
		Do: func(ctx context.Context, w framework.Writer, id framework.ID) error {
			return w.DeleteIdentitySecret(ctx, id[0])
		},
	}},
	ShownOnce:   true,
	Label:       func(m *model) string { return m.Name.ValueString() },
	Key:         func(m *model) string { return m.Name.ValueString() },
	KeyArgument: func(*model) string { return "name" },
	KeyTaken:    keyTaken,
	Matches: func(m *model, s *secret) bool {
		return attrvalue.EquivalentText(m.Name.ValueString(), s.Name)
	},
	// The list right before the POST shows whether the name is still free: only then a secret that is found later can be this create's.
	Find: func(ctx context.Context, r framework.Reader, _ *model) ([]*secret, error) {
		invalidate(r.Data)
		return all(ctx, r)
	},
	FindBefore: true, FindAtPlan: true, SnapshotAtPlan: true,
	Snapshot:   func(ctx context.Context, r framework.Reader, _ *model) ([]*secret, error) { return all(ctx, r) },
	Differs:    differs,
	CheckPlan:  checkPlan,
	Invalidate: func(d *providerdata.Data, _ *model) { invalidate(d) },
}

// secret is a secret as Intercom shows it. Of a new one with a public key, encrypted is the value, and Secret is empty.
type secret struct {
	intercom.IdentitySecret
	encrypted string
}

// listed reads all secrets, once per walk.
var listed = framework.ListOnce(framework.Reader.IdentitySecrets)

func all(ctx context.Context, r framework.Reader) ([]*secret, error) {
	shown, err := listed(ctx, r)
	found := make([]*secret, len(shown))
	for i := range shown {
		found[i] = &secret{IdentitySecret: shown[i]}
	}
	return found, err
}

func invalidate(d *providerdata.Data) {
	providerdata.Shared[framework.Listed[intercom.IdentitySecret]](d).Invalidate("")
}

// read finds a secret in the list: Intercom has no call for one. If the list lacks it, the next read lists again.
func read(ctx context.Context, r framework.Reader, id string) (*secret, error) {
	found, err := all(ctx, r)
	for _, each := range found {
		if string(each.ID) == id {
			return each, nil
		}
	}
	invalidate(r.Data)
	if err == nil {
		err = &framework.AbsentError{What: "the list of identity verification secrets has none with the ID " + intercom.Quote(id, 40), Listed: true}
	}
	return nil, err
}

// create makes a secret. From then on, no message may contain its value. With a public key, only what the key encrypts leaves
// this function.
func create(ctx context.Context, w framework.Writer, plan *model) (*secret, error) {
	encrypt, err := encryption(plan.PublicKey)
	if err != nil {
		return nil, err
	}
	made, err := w.CreateIdentitySecret(ctx, intercom.IdentitySecretRequest{
		Name: plan.Name.ValueString(), SupportsWeb: plan.SupportsWeb.ValueBool(), SupportsIOS: plan.SupportsIOS.ValueBool(), SupportsAndroid: plan.SupportsAndroid.ValueBool(),
	})
	if err != nil {
		return nil, err
	}
	w.Data.Hide(made.Secret.Reveal())
	shown := &secret{IdentitySecret: *made}
	if encrypt == nil {
		return shown, nil
	}
	if shown.encrypted, err = encrypt(made.Secret.Reveal()); err != nil {
		// The secret exists, but its value must not be kept: that is a create without an answer.
		return nil, &intercom.UncertainError{Last: fmt.Errorf("encrypting the value of secret %s with public_key failed: %w", made.ID, err), Earlier: errCreated}
	}
	shown.Secret = ""
	return shown, nil
}

// differs compares what an answer shows with the plan.
func differs(m *model, s *secret) string {
	if !attrvalue.EquivalentText(m.Name.ValueString(), s.Name) {
		return "its name is " + intercom.Quote(s.Name, 80)
	}
	for _, platform := range platforms {
		if shown := platform.shown(&s.IdentitySecret); shown != nil && *shown != platform.of(m).ValueBool() {
			return fmt.Sprintf("its %s is %t", platform.argument, *shown)
		}
	}
	return ""
}

// keyTaken refuses a name that another secret has. To import that one would not help: its value cannot be read.
func keyTaken(b *framework.Base, plan *model, by *secret) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root("name"), fmt.Sprintf("Identity verification secret %q exists already", intercom.Clean(plan.Name.ValueString(), 80)),
		fmt.Sprintf("It is %s. Names must be unique, so that a secret whose create had no answer can be found. %s\n\nWhat to do: choose another name. "+
			"If this resource is to replace that secret, the new one needs a name of its own. If an earlier apply created it and lost its value, delete it. "+
			"To manage it without its value, import it, with the resource's address as \"to\":\n\n%s",
			framework.Label(string(by.ID), by.Name), framework.NothingChanged, b.ImportBlock(string(by.ID))))
}

// imported warns that an import has no value.
func imported(s *secret) diag.Diagnostics {
	return diag.Diagnostics{diag.NewAttributeWarningDiagnostic(path.Root("secret"), "An import cannot take over the values of identity verification secrets",
		fmt.Sprintf("Intercom shows the value of a secret only once, when it is created. In state, secret and encrypted_secret of %s are null.", framework.Label(string(s.ID), s.Name)))}
}

// checkPlan refuses a replacement without a new name, and warns of what a replacement does to signed-in users.
func checkPlan(_ context.Context, p *framework.Plan[model]) (diags diag.Diagnostics) {
	if p.Prior == nil {
		return nil
	}
	label := framework.Label(p.Prior.ID.ValueString(), p.Prior.Name.ValueString())
	switch {
	case !p.Replaces && p.Prior.noValue() && p.Prior.PublicKey.IsNull() && !p.Plan.PublicKey.IsNull():
		diags.AddAttributeWarning(path.Root("public_key"), "public_key does not encrypt imported secrets",
			fmt.Sprintf("Secret %s was imported, so Intercom does not show its value, and encrypted_secret stays null. To have an encrypted value, create a new secret.", label))
	case p.Replaces && p.Plan.Name.Equal(p.Prior.Name):
		diags.AddAttributeError(path.Root("name"), "A new identity verification secret needs a new name",
			fmt.Sprintf("This plan would replace secret %s, because Intercom cannot change a secret. Both must exist at the same time until every server has the new one, so the new one needs a name of its own. %s\n\n"+
				"What to do: change name, too, and set lifecycle { create_before_destroy = true }.", label, framework.NothingChanged))
	case p.Replaces && p.Prior.OnDestroy.ValueString() != schemas.OnDestroyAbandon:
		diags.AddAttributeWarning(path.Root("name"), "This plan replaces identity verification secrets",
			fmt.Sprintf("Users signed with the old key, secret %s, are turned away until every server has the new one. To turn nobody away, rotate in two applies: "+
				"add a second resource, give its value to every server, and remove this one.", label))
	}
	return diags
}

// prepare plans which of the two values a new secret has. A secret whose value is in state in plain text is replaced if it gets
// a public key: there is no value that is only encrypted otherwise.
func prepare(_ context.Context, p *framework.Plan[model]) diag.Diagnostics {
	switch plan, prior := p.Plan, p.Prior; {
	case prior != nil:
		p.Data.Hide(prior.Secret.ValueString())
		if prior.PublicKey.IsNull() && !prior.noValue() && !plan.PublicKey.IsNull() {
			prior.PublicKey = types.StringValue("")
		}
	case plan.PublicKey.IsUnknown():
	case plan.PublicKey.IsNull():
		plan.EncryptedSecret = types.StringNull()
	default:
		plan.Secret = types.StringNull()
	}
	return nil
}
