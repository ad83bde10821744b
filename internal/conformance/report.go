package conformance

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Status is the result of a row.
type Status string

// The statuses of rows.
const (
	StatusSame    Status = "same"
	StatusDiffers Status = "differs"
	StatusNotRun  Status = "not run"
)

// Result is a row with what the service did.
type Result struct {
	ID          string   `json:"id"`
	Area        string   `json:"area"`
	Assumption  string   `json:"assumption"`
	Fake        string   `json:"fake"`
	Service     string   `json:"service,omitempty"`
	Status      Status   `json:"status"`
	Reason      string   `json:"reason,omitempty"` // why it was not run
	Consequence string   `json:"consequence"`
	Knobs       []string `json:"knobs,omitempty"`
}

func (r Result) notRun(reason string) Result {
	r.Status, r.Reason = StatusNotRun, reason
	return r
}

func (r Result) brief() string {
	if r.Status == StatusNotRun {
		return "not run (" + r.Reason + ")"
	}
	return string(r.Status) + " (" + r.Service + ")"
}

// Report is the result of a run. It has nothing that identifies the workspace.
type Report struct {
	Version     intercom.Version `json:"api_version"`
	Region      string           `json:"region"`
	Date        string           `json:"date"`
	Results     []Result         `json:"rows"`
	Unsettled   []Question       `json:"unsettled"`
	Left        []Leftover       `json:"left,omitempty"`
	Writes      int              `json:"writes"`
	Interrupted bool             `json:"interrupted,omitempty"`
}

func newReport(cfg Config, w intercom.Workspace) *Report {
	region := strings.ToUpper(w.Region)
	if !slices.Contains([]string{"US", "EU", "AU"}, region) {
		region = "unknown"
	}
	return &Report{Version: cfg.Version, Region: region, Date: cfg.Clock.Now().UTC().Format(time.DateOnly), Unsettled: Unsettled}
}

// Count returns the number of rows with the status.
func (r *Report) Count(status Status) int {
	n := 0
	for _, result := range r.Results {
		if result.Status == status {
			n++
		}
	}
	return n
}

func (r *Report) summary() string {
	return fmt.Sprintf("%d rows: %d same, %d differ, %d not run. API version %s, region %s, %d writes.",
		len(r.Results), r.Count(StatusSame), r.Count(StatusDiffers), r.Count(StatusNotRun), r.Version, r.Region, r.Writes)
}

// sorted returns the rows that differ first.
func (r *Report) sorted() []Result {
	order := []Status{StatusDiffers, StatusNotRun, StatusSame}
	results := slices.Clone(r.Results)
	slices.SortStableFunc(results, func(a, b Result) int {
		return cmp.Compare(slices.Index(order, a.Status), slices.Index(order, b.Status))
	})
	return results
}

// WriteTable writes the report for a terminal, with the IDs of what is left.
func (r *Report) WriteTable(out io.Writer) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(table, "ROW\tSTATUS\tFAKE\tSERVICE\tKNOB")
	for _, result := range r.sorted() {
		service := cmp.Or(result.Service, result.Reason)
		_, _ = fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", result.ID, result.Status, result.Fake, service, strings.Join(result.Knobs, ", "))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "\n%s\n", r.summary())
	for _, result := range r.sorted() {
		if result.Status == StatusDiffers {
			_, err = fmt.Fprintf(out, "\n%s\n  Assumption: %s\n  Consequence: %s\n", result.ID, result.Assumption, result.Consequence)
		}
	}
	if err != nil {
		return err
	}
	return WriteLeftovers(out, r.Left)
}

// WriteLeftovers lists what could not be deleted, with IDs.
func WriteLeftovers(out io.Writer, left []Leftover) error {
	if len(left) == 0 {
		_, err := fmt.Fprintln(out, "\nNothing is left behind.")
		return err
	}
	_, err := fmt.Fprintln(out, "\nLeft behind:")
	for _, l := range left {
		_, err = fmt.Fprintf(out, "  %s %s: %s\n", l.Kind, cmp.Or(l.ID, "(no ID)"), l.Why)
	}
	return err
}

// WriteJSON writes the report for programs.
func (r *Report) WriteJSON(out io.Writer) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(r)
}

// WriteMarkdown writes the report for an issue.
func (r *Report) WriteMarkdown(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "### Conformance report\n\n%s Run on %s.\n\n", r.summary(), r.Date)
	if r.Interrupted {
		b.WriteString("The run was interrupted.\n\n")
	}
	b.WriteString("| Row | Status | Assumption | Fake | Service | Consequence | Knob |\n|---|---|---|---|---|---|---|\n")
	for _, result := range r.sorted() {
		writeCells(&b, "`"+result.ID+"`", string(result.Status), result.Assumption, result.Fake, cmp.Or(result.Service, result.Reason),
			result.Consequence, strings.Join(result.Knobs, ", "))
	}
	b.WriteString("\nNot settled by this program:\n\n| Question | Reason |\n|---|---|\n")
	for _, question := range r.Unsettled {
		writeCells(&b, question.Text, question.Reason)
	}
	if len(r.Left) > 0 {
		b.WriteString("\nLeft behind:\n\n| Kind | Why |\n|---|---|\n")
		for _, l := range r.Left {
			writeCells(&b, l.Kind, l.Why)
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func writeCells(b *strings.Builder, cells ...string) {
	clean := strings.NewReplacer("|", `\|`, "\n", " ", "<", "&lt;", ">", "&gt;")
	for _, cell := range cells {
		b.WriteString("| " + clean.Replace(cell) + " ")
	}
	b.WriteString("|\n")
}
