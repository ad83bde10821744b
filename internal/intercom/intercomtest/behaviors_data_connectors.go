package intercomtest

// This file has what no description says of data connectors: each is the other reading of what the fake does.

// connectorRules are what behaviors make of data connectors.
type connectorRules struct{ draftsAsLive, liveChanged, liveKept, headersMerged, textsFilled bool }

func connectorsWith(name string, change func(*connectorRules)) Behavior {
	return Behavior{name: name, prepare: func(rq *request) { change(&rq.connectorRules) }}
}

// ShowsDraftsAsLive answers a GET of the live version of a connector that was never published with its draft. Otherwise with 404.
func ShowsDraftsAsLive() Behavior {
	return connectorsWith("ShowsDraftsAsLive", func(r *connectorRules) { r.draftsAsLive = true })
}

// ChangesLiveConnectors lets a PATCH without a state change the live version, too. Otherwise it changes the draft alone.
func ChangesLiveConnectors() Behavior {
	return connectorsWith("ChangesLiveConnectors", func(r *connectorRules) { r.liveChanged = true })
}

// KeepsLiveVersion takes "state": "live" of a connector that is live for no change, so that its live version stays as it was.
// Otherwise it publishes the draft.
func KeepsLiveVersion() Behavior {
	return connectorsWith("KeepsLiveVersion", func(r *connectorRules) { r.liveKept = true })
}

// MergesHeaders keeps headers that a PATCH does not have. Otherwise it replaces all.
func MergesHeaders() Behavior {
	return connectorsWith("MergesHeaders", func(r *connectorRules) { r.headersMerged = true })
}

// RefusesEmptyTexts refuses "" as the URL, body, or description. Otherwise that clears it.
func RefusesEmptyTexts() Behavior {
	return connectorsWith("RefusesEmptyTexts", func(r *connectorRules) { r.textsFilled = true })
}
