package intercomtest

import (
	"math"
	"strconv"
	"strings"
)

// version is a parsed Intercom-Version; Preview is newer than every number.
type version struct{ major, minor int }

var preview = version{2, math.MaxInt}

// v2 returns version 2.minor.
func v2(minor int) version { return version{2, minor} }

func (v version) atLeast(other version) bool {
	return v.major > other.major || v.major == other.major && v.minor >= other.minor
}

// parseVersion reads the header. Without it, an app's own setting counts, "or 1.0". The fake uses 1.0, which has no
// tickets, so that a client that forgets the header is noticed. Numbers above 2.16 count as future versions.
func parseVersion(header string) (version, bool) {
	switch header {
	case "":
		return version{1, 0}, true
	case "Preview":
		return preview, true
	}
	major, minor, found := strings.Cut(header, ".")
	n, err := strconv.Atoi(minor)
	if !found || err != nil || strconv.Itoa(n) != minor || n < 0 {
		return version{}, false
	}
	switch {
	case major == "1" && n <= 4:
		return version{1, n}, true
	case major == "2" && n <= 99:
		return v2(n), true
	}
	return version{}, false
}
