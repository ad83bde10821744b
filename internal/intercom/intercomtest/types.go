package intercomtest

import (
	"maps"
	"slices"
)

// Built-in attributes of every ticket type: Intercom uses these names for a ticket's title and description.
const (
	TitleAttribute       = "_default_title_"
	DescriptionAttribute = "_default_description_"
)

// Categories of ticket types, as in answers. Searches use request, task, and tracker.
const (
	Customer   = "Customer"
	BackOffice = "Back-office"
	Tracker    = "Tracker"
)

// Data types of attributes; an attribute's type can never change.
const (
	String   = "string"
	List     = "list"
	Integer  = "integer"
	Decimal  = "decimal"
	Boolean  = "boolean"
	Datetime = "datetime"
	Files    = "files"
)

// Categories of ticket states.
const (
	Submitted         = "submitted"
	InProgress        = "in_progress"
	WaitingOnCustomer = "waiting_on_customer"
	Resolved          = "resolved"
)

// TicketType is what a workspace's administrator defines before a ticket can exist.
type TicketType struct {
	ID          string
	Name        string
	Description string
	Category    string // default: Customer
	Icon        string
	Internal    bool
	Archived    bool
	Attributes  []Attribute
	States      []State // default: the workspace's four default states
	CreatedAt   int64   // Unix seconds
	UpdatedAt   int64   // Unix seconds
}

// Attribute is one field of a ticket type.
type Attribute struct {
	ID          string
	Name        string
	Description string
	DataType    string // default: String
	Required    bool   // required_to_create
	Archived    bool

	RequiredForContacts bool // required_to_create_for_contacts
	HiddenOnCreate      bool // visible_on_create is false
	HiddenFromContacts  bool // visible_to_contacts is false

	Multiline bool     // of a String
	Multiple  bool     // of a List: a value is an array
	Options   []Choice // of a List
	BuiltIn   bool     // _default_title_ and _default_description_
}

// Choice is one option of a list attribute. Its ID is a GUID, which is the documented value in requests.
type Choice struct {
	ID       string
	Label    string
	Archived bool // still on older tickets
}

// State is a ticket state. All types of a workspace share the four default ones, as in Intercom's example of GET
// /ticket_states. Custom ones belong to the types that list them.
type State struct {
	ID            string
	Category      string
	InternalLabel string
	ExternalLabel string
	Archived      bool
}

// Admin is a teammate. Answers have the ID as a string or an integer, depending on version and place, so it must be
// decimal.
type Admin struct {
	ID      string
	Name    string
	Email   string
	TeamIDs []string

	AwayModeEnabled  bool
	AwayModeReassign bool
	AwayReasonID     string // decimal; "": none
	// RoleID and RoleName are shown from 2.16.
	RoleID, RoleName string
	// NoSeat is false has_inbox_seat.
	NoSeat bool
}

// Team is a group of teammates; its id is decimal like an admin's.
type Team struct {
	ID       string
	Name     string
	AdminIDs []string
	// Distribution is the distribution_method, round_robin unless given. Only "load_balanced" teams show levels and a limit.
	Distribution string
	// SecondaryIDs are the admins of the second level; the others are of the first.
	SecondaryIDs []string
}

// Contact is a user or lead.
type Contact struct {
	ID         string
	ExternalID string
	Email      string
	Name       string
	Phone      string
	Avatar     string // URL of an image
	Role       string // default: "user"
	OwnerID    string // of an admin
	// Unsubscribed is unsubscribed_from_emails.
	Unsubscribed bool
	// CustomAttributes hold text, json.Number or bool.
	CustomAttributes map[string]any
	SignedUpAt       int64  // Unix seconds
	CreatedAt        int64  // Unix seconds
	UpdatedAt        int64  // Unix seconds
	MergedInto       string // set by MergeContact
	Archived         bool
	Blocked          bool // no answer shows it
	TagIDs           []string
	CompanyIDs       []string // Intercom's ids
	SubscriptionIDs  []string // of the subscription types that the contact chose explicitly
}

// DataAttribute defines a custom attribute of contacts or companies.
type DataAttribute struct {
	ID                string // decimal
	Model             string // "contact" or "company"
	Name              string
	Description       string
	DataType          string   // "string", "integer", "float", "boolean", "date" or "datetime"
	Options           []string // of a list, whose DataType is "string"
	MessengerWritable bool
	Archived          bool
	Dependents        []string // segments, workflows, and messages that use it: it cannot be archived
	CreatedAt         int64    // Unix seconds
	UpdatedAt         int64    // Unix seconds
}

func (a DataAttribute) clone() DataAttribute {
	a.Options, a.Dependents = slices.Clone(a.Options), slices.Clone(a.Dependents)
	return a
}

