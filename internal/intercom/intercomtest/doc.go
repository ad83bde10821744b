// Package intercomtest is an in-memory Intercom, for tests and for trying the provider without a
// workspace, as net/http/httptest is an in-memory web server.
//
// It implements Intercom's public documentation independently of the client: they share no code, so
// that a misreading in one does not hide in the other. Where the documentation is unclear, the fake
// does what is hardest for a client, and a comment says so.
//
// A test creates one server, seeds what must exist, and afterwards checks both the stored tickets and
// the calls:
//
//	fake := intercomtest.New(t)
//	kind := fake.AddTicketType(intercomtest.TicketType{Name: "Incident"})
//	// … run the provider against fake.URL with fake.Token …
//	if got := fake.Count("POST", "/tickets"); got != 1 { … }
//
// # Faults
//
// Failures are injected with [Server.Inject]: the first [Fault] that matches a call takes it. The
// comment of each constructor of an [Act] describes the real event.
//
// # Behaviors
//
// [Server.Set] makes Intercom differ from its description. All behaviors that match a call take part
// in it, in the order of Set, and faults come after them. [Behavior.On], [Behavior.Skip], and
// [Behavior.Times] choose calls; [Behavior.WithoutEffect] reverts what a call did, whatever the
// answer. [Server.Before] runs a function between two calls.
//
//	fake.Set(intercomtest.TrimsText(), intercomtest.Lags(45*time.Second, "tickets"))
//	fake.Set(intercomtest.RefusesAfter(409, "conflict", "Conflict").On("POST", "/contacts").Times(1))
//	fake.Before("POST", "/companies", func() { fake.AddCompany(…) })
//
// Values that are stored or shown differently: [TrimsText], [EscapesText], [WrapsText], [SpacesText], [DecomposesText], [ShowsLists],
// [HidesContactExternalID], [ResolvesEmail], [Overrides] (answers only), [Omits] (absent members),
// [Stores] (stored differently), [NotDone] (answered, but not done), [KeepsCleared] (null is ignored).
//
// Answers about something else: [AnswersOldest], [AnswersNewest], [AnswersObject], [AnswersTwin],
// [Accepted], [AnswersPrevious], [SwapsAnswers]. They take part in creates and links; with On, they also
// take part in reads, updates, and deletions.
//
// Proxies in front of Intercom, and refusals after the effect: [Gateway404HTML],
// [Gateway404Empty], [Gateway404JSON], [LoginRedirect], [LoginPage], [RefusesAfter], [PageAfter],
// [AnswersBody].
//
// Workspaces: [WrongMe] lists all of [MeStatus], [MeWithoutApp], [MeNullApp], [MeOtherWorkspace] and
// the login pages; [ObjectsOfWorkspace]; [Server.AddTwinWorkspace] has the same IDs.
//
// Lists: [ShortPages], [RepeatsObjects], [EmptyPage], [EndlessCursor], [NullPages], [NextAsURL],
// [NextAsObject], [LargerTotal], and [Lags] for searches and lists that lag behind writes.
//
// Office hours, where the documentation is unclear: [MergesIntervals], [SplitsIntervals], [RefusesWholeWeek], [AllowsEqualNames],
// [AllowsEqualDates], [KeepsUsedSchedules], [RefusesEmptyNames], [ExceptionsOnQuarters], [IntegrationNotFound].
//
// Help centers, where no description decides: [KeepsContents], [KeepsFullCollections], [RefusesEqualCollections],
// [RefusesEmptyDescriptions], [ShowsNullDescriptions], [ShowsHelpCenterOfChildren], [ReplacesTranslations], [ReplacesLocales],
// [RepeatsDefaultLocale], [KeepsRedirectLocales], [NextAsPage].
//
// Audiences: [RefusesEqualAudiences], [DefaultsRoles], [KeepsUsedAudiences], [KeepsAudienceIDs], [ShowsNullPredicates],
// [ReversesPredicates], [HidesGroups], [ShowsPredicateNumbers].
//
// Identity verification secrets: [RefusesUsedSecretNames].
//
// The IP allowlist: [CanonicalAddresses]. [Server.CallsFrom] sets the address of the caller, who can be locked out.
//
// Articles, where no description decides: [RefusesNestedLists], [CopiesImagesLate], [AddsParents], [IgnoresParentIDs], [SyncsParents],
// [ReassignsAuthors], [ShowsArticleDrafts], [KeepsArticleDrafts], [LeavesArticleDrafts], [PublishesArticleDrafts], [ListsMarkdown],
// [HidesPendingChanges], [RefusesEmptyArticleDescriptions], [KeepsUpdatedAt].
//
// The scroll over companies: [ScrollKeepsParam], [ScrollReplacesOpen]. Notes: [NotesOldestFirst], [NotesAsSent], [NotesByToken].
//
// Time: [DateOff], [CreatedBehind]. Contacts: [ArchivedContactsHidden], [MergedContactsNotFound],
// [AssignsLeadExternalIDs], [KeepsRoles]. Tickets: [DeletedTicketsShown], [DeletesTicketsAgain].
//
// # A new object
//
// An object needs its type in types.go, a file with its kind (how it is stored, shown, filled, and served)
// and its seeders, a field of Workspace, and a line in allKinds. Lags, rollbacks, twin workspaces, and
// answers about other objects then work without further code.
package intercomtest
