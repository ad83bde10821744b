package intercomtest

import (
	"net"
	"net/http"
	"strconv"
	"time"
)

// This file has the faults of the connection: there is no answer, or only part of one.

// ResetBefore is a connection that is reset before the request acts: a load balancer that restarts. The client cannot tell
// it from ResetAfter.
func ResetBefore() Act { return Act{name: "ResetBefore", silent: true, send: reset} }

// ResetAfter is a connection that is reset after the request has acted: the answer is lost.
func ResetAfter() Act { return Act{name: "ResetAfter", acts: true, silent: true, send: reset} }

// Hang is an application server that never answers and does not act. It lasts until the client leaves or the server closes.
func Hang() Act { return Act{name: "Hang", silent: true, send: hang} }

// HangAfter is an application server that acts and never answers.
func HangAfter() Act { return Act{name: "HangAfter", acts: true, silent: true, send: hang} }

// Truncate acts and stops in the middle of the answer, whose Content-Length has the full length.
func Truncate() Act {
	return Act{name: "Truncate", acts: true, send: func(_ *Server, w http.ResponseWriter, _ *http.Request, a *answer) {
		a.header.Set("Content-Length", strconv.Itoa(len(a.body)))
		a.head(w)
		_, _ = w.Write(a.body[:len(a.body)/2])
		_ = http.NewResponseController(w).Flush() // a recorder has nothing to flush
		panic(http.ErrAbortHandler)
	}}
}

// SlowBody acts and sends the answer one byte at a time: a stalled connection that no timeout between two bytes ends.
func SlowBody(perByte time.Duration) Act {
	return Act{name: "SlowBody", acts: true, send: func(s *Server, w http.ResponseWriter, r *http.Request, a *answer) {
		a.header.Set("Content-Length", strconv.Itoa(len(a.body)))
		a.head(w)
		for i := range a.body {
			if !s.wait(r, perByte) {
				panic(http.ErrAbortHandler)
			}
			_, _ = w.Write(a.body[i : i+1])
			_ = http.NewResponseController(w).Flush() // a recorder has nothing to flush
		}
	}}
}

// reset closes the connection so that TCP reports an error to the peer, not an end.
func reset(_ *Server, w http.ResponseWriter, _ *http.Request, _ *answer) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // no separate connection: HTTP/2, or no network at all
	}
	if tcp, isTCP := conn.(*net.TCPConn); isTCP {
		_ = tcp.SetLinger(0) // best effort: without it, the client sees EOF, which it must handle as well
	}
	_ = conn.Close()
}

func hang(s *Server, _ http.ResponseWriter, r *http.Request, _ *answer) {
	select {
	case <-r.Context().Done():
	case <-s.done:
	}
	panic(http.ErrAbortHandler)
}
