package intercomtest

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// DataConnector is a call of another API. Its fields are those of the draft.
type DataConnector struct {
	ID          string
	Name        string
	Description string
	State       string // "draft" unless given
	HTTPMethod  string // "get" unless given
	URL         string
	Body        string
	Headers     []Header
	Inputs      []map[string]any
	TokenIDs    []string
	Audiences   []string

	DirectFinUsage, CustomerAuthentication, BypassAuthentication bool

	ValidateMissing any            // validate_missing_attributes: a bool, or nil
	MockResponse    any            // no answer shows it
	ObjectMappings  []any          // only Intercom's settings change it
	Live            *DataConnector // the version that is live; nil: none
	Used            bool           // by a workflow, procedure, or macro
	Executions      []Execution    // newest first
	CreatedAt       int64          // Unix seconds
	UpdatedAt       int64          // Unix seconds
}

// Header is a header of a data connector, with the value that no answer shows.
type Header struct{ Name, Value string }

// Execution is one call that a data connector made.
type Execution struct {
	ID        string
	ErrorType string // "" means success
	Status    int
	CreatedAt int64 // Unix seconds
}

func (c DataConnector) clone() DataConnector {
	c.Headers, c.Inputs = slices.Clone(c.Headers), slices.Clone(c.Inputs)
	c.TokenIDs, c.Audiences, c.Executions = slices.Clone(c.TokenIDs), slices.Clone(c.Audiences), slices.Clone(c.Executions)
	if c.Live != nil {
		live := c.Live.clone()
		c.Live = &live
	}
	return c
}

// String lets tests compare what a workspace has by its text: a pointer has another one in each copy.
func (c *DataConnector) String() string { return fmt.Sprintf("%+v", *c) }

// publish makes the draft the live version.
func (c *DataConnector) publish() {
	live := c.clone()
	live.Live, live.State = nil, "live"
	c.Live, c.State = &live, "live"
}

var noConnector = fail(http.StatusNotFound, "data_connector_not_found", "Data connector not found")

var connectorKind = &kind[DataConnector]{
	name: "data_connectors", clone: DataConnector.clone, noun: "data_connector",
	missing: noConnector,
	in:      func(w *Workspace) **collection[DataConnector] { return &w.connectors },
	id:      func(c *DataConnector) *string { return &c.ID },
	fresh:   func(w *Workspace) string { return w.count("data connector", 12346) },
	show:    (*request).showConnector,
	made: func(rq *request) DataConnector {
		return DataConnector{State: "draft", HTTPMethod: "get", CreatedAt: rq.now.Unix()}
	},
	fill: (*request).fillConnector,
	drop: func(_ *request, c *DataConnector) reply {
		switch {
		case c.State == "live":
			return fail(http.StatusConflict, "conflict", "Data connector must be in draft state to be deleted")
		case c.Used:
			return fail(http.StatusConflict, "data_connector_in_use", "Data connector is in use by other resources and cannot be deleted")
		}
		return reply{}
	},
	routes: func(k *kind[DataConnector]) []route {
		const one = "/data_connectors/{id}"
		return []route{
			at("GET", "/data_connectors", v2(16), (*request).listConnectors), at("POST", "/data_connectors", v2(16), made201(k.create)),
			at("GET", one, v2(16), (*request).getConnector), at("PATCH", one, v2(16), k.update), at("DELETE", one, v2(16), k.remove),
			at("GET", one+"/execution_results", v2(16), (*request).listExecutions),
		}
	},
}

// AddDataConnector adds a data connector. One that is live has the same draft.
func (w *Workspace) AddDataConnector(c DataConnector) DataConnector {
	defer w.lock()()
	setDefault(&c.State, func() string { return "draft" })
	setDefault(&c.HTTPMethod, func() string { return "get" })
	setDefaultTime(&c.CreatedAt, w.server.now().Unix())
	setDefaultTime(&c.UpdatedAt, c.CreatedAt)
	added := w.connectors.add(c.clone())
	if added.State == "live" && added.Live == nil {
		added = w.connectors.update(added.ID, (*DataConnector).publish)
	}
	return added.clone()
}

// UpdateDataConnector changes one behind Terraform's back. The function must not call the server.
func (w *Workspace) UpdateDataConnector(id string, change func(*DataConnector)) {
	defer w.lock()()
	w.connectors.update(id, change)
}

// DeleteDataConnector deletes one behind Terraform's back.
func (w *Workspace) DeleteDataConnector(id string) {
	defer w.lock()()
	w.connectors.drop(id)
}

