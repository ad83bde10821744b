package richtext

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"golang.org/x/net/html"
)

// version of the algorithm. A change of what a fingerprint covers changes it, so that an older one is not taken for an edit.
const version = "v1:"

// Fingerprint returns a hash of what a person can mean in an HTML body: the tags, the text, where links lead, the sources of images
// and videos, alternative texts, cells that span others, the alignment, buttons, and callouts with their color. Everything else may
// change without being an edit: other attributes in any order, the signatures of the CDN, the slugs of linked articles, white space
// between blocks, and divisions without a meaning. It compares an answer of Intercom with an earlier answer, and starts with the
// version of the algorithm, "v1:".
func Fingerprint(body string) string { return fingerprint(body, false) }

// MaskedFingerprint is [Fingerprint] without the sources of images. It stays the same when Intercom copies the images of a body to
// its CDN after it answered.
func MaskedFingerprint(body string) string { return fingerprint(body, true) }

// Version returns the version of the algorithm with which a fingerprint was made, such as "v1:", "" if it has none.
func Version(fingerprint string) string {
	if i := strings.IndexByte(fingerprint, ':'); i >= 0 {
		return fingerprint[:i+1]
	}
	return ""
}

// CurrentVersion is the [Version] of the fingerprints that this package makes.
const CurrentVersion = version

// ImagesCopied reports whether all images of an HTML body are on Intercom's CDN. A body without images has nothing to copy.
func ImagesCopied(body string) bool {
	nodes, err := parse(body)
	if err != nil {
		return true
	}
	copied := true
	each(nodes, func(n *html.Node) {
		if n.Data == "img" && !isCDN(attribute(n, "src")) {
			copied = false
		}
	})
	return copied
}

// each calls f for every element.
func each(nodes []*html.Node, f func(*html.Node)) {
	for _, n := range nodes {
		if n.Type == html.ElementNode {
			f(n)
		}
		for c := range n.Descendants() {
			if c.Type == html.ElementNode {
				f(c)
			}
		}
	}
}

func fingerprint(body string, masked bool) string {
	sum := sha256.Sum256([]byte(canonical(StripSignatures(body), masked)))
	return version + hex.EncodeToString(sum[:])
}

// canonical writes a body with what counts alone, as HTML.
func canonical(body string, masked bool) string {
	nodes, err := parse(body)
	if err != nil {
		return "unreadable:" + body
	}
	w := writer{masked: masked, atBoundary: true}
	for _, n := range nodes {
		w.node(n, false)
	}
	return w.b.String()
}

// writer writes canonical HTML.
type writer struct {
	b      strings.Builder
	masked bool
	// exact writes every element and attribute.
	exact bool
	// atBoundary says that a block begins or ended: white space here is not seen. space is white space that is seen if text follows.
	atBoundary, space bool
}

func (w *writer) node(n *html.Node, pre bool) {
	if n.Type == html.TextNode {
		w.text(n.Data, pre)
		return
	}
	if n.Type != html.ElementNode || !w.exact && invisible[n.Data] {
		return
	}
	name := tagName(n)
	block := blocks[n.Data]
	if block {
		w.boundary()
	}
	shown := w.exact || !transparent[name]
	if shown {
		if !block {
			w.pendingSpace()
		}
		w.b.WriteString("<" + html.EscapeString(name))
		w.attributes(n, name)
		w.b.WriteString(">")
	}
	if name == "img" || name == "br" {
		w.atBoundary = name == "br"
	}
	if name != "iframe" { // Its content is for browsers without frames.
		for c := range n.ChildNodes() {
			w.node(c, pre || name == "pre")
		}
	}
	if block {
		w.boundary()
	}
	if shown {
		w.b.WriteString("</" + html.EscapeString(name) + ">")
	}
}

// boundary forgets white space that no one sees.
func (w *writer) boundary() { w.atBoundary, w.space = true, false }

func (w *writer) pendingSpace() {
	if w.space && !w.atBoundary {
		w.b.WriteByte(' ')
	}
	w.space = false
}

func (w *writer) text(s string, pre bool) {
	if pre {
		w.b.WriteString(html.EscapeString(strings.ReplaceAll(s, "\r\n", "\n")))
		w.atBoundary = false
		return
	}
	for s != "" {
		i := strings.IndexFunc(s, isSpace)
		if i != 0 {
			if i < 0 {
				i = len(s)
			}
			w.pendingSpace()
			w.b.WriteString(html.EscapeString(s[:i]))
			w.atBoundary = false
			s = s[i:]
			continue
		}
		w.space = !w.atBoundary
		s = strings.TrimLeftFunc(s, isSpace)
	}
}

func (w *writer) attributes(n *html.Node, name string) {
	write := func(key, value string) {
		if value != "" {
			w.b.WriteString(" " + key + `="` + html.EscapeString(value) + `"`)
		}
	}
	if w.exact {
		w.everyAttribute(n)
		return
	}
	switch name {
	case "a":
		write("href", cleanURL(attribute(n, "href")))
		if hasClass(n, "intercom-h2b-button") {
			write("class", "intercom-h2b-button")
		}
	case "img":
		write("alt", attribute(n, "alt"))
		if !w.masked {
			write("src", cleanURL(attribute(n, "src")))
		}
	case "iframe":
		write("src", strings.TrimSpace(attribute(n, "src")))
	case "td", "th":
		write("colspan", span(n, "colspan"))
		write("rowspan", span(n, "rowspan"))
	case "callout":
		write("background", background(n))
	}
	write("align", alignment(n))
}
