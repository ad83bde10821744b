package intercomtest

import "time"

// Option configures a Server.
type Option func(*Server)

// ListAnswers is how answers show the value of a list attribute. It is not documented: only the option's ID in requests is.
type ListAnswers string

// The two possible values of a list attribute in an answer.
const (
	ListLabels ListAnswers = "label"
	ListIDs    ListAnswers = "id"
)

// InstantAnswers is how answers show the value of a datetime attribute; no example shows one.
type InstantAnswers string

// The two possible values of a datetime attribute in an answer. ISO 8601 answers are in UTC with milliseconds, as Rails
// writes them: a client must compare times, not strings.
const (
	InstantISO8601 InstantAnswers = "iso8601"
	InstantUnix    InstantAnswers = "unix"
)

// WithClock replaces the time of day, for the Date header, timestamps, snoozes, rate windows, and search lag.
func WithClock(now func() time.Time) Option {
	return func(s *Server) { s.now = now }
}

// WithToken sets the access token of the default workspace.
func WithToken(token string) Option {
	return func(s *Server) { s.Token = token }
}

// WithWorkspace sets the id (app.id_code) of the default workspace.
func WithWorkspace(id string) Option {
	return func(s *Server) { s.WorkspaceID = id }
}

// WithRegion sets app.region of GET /me: US (default), EU or AU.
func WithRegion(region string) Option {
	return func(s *Server) { s.region = region }
}

// WithRateLimit limits calls like Intercom: limit calls in each window of the clock, for each token. A real app has 1,666
// in 10 seconds, and an app of an older workspace 166.
func WithRateLimit(limit int, window time.Duration) Option {
	return func(s *Server) { s.limit, s.window = limit, window }
}

// WithSearchLag makes searches see tickets and contacts as they were d ago: Intercom's search index lags behind writes by
// seconds to minutes, but a GET by ID does not.
func WithSearchLag(d time.Duration) Option {
	return func(s *Server) { s.searchLag = d }
}

// WithLatency delays every answer, after the call has acted.
func WithLatency(d time.Duration) Option {
	return func(s *Server) { s.latency = d }
}

// WithListAnswers chooses between labels (default) and IDs in answers.
func WithListAnswers(form ListAnswers) Option {
	return func(s *Server) { s.listAnswers = form }
}

// WithInstantAnswers chooses between ISO 8601 (default) and Unix seconds in answers.
func WithInstantAnswers(form InstantAnswers) Option {
	return func(s *Server) { s.instantAnswer = form }
}
