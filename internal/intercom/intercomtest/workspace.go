package intercomtest

import (
	"fmt"
	"slices"
	"strconv"
)

// Workspace is one customer's Intercom.
type Workspace struct {
	WorkspaceID string // app.id_code of GET /me
	Token       string // an access token of this workspace

	server        *Server
	owner         Admin // the token's admin, for GET /me
	types         *collection[TicketType]
	admins        []*Admin
	teams         *collection[Team]
	readOnly      map[string][]object // by the constants of readonly.go
	tags          *collection[Tag]
	contacts      *collection[Contact]
	companies     *collection[Company]
	schedules     *collection[OfficeHoursSchedule]
	exceptions    *collection[OfficeHoursException]
	fields        *collection[DataAttribute]
	talkFields    *collection[ConversationAttribute]
	connectors    *collection[DataConnector]
	conversations *collection[Conversation]
	notes         *collection[Note]
	subscriptions *collection[SubscriptionType]
	events        *collection[Event]
	scroll        *scroll // nil: none is open
	helpCenters   *collection[HelpCenter]
	collections   *collection[Collection]
	redirects     *collection[HelpCenterRedirect]
	articleTexts  *collection[Article]
	allowlist     *collection[IPAllowlist]
	secrets       *collection[IdentitySecret]
	audiences     *collection[Audience]
	instances     *collection[CustomObjectInstance]
	objectTypes   []CustomObjectType // never changed by a call
	tickets       []*record          // in the order of creation, those gone included
	byID          map[string]*record
	erased        []string
	states        []State // the four default ones
}

func (s *Server) newWorkspace(id, token string) *Workspace {
	w := &Workspace{WorkspaceID: id, Token: token, server: s, byID: map[string]*record{}, readOnly: map[string][]object{}}
	for _, k := range allKinds {
		k.attach(w)
	}
	w.owner = Admin{ID: "814800", Name: "Token Owner", Email: "owner@example.com"}
	w.admins = []*Admin{&w.owner}
	w.addDefaultHelpCenter()
	w.allowlist.add(IPAllowlist{})
	return w
}

// AddToken adds another access token of the workspace, as in a rotation of the credential.
func (w *Workspace) AddToken(token string) {
	defer w.lock()()
	w.server.tokens[token] = &grant{workspace: w}
}

// AddTicketType defines a ticket type. By default, it gets the built-in title and description, the default states, and new
// IDs.
func (w *Workspace) AddTicketType(t TicketType) TicketType {
	defer w.lock()()
	t = t.clone()
	now := w.server.now().Unix()
	setDefault(&t.ID, func() string { return w.freshID("type", 88, func(id string) bool { return w.types.get(id) != nil }) })
	setDefault(&t.Category, func() string { return Customer })
	setDefault(&t.Name, func() string { return "Ticket type " + t.ID })
	setDefaultTime(&t.CreatedAt, now)
	setDefaultTime(&t.UpdatedAt, t.CreatedAt)
	number(t.ID)
	w.completeType(&t)
	return w.types.add(t).clone()
}

// TicketType returns a ticket type, and whether there is one with the ID.
func (w *Workspace) TicketType(id string) (TicketType, bool) {
	defer w.lock()()
	t := w.types.get(id)
	if t == nil {
		return TicketType{}, false
	}
	return t.clone(), true
}

// TicketTypes lists the ticket types in the order of their creation.
func (w *Workspace) TicketTypes() []TicketType {
	defer w.lock()()
	return w.types.values()
}

// UpdateTicketType changes a ticket type outside of Terraform, as an administrator does. The function must not call the
// server.
func (w *Workspace) UpdateTicketType(id string, change func(*TicketType)) {
	defer w.lock()()
	t := w.mustType(id).clone()
	names := map[string]string{}
	for _, a := range t.Attributes {
		names[a.ID] = a.Name
	}
	change(&t)
	w.completeType(&t)
	t.UpdatedAt = w.server.now().Unix()
	w.types.put(t)
	for _, a := range t.Attributes {
		if old, had := names[a.ID]; had && old != a.Name {
			w.renameAttribute(id, old, a.Name)
		}
	}
}

