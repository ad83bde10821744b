package soak_test

import (
	"math/rand/v2"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// What can happen to any call.
var disturbances = []func() intercomtest.Act{
	intercomtest.ResetBefore, intercomtest.ResetAfter, intercomtest.Hang, intercomtest.HangAfter,
	intercomtest.Truncate, intercomtest.TruncateJSON, intercomtest.NullBody, intercomtest.HTMLBody200, intercomtest.NotAuthorized,
	func() intercomtest.Act { return intercomtest.EmptyBody(200) },
	func() intercomtest.Act { return intercomtest.EmptyBody(204) },
	func() intercomtest.Act { return intercomtest.EmptyBody(502) },
	func() intercomtest.Act { return intercomtest.Status(500, "server_error", "Sorry") },
	func() intercomtest.Act { return intercomtest.Status(503, "service_unavailable", "Sorry") },
	func() intercomtest.Act { return intercomtest.Status(403, "api_plan_restricted", "No.") },
	func() intercomtest.Act { return intercomtest.Message(400, "\x1b[2Jwith an escape") },
	func() intercomtest.Act { return intercomtest.HTML(502) },
	func() intercomtest.Act { return intercomtest.HTML(504) },
	func() intercomtest.Act { return intercomtest.ActThenStatus(500) },
	func() intercomtest.Act { return intercomtest.ActThenStatus(408) },
	func() intercomtest.Act { return intercomtest.ActThenHTML(502) },
	func() intercomtest.Act { return intercomtest.Redirect(302, "/me") },
	func() intercomtest.Act { return intercomtest.Redirect(307, "https://example.com/") },
	func() intercomtest.Act { return intercomtest.TooManyRequests("", "") },
	func() intercomtest.Act { return intercomtest.TooManyRequests("soon", "later") },
	func() intercomtest.Act { return intercomtest.TooManyRequests("99999999999", "") },
	func() intercomtest.Act { return intercomtest.TooManyRequestsFor(7 * time.Second) },
	func() intercomtest.Act { return intercomtest.TooManyRequestsFor(-time.Hour) },
	func() intercomtest.Act { return intercomtest.SlowBody(200 * time.Millisecond) },
	intercomtest.WrongType,
}

// costly ones are as good as any other, but take real time.
var costly = []func() intercomtest.Act{
	func() intercomtest.Act { return intercomtest.HugeBody(11 << 20) },
	func() intercomtest.Act { return intercomtest.GzipBomb(11 << 20) },
}

// targets are the calls that faults aim at; the empty one is any call.
var targets = []intercomtest.Fault{
	{Method: "POST", Path: "/tickets"},
	{Method: "POST", Path: "/tickets"},
	{Method: "POST", Path: "/tickets"},
	{Method: "POST", Path: "/tickets/search"},
	{Method: "PUT", Path: "/tickets/*"},
	{Method: "PUT", Path: "/tickets/*"},
	{Method: "GET", Path: "/tickets/*"},
	{Method: "DELETE", Path: "/tickets/*"},
	{Method: "DELETE", Path: "/tickets/*"},
	{Method: "GET", Path: "/contacts/*"},
	{Method: "GET", Path: "/ticket_types/*"},
	{Method: "GET", Path: "/me"},
	{},
}

// lies are a 404 for a ticket that exists. Nobody can see through one that everything else agrees with, so that a ticket is
// lied about once a run at most.
var lies = []func() intercomtest.Act{
	intercomtest.LyingNotFound, intercomtest.Gone, intercomtest.NotFoundHTML, intercomtest.NotFoundEmpty, intercomtest.StaleRead,
}

// outages are what answers every call of a run: Intercom is down, or something else answers in its place.
var outages = []func() intercomtest.Act{
	intercomtest.ResetBefore, intercomtest.NotFoundHTML, intercomtest.NotFoundEmpty, intercomtest.NotAuthorized, intercomtest.LyingNotFound,
	func() intercomtest.Act { return intercomtest.HTML(503) },
	func() intercomtest.Act { return intercomtest.Redirect(301, "https://example.com/") },
	func() intercomtest.Act { return intercomtest.TooManyRequests("", "") },
}

func pick[T any](rng *rand.Rand, from []T) T { return from[rng.IntN(len(from))] }

// storm injects what goes wrong in a run of about n tickets; ids are the tickets that may be lied about.
func (w *world) storm(rng *rand.Rand, n int, ids []string) {
	w.fake.ClearFaults()
	if rng.IntN(25) == 0 {
		w.fake.Inject(intercomtest.Fault{Act: pick(rng, outages)()})
		return
	}
	for _, id := range ids {
		if rng.IntN(12) == 0 {
			method := pick(rng, []string{"GET", "GET", "DELETE", "PUT"})
			w.fake.Inject(intercomtest.Fault{Method: method, Path: "/tickets/" + id, Times: 1, Act: pick(rng, lies)()})
		}
	}
	for range rng.IntN(1 + n) {
		f := pick(rng, targets)
		f.Skip, f.Times, f.Act = rng.IntN(1+n/3), 1+rng.IntN(3), pick(rng, disturbances)()
		if f.Method == "DELETE" && rng.IntN(6) == 0 {
			f.Act = intercomtest.DeletedFalse()
		}
		switch rng.IntN(40) {
		case 0:
			f.Times, f.Act = 1, pick(rng, costly)()
		case 1:
			f.Times = 20 // for longer than anybody repeats
		case 2:
			// Not of a POST's answer: the new ticket's id is known from nowhere else.
			if f.Method != "POST" && f.Method != "" {
				f.Act = intercomtest.WrongID()
			}
		case 3:
			f.Act = intercomtest.Normalise(trimmed)
		case 4:
			// A contact, a ticket type or /me that is not found says nothing about a ticket.
			if f.Path == "/contacts/*" || f.Path == "/ticket_types/*" || f.Path == "/me" {
				f.Act = pick(rng, lies[:4])()
			}
		}
		w.fake.Inject(f)
	}
}

// trimmed is what Intercom may make of a description.
func trimmed(t *intercomtest.Ticket) {
	if text, ok := t.Attributes[intercomtest.DescriptionAttribute].(string); ok {
		t.Attributes[intercomtest.DescriptionAttribute] = text + "."
	}
}

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x1c0de)) }
