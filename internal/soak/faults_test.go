package soak_test

import (
	"math/rand/v2"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// disturbances can happen to any call.
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

// costly ones are equally useful but take real time.
var costly = []func() intercomtest.Act{
	func() intercomtest.Act { return intercomtest.HugeBody(11 << 20) },
	func() intercomtest.Act { return intercomtest.GzipBomb(11 << 20) },
}

// outages answer every call of a run: Intercom is down, or something else answers in its place.
var outages = []func() intercomtest.Act{
	intercomtest.ResetBefore, intercomtest.NotFoundHTML, intercomtest.NotFoundEmpty, intercomtest.NotAuthorized, intercomtest.LyingNotFound,
	func() intercomtest.Act { return intercomtest.HTML(503) },
	func() intercomtest.Act { return intercomtest.Redirect(301, "https://example.com/") },
	func() intercomtest.Act { return intercomtest.TooManyRequests("", "") },
}

func pick[T any](rng *rand.Rand, from []T) T { return from[rng.IntN(len(from))] }

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x1c0de)) }
