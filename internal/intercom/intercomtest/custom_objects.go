package intercomtest

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// CustomObjectType is a type of custom objects. Types exist in Intercom's settings only: no call shows or changes one.
type CustomObjectType struct {
	Identifier string
	Attributes []CustomObjectAttribute
}

// CustomObjectAttribute is an attribute of a custom object type. DataType is String, Integer, "float", Boolean, Datetime, List, or
// "reference", whose values are external IDs of instances of the type Refers.
type CustomObjectAttribute struct {
	Name, DataType string
	Options        []string
	Refers         string
}

// ExampleObjectType is in the example workspace.
var ExampleObjectType = CustomObjectType{Identifier: "Plan", Attributes: []CustomObjectAttribute{
	{Name: "title", DataType: String},
	{Name: "tier", DataType: List, Options: []string{"free", "pro", "enterprise"}},
	{Name: "seats", DataType: Integer},
	{Name: "price", DataType: "float"},
	{Name: "public", DataType: Boolean},
	{Name: "starts_on", DataType: Datetime},
	{Name: "successor", DataType: "reference", Refers: "Plan"},
}}

// CustomObjectInstance is an instance of a custom object type.
type CustomObjectInstance struct {
	ID, Type, ExternalID string
	CustomAttributes     map[string]any
	// ExternalCreatedAt and ExternalUpdatedAt are Unix seconds, or nil.
	ExternalCreatedAt, ExternalUpdatedAt *int64
	CreatedAt, UpdatedAt                 int64 // Unix seconds
}

func (c CustomObjectInstance) clone() CustomObjectInstance {
	c.CustomAttributes = maps.Clone(c.CustomAttributes)
	return c
}

var instanceKind = &kind[CustomObjectInstance]{
	name: "custom_object_instances", missing: noInstance, clone: CustomObjectInstance.clone,
	in:    func(w *Workspace) **collection[CustomObjectInstance] { return &w.instances },
	id:    func(c *CustomObjectInstance) *string { return &c.ID },
	fresh: func(w *Workspace) string { return w.count("instance", 22) },
	show:  (*request).showInstance,
	routes: func(*kind[CustomObjectInstance]) []route {
		return []route{
			at("GET", "/custom_object_instances/{id}", v2(13), (*request).findInstances),
			at("POST", "/custom_object_instances/{id}", v2(13), (*request).saveInstance),
			at("DELETE", "/custom_object_instances/{id}", v2(13), (*request).dropInstance),
			at("GET", "/custom_object_instances/{id}/{any}", v2(13), (*request).getInstance),
			at("DELETE", "/custom_object_instances/{id}/{id}", v2(13), (*request).dropInstance),
		}
	},
}

// AddCustomObjectType adds a type, as only Intercom's settings can.
func (w *Workspace) AddCustomObjectType(t CustomObjectType) {
	defer w.lock()()
	w.objectTypes = append(slices.Clone(w.objectTypes), t)
}

// AddCustomObjectInstance adds an instance.
func (w *Workspace) AddCustomObjectInstance(c CustomObjectInstance) CustomObjectInstance {
	defer w.lock()()
	setDefaultTime(&c.CreatedAt, w.server.now().Unix())
	setDefaultTime(&c.UpdatedAt, c.CreatedAt)
	return w.instances.add(c).clone()
}

// UpdateCustomObjectInstance changes an instance outside of Terraform. The function must not call the server.
func (w *Workspace) UpdateCustomObjectInstance(id string, change func(*CustomObjectInstance)) {
	defer w.lock()()
	w.instances.update(id, change)
}

// DeleteCustomObjectInstance deletes an instance outside of Terraform.
func (w *Workspace) DeleteCustomObjectInstance(id string) {
	defer w.lock()()
	w.instances.drop(id)
}

// CustomObjectInstances lists the instances of all types in the order of their creation.
func (w *Workspace) CustomObjectInstances() []CustomObjectInstance {
	defer w.lock()()
	return w.instances.values()
}

