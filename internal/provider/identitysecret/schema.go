package identitysecret

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
)

const description = "A secret of Intercom's identity verification. Your servers compute the `user_hash` of each user with it, as the function `user_hash` does, and Intercom's Messenger accepts only users with a valid one. " +
	"Several secrets can exist at the same time. Identity verification is switched on in Intercom only. Intercom recommends JSON Web Tokens for new installations; " +
	"whether these secrets sign them, too, is not documented.\n\n" +
	"Intercom generates the value and shows it once, when the secret is created. **Without `public_key`, the value is in Terraform's state in plain text.** " +
	"Then encrypt the state: OpenTofu has state encryption, and HCP Terraform encrypts states at rest. With `public_key`, the provider encrypts the value before Terraform sees it. " +
	"The plain value is never written to state, a plan, or a log.\n\n" +
	"Intercom cannot change a secret, so every change **replaces it** and needs a new `name`. Set `create_before_destroy`, and see the guide [Rotating an identity verification secret](https://registry.terraform.io/providers/terraform-intercom/intercom/latest/docs/guides/rotating-a-secret).\n\n" +
	"**Destroying this resource deletes the secret.** Users whose `user_hash` is signed with it are signed out on their next request.\n\n" +
	"If the answer to a create is lost, so is the value. The create fails then, and the error names the new secrets. None is deleted: somebody else may have created it."

func attributes() map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"name": schema.StringAttribute{
			MarkdownDescription: "Name of the secret, such as `web-2026-11`. No other secret may have it. Changing it **replaces the secret**.",
			Required:            true,
			Validators:          []validator.String{schemas.Identifying},
		},
		"public_key": schema.StringAttribute{
			MarkdownDescription: "RSA public key with at least 2048 bits, in PEM format. If it is set, `secret` is null, and `encrypted_secret` has the value. Changing it **replaces the secret**. " +
				"It has no effect on a secret that was imported.",
			Optional:   true,
			Validators: []validator.String{isPublicKey{}},
		},
		"encrypted_secret": schemas.Computed("Value of the secret, encrypted with `public_key` (RSA-OAEP with SHA-256 and MGF1 with SHA-256) and encoded as base64. Null without `public_key`, and if the secret was imported."),
	}
	for _, p := range platforms {
		all[p.argument] = schema.BoolAttribute{
			MarkdownDescription: "Whether the secret is for " + p.name + ". At least one platform must be `true`. Default: `false`. Changing it **replaces the secret**.",
			Optional:            true,
			Computed:            true,
			Default:             booldefault.StaticBool(false),
		}
	}
	secret := schemas.Computed("Value of the secret. **It is in Terraform's state in plain text.** Null with `public_key`, and if the secret was imported.")
	secret.Sensitive = true
	all["secret"] = secret
	return all
}

// validate refuses a secret for no platform.
func validate(config *model) (diags diag.Diagnostics) {
	for _, p := range platforms {
		if p.of(config).IsUnknown() || p.of(config).ValueBool() {
			return nil
		}
	}
	diags.AddAttributeError(path.Root(platforms[0].argument), "An identity verification secret must be for a platform", "Set at least one of supports_web, supports_ios, and supports_android to true.")
	return diags
}
