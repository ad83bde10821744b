// Package intercomtest is an Intercom in memory, for tests and for trying the provider without a
// workspace, as net/http/httptest is a web server in memory.
//
// It is a reading of Intercom's public documentation that is independent of the client: it shares no
// code with it, so that one misreading cannot be made twice and pass. What the documentation leaves
// open is decided here in the way that is hardest on a client, and the comment beside the decision
// says so.
//
// A test makes one server, seeds what must exist, and afterwards compares both the stored tickets and
// the calls that were made:
//
//	fake := intercomtest.New(t)
//	kind := fake.AddTicketType(intercomtest.TicketType{Name: "Incident"})
//	// … run the provider against fake.URL with fake.Token …
//	if got := fake.Count("POST", "/tickets"); got != 1 { … }
//
// # Faults
//
// Failures are injected with [Server.Inject]: the first [Fault] that matches a call takes it. Each
// constructor of an [Act] names the real event that it stands for.
//
// # Behaviors
//
// How Intercom differs from its descriptions is set with [Server.Set]. All behaviors that match a call
// take part in it, in the order of Set, and faults come after them. [Behavior.On], [Behavior.Skip] and
// [Behavior.Times] choose calls; [Behavior.WithoutEffect] takes back what a call did, whatever it is
// answered. [Server.Before] runs a function between two calls.
//
//	fake.Set(intercomtest.TrimsText(), intercomtest.Lags(45*time.Second, "tickets"))
//	fake.Set(intercomtest.RefusesAfter(409, "conflict", "Conflict").On("POST", "/contacts").Times(1))
//	fake.Before("POST", "/companies", func() { fake.AddCompany(…) })
//
// What is stored or shown differently: [TrimsText], [EscapesText], [WrapsText], [ShowsLists],
// [HidesContactExternalID], [ResolvesEmail], [Overrides] (answers only), [Omits] (absent members),
// [Stores] (really stored otherwise), [NotDone] (answered, not done).
//
// Answers about something else: [AnswersOldest], [AnswersNewest], [AnswersObject], [AnswersTwin],
// [Accepted], [AnswersPrevious], [SwapsAnswers]. They take part in creates and links; with On also in
// reads, updates and deletions.
//
// What stands in front of Intercom, and refusals after the effect: [Gateway404HTML],
// [Gateway404Empty], [Gateway404JSON], [LoginRedirect], [LoginPage], [RefusesAfter], [PageAfter],
// [AnswersBody].
//
// Workspaces: [WrongMe] lists all of [MeStatus], [MeWithoutApp], [MeNullApp], [MeOtherWorkspace] and
// the login pages; [ObjectsOfWorkspace]; [Server.AddTwinWorkspace] has the same IDs.
//
// Lists: [ShortPages], [RepeatsObjects], [EmptyPage], [EndlessCursor], [NullPages], [NextAsURL],
// [NextAsObject], [LargerTotal], and [Lags] for searches and lists that follow behind writes.
//
// Office hours, where no description decides: [MergesIntervals], [SplitsIntervals], [RefusesWholeWeek], [AllowsEqualNames],
// [AllowsEqualDates], [KeepsUsedSchedules], [RefusesEmptyNames], [ExceptionsOnQuarters], [IntegrationNotFound].
//
// Time: [DateOff], [CreatedBehind]. Contacts: [ArchivedContactsHidden], [MergedContactsNotFound],
// [AssignsLeadExternalIDs], [KeepsRoles]. Tickets: [DeletedTicketsShown], [DeletesTicketsAgain].
//
// # A new object
//
// An object needs its type in types.go, a file with its kind (how it is kept, shown, filled and served)
// and its seeders, a field of Workspace, and a line in allKinds. Lags, rollbacks, twin workspaces and
// answers about other objects then work for it without further code.
package intercomtest
