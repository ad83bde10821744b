package intercom

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
)

// ListsCustomObjects is the first version that lists the instances of a custom object type.
const ListsCustomObjects Version = "2.16"

// maxInstancesPerPage is the largest page of custom object instances.
const maxInstancesPerPage = "150"

// CustomObjectInstance is an instance of a custom object type. Types exist in Intercom's settings only.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/custom-object-instances/custom_object_instance
type CustomObjectInstance struct {
	// Type is the identifier of the custom object type.
	Type string `json:"type"`
	ID   ID     `json:"id"`
	// ExternalID is the one that the workspace's owner chose. An instance can lack one.
	ExternalID string `json:"external_id"`
	// CustomAttributes are nil if the answer does not show them.
	CustomAttributes  Attributes `json:"custom_attributes"`
	ExternalCreatedAt UnixTime   `json:"external_created_at"`
	ExternalUpdatedAt UnixTime   `json:"external_updated_at"`
	CreatedAt         UnixTime   `json:"created_at"`
	UpdatedAt         UnixTime   `json:"updated_at"`
}

func (c *CustomObjectInstance) self() (kind string, id ID) { return c.Type, c.ID }

// CustomObjectInstanceRequest is the body of a create or update. A zero field does not change the value, and null clears it.
type CustomObjectInstanceRequest struct {
	// ExternalID identifies the instance. Intercom creates another instance for each request without one.
	ExternalID        string          `json:"external_id"`
	ExternalCreatedAt Field[UnixTime] `json:"external_created_at,omitzero"`
	ExternalUpdatedAt Field[UnixTime] `json:"external_updated_at,omitzero"`
	// CustomAttributes with a nil value are cleared; absent ones do not change.
	CustomAttributes Attributes `json:"custom_attributes,omitempty"`
}

// IsZero reports whether the request would change nothing.
func (r CustomObjectInstanceRequest) IsZero() bool {
	return r.ExternalCreatedAt.IsZero() && r.ExternalUpdatedAt.IsZero() && len(r.CustomAttributes) == 0
}

// ErrExternalIDOfAnother is the answer to a read by Intercom's ID where another instance has that text as its external ID.
var ErrExternalIDOfAnother = errors.New("another custom object instance has this ID as its external ID")

// CustomObjectInstance reads the instance of a type with an external ID. It can lag behind writes, because it looks for the instance.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/custom-object-instances/getcustomobjectinstancesbyexternalid
func (r Reader) CustomObjectInstance(ctx context.Context, typ, externalID string) (*CustomObjectInstance, error) {
	path, err := instancesPath(typ, externalID)
	if err != nil {
		return nil, err
	}
	path += "?" + url.Values{"external_id": {externalID}}.Encode()
	found, err := one[CustomObjectInstance](ctx, r, call{method: http.MethodGet, path: path, idempotent: true}, typ, "")
	if err == nil && found.ExternalID != externalID {
		return nil, fmt.Errorf("GET /custom_object_instances: %w", otherObject(typ, found.ID))
	}
	return found, err
}

// CustomObjectInstanceByID reads the instance of a type with Intercom's ID. The path also takes external IDs: if another instance has
// the ID as its external ID, the error is ErrExternalIDOfAnother, and nothing is known about the one with the ID.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/custom-object-instances/getcustomobjectinstancesbyid
func (r Reader) CustomObjectInstanceByID(ctx context.Context, typ, id string) (*CustomObjectInstance, error) {
	path, err := objectPath("custom_object_instances", typ)
	if err == nil {
		err = ValidID(id)
	}
	if err != nil {
		return nil, err
	}
	found, err := one[CustomObjectInstance](ctx, r, call{method: http.MethodGet, path: path + "/" + id, idempotent: true}, typ, "")
	switch {
	case err != nil:
		return nil, err
	case string(found.ID) == id:
		return found, nil
	case found.ExternalID == id:
		return nil, ErrExternalIDOfAnother
	}
	return nil, fmt.Errorf("GET /custom_object_instances: %w", otherObject(typ, found.ID))
}

// CustomObjectInstances yields the instances of a type, and reads a page only when it is needed. The iteration ends after the first
// error. Versions before ListsCustomObjects have no such list.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/custom-object-instances/listcustomobjectinstances
func (r Reader) CustomObjectInstances(ctx context.Context, typ string) iter.Seq2[*CustomObjectInstance, error] {
	path, err := objectPath("custom_object_instances", typ)
	if err != nil {
		return func(yield func(*CustomObjectInstance, error) bool) { yield(nil, err) }
	}
	return linked[CustomObjectInstance](ctx, r, path, "per_page="+maxInstancesPerPage, typ)
}

// SaveCustomObjectInstance creates the instance with the external ID, or updates it if it exists, so sending it twice creates one
// instance. If id is set, the answer must be about that instance. Intercom clears what it cannot store: compare the answer.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/custom-object-instances/createcustomobjectinstances
func (w Writer) SaveCustomObjectInstance(ctx context.Context, typ, id string, req CustomObjectInstanceRequest) (*CustomObjectInstance, error) {
	path, err := instancesPath(typ, req.ExternalID)
	if err != nil {
		return nil, err
	}
	cl := call{method: http.MethodPost, path: path, body: req, idempotent: true, write: true}
	if id == "" {
		return created[CustomObjectInstance](ctx, w, cl, typ)
	}
	return one[CustomObjectInstance](ctx, w, cl, typ, id)
}

// DeleteCustomObjectInstance deletes the instance with Intercom's ID: another instance can have its external ID by now.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/custom-object-instances/deletecustomobjectinstancesbyid
func (w Writer) DeleteCustomObjectInstance(ctx context.Context, typ, id string) error {
	path, err := objectPath("custom_object_instances", typ)
	if err == nil {
		err = ValidID(id)
	}
	if err != nil {
		return err
	}
	return w.do(ctx, call{method: http.MethodDelete, path: path + "/" + id, idempotent: true, write: true, decode: isDeletion(typ, id)})
}

// instancesPath is the path of a type's instances, if the external ID is not empty: without one, the calls mean something else.
func instancesPath(typ, externalID string) (string, error) {
	if externalID == "" {
		return "", &InvalidIDError{}
	}
	return objectPath("custom_object_instances", typ)
}
