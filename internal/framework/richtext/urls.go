package richtext

import (
	"net/url"
	"regexp"
	"strings"
)

const cdnHost = `(?:(?:downloads|uploads)(?:\.[a-z]{2})?\.intercomcdn\.(?:com|eu)|uploads\.intercomusercontent\.com|(?:[a-z0-9-]+\.)*[a-z0-9-]*intercom-attachments[a-z0-9-]*\.(?:com|eu))`

var (
	// cdn finds the start of the URL of a file on Intercom's CDN, up to its path.
	cdn     = regexp.MustCompile(`(?i)(?:https?:)?//` + cdnHost + `(?::\d+)?/`)
	cdnOnly = regexp.MustCompile(`(?i)^` + cdnHost + `$`)
	// slugged is the path of an article or a collection. The slug follows the title, the ID decides.
	slugged = regexp.MustCompile(`(/(?:articles|collections)/\d+)-[^/?#]*`)
	// freshID is the ID that Intercom gives a heading, anew on each write.
	freshID = regexp.MustCompile(`^#h_[0-9a-f]{6,}$`)
)

// entities end a URL in HTML as the characters that they stand for do.
var entities = []string{"&lt;", "&gt;", "&quot;", "&#34;", "&#39;"}

// StripSignatures removes the queries and fragments of the URLs on Intercom's CDN from HTML or Markdown. They hold a signature that
// expires and that differs on each read. Sent back without it, Intercom signs the URL again. The rest of the text is untouched.
func StripSignatures(text string) string {
	for {
		// What follows a removed query may look like one: stop where nothing changes, so that a second call changes nothing.
		stripped := stripOnce(text)
		if len(stripped) == len(text) {
			return text
		}
		text = stripped
	}
}

func stripOnce(text string) string {
	var b strings.Builder
	done := 0
	for _, at := range cdn.FindAllStringIndex(text, -1) {
		if at[0] < done {
			continue
		}
		// In HTML, an attribute's quote ends the URL. Elsewhere, it ends where Markdown and prose end it.
		var quote byte
		if at[0] > 0 && (text[at[0]-1] == '"' || text[at[0]-1] == '\'') {
			quote = text[at[0]-1]
		}
		path := urlEnd(text, at[1], quote, "?#")
		if path == len(text) || (text[path] != '?' && text[path] != '#') {
			continue
		}
		b.WriteString(text[done:path])
		done = urlEnd(text, path+1, quote, "")
	}
	b.WriteString(text[done:])
	return b.String()
}

// urlEnd returns where the URL in text that goes on at from ends, or where one of the bytes in until follows. Quote is the quote
// before the URL, 0 if there is none.
func urlEnd(text string, from int, quote byte, until string) int {
	open := 0
	for i := from; i < len(text); i++ {
		switch c := text[i]; {
		case strings.IndexByte(" \t\n\r\f<>", c) >= 0:
			return i
		case strings.IndexByte(until, c) >= 0 && (c != '#' || text[i-1] != '&'): // An entity such as &#34; is no fragment.
			return i
		case quote != 0:
			if c == quote {
				return i
			}
		case strings.IndexByte("\"'`\\", c) >= 0:
			return i
		case c == '(':
			open++
		case c == ')':
			// The end of a link in Markdown, unless the URL opened it.
			if open--; open < 0 {
				return i
			}
		case c == '&':
			for _, e := range entities {
				if strings.HasPrefix(text[i:], e) {
					return i
				}
			}
		}
	}
	return len(text)
}

// isCDN reports whether the URL is of a file on Intercom's CDN.
func isCDN(address string) bool {
	u, err := url.Parse(strings.TrimSpace(address))
	return err == nil && cdnOnly.MatchString(u.Hostname())
}

// cleanURL returns the part of a URL that a person chose: without the signature of the CDN, and without the slug of an article.
func cleanURL(address string) string {
	address = strings.TrimSpace(address)
	if isCDN(address) {
		if i := strings.IndexAny(address, "?#"); i >= 0 {
			address = address[:i]
		}
		return address
	}
	path, rest := address, ""
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		path, rest = address[:i], address[i:]
	}
	return slugged.ReplaceAllString(path, "$1") + rest
}

// sameTarget returns a URL for a lenient comparison: equal URLs are written alike, and the ID of a heading is not compared.
func sameTarget(address string) string {
	address = cleanURL(address)
	if freshID.MatchString(address) {
		return "#h_"
	}
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	if u.Host != "" && u.Path == "" {
		u.Path = "/"
	}
	return u.String()
}
