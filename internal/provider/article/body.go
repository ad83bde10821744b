package article

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/markdown"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// videoHosts are those whose videos Intercom shows: YouTube, Wistia, Vimeo, Loom, Vidyard, and StreamIO.
var videoHosts = []string{"youtube.com", "youtube-nocookie.com", "youtu.be", "wistia.com", "wistia.net", "vimeo.com", "loom.com", "vidyard.com", "streamio.com"}

// checkBody refuses what Intercom answers with an error, and warns of what people saw pass or vanish.
func checkBody(at path.Path, b body) (diags diag.Diagnostics) {
	if b.IsNull() || b.IsUnknown() {
		return nil
	}
	name, refused := "body", false
	source := b.ValueString()
	if b.markdown {
		name = "body_markdown"
		for _, problem := range markdown.Render(source, markdown.Options{}).Problems {
			if problem.Refused {
				refused = true
				diags.AddAttributeError(at.AtName(name), "Intercom does not take this body", problem.String()+". The URL of an image must be an absolute URL. Nothing was sent.")
				continue
			}
			diags.AddAttributeWarning(at.AtName(name), "Markdown that Intercom may change", problem.String()+".")
		}
		source = markdown.Render(source, markdown.Options{Compare: true}).HTML
	}
	nodes, err := html.ParseFragment(strings.NewReader(source), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return diags
	}
	refuse := func(format string, args ...any) {
		diags.AddAttributeError(at.AtName(name), "Intercom does not take this body", fmt.Sprintf(format, args...)+" Nothing was sent.")
	}
	for _, root := range nodes {
		for _, n := range append([]*html.Node{root}, slices.Collect(root.Descendants())...) {
			if n.Type != html.ElementNode {
				continue
			}
			if why := refusedElement(n); why != "" && (n.Data != "img" || !refused) { // an image of Markdown has been refused by its line
				refuse("%s", why)
			}
			if (n.Data == "ul" || n.Data == "ol") && within(n, "li") && !b.markdown {
				diags.AddAttributeWarning(at.AtName(name), "A list in a list", "Intercom's description says that lists in lists are refused. People saw them pass.")
			}
		}
	}
	return diags
}

// refusedElement says why Intercom refuses an element, or "".
func refusedElement(n *html.Node) string {
	value := func(name string) (text string, has bool) {
		for _, a := range n.Attr {
			if a.Key == name {
				return a.Val, true
			}
		}
		return "", false
	}
	src, _ := value("src")
	u, err := url.Parse(src)
	switch {
	case n.Data == "dl":
		return "Definition lists (dl) are not supported."
	case n.Data == "table" && within(n, "li", "table"):
		return "A table cannot be in a list or in another table."
	case n.Data == "ol" && startsLater(value("start")):
		return "Intercom drops the start of a numbered list, which would begin at 1."
	case n.Data == "img" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http"):
		return fmt.Sprintf("The image %s has no absolute URL. Intercom fetches images by their URL.", intercom.Quote(src, 80))
	case n.Data == "iframe" && (err != nil || !slices.ContainsFunc(videoHosts, func(h string) bool { return u.Hostname() == h || strings.HasSuffix(u.Hostname(), "."+h) })):
		return fmt.Sprintf("The video %s is of no host that Intercom supports: YouTube, Wistia, Vimeo, Loom, Vidyard, or StreamIO.", intercom.Quote(src, 80))
	}
	return ""
}

func startsLater(value string, has bool) bool { return has && strings.TrimSpace(value) != "1" }

func within(n *html.Node, tags ...string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Type == html.ElementNode && slices.Contains(tags, p.Data) {
			return true
		}
	}
	return false
}
