package intercomtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strconv"
)

var dataAttributeKind = &kind[DataAttribute]{
	name: "data_attributes", clone: DataAttribute.clone,
	missing: fail(http.StatusNotFound, "field_not_found", "We couldn't find that data attribute to update"),
	in:      func(w *Workspace) **collection[DataAttribute] { return &w.fields },
	id:      func(a *DataAttribute) *string { return &a.ID },
	fresh:   func(w *Workspace) string { return w.count("data attribute", 1000) },
	show:    (*request).showDataAttribute,
	made:    func(rq *request) DataAttribute { return DataAttribute{CreatedAt: rq.now.Unix()} },
	fill:    (*request).fillDataAttribute,
	routes: func(k *kind[DataAttribute]) []route {
		return []route{
			at("GET", "/data_attributes", v2(0), (*request).listDataAttributes),
			at("POST", "/data_attributes", v2(0), k.create), at("PUT", "/data_attributes/{id}", v2(0), k.update),
		}
	},
}

// AddDataAttribute defines a custom attribute.
func (w *Workspace) AddDataAttribute(a DataAttribute) DataAttribute {
	defer w.lock()()
	setDefaultTime(&a.CreatedAt, w.server.now().Unix())
	setDefaultTime(&a.UpdatedAt, a.CreatedAt)
	return w.fields.add(a).clone()
}

// UpdateDataAttribute changes a custom attribute outside of Terraform. The function must not call the server.
func (w *Workspace) UpdateDataAttribute(id string, change func(*DataAttribute)) {
	defer w.lock()()
	w.fields.update(id, change)
}

// DeleteDataAttribute removes a custom attribute, which only Intercom itself can do.
func (w *Workspace) DeleteDataAttribute(id string) {
	defer w.lock()()
	w.fields.drop(id)
}

// DataAttributes lists the custom attributes in the order of their creation.
func (w *Workspace) DataAttributes() []DataAttribute {
	defer w.lock()()
	return w.fields.values()
}

// builtIn is an attribute that Intercom itself defines. It has no ID.
type builtIn struct{ model, name, fullName, label, dataType string }

var builtIns = []builtIn{
	{"contact", "name", "name", "Name", "string"},
	{"contact", "email", "email", "Email", "string"},
	{"contact", "phone", "phone", "Phone", "string"},
	{"contact", "created_at", "created_at", "First seen", "date"},
	{"company", "name", "name", "Company name", "string"},
	{"company", "name", "plan.name", "Plan", "string"},
	{"company", "size", "size", "Company size", "integer"},
	{"company", "industry", "industry", "Company industry", "string"},
}

// listDataAttributes shows what Intercom defines, then custom attributes.
func (rq *request) listDataAttributes() reply {
	model, archived := rq.query.Get("model"), rq.query.Get("include_archived") == "true"
	if model == "conversation" && rq.version.atLeast(v2(16)) {
		return fail(http.StatusUnprocessableEntity, "parameter_invalid", "model=conversation is no longer supported. Use GET /conversations/attributes instead")
	}
	data := []object{}
	for _, b := range builtIns {
		if model == "" || b.model == model {
			data = append(data, object{
				"type": "data_attribute", "name": b.name, "full_name": b.fullName, "label": b.label, "description": "", "data_type": b.dataType, "model": b.model,
				"api_writable": true, "ui_writable": false, "messenger_writable": true, "custom": false, "archived": false,
			})
		}
	}
	for _, a := range rq.fields.seen(rq.lag("data_attributes")) {
		if (model == "" || a.Model == model) && (archived || !a.Archived) {
			data = append(data, rq.showDataAttribute(a))
		}
	}
	return ok(object{"type": "list", "data": data})
}

// showDataAttribute omits an empty description, as in the example of a create. Before Preview, no answer has datetime.
func (rq *request) showDataAttribute(a *DataAttribute) object {
	shown := object{
		"type": "data_attribute", "id": number(a.ID), "name": a.Name, "full_name": "custom_attributes." + a.Name, "label": a.Name, "data_type": a.DataType,
		"model": a.Model, "api_writable": true, "ui_writable": true, "messenger_writable": a.MessengerWritable, "custom": true, "archived": a.Archived,
		"created_at": a.CreatedAt, "updated_at": a.UpdatedAt, "admin_id": rq.owner.ID,
	}
	if a.Description != "" {
		shown["description"] = a.Description
	}
	if a.DataType == Datetime && rq.version != preview {
		shown["data_type"] = "date"
	}
	if a.Options != nil {
		options := slices.Clone(a.Options)
		if rq.optionsSorted {
			slices.Sort(options)
		}
		shown["options"] = options
	}
	return shown
}

