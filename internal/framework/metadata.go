// Package framework is the kernel on which every Intercom object is built: how one is identified and imported, created
// exactly once, refreshed, updated, and deleted, with the safety rules built in so that no object can get them wrong. An
// ordinary object is an Object; ticket, which is none, calls the same exported steps.
package framework

import (
	"fmt"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Metadata says once what a kind of object is to Terraform. Documentation, identity, import, messages, and version checks
// derive from it.
type Metadata struct {
	// Name is what messages call one, Plural what they call several: "ticket type", "ticket types".
	Name, Plural string
	// Type is the resource's type in a configuration: "intercom_ticket_type".
	Type string
	// Keys are the attributes that tell one from another within a workspace, in the order in which an import ID has them,
	// separated by "/".
	Keys []Key
	// IDHint says where a person finds the import ID.
	IDHint string
	// Immutable are the arguments that cannot change in place: another value means another object.
	Immutable []string
	// Irreversible: Intercom cannot undo a deletion, so that the object has deletion_protection.
	Irreversible bool
	// GoneCodes are the error codes with which Intercom says that an object does not exist. None: it is read with its parent.
	GoneCodes []string
	// Since are the first API versions that have the operations on it.
	Since Since
	// Gone is what may have happened to one that is gone, a clause. Default: "somebody deleted it".
	Gone string
	// Permission is what an access token needs, as Intercom's Developer Hub names it.
	Permission string
	// References are the arguments that refer to another resource type.
	References map[string]string
}

// Since are the first API versions of an object's operations. Empty: firstVersion.
type Since struct{ Read, Write, Delete intercom.Version }

// firstVersion is the first that is described. Before it, the same paths can mean other objects: /contacts were leads only.
const firstVersion intercom.Version = "2.0"

// Key is one part of an object's identity: an ID of Intercom's.
type Key struct{ Name, Description string }

// ID is an object's identity within a workspace: a part for each of its keys.
type ID []string

// String is the ID as an import takes it.
func (id ID) String() string { return strings.Join(id, "/") }

// Label names an object to a person: by its ID and, where there is one, its name.
func Label(id, name string) string {
	if name == "" {
		return id
	}
	return id + " " + intercom.Quote(name, 80)
}

// Claim tells IDs of different kinds apart, which may be equal.
func (m Metadata) Claim(id ID) string { return m.Type + "/" + id.String() }

// article is the indefinite article and the name.
func (m Metadata) article() string {
	if strings.ContainsRune("aeiou", rune(m.Name[0])) {
		return "an " + m.Name
	}
	return "a " + m.Name
}

// ImportBlock is what a person pastes to import an object by its import ID.
func (m Metadata) ImportBlock(id string) string {
	return fmt.Sprintf("  import {\n    to = %s.NAME\n    id = %q\n  }", m.Type, id)
}

// Describe completes a resource's description with the API version that it needs, if not every tested one will do, and with
// the permissions of the access token. Every resource needs the first permission to confirm the workspace.
func (m Metadata) Describe(description string) string {
	return description + "\n\n" + requires(m.Since.Write) + "The access token needs these permissions: Read admins, " + m.Permission + "."
}

// requires says which API version has an operation, and is empty if every tested version has it.
func requires(since intercom.Version) string {
	if intercom.OldestTested.Has(since) {
		return ""
	}
	return fmt.Sprintf("Requires API version %s or later. ", since)
}

// importable reports whether Terraform can manage the object: what an action creates has no identity.
func (m Metadata) importable() bool { return len(m.Keys) > 0 }

func capitalized(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