var (
	noInstance   = fail(http.StatusNotFound, "not_found", "Custom Object Instance Not Found")
	noObjectType = fail(http.StatusNotFound, "not_found", "Custom Object Type Not Found")
)

// objectType returns the type in the path, or nil.
func (rq *request) objectType() *CustomObjectType {
	for i := range rq.objectTypes {
		if rq.objectTypes[i].Identifier == rq.ids[0] {
			return &rq.objectTypes[i]
		}
	}
	return nil
}

// hasExternalID reports whether an instance has an external ID, which is not empty.
func (rq *request) hasExternalID(c *CustomObjectInstance, external string) bool {
	return external != "" && rq.instanceRules.key(c.ExternalID) == rq.instanceRules.key(external)
}

func (rq *request) instance(is func(*CustomObjectInstance) bool) *CustomObjectInstance {
	return rq.instances.find(func(c *CustomObjectInstance) bool { return c.Type == rq.ids[0] && is(c) })
}

// findInstances answers one instance for an external ID. Since 2.16, it lists the instances without one. Both read an index, which can
// lag. A save finds the instance with an external ID at once.
func (rq *request) findInstances() reply {
	switch external := rq.query.Get("external_id"); {
	case rq.objectType() == nil:
		return noObjectType
	case external != "":
		for _, c := range rq.instances.seen(rq.lag("custom_object_instances")) {
			if c.Type == rq.ids[0] && rq.hasExternalID(c, external) {
				return rq.answerInstance(c)
			}
		}
		return noInstance
	case !rq.version.atLeast(v2(16)):
		return invalid("external_id is a required parameter")
	}
	var all []object
	for _, c := range slices.Backward(rq.instances.seen(rq.lag("custom_object_instances"))) {
		if c.Type == rq.ids[0] {
			all = append(all, rq.showInstance(c))
		}
	}
	list, _ := rq.numbered(all, "data", 20)
	return ok(list)
}

// getInstance takes Intercom's ID or the external ID, and prefers the latter: a client must not rely on it.
func (rq *request) getInstance() reply {
	found := rq.instance(func(c *CustomObjectInstance) bool { return rq.hasExternalID(c, rq.ids[1]) })
	if found == nil {
		found = rq.instance(func(c *CustomObjectInstance) bool { return c.ID == rq.ids[1] })
	}
	return rq.answerInstance(found)
}

func (rq *request) answerInstance(c *CustomObjectInstance) reply {
	if c == nil {
		return noInstance
	}
	return ok(rq.showInstance(c))
}

func (rq *request) dropInstance() reply {
	found := rq.instance(func(c *CustomObjectInstance) bool {
		if len(rq.ids) > 1 {
			return c.ID == rq.ids[1]
		}
		return rq.hasExternalID(c, rq.query.Get("external_id"))
	})
	if found == nil {
		return noInstance
	}
	shown := object{"id": found.ID, "object": found.Type, "deleted": true}
	rq.instances.drop(found.ID)
	return ok(shown)
}

// saveInstance creates an instance, or updates the one with the external ID.
func (rq *request) saveInstance() reply {
	of := rq.objectType()
	external, _ := rq.body["external_id"].(string)
	if rq.instanceRules.trims {
		external = strings.TrimSpace(external)
	}
	switch {
	case of == nil:
		return noObjectType
	case external == "reference_not_found":
		return invalid("external_id is reserved")
	}
	c := CustomObjectInstance{Type: of.Identifier, ExternalID: external, CreatedAt: rq.now.Unix()}
	before := rq.instance(func(c *CustomObjectInstance) bool { return rq.hasExternalID(c, external) })
	if before != nil {
		c = before.clone()
	}
	if problem := rq.fillInstance(of, &c); problem.status != 0 {
		return problem
	}
	if before == nil {
		return ok(rq.showInstance(rq.instances.add(c)))
	}
	return ok(rq.showInstance(rq.instances.put(c)))
}

