package conformance

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const userAgent = "terraform-provider-intercom-conformance"

// Run checks the guards, runs the rows, and removes what they created, even if the context ends. A *GuardError means that
// nothing was written. The report covers everything up to where the run ended.
func Run(ctx context.Context, cfg Config) (*Report, error) {
	cfg = cfg.withDefaults()
	if err := checkConfig(cfg); err != nil {
		return nil, err
	}
	mark, err := newMark()
	if err != nil {
		return nil, err
	}
	rowsContext, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	g, client, err := open(cfg, mark, stop)
	if err != nil {
		return nil, err
	}
	w, me, err := passGuards(ctx, cfg, client)
	if err != nil {
		return nil, err
	}
	g.setAdmin(string(me.ID))
	warn(cfg)
	if err := sleep(ctx, cfg.Clock, thinkingTime); err != nil {
		return nil, err
	}
	if g.journal, err = createJournal(cfg.Journal, cfg.WorkspaceID, mark); err != nil {
		return nil, &GuardError{Code: ExitNoJournal, Text: "the journal cannot be written", Err: err}
	}
	lab := &Lab{Writer: w, cfg: cfg, gate: g, admin: string(me.ID), kept: map[string]bool{}}
	report := newReport(cfg, me.Workspace)
	report.Results = runRows(rowsContext, lab)
	report.Left = lab.cleanUp(ctx)
	report.Writes, report.Interrupted = g.writes, ctx.Err() != nil
	return report, g.journal.Close()
}

// Confirm passes the guards of a run and makes none: another program may then write to the workspace. It returns the ID of the
// admin that the token belongs to, or a *GuardError.
func Confirm(ctx context.Context, cfg Config) (adminID string, err error) {
	cfg = cfg.withDefaults()
	if err := checkConfig(cfg); err != nil {
		return "", err
	}
	_, client, err := open(cfg, "", func(error) {})
	if err != nil {
		return "", err
	}
	_, me, err := passGuards(ctx, cfg, client)
	if err != nil {
		return "", err
	}
	return string(me.ID), nil
}

// passGuards holds the guards that make requests.
func passGuards(ctx context.Context, cfg Config, client *intercom.Client) (intercom.Writer, *intercom.Me, error) {
	w, err := confirm(ctx, client, cfg.WorkspaceID)
	if err != nil {
		return w, nil, err
	}
	if !cfg.AllowPopulated {
		if err := checkPopulation(ctx, w.Reader); err != nil {
			return w, nil, err
		}
	}
	me, err := w.Me(ctx)
	if err != nil {
		return w, nil, &GuardError{Code: ExitUnconfirmed, Text: "GET /me did not confirm the workspace", Err: err}
	}
	return w, me, nil
}

// CleanUp removes what an earlier run left behind, by the IDs in its journal. The guards are those of a run, except for
// the population: what it deletes carries the mark of that run.
func CleanUp(ctx context.Context, cfg Config) ([]Leftover, error) {
	cfg = cfg.withDefaults()
	if err := checkConfig(cfg); err != nil {
		return nil, err
	}
	journal, workspace, mark, err := openJournal(cfg.Journal)
	if err != nil {
		return nil, &GuardError{Code: ExitNoJournal, Text: "the journal cannot be read", Err: err}
	}
	if workspace != cfg.WorkspaceID {
		return nil, errors.Join(&GuardError{Code: ExitOtherJournal, Text: "the journal is of another workspace"}, journal.Close())
	}
	g, client, err := open(cfg, mark, func(error) {})
	if err != nil {
		return nil, errors.Join(err, journal.Close())
	}
	g.journal = journal
	w, err := confirm(ctx, client, cfg.WorkspaceID)
	if err != nil {
		return nil, errors.Join(err, journal.Close())
	}
	for _, e := range journal.made() {
		g.own(e.Kind, e.ID)
	}
	lab := &Lab{Writer: w, cfg: cfg, gate: g}
	return lab.cleanUp(ctx), journal.Close()
}

// newMark returns the mark that everything that a run creates has in its name, email, or key.
func newMark() (string, error) {
	var random [5]byte
	if _, err := rand.Read(random[:]); err != nil {
		return "", err
	}
	return hex.EncodeToString(random[:]), nil
}

// open returns the gate, and a client that can only use it.
func open(cfg Config, mark string, stop func(error)) (*gate, *intercom.Client, error) {
	base, err := intercom.ParseBaseURL(cfg.BaseURL)
	if err != nil {
		return nil, nil, err
	}
	g := &gate{
		next: cfg.Transport, base: base, clock: cfg.Clock, mark: mark, objectType: url.PathEscape(cfg.CustomObjectType), permanent: cfg.AllowPermanent, maxWrites: cfg.MaxWrites,
		stop: stop, owned: map[string]map[string]bool{}, verified: map[string]bool{},
	}
	client, err := newClient(cfg, g)
	return g, client, err
}

func newClient(cfg Config, g *gate) (*intercom.Client, error) {
	return intercom.New(intercom.Config{
		Token: cfg.Token, BaseURL: cfg.BaseURL, Version: cfg.Version, UserAgent: userAgent, WorkspaceID: cfg.WorkspaceID,
		RateLimitShare: Share, Clock: cfg.Clock, HTTPClient: &http.Client{Transport: g},
	})
}

func warn(cfg Config) {
	say(cfg, "This run makes contacts, companies, tags, tickets, and other objects in workspace %s, and deletes them afterwards.", cfg.WorkspaceID)
	if cfg.AllowPermanent {
		say(cfg, "It also makes ticket types, and attributes of tickets, contacts, and conversations. Intercom cannot delete them: they stay, archived. The name of the event %q stays, too.", eventName)
	}
	say(cfg, "Emails are at example.invalid, and notifications are off. Workflows, webhooks, and apps of the workspace may react to the objects.")
	say(cfg, "The journal is %s. The first write is in %s. Press Ctrl-C to stop.", cfg.Journal, thinkingTime)
}

func say(cfg Config, format string, values ...any) {
	_, _ = fmt.Fprintf(cfg.Progress, format+"\n", values...)
}

// runRows runs one row after the other.
func runRows(ctx context.Context, lab *Lab) []Result {
	results := make([]Result, 0, len(lab.cfg.Rows))
	for i, row := range lab.cfg.Rows {
		result := lab.run(ctx, row)
		say(lab.cfg, "[%d/%d] %s: %s", i+1, len(lab.cfg.Rows), row.ID, result.brief())
		results = append(results, result)
		lab.tidy(ctx)
	}
	return results
}

// run runs a row, unless a prerequisite is missing.
func (l *Lab) run(ctx context.Context, row Row) Result {
	result := Result{ID: row.ID, Area: row.Area, Assumption: row.Assumption, Fake: row.Fake, Consequence: row.Consequence, Knobs: row.Knobs}
	switch {
	case ctx.Err() != nil:
		return result.notRun(whyNot(ctx, nil))
	case !l.Version().Has(row.Since):
		return result.notRun(fmt.Sprintf("version: it needs %s or later", row.Since))
	case row.Permanent && !l.cfg.AllowPermanent:
		return result.notRun("no consent: it makes what Intercom cannot delete, which needs -allow-permanent")
	}
	observed, err := row.Observe(ctx, l)
	if err != nil {
		return result.notRun(whyNot(ctx, err))
	}
	result.Service, result.Status = observed, StatusDiffers
	if observed == row.Fake {
		result.Status = StatusSame
	}
	return result
}
