package intercom

import (
	"fmt"
	"regexp"
	"strconv"
)

// Version is a value of the Intercom-Version header.
// https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/api-versioning
type Version string

const (
	// DefaultVersion is the newest stable version against whose API description the client and its fake are checked.
	DefaultVersion Version = "2.16"
	// OldestTested is the oldest version against whose API description the client and its fake are checked.
	OldestTested Version = "2.13"
	// Preview is the version with Intercom's upcoming changes.
	Preview Version = "Preview"
)

// The areas of the API that only Preview has. Config.Preview can name them.
const (
	PreviewTeamMembers     = "team_members"
	PreviewIdentitySecrets = "identity_verification_secrets"
)

// PreviewAreas are all of them.
var PreviewAreas = []string{PreviewTeamMembers, PreviewIdentitySecrets}

// newestMinor is the last documented minor version of each major version.
var newestMinor = map[int]int{1: 4, 2: 16}

var versionPattern = regexp.MustCompile(`^([1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})$`)

// ParseVersion accepts the documented versions (1.0 to 1.4, 2.0 to 2.16, Preview) and any newer version in the same format.
func ParseVersion(s string) (Version, error) {
	v := Version(s)
	if v == Preview {
		return v, nil
	}
	major, minor, ok := v.numbers()
	newest := DefaultVersion
	if ok {
		last, documented := newestMinor[major]
		newer := newest.before(major, minor)
		if newer || documented && minor <= last {
			return v, nil
		}
	}
	return "", fmt.Errorf("%s is not a version of Intercom's API: the documented ones are 1.0 to 1.4, 2.0 to %s and %s", Quote(s, maxID), newest, Preview)
}

// ChangesTicketType reports whether the version has POST /tickets/{id}/change_type: 2.16 and later.
func (v Version) ChangesTicketType() bool { return v.AtLeast(2, 16) }

// assignsOnCreate: since 2.14, POST /tickets accepts an assignment, and PUT accepts assignee_id instead of an assignment.
func (v Version) assignsOnCreate() bool { return v.AtLeast(2, 14) }

// textOwner: since 2.16, a contact's owner_id is text; before, it is a number.
func (v Version) textOwner() bool { return v.AtLeast(2, 16) }

// listDataType: since 2.14, a data attribute with options has its own data type in requests; before, it was a string.
func (v Version) listDataType() string {
	if v.AtLeast(2, 14) {
		return dataAttributeOptions
	}
	return DataAttributeString
}

// sortsContacts: since 2.16, a search of contacts accepts an order.
func (v Version) sortsContacts() bool { return v.AtLeast(2, 16) }

// AtLeast reports whether v is major.minor or later; Preview is later than every numbered version.
func (v Version) AtLeast(major, minor int) bool {
	return v == Preview || !v.before(major, minor)
}

func (v Version) before(major, minor int) bool {
	ownMajor, ownMinor, _ := v.numbers()
	return ownMajor < major || ownMajor == major && ownMinor < minor
}

func (v Version) numbers() (major, minor int, ok bool) {
	m := versionPattern.FindStringSubmatch(string(v))
	if m == nil {
		return 0, 0, false
	}
	major, _ = strconv.Atoi(m[1])
	minor, _ = strconv.Atoi(m[2])
	return major, minor, true
}

// Documented reports whether Intercom's documentation, as known to this client, describes the version.
func (v Version) Documented() bool { return v == Preview || !DefaultVersion.before(v.parts()) }

// Has reports whether v has an operation that was added in version since. Every version has an operation with an empty
// since. No numbered version is known to have one that was added in Preview.
func (v Version) Has(since Version) bool {
	if since == Preview {
		return v == Preview
	}
	return since == "" || v.AtLeast(since.parts())
}

func (v Version) parts() (major, minor int) {
	major, minor, _ = v.numbers()
	return major, minor
}
