package framework

import (
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
)

// adopted is the warning for an object that a search found.
func (c Creation[T]) adopted(found T, unclear error) diag.Diagnostic {
	shown := c.Facts(found)
	took := "The provider took it into state as this resource. If somebody else created it at the same moment, remove it from state (terraform state rm) and apply again."
	if !c.Base.importable() {
		took = "The provider takes it for the one that was to be created."
	}
	return diag.NewWarningDiagnostic(fmt.Sprintf("Adopted %s whose creation had no clear answer", c.Base.article()),
		providerdiag.Detail(unclear, fmt.Sprintf("The only new %s %s is %s. %s", c.Base.Name, c.Wanted, Label(shown.ID.String(), shown.Name), took)))
}

func (c Creation[T]) may() string {
	return capitalized(c.Base.article()) + " may have been created, "
}

func (c Creation[T]) candidates(found []T) string {
	var b strings.Builder
	fmt.Fprintf(&b, "and the provider cannot tell which of these is this resource's:\n%s", c.labels(found))
	if !c.Base.importable() {
		b.WriteString("Look whether yours is among them before you create it again.")
		return b.String()
	}
	b.WriteString("None was taken into state. If one of them is this resource's, import it, with the resource's address as \"to\":\n\n")
	return b.String() + c.Base.ImportBlock(c.Facts(found[0]).ID.String())
}

// renamed lists new objects that answers showed in place of the requested one: Intercom may have changed what was sent.
func (c Creation[T]) renamed(answered []T) string {
	text := fmt.Sprintf("and a search does not find one %s. Intercom answered with a new one:\n%s", c.Wanted, c.labels(answered))
	if c.ShownOnce || !c.Base.importable() {
		return text + "\nIt was not taken into state. What to do: look at it in Intercom. If it is this resource's, Intercom has changed what was sent: delete it there, and configure a value that Intercom keeps. Applying again would create another one."
	}
	return text + "\nIt was not taken into state. What to do: look at it in Intercom. If it is this resource's, Intercom has changed what was sent: configure what it shows, and import it, with the resource's address as \"to\". " +
		"Applying again would create another one.\n\n" + c.Base.ImportBlock(c.Facts(answered[0]).ID.String())
}

// leftBehind lists the candidates for an object that is of no use without the answer to its create.
func (c Creation[T]) leftBehind(found []T) string {
	return fmt.Sprintf("and one of these may be this resource's:\n%sNone was taken into state, since Intercom shows the value only once. None was deleted, since somebody else may have created it.\n\n"+
		"What to do: if nobody else created it, delete it. Then apply again.", c.labels(found))
}

// labels names objects, one per line.
func (c Creation[T]) labels(found []T) string {
	var b strings.Builder
	for _, each := range found {
		shown := c.Facts(each)
		fmt.Fprintf(&b, "  - %s", Label(shown.ID.String(), shown.Name))
		if !shown.CreatedAt.IsZero() {
			fmt.Fprintf(&b, ", created at %s", shown.CreatedAt.Format(time.RFC3339))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// lookFor tells the user where to find an object that may have been created.
func (c Creation[T]) lookFor(since time.Time) string {
	if c.Shared {
		return fmt.Sprintf("You can apply again: if the %s is there already, nothing changes.", c.Base.Name)
	}
	remedy := "there is nothing left to do."
	switch {
	case c.ShownOnce:
		remedy = "delete it: Intercom shows its value only once."
	case c.Base.importable():
		remedy = "import it by its ID or delete it. The import block has the resource's address as \"to\":\n\n" + c.Base.ImportBlock("ID")
	}
	at := ""
	if !since.IsZero() {
		at = ", created at about " + since.UTC().Format(time.RFC3339)
	}
	return fmt.Sprintf("Before you apply again, look in Intercom for %s %s%s. If it is there, %s", c.Base.article(), c.Wanted, at, remedy)
}
