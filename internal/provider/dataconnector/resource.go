// Package dataconnector implements the intercom_data_connector resource, data sources, and list resource.
package dataconnector

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const (
	onDestroyWithdraw = "withdraw"
	permission        = "Read and write data connectors (read_write_data_connectors)"
)

// Object is intercom_data_connector. A connector has two versions, and what a PATCH of a live one changes is not described: what
// counts is a read of the live version afterwards. Nothing says that names are unique, so that a POST is never sent twice.
var Object = framework.Object[model, *intercom.DataConnector]{
	Metadata: framework.Metadata{
		Name: "data connector", Plural: "data connectors", Type: "intercom_data_connector",
		Keys:         []framework.Key{{Name: "id", Description: "ID of the data connector."}},
		IDHint:       "The data source intercom_data_connectors lists the IDs of all data connectors.",
		Whole:        []string{"data_inputs", "token_ids", "audiences"},
		Irreversible: true, GoneCodes: []string{"data_connector_not_found"},
		Since:      framework.Since{Read: "2.16", Write: "2.16", Delete: "2.16"},
		Permission: permission,
		References: map[string]string{"token_ids": "intercom_authentication_token"},
	},
	Description: "An Intercom data connector: a call of another API that workflows and Fin can make.\n\n" +
		"A connector is a draft until `state` is `live`. The provider sets everything else first, and publishes last. What a connector does with the answer of the other API " +
		"(object mappings) can only be set in Intercom. A live connector for leads or visitors answers questions of people who are not authenticated.\n\n" +
		"**Intercom shows the values of headers in the connector's execution logs, except `Authorization`.** Use `token_ids` for credentials.\n\n" +
		"**Destroying this resource withdraws and deletes the connector.** Intercom refuses this while a workflow, procedure, or macro uses it.\n\n" + schemas.LeftAlone,
	Attributes: attributes,
	Validate:   validate,
	Equivalent: fields.Equivalent,
	Prepare: func(_ context.Context, p *framework.Plan[model]) diag.Diagnostics {
		p.KeepSpelling(fields.Equivalent)
		return nil
	},
	Facts:     facts,
	Flatten:   flatten,
	WriteOnly: writeOnly,
	Imported:  imported,
	Create: func(ctx context.Context, w framework.Writer, plan *model) (*intercom.DataConnector, error) {
		request, err := plan.request(&model{}, plan)
		if err != nil {
			return nil, err
		}
		request.State = "" // a POST makes a draft
		return w.CreateDataConnector(ctx, request)
	},
	Complete: func(ctx context.Context, w framework.Writer, created *intercom.DataConnector, plan *model) (*intercom.DataConnector, error) {
		if plan.State.ValueString() != intercom.ConnectorLive {
			return created, nil
		}
		return publish(ctx, w, string(created.ID), intercom.DataConnectorRequest{State: intercom.ConnectorLive})
	},
	Read: func(ctx context.Context, r framework.Reader, id framework.ID) (*intercom.DataConnector, error) {
		return read(ctx, r, id[0])
	},
	Update: update,
	Remove: func(ctx context.Context, w framework.Writer, _ privatestate.Reader, state *model) error {
		id := state.ID.ValueString()
		c, err := read(ctx, w.Reads(), id)
		live := err == nil && c.State == intercom.ConnectorLive
		if live {
			err = withdraw(ctx, w, framework.ID{id})
		}
		if err != nil {
			return err
		}
		if err = w.DeleteDataConnector(ctx, id); err != nil && live {
			err = fmt.Errorf("the connector was withdrawn, so that it is a draft now and nothing can call it, and deleting it failed: %w", err)
		}
		return err
	},
	Destroy: []framework.Verb[*intercom.DataConnector]{{
		OnDestroy: schemas.OnDestroyDelete, Doing: "deleting", Clause: "withdraws and deletes it",
		Effect: "This plan deletes data connectors permanently", Detail: "It is withdrawn first. Its object mappings, which no API can set, are lost.",
	}, {
		OnDestroy: onDestroyWithdraw, Doing: "withdrawing", Clause: "makes it a draft and keeps it",
		Effect: "This plan withdraws data connectors", Detail: "It becomes a draft and stays in Intercom.",
		Do:   withdraw,
		Done: func(c *intercom.DataConnector) bool { return c.State == intercom.ConnectorDraft },
	}},
	Label:       func(m *model) string { return m.Name.ValueString() },
	Key:         func(m *model) string { return m.Name.ValueString() },
	KeyArgument: func(*model) string { return "name" },
	Matches: func(m *model, c *intercom.DataConnector) bool {
		return attrvalue.EquivalentText(m.Name.ValueString(), c.Name)
	},
	Find:       find,
	FindAtPlan: true, SnapshotAtPlan: true,
	Snapshot: func(ctx context.Context, r framework.Reader, _ *model) ([]*intercom.DataConnector, error) {
		return framework.Pointers(all(ctx, r))
	},
	Differs: func(m *model, c *intercom.DataConnector) string {
		if !attrvalue.EquivalentText(m.Name.ValueString(), c.Name) {
			return "its name is " + intercom.Quote(c.Name, 80)
		}
		return ""
	},
	CheckPlan: checkPlan,
	Invalidate: func(d *providerdata.Data, _ *model) {
		providerdata.Shared[framework.Listed[intercom.DataConnector]](d).Invalidate("")
	},
}