// DataConnectors lists all in the order of their creation.
func (w *Workspace) DataConnectors() []DataConnector {
	defer w.lock()()
	return w.connectors.values()
}

// inPages answers a page of objects, whose cursor is the index of the next one.
func (rq *request) inPages(all []object, perPage, most int) reply {
	if n, err := strconv.Atoi(rq.query.Get("per_page")); err == nil {
		perPage = n
	}
	from, err := strconv.Atoi(cmp.Or(rq.query.Get("starting_after"), "0"))
	if err != nil || from > len(all) || perPage < 1 || perPage > most {
		return fail(http.StatusBadRequest, "client_error", "Invalid starting_after or per_page param")
	}
	if rq.paging.most > 0 {
		perPage = min(perPage, rq.paging.most)
	}
	to := min(from+perPage, len(all))
	pages := object{"type": "pages", "per_page": perPage}
	if to < len(all) || rq.paging.endless {
		pages["next"] = object{"starting_after": strconv.Itoa(to % max(len(all), 1))}
	}
	if rq.paging.repeats && from > 0 {
		from--
	}
	return ok(object{"type": "list", "data": append([]object{}, all[from:to]...), "pages": pages})
}

// listConnectors lists those that were changed last first, without most of what they are.
func (rq *request) listConnectors() reply {
	found := slices.Clone(rq.connectors.seen(rq.lag("data_connectors")))
	slices.Reverse(found)
	slices.SortStableFunc(found, func(a, b *DataConnector) int { return cmp.Compare(b.UpdatedAt, a.UpdatedAt) })
	var shown []object
	for _, c := range found {
		shown = append(shown, rq.showListedConnector(c))
	}
	return rq.inPages(shown, 20, 50)
}

func (rq *request) showListedConnector(c *DataConnector) object {
	at := func(seconds int64) string { return time.Unix(seconds, 0).UTC().Format(time.RFC3339) }
	return object{
		"type": "data_connector", "id": c.ID, "name": c.Name, "description": c.Description, "state": c.State, "http_method": c.HTTPMethod,
		"direct_fin_usage": c.DirectFinUsage, "created_by_admin_id": rq.owner.ID, "updated_by_admin_id": rq.owner.ID,
		"created_at": at(c.CreatedAt), "updated_at": at(c.UpdatedAt), "execution_results_url": "/data_connectors/" + c.ID + "/execution_results",
	}
}

// showConnector shows the draft. No answer has a header's value or the mock response.
func (rq *request) showConnector(c *DataConnector) object {
	shown := rq.showListedConnector(c)
	headers := []object{}
	for _, h := range c.Headers {
		headers = append(headers, object{"name": h.Name, "value": "****"})
	}
	maps.Copy(shown, object{
		"url": c.URL, "body": c.Body, "headers": headers, "audiences": append([]string{}, c.Audiences...), "data_inputs": append([]map[string]any{}, c.Inputs...),
		"response_fields": []any{}, "object_mappings": append([]any{}, c.ObjectMappings...), "token_ids": append([]string{}, c.TokenIDs...),
		"customer_authentication": c.CustomerAuthentication, "bypass_authentication": c.BypassAuthentication, "validate_missing_attributes": c.ValidateMissing,
		"execution_type": "server_side",
	})
	return shown
}

func (rq *request) getConnector() reply {
	c := rq.connectors.get(rq.ids[0])
	version := cmp.Or(rq.query.Get("state_version"), "live")
	switch {
	case version != "live" && version != "draft":
		return invalid("Invalid state_version. Must be one of: live, draft")
	case c == nil || version == "live" && c.Live == nil && !rq.connectorRules.draftsAsLive:
		return noConnector
	case version == "live" && c.Live != nil:
		live := c.Live.clone()
		live.ID, live.CreatedAt, live.State = c.ID, c.CreatedAt, c.State
		return ok(rq.showConnector(&live))
	}
	return ok(rq.showConnector(c))
}

func unacceptable(code, message string) reply {
	return fail(http.StatusUnprocessableEntity, code, message)
}

