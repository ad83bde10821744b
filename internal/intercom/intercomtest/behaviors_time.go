package intercomtest

import (
	"net/http"
	"time"
)

// DateOff moves the Date header of answers: a proxy or a load balancer whose clock is wrong. With Skip and Times, it is one
// wrong answer among correct ones.
func DateOff(d time.Duration) Behavior {
	return Behavior{name: "DateOff", answer: func(x *exchange) {
		x.header.Set("Date", x.call.At.Add(d).UTC().Format(http.TimeFormat))
	}}
}

// CreatedBehind stores created_at (and updated_at) d before the Date of the answer: the application's
// clock and the load balancer's differ, or the call waited in a queue.
func CreatedBehind(d time.Duration) Behavior {
	return Behavior{name: "CreatedBehind", prepare: func(rq *request) { rq.now = rq.now.Add(-d) }, creates: true}
}
