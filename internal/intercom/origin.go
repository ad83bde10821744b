package intercom

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
)

// RegionURLs are the origins of Intercom's regions.
// https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis#regional-endpoints
var RegionURLs = map[string]string{
	"us": "https://api.intercom.io",
	"eu": "https://api.eu.intercom.io",
	"au": "https://api.au.intercom.io",
}

// ParseBaseURL returns the origin (and path prefix) for requests. Plain http is an error except to this machine, because it
// would expose the token. Credentials, a query, and a fragment are errors, because no request would use them.
func ParseBaseURL(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil {
		// err would repeat s, which may contain a password.
		return nil, errors.New("the base URL is not a URL")
	}
	switch {
	case u.Host == "" || u.Hostname() == "":
		return nil, errors.New("the base URL names no host: write https://HOST")
	case u.User != nil:
		return nil, errors.New("the base URL holds a user name or password: the access token is what authenticates")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return nil, errors.New("the base URL holds a query or a fragment")
	case u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())):
		return nil, fmt.Errorf("the base URL's scheme is %q: the access token is sent over https only (http is for this machine's loopback addresses)", u.Scheme)
	}
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), strings.TrimRight(u.RawPath, "/")
	return u, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// maxID is far above any ID in Intercom's documentation (24 characters) and far below the maximum length of a URL.
const maxID = 128

// InvalidIDError reports that Intercom cannot have the ID; no request was made.
type InvalidIDError struct{ ID string }

func (e *InvalidIDError) Error() string {
	return fmt.Sprintf("%s is not an id of Intercom's: ids consist of letters, digits, - and _", Quote(e.ID, maxID))
}

// ValidID returns an *InvalidIDError unless id consists of 1 to 128 letters, digits, "-", or "_". Anything else could
// change the request: an empty ID makes it DELETE /tickets/, and "../contacts/1" makes it /contacts/1.
func ValidID(id string) error {
	if id == "" || len(id) > maxID || strings.ContainsFunc(id, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_'
	}) {
		return &InvalidIDError{ID: id}
	}
	return nil
}

// objectPath returns /collection/id, or /collection/id/collection/id and so on, or the error of ValidID.
func objectPath(segments ...string) (string, error) {
	var path strings.Builder
	for i, segment := range segments {
		if i%2 == 1 {
			if err := ValidID(segment); err != nil {
				return "", err
			}
		}
		path.WriteString("/" + url.PathEscape(segment))
	}
	return path.String(), nil
}