// renameAttribute keeps the values of tickets under the new name.
func (w *Workspace) renameAttribute(typeID, from, to string) {
	for _, rec := range w.tickets {
		if value, set := rec.Attributes[from]; set && rec.TypeID == typeID && !rec.gone {
			next := rec.clone()
			delete(next.Attributes, from)
			next.Attributes[to] = value
			w.store(rec, next)
		}
	}
}

// completeType adds to a type what every type in Intercom has.
func (w *Workspace) completeType(t *TicketType) {
	builtIns := []Attribute{
		{Name: TitleAttribute, BuiltIn: true},
		{Name: DescriptionAttribute, BuiltIn: true, Multiline: true},
	}
	for i, builtIn := range builtIns {
		if !slices.ContainsFunc(t.Attributes, func(a Attribute) bool { return a.Name == builtIn.Name }) {
			t.Attributes = slices.Insert(t.Attributes, i, builtIn)
		}
	}
	for i := range t.Attributes {
		a := &t.Attributes[i]
		setDefault(&a.ID, func() string {
			return w.freshID("attribute", 196, func(id string) bool { return w.hasAttribute(t, id) })
		})
		setDefault(&a.DataType, func() string { return String })
		for j := range a.Options {
			setDefault(&a.Options[j].ID, func() string { return w.server.uuid("option") })
		}
	}
	if len(t.States) == 0 {
		t.States = slices.Clone(w.defaultStates())
	}
	for i := range t.States {
		setDefault(&t.States[i].ID, func() string { return w.freshID("state", 8481, func(id string) bool { return w.hasState(t, id) }) })
		setDefault(&t.States[i].InternalLabel, func() string { return t.States[i].Category })
		setDefault(&t.States[i].ExternalLabel, func() string { return t.States[i].InternalLabel })
	}
}

// defaultStates returns the states that every workspace has from the start, with the labels in Intercom's examples.
func (w *Workspace) defaultStates() []State {
	if w.states == nil {
		w.states = []State{
			{Category: Submitted, InternalLabel: "Submitted", ExternalLabel: "Submitted"},
			{Category: InProgress, InternalLabel: "In progress", ExternalLabel: "In progress"},
			{Category: WaitingOnCustomer, InternalLabel: "Waiting on customer", ExternalLabel: "Waiting on you"},
			{Category: Resolved, InternalLabel: "Resolved", ExternalLabel: "Resolved"},
		}
		for i := range w.states {
			w.states[i].ID = strconv.Itoa(w.server.next("state", 8481))
		}
	}
	return w.states
}

// hasAttribute also checks a type that the workspace does not have yet.
func (w *Workspace) hasAttribute(next *TicketType, id string) bool {
	return slices.ContainsFunc(append(slices.Collect(w.types.all()), next), func(t *TicketType) bool {
		return slices.ContainsFunc(t.Attributes, func(a Attribute) bool { return a.ID == id })
	})
}

// hasState also checks a type that the workspace does not have yet.
func (w *Workspace) hasState(next *TicketType, id string) bool {
	return slices.ContainsFunc(append(w.allStates(), next.States...), func(s State) bool { return s.ID == id })
}

// freshID counts until an ID is free, because seeds may have used some.
func (w *Workspace) freshID(kind string, first int, taken func(string) bool) string {
	for {
		if id := strconv.Itoa(w.server.next(kind, first)); !taken(id) {
			return id
		}
	}
}

// count returns the next decimal ID of a kind.
func (w *Workspace) count(kind string, first int) string {
	return strconv.Itoa(w.server.next(kind, first))
}

// freshContactID has the format of a contact's ID: 24 hexadecimal digits.
func (w *Workspace) freshContactID() string {
	return fmt.Sprintf("6762f2d8%016x", 0x1bb69f9f2193bb+int64(w.server.next("contact", 1)))
}

func setDefault(field *string, value func() string) {
	if *field == "" {
		*field = value()
	}
}

func setDefaultTime(field *int64, value int64) {
	if *field == 0 {
		*field = value
	}
}

// lock locks all workspaces until the returned function is called.
func (w *Workspace) lock() func() {
	w.server.mu.Lock()
	return w.server.mu.Unlock
}
