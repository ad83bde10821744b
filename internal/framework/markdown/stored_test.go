package markdown_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/markdown"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/richtext"
)

// TestStored checks that what the renderer writes is equivalent to what Intercom makes of it, whatever blocks follow each other, and
// that nothing is lost.
func TestStored(t *testing.T) {
	t.Parallel()
	parts := []string{
		"## A\n\n", "### B `c`\n\n", "#### D\n\n", "a *b* **c** `d`\ne\n\n", "a  \nb\n\n", "- a\n- b\n\n", "1. a\n2. b\n\n", "- a\n\n- b\n\n  c\n\n", "![a](https://a.b/c.png)\n\n",
		"a ![](https://a.b/d.png) b\n\n", "[![e](https://a.b/e.png)](https://a.b/)\n\n", "[a](https://a.b/articles/12-old-title) <https://a.b>\n\n", "```\na\n\n  b <c>\n```\n\n", "| a | b |\n|---|---|\n| *c* | |\n\n",
		"> [!WARNING]\n> a\n>\n> - b\n\n", "---\n\n", "<details><summary>a</summary>\n\nb\n\n</details>\n\n", ":::button label=\"a\" href=\"https://a.b/\" :::\n\n", "<iframe src=\"https://www.loom.com/embed/1\"></iframe>\n\n", "***a*** &amp; \\<b>\n\n",
	}
	for seed := range uint64(400) {
		random := rand.New(rand.NewPCG(seed, 1))
		var text strings.Builder
		for range random.IntN(8) {
			text.WriteString(parts[random.IntN(len(parts))])
		}
		d := markdown.Render(text.String(), markdown.Options{})
		if len(d.Problems) > 0 {
			t.Fatalf("%s\n%v", text.String(), d.Problems)
		}
		kept := stored(t, d.HTML, random)
		if !richtext.Equivalent(d.HTML, kept) {
			t.Errorf("not equivalent:\nsent %s\nkept %s", d.HTML, kept)
		}
		again := stored(t, d.HTML, random)
		if strings.Contains(d.HTML, "<img") && kept == again {
			t.Error("two reads have the same signatures")
		}
		if !richtext.Equivalent(kept, again) {
			t.Errorf("not equivalent to another read:\n%s\n%s", kept, again)
		}
		for _, lost := range richtext.Lost(d.HTML, kept) {
			if !strings.HasPrefix(lost, "heading levels") {
				t.Errorf("lost %s:\nsent %s\nkept %s", lost, d.HTML, kept)
			}
		}
		if changed := strings.Replace(kept, ">a", ">z", 1); changed != kept && richtext.Equivalent(d.HTML, changed) {
			t.Errorf("an edit goes unseen: %s", changed)
		}
	}
}

// stored does to a body what Intercom is known to do.
func stored(t *testing.T, body string, random *rand.Rand) string {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(body), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		t.Fatal(err)
	}
	highest := 6
	var visit func(n *html.Node, f func(*html.Node))
	visit = func(n *html.Node, f func(*html.Node)) {
		f(n)
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			visit(c, f)
			c = next
		}
	}
	isHeading := func(n *html.Node) bool {
		return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] != 'r' && n.Type == html.ElementNode
	}
	for _, n := range nodes {
		visit(n, func(n *html.Node) {
			if isHeading(n) {
				highest = min(highest, int(n.Data[1]-'0'))
			}
		})
	}
	var b strings.Builder
	for _, n := range nodes {
		visit(n, func(n *html.Node) {
			if n.Type != html.ElementNode {
				return
			}
			set := func(key, value string) { n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value}) }
			switch {
			case isHeading(n):
				n.Data = fmt.Sprintf("h%d", min(2, int(n.Data[1]-'0')-highest+1))
				set("id", fmt.Sprintf("h_%010x", random.Uint32()))
			case n.Data == "p":
				set("class", "no-margin")
			case n.Data == "strong":
				n.Data = "b"
			case n.Data == "a" && !strings.Contains(fmt.Sprint(n.Attr), "h2b-button"):
				set("target", "_blank")
				set("class", "intercom-content-link")
			case n.Data == "img":
				for i, a := range n.Attr {
					if a.Key == "src" {
						n.Attr[i].Val = fmt.Sprintf("https://downloads.intercomcdn.com/i/o/%s?expires=%d&signature=%x", strings.TrimPrefix(a.Val, "https://a.b/"), random.Uint32(), random.Uint64())
					}
				}
				set("style", "height: auto;")
			case n.Data == "table":
				set("role", "presentation")
			case (n.Data == "li" || n.Data == "td") && n.FirstChild != nil && (n.FirstChild.Type == html.TextNode || n.FirstChild.Data == "b" || n.FirstChild.Data == "i"):
				p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
				for c := n.FirstChild; c != nil; c = n.FirstChild {
					n.RemoveChild(c)
					p.AppendChild(c)
				}
				n.AppendChild(p)
			}
		})
		if err := html.Render(&b, n); err != nil {
			t.Fatal(err)
		}
		if random.IntN(4) == 0 {
			b.WriteString(`<p class="no-margin"></p>`)
		}
	}
	wrapped := regexp.MustCompile(`(<table.*?</table>)`).ReplaceAllString(b.String(), `<div class="intercom-interblocks-table-container">$1</div>`)
	wrapped = regexp.MustCompile(`(<iframe.*?</iframe>)`).ReplaceAllString(wrapped, `<div class="intercom-h2b-video">$1</div>`)
	return strings.NewReplacer("</summary>", `</summary><div class="collapsible-section-content">`, "</details>", "</div></details>").Replace(wrapped)
}
