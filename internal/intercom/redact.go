package intercom

import (
	"encoding/base64"
	"html"
	"regexp"
	"strconv"
	"strings"
)

const (
	// redacted replaces what Redact finds.
	redacted = "[access token]"
	// longestRun is the number of a token's consecutive characters that count as the token. Fewer reveal nothing useful.
	longestRun = 12
	// shortestToken is the length below which nothing is redacted: Intercom's tokens are much longer, and placeholders such as
	// "token" and "test" are words in our own messages.
	shortestToken = 8
	// maxUnescapings limits nested escapings, such as the JSON of an HTML page of a URL.
	maxUnescapings = 5
)

// Redactor removes an access token from text. It finds the token, or 12 consecutive characters of it, plain or escaped for
// a URL, HTML, or JSON, even if only some of its characters are escaped. It also finds the token within base64 text. A nil
// Redactor removes nothing.
type Redactor struct{ forms []form }

// form is one way to write the token.
type form struct {
	// length is the length of each run: longestRun, or all of a shorter form.
	length int
	runs   map[string]struct{}
	base64 bool
}

// NewRedactor returns a Redactor for the token.
func NewRedactor(token string) *Redactor {
	token = strings.TrimSpace(token)
	r := &Redactor{}
	if len(token) < shortestToken {
		return r
	}
	r.forms = append(r.forms, formOf(token, false))
	for before := range 3 {
		r.forms = append(r.forms, formOf(base64Of(token, before), true))
	}
	return r
}

func formOf(text string, base64 bool) form {
	f := form{length: min(longestRun, len(text)), runs: map[string]struct{}{}, base64: base64}
	for i := range len(text) - f.length + 1 {
		f.runs[text[i:i+f.length]] = struct{}{}
	}
	return f
}

// base64Of returns the base64 characters of the token that do not depend on what follows it or on the bytes before it. The
// number of bytes before it is a multiple of three, plus before.
func base64Of(token string, before int) string {
	encoded := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("\x00", before) + token))
	first := (before*8 + 5) / 6
	end := (before + len(token)) * 8 / 6
	return encoded[first:end]
}

// Redact replaces each occurrence of the token in s with "[access token]".
func (r *Redactor) Redact(s string) string {
	if r == nil || len(r.forms) == 0 || s == "" {
		return s
	}
	secret := make([]bool, len(s))
	found := false
	for _, l := range readings(s) {
		found = r.mark(l, secret) || found
	}
	if !found {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		switch {
		case !secret[i]:
			b.WriteByte(s[i])
		case i == 0 || !secret[i-1]:
			b.WriteString(redacted)
		}
	}
	return b.String()
}

// mark sets secret where the reading shows the token, and reports whether it does.
func (r *Redactor) mark(l reading, secret []bool) (found bool) {
	standard := urlAlphabet.Replace(l.text)
	for _, f := range r.forms {
		text := l.text
		if f.base64 {
			text = standard
		}
		for i := 0; i+f.length <= len(text); i++ {
			if _, ok := f.runs[text[i:i+f.length]]; !ok {
				continue
			}
			found = true
			for j := l.at[i]; j < l.at[i+f.length]; j++ {
				secret[j] = true
			}
		}
	}
	return found
}

// urlAlphabet converts the base64 alphabet of URLs to the standard one.
var urlAlphabet = strings.NewReplacer("-", "+", "_", "/")

// reading is a text after some escapings have been undone.
type reading struct {
	text string
	// at maps each byte of text to its start in the original. Its last element is the original's length.
	at []int
}

// readings returns s, and s with one, two, and more escapings undone. A token may itself look escaped, so every level
// counts.
func readings(s string) []reading {
	at := make([]int, len(s)+1)
	for i := range at {
		at[i] = i
	}
	all := []reading{{s, at}}
	for range maxUnescapings {
		last := all[len(all)-1]
		next := last.unescaped()
		if len(next.text) == len(last.text) {
			break
		}
		all = append(all, next)
	}
	return all
}

func (l reading) unescaped() reading {
	if !strings.ContainsAny(l.text, `%&\`) {
		return l
	}
	var b strings.Builder
	next := reading{at: make([]int, 0, len(l.at))}
	for i := 0; i < len(l.text); {
		char, size := unescape(l.text[i:])
		b.WriteByte(char)
		next.at = append(next.at, l.at[i])
		i += size
	}
	next.text = b.String()
	next.at = append(next.at, l.at[len(l.text)])
	return next
}

// unescape returns the first character of s, which must not be empty, and its number of bytes. It undoes only escapes of
// characters that a token can have.
func unescape(s string) (char byte, size int) {
	switch s[0] {
	case '%':
		return unhex(s, 1, 2)
	case '&':
		entity := htmlEntity.FindString(s)
		if text := html.UnescapeString(entity); entity != "" && len(text) == 1 {
			return text[0], len(entity)
		}
	case '\\':
		return unescapeBackslash(s)
	}
	return s[0], 1
}

func unescapeBackslash(s string) (char byte, size int) {
	if len(s) == 1 {
		return s[0], 1
	}
	switch s[1] {
	case 'u':
		return unhex(s, 2, 4)
	case 'U':
		return unhex(s, 2, 8)
	case 'x':
		return unhex(s, 2, 2)
	case '"', '\'', '/', '\\':
		return s[1], 2
	}
	return s[0], 1
}

var htmlEntity = regexp.MustCompile(`^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});?`)

// unhex reads the character whose code follows a prefix in s as a number of hexadecimal digits.
func unhex(s string, prefix, digits int) (char byte, size int) {
	if len(s) < prefix+digits {
		return s[0], 1
	}
	code, err := strconv.ParseUint(s[prefix:prefix+digits], 16, 32)
	if err != nil || code <= ' ' || code > '~' {
		return s[0], 1
	}
	return byte(code), prefix + digits
}
