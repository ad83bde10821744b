package validators

import (
	"regexp"
	"slices"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest/contract"
)

// exception explains findings of Prism. The test fails if a version that it names needs it no longer.
type exception struct {
	why       string
	operation string // pattern of the whole "METHOD /path"
	location  string // pattern of the whole location
	code      string
	message   string   // pattern of the whole message; "": any
	failed    bool     // only for answers that are errors
	versions  []string // nil: all
}

func (e exception) in() []string {
	if e.versions == nil {
		return contract.Versions
	}
	return e.versions
}

func (e exception) explains(version string, f finding) bool {
	whole := func(pattern, text string) bool { return regexp.MustCompile("^(?:" + pattern + ")$").MatchString(text) }
	return slices.Contains(e.in(), version) && e.code == f.code && whole(e.operation, f.operation) && whole(e.location, f.location) &&
		(e.message == "" || whole(e.message, f.message)) && (f.failed || !e.failed)
}

var exceptions = []exception{
	{
		why:       "the descriptions name few of the errors that every operation can answer; the package contract checks that each is an error list",
		operation: ".*", location: "response", message: "Unable to match the returned status code with those defined in the document: .*", failed: true,
	},
	{
		why:       "the examples of a contact have paths here (/contacts/ID/tags), and the schema says uri",
		operation: `(GET|POST|PUT) (/contacts.*|/companies/\{id\}/contacts)`, location: `response\.body\.(data\.\[\]\.)?(tags|notes|companies)\.url`, code: "format",
	},
	{
		why:       "Prism cuts its findings off after 8 KB, as it does with the paths of dozens of contacts; the same search with few contacts is validated in full",
		operation: "POST /contacts/search", location: "prism", code: "cut off", versions: []string{"2.16"},
	},
	{
		why:       "the schema has text only, and its own example numbers and a bool",
		operation: "(GET|POST) /companies.*", location: `(request|response)\.body\.custom_attributes\.\w+`, code: "type",
	},
	{
		why:       "the schema has text only, and its own example has a number",
		operation: "(GET|POST) /custom_object_instances/.*", location: `(request|response)\.body\.(data\.\[\]\.)?custom_attributes\.\w+`, code: "type",
	},
	{
		why:       "with external_id, this operation answers one instance, and the schema has only the list that it answers without",
		operation: "GET /custom_object_instances/.*", location: `response\.body\.type`, code: "enum", versions: []string{"2.16", "Preview"},
	},
	{
		why:       "only these two operations of Preview take no version but \"preview\", and all others take \"Preview\"",
		operation: "(POST|DELETE) /articles/{id}/tags.*", location: `request\.header\.intercom-version`, code: "enum", versions: []string{"Preview"},
	},
	{
		why:       "a change of the options matches both alternatives: the second, \"other type\", refuses nothing",
		operation: "PUT /data_attributes/{id}", location: `request\.body`, code: "oneOf", versions: []string{"2.14", "2.15", "2.16", "Preview"},
	},
	{
		why:       "a request that tags companies matches several of the four alternatives, which refuse no further members",
		operation: "POST /tags", location: `request\.body`, code: "oneOf",
	},
}
