package intercomtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// AddDataAttribute defines a custom attribute.
func (w *Workspace) AddDataAttribute(a DataAttribute) {
	defer w.lock()()
	w.fields = append(w.fields, a)
}

func (rq *request) listDataAttributes() reply {
	data := []object{{
		"type": "data_attribute", "name": "name", "full_name": "name", "label": "Name", "data_type": "string", "model": "contact",
		"description": "", "api_writable": true, "ui_writable": true, "messenger_writable": true, "custom": false, "archived": false,
	}}
	for i, a := range rq.fields {
		if model := rq.query.Get("model"); model == "" || a.Model == model {
			data = append(data, object{
				"type": "data_attribute", "id": 1000 + i, "name": a.Name, "full_name": "custom_attributes." + a.Name, "label": a.Name, "data_type": a.DataType,
				"model": a.Model, "description": "", "api_writable": true, "ui_writable": true, "messenger_writable": false, "custom": true, "archived": a.Archived,
				"created_at": rq.now.Unix(), "updated_at": rq.now.Unix(), "admin_id": rq.owner.ID,
			})
		}
	}
	return ok(object{"type": "list", "data": data})
}

// fillCustom takes over custom attributes: null clears one, and what is not defined or of another type is refused.
func (rq *request) fillCustom(model string, custom map[string]any) (map[string]any, string) {
	given, _ := rq.body["custom_attributes"].(object)
	filled := map[string]any{}
	maps.Copy(filled, custom)
	for name, value := range given {
		i := slices.IndexFunc(rq.fields, func(a DataAttribute) bool { return a.Model == model && a.Name == name && !a.Archived })
		switch {
		case i < 0:
			return nil, fmt.Sprintf("Custom attribute '%s' does not exist", name)
		case value == nil:
			delete(filled, name)
		case !fits(rq.fields[i].DataType, value):
			return nil, fmt.Sprintf("Custom attribute '%s' is not a %s", name, rq.fields[i].DataType)
		default:
			filled[name] = value
		}
	}
	return filled, ""
}

func fits(dataType string, value any) bool {
	switch v := value.(type) {
	case string:
		return dataType == "string"
	case bool:
		return dataType == "boolean"
	case json.Number:
		_, err := strconv.ParseInt(v.String(), 10, 64)
		return dataType == "float" || err == nil && (dataType == "integer" || dataType == "date")
	}
	return false
}
