package identitysecret

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
)

// fewestBits is the size of the smallest key that is accepted.
const fewestBits = 2048

var errCreated = errors.New("the create was answered with 201")

// parseKey reads an RSA public key in PEM, as PKIX or PKCS #1. Its errors do not quote the text, which may be a private key.
func parseKey(text string) (*rsa.PublicKey, error) {
	block, rest := pem.Decode([]byte(strings.TrimSpace(text)))
	switch {
	case block == nil || !strings.HasPrefix(strings.TrimSpace(text), "-----BEGIN "):
		return nil, errors.New("it is not in PEM format, which begins with -----BEGIN PUBLIC KEY-----")
	case strings.Contains(block.Type, "PRIVATE KEY"):
		return nil, errors.New("it is a private key, which must not get into a configuration or a state. Write its public key with openssl pkey -in rsa.pem -pubout")
	case strings.TrimSpace(string(rest)) != "":
		return nil, errors.New("there is more after the key")
	}
	var key any
	var err error
	switch block.Type {
	case "PUBLIC KEY":
		key, err = x509.ParsePKIXPublicKey(block.Bytes)
	case "RSA PUBLIC KEY":
		key, err = x509.ParsePKCS1PublicKey(block.Bytes)
	default:
		return nil, errors.New("it is neither a PUBLIC KEY nor an RSA PUBLIC KEY")
	}
	public, isRSA := key.(*rsa.PublicKey)
	switch {
	case err != nil:
		return nil, errors.New("it is damaged")
	case !isRSA:
		return nil, errors.New("it is not an RSA key")
	case public.N.BitLen() < fewestBits:
		return nil, fmt.Errorf("it has %d bits, and it needs at least %d", public.N.BitLen(), fewestBits)
	}
	return public, nil
}

// encryption returns the function that encrypts a value with a public key, or nil if there is none.
func encryption(publicKey types.String) (func(value string) (string, error), error) {
	if publicKey.IsNull() {
		return nil, nil //nolint:nilnil // No key means no encryption.
	}
	key, err := parseKey(publicKey.ValueString())
	if err != nil {
		return nil, &providerdiag.LocalError{What: "invalid public_key", Next: "correct public_key.", Err: fmt.Errorf("public_key cannot be used: %w", err)}
	}
	return func(value string) (string, error) {
		encrypted, err := rsa.EncryptOAEP(sha256.New(), rand.Reader, key, []byte(value), nil)
		return base64.StdEncoding.EncodeToString(encrypted), err
	}, nil
}

// sameKey: the same key in another format, or with other line ends, is no change.
func sameKey(a, b attr.Value) bool {
	x, _ := a.(types.String)
	y, _ := b.(types.String)
	one, errOne := parseKey(x.ValueString())
	other, errOther := parseKey(y.ValueString())
	return errOne == nil && errOther == nil && one.Equal(other)
}

// isPublicKey refuses at validation what cannot encrypt. It does not show the value.
type isPublicKey struct{}

func (isPublicKey) Description(context.Context) string {
	return fmt.Sprintf("must be an RSA public key in PEM format with at least %d bits", fewestBits)
}

func (v isPublicKey) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v isPublicKey) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if _, err := parseKey(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid public_key", fmt.Sprintf("public_key %s: %s.", v.Description(ctx), err))
	}
}
