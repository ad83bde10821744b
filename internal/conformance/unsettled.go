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
	{"What /companies/list answers after 10,000 companies.", "A test workspace has too few companies."},
	{"What a ticket shows beyond 1,000 linked objects and 500 parts.", "It would take more writes than the cap allows."},
	{"Whether a token of one region works on the host of another.", "The token would be sent to a host that was not named."},
	{"What happens to a tag that a segment depends on.", "Segments cannot be created through the API."},
	{"How comments on tickets are stored.", "A comment can reach people. The rows post notes only."},
	{"Links between tickets and conversations.", "A conversation would have to be started, and it cannot be deleted in every version."},
	{"Whether Intercom refuses a second live conversation attribute of the same name.", "Two of them break every update of conversations that has attributes, for everybody."},
	{"Which office hours schedule is the default one, and whether one in use can be deleted.", "Teams choose schedules in Settings only, and the program deletes no schedule of others."},
	{"Whether the workspace requires a reason for the away mode.", "The program never changes teammates."},
	{"Whether the membership of teams can be changed, and what a change does by half.", "The program never changes teams."},
	{"What identity verification secrets sign, whether two can have the same name, and whether a deleted one keeps it.", "The program never makes or reads secrets."},
	{"Which of two custom object instances a read by ID finds, if one has the other's ID as its external ID.", "The external ID would not carry the mark of the run."},
	{"Which permission an access token needs for identity verification secrets.", "The program never makes or reads secrets."},
	{"How the IP allowlist shows addresses, and whether Preview has it.", "The program never touches the allowlist: it could lock people out."},
	{"Whether a data connector that something uses can be withdrawn.", "Workflows cannot be created through the API."},
	{"What content shows, and to whom, when its audience is deleted, and whether such an audience can be deleted at all.", "Content that is for an audience of the run would be visible to people."},
	{"What an audience with a group of conditions shows.", "Groups cannot be created through the API."},
	{"What a read of a published article with a draft shows, and where an update of its text goes.", "People would see a published article."},
	{"Whether links to an article work without its title, and what a language without content shows.", "People would see a published article."},
	{"Whether Intercom copies images before or after its answer.", "The images would have to be on a host that Intercom can reach."},
	{"Whether an update without an author makes the token's admin the author.", "Articles of the run have no other author."},
	{"What happens to the articles of a teammate who is removed.", "The program never changes teammates."},
	{"Whether a deleted article can be restored.", "The API has no call for it."},
}
