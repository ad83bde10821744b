package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// report is the result of a run of the benchmark.
type report struct {
	// CLI is the name and version of the CLI that ran the providers.
	CLI    string    `json:"cli"`
	At     time.Time `json:"at"`
	Starts []start   `json:"starts"`
	Rows   []row     `json:"rows"`
}

// row is one step, and the cost of the same without the provider.
type row struct {
	// Load is "tickets" or "workspace", and N the number of objects.
	Load        string `json:"load"`
	N           int    `json:"n"`
	LatencyMS   int64  `json:"latency_ms"`
	Limit       int    `json:"limit"` // calls in 10 seconds; 0 is no limit
	Step        string `json:"step"`
	Parallelism int    `json:"parallelism"`
	usage
	Calls       map[string]int `json:"calls"`
	Connections int64          `json:"connections"`
	// BareSeconds is the time of a bare client for the same calls, Floor of the same number of terraform_data, Filled of those
	// with the same number of bytes in state, and Idle of a provider that does nothing. Zero means that it was not run.
	BareSeconds float64 `json:"bare_seconds"`
	Floor       usage   `json:"floor"`
	Filled      usage   `json:"filled"`
	Idle        usage   `json:"idle,omitzero"`
}

// ratio compares the step with the slower of the two things that it cannot do without: the calls, and the CLI's own part,
// if that was measured.
func (r row) ratio(cli usage) string {
	if cli.Seconds == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", r.Seconds/max(r.BareSeconds, cli.Seconds))
}

func (r report) json() ([]byte, error) {
	data, err := json.MarshalIndent(r, "", "  ")
	return append(data, '\n'), err
}

// print writes the tables.
func (r report) print(out io.Writer) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintf(table, "%s\n\nstart\thandshake ms\tschema ms\n", r.CLI)
	for _, s := range r.Starts {
		_, _ = fmt.Fprintf(table, "%s\t%.1f\t%.1f\n", s.Provider, s.HandshakeMS, s.SchemaMS)
	}
	_, _ = fmt.Fprintln(table, "\nobjects\tlatency\tlimit\tstep\tseconds\tterraform_data\tratio\tas large\tratio\tdoes nothing\tratio\tbare client\tCLI cpu s\tCLI MiB\tprovider cpu s\tprovider MiB\tidle cpu s\tstate B\tconnections\tcalls")
	for _, r := range r.Rows {
		_, _ = fmt.Fprintf(table, "%d %s\t%d ms\t%s\t%s\t%.2f\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%.2f\t%.0f\t%.2f\t%.0f\t%s\t%d\t%d\t%s\n",
			r.N, r.Load, r.LatencyMS, optional(r.Limit, "%d"), r.Step, r.Seconds, optional(r.Floor.Seconds, "%.2f"), r.ratio(r.Floor),
			optional(r.Filled.Seconds, "%.2f"), r.ratio(r.Filled), optional(r.Idle.Seconds, "%.2f"), r.ratio(r.Idle), optional(r.BareSeconds, "%.2f"), r.CPUSeconds, r.PeakMiB,
			r.ProviderCPUSeconds, r.ProviderPeakMiB, optional(r.Idle.ProviderCPUSeconds, "%.2f"), r.StateBytes/int64(r.N), r.Connections, listed(r.Calls))
	}
	return table.Flush()
}

// optional returns "-" for zero.
func optional[T int | float64](v T, format string) string {
	if v == 0 {
		return "-"
	}
	return fmt.Sprintf(format, v)
}

func listed(calls map[string]int) string {
	parts := make([]string, 0, len(calls))
	for _, kind := range slices.Sorted(maps.Keys(calls)) {
		parts = append(parts, fmt.Sprintf("%d %s", calls[kind], kind))
	}
	return strings.Join(parts, ", ")
}