// Names that Intercom accepts: its examples have blanks and underscores, but its text does not allow them.
var (
	attributeName       = regexp.MustCompile(`^[\p{L}\p{N}\p{Sc}_ -]+$`)
	strictAttributeName = regexp.MustCompile(`^[\p{L}\p{N}\p{Sc}-]+$`)
)

func (rq *request) fillDataAttribute(a *DataAttribute) reply {
	if a.ID == "" {
		if problem := rq.defineDataAttribute(a); problem != "" {
			return invalid(problem)
		}
	}
	if options, given := rq.body["options"]; given {
		values, isArray := optionValues(options)
		switch {
		case !isArray:
			return invalid("Options isn't an array")
		case rq.optionsAppended && a.ID != "":
			for _, value := range values {
				if !slices.Contains(a.Options, value) {
					a.Options = append(a.Options, value)
				}
			}
		default:
			a.Options = values
		}
		if len(values) < 2 {
			return invalid("The list must have at least two options")
		}
	}
	if description, given := rq.body["description"]; given {
		a.Description = text(description)
	}
	fillBool(rq.body, "messenger_writable", &a.MessengerWritable)
	wasArchived := a.Archived
	fillBool(rq.body, "archived", &a.Archived)
	if a.Archived && !wasArchived && len(a.Dependents) > 0 {
		return fail(http.StatusUnprocessableEntity, "data_invalid", "The Data Attribute you are trying to archive has a dependant object")
	}
	a.UpdatedAt = rq.now.Unix()
	return reply{}
}

// defineDataAttribute sets what only a create can set, and returns what is wrong with it.
func (rq *request) defineDataAttribute(a *DataAttribute) string {
	a.Name, a.Model, a.DataType = text(rq.body["name"]), text(rq.body["model"]), text(rq.body["data_type"])
	_, listed := rq.body["options"]
	names := attributeName
	if rq.namesStrict {
		names = strictAttributeName
	}
	taken := rq.fields.find(func(other *DataAttribute) bool { return other.Name == a.Name })
	standard := slices.ContainsFunc(builtIns, func(b builtIn) bool { return b.model == a.Model && b.name == a.Name })
	owns := rq.version.atLeast(v2(14)) // lists have their own data type
	switch {
	case a.Model != "contact" && a.Model != "company":
		return "The Data Attribute model field must be either contact or company"
	case !names.MatchString(a.Name):
		return "Your name for this attribute must only contain alphanumeric characters, currency symbols, and hyphens"
	case taken != nil || standard:
		model := a.Model
		if taken != nil {
			model = taken.Model
		}
		return fmt.Sprintf("You already have '%s' in your %s data. To save this as new %s data, use a different name.", a.Name, model, a.Model)
	case owns && (a.DataType == "options") != listed || !owns && listed && a.DataType != String:
		return "Options are for lists"
	case owns && a.DataType == "options":
		a.DataType = String
	case !slices.Contains([]string{String, Integer, "float", Boolean, "date", Datetime}, a.DataType):
		return "Data Type isn't an option"
	}
	return ""
}

// optionValues returns the options of a request: objects with a value, or plain text in 2.13's schema.
func optionValues(given any) (values []string, isArray bool) {
	elements, isArray := given.([]any)
	for _, element := range elements {
		if o, isObject := element.(object); isObject {
			element = o["value"]
		}
		if value := text(element); value != "" {
			values = append(values, value)
		}
	}
	return values, isArray
}

// fillCustom sets custom attributes. null clears one. An attribute that is undefined or has another type is refused.
// Intercom drops a list's value that is not one of its options.
func (rq *request) fillCustom(model string, custom map[string]any) (map[string]any, string) {
	given, _ := rq.body["custom_attributes"].(object)
	filled := map[string]any{}
	maps.Copy(filled, custom)
	for name, value := range given {
		a := rq.fields.find(func(a *DataAttribute) bool { return a.Model == model && a.Name == name && !a.Archived })
		option, _ := value.(string)
		switch {
		case a == nil:
			return nil, fmt.Sprintf("Custom attribute '%s' does not exist", name)
		case value == nil:
			delete(filled, name)
		case !fits(a.DataType, value):
			return nil, fmt.Sprintf("Custom attribute '%s' is not a %s", name, a.DataType)
		case a.Options == nil || slices.Contains(a.Options, option):
			filled[name] = value
		}
	}
	return filled, ""
}

func fits(dataType string, value any) bool {
	switch v := value.(type) {
	case string:
		return dataType == String
	case bool:
		return dataType == Boolean
	case json.Number:
		_, err := strconv.ParseInt(v.String(), 10, 64)
		return dataType == "float" || err == nil && (dataType == Integer || dataType == "date" || dataType == Datetime)
	}
	return false
}
