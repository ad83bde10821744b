package intercomtest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
)

// This file rewrites what stands in a line of a body: marks, links, and images.

// inline writes text. A tag that Intercom does not know goes, and its text stays.
func (w *bodyWriter) inline(nodes []*html.Node) {
	for _, n := range nodes {
		if n.Type == html.TextNode {
			w.b.WriteString(html.EscapeString(n.Data))
		}
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "b", "strong":
			w.around("b", n)
		case "i", "em":
			w.around("i", n)
		case "code":
			w.around("code", n)
		case "br":
			w.b.WriteString("<br>")
		case "a":
			class := "intercom-content-link"
			if strings.Contains(get(n, "class"), "intercom-h2b-button") {
				class = "intercom-h2b-button"
			}
			w.b.WriteString(`<a href="` + html.EscapeString(get(n, "href")) + `" target="_blank" class="` + class + `">`)
			w.inline(children(n))
			w.b.WriteString(`</a>`)
		case "img":
			w.image(n)
		case "dl":
			w.refuse("Definition lists are not supported")
		case "script", "style", "form", "input":
		default:
			w.inline(children(n))
		}
	}
}

func (w *bodyWriter) around(tag string, n *html.Node) {
	w.b.WriteString("<" + tag + ">")
	w.inline(children(n))
	w.b.WriteString("</" + tag + ">")
}

// image copies an image to the CDN. Hosts below .invalid cannot be fetched.
func (w *bodyWriter) image(n *html.Node) {
	src, err := url.Parse(get(n, "src"))
	if err != nil || src.Scheme != "https" && src.Scheme != "http" || src.Host == "" {
		w.refuse("The URL of an image is not absolute")
		return
	}
	if strings.HasSuffix(src.Hostname(), ".invalid") {
		w.refuse("An image could not be fetched")
		return
	}
	at := src.String()
	if strings.HasPrefix(at, imageCDN) {
		src.RawQuery, src.Fragment = "", ""
		at = src.String()
	} else {
		sum := sha256.Sum256([]byte(at))
		copied := imageCDN + hex.EncodeToString(sum[:6]) + "/" + path.Base("/"+src.Path)
		w.copied[copied] = at
		at = copied
	}
	w.b.WriteString(`<img src="` + html.EscapeString(at) + `" width="1200" height="800" alt="` + html.EscapeString(get(n, "alt")) + `" style="height: auto;">`)
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// headingID is ten hexadecimal digits, others for each heading of each write.
func (rq *request) headingID() string {
	return fmt.Sprintf("%010x", 0x61bff2dd7a+int64(rq.server.next("heading", 0)))
}

// signed adds to the URLs of the CDN a signature that no two reads have alike.
func (rq *request) signed(text string) string {
	read := rq.server.next("signature", 1)
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, imageCDN)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		end := strings.IndexAny(after, "\") >")
		if end < 0 {
			end = len(after)
		}
		amp := "&amp;"
		if end < len(after) && after[end] != '"' {
			amp = "&"
		}
		sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", after[:end], read))
		fmt.Fprintf(&b, "%s%s?expires=%d%ssignature=%s%sreq=%s", imageCDN, after[:end], rq.now.Unix()+900, amp, hex.EncodeToString(sum[:16]), amp, hex.EncodeToString(sum[16:24]))
		text = after[end:]
	}
}

var articleTwice = fail(http.StatusUnprocessableEntity, "parameter_invalid", "body and body_markdown are mutually exclusive")
