package provider

// Internals for tests outside the package.
var (
	ExchangeLog = exchangeLog
	LogPause    = logPause
)
