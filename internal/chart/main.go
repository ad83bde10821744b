// Command chart draws the time that many tickets take: a bar for each operation under Intercom's usual rate limit, from the
// benchmark's results. It is a separate module, so that the provider does not depend on a library for plots.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"image/color"
	"io"
	"os"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

func main() {
	in := flag.String("in", "many-tickets.json", "`file` with the benchmark's results")
	tickets := flag.Int("n", 1000, "how many `tickets` the results to draw are of")
	latency := flag.Int("latency", 50, "how many `milliseconds` Intercom took to answer in them")
	flag.Parse()
	if err := run(*in, *tickets, *latency, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "chart:", err)
		os.Exit(1)
	}
}

// bars are the chart's bars, from the top, by the benchmark's names.
var bars = []struct{ step, label string }{
	{"plan", "Plan without changes"},
	{"plan, batched", "Plan with batch_refresh"},
	{"apply", "Apply: create all"},
	{"update", "Apply: update all"},
	{"destroy", "Destroy all"},
}

// results are the parts of the benchmark's results that the chart needs.
type results struct {
	Rows []struct {
		N         int     `json:"n"`
		LatencyMS int     `json:"latency_ms"`
		Limit     int     `json:"limit"`
		Step      string  `json:"step"`
		Seconds   float64 `json:"seconds"`
	} `json:"rows"`
}

func run(in string, tickets, latency int, out io.Writer) error {
	data, err := os.ReadFile(in)
	if err != nil {
		return err
	}
	var r results
	if err := json.Unmarshal(data, &r); err != nil {
		return err
	}
	seconds, limit := map[string]float64{}, 0
	for _, row := range r.Rows {
		if row.N == tickets && row.LatencyMS == latency && row.Limit > 0 {
			seconds[row.Step], limit = row.Seconds, row.Limit
		}
	}
	p, err := plotted(seconds)
	if err != nil {
		return err
	}
	p.Title.Text = fmt.Sprintf("Seconds for %d tickets, if Intercom allows %d calls in ten seconds", tickets, limit)
	canvas := vgsvg.New(chartWidth, chartHeight)
	p.Draw(draw.Crop(draw.New(canvas), margin, -margin, margin, -margin))
	var svg bytes.Buffer
	if _, err := canvas.WriteTo(&svg); err != nil {
		return err
	}
	// If the font that measured the texts is not installed, one with the same widths is used, or any sans-serif font.
	_, err = out.Write(bytes.ReplaceAll(svg.Bytes(), []byte("font-family:Liberation Sans;"), []byte("font-family:Liberation Sans,Arial,Helvetica,sans-serif;")))
	return err
}

// The chart's sizes, in points: an SVG has four pixels for three.
const (
	chartWidth, chartHeight vg.Length = 645, 240
	margin, barHeight       vg.Length = 12, 20
)

func plotted(seconds map[string]float64) (*plot.Plot, error) {
	p := plot.New()
	var labels []string
	var values plotter.Values
	var points plotter.XYs
	var texts []string
	for i := range bars {
		bar := bars[len(bars)-1-i]
		took, ok := seconds[bar.step]
		if !ok {
			return nil, errors.New("no result under a limit of: " + bar.step)
		}
		labels = append(labels, bar.label)
		values = append(values, took)
		points = append(points, plotter.XY{X: took, Y: float64(i)})
		texts = append(texts, fmt.Sprintf("%.0f s", took))
	}
	drawn, err := plotter.NewBarChart(values, barHeight)
	if err != nil {
		return nil, err
	}
	drawn.Horizontal, drawn.Color, drawn.LineStyle.Width = true, color.RGBA{R: 0x1f, G: 0x6f, B: 0xeb, A: 0xff}, 0
	ends, err := plotter.NewLabels(plotter.XYLabels{XYs: points, Labels: texts})
	if err != nil {
		return nil, err
	}
	ends.Offset = vg.Point{X: 5, Y: -4}
	p.Add(drawn, ends)
	p.NominalY(labels...)
	p.HideX()
	p.X.Min, p.X.Max = 0, 1.12*p.X.Max
	p.Title.Padding, p.Y.Padding = 14, 16
	style(p, ends)
	return p, nil
}

// style sets every text in a sans-serif font that is large enough to read.
func style(p *plot.Plot, ends *plotter.Labels) {
	sans := func(size font.Length) font.Font {
		return font.Font{Typeface: "Liberation", Variant: "Sans", Size: size}
	}
	p.Title.TextStyle.Font = sans(13)
	p.Y.Tick.Label.Font = sans(12)
	p.Y.Tick.Length, p.Y.Width = 0, 0
	for i := range ends.TextStyle {
		ends.TextStyle[i].Font = sans(12)
	}
}
