package intercom

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// The states of a data connector, which are also its versions.
const (
	ConnectorDraft = "draft"
	ConnectorLive  = "live"
)

// MaskedHeader is what every answer has in place of a header's value.
const MaskedHeader = "****"

// What a data connector can be.
var (
	ConnectorMethods    = []string{"get", "post", "put", "delete", "patch"}
	ConnectorAudiences  = []string{"leads", "users", "visitors"}
	ConnectorInputTypes = []string{"string", "integer", "decimal", "boolean"}
)

const connectorKind = "data_connector"

// DataConnector is a call of another API that workflows and Fin can make. Elements of lists lack most of it.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/data-connectors/data_connector_detail
type DataConnector struct {
	Type        string `json:"type"`
	ID          ID     `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	State       string `json:"state"`
	HTTPMethod  string `json:"http_method"`
	URL         string `json:"url"`
	Body        string `json:"body"`
	// Headers are nil where the answer does not show them. Their values are MaskedHeader in answers.
	Headers   []ConnectorHeader `json:"headers"`
	Audiences []ID              `json:"audiences"`
	// DataInputs and TokenIDs are nil where the answer does not show them.
	DataInputs                []ConnectorInput `json:"data_inputs"`
	TokenIDs                  []ID             `json:"token_ids"`
	DirectFinUsage            bool             `json:"direct_fin_usage"`
	CustomerAuthentication    bool             `json:"customer_authentication"`
	BypassAuthentication      bool             `json:"bypass_authentication"`
	ValidateMissingAttributes *bool            `json:"validate_missing_attributes"`
	// ResponseFields and ObjectMappings are what only Intercom's settings can change.
	ResponseFields json.RawMessage `json:"response_fields"`
	ObjectMappings json.RawMessage `json:"object_mappings"`
	CreatedAt      UnixTime        `json:"created_at"`
	UpdatedAt      UnixTime        `json:"updated_at"`
}

func (c *DataConnector) self() (kind string, id ID) { return c.Type, c.ID }

// ConnectorHeader is a header of a data connector's call.
type ConnectorHeader struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// ConnectorInput is a value that a data connector is called with.
type ConnectorInput struct {
	Name         string `json:"name"`
	Type         string `json:"type"`
	Description  string `json:"description"`
	Required     bool   `json:"required"`
	DefaultValue string `json:"default_value"`
}

// DataConnectorRequest is the body of POST /data_connectors and PATCH /data_connectors/{id}. A zero field stays as it is. A POST
// has no State: it makes drafts.
type DataConnectorRequest struct {
	Name        Field[string] `json:"name,omitzero"`
	Description Field[string] `json:"description,omitzero"`
	State       string        `json:"state,omitempty"`
	HTTPMethod  Field[string] `json:"http_method,omitzero"`
	URL         Field[string] `json:"url,omitzero"`
	Body        Field[string] `json:"body,omitzero"`
	// Headers, DataInputs, and TokenIDs replace all that there are.
	Headers                   Field[[]ConnectorHeader] `json:"headers,omitzero"`
	DataInputs                Field[[]ConnectorInput]  `json:"data_inputs,omitzero"`
	TokenIDs                  Field[[]string]          `json:"token_ids,omitzero"`
	Audiences                 Field[[]string]          `json:"audiences,omitzero"`
	DirectFinUsage            Field[bool]              `json:"direct_fin_usage,omitzero"`
	CustomerAuthentication    Field[bool]              `json:"customer_authentication,omitzero"`
	BypassAuthentication      Field[bool]              `json:"bypass_authentication,omitzero"`
	ValidateMissingAttributes Field[bool]              `json:"validate_missing_attributes,omitzero"`
	MockResponse              Field[json.RawMessage]   `json:"mock_response,omitzero"`
}

// DataConnectors lists all data connectors, without their URLs, headers, inputs, and tokens.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/data-connectors/listdataconnectors
func (r Reader) DataConnectors(ctx context.Context) ([]DataConnector, error) {
	return moving[DataConnector](ctx, r, "/data_connectors?per_page=50", connectorKind)
}

// DataConnector reads one of the versions of a data connector: ConnectorDraft or ConnectorLive.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/data-connectors/retrievedataconnector
func (r Reader) DataConnector(ctx context.Context, id, version string) (*DataConnector, error) {
	path, err := objectPath("data_connectors", id)
	if err != nil {
		return nil, err
	}
	return one[DataConnector](ctx, r, call{method: http.MethodGet, path: path + "?state_version=" + url.QueryEscape(version), idempotent: true}, connectorKind, id)
}

// CreateDataConnector makes a draft. Where MayHaveHappened(err), it may exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/data-connectors/createdataconnector
func (w Writer) CreateDataConnector(ctx context.Context, req DataConnectorRequest) (*DataConnector, error) {
	return created[DataConnector](ctx, w, call{method: http.MethodPost, path: "/data_connectors", body: req, write: true}, connectorKind)
}

// UpdateDataConnector changes a data connector, publishes it, or withdraws it.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/data-connectors/updatedataconnector
func (w Writer) UpdateDataConnector(ctx context.Context, id string, req DataConnectorRequest) (*DataConnector, error) {
	path, err := objectPath("data_connectors", id)
	if err != nil {
		return nil, err
	}
	return one[DataConnector](ctx, w, call{method: http.MethodPatch, path: path, body: req, idempotent: true, write: true}, connectorKind, id)
}

// DeleteDataConnector deletes a draft that nothing uses.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/data-connectors/deletedataconnector
func (w Writer) DeleteDataConnector(ctx context.Context, id string) error {
	path, err := objectPath("data_connectors", id)
	if err != nil {
		return err
	}
	return w.do(ctx, call{method: http.MethodDelete, path: path, idempotent: true, write: true, decode: isDeletion(connectorKind, id)})
}

// ConnectorExecution is one call that a data connector made. What was sent and answered is left out: it is customers' data.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/data-connectors/data_connector_execution_result
type ConnectorExecution struct {
	Type            string   `json:"type"`
	ID              ID       `json:"id"`
	Success         bool     `json:"success"`
	HTTPStatus      int64    `json:"http_status"`
	ErrorType       string   `json:"error_type"`
	ExecutionTimeMS int64    `json:"execution_time_ms"`
	SourceType      string   `json:"source_type"`
	CreatedAt       UnixTime `json:"created_at"`
}

func (e *ConnectorExecution) self() (kind string, id ID) { return e.Type, e.ID }

// MaxExecutions is how many executions one page has at most.
const MaxExecutions = 30

// ConnectorExecutions lists the newest executions since a time, at most MaxExecutions. Zero arguments do not filter.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/data-connectors/listdataconnectorexecutionresults
func (r Reader) ConnectorExecutions(ctx context.Context, id string, since time.Time, success *bool, errorType string) ([]ConnectorExecution, error) {
	path, err := objectPath("data_connectors", id)
	if err != nil {
		return nil, err
	}
	query := url.Values{"per_page": {strconv.Itoa(MaxExecutions)}}
	if !since.IsZero() {
		query.Set("start_ts", strconv.FormatInt(since.Unix(), 10))
	}
	if success != nil {
		query.Set("success", strconv.FormatBool(*success))
	}
	if errorType != "" {
		query.Set("error_type", errorType)
	}
	var found linkedPage[ConnectorExecution]
	err = r.do(ctx, call{method: http.MethodGet, path: path + "/execution_results?" + query.Encode(), idempotent: true, decode: decodeInto(&found, func(p *linkedPage[ConnectorExecution]) error {
		if p.Items == nil {
			return errBodyInvalid
		}
		return areObjects[ConnectorExecution](p.Items, "data_connector.execution")
	})})
	return found.Items, err
}