// ConversationAttribute defines a custom attribute of conversations.
type ConversationAttribute struct {
	ID           string // decimal
	Name         string
	Description  string
	DataType     string // String unless given
	Required     bool
	TeamIDs      []string // that see it; none: all
	Multiline    bool     // of a String
	Options      []Choice // of a List
	Reference    string   // of a "relationship": "one" or "many"
	ObjectTypeID string   // that a "relationship" refers to
	Archived     bool
	CreatedAt    int64 // Unix seconds
	UpdatedAt    int64 // Unix seconds
}

func (a ConversationAttribute) clone() ConversationAttribute {
	a.TeamIDs, a.Options = slices.Clone(a.TeamIDs), slices.Clone(a.Options)
	return a
}

// Company is a company.
type Company struct {
	ID           string
	CompanyID    string // chosen by the company's owner
	Name         string
	Plan         string
	Website      string
	Industry     string
	Size         int64
	MonthlySpend int64
	// CustomAttributes hold text, json.Number or bool.
	CustomAttributes map[string]any
	RemoteCreatedAt  int64 // Unix seconds
	CreatedAt        int64 // Unix seconds
	UpdatedAt        int64 // Unix seconds
	TagIDs           []string
}

// Tag is a label. A tag that a segment uses cannot be deleted.
type Tag struct {
	ID       string
	Name     string
	Segments []string
}

// OfficeHoursSchedule has weekly hours.
type OfficeHoursSchedule struct {
	ID        string
	Name      string
	TimeZone  string     // default: America/New_York
	Intervals [][2]int64 // minutes of the week, from and until
	Used      bool       // the default schedule, or a team's; no answer shows it
	CreatedAt int64      // Unix seconds
	UpdatedAt int64      // Unix seconds
}

// OfficeHoursException has the hours of one date.
type OfficeHoursException struct {
	ID         string
	ScheduleID string
	Date       string
	Name       string
	Intervals  [][2]int64 // minutes of the day, from and until; nil: closed
	Recurring  bool
	CreatedAt  int64 // Unix seconds
	UpdatedAt  int64 // Unix seconds
}

// LinkedObject is a conversation or ticket that is linked to a ticket.
type LinkedObject struct {
	Type     string // "conversation" or "ticket"
	ID       string
	Category string // of a ticket
}

// Ticket is a ticket as stored. Attributes are keyed by name and have, by data type: string (String), the option's ID
// (List; []string if Multiple), int64 (Integer), float64 (Decimal), bool (Boolean), time.Time in UTC (Datetime), or []any
// (Files). Seeders also accept what the API accepts, and labels.
type Ticket struct {
	ID              string
	TicketID        string // the number in the Inbox
	TypeID          string
	ContactIDs      []string
	Attributes      map[string]any
	StateID         string
	PreviousStateID string
	AdminAssigneeID string // "" = unassigned
	TeamAssigneeID  string // "" = unassigned
	CompanyID       string // write-only: no answer has it
	Open            bool   // AddTicket derives it from the state; UpdateTicket can close a ticket with it
	Shared          bool
	SnoozedUntil    int64 // Unix seconds, 0 = not snoozed
	CreatedAt       int64 // Unix seconds
	UpdatedAt       int64 // Unix seconds
	LinkedObjects   []LinkedObject
	TagIDs          []string // no answer has them
}

func (t Ticket) clone() Ticket {
	t.ContactIDs = slices.Clone(t.ContactIDs)
	t.Attributes = maps.Clone(t.Attributes)
	t.LinkedObjects = slices.Clone(t.LinkedObjects)
	t.TagIDs = slices.Clone(t.TagIDs)
	return t
}

func (t TicketType) clone() TicketType {
	t.Attributes = slices.Clone(t.Attributes)
	for i := range t.Attributes {
		t.Attributes[i].Options = slices.Clone(t.Attributes[i].Options)
	}
	t.States = slices.Clone(t.States)
	return t
}

func (c Contact) clone() Contact {
	c.CustomAttributes = maps.Clone(c.CustomAttributes)
	c.TagIDs, c.CompanyIDs, c.SubscriptionIDs = slices.Clone(c.TagIDs), slices.Clone(c.CompanyIDs), slices.Clone(c.SubscriptionIDs)
	return c
}

func (c Company) clone() Company {
	c.CustomAttributes, c.TagIDs = maps.Clone(c.CustomAttributes), slices.Clone(c.TagIDs)
	return c
}

func (o OfficeHoursSchedule) clone() OfficeHoursSchedule {
	o.Intervals = slices.Clone(o.Intervals)
	return o
}

func (e OfficeHoursException) clone() OfficeHoursException {
	e.Intervals = slices.Clone(e.Intervals)
	return e
}

func (t Tag) clone() Tag {
	t.Segments = slices.Clone(t.Segments)
	return t
}

func (t TicketType) attribute(name string) (Attribute, bool) {
	for _, a := range t.Attributes {
		if a.Name == name && !a.Archived {
			return a, true
		}
	}
	return Attribute{}, false
}

func (t TicketType) state(id string) (State, bool) {
	for _, s := range t.States {
		if s.ID == id && !s.Archived {
			return s, true
		}
	}
	return State{}, false
}
