package main

import (
	"fmt"
	"regexp"
	"strings"
	"text/tabwriter"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

var (
	// diagnostic matches the start of a warning or an error, whose text Terraform wraps.
	diagnostic = regexp.MustCompile(`(?m)^(Warning|Error): `)
	wrapped    = regexp.MustCompile(`(\S)\n(\S)`)
	spaces     = regexp.MustCompile(` {2,}`)
	id         = regexp.MustCompile(`/[0-9][0-9a-f]*`)
)

// excerpt returns the lines of Terraform's output that have one of the texts, in the order of the texts. A paragraph of a
// warning or an error counts as one line.
func excerpt(output string, texts []string) ([]string, error) {
	if at := diagnostic.FindStringIndex(output); at != nil {
		output = output[:at[0]] + wrapped.ReplaceAllString(output[at[0]:], "$1 $2")
	}
	var shown []string
	for _, text := range texts {
		found := false
		for line := range strings.Lines(output) {
			line = spaces.ReplaceAllString(strings.TrimSpace(line), " ")
			if strings.Contains(line, text) {
				shown = append(shown, line)
				found = true
			}
		}
		if !found {
			return nil, fmt.Errorf("no %q in what Terraform said", text)
		}
	}
	return shown, nil
}

// kind describes a call: GET /tickets/{id} → 200.
func kind(c intercomtest.Call) string {
	return fmt.Sprintf("%s %s → %d", c.Method, id.ReplaceAllString(c.Path, "/{id}"), c.Status)
}

// detailed is kind with the body of an update, because an update sends only what changed.
func detailed(c intercomtest.Call) string {
	if c.Method != "PUT" {
		return kind(c)
	}
	return strings.Replace(kind(c), " → ", " "+string(c.Body)+" → ", 1)
}

// tally describes calls, equal ones only once.
func tally(calls []intercomtest.Call) []string {
	lines, times := count(calls, detailed)
	for i, line := range lines {
		if times[line] > 1 {
			lines[i] = fmt.Sprintf("%s ×%d", line, times[line])
		}
	}
	return lines
}

// count describes calls, and returns the descriptions in the order of their first appearance, with their numbers.
func count(calls []intercomtest.Call, write func(intercomtest.Call) string) (lines []string, times map[string]int) {
	times = map[string]int{}
	for _, c := range calls {
		line := write(c)
		if times[line]++; times[line] == 1 {
			lines = append(lines, line)
		}
	}
	return lines, times
}

// table lists the number of calls of each kind.
func table(calls []intercomtest.Call) string {
	var text strings.Builder
	columns := tabwriter.NewWriter(&text, 0, 0, 3, ' ', 0)
	lines, times := count(calls, kind)
	for _, line := range lines {
		_, _ = fmt.Fprintf(columns, "%3d\t%s\n", times[line], strings.Replace(line, " → ", "\t→ ", 1))
	}
	_ = columns.Flush() // a buffer cannot fail
	return text.String()
}
