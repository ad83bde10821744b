package conformance

import (
	"context"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var connectorRows = []Row{
	{
		ID: "connector-never-published", Area: "data connectors", Since: "2.16",
		Assumption:  "The live version of a data connector that was never published does not exist.",
		Fake:        "404 data_connector_not_found",
		Consequence: "None: the provider reads the draft of what is not live.",
		Knobs:       []string{"ShowsDraftsAsLive"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.connector(ctx, "")
			if err != nil {
				return "", err
			}
			_, err = l.DataConnector(ctx, string(c.ID), intercom.ConnectorLive)
			return outcome(err)
		},
	},
	{
		ID: "connector-change-without-state", Area: "data connectors", Since: "2.16",
		Assumption:  "A change of a live data connector without a state changes its draft alone.",
		Fake:        "the live version stays",
		Consequence: "None: the provider publishes with every change of a live connector.",
		Knobs:       []string{"ChangesLiveConnectors"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return liveVersion(ctx, l, "")
		},
	},
	{
		ID: "connector-change-with-state", Area: "data connectors", Since: "2.16",
		Assumption:  "A change of a live data connector with the state live is live.",
		Fake:        "the live version changes",
		Consequence: "An update of a live connector ends with an error: the provider must withdraw it first.",
		Knobs:       []string{"KeepsLiveVersion"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return liveVersion(ctx, l, intercom.ConnectorLive)
		},
	},
	{
		ID: "connector-headers", Area: "data connectors", Since: "2.16",
		Assumption:  "The headers of a change replace all headers.",
		Fake:        "replaced",
		Consequence: "Removing a header ends with an error.",
		Knobs:       []string{"MergesHeaders"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.connector(ctx, "")
			if err != nil {
				return "", err
			}
			for _, name := range []string{"X-First", "X-Second"} {
				request := intercom.DataConnectorRequest{Headers: intercom.Set([]intercom.ConnectorHeader{{Name: name, Value: "conformance"}})}
				if c, err = l.UpdateDataConnector(ctx, string(c.ID), request); err != nil {
					return outcome(err)
				}
			}
			c, err = l.DataConnector(ctx, string(c.ID), intercom.ConnectorDraft)
			switch {
			case err != nil:
				return outcome(err)
			case len(c.Headers) == 1:
				return "replaced", nil
			}
			return "merged, or not shown", nil
		},
	},
	{
		ID: "connector-header-value", Area: "data connectors", Since: "2.16",
		Assumption:  "Answers have **** in place of the values of headers.",
		Fake:        "****",
		Consequence: "The value of a header may be in an answer, where the provider ignores it.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.connector(ctx, "")
			if err != nil {
				return "", err
			}
			request := intercom.DataConnectorRequest{Headers: intercom.Set([]intercom.ConnectorHeader{{Name: "X-Value", Value: "conformance"}})}
			c, err = l.UpdateDataConnector(ctx, string(c.ID), request)
			switch {
			case err != nil:
				return outcome(err)
			case len(c.Headers) == 1 && c.Headers[0].Value == intercom.MaskedHeader:
				return intercom.MaskedHeader, nil
			}
			return "something else", nil
		},
	},
	{
		ID: "connector-empty-description", Area: "data connectors", Since: "2.16",
		Assumption:  "An empty description clears the description of a data connector.",
		Fake:        "accepted",
		Consequence: "Removing the description, URL, or body from a configuration ends with an error.",
		Knobs:       []string{"RefusesEmptyTexts"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.connector(ctx, "")
			if err != nil {
				return "", err
			}
			c, err = l.UpdateDataConnector(ctx, string(c.ID), intercom.DataConnectorRequest{Description: intercom.Set("")})
			if err == nil && c.Description != "" {
				return "the description stays", nil
			}
			return outcome(err)
		},
	},
	{
		ID: "connector-equal-names", Area: "data connectors", Since: "2.16",
		Assumption:  "Two data connectors can have the same name.",
		Fake:        "accepted",
		Consequence: "None: the provider refuses a name that another connector has.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.connector(ctx, "")
			if err != nil {
				return "", err
			}
			_, err = l.connector(ctx, c.Name)
			return outcome(err)
		},
	},
}

// connector makes a draft that calls nobody.
func (l *Lab) connector(ctx context.Context, name string) (*intercom.DataConnector, error) {
	if name == "" {
		name = l.name("connector")
	}
	return l.CreateDataConnector(ctx, intercom.DataConnectorRequest{
		Name: intercom.Set(name), Description: intercom.Set(l.name("description")), URL: intercom.Set(hostOfConnectors + "first"), HTTPMethod: intercom.Set("get"),
	})
}

// liveVersion publishes a connector, changes its URL, and says whether the live version has it.
func liveVersion(ctx context.Context, l *Lab, state string) (string, error) {
	c, err := l.connector(ctx, "")
	if err != nil {
		return "", err
	}
	if _, err = l.UpdateDataConnector(ctx, string(c.ID), intercom.DataConnectorRequest{State: intercom.ConnectorLive}); err != nil {
		return outcome(err)
	}
	if _, err = l.UpdateDataConnector(ctx, string(c.ID), intercom.DataConnectorRequest{URL: intercom.Set(hostOfConnectors + "second"), State: state}); err != nil {
		return outcome(err)
	}
	c, err = l.DataConnector(ctx, string(c.ID), intercom.ConnectorLive)
	switch {
	case err != nil:
		return outcome(err)
	case c.URL == hostOfConnectors+"second":
		return "the live version changes", nil
	case c.URL == hostOfConnectors+"first":
		return "the live version stays", nil
	}
	return "another URL", nil
}
