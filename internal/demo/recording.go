package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// recording is a run of the demo without what differs between runs.
type recording struct {
	Terraform string  `json:"terraform"`
	Scenes    []scene `json:"scenes"`
}

// scene is a step with its text.
type scene struct {
	Title   string   `json:"title"`
	Command string   `json:"command"`
	Shown   []string `json:"shown"`
	Calls   []string `json:"calls"`
}

var (
	seconds   = regexp.MustCompile(`after \d+s`)
	createdAs = regexp.MustCompile(`^(intercom_ticket\.(\w+): .*)\[id=\d+\]$`)
	named     = regexp.MustCompile(`Ticket \d+ \(#\d+\) "[^"]*"`)
)

// steady returns the scene in the form that is the same in every run. Terraform works on both tickets at once, so either
// can be created first and be named in a warning.
func (s scene) steady() scene {
	var shown []string
	for _, line := range s.Shown {
		line = seconds.ReplaceAllString(line, "after 0s")
		line = named.ReplaceAllString(line, `Ticket 626 (#33) "`+outage+`"`)
		if m := createdAs.FindStringSubmatch(line); m != nil {
			line = m[1] + map[string]string{"outage": "[id=626]", "refund": "[id=627]"}[m[2]]
		}
		shown = append(shown, line)
	}
	slices.SortStableFunc(shown, func(a, b string) int {
		if createdAs.MatchString(a) && createdAs.MatchString(b) {
			return strings.Compare(a, b)
		}
		return 0
	})
	s.Shown = shown
	return s
}

// save writes the recording to a file, and the picture next to it.
func (r recording) save(file string) error {
	var data bytes.Buffer
	encoder := json.NewEncoder(&data)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(r); err != nil {
		return err
	}
	picture, err := r.draw()
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, data.Bytes(), 0o644); err != nil {
		return err
	}
	return os.WriteFile(strings.TrimSuffix(file, filepath.Ext(file))+".svg", picture, 0o644)
}

// drawn are the titles of the steps in the picture, which has room for about forty lines.
var drawn = []string{
	"Create the tickets", "Somebody changes a ticket in Intercom", "Put it right", "Destroy is refused", "Lift the protection", "Destroy",
}

// The picture's sizes in pixels. A character's width is 0.6 times the font's height.
const (
	pictureWidth = 900
	pictureLeft  = 20
	pictureTop   = 62
	lineHeight   = 19
)

// line is a line of the picture: its style, its faint text, and its main text.
type line struct {
	Y                  int
	Class, Faint, Text string
}

// The colors have a background of their own, so that they are readable on light and dark pages.
var picture = template.Must(template.New("picture").Parse(`<svg xmlns="http://www.w3.org/2000/svg" width="{{.Width}}" height="{{.Height}}" viewBox="0 0 {{.Width}} {{.Height}}" role="img">
<title>make demo</title>
<desc>Terraform creates two tickets, shows and reverts a change made in Intercom, refuses to destroy a protected ticket, and destroys both after the protection is lifted.</desc>
<style>
text { font: 13.5px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; white-space: pre; fill: #d1d7e0 }
.title { fill: #f0f6fc; font-weight: bold }
.command { fill: #7ee2ff }
.faint, .calls { fill: #9198a1 }
.change, .warning { fill: #f2cc60 }
.error { fill: #ff9492 }
.done { fill: #7ee787 }
</style>
<rect x="0.5" y="0.5" width="899" height="{{.Frame}}" rx="8" fill="#161b22" stroke="#3d444d"/>
<circle cx="22" cy="20" r="6" fill="#ff5f57"/><circle cx="42" cy="20" r="6" fill="#febc2e"/><circle cx="62" cy="20" r="6" fill="#28c840"/>
<text x="450" y="25" text-anchor="middle" class="faint">make demo</text>
{{range .Lines}}<text x="{{$.Left}}" y="{{.Y}}" class="{{.Class}}" xml:space="preserve">{{if .Faint}}<tspan class="faint">{{.Faint}}</tspan>{{end}}{{.Text}}</text>
{{end}}</svg>
`))

// draw returns the picture as an SVG.
func (r recording) draw() ([]byte, error) {
	var lines []line
	y := pictureTop
	add := func(class, faint, text string) {
		lines = append(lines, line{Y: y, Class: class, Faint: faint, Text: text})
		y += lineHeight
	}
	for i, title := range drawn {
		at := slices.IndexFunc(r.Scenes, func(s scene) bool { return s.Title == title })
		if at < 0 {
			return nil, fmt.Errorf("the recording has no step %q", title)
		}
		s := r.Scenes[at]
		if i > 0 {
			y += lineHeight / 2
		}
		add("title", "", "# "+s.Title)
		add("command", "", "$ "+s.Command)
		for _, shown := range s.Shown {
			for text := range strings.Lines(wrap(shown, " ", width-2)) {
				add(class(shown), "│ ", strings.TrimSpace(text))
			}
		}
		calls := strings.ReplaceAll(wrap(strings.Join(s.Calls, " · "), " · ", width-5), "\n", "\n     ")
		for text := range strings.Lines("API: " + calls) {
			add("calls", "", strings.TrimRight(text, "\n"))
		}
	}
	var svg bytes.Buffer
	err := picture.Execute(&svg, map[string]any{
		"Width": pictureWidth, "Height": y, "Frame": y - 1, "Left": pictureLeft, "Lines": lines,
	})
	return svg.Bytes(), err
}

// class returns the style of a line of Terraform's output.
func class(shown string) string {
	for prefix, class := range map[string]string{
		"~ ": "change", "Warning: ": "warning", "Error: ": "error", "Apply complete": "done", "Destroy complete": "done",
	} {
		if strings.HasPrefix(shown, prefix) {
			return class
		}
	}
	return ""
}
