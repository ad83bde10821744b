package provider

// What tests outside the package look into.
var (
	ExchangeLog = exchangeLog
	LogPause    = logPause
)
