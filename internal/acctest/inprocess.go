package acctest

import (
	"net/http"
	"net/http/httptest"
)

// InProcess is an http.RoundTripper that gets answers from a handler without a network: in a bubble of testing/synctest,
// waiting for a socket does not let time pass.
type InProcess struct{ Handler http.Handler }

// RoundTrip implements http.RoundTripper. A handler that aborts has lost its client, so the error is the context's.
func (p InProcess) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	defer func() {
		if aborted := recover(); aborted != nil {
			if err = req.Context().Err(); err == nil {
				panic(aborted)
			}
		}
	}()
	answer := httptest.NewRecorder()
	p.Handler.ServeHTTP(answer, req)
	return answer.Result(), nil
}
