// Package attrvalue converts typed values that a configuration writes as text: ticket attributes, custom attributes, and
// search filters for them. Its functions are pure. A Type describes the definition of an attribute.
package attrvalue

import (
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Kind is the kind of an attribute's values.
type Kind string

// The kinds. The empty kind is for an attribute whose definition is unknown or has a data type that this provider does not
// know; its values are sent as text.
const (
	String   Kind = "string"
	Integer  Kind = "integer"
	Decimal  Kind = "decimal"
	Boolean  Kind = "boolean"
	Datetime Kind = "datetime"
	List     Kind = "list"
	Files    Kind = "files"
)

// Option is one value of an attribute of kind List. ID is empty if Intercom shows only labels.
type Option struct {
	ID, Label string
	// Archived options are on older objects and can no longer be chosen.
	Archived bool
}

// Type is the workspace's definition of an attribute's values. The zero Type stands for an unknown definition.
type Type struct {
	Kind Kind
	// Options are a list's options, or none if Intercom does not show them.
	Options []Option
	// Multiple: a list takes several options, written as a JSON array.
	Multiple bool
	// UnixSeconds: times are sent as Unix seconds, not as RFC 3339 text.
	UnixSeconds bool
	// Archived attributes take no values.
	Archived bool
	// BuiltIn attributes have an argument of their own.
	BuiltIn bool
}

// OfTicketTypeAttribute returns the type that a ticket type defines for one of its attributes.
func OfTicketTypeAttribute(a intercom.TicketTypeAttribute) Type {
	t := Type{Multiple: a.InputOptions.AllowMultipleValues, Archived: intercom.Yes(a.Archived), BuiltIn: intercom.Yes(a.BuiltIn)}
	switch a.DataType {
	case intercom.DataTypeString:
		t.Kind = String
	case intercom.DataTypeInteger:
		t.Kind = Integer
	case intercom.DataTypeDecimal:
		t.Kind = Decimal
	case intercom.DataTypeBoolean:
		t.Kind = Boolean
	case intercom.DataTypeDatetime:
		t.Kind = Datetime
	case intercom.DataTypeList:
		t.Kind = List
	case intercom.DataTypeFiles:
		t.Kind = Files
	}
	for _, o := range a.InputOptions.ListOptions {
		t.Options = append(t.Options, Option(o))
	}
	return t
}

// OfDataAttribute returns the type that the workspace defines for a custom attribute of contacts or companies.
func OfDataAttribute(a intercom.DataAttribute) Type {
	t := Type{UnixSeconds: true, Archived: intercom.Yes(a.Archived)}
	switch a.Kind() {
	case intercom.DataAttributeString:
		t.Kind = String
	case intercom.DataAttributeList:
		t.Kind = List
	case intercom.DataAttributeInteger:
		t.Kind = Integer
	case intercom.DataAttributeFloat:
		t.Kind = Decimal
	case intercom.DataAttributeBoolean:
		t.Kind = Boolean
	case intercom.DataAttributeDate, intercom.DataAttributeDatetime:
		t.Kind = Datetime
	}
	for _, value := range a.Options {
		t.Options = append(t.Options, Option{Label: value})
	}
	return t
}
