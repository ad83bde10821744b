// Package framework is what the lives of Intercom's objects in Terraform have in common: how one is identified and imported,
// which of its arguments are managed, how it is created exactly once, and when it is believed to be gone.
package framework

import (
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// DefaultTimeout bounds an operation where the configuration sets no timeouts; it is long because an empty rate-limit window
// is waited out.
const DefaultTimeout = 10 * time.Minute

// What a failure leaves behind, as diagnostics say it.
const (
	StateKept      = "It stays in Terraform's state as it was."
	NothingChanged = "Nothing was changed."
)

// Object is what a kind of Intercom object is to Terraform.
type Object struct {
	// Name is what messages call it: "ticket type".
	Name string
	// Type is the resource's name in a configuration: "intercom_ticket_type".
	Type string
	// Key are the attributes that tell one from another within a workspace, in the order in which an import ID has them,
	// separated by "/".
	Key []Key
	// IDHint says where a person finds the import ID.
	IDHint string
	// Optional are the optional arguments that Intercom keeps. Of these Terraform manages what the configuration sets.
	Optional []string
	// Normalised are the arguments of text that Intercom may keep otherwise than they were written.
	Normalised []string
}

// Key is one attribute of an object's identity: an ID of Intercom's.
type Key struct{ Name, Description string }

// Label names one of the objects to a person: by its id and, where there is one, its name.
func Label(id, name string) string {
	if name == "" {
		return id
	}
	return fmt.Sprintf("%s \"%s\"", id, name)
}

// NameTaken refuses a name that another object has, which can be imported by its id. summary says whose name it is.
func (o Object) NameTaken(summary, id string, archived bool) diag.Diagnostic {
	state, further := "", ""
	if archived {
		state, further = ", and is archived", "\n\nThe next apply unarchives it (archived is false by default)."
	}
	return diag.NewAttributeErrorDiagnostic(path.Root("name"), summary,
		fmt.Sprintf("It has id %s%s. Choose another name, or import it, with the resource's address as \"to\":\n\n%s%s", id, state, o.ImportBlock(id), further))
}