// fillConnector changes the draft, and publishes or withdraws it.
func (rq *request) fillConnector(c *DataConnector) reply {
	if _, given := rq.body["name"]; given || c.ID == "" {
		if c.Name = text(rq.body["name"]); c.Name == "" {
			return unacceptable("parameter_not_found", "Name is required")
		}
	}
	for name, into := range map[string]*string{"description": &c.Description, "url": &c.URL, "body": &c.Body, "http_method": &c.HTTPMethod} {
		value, given := rq.body[name]
		switch written := text(value); {
		case !given:
		case name == "http_method" && !slices.Contains([]string{"get", "post", "put", "delete", "patch"}, written):
			return unacceptable("parameter_invalid", "Http Method isn't an option")
		case written == "" && rq.connectorRules.textsFilled:
			return unacceptable("parameter_invalid", name+" can't be blank")
		default:
			*into = written
		}
	}
	if audiences, given := rq.body["audiences"].([]any); given {
		c.Audiences = textsOf(audiences)
		if slices.ContainsFunc(c.Audiences, func(a string) bool { return !slices.Contains([]string{"leads", "users", "visitors"}, a) }) {
			return unacceptable("parameter_invalid", "Invalid audiences. Must be a subset of: leads, users, visitors")
		}
	}
	rq.fillHeaders(c)
	if inputs, given := rq.body["data_inputs"].([]any); given {
		c.Inputs = nil
		for _, each := range inputs {
			o, _ := each.(object)
			c.Inputs = append(c.Inputs, object{"name": o["name"], "type": o["type"], "description": o["description"], "required": o["required"] == true, "default_value": text(o["default_value"])})
		}
	}
	if ids, given := rq.body["token_ids"].([]any); given {
		c.TokenIDs = textsOf(ids)
	}
	fillBool(rq.body, "direct_fin_usage", &c.DirectFinUsage)
	fillBool(rq.body, "customer_authentication", &c.CustomerAuthentication)
	fillBool(rq.body, "bypass_authentication", &c.BypassAuthentication)
	if value, given := rq.body["validate_missing_attributes"]; given {
		c.ValidateMissing = value
	}
	if mock, given := rq.body["mock_response"]; given {
		c.MockResponse = mock
	}
	if c.UpdatedAt = rq.now.Unix(); c.ID == "" {
		return reply{}
	}
	return rq.setState(c)
}

func (rq *request) setState(c *DataConnector) reply {
	switch state := text(rq.body["state"]); {
	case state == "live" && (c.Live == nil || !rq.connectorRules.liveKept):
		c.publish()
	case state == "draft" && c.Used && c.State == "live":
		return fail(http.StatusConflict, "data_connector_in_use", "Data connector is in use by other resources and cannot be set to draft")
	case state == "draft":
		c.State, c.Live = "draft", nil
	case state != "" && state != "live":
		return unacceptable("parameter_invalid", "Invalid state. Must be one of: draft, live")
	case state == "" && c.Live != nil && rq.connectorRules.liveChanged:
		c.publish()
	}
	return reply{}
}

// fillHeaders replaces all headers, or those of the same names.
func (rq *request) fillHeaders(c *DataConnector) {
	headers, given := rq.body["headers"].([]any)
	if !given {
		return
	}
	before := c.Headers
	c.Headers = nil
	for _, each := range headers {
		o, _ := each.(object)
		c.Headers = append(c.Headers, Header{text(o["name"]), text(o["value"])})
	}
	for _, h := range before {
		if rq.connectorRules.headersMerged && !slices.ContainsFunc(c.Headers, func(other Header) bool { return strings.EqualFold(other.Name, h.Name) }) {
			c.Headers = append(c.Headers, h)
		}
	}
}

func textsOf(values []any) []string {
	texts := []string{}
	for _, value := range values {
		texts = append(texts, text(value))
	}
	return texts
}

// listExecutions shows those of the last hour unless asked otherwise, without bodies.
func (rq *request) listExecutions() reply {
	c := rq.connectors.get(rq.ids[0])
	if c == nil {
		return noConnector
	}
	since := rq.now.Add(-time.Hour).Unix()
	if start, err := strconv.ParseInt(rq.query.Get("start_ts"), 10, 64); err == nil {
		since = start
	}
	var shown []object
	for _, e := range c.Executions {
		success := e.ErrorType == ""
		if e.CreatedAt < since || rq.query.Has("success") && rq.query.Get("success") != strconv.FormatBool(success) || rq.query.Has("error_type") && rq.query.Get("error_type") != e.ErrorType {
			continue
		}
		o := object{
			"type": "data_connector.execution", "id": e.ID, "data_connector_id": c.ID, "success": success, "http_status": e.Status, "http_method": c.HTTPMethod,
			"request_url": c.URL, "execution_time_ms": 150, "source_type": "workflow", "source_id": "5001", "conversation_id": "8001",
			"created_at": time.Unix(e.CreatedAt, 0).UTC().Format(time.RFC3339),
		}
		if !success {
			o["error_type"], o["error_message"] = e.ErrorType, "Connection refused"
		}
		shown = append(shown, o)
	}
	return rq.inPages(shown, 10, 30)
}
