package richtext

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Lost lists what Intercom did not keep of an HTML body: sent is what the provider wrote, kept is the answer. Each entry names a tag
// or a property and how many of those sent are missing, such as "<u> (2 of 3)" or "words (1 of 40)". It is nil if nothing that a
// reader can see is missing. What Intercom adds is not listed.
func Lost(sent, kept string) []string {
	before, after := inventory(sent), inventory(kept)
	var lost []string
	for _, what := range slices.Sorted(maps.Keys(before)) {
		if n := before[what] - after[what]; n > 0 && !strings.HasPrefix(what, wordPrefix) {
			lost = append(lost, fmt.Sprintf("%s (%d of %d)", what, n, before[what]))
		}
	}
	words, missing := 0, 0
	for what, n := range before {
		if strings.HasPrefix(what, wordPrefix) {
			words += n
			missing += max(0, n-after[what])
		}
	}
	if missing > 0 {
		lost = append(lost, fmt.Sprintf("words (%d of %d)", missing, words))
	}
	return lost
}

// wordPrefix marks the words of an inventory.
const wordPrefix = "word "

// inventory counts what is in a body.
func inventory(body string) map[string]int {
	found := map[string]int{}
	nodes, err := parse(body)
	if err != nil {
		return found
	}
	levels := map[string]bool{}
	each(nodes, func(n *html.Node) {
		switch name := tagName(n); {
		case name == "p" || name == "br" || transparent[name]:
		case name == "strong" || name == "b":
			found["<b>"]++
		case name == "em" || name == "i":
			found["<i>"]++
		case name == "th" || name == "td":
			found["<td>"]++
		case name == "callout":
			found["callout"]++
		case len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6':
			found["heading"]++
			levels[name] = true
		default:
			found["<"+name+">"]++
		}
		properties(n, found)
	})
	if len(levels) > 0 {
		found["heading levels"] = len(levels)
	}
	for w := range strings.FieldsSeq(visibleText(nodes)) {
		found[wordPrefix+w]++
	}
	return found
}

// properties counts the attributes that a person can mean.
func properties(n *html.Node, found map[string]int) {
	if alignment(n) != "" {
		found["alignment"]++
	}
	switch start := strings.TrimSpace(attribute(n, "start")); {
	case n.Data == "ol" && start != "" && start != "1":
		found["start of a numbered list"]++
	case n.Data == "a" && hasClass(n, "intercom-h2b-button"):
		found["button"]++
	case n.Data == "td" || n.Data == "th":
		if span(n, "colspan") != "" || span(n, "rowspan") != "" {
			found["cell that spans others"]++
		}
	case n.Data != "img" && tagName(n) != "callout" && attribute(n, "style") != "":
		found["inline style"]++
	}
}

// visibleText returns the text of a body that a reader sees, with a blank for each tag that ends a word.
func visibleText(nodes []*html.Node) string {
	var b strings.Builder
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Type != html.ElementNode || invisible[n.Data] || n.Data == "iframe" {
			return
		}
		if blocks[n.Data] || n.Data == "br" {
			b.WriteByte(' ')
		}
		for c := range n.ChildNodes() {
			visit(c)
		}
		if blocks[n.Data] {
			b.WriteByte(' ')
		}
	}
	for _, n := range nodes {
		visit(n)
	}
	return b.String()
}

// SharesWords reports whether kept has any word of sent. If it has none, it is another text and not what Intercom made of sent. It is
// true if sent has no words.
func SharesWords(sent, kept string) bool {
	before, after := inventory(sent), inventory(kept)
	words := false
	for what := range before {
		if strings.HasPrefix(what, wordPrefix) {
			words = true
			if after[what] > 0 {
				return true
			}
		}
	}
	return !words
}
