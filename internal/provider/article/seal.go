package article

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/markdown"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/richtext"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// sealKey is where private state has the seals.
const sealKey = "seal"

// seals are those of a resource, by locale; "" is the default one.
type seals map[string]seal

// seal is what Intercom made of the body that state has. Bodies are never shown as they were sent, so that only a comparison with
// an earlier answer tells whether somebody edited one.
type seal struct {
	// Sent is a hash of the text in state. If state has another text, the seal does not count.
	Sent string `json:"sent"`
	// Got and Masked are the fingerprints of Intercom's answer, Masked without the sources of images.
	Got    string `json:"got"`
	Masked string `json:"masked"`
	// ImagesCopied: the answer showed all images on Intercom's CDN.
	ImagesCopied bool `json:"settled,omitempty"`
	// Drifted: somebody edited the text since the provider wrote it.
	Drifted bool `json:"drifted,omitempty"`
	// Written: the provider sent the text. Otherwise it is Intercom's own, from an import, or nobody knows: releases before this field.
	Written bool `json:"written,omitempty"`
	// UpdatedAt of the answer, Unix seconds: a hint where the fingerprints are of another version of the algorithm.
	UpdatedAt int64 `json:"updated_at,omitempty"`
}

// body is a text's body in the form in which it is configured.
type body struct {
	types.String
	markdown bool
}

func (t text) body() body {
	if !t.Body.IsNull() {
		return body{t.Body, false}
	}
	return body{t.BodyMarkdown, true}
}

func (t *text) setBody(b body) {
	if b.markdown {
		t.BodyMarkdown = b.String
		return
	}
	t.Body = b.String
}

// html is the body as the provider writes it where a version takes no Markdown.
func (b body) html() string {
	if b.markdown {
		return markdown.Render(b.ValueString(), markdown.Options{Lenient: true}).HTML
	}
	return richtext.OneLine(b.ValueString())
}

func (b body) hash() string {
	sum := sha256.Sum256([]byte(b.ValueString()))
	return hex.EncodeToString(sum[:])
}

// equivalent reports whether Intercom shows what the body says.
func (b body) equivalent(c intercom.ArticleContent) bool {
	html, hasHTML := c.Body.Get()
	shown, hasMarkdown := c.BodyMarkdown.Get()
	if b.markdown && hasMarkdown && richtext.EquivalentMarkdown(b.ValueString(), shown) {
		return true
	}
	return hasHTML && richtext.Equivalent(b.html(), html)
}

// same reports whether two bodies of one form of the configuration differ only in how they are written.
func (b body) same(other body) bool {
	if b.markdown {
		return richtext.SameMarkdown(b.ValueString(), other.ValueString())
	}
	return richtext.Same(b.ValueString(), other.ValueString())
}

// means reports whether a body says the same as one of that form that Intercom shows.
func (b body) means(other body) bool {
	if b.markdown {
		return richtext.EquivalentMarkdown(b.ValueString(), other.ValueString())
	}
	return richtext.Equivalent(b.html(), other.html())
}

// sealOf seals a body with what Intercom shows of it.
func sealOf(b body, c intercom.ArticleContent, at intercom.UnixTime) seal {
	html, _ := c.Body.Get()
	return seal{Sent: b.hash(), Got: richtext.Fingerprint(html), Masked: richtext.MaskedFingerprint(html), ImagesCopied: richtext.ImagesCopied(html), UpdatedAt: at.Unix()}
}

// is reports whether HTML is what Intercom made of a body that the provider sent.
func (s seal) is(b body, html string) bool {
	return !s.Drifted && s.Sent == b.hash() && s.Got == richtext.Fingerprint(html)
}

// recall decides whether a read shows what state has, or what somebody else wrote, which is remote.
func (s seals) recall(locale string, state, remote body, c intercom.ArticleContent, at intercom.UnixTime) body {
	html, shown := c.Body.Get()
	if !shown {
		return state
	}
	was, known := s[locale]
	now := sealOf(state, c, at)
	now.Written = was.Written && was.Sent == now.Sent
	switch {
	case (!known || was.Sent != state.hash()) && state.equivalent(c):
		s[locale] = now // an older release has written the state, or it was edited
		return state
	case !known || was.Sent != state.hash():
		s[locale] = sealOf(remote, c, at)
		return remote
	case was.Got == now.Got:
		was.ImagesCopied = was.ImagesCopied || now.ImagesCopied
		s[locale] = was
		return state
	case was.Drifted:
	case !was.ImagesCopied && was.Masked == now.Masked && richtext.ImagesCopied(html):
		s[locale] = now
		return state
	case richtext.Version(was.Got) != richtext.CurrentVersion && was.UpdatedAt == now.UpdatedAt:
		s[locale] = now
		return state
	case was.Masked != now.Masked && state.equivalent(c):
		s[locale] = now
		return state
	}
	edited := sealOf(remote, c, at)
	edited.Drifted = true
	s[locale] = edited
	return remote
}
