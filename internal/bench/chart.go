package main

import (
	"bytes"
	"fmt"
	"html/template"
)

// The chart's measures in pixels.
const (
	chartWidth  = 860
	chartLeft   = 270
	chartBars   = 460
	barHeight   = 11
	rowGap      = 14
	panelHeight = 44
)

// panel are the steps of as many tickets at one latency, drawn to one scale.
type panel struct {
	Title string
	Y     int
	Bars  []bar
}

type bar struct {
	Label, Text  string
	X, Y, Width  int
	TextX, TextY int
	Colour       template.CSS
}

var chartTemplate = template.Must(template.New("chart").Parse(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{.Width}} {{.Height}}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="white"/>
<text x="12" y="24" font-size="15">{{.Title}}</text>
<g>{{range $i, $each := .Legend}}
<rect x="{{$each.X}}" y="36" width="11" height="11" fill="{{$each.Colour}}"/><text x="{{$each.TextX}}" y="46">{{$each.Label}}</text>{{end}}
</g>{{range .Panels}}
<text x="12" y="{{.Y}}" font-size="13" font-weight="bold">{{.Title}}</text>{{range .Bars}}{{if .Label}}
<text x="12" y="{{.TextY}}">{{.Label}}</text>{{end}}
<rect x="{{.X}}" y="{{.Y}}" width="{{.Width}}" height="{{$.Bar}}" fill="{{.Colour}}"/><text x="{{.TextX}}" y="{{.TextY}}" font-size="10">{{.Text}}</text>{{end}}{{end}}
</svg>
`))

// series are what a row is drawn as.
var series = []struct {
	label  string
	colour template.CSS
	of     func(row) float64
}{
	{"intercom_ticket", "#1f6feb", func(r row) float64 { return r.Seconds }},
	{"as many terraform_data", "#9aa4b2", func(r row) float64 { return r.Floor.Seconds }},
	{"as many, as large in state", "#b9c1cc", func(r row) float64 { return r.Filled.Seconds }},
	{"a provider that does nothing", "#8fb8e8", func(r row) float64 { return r.Idle.Seconds }},
	{"a bare client's same calls", "#dfe3e8", func(r row) float64 { return r.BareSeconds }},
}

// chart draws the seconds of every row beside its floors as an SVG.
func (r report) chart() ([]byte, error) {
	var panels []panel
	y := 70
	for from := 0; from < len(r.Rows); {
		to, longest := from, 0.0
		for ; to < len(r.Rows) && r.Rows[to].title() == r.Rows[from].title(); to++ {
			for _, s := range series {
				longest = max(longest, s.of(r.Rows[to]))
			}
		}
		p := panel{Title: r.Rows[from].title(), Y: y}
		y += panelHeight - 28
		for _, row := range r.Rows[from:to] {
			p.Bars = append(p.Bars, row.bars(y, longest)...)
			y += len(series)*barHeight + rowGap
		}
		y += panelHeight - 16
		panels = append(panels, p)
		from = to
	}
	legend := make([]bar, len(series))
	for i, s := range series {
		legend[i] = bar{Label: s.label, X: 12 + 170*i, TextX: 28 + 170*i, Colour: s.colour}
	}
	var svg bytes.Buffer
	err := chartTemplate.Execute(&svg, map[string]any{
		"Width": chartWidth, "Height": y, "Bar": barHeight, "Title": fmt.Sprintf("Seconds, with %s", r.CLI), "Legend": legend, "Panels": panels,
	})
	return svg.Bytes(), err
}

// title is what the rows of a panel have in common.
func (r row) title() string {
	return fmt.Sprintf("%d tickets, Intercom answers after %d ms", r.N, r.LatencyMS)
}

// bars draws a row: the longest bar of its panel has the full width.
func (r row) bars(y int, longest float64) []bar {
	bars := make([]bar, len(series))
	for i, s := range series {
		width := int(chartBars * s.of(r) / longest)
		bars[i] = bar{
			Text: optional(s.of(r), "%.1f"), X: chartLeft, Y: y, Width: width, TextX: chartLeft + width + 5, TextY: y + barHeight - 2, Colour: s.colour,
		}
		y += barHeight
	}
	bars[0].Label = r.Step
	if r.Limit > 0 {
		bars[0].Label += fmt.Sprintf(", %d calls in 10 s", r.Limit)
	}
	return bars
}
