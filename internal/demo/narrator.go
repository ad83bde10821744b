package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// width is the maximum width of lines that can be wrapped.
const width = 98

// Escape sequences of ANSI terminals.
const (
	bold  = "\x1b[1m"
	cyan  = "\x1b[36m"
	faint = "\x1b[2m"
	plain = "\x1b[0m"
)

// narrator writes the text of the demo. It keeps the first error.
type narrator struct {
	out    io.Writer
	color  bool
	secret string // must never be shown, once it exists
	err    error
}

// colored reports whether to write colors to file: it is a terminal, and the user has not disabled colors.
func colored(file *os.File) bool {
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// say writes lines in one style, each after the same margin.
func (n *narrator) say(style, margin, text string) {
	if n.err != nil {
		return
	}
	if n.secret != "" && strings.Contains(text, n.secret) {
		n.err = errors.New("the access token was about to be shown")
		return
	}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(margin+strings.TrimSuffix(line, "\n"), " ")
		if n.color && style != plain {
			line = style + line + plain
		}
		if _, n.err = fmt.Fprintln(n.out, line); n.err != nil {
			return
		}
	}
}

func (n *narrator) introduce(st *stage) {
	n.say(bold, "", "\nTerraform manages Intercom tickets: a demonstration")
	n.say(plain, "", fmt.Sprintf(introduction, release, st.version, st.fake.URL))
	n.say(faint, "  ", configuration)
}

func (n *narrator) announce(number int, s step) {
	n.say(bold, "", fmt.Sprintf("\n%d. %s", number, s.title))
	n.say(plain, "   ", wrap(strings.Join(strings.Fields(s.prose), " "), " ", width-3))
	if s.edit != [2]string{} {
		n.say(plain, "   ", fmt.Sprintf("In main.tf, %s becomes %s.", s.edit[0], s.edit[1]))
	}
}

func (n *narrator) report(command string, shown, calls []string) {
	n.say(cyan, "   ", "$ "+command)
	for _, line := range shown {
		n.say(plain, "   │ ", wrap(line, " ", width-5))
	}
	if len(calls) == 0 {
		calls = []string{"nothing"}
	}
	n.say(faint, "   ", "API: "+strings.ReplaceAll(wrap(strings.Join(calls, " · "), " · ", width-8), "\n", "\n     "))
}

// wrap breaks text at separators so that lines are not longer than limit, if possible.
func wrap(text, separator string, limit int) string {
	var lines []string
	line := ""
	for part := range strings.SplitSeq(text, separator) {
		switch {
		case line == "":
			line = part
		case len([]rune(line+separator+part)) > limit:
			lines = append(lines, line)
			line = part
		default:
			line += separator + part
		}
	}
	return strings.Join(append(lines, line), "\n")
}

// conclude reports how often each kind of call was made, and what is left.
func (n *narrator) conclude(ctx context.Context, st *stage, took time.Duration) error {
	managed, err := st.managed(ctx)
	if err != nil {
		return err
	}
	n.say(bold, "", fmt.Sprintf("\nAll %d calls to the API", len(st.calls)))
	n.say(plain, "   ", table(st.calls))
	n.say(bold, "", "\nWhat is left")
	n.say(plain, "   ", fmt.Sprintf("In Intercom: %d tickets. In Terraform's state: %d tickets.\nEvery step was checked as it was told, in %.0f seconds altogether.",
		len(st.fake.Tickets()), len(managed), took.Seconds()))
	return n.err
}
