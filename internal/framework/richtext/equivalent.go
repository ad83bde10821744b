package richtext

import (
	"slices"
	"strings"
)

// Equivalent reports whether an HTML body of the configuration and one that Intercom shows differ only by what Intercom is known to
// change: strong and b, em and i, th and td, the parts of tables, paragraphs in list items and cells, empty paragraphs, white space
// between blocks, divisions, the levels of headings (compared by rank, at most two), IDs, the classes of links, the start of a
// numbered list, and images that were copied to Intercom's CDN. A tag that Intercom does not keep, such as u, is a difference: see
// [Lost].
//
// An image on any host equals one on the CDN with the same alternative text at the same place. Two images on other hosts are equal
// if their URLs are.
func Equivalent(configured, shown string) bool { return equivalent(configured, shown, 2) }

// equivalent compares the levels of headings up to a rank.
func equivalent(configured, shown string, ranks int) bool {
	if configured, shown = StripSignatures(configured), StripSignatures(shown); configured == shown {
		return true
	}
	x, errX := document(configured, ranks)
	y, errY := document(shown, ranks)
	if errX != nil || errY != nil {
		return false
	}
	return slices.EqualFunc(x, y, (*block).equal)
}

// block is a block of a body: a paragraph, a list with its items, an image.
type block struct {
	// kind is the tag in lower case, "callout" for one, "h" for a heading.
	kind string
	// level is the level of a heading, then its rank among the levels of the body.
	level int
	// attributes that count, in a fixed order.
	attributes string
	// src is the source of an image.
	src      string
	runs     []run
	children []*block
}

// run is text with the same marks. A line break is a run of its own, "\n" without marks, and white space has none.
type run struct {
	text  string
	marks string
}

func (b *block) equal(other *block) bool {
	return b.kind == other.kind && b.level == other.level && b.attributes == other.attributes && sameImage(b.src, other.src) &&
		slices.Equal(b.runs, other.runs) && slices.EqualFunc(b.children, other.children, (*block).equal)
}

// sameImage compares the sources of two images at the same place.
func sameImage(x, y string) bool {
	return sameTarget(x) == sameTarget(y) || isCDN(x) != isCDN(y)
}

// document returns the blocks of a body.
func document(body string, ranks int) ([]*block, error) {
	nodes, err := parse(body)
	if err != nil {
		return nil, err
	}
	root := &block{}
	b := builder{parent: root}
	for _, n := range nodes {
		b.node(n, context{})
	}
	b.flush()
	rank(root, ranks)
	return root.children, nil
}

// rank replaces the levels of the headings by their rank in the body, up to the last one that counts.
func rank(root *block, ranks int) {
	var used [7]int
	headings(root, func(h *block) { used[h.level] = 1 })
	headings(root, func(h *block) {
		r := 0
		for _, u := range used[:h.level+1] {
			r += u
		}
		h.level = min(r, ranks)
	})
}

func headings(b *block, f func(*block)) {
	if b.kind == "h" {
		f(b)
	}
	for _, c := range b.children {
		headings(c, f)
	}
}

// attributes writes pairs of a key and a value, without those that have none.
func attributes(pairs ...string) string {
	var b strings.Builder
	for pair := range slices.Chunk(pairs, 2) {
		if pair[1] != "" {
			b.WriteString(strings.Join(pair, "=") + ";")
		}
	}
	return b.String()
}

// normal collapses white space.
func normal(s string) string { return strings.Join(strings.FieldsFunc(s, isSpace), " ") }
