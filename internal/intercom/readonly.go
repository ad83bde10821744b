package intercom

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// Brand is a brand of the workspace. The API neither creates nor changes one.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/brands/brand
type Brand struct {
	Type string `json:"type"`
	// ID is decimal, except for the default brand, whose ID is the workspace's.
	ID                       ID       `json:"id"`
	Name                     string   `json:"name"`
	IsDefault                bool     `json:"is_default"`
	HelpCenterID             ID       `json:"help_center_id"`
	DefaultAddressSettingsID ID       `json:"default_address_settings_id"`
	CreatedAt                UnixTime `json:"created_at"`
	UpdatedAt                UnixTime `json:"updated_at"`
}

func (b *Brand) self() (kind string, id ID) { return b.Type, b.ID }

// Brands reads all brands, from version 2.15.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/brands/listbrands
func (r Reader) Brands(ctx context.Context) ([]Brand, error) {
	return all[Brand](ctx, r, "/brands", "brand")
}

// EmailSetting is an address that the workspace sends email from.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/emails/email_setting
type EmailSetting struct {
	Type                         string   `json:"type"`
	ID                           ID       `json:"id"`
	Email                        string   `json:"email"`
	Domain                       string   `json:"domain"`
	BrandID                      ID       `json:"brand_id"`
	Verified                     *bool    `json:"verified"`
	ForwardingEnabled            *bool    `json:"forwarding_enabled"`
	ForwardedEmailLastReceivedAt UnixTime `json:"forwarded_email_last_received_at"`
	CreatedAt                    UnixTime `json:"created_at"`
	UpdatedAt                    UnixTime `json:"updated_at"`
}

func (e *EmailSetting) self() (kind string, id ID) { return e.Type, e.ID }

// EmailSettings reads the settings of all sender addresses, from version 2.15.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/emails/listemails
func (r Reader) EmailSettings(ctx context.Context) ([]EmailSetting, error) {
	return all[EmailSetting](ctx, r, "/emails", "email_setting")
}

// Macro is a saved reply.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/macros/macro
type Macro struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
	Name string `json:"name"`
	// Body is HTML with placeholders as elements (<attribute key="user.name"/>). BodyText has them in braces.
	Body             *string  `json:"body"`
	BodyText         *string  `json:"body_text"`
	VisibleTo        string   `json:"visible_to"`
	VisibleToTeamIDs []ID     `json:"visible_to_team_ids"`
	AvailableOn      []string `json:"available_on"`
	CreatedAt        UnixTime `json:"created_at"`
	UpdatedAt        UnixTime `json:"updated_at"`
}

func (m *Macro) self() (kind string, id ID) { return m.Type, m.ID }

// Macros reads all macros that the token's teammate can see, from version 2.16.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/macros/listmacros
func (r Reader) Macros(ctx context.Context) ([]Macro, error) {
	return moving[Macro](ctx, r, "/macros", "macro")
}

// Segment is a group of people that match conditions, which no answer shows.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/segments/segment
type Segment struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
	Name string `json:"name"`
	// PersonType is user, or contact for a lead.
	PersonType string   `json:"person_type"`
	CreatedAt  UnixTime `json:"created_at"`
	UpdatedAt  UnixTime `json:"updated_at"`
}

func (s *Segment) self() (kind string, id ID) { return s.Type, s.ID }

// Segments reads all segments, without their counts.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/segments/listsegments
func (r Reader) Segments(ctx context.Context) ([]Segment, error) {
	return all[Segment](ctx, r, "/segments", "segment")
}

// AwayStatusReason is a reason that teammates give when they are away.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/away-status-reasons/away_status_reason
type AwayStatusReason struct {
	Type  string `json:"type"`
	ID    ID     `json:"id"`
	Label string `json:"label"`
	Emoji string `json:"emoji"`
	Order *int64 `json:"order"`
	// Deleted reasons stay in the list, because teammates may still show them.
	Deleted   bool     `json:"deleted"`
	CreatedAt UnixTime `json:"created_at"`
	UpdatedAt UnixTime `json:"updated_at"`
}

func (a *AwayStatusReason) self() (kind string, id ID) { return a.Type, a.ID }

// AwayStatusReasons reads all away status reasons, deleted ones included, from version 2.14.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/away-status-reasons/listawaystatusreasons
func (r Reader) AwayStatusReasons(ctx context.Context) ([]AwayStatusReason, error) {
	return all[AwayStatusReason](ctx, r, "/away_status_reasons", "away_status_reason")
}

// WorkflowExport is Intercom's export of one workflow.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/workflows/workflow_export
type WorkflowExport struct {
	Workflow struct {
		ID          ID     `json:"id"`
		Title       string `json:"title"`
		State       string `json:"state"`
		TriggerType string `json:"trigger_type"`
	} `json:"workflow"`
	// JSON is the whole export with sorted keys and without the time of the export.
	JSON string `json:"-"`
}

func (w *WorkflowExport) self() (kind string, id ID) { return "", w.Workflow.ID }

// ExportWorkflow reads the export of a workflow, from version 2.15. Its 404 has the code not_found. Intercom does not list workflows.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/workflows/exportworkflow
func (r Reader) ExportWorkflow(ctx context.Context, id string) (*WorkflowExport, error) {
	path, err := objectPath("workflows", id)
	if err != nil {
		return nil, err
	}
	var found WorkflowExport
	var whole map[string]any
	decode := decodeInto(&found, func(w *WorkflowExport) error {
		if string(w.Workflow.ID) != id {
			return otherObject("workflow", w.Workflow.ID)
		}
		return nil
	})
	err = r.do(ctx, call{method: http.MethodGet, path: "/export" + path, idempotent: true, decode: func(a *answer) error {
		d := json.NewDecoder(bytes.NewReader(bytes.Clone(a.body)))
		d.UseNumber()
		if err := d.Decode(&whole); err != nil {
			return fmt.Errorf("%w: it is not an object", errBodyInvalid)
		}
		return decode(a)
	}})
	if err != nil {
		return nil, err
	}
	delete(whole, "exported_at")
	text, err := json.Marshal(whole)
	if err != nil {
		return nil, err
	}
	found.JSON = string(text)
	return &found, nil
}
