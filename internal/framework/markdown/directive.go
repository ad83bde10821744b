package markdown

import (
	"html"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Intercom writes rich blocks in Markdown as directives: a callout as lines between ":::callout key="value"" and ":::", and a button as
// one line, ":::button label="…" href="…" :::".
var (
	opening   = regexp.MustCompile(`^ {0,3}:::([a-z]+)((?:[ \t]+[A-Za-z]+="[^"]*")*)[ \t]*(:::)?[ \t]*\n?$`)
	closing   = regexp.MustCompile(`^ {0,3}:::[ \t]*\n?$`)
	attribute = regexp.MustCompile(`([A-Za-z]+)="([^"]*)"`)
	hex       = regexp.MustCompile(`^#[0-9A-Fa-f]{3,8}$`)
)

var kindDirective = ast.NewNodeKind("Directive")

// directive is a rich block of Intercom.
type directive struct {
	ast.BaseBlock
	name       string
	attributes map[string]string
	// single says that the block is one line.
	single bool
}

// Kind implements ast.Node.
func (*directive) Kind() ast.NodeKind { return kindDirective }

// Dump implements ast.Node.
func (d *directive) Dump(source []byte, level int) {
	ast.DumpHelper(d, source, level, map[string]string{"name": d.name}, nil)
}

// directiveParser finds directives.
type directiveParser struct{}

// Trigger implements parser.BlockParser.
func (directiveParser) Trigger() []byte { return []byte{':'} }

// Open implements parser.BlockParser.
func (directiveParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	found := opening.FindSubmatch(line)
	if found == nil {
		return nil, parser.NoChildren
	}
	name := string(found[1])
	if name != "callout" && name != "button" {
		return nil, parser.NoChildren
	}
	d := &directive{name: name, attributes: map[string]string{}, single: len(found[3]) > 0}
	for _, a := range attribute.FindAllSubmatch(found[2], -1) {
		d.attributes[string(a[1])] = html.UnescapeString(string(a[2]))
	}
	reader.Advance(segment.Len() - 1)
	return d, parser.HasChildren
}

// Continue implements parser.BlockParser.
func (directiveParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	d, ok := node.(*directive)
	if !ok || d.single {
		return parser.Close
	}
	if line, segment := reader.PeekLine(); closing.Match(line) {
		reader.Advance(segment.Len() - 1)
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

// Close implements parser.BlockParser.
func (directiveParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (directiveParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (directiveParser) CanAcceptIndentedLine() bool { return false }

func (r *renderer) directive(d *directive) {
	if d.name == "callout" {
		for _, key := range []string{"backgroundColor", "borderColor"} {
			if v := d.attributes[key]; v != "" && !hex.MatchString(v) {
				r.problem(d, "%s of the callout is no color such as #feedaf80", key)
				d.attributes[key] = ""
			}
		}
		r.callout(d, color{d.attributes["backgroundColor"], d.attributes["borderColor"]})
		return
	}
	address, ok := r.target(r.line(d), d.attributes["href"])
	if ok {
		r.b.WriteString(`<p><a class="intercom-h2b-button" href="` + html.EscapeString(escaped(address)) + `">` + html.EscapeString(strings.TrimSpace(d.attributes["label"])) + "</a></p>")
	}
	r.children(d)
}
