package markdown

import (
	"maps"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// rewrite returns a text with the URLs of its links and images, outside of code.
func (r *renderer) rewrite(source string) string {
	if len(r.replaced) == 0 {
		return source
	}
	code := codeIn(source)
	// The longest first, so that none is taken for the beginning of another.
	written := slices.SortedFunc(maps.Keys(r.replaced), func(x, y string) int { return len(y) - len(x) })
	var b strings.Builder
	for i := 0; i < len(source); {
		if end, ok := code[i]; ok && end > i {
			b.WriteString(source[i:end])
			i = end
			continue
		}
		before, found := "", ""
		for _, prefix := range []string{"](<", "](", "]: <", "]: ", `src="`, `href="`} {
			if strings.HasPrefix(source[i:], prefix) {
				before = prefix
				break
			}
		}
		if before != "" {
			rest := source[i+len(before):]
			for _, w := range written {
				if strings.HasPrefix(rest, w) && (len(rest) == len(w) || strings.IndexByte(" \t\n)>\"", rest[len(w)]) >= 0) {
					found = w
					break
				}
			}
		}
		if found == "" {
			b.WriteByte(source[i])
			i++
			continue
		}
		b.WriteString(before + r.replaced[found])
		i += len(before) + len(found)
	}
	return b.String()
}

// codeIn returns where the lines of code blocks and the texts of code spans begin and end.
func codeIn(source string) map[int]int {
	ranges := map[int]int{}
	root := engine.Parser().Parse(text.NewReader([]byte(source)))
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			for i := range n.Lines().Len() {
				at := n.Lines().At(i)
				ranges[at.Start] = at.Stop
			}
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					ranges[t.Segment.Start] = t.Segment.Stop
				}
			}
		}
		return ast.WalkContinue, nil
	})
	return ranges
}
