package conformance

// Question is something that no row can settle.
type Question struct {
	Text   string `json:"question"`
	Reason string `json:"reason"`
}

// Unsettled are the questions that this program cannot answer, and why.
var Unsettled = []Question{
	{"Whether a 429 has Retry-After.", "It would have to use up the rate limit of the workspace."},
	{"Whether a create whose answer was lost took effect.", "It would have to break connections at random moments."},
	{"What /companies/list answers after 10,000 companies, and a second scroll at the same time.", "A test workspace has too few companies, and a scroll would disturb others."},
	{"What a ticket shows beyond 1,000 linked objects and 500 parts.", "It would take more writes than the cap allows."},
	{"Whether a token of one region works on the host of another.", "The token would be sent to a host that was not named."},
	{"What happens to a tag that a segment depends on.", "Segments cannot be created through the API."},
	{"How comments on tickets are stored.", "A comment can reach people. The rows post notes only."},
	{"Links between tickets and conversations.", "A conversation would have to be started, and it cannot be deleted in every version."},
	{"How data attributes of contacts and companies are defined and read back.", "They cannot be deleted, only archived, and no row creates one."},
	{"Whether Intercom refuses a second conversation attribute of the same name, and what becomes of archived ones.", "Two of them break every update of conversations, and they cannot be deleted."},
	{"Whether a data connector that something uses can be withdrawn.", "Workflows cannot be created through the API."},
	{"What the articles, office hours, and other objects without a row do.", "Rows are added with the objects."},
}
