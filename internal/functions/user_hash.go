package functions

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	"github.com/hashicorp/terraform-plugin-framework/function"
)

type userHash struct{}

// NewUserHash returns the function user_hash.
func NewUserHash() function.Function { return userHash{} }

// Metadata implements function.Function.
func (userHash) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "user_hash"
}

// Definition implements function.Function.
func (userHash) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Computes the user hash of identity verification",
		MarkdownDescription: "Computes the `user_hash` with which Intercom's Messenger verifies a user: the HMAC-SHA256 of the user's ID or email in hexadecimal. " +
			"The result is sensitive if the secret is. Intercom recommends JSON Web Tokens for new installations.",
		Parameters: []function.Parameter{
			function.StringParameter{Name: "secret", MarkdownDescription: "Identity verification secret of the workspace."},
			function.StringParameter{Name: "user_id", MarkdownDescription: "ID of the user in your system. If the Messenger identifies users by email only, the email."},
		},
		Return: function.StringReturn{},
	}
}

// Run implements function.Function.
func (userHash) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var secret, user string
	if resp.Error = req.Arguments.Get(ctx, &secret, &user); resp.Error != nil {
		return
	}
	switch {
	case secret == "":
		resp.Error = function.NewArgumentFuncError(0, "the secret is empty. Anybody could compute such a hash")
		return
	case user == "":
		resp.Error = function.NewArgumentFuncError(1, "the user ID is empty")
		return
	}
	h := hmac.New(sha256.New, []byte(secret))
	h.Write([]byte(user))
	resp.Error = resp.Result.Set(ctx, hex.EncodeToString(h.Sum(nil)))
}
