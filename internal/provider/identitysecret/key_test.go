package identitysecret_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// key is a key pair of the smallest size.
var key = sync.OnceValue(func() *rsa.PrivateKey { return newKey(2048) })

func newKey(bits int) *rsa.PrivateKey {
	k, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		panic(err)
	}
	return k
}

func inPEM(kind string, der []byte, err error) string {
	if err != nil {
		panic(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

func pkix(public any) string {
	der, err := x509.MarshalPKIXPublicKey(public)
	return inPEM("PUBLIC KEY", der, err)
}

func pkcs1(public *rsa.PublicKey) string {
	return inPEM("RSA PUBLIC KEY", x509.MarshalPKCS1PublicKey(public), nil)
}

// decrypted decrypts an encrypted_secret.
func decrypted(t *testing.T, encrypted string) string {
	t.Helper()
	sealed, err := base64.StdEncoding.DecodeString(encrypted)
	if err != nil {
		t.Fatal(err)
	}
	value, err := rsa.DecryptOAEP(sha256.New(), nil, key(), sealed, nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(value)
}

// TestPublicKey: with a public key in either format, state has only what its private key decrypts. The same key in another format is
// no change; another key replaces the secret.
func TestPublicKey(t *testing.T) {
	t.Parallel()
	formats := map[string]string{"PKIX": pkix(key().Public()), "PKCS #1": pkcs1(&key().PublicKey)}
	for name, text := range formats {
		p, s := newHarness(t)
		planned, diags := p.Plan(acctest.Object{}, with(acctest.Block{"public_key": text}))
		if acctest.Expect(t, diags); planned.Get("secret") != "<null>" || planned.Get("encrypted_secret") != "<unknown>" {
			t.Errorf("%s: planned %s", name, planned.State)
		}
		object, diags := p.Apply(planned)
		acctest.Expect(t, diags)
		object, diags = p.Read(object)
		acctest.Expect(t, diags)
		value := valueOf(s, object.Get("id"))
		if got := decrypted(t, object.Get("encrypted_secret")); got != value || value == "" || object.Get("secret") != "<null>" {
			t.Errorf("%s: decrypted %q, not %q; secret is %s", name, got, value, object.Get("secret"))
		}
		for other, same := range formats {
			for _, spelling := range []string{same, strings.ReplaceAll(same, "\n", "\r\n"), strings.TrimSpace(same)} {
				again, diags := p.Plan(object, with(acctest.Block{"public_key": spelling}))
				if acctest.Expect(t, diags); len(again.Replaces) > 0 {
					t.Errorf("%s, then %s: it replaces %v", name, other, again.Replaces)
				}
			}
		}
		for newName, changed := range map[string]any{"web-2026-12": acctest.ExamplePublicKey, "web-2027-01": nil} {
			again, diags := p.Plan(object, with(acctest.Block{"name": newName, "public_key": changed}))
			if acctest.HasError(diags) || !strings.Contains(strings.Join(again.Replaces, " "), "public_key") {
				t.Errorf("%s: another key replaces %v: %s", name, again.Replaces, acctest.Text(diags))
			}
		}
	}
}

// TestLateKey: a key that becomes known at apply decides then which of the two values there is. If it cannot be used, nothing is
// created.
func TestLateKey(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		key  any
		says []string
	}{
		"a key": {pkix(key().Public()), nil}, "none": {nil, nil},
		"no key": {"secret stuff", []string{"ERROR", "invalid public_key", "No identity verification secret was created", "correct public_key"}},
	} {
		p, s := newHarness(t)
		planned, diags := p.Plan(acctest.Object{}, with(acctest.Block{"public_key": acctest.Unknown}))
		acctest.Expect(t, diags)
		object, diags := p.ApplyWith(planned, with(acctest.Block{"public_key": c.key}))
		acctest.Expect(t, diags, c.says...)
		if c.says != nil {
			if text := acctest.Text(diags); strings.Contains(text, "stuff") || s.Count("POST", "") > 0 || !object.IsNull() {
				t.Errorf("%s: %s", name, text)
			}
			continue
		}
		if kept := object.Get("secret") != "<null>"; kept != (c.key == nil) || kept == (object.Get("encrypted_secret") != "<null>") {
			t.Errorf("%s: state %s", name, object.State)
		}
	}
}

// TestInvalidKeys: what cannot encrypt is refused at validation, and no message shows a private key.
func TestInvalidKeys(t *testing.T) {
	t.Parallel()
	elliptical, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	private := inPEM("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key()), nil)
	p, _ := newHarness(t)
	for name, c := range map[string]struct{ text, says string }{
		"empty": {"", "PEM"}, "OpenSSH": {"ssh-rsa AAAAB3Nza", "PEM"}, "text before it": {"key:\n" + pkix(key().Public()), "PEM"},
		"private": {private, "it is a private key"}, "private after it": {pkix(key().Public()) + private, "there is more after the key"},
		"short": {pkix(newKey(1024).Public()), "it has 1024 bits, and it needs at least 2048"}, "no RSA": {pkix(elliptical.Public()), "not an RSA key"},
		"certificate": {inPEM("CERTIFICATE", []byte("x"), nil), "neither a PUBLIC KEY"}, "damaged": {inPEM("PUBLIC KEY", []byte("x"), nil), "damaged"},
	} {
		diags := p.Validate(with(acctest.Block{"public_key": c.text}))
		acctest.Expect(t, diags, "ERROR", "public_key", c.says)
		if text := acctest.Text(diags); strings.Contains(text, private[40:70]) || len(diags) != 1 {
			t.Errorf("%s: %s", name, text)
		}
	}
}

// TestTooLong: a value that the key cannot encrypt is lost, and the error names its secret.
func TestTooLong(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("0123456789", 30)
	p, s := newHarness(t, intercomtest.Overrides(map[string]any{"secret": long}).On("POST", path))
	planned, diags := p.Plan(acctest.Object{}, with(acctest.Block{"public_key": pkix(key().Public())}))
	acctest.Expect(t, diags)
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "encrypting the value", "delete it. Then apply again")
	if text := acctest.Text(diags); strings.Contains(text, long[:20]) || !object.IsNull() || len(s.IdentitySecrets()) != 2 {
		t.Errorf("in state %s, %v: %s", object.State, s.IdentitySecrets(), text)
	}
}
