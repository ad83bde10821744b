// Command conformance compares Intercom's live service with the fake, in a test workspace. CONTRIBUTING.md explains how to
// run it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/conformance"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second Ctrl-C ends the program immediately.
	context.AfterFunc(ctx, stop)
	p := program{getenv: os.Getenv, stdout: os.Stdout, stderr: os.Stderr}
	os.Exit(p.run(ctx, os.Args[1:]))
}

// program is what a run gets from the process.
type program struct {
	getenv         func(string) string
	stdout, stderr io.Writer
	clock          intercom.Clock // nil is the system's
}

// options are the flags.
type options struct {
	config  conformance.Config
	cleanUp bool
	out     string
}

// run returns the exit code.
func (p program) run(ctx context.Context, args []string) int {
	o, err := p.parse(args)
	if errors.Is(err, flag.ErrHelp) {
		return conformance.ExitRan
	}
	if err != nil {
		return fail(p.stderr, conformance.ExitUsage, err)
	}
	o.config.Progress, o.config.Clock = p.stderr, p.clock
	if o.cleanUp {
		left, err := conformance.CleanUp(ctx, o.config)
		if err != nil {
			return fail(p.stderr, codeOf(ctx, err), err)
		}
		return finish(ctx, p.stderr, conformance.WriteLeftovers(p.stdout, left))
	}
	report, err := conformance.Run(ctx, o.config)
	if report == nil {
		return fail(p.stderr, codeOf(ctx, err), err)
	}
	err = errors.Join(err, report.WriteTable(p.stdout), save(o.out+".json", report.WriteJSON), save(o.out+".md", report.WriteMarkdown))
	if err == nil {
		_, _ = fmt.Fprintf(p.stderr, "\nThe report is in %s.json and %s.md. It names no person and no workspace.\n", o.out, o.out)
	}
	return finish(ctx, p.stderr, err)
}

func (p program) parse(args []string) (options, error) {
	o := options{config: conformance.Config{
		Token: strings.TrimSpace(p.getenv("INTERCOM_ACCESS_TOKEN")), WorkspaceID: strings.TrimSpace(p.getenv("INTERCOM_WORKSPACE_ID")),
		BaseURL: strings.TrimSpace(p.getenv("INTERCOM_BASE_URL")), Version: intercom.Version(strings.TrimSpace(p.getenv("INTERCOM_API_VERSION"))),
	}}
	region := strings.TrimSpace(p.getenv("INTERCOM_REGION"))
	flags := flag.NewFlagSet("conformance", flag.ContinueOnError)
	flags.SetOutput(p.stderr)
	flags.BoolVar(&o.config.TestWorkspace, "test-workspace", false, "declare that INTERCOM_WORKSPACE_ID is a test workspace, in which nothing matters")
	flags.BoolVar(&o.config.AllowPopulated, "allow-populated", false, fmt.Sprintf("run although the workspace holds more than %d people or tickets", conformance.Handful))
	flags.BoolVar(&o.config.AllowPermanent, "allow-permanent", false, "consent to ticket types, attributes, and the name of an event, which Intercom cannot delete: they stay, archived")
	flags.StringVar(&o.config.CustomObjectType, "custom-object-type", "", "`identifier` of a custom object type in which instances may be created; CONTRIBUTING.md has the attributes that it needs")
	flags.IntVar(&o.config.MaxWrites, "max-writes", conformance.DefaultMaxWrites, "make at most `n` writes, without those of the clean-up")
	flags.StringVar(&o.config.Journal, "journal", "conformance-"+time.Now().UTC().Format("20060102-150405")+".journal", "`file` that records every POST before it is sent")
	flags.BoolVar(&o.cleanUp, "clean-up", false, "only remove what the journal of an earlier run names")
	flags.StringVar(&o.out, "out", "conformance-report", "write the report to `name`.json and name.md")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case o.config.MaxWrites < 1:
		return o, errors.New("-max-writes must be 1 or more")
	case o.config.BaseURL == "" && region != "":
		if o.config.BaseURL = intercom.RegionURLs[region]; o.config.BaseURL == "" {
			return o, fmt.Errorf("INTERCOM_REGION is %q, but must be us, eu, or au", region)
		}
	}
	return o, nil
}

// save writes a file that only the user can read.
func save(path string, write func(io.Writer) error) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}

// codeOf returns the exit code of a run that was refused or failed.
func codeOf(ctx context.Context, err error) int {
	if ctx.Err() != nil {
		return conformance.ExitInterrupted
	}
	if refused, ok := errors.AsType[*conformance.GuardError](err); ok {
		return refused.Code
	}
	return conformance.ExitFailed
}

func finish(ctx context.Context, stderr io.Writer, err error) int {
	switch {
	case err != nil:
		return fail(stderr, conformance.ExitFailed, err)
	case ctx.Err() != nil:
		return fail(stderr, conformance.ExitInterrupted, errors.New("interrupted; see above for what is left"))
	}
	return conformance.ExitRan
}

func fail(stderr io.Writer, code int, err error) int {
	_, _ = fmt.Fprintln(stderr, "conformance:", err)
	return code
}