var fields = framework.Fields{Equivalent: map[string]framework.Equivalence{"token_ids": framework.SameSet, "audiences": framework.SameSet, "data_inputs": sameInputs}}

func facts(c *intercom.DataConnector) framework.Facts {
	return framework.Facts{ID: framework.ID{string(c.ID)}, Name: c.Name, CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt}
}

// all lists all connectors, without most of what they are, once a walk.
var all = framework.ListOnce(framework.Reader.DataConnectors)

// read reads the version that counts: the live one, or the draft of a connector that is not live.
func read(ctx context.Context, r framework.Reader, id string) (*intercom.DataConnector, error) {
	c, err := r.DataConnector(ctx, id, intercom.ConnectorLive)
	if framework.IsMissing(err) || err == nil && c.State != intercom.ConnectorLive {
		return r.DataConnector(ctx, id, intercom.ConnectorDraft)
	}
	return c, err
}

// find reads the connectors that have the planned name.
func find(ctx context.Context, r framework.Reader, plan *model) (found []*intercom.DataConnector, err error) {
	listed, err := all(ctx, r)
	for _, each := range listed {
		if !attrvalue.EquivalentText(plan.Name.ValueString(), each.Name) {
			continue
		}
		c, err := read(ctx, r, string(each.ID))
		if framework.IsMissing(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		found = append(found, c)
	}
	return found, err
}

// update sends what changed, and publishes it if the connector is live: whether the configuration sets state or not, a change of the
// draft alone would be no change of what people use. It reads the connector first where it may publish, because Intercom publishes the
// draft as a whole, and where it sends headers.
func update(ctx context.Context, w framework.Writer, c framework.Change[model]) (*intercom.DataConnector, error) {
	writeOnly(w.Data, c.Config, c.Config)
	id := c.Prior.ID.ValueString()
	request, err := c.Plan.request(c.Prior, c.Config)
	switch {
	case err != nil:
		return nil, err
	case request == intercom.DataConnectorRequest{State: request.State} && (request.State == "" || c.Plan.State.Equal(c.Prior.State)):
		return nil, framework.ErrUnchanged
	case request.State != intercom.ConnectorLive && !c.Config.State.IsNull() && request.Headers.IsZero():
		return w.UpdateDataConnector(ctx, id, request)
	}
	now, err := readVersions(ctx, w.Reads(), id)
	if err != nil {
		return nil, fmt.Errorf("reading the connector before the update: %w", err)
	}
	state := request.State
	switch {
	case c.Config.State.IsNull() && now.live():
		state = intercom.ConnectorLive
	case c.Config.State.IsNull():
		state = ""
	case state == intercom.ConnectorLive && c.Prior.State.ValueString() == intercom.ConnectorLive && !now.live():
		return nil, errWithdrawn
	}
	prior := c.Prior
	if state == intercom.ConnectorLive {
		if err := now.checkDraft(ctx, c.Config, c.Plan, c.Prior); err != nil {
			return nil, err
		}
		prior = now.prior(ctx, c.Config, c.Plan, c.Prior)
	}
	if request, err = c.Plan.request(prior, c.Config); err != nil {
		return nil, err
	}
	if !request.Headers.IsZero() {
		if err := c.Plan.checkHeaders(c.Prior, now); err != nil {
			return nil, err
		}
	}
	if request.State = state; state != intercom.ConnectorLive {
		return w.UpdateDataConnector(ctx, id, request)
	}
	shown, err := publish(ctx, w, id, request)
	if err == nil {
		err = checkLive(ctx, c, shown)
	}
	return shown, err
}

// errWithdrawn refuses to publish what the plan did not say would be published.
var errWithdrawn = &providerdiag.LocalError{
	What: "somebody has withdrawn it", Next: "plan again: the plan then shows that state changes.",
	Err: errors.New("the connector is a draft now. It was live when the plan was made, and this change would publish it"),
}

// checkLive returns an error if the live version has another value of an argument that the configuration sets and the plan leaves as it
// is. The kernel checks what the plan changes.
func checkLive(ctx context.Context, c framework.Change[model], shown *intercom.DataConnector) error {
	live := *c.Plan
	diags := flatten(ctx, shown, &live)
	normalized := privatestate.Get[managedfields.Normalized](ctx, c.Private, privatestate.Normalized, &diags)
	config, planned, before, names := framework.Values(c.Config), framework.Values(c.Plan), framework.Values(c.Prior), []string(nil)
	for name, got := range framework.Values(&live) {
		kept := !config[name].IsNull() && fields.Same(name, planned[name], before[name])
		if kept && !fields.Same(name, planned[name], got) && !normalized.Accepts(name, before[name], got) {
			names = append(names, name)
		}
	}
	if len(names) == 0 || diags.HasError() {
		return nil
	}
	slices.Sort(names)
	return &framework.PartialError{Err: &providerdiag.LocalError{
		What: "Intercom published other values than the configuration has", Next: "plan again: the plan shows what is live.",
		Err: fmt.Errorf("the live version now has other values of %s", strings.Join(names, ", ")),
	}}
}

// publish changes a connector, makes it live, and returns the version that is live then.
func publish(ctx context.Context, w framework.Writer, id string, request intercom.DataConnectorRequest) (*intercom.DataConnector, error) {
	answer, err := w.UpdateDataConnector(ctx, id, request)
	if err != nil {
		return nil, err
	}
	shown, err := read(ctx, w.Reads(), id)
	if err == nil {
		err = framework.CheckSame(facts(answer), facts(shown))
	}
	return shown, err
}

// withdraw makes a live connector a draft. The answer must show it.
func withdraw(ctx context.Context, w framework.Writer, id framework.ID) error {
	c, err := w.UpdateDataConnector(ctx, id[0], intercom.DataConnectorRequest{State: intercom.ConnectorDraft})
	if err == nil && c.State != intercom.ConnectorDraft {
		err = &framework.NotDoneError{Shown: "state is " + intercom.Quote(c.State, 40)}
	}
	return err
}

// writeOnly takes the secret headers from the configuration. No message may contain them.
func writeOnly(d *providerdata.Data, config, into *model) {
	into.SecretHeaders = config.SecretHeaders
	for _, value := range texts(config.SecretHeaders) {
		d.Hide(value)
	}
}

// imported names the headers, whose values Intercom never shows.
func imported(c *intercom.DataConnector) diag.Diagnostics {
	if len(c.Headers) == 0 {
		return nil
	}
	var names []string
	for _, h := range c.Headers {
		names = append(names, intercom.Quote(h.Name, 80))
	}
	return diag.Diagnostics{diag.NewAttributeWarningDiagnostic(path.Root("headers"), "An import cannot take over the headers of data connectors",
		fmt.Sprintf("Data connector %s has the headers %s. Intercom shows no values of headers, so that headers is null in state, and Terraform leaves them as they are. "+
			"To manage them, set headers (or secret_headers_wo) with all of them.", framework.Label(string(c.ID), c.Name), strings.Join(names, ", ")))}
}

// checkPlan plans which names are secret, and refuses a change of them that nothing else would show.
func checkPlan(ctx context.Context, p *framework.Plan[model]) (diags diag.Diagnostics) {
	writeOnly(p.Data, p.Config, p.Config)
	plan := p.Plan
	switch secret := p.Config.SecretHeaders; {
	case secret.IsUnknown():
		plan.SecretHeaderNames = types.SetUnknown(types.StringType)
	default:
		plan.SecretHeaderNames = namesOf(secret)
	}
	if p.Prior != nil && !p.Replaces && plan.SecretVersion.Equal(p.Prior.SecretVersion) && !plan.SecretHeaderNames.IsUnknown() {
		if !framework.SameSet(plan.SecretHeaderNames, p.Prior.SecretHeaderNames) {
			diags.AddAttributeError(path.Root("secret_headers_wo_version"), "Change secret_headers_wo_version with secret_headers_wo",
				"The names of the secret headers have changed, but secret_headers_wo_version has not. Terraform keeps no write-only values, so only a new version shows that they are to be sent. "+framework.NothingChanged)
		}
		plan.SecretHeaderNames = p.Prior.SecretHeaderNames
	}
	if diags.HasError() {
		return diags
	}
	return append(diags, planVersions(ctx, p)...)
}
