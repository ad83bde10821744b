package export

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// The exit codes of the command.
const (
	exitDone       = 0
	exitFailed     = 1
	exitIncomplete = 2
)

const usage = `Usage: terraform-provider-intercom export -dir DIRECTORY [options]

Writes the configuration of an Intercom workspace as Terraform configuration, with import blocks. It only reads from Intercom.
The access token and the other settings come from the provider's environment variables, such as INTERCOM_ACCESS_TOKEN.

The exit code is 0 if everything was exported, 2 if something could not be read, and 1 if nothing was written.

`

// Command runs the subcommand with its arguments, and returns the exit code.
func Command(ctx context.Context, version string, arguments []string, out, log io.Writer) int {
	o := Options{Version: version, Out: out, Log: log}
	flags := flag.NewFlagSet("export", flag.ContinueOnError)
	flags.SetOutput(log)
	flags.Usage = func() {
		_, _ = io.WriteString(log, usage)
		flags.PrintDefaults()
	}
	flags.StringVar(&o.Dir, "dir", "", "`directory` to write; it must be empty or missing, unless -force is set")
	flags.BoolVar(&o.Force, "force", false, "overwrite an earlier export in the directory")
	flags.BoolVar(&o.Variables, "variables", false, "make variables of emails and URLs, with a .tfvars file of today's values")
	only := flags.String("only", "", "resource `types` to export, separated by commas: tag,ticket_type")
	exclude := flags.String("exclude", "", "resource `types` to leave out")
	include := flags.String("include", "", "`records` to export, too: people, tickets")
	if err := flags.Parse(arguments); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return exitDone
		}
		return exitFailed
	}
	if o.Dir == "" || flags.NArg() > 0 {
		flags.Usage()
		return exitFailed
	}
	o.Only, o.Exclude, o.Include = commas(*only), commas(*exclude), commas(*include)
	err := Run(ctx, o)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, ErrIncomplete):
		return exitIncomplete
	}
	_, _ = fmt.Fprintln(log, "export:", intercom.Clean(err.Error(), 2000))
	return exitFailed
}

func commas(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}
