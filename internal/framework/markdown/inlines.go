package markdown

import (
	"bufio"
	"html"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

func (r *renderer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		r.b.WriteString(r.text(n.Value(r.source), n.IsRaw()))
		switch {
		case n.HardLineBreak():
			r.b.WriteString("<br>")
		case n.SoftLineBreak():
			r.b.WriteByte(' ')
		}
	case *ast.String:
		r.b.WriteString(r.text(n.Value, n.IsRaw()))
	case *ast.CodeSpan:
		r.b.WriteString("<code>")
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				r.b.WriteString(html.EscapeString(strings.ReplaceAll(string(t.Value(r.source)), "\n", " ")))
			}
		}
		r.b.WriteString("</code>")
	case *ast.Emphasis:
		if n.Level == 2 {
			r.wrapped("b", n)
			return
		}
		r.wrapped("i", n)
	case *ast.Link:
		r.link(n)
	case *ast.AutoLink:
		address := string(n.URL(r.source))
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
			address = "mailto:" + address
		}
		r.b.WriteString(`<a href="` + html.EscapeString(escaped(address)) + `">` + html.EscapeString(string(n.Label(r.source))) + "</a>")
	case *ast.Image:
		r.image(n)
	case *ast.RawHTML:
		var raw strings.Builder
		for i := range n.Segments.Len() {
			raw.Write(new(n.Segments.At(i)).Value(r.source))
		}
		r.rawHTML(n, raw.String())
	case *extast.Strikethrough:
		r.problem(n, "Intercom has no text that is struck through. Remove the tildes")
		if r.options.Compare {
			r.wrapped("s", n)
			return
		}
		r.children(n)
	case *extast.TaskCheckBox:
		r.problem(n, "Intercom has no task lists. Write a list")
		if n.IsChecked {
			r.b.WriteString("☑ ")
			return
		}
		r.b.WriteString("☐ ")
	default:
		r.children(n)
	}
}

// text writes text as HTML. What is not raw has escapes and entities.
func (r *renderer) text(s []byte, raw bool) string {
	if raw {
		return html.EscapeString(string(s))
	}
	return asHTML(s)
}

// asHTML writes text that has escapes and entities as HTML.
func asHTML(s []byte) string {
	var b strings.Builder
	w := bufio.NewWriter(&b)
	goldmarkhtml.DefaultWriter.Write(w, s)
	_ = w.Flush() // A Builder takes everything.
	return b.String()
}

// escaped writes a URL with the characters that URLs have.
func escaped(address string) string { return string(util.URLEscape([]byte(address), true)) }

var scheme = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*):`)

// schemes are those that a link may have.
var schemes = map[string]bool{"http": true, "https": true, "mailto": true, "tel": true}

func (r *renderer) link(n *ast.Link) {
	if len(n.Title) > 0 {
		r.problem(n, "Intercom does not keep the title of a link. Remove it")
	}
	address, ok := r.target(r.line(n), string(n.Destination))
	if !ok {
		r.children(n)
		return
	}
	r.b.WriteString(`<a href="` + html.EscapeString(escaped(address)) + `">`)
	r.children(n)
	r.b.WriteString("</a>")
}

// target returns the URL that a link leads to, false if it can lead nowhere.
func (r *renderer) target(line int, destination string) (string, bool) {
	if found := scheme.FindStringSubmatch(destination); found != nil {
		if !schemes[strings.ToLower(found[1])] && !r.options.Compare {
			r.fail(line, "a link that begins with %s does not work in an article", intercom.Quote(found[0], 40))
			return "", false
		}
		return destination, true
	}
	file, fragment, hasFragment := strings.Cut(destination, "#")
	switch {
	case destination == "":
		r.fail(line, "a link leads nowhere. Write its URL")
		return "", false
	case strings.HasPrefix(destination, "//"):
		return "https:" + destination, true
	case strings.HasPrefix(destination, "/"):
		return destination, true
	case file == "":
		if strings.HasPrefix(fragment, "h_") || r.options.Compare {
			return destination, true
		}
		if !r.flattens() {
			r.fail(line, "Intercom gives headings IDs of its own, so the link to %s does not work", intercom.Quote(destination, 80))
		}
		return "", false
	}
	if decoded, err := url.PathUnescape(file); err == nil {
		file = decoded
	}
	key := r.resolve(file)
	r.links[key] = true
	if r.options.Links == nil {
		return destination, true
	}
	address, ok := r.options.Links[key]
	if !ok {
		r.fail(line, "no URL for the link to %s. Add %s to links, or correct the link", intercom.Quote(destination, 120), intercom.Quote(key, 120))
		return "", false
	}
	if hasFragment && !r.flattens() {
		r.fail(line, "Intercom gives headings IDs of its own, so the link to %s does not work. Link to the file", intercom.Quote(destination, 120))
	}
	r.replaced[destination] = address
	return address, true
}

// resolve returns the path of a file in the folder.
func (r *renderer) resolve(file string) string {
	if r.options.Path == "" {
		return file
	}
	return path.Join(path.Dir(r.options.Path), file)
}

// unusable are the kinds of images that Intercom does not take.
var unusable = map[string]bool{".webp": true, ".avif": true, ".bmp": true, ".tif": true, ".tiff": true, ".heic": true, ".ico": true, ".jxl": true}

func (r *renderer) image(n *ast.Image) {
	if len(n.Title) > 0 {
		r.problem(n, "Intercom does not keep the title of an image. Remove it")
	}
	source, ok := r.imageSource(r.line(n), string(n.Destination))
	if !ok {
		return
	}
	r.b.WriteString(`<img src="` + html.EscapeString(escaped(source)) + `"`)
	if alt := r.plain(n); alt != "" {
		r.b.WriteString(` alt="` + html.EscapeString(alt) + `"`)
	}
	r.b.WriteString(">")
}

// imageSource returns the URL of an image, false if Intercom cannot fetch it.
func (r *renderer) imageSource(line int, destination string) (string, bool) {
	source := destination
	found := scheme.FindStringSubmatch(destination)
	switch {
	case found != nil && !strings.EqualFold(found[1], "http") && !strings.EqualFold(found[1], "https"):
		r.refuse(line, "Intercom fetches images from public URLs only, not from %s", intercom.Quote(found[0], 40))
		return "", false
	case found != nil:
	case strings.HasPrefix(destination, "//"):
		source = "https:" + destination
	case r.options.Compare:
	case r.options.ImageBase == "":
		r.refuse(line, "the image %s is relative. Intercom fetches images from public URLs. Set image_base, or write the URL", intercom.Quote(destination, 120))
		return "", false
	default:
		file := destination
		if !strings.HasPrefix(file, "/") {
			file = r.resolve(file)
		}
		if file = path.Clean(strings.TrimLeft(file, "/")); file == ".." || strings.HasPrefix(file, "../") {
			r.refuse(line, "the image %s is outside of the folder that image_base is the URL of", intercom.Quote(destination, 120))
			return "", false
		}
		source = strings.TrimRight(r.options.ImageBase, "/") + "/" + file
		r.replaced[destination] = source
	}
	if u, err := url.Parse(source); err != nil || unusable[strings.ToLower(path.Ext(u.Path))] {
		r.fail(line, "Intercom takes images as PNG, JPEG, SVG, or GIF, not %s", intercom.Quote(destination, 120))
		return "", false
	}
	return source, true
}
