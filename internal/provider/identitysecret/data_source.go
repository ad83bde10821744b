package identitysecret

import "github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"

// Source is data "intercom_identity_verification_secret" and "intercom_identity_verification_secrets". Intercom lists no values.
var Source = datasources.Of(&Object, datasources.Source[*secret]{
	By: []string{"id", "name"}, List: all,
	Descriptions: map[string]string{
		"name":             "Name of the secret.",
		"supports_web":     "Whether the secret is for the web.",
		"supports_ios":     "Whether the secret is for iOS apps.",
		"supports_android": "Whether the secret is for Android apps.",
	},
})
