// Package framework is the kernel on which every Intercom object is built. It defines how objects are identified, imported,
// created exactly once, refreshed, updated, and deleted, and it enforces the safety rules for all of them. An ordinary
// object is an Object. Tickets are not, but they call the same exported steps.
package framework

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Metadata describes a kind of object to Terraform. Documentation, identity, import, messages, and version checks derive
// from it.
type Metadata struct {
	// Name is the object's name in messages, and Plural the plural: "ticket type", "ticket types".
	Name, Plural string
	// Type is the resource's type in a configuration: "intercom_ticket_type".
	Type string
	// Keys are the attributes that identify an object within a workspace, in the order of the import ID, which separates them
	// by "/".
	Keys []Key
	// IDHint tells the user where to find the import ID.
	IDHint string
	// Immutable are the arguments that cannot change in place: another value means another object.
	Immutable []string
	// Whole are the arguments that an update replaces as a whole. An update of one is refused if any has changed since the plan
	// was made, because the plan did not show that the update undoes the change.
	Whole []string
	// Irreversible: Intercom cannot undo a deletion, so the object has deletion_protection.
	Irreversible bool
	// GoneCodes are Intercom's error codes for an object that does not exist. None: the object is read with its parent.
	GoneCodes []string
	// Since holds the first API versions that have the object's operations.
	Since Since
	// Preview is the area of the API, one of intercom.PreviewAreas, that the object is in. Only the Preview version has it, and the
	// provider's argument preview can choose that version for it. Optional.
	Preview string
	// ImportOption is what an import ID may end in, after a question mark. Recall gets it. Optional.
	ImportOption string
	// NotInPreview: the Preview version lacks the object, which numbered versions have.
	NotInPreview bool
	// Gone describes what may have happened to an object that is gone, as a clause. Default: "somebody deleted it".
	Gone string
	// Permission names the permissions that an access token needs, as Intercom's Developer Hub does, separated by ", ". Empty: Intercom
	// documents none.
	Permission string
	// ReadPermission names those that suffice to read. Default: Permission without those whose names start with "Write", if that
	// leaves any.
	ReadPermission string
	// References are the arguments that hold IDs, with the type of resource or data source whose id each holds. An argument
	// inside another one is written "contacts.id". "intercom_{target_type}" takes a part of the type's name from another argument.
	References map[string]string
	// Records says whose data the objects are, RecordsPeople or RecordsTickets. Empty: they are configuration.
	Records string
}

// What objects hold that are not configuration. An export writes them only if it is asked to.
const (
	RecordsPeople  = "people"
	RecordsTickets = "tickets"
)

// Since holds the first API versions of an object's operations. Empty: firstVersion.
type Since struct{ Read, Write, Delete intercom.Version }

// firstVersion is the first documented version. Before it, the same paths can mean other objects: /contacts had only leads.
const firstVersion intercom.Version = "2.0"

// Key is one part of an object's identity, an ID from Intercom.
type Key struct {
	Name, Description string
	// Text: it is not an ID from Intercom, but a text that the workspace's owner chose. Only the last part can be one.
	Text bool
}

// check returns an error unless the text can be this part of an ID.
func (k Key) check(text string) error {
	if !k.Text {
		return intercom.ValidID(text)
	}
	if text == "" || strings.ContainsFunc(text, unicode.IsControl) || !utf8.ValidString(text) {
		return &intercom.InvalidIDError{ID: text}
	}
	return nil
}

// ID identifies an object within a workspace. It has one part for each key.
type ID []string

// String returns the ID in the format of an import ID.
func (id ID) String() string { return strings.Join(id, "/") }

// Label names an object in messages: by its ID, its name, or both. An object that is only planned has no ID yet.
func Label(id, name string) string {
	if name == "" {
		return id
	}
	return strings.TrimPrefix(id+" ", " ") + intercom.Quote(name, 80)
}

// Claim makes IDs of different kinds distinct, because they may be equal.
func (m Metadata) Claim(id ID) string { return m.Type + "/" + id.String() }

// article returns the name with its indefinite article.
func (m Metadata) article() string {
	if strings.ContainsRune("aeiouAEIOU", rune(m.Name[0])) {
		return "an " + m.Name
	}
	return "a " + m.Name
}

// ImportBlock returns an import block for an import ID, ready to paste.
func (m Metadata) ImportBlock(id string) string {
	return fmt.Sprintf("  import {\n    to = %s.NAME\n    id = %q\n  }", m.Type, id)
}

// readAdmins is the permission that confirms the workspace.
const readAdmins = "Read admins"

// Reads names the permissions that an access token needs to read the object, or is empty.
func (m Metadata) Reads() string {
	var reads []string
	for permission := range strings.SplitSeq(m.Permission, ", ") {
		if !strings.HasPrefix(permission, "Write ") {
			reads = append(reads, permission)
		}
	}
	return cmp.Or(m.ReadPermission, strings.Join(reads, ", "), m.Permission)
}

// Describe completes the description of what writes the object with the API version that it needs, if some tested version lacks
// it, and with the access token's permissions. The first one confirms the workspace.
func (m Metadata) Describe(description string) string {
	return description + "\n\n" + m.requires(m.Since.Write) + needs(readAdmins, m.Permission)
}

// DescribeList does the same for a list resource, which confirms the workspace and only reads.
func (m Metadata) DescribeList(description string) string {
	return description + "\n\n" + m.requires(m.Since.Read) + needs(readAdmins, m.Reads())
}

// DescribeRead does the same for a data source, which confirms the workspace only if the provider's configuration pins one.
func (m Metadata) DescribeRead(description string) string {
	description += "\n\n" + m.requires(m.Since.Read)
	switch m.Reads() {
	case "":
		return description + "Intercom does not document which permission the access token needs."
	case readAdmins:
		return description + needs(readAdmins)
	}
	return description + needs(m.Reads()) + " If the provider's `workspace_id` is set, it also needs " + readAdmins + "."
}

func needs(permissions ...string) string {
	return "The access token needs these permissions: " + strings.Join(permissions, ", ") + "."
}

// requires names the API versions that have an operation that was added in version since, or is empty if every tested version has it.
func (m Metadata) requires(since intercom.Version) string {
	switch {
	case m.Preview != "":
		return fmt.Sprintf("Requires API version %s, for the whole provider or, with `preview = [%q]` in the provider block, for this object. ", intercom.Preview, m.Preview)
	case m.NotInPreview:
		return fmt.Sprintf("Does not work with API version %s. Requires API version %s or later. ", intercom.Preview, cmp.Or(since, firstVersion))
	case intercom.OldestTested.Has(since):
		return ""
	}
	return fmt.Sprintf("Requires API version %s or later. ", since)
}

// lacks reports whether a documented version lacks an operation that was added in version since.
func (m Metadata) lacks(version, since intercom.Version) bool {
	return version.Documented() && (!version.Has(cmp.Or(since, firstVersion)) || m.NotInPreview && version == intercom.Preview)
}

// importable reports whether Terraform can manage the object. An object that only an action creates has no identity.
func (m Metadata) importable() bool { return len(m.Keys) > 0 }

func capitalized(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