func (rq *request) fillInstance(of *CustomObjectType, c *CustomObjectInstance) reply {
	for member, into := range map[string]**int64{"external_created_at": &c.ExternalCreatedAt, "external_updated_at": &c.ExternalUpdatedAt} {
		if value, given := rq.body[member]; given {
			*into = nil // a time that cannot be read becomes null
			if seconds, err := strconv.ParseInt(digits(value), 10, 64); err == nil {
				*into = &seconds
			}
		}
	}
	given, _ := rq.body["custom_attributes"].(object)
	filled := map[string]any{}
	if !rq.instanceRules.replaces || given == nil {
		maps.Copy(filled, c.CustomAttributes)
	}
	for name, value := range given {
		i := slices.IndexFunc(of.Attributes, func(a CustomObjectAttribute) bool { return a.Name == name })
		switch {
		case i < 0 && rq.instanceRules.knownOnly:
			return invalid("Custom attribute '" + name + "' does not exist")
		case i < 0:
			continue
		}
		a := of.Attributes[i]
		stored, fits := rq.instanceValue(a, value)
		switch {
		case !fits && a.DataType == "reference":
			continue // a reference to nothing is skipped
		case !fits:
			delete(filled, name)
		default:
			filled[name] = stored
		}
	}
	c.CustomAttributes, c.UpdatedAt = filled, rq.now.Unix()
	return reply{}
}

// instanceValue returns how a value is stored. What does not fit the attribute's type is cleared without an error.
func (rq *request) instanceValue(a CustomObjectAttribute, value any) (stored any, takes bool) {
	written, isText := value.(string)
	coerced := isText && !rq.instanceRules.typed
	switch a.DataType {
	case String:
		return value, isText
	case List:
		return value, isText && slices.Contains(a.Options, written)
	case Boolean:
		if b, err := strconv.ParseBool(written); coerced && err == nil {
			return b, true
		}
		_, isBool := value.(bool)
		return value, isBool
	case Datetime:
		if at, err := time.Parse(time.RFC3339, written); coerced && err == nil {
			return json.Number(strconv.FormatInt(at.Unix(), 10)), true
		}
		return value, isNumber(value) && fits(Datetime, value)
	case "reference":
		return value, rq.instances.find(func(c *CustomObjectInstance) bool { return c.Type == a.Refers && isText && c.ExternalID == written }) != nil
	}
	if coerced {
		value = json.Number(written)
		if _, err := strconv.ParseFloat(written, 64); err != nil {
			return nil, false
		}
	}
	return value, isNumber(value) && fits(a.DataType, value)
}

func isNumber(value any) bool {
	_, is := value.(json.Number)
	return is
}

// showInstance shows every attribute of the type, null if it is not set. A reference shows the instance.
func (rq *request) showInstance(c *CustomObjectInstance) object {
	custom := object{}
	for _, t := range rq.objectTypes {
		if t.Identifier != c.Type {
			continue
		}
		for _, a := range t.Attributes {
			if custom[a.Name] = c.CustomAttributes[a.Name]; a.DataType == "reference" {
				custom[a.Name] = rq.showReference(a, c.CustomAttributes[a.Name])
			}
		}
	}
	return object{
		"id": c.ID, "type": c.Type, "external_id": c.ExternalID, "custom_attributes": custom,
		"external_created_at": c.ExternalCreatedAt, "external_updated_at": c.ExternalUpdatedAt, "created_at": c.CreatedAt, "updated_at": c.UpdatedAt,
	}
}

func (rq *request) showReference(a CustomObjectAttribute, value any) any {
	to := rq.instances.find(func(c *CustomObjectInstance) bool {
		return c.Type == a.Refers && c.ExternalID == text(value) && value != nil
	})
	instances := []any{}
	if to != nil {
		instances = append(instances, object{"id": to.ID, "type": to.Type, "external_id": to.ExternalID})
	}
	return object{"type": "order.list", "instances": instances}
}
